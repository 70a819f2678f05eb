"""Groups that only the report names, who owns up to a deed, and who only holds the place of one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.knowledge.actors.names import NameIndex
from marsad.model.actor import ActorKind
from marsad.model.reading import Happening, HappeningPart, PartName, Status
from marsad.model.span import Span
from marsad.pipeline import Pipeline
from marsad.reading.reader import read as read_report
from marsad.resolving.actors.own_names import group_named, kind_of_group, proper_group
from marsad.resolving.events.likely import identity_of
from marsad.resolving.events.onlookers import only_fought
from marsad.resolving.resolve import context_of

from ..conftest import Read
from ..records import report_of, side


def meant(frames: Pipeline, text: str, phrase: str) -> str | None:
    """The name of the actor that the last ``phrase`` of a text means."""
    report = report_of(text)
    context = context_of(report, read_report(report, frames.knowledge), frames.knowledge)
    found = [i.name for n, i in context.actors.items() if context.mention(n).span.text == phrase]
    return found[-1] if found else None


def actors(told: object) -> set[str]:
    found: set[str] = set()
    for event in told.happenings:  # type: ignore[attr-defined]
        found |= side(event)
    return found - {"civilians"}


@pytest.mark.parametrize(
    ("phrase", "head", "name"),
    [
        ("the Abu al-Fadl brigade", "brigade", "Abu al-Fadl brigade"),
        ("The Al-Bayda Movement", "movement", "Al-Bayda Movement"),
        ("the 16th Brigade", "brigade", None),
        ("the Third Armoured Brigade", "brigade", None),
        ("the Presidential Guard Brigade", "brigade", None),
        ("the rebel brigade", "brigade", None),
        ("the brigade", "brigade", None),
        ("the Abu al-Fadl fighters", "fighters", None),
    ],
)
def test_a_proper_name_ahead_of_a_body_names_a_group(phrase: str, head: str, name: str | None) -> None:
    assert group_named(phrase, head) == name


def test_a_group_that_only_the_report_names_is_no_other(frames: Pipeline) -> None:
    text = (
        "The Rapid Support Forces attacked Kutum on Monday. The Omar Sakin brigade said it had lost six men. "
        "The Sudanese army sent drones. The brigade withdrew on Tuesday."
    )
    assert meant(frames, text, "The Omar Sakin brigade") == "Omar Sakin brigade"
    assert meant(frames, text, "The brigade") == "Omar Sakin brigade"


def test_who_tells_a_deed_of_his_own_acts(read: Read) -> None:
    told = read("The Omar Sakin brigade announced on Monday that it had killed six RSF fighters near Kutum.")
    assert {"local:omar-sakin-brigade", "rsf"} <= actors(told), str(told)


def test_fighters_of_a_group_named_behind_are_it(frames: Pipeline) -> None:
    text = "Jihadists from Boko Haram killed nine farmers near Dikwa on Monday."
    assert meant(frames, text, "Jihadists") == "Boko Haram"


@pytest.mark.parametrize("doing", ["battling", "firing on"])
def test_whom_the_victims_fight_is_no_party(frames: Pipeline, doing: str) -> None:
    text = f"Boko Haram killed nine vigilantes, six of them fighters {doing} ISWAP, near Dikwa on Monday."
    report = report_of(text)
    context = context_of(report, read_report(report, frames.knowledge), frames.knowledge)
    fought = next(m for m in context.reading.mentions if m.span.text == "ISWAP")
    killed, battling = (Span.of(text, text.index(w), text.index(w) + len(w)) for w in ("killed", doing))
    assert only_fought(context, fought, (killed,))
    assert not only_fought(context, fought, (battling,))


@pytest.mark.parametrize(
    ("text", "there", "absent"),
    [
        pytest.param(
            "Sudanese army jets struck the town of Kabkabiya held by the Rapid Support Forces on Monday, "
            "killing nine traders.",
            {"sd-forces"},
            "rsf",
            id="who only holds what is struck from afar",
        ),
        pytest.param(
            "Rwandan troops shelled M23 positions near Goma on Monday.",
            {"rw-forces", "m23"},
            "cd-forces",
            id="whose the struck positions are",
        ),
    ],
)
def test_holders_and_owners(read: Read, text: str, there: set[str], absent: str) -> None:
    found = actors(read(text))
    assert there <= found
    assert absent not in found


def test_a_protest_for_officials_to_go_is_against_the_government(read: Read) -> None:
    told = read(
        "Hundreds of residents of Khartoum, Sudan, protested on Monday for senior officials to resign."
    )
    assert "sd-government" in actors(told), str(told)


def test_a_short_name_in_mixed_case_is_written_so() -> None:
    index = NameIndex([("MaTT", "commandos")])
    assert index.ids("MaTT") == ("commandos",)
    assert index.ids("Matt") == ()


def test_a_date_is_no_group(frames: Pipeline) -> None:
    text = "Since March 23 rebels have attacked Goma. Congolese troops returned fire."
    assert meant(frames, text, "March 23") is None


def test_who_occupies_acts_where_that_is_the_deed(read: Read) -> None:
    assert "m23" in actors(read("The town of Rutshuru was occupied by M23 rebels on Monday."))


def told_by_reader(frames: Pipeline, text: str, parts: tuple[tuple[str, float], ...], deed: str) -> set[str]:
    """Names of the actors that a reader's first side has, when it holds each phrase so likely for it."""
    report = report_of(text)
    context = context_of(report, read_report(report, frames.knowledge), frames.knowledge)
    span = Span.of(text, text.index(deed), text.index(deed) + len(deed))
    mentions = context.reading.mentions
    index = {w: next(i for i, m in enumerate(mentions) if w in m.span.text) for w, _ in parts}
    found = tuple(HappeningPart(PartName.SIDE_A, index[w], p) for w, p in parts)
    types = {"Armed clash": 1.0}
    happening = Happening((span,), 0, types, Status.HAPPENED, 0.99, found, {}, (0.0, 0.0))
    identities = (identity_of(context, p.mention, happening) for p in found)
    return {i.name for i in identities if i is not None}


