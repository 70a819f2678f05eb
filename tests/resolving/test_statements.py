"""Threats, accusations, denials, promises, demands: recorded as said, never as done."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from marsad.pipeline import Pipeline

from ..conftest import Read
from ..records import Told, report_of


def sides(event: dict[str, Any], side: str) -> set[str | None]:
    return {p["actor"] for p in event["participants"] if p["side"] == side}


@pytest.mark.parametrize(
    ("text", "sub_type", "speaker", "target"),
    [
        pytest.param(
            "Al-Shabaab threatened to attack Mogadishu on Friday.",
            "Threat",
            "al-shabaab",
            None,
            id="threatened to",
        ),
        pytest.param(
            "The Sudanese army accused the Rapid Support Forces of shelling a hospital.",
            "Accusation",
            "sd-forces",
            "rsf",
            id="accused of",
        ),
        pytest.param(
            "Boko Haram claimed responsibility for the attack on a barracks in Maiduguri.",
            "Claim of responsibility",
            "boko-haram",
            None,
            id="claimed responsibility",
        ),
        pytest.param(
            "The Houthis vowed to avenge the death of their commander.",
            "Threat",
            "houthis",
            None,
            id="a vow to harm",
        ),
        pytest.param("The M23 vowed to defend the people of Rutshuru.", "Promise", "m23", None, id="a vow"),
    ],
)
def test_kinds(read: Read, text: str, sub_type: str, speaker: str, target: str | None) -> None:
    [statement] = read(text).statements
    assert statement["sub_type"] == sub_type
    assert statement["status"] == ("alleged" if sub_type == "Accusation" else "happened")
    assert sides(statement, "a") == {speaker}
    assert target is None or sides(statement, "b") == {target}


def test_nothing_threatened_has_happened(read: Read) -> None:
    told = read("Al-Shabaab threatened to invade Mogadishu. The group vowed to strike the Somali army.")
    assert not told.happenings
    assert not told.control


def test_a_quoted_will_is_a_promise(read: Read) -> None:
    told = read(
        'Fighting went on near Lashio. "We will liberate the whole of Shan state and we won\'t surrender," '
        "a rebel commander told reporters."
    )
    assert [s["sub_type"] for s in told.statements] == ["Promise"]


def test_bystanders_statements_stay_out(read: Read) -> None:
    assert not read("Residents of Goma said they would rebuild their homes.").statements


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Al-Shabaab said it carried out the bombing in Mogadishu on Monday.", "al-shabaab"),
        ("A bomb claimed by Boko Haram killed six people in Maiduguri on Monday.", "boko-haram"),
        ("The bombing in Kabul on Monday, claimed by the Islamic State, killed 12 people.", "islamic-state"),
        ("The Taliban claimed the attack on a police station in Kabul on Monday.", "taliban"),
        ("The Houthis said their fighters had shot down a jet over Saada on Monday.", "houthis"),
    ],
)
def test_a_deed_may_be_claimed_without_the_word(read: Read, text: str, speaker: str) -> None:
    [claim] = read(text).statements
    assert claim["sub_type"] == "Claim of responsibility"
    assert sides(claim, "a") == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        "The Nigerian army said it killed 12 fighters in Borno on Monday.",
        "No group has claimed responsibility for the bombing in Quetta on Monday.",
        "The Houthis claimed the attack was staged by the coalition.",
    ],
)
def test_what_is_no_claim_of_responsibility(read: Read, text: str) -> None:
    assert "Claim of responsibility" not in {s["sub_type"] for s in read(text).statements}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The United Nations called for an urgent ceasefire in El Fasher on Monday.", ["Demand"]),
        ("Aid agencies called on all parties to the conflict to let food into Goma.", ["Demand"]),
        ("UNICEF condemned the bombing of a school in Taiz on Monday.", ["Condemnation"]),
        ("Teachers called for higher pay in Lyon on Monday.", []),
        ("A candidate criticised the mayor of Kano over street crime.", []),
    ],
)
def test_others_demand_and_condemn_what_concerns_the_war(read: Read, text: str, kinds: list[str]) -> None:
    assert [s["sub_type"] for s in read(text).statements] == kinds


# ------------------------------------------------------------------ the report that the project started from


@pytest.fixture(scope="module")
def first_report(frames: Pipeline, shared_folder: Path) -> Told:
    path = shared_folder / "reports" / "000_f964ef8d3eddc13b.txt"
    if not path.is_file():
        pytest.skip(f"the report lies outside the project: {path.name}")
    return Told.by(frames.read(report_of(path.read_text(encoding="utf-8"), "2016-11-06")))


def test_speakers_of_the_first_report(first_report: Told) -> None:
    claims = {c["speaker"]: c["belligerent"] for e in first_report.events for c in e["claims"]}
    assert next(b for s, b in claims.items() if "Louay al-Amer" in s) is False
    assert next(b for s, b in claims.items() if s.endswith("rebel source")) is True
    assert next(b for s, b in claims.items() if "Khaled Abdulrahman" in s) is True


def test_statements_of_the_first_report(first_report: Told) -> None:
    told = {(s["sub_type"], a) for s in first_report.statements for a in sides(s, "a")}
    assert {
        ("Threat", "islamic-state"),
        ("Promise", "syrian-opposition-forces"),
        ("Accusation", "islamic-state"),
    } <= told
    [threat] = [s for s in first_report.statements if s["sub_type"] == "Threat"]
    assert threat["when"]["start"] == threat["when"]["end"] == "2016-10-23"
    assert first_report.where(threat) == "Damascus"
    [accusation] = [s for s in first_report.statements if s["sub_type"] == "Accusation"]
    assert sides(accusation, "b") == {"syrian-opposition-forces"}
    for event in first_report.happenings:
        evidence = " ".join(x["text"] for x in event["evidence"])
        assert "threatened to invade" not in evidence
        assert "expelled" not in evidence


def test_control_of_the_first_report(first_report: Told) -> None:
    told = [
        (first_report.place_name(c["place"]), c["place_text"], c["actor"], c["state"], c["from"])
        for c in first_report.control
    ]
    held = {(p, f) for p, _, a, s, f in told if (a, s) == ("islamic-state", "holds")}
    assert held == {
        ("Damascus", "2015-04"),
        ("Al-Hajar al-Aswad", "2016-11-06"),
        ("Yarmouk", "2016-11-06"),
        ("Tadamun", "2016-11-06"),
    }
    block = next(t for p, t, a, s, _ in told if (p, a, s) == ("Damascus", "islamic-state", "holds"))
    assert block == "a residential block in southern Damascus"
    checkpoints = {(a, s) for _, t, a, s, _ in told if "checkpoints" in t}
    assert checkpoints == {("free-syrian-army", "gains"), ("islamic-state", "loses")}
    assert not any(a == "islamic-state" and s == "gains" and f != "2015-04" for _, _, a, s, f in told)


def test_the_group_driven_out_bears_its_name_of_the_time(first_report: Told) -> None:
    [event] = [e for e in first_report.happenings if (e["when"]["start"] or "").startswith("2015-04")]
    names = {a["id"]: a["name"] for a in first_report.json["actors"]}
    assert sides(event, "a") == {"islamic-state"}
    assert sides(event, "b") >= {"jabhat-al-nusra", "syrian-opposition-forces"}
    assert names["jabhat-al-nusra"] == "Jabhat al-Nusra"
    own = {(c["actor"], c["state"]) for c in first_report.control if c["event"] == event["id"]}
    assert own >= {("islamic-state", "gains"), ("jabhat-al-nusra", "loses")}


def test_what_is_refused_is_no_denial(read: Read) -> None:
    told = read("The army denied reporters access to the town of Nyala, Sudan, on Monday.")
    assert "Denial" not in {e["sub_type"] for e in told.events}, str(told)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A teacher was held by the RSF on Monday and accused of spying for the Sudanese army.", False),
        ("The RSF was blamed for the raid on Kutum.", False),
        ("The Sudanese army accused the RSF of the raid on Kutum.", True),
        ("The Sudanese army held the RSF responsible for the raid on Kutum.", True),
    ],
)
def test_who_is_accused_does_not_accuse(read: Read, text: str, said: bool) -> None:
    assert any(e["sub_type"] == "Accusation" for e in read(text).events) is said


@pytest.mark.parametrize(
    "text",
    [
        "Boko Haram killed two men in Kano, Nigeria, on Sunday. The French president vowed to cut taxes.",
        "M23 rebels took Sake, Congo, on Sunday. Norway urged its lawmakers to ratify the climate accord.",
    ],
)
def test_governments_outside_the_war_promise_and_ask_what_they_like(read: Read, text: str) -> None:
    assert read(text).statements == []
