"""The table of event types: its words, its types, its crosswalk, and what a user may add."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.records import shared

from marsad.knowledge.frames import GAP, Frame, FrameFileError, FrameTable, shipped_frames
from marsad.knowledge.lexicon import inflect, plural
from marsad.model.event import ControlState, Effect, EventType
from marsad.model.reading import RoleName, Stance

DECIDED_LATER = {"by actors", "by weapon"}
"""Sub-types that the participants or the weapon decide."""
PLOVER = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN "
    "PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT".split()
)
"""The sixteen event types of PLOVER."""
SUB_TYPES = {
    EventType.BATTLES: ("Armed clash", "Government regains territory", "Non-state actor overtakes territory"),
    EventType.EXPLOSIONS: (
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    ),
    EventType.VIOLENCE_AGAINST_CIVILIANS: ("Sexual violence", "Attack", "Abduction/forced disappearance"),
    EventType.PROTESTS: (
        "Peaceful protest", "Protest with intervention", "Excessive force against protesters",
    ),
    EventType.RIOTS: ("Violent demonstration", "Mob violence"),
    EventType.STRATEGIC_DEVELOPMENTS: (
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction",
        "Non-violent transfer of territory", "Other",
    ),
    EventType.STATEMENT: (
        "Threat", "Accusation", "Denial", "Claim of responsibility", "Demand", "Promise", "Condemnation",
    ),
}  # fmt: skip

FRAMES = tuple(shipped_frames().frames.values())


@pytest.fixture(scope="module")
def table() -> FrameTable:
    return shipped_frames()


@pytest.mark.parametrize("frame", FRAMES, ids=lambda f: f.id)
def test_a_frame_holds_together(frame: Frame) -> None:
    assert frame.verbs or frame.nouns
    assert frame.sub_type in DECIDED_LATER or frame.sub_type in SUB_TYPES[frame.type]
    roles = {r.value for r in RoleName}
    assert frame.subject in roles and frame.object in roles
    assert frame.effect is None or frame.effect in {e.value for e in Effect}
    for role, state in (frame.control or {}).items():
        assert role in roles and state in {s.value for s in ControlState}
    assert (frame.stance is not None) == (frame.type is EventType.STATEMENT)
    assert frame.stance is None or frame.stance in {s.value for s in Stance}


def test_plover_types_are_those_of_2021() -> None:
    assert {f.plover for f in FRAMES} <= PLOVER


@pytest.mark.parametrize("frame", FRAMES, ids=lambda f: f.id)
def test_a_frame_has_its_crosswalk(frame: Frame) -> None:
    assert frame.plover is not None and frame.plover.isupper()
    assert frame.cameo is not None and re.fullmatch(r"(0[1-9]|1\d|20)\d{0,2}", frame.cameo)


def test_types_are_those_of_the_contract() -> None:
    path = shared() / "contract" / "report.schema.json"
    if not path.is_file():
        pytest.skip(f"the contract is not at {path}")
    event = json.loads(path.read_text(encoding="utf-8"))["properties"]["events"]["items"]["properties"]
    assert {t.value for t in EventType} == set(event["type"]["enum"])
    assert {s for many in SUB_TYPES.values() for s in many} == set(event["sub_type"]["enum"])


def test_every_type_has_frames() -> None:
    assert {f.type for f in FRAMES} == set(EventType)


def test_every_kind_of_statement_has_a_frame() -> None:
    told = {f.sub_type for f in FRAMES if f.type is EventType.STATEMENT}
    assert told == set(SUB_TYPES[EventType.STATEMENT])


def test_some_frames_change_control_of_a_place() -> None:
    states = {state for f in FRAMES for state in (f.control or {}).values()}
    assert {"gains", "loses"} <= states


@pytest.mark.parametrize(
    "word", ["killed", "kills", "killing", "shelled", "captured", "ambushing", "clashes", "airstrikes"]
)
def test_forms_of_words_are_found(word: str, table: FrameTable) -> None:
    assert any(p.words == (word,) for p in table.starting_with(word))


def test_longer_patterns_come_first(table: FrameTable) -> None:
    for word in ("take", "seize", "open", "drive"):
        lengths = [len(p.words) for p in table.starting_with(word)]
        assert lengths == sorted(lengths, reverse=True)


def test_unknown_words_begin_nothing(table: FrameTable) -> None:
    assert table.starting_with("teapot") == ()
    assert table.starting_with("") == ()


def test_a_gap_stands_between_two_words(table: FrameTable) -> None:
    [pattern, *_] = [p for p in table.starting_with("drove") if GAP in p.words]
    assert 0 < pattern.words.index(GAP) < len(pattern.words) - 1


# ---------------------------------------------------------------- a user's own frames


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "frames.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_users_frame_is_added(tmp_path: Path) -> None:
    path = own(
        tmp_path,
        "- {id: buzz, type: Strategic developments, sub_type: Other, verbs: [buzz], nouns: "
        "[fly-past], plover: MOBILIZE}\n",
    )
    table = FrameTable.load([path])
    assert {
        p.frame for word in ("buzzed", "buzzes", "fly-past", "fly-pasts") for p in table.starting_with(word)
    } == {"buzz"}
    assert len(table.frames) == len(FRAMES) + 1
    assert "buzz" not in shipped_frames().frames


def test_a_users_frame_wins(tmp_path: Path) -> None:
    shipped = next(f for f in FRAMES if f.id == "grenade")
    path = own(tmp_path, "- {id: grenade, type: Battles, sub_type: Armed clash, verbs: [lob]}\n")
    table = FrameTable.load([path])
    assert table.frames["grenade"].type is EventType.BATTLES
    assert table.starting_with("grenade") == () or "grenade" not in {
        p.frame for p in table.starting_with("grenade")
    }
    assert [p.frame for p in table.starting_with("lobbed") or table.starting_with("lobed")] == ["grenade"]
    assert shipped.type is EventType.EXPLOSIONS


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("- {id: [", "frames.yaml", id="broken YAML"),
        pytest.param("7\n", "frames.yaml", id="a number"),
        pytest.param("words\n", "frames.yaml", id="plain text"),
        pytest.param("- {type: Battles}\n", "frames.yaml", id="no id"),
        pytest.param("- {id: x, type: Wars, sub_type: Armed clash}\n", "Wars", id="unknown type"),
        pytest.param("- {id: x, sub_type: Armed clash}\n", "type", id="no type"),
        pytest.param("- {id: x, type: Battles}\n", "sub_type", id="no sub-type"),
    ],
)
def test_a_bad_frame_file_says_so(text: str, told: str, tmp_path: Path) -> None:
    path = own(tmp_path, text)
    with pytest.raises(FrameFileError, match=re.escape(told)):
        FrameTable.load([path])


def test_a_frame_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FrameFileError, match=r"absent\.yaml"):
        FrameTable.load([tmp_path / "absent.yaml"])


# ---------------------------------------------------------------- how English inflects


@pytest.mark.parametrize(
    ("verb", "third", "past", "participle", "ing"),
    [
        ("kill", "kills", "killed", "killed", "killing"),
        ("seize", "seizes", "seized", "seized", "seizing"),
        ("destroy", "destroys", "destroyed", "destroyed", "destroying"),
        ("deny", "denies", "denied", "denied", "denying"),
        ("clash", "clashes", "clashed", "clashed", "clashing"),
        ("storm", "storms", "stormed", "stormed", "storming"),
        ("plan", "plans", "planned", "planned", "planning"),
        ("stab", "stabs", "stabbed", "stabbed", "stabbing"),
        ("shoot", "shoots", "shot", "shot", "shooting"),
        ("fight", "fights", "fought", "fought", "fighting"),
        ("overrun", "overruns", "overran", "overrun", "overrunning"),
        ("strike", "strikes", "struck", "struck", "striking"),
        ("die", "dies", "died", "died", "dying"),
        ("free", "frees", "freed", "freed", "freeing"),
        ("flee", "flees", "fled", "fled", "fleeing"),
        ("withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing"),
        ("be", "is", "was", "been", "being"),
    ],
)
def test_verbs(verb: str, third: str, past: str, participle: str, ing: str) -> None:
    forms = inflect(verb)
    assert (forms.base, forms.third, forms.past, forms.participle) == (verb, third, past, participle)
    if verb not in {"overrun"}:
        assert forms.ing == ing


@pytest.mark.parametrize(
    ("noun", "many"),
    [
        ("attack", "attacks"), ("casualty", "casualties"), ("clash", "clashes"), ("gunman", "gunmen"),
        ("convoy", "convoys"), ("ambush", "ambushes"), ("air strike", "air strikes"),
        ("policewoman", "policewomen"),
    ],
)  # fmt: skip
def test_plurals(noun: str, many: str) -> None:
    assert plural(noun) == many