def test_a_speaker_who_names_who_did_it_did_not(frames: Pipeline) -> None:
    text = "According to Hezbollah, thirty rebels were killed by the Syrian army near Hama on Monday."
    parts = (("Hezbollah", 0.88), ("the Syrian army", 0.98))
    assert told_by_reader(frames, text, parts, "killed") == {"Syrian government forces"}


def test_a_speaker_who_names_nobody_else_can_have_done_it(frames: Pipeline) -> None:
    text = "According to Hezbollah, thirty rebels were killed near Hama on Monday."
    assert told_by_reader(frames, text, (("Hezbollah", 0.88),), "killed") == {"Hezbollah"}


def test_police_plant_no_bombs(read: Read) -> None:
    told = read("Kenyan police attacked after a car bomb exploded in Garissa on Monday, killing nine people.")
    bombs = [e for e in told.happenings if e["sub_type"] == "Remote explosive/landmine/IED"]
    assert bombs
    assert all(p["actor"] != "ke-police" for e in bombs for p in e["participants"])


def test_a_liberation_army_is_not_what_the_army_means(frames: Pipeline) -> None:
    text = (
        "Guerrillas of the Army of National Liberation blew up a pipeline in Colombia on Monday. "
        "The army sent troops to Arauca."
    )
    assert meant(frames, text, "The army") == "Colombian armed forces"


@pytest.mark.parametrize(
    ("unit", "likely", "expected"),
    [
        ("the Arce Battalion", {}, "sv-forces"),
        ("the Condor Battalion", {ActorKind.STATE_FORCE: 0.8}, "sv-forces"),
        ("the Condor Battalion", {ActorKind.REBEL_GROUP: 0.8}, "local:condor-battalion"),
    ],
    ids=["one in the registry", "a state's to the reader", "rebels to the reader"],
)
def test_a_unit_of_a_state_is_its_army(
    frames: Pipeline, unit: str, likely: dict[ActorKind, float], expected: str
) -> None:
    text = (
        f"Rebels attacked a village in El Salvador on Monday. Soldiers of {unit} fought them near Usulutan."
    )
    report = report_of(text)
    reading = read_report(report, frames.knowledge)
    kinds = {i: likely for i, m in enumerate(reading.mentions) if unit in m.span.text} if likely else {}
    context = context_of(report, replace(reading, kinds=kinds), frames.knowledge)
    found = [i.id for n, i in context.actors.items() if unit.split(" ", 1)[1] in context.mention(n).span.text]
    assert found[-1] == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Fighters of the Red Dawn Front attacked an army post near Malakal, South Sudan, on Friday.",
            "Red Dawn Front",
        ),
        ("The Azania Liberation Army seized Kisoro, Uganda, on Monday.", "Azania Liberation Army"),
        (
            "Nine farmers were killed near Kalma, Sudan, on Sunday by the Kestrel Militia, residents said.",
            "Kestrel Militia",
        ),
        (
            "The Azania Liberation Army (ALA) said so. ALA fighters killed nine farmers near Kisoro, Uganda.",
            "Azania Liberation Army",
        ),
    ],
)
def test_a_group_that_nobody_knows_keeps_its_name(read: Read, text: str, name: str) -> None:
    told = read(text)
    acting = {p["actor"] for e in told.happenings for p in e["participants"] if p["side"] == "a"}
    assert {a["name"] for a in told.json["actors"] if a["id"] in acting} == {name}, str(told)


@pytest.mark.parametrize(
    "phrase",
    [
        "the Federal Police",
        "the 16th Infantry Brigade",
        "Armed Forces",
        "the rebel front",
        "Sudanese rebels",
        "the Norwegian Refugee Centre",
        "a militia",
    ],
)
def test_what_is_no_group_s_own_name(phrase: str) -> None:
    assert proper_group(phrase) is None


@pytest.mark.parametrize(
    "phrase",
    ["the Red Dawn Front", "Movement for Justice and Renewal", "the Cobra Force", "Army of the Two Rivers"],
)
def test_what_is_a_group_s_own_name(phrase: str) -> None:
    assert proper_group(phrase) == phrase.removeprefix("the ")


def test_the_reader_tells_a_front_from_a_council() -> None:
    civil = {ActorKind.OTHER: 0.6, ActorKind.GOVERNMENT: 0.3}
    assert kind_of_group("Free Rivers Council", civil) is None
    assert kind_of_group("Free Rivers Council", {}) is None
    assert kind_of_group("Red Dawn Front", {}) is ActorKind.MILITIA
    assert kind_of_group("Cobra Force", {ActorKind.REBEL_GROUP: 0.5, ActorKind.STATE_FORCE: 0.3}) is (
        ActorKind.REBEL_GROUP
    )
