"""Who takes part in an event: by grammar, by what is held, by suspicion, and who only stands beside it."""

from __future__ import annotations

import pytest

from marsad.pipeline import Pipeline
from marsad.reading.reader import read as read_report
from marsad.resolving.events.persons import persons_of, proper_name
from marsad.resolving.resolve import context_of

from ..conftest import Read
from ..records import DAY, Told, report_of, side


def actors(told: object) -> set[str]:
    """Ids of all participants of the happenings, civilians left out."""
    found: set[str] = set()
    for event in told.happenings:  # type: ignore[attr-defined]
        found |= side(event)
    return found - {"civilians"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Eleven people were killed on Tuesday in an air raid on a market in Omdurman. "
            "Medics said it was unclear whether the raid was carried out by the Sudanese army or the "
            "Rapid Support Forces.",
            {"sd-forces", "rsf"},
            id="either of two",
        ),
        pytest.param(
            "A drone strike on a bus near Kherson killed three passengers on Monday. "
            "The governor said Russian forces were responsible for the attack.",
            {"ru-forces"},
            id="responsible for the attack",
        ),
        pytest.param(
            "A roadside bomb killed four traders near Baidoa on Sunday. The blast was blamed on al-Shabaab.",
            {"al-shabaab"},
            id="blamed on",
        ),
        pytest.param(
            "Gunmen killed nine farmers near Beni on Friday. Residents accused the M23 of carrying "
            "out the attack.",
            {"m23"},
            id="accused of",
        ),
        pytest.param(
            "A roadside bomb killed four traders near Baidoa on Sunday. "
            "The governor spoke of al-Shabaab, whom he blamed for the loss of life.",
            {"al-shabaab"},
            id="whom he blamed for",
        ),
    ],
)
def test_a_suspected_attacker_is_the_actor(read: Read, text: str, expected: set[str]) -> None:
    told = read(text)
    assert expected <= actors(told), str(told)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Rescue workers say Russia's bombing in Syria has killed 40 civilians in markets.",
            {"ru-forces"},
            id="bombing",
        ),
        pytest.param("Israel's air strikes in Beirut killed 12 people.", {"il-forces"}, id="strikes"),
        pytest.param("Turkey's worst bombing killed 100 people in Ankara.", set(), id="worst"),
    ],
)
def test_a_country_does_what_it_owns(read: Read, text: str, expected: set[str]) -> None:
    told = read(text)
    assert actors(told) == expected, str(told)


def test_what_is_denied_makes_nobody_a_suspect(read: Read) -> None:
    told = read(
        "A car bomb killed five people in Mosul on Monday. Police said the blast was not carried "
        "out by the Peshmerga."
    )
    assert "peshmerga" not in actors(told), str(told)


def test_gunmen_of_a_named_group_are_no_second_group(read: Read) -> None:
    told = read(
        "Unidentified gunmen stormed a village near Beni on Monday and killed nine farmers. "
        "Residents accused the M23 of carrying out the attack."
    )
    assert actors(told) == {"m23"}, str(told)


def test_who_supports_a_side_fights_on_it(read: Read) -> None:
    told = read("Ugandan troops backed by the Congolese army attacked ADF fighters near Beni on Monday.")
    assert {"ug-forces", "cd-forces"} <= actors(told), str(told)


def test_fighting_said_to_be_between_two_sides(read: Read) -> None:
    told = read("The fighting in Rutshuru on Monday was between M23 rebels and the Congolese army.")
    assert {"m23", "cd-forces"} <= actors(told), str(told)


def test_an_agency_told_about_a_strike_has_no_part_in_it(read: Read) -> None:
    told = read(
        "The missile strike on the base near Odesa killed two officers, a source in the city "
        "told Sputnik on Friday."
    )
    assert "sputnik" not in actors(told), str(told)


def test_the_agent_of_another_deed_on_the_way(read: Read) -> None:
    told = read(
        "Fighter jets pounded the old town of Sanaa overnight, days after a truce brokered by "
        "the United States collapsed."
    )
    assert "us-forces" not in actors(told), str(told)


