"""What sentences only seem to tell: denied reports, people held already, hopes and demands, captions."""

from __future__ import annotations

import pytest

from marsad.model.span import Span
from marsad.pipeline import Pipeline
from marsad.resolving.events.unreal import held, is_caption, only_wished

from ..conftest import Read
from ..records import Told, report_of


@pytest.mark.parametrize(
    "text",
    [
        "Reports that rebels attacked the airport of Bamako on Monday are unfounded, the army said.",
        "A police spokesman denied reports that gunmen had kidnapped a priest in Kaduna on Sunday.",
        "The erroneous report that soldiers killed two farmers near Goma on Monday was withdrawn.",
        "There was no truth in claims that drones struck the port of Odesa on Friday, officials said.",
    ],
)
def test_a_deed_told_only_as_a_false_report_is_denied(read: Read, text: str) -> None:
    told = read(text)
    deeds = [e for e in told.events if e["type"] != "Statement"]
    assert deeds and {e["status"] for e in deeds} == {"denied"}, str(told)


def test_what_others_report_stays_as_told_beside_a_denial(read: Read) -> None:
    told = read(
        "Gunmen kidnapped a priest in Kaduna on Sunday. A spokesman denied reports that the priest was "
        "killed."
    )
    assert "happened" in {e["status"] for e in told.events if e["type"] != "Statement"}, str(told)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The arrest brought to nine the number of people in custody.", "number of people in custody"),
        ("Eight of them are in custody abroad.", "of them are in custody"),
        ("Six suspects are known to be in custody in Nairobi.", "known to be in custody"),
        ("Police arrested six suspects in Nairobi.", None),
        ("A juvenile is in custody after the shooting.", None),
    ],
)
def test_who_is_held_by_now(text: str, said: str | None) -> None:
    found = held(Span(0, len(text), text))
    assert (found.text if found else None) == said


def test_a_running_total_of_prisoners_is_no_figure_of_an_arrest(read: Read) -> None:
    told = read(
        "Police arrested a man in Kampala on Monday. It brought to nine the number of people detained."
    )
    assert [h["low"] for e in told.events for h in e["harm"]] == [1], str(told)


@pytest.mark.parametrize(
    ("text", "deed", "wished"),
    [
        ("It is a duty to find, arrest and try the killers.", "arrest", True),
        ("A reward for information leading to the arrest of the rebel was offered.", "arrest", True),
        ("We urge the army to immediately withdraw from Beni.", "withdraw", True),
        ("The rebels managed to enter and capture Beni.", "capture", False),
        ("Police said the arrest of the rebel was a success.", "arrest", False),
        ("The bombed-out embassy was cleared.", "bombed", True),
        ("Jets bombed the embassy.", "bombed", False),
    ],
)
def test_deeds_that_are_only_wished_for(text: str, deed: str, wished: bool) -> None:
    at = text.index(deed)
    assert only_wished(Span(0, len(text), text), Span(at, at + len(deed), deed)) is wished


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("Residents inspect a damaged site after air strikes on a market in Sanaa June 10 2016.", True),
        ("A soldier stands guard near the bombed bridge in Kherson, Ukraine, March 3, 2023.", True),
        ("The army began its advance on Tal Afar, Iraq, Aug. 20, 2017.", False),
        ("Jets struck the port of Hodeidah on June 10, 2018.", False),
    ],
)
def test_captions_of_photographs(text: str, caption: bool) -> None:
    assert is_caption(Span(0, len(text), text)) is caption


def test_captions_give_no_events(read: Read) -> None:
    told = read("Residents inspect a damaged site after air strikes on a market in Sanaa June 10 2016.")
    assert not told.events, str(told)


@pytest.mark.parametrize(
    "text",
    [
        "Since 1993, three doctors and two nurses have been murdered in the region.",
        "In this decade, 200 people, among them judges, have been killed by gunmen.",
        "A monitor documented the killing of 5,812 civilians in air raids on Yemen over the past year.",
        "Landmines have killed 90 farmers near Kharkiv in the last two years.",
    ],
)
def test_tolls_of_years_are_no_events(read: Read, text: str) -> None:
    told = read(text)
    assert not told.events, str(told)


def test_a_week_is_no_year(read: Read) -> None:
    told = read("Air raids killed 12 civilians in Saada over the past two days.")
    assert len(told.events) == 1, str(told)


@pytest.mark.parametrize(
    "text",
    [
        "Had the drones hit the school in Kharkiv, dozens of children would have died, the mayor said.",
        "The bomb could have killed dozens of people in Kano, Nigeria, police said on Sunday.",
    ],
)
def test_what_would_have_been_is_no_event(pipeline: Pipeline, text: str) -> None:
    told = Told.by(pipeline.read(report_of(text)))
    assert not [e for e in told.events if e["type"] != "Statement"], str(told)


@pytest.mark.parametrize(
    "text",
    [
        "The army denied that it had bombed the town of Nyala, Sudan, on Monday.",
        "The Sudanese army denied bombing the town of Nyala on Monday.",
    ],
)
def test_a_deed_that_is_itself_denied_is_denied(read: Read, text: str) -> None:
    told = read(text)
    assert {e["status"] for e in told.events if e["type"] != "Statement"} <= {"denied"}, str(told)
    assert "Denial" in {e["sub_type"] for e in told.events}, str(told)


def test_a_bomb_made_safe_did_not_go_off(read: Read) -> None:
    told = read("A car bomb was defused in Mogadishu, Somalia, on Sunday.")
    assert [e["sub_type"] for e in told.events] == ["Disrupted weapons use"], str(told)


def test_weapons_handed_over_are_no_land(read: Read) -> None:
    told = read("Fighters handed over their weapons in Bria, Central African Republic, on Friday.")
    assert [e["sub_type"] for e in told.events] == ["Change to group/activity"], str(told)
    assert not told.record.control, str(told)


def test_who_is_tried_was_not_killed(read: Read) -> None:
    told = read("The court sentenced a former militia leader for the 2003 killings in Bogoro, Congo.")
    assert not [h for e in told.events for h in e["harm"]], str(told)


@pytest.mark.parametrize(
    "text",
    [
        "Teachers began an indefinite strike in Nairobi, Kenya.",
        "An indefinite strike by the rail union paralysed Lagos, Nigeria, on Sunday.",
        "The alliance acknowledged the deaths of 735 civilians in its air strikes on Libya since 2014.",
    ],
)
def test_strikes_of_workers_and_what_strikes_have_cost_in_years_are_no_events(
    pipeline: Pipeline, text: str
) -> None:
    told = Told.by(pipeline.read(report_of(text)))
    assert not [e for e in told.events if e["type"] != "Statement"], str(told)