def test_holders_of_what_is_fought_over_are_attacked(read: Read) -> None:
    told = read(
        "Rapid Support Forces fighters attacked El Fasher, which is controlled by the Sudanese "
        "army, on Sunday."
    )
    assert {"rsf", "sd-forces"} <= actors(told), str(told)


def test_residents_who_march_are_protesters(read: Read) -> None:
    told = read("Residents staged a protest in Basra on Friday against the Iraqi government.")
    protest = next(e for e in told.events if e["type"] == "Protests")
    assert side(protest, "a") == {"protesters"}, str(told)
    assert "iq-government" in side(protest, "target"), str(told)


def test_states_that_agree_are_governments(read: Read) -> None:
    told = read("Turkey and Russia signed a ceasefire agreement for Idlib on Thursday.")
    assert {"tr-government", "ru-government"} <= actors(told), str(told)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param(
            "A car bomb exploded outside a bank in Ethiopia on Monday, killing four passers-by.",
            "et",
            id="in",
        ),
        pytest.param(
            "Two bombs wounded nine people in Uganda and Rwanda on Tuesday.", "rw", id="in one and the other"
        ),
        pytest.param(
            "A man who was sent back from Pakistan set off the bomb in Colombo, killing three people.",
            "pk",
            id="from",
        ),
        pytest.param(
            "Shells hit Goma on Monday, killing two people, and Rwanda's trade minister cut short a visit.",
            "rw",
            id="what it owns",
        ),
        pytest.param(
            "Iran-backed fighters shelled Taiz on Monday, killing two people.", "ir", id="those it backs"
        ),
        pytest.param(
            "Chad said on Monday that a bomb had killed six people in Maiduguri, Nigeria.", "td", id="speaks"
        ),
        pytest.param(
            "A gunman shot dead two guards in Cape Town, South Africa, on Monday.", "za", id="where it lies"
        ),
    ],
)
def test_a_country_that_is_only_a_place_or_a_speaker_has_no_part(read: Read, text: str, country: str) -> None:
    assert f"{country}-forces" not in actors(read(text)), str(read(text))


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Turkey shelled the village of Qamishli in Syria on Monday, killing two farmers.", "tr"),
        ("Ethiopian artillery fire killed three herders near Kassala on Monday.", "et"),
        ("An air raid by Sudan killed nine people in Kauda on Tuesday.", "sd"),
    ],
)
def test_a_country_that_acts_is_its_forces(read: Read, text: str, country: str) -> None:
    assert f"{country}-forces" in actors(read(text)), str(read(text))


def test_an_embassy_is_its_government_and_no_army(read: Read) -> None:
    told = read("Gunmen attacked the French embassy in Bamako on Monday, wounding two people.")
    assert "fr-forces" not in actors(told), str(told)


def test_a_victim_of_murder_without_arms_is_a_civilian(read: Read) -> None:
    told = read("Gunmen shot dead Judge Ricardo Montes in Tegucigalpa on Monday.")
    [murder] = told.happenings
    assert side(murder, "b") == set(), str(told)


@pytest.mark.parametrize(
    "text",
    [
        "Congolese troops killed nine M23 fighters and Commander Jean Bwira near Rutshuru on Monday.",
        "Congolese troops shelled an M23 base near Rutshuru on Monday, killing General Jean Bwira.",
    ],
)
def test_whoever_dies_among_a_fighting_side_is_of_it(read: Read, text: str) -> None:
    assert actors(read(text)) == {"cd-forces", "m23"}, str(read(text))


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("The army men", "ng-forces"),
        ("Four police agents", "ng-police"),
        ("Two air force pilots", "ng-forces"),
        ("Some traders", "civilians"),
        ("The army and allied militias", "pro-government-militias"),
        ("The army, backed by allied militias,", "pro-government-militias"),
    ],
)
def test_people_who_serve_a_state_are_its_forces(frames: Pipeline, words: str, actor: str) -> None:
    report = report_of(f"{words} fought Boko Haram gunmen in Maiduguri, Nigeria, on Monday.")
    context = context_of(report, read_report(report, frames.knowledge), frames.knowledge)
    assert actor in {i.id.removeprefix("local:") for i in context.actors.values()}


def test_a_coalition_is_that_of_the_war_told_of(read: Read) -> None:
    told = read(
        "The US-led coalition bombed Raqqa in Syria on Monday, US officials said in Washington. "
        "The US Congress and the US president welcomed it.",
        "2014-09-24",
    )
    assert "operation-enduring-freedom-coalition" not in actors(told), str(told)


@pytest.mark.parametrize("part", ["Montes Vega", "Vega"])
def test_a_part_of_a_name_is_the_whole_name_told(frames: Pipeline, part: str) -> None:
    text = f"Gunmen met General Ricardo Montes Vega in Comayagua. General {part} was killed on Monday."
    report = report_of(text)
    context = context_of(report, read_report(report, frames.knowledge), frames.knowledge)
    assert set(persons_of(context)) == {"local:ricardo-montes-vega"}


def test_an_attempt_on_a_leader_is_none_on_his_side(read: Read) -> None:
    told = read("Gunmen attacked President Nicolas Maduro in Caracas on Monday.")
    assert actors(told) - {"unidentified-armed-group"} == {"local:nicolas-maduro"}, str(told)
    assert "Nicolas Maduro" in {a["name"] for a in told.json["actors"]}


def test_a_leader_to_whom_the_dead_were_loyal_is_not_struck(pipeline: Pipeline) -> None:
    text = "A bomb killed six soldiers loyal to President Salva Kiir in Juba on Monday."
    told = Told.by(pipeline.read(report_of(text, DAY, None)))
    assert "local:salva-kiir" not in actors(told), str(told)


def test_a_government_and_its_forces_are_one_party(read: Read) -> None:
    told = read(
        "Forces of the Sudanese government and the Sudanese army shelled Nyala on Monday, killing six."
    )
    assert "sd-government" not in actors(told), str(told)


def test_the_president_behind_a_plot_is_not_the_army(read: Read) -> None:
    told = read(
        "A bomb killed two people in Goma on Monday. The rebels said Rwandan President Paul Kagame was "
        "behind the attack."
    )
    assert "rw-forces" not in actors(told), str(told)


def test_who_breaks_up_a_march_is_no_protester(read: Read) -> None:
    told = read(
        "Police fired tear gas at a protest by about 300 women in Kananga, in the Democratic Republic of the "
        "Congo, on Monday."
    )
    [march] = [e for e in told.happenings if e["type"] == "Protests"]
    sides = {p["actor"]: p["side"] for p in march["participants"]}
    assert sides.get("protesters") == "a" and sides.get("cd-police", "target") == "target", sides


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("suspected Harbour Fair bomber Amir Dalgat", "Amir Dalgat"),
        ("Thirty - year - old Chadian rebel chief Ali Sow", "Ali Sow"),
        ("Yemeni cleric Nasir al - Qarmi", "Nasir al-Qarmi"),
        ("Major Pedro de la Vega", "Pedro de la Vega"),
        ("Amir Dalgat 's older brother Murad", "Murad"),
        ("Advertisement March Amir Dalgat", "Amir Dalgat"),
        ("Thirty - year - old Ali Sow", "Ali Sow"),
        ("Theresa May", "Theresa May"),
        ("the Harbour Fair", None),
        ("Gulu Institute", None),
    ],
)
def test_the_name_of_a_person_is_what_the_words_end_in(frames: Pipeline, words: str, name: str) -> None:
    assert proper_name(frames.knowledge, words) == name


def test_a_spokesman_who_denies_a_strike_did_not_fly_it(pipeline: Pipeline) -> None:
    told = Told.by(
        pipeline.read(
            report_of(
                "An air strike by the Saudi-led coalition hit a fuel depot in Hajjah, Yemen, on Saturday, "
                "killing nine civilians, doctors said. Coalition spokesman Colonel Majid al-Harbi denied "
                "that its jets had bombed the town.",
                DAY,
                None,
            )
        )
    )
    assert "saudi-led-coalition" in actors(told) and "local:majid-al-harbi" not in actors(told), str(told)
