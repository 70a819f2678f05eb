"""ACLED: 31 columns in its order, its lowest figure, its codes; what it does not record is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from marsad.model.event import Effect, EventType, Participant, PlacePrecision, Side, Where
from marsad.model.place import Place
from marsad.model.reading import Status
from marsad.model.span import Span
from marsad.model.time import Precision, When

from ..ledger.factory import clash, strike
from .conftest import Export
from .ledgers import harm_of, incident_of, plain, second_report

COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 "
    "assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country "
    "admin1 admin2 admin3 location latitude longitude geo_precision source source_scale notes fatalities "
    "tags timestamp"
).split()


def test_a_reader_of_acled_finds_its_columns_and_types(exported: Export) -> None:
    table = pd.read_csv(exported("acled", clash(), strike()).file, parse_dates=["event_date"])
    assert list(table.columns) == COLUMNS
    assert len(COLUMNS) == 31
    assert table.event_date.dt.year.tolist() == table.year.tolist() == [2016, 2019]
    for column in ("fatalities", "iso", "time_precision", "geo_precision", "timestamp"):
        assert table[column].dtype == "int64", column


def test_every_cell_of_a_battle_that_two_outlets_tell(exported: Export) -> None:
    (row,) = exported("acled", incident_of(clash(), second_report())).csv
    assert row == {
        "event_id_cnty": "SYRi0-clash",
        "event_date": "2016-11-06",
        "year": "2016",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "actor1": "Free Syrian Army",
        "assoc_actor_1": "",
        "inter1": "Rebel group",
        "actor2": "Islamic State",
        "assoc_actor_2": "",
        "inter2": "Rebel group",
        "interaction": "Rebel group-Rebel group",
        "civilian_targeting": "",
        "iso": "760",
        "region": "Middle East",
        "country": "Syria",
        "admin1": "Rif Dimashq",
        "admin2": "Duma",
        "admin3": "",
        "location": "Qasr al-Rih",
        "latitude": "33.6",
        "longitude": "36.5",
        "geo_precision": "2",
        "source": "Rih News; Duma Post",
        "source_scale": "",
        "notes": "At least seven militants of Islamic State were killed",
        "fatalities": "7",  # the lower of seven and nine
        "tags": "",
        "timestamp": "1714564800",
    }


def test_every_cell_of_a_strike_on_civilians_known_to_the_month(exported: Export) -> None:
    (row,) = exported("acled", strike()).csv
    assert row == {
        "event_id_cnty": "YEMi0-strike",
        "event_date": "2019-08-06",  # the middle of 1 to 11 August
        "year": "2019",
        "time_precision": "3",
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike",
        "actor1": "Saudi-led coalition",
        "assoc_actor_1": "",
        "inter1": "External/Other forces",
        "actor2": "Civilians (Yemen)",
        "assoc_actor_2": "",
        "inter2": "Civilians",
        "interaction": "External/Other forces-Civilians",
        "civilian_targeting": "Civilian targeting",
        "iso": "887",
        "region": "Middle East",
        "country": "Yemen",
        "admin1": "Amran",
        "admin2": "",
        "admin3": "",
        "location": "Wādī ‘Amrān",
        "latitude": "15.7",
        "longitude": "43.9",
        "geo_precision": "1",
        "source": "Red Sea Wire",
        "source_scale": "",
        "notes": "An air strike of the Saudi-led coalition hit a market",
        "fatalities": "12",  # of 12 to 15
        "tags": "",
        "timestamp": "1714564800",
    }


def test_figures_that_differ_are_counted_as_lost(exported: Export) -> None:
    done = exported("acled", incident_of(clash(), second_report()), strike())
    assert "1 row: fatalities: figures that differ reduced to the lowest" in done.loss
    assert "1 row: fatalities: a range reduced to its lower end" in done.loss.replace("2 rows", "1 row")
    assert "1 row: event_date: several days reduced to the middle one" in done.loss


def test_a_thing_that_was_struck_is_no_actor(exported: Export) -> None:
    words = "Shells hit a bridge in Qasr al-Rih."
    bridge = Participant(None, Side.TARGET, "thing", Span.of(words, 13, 19))
    done = exported("acled", plain(words, type=EventType.EXPLOSIONS, participants=(bridge,)))
    assert [r["actor2"] for r in done.csv] == [""]
    assert "actor2: a thing that was struck is no actor" in done.loss


@pytest.mark.parametrize("status", [Status.THREATENED, Status.PLANNED, Status.DENIED])
def test_what_did_not_take_place_is_left_out_and_counted(exported: Export, status: Status) -> None:
    done = exported("acled", clash(), plain("They will storm Qasr al-Rih.", status=status), statements=4)
    assert len(done.csv) == 1
    assert "1 incident: only threatened, planned or denied" in done.loss
    assert "4 statements" in done.loss


def test_a_denial_by_one_outlet_takes_neither_the_incident_nor_its_figures_away(exported: Export) -> None:
    words = "The army denied that 40 people died in Qasr al-Rih."
    denied = plain(words, status=Status.DENIED, harm=(harm_of(words, "40 people", 40, 40),))
    done = exported("acled", incident_of(clash(), denied))
    assert [r["fatalities"] for r in done.csv] == ["7"]
    assert "1 event of incidents that are written: only threatened, planned or denied" in done.loss


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"when": When.unknown("no day is told")}, "no day is known"),
        ({"when": When(date(2016, 1, 1), date(2016, 12, 31), Precision.YEAR)}, "more than a month"),
        ({"where": None}, "the place is not known"),
        ({"where": Where("geonames:1001", "Syria", PlacePrecision.COUNTRY)}, "only the country"),
    ],
    ids=["no day", "a year", "no place", "a country"],
)
def test_what_is_too_vague_for_acled_is_left_out(
    exported: Export, facts: dict[str, object], reason: str
) -> None:
    done = exported("acled", plain("Clashes broke out.", **facts))
    assert done.csv == []
    assert reason in done.loss


@pytest.mark.parametrize(
    ("when", "day", "precision"),
    [
        (When(date(2016, 11, 1), date(2016, 11, 7), Precision.WEEK), "2016-11-04", "2"),
        (When(date(2016, 11, 1), date(2016, 11, 30), Precision.MONTH), "2016-11-15", "3"),
    ],
)
def test_days_are_the_middle_of_what_is_known(exported: Export, when: When, day: str, precision: str) -> None:
    (row,) = exported("acled", plain("Clashes broke out.", when=when)).csv
    assert (row["event_date"], row["time_precision"]) == (day, precision)


def test_deaths_without_a_number_and_upper_bounds_stay_empty(exported: Export) -> None:
    words = "A number of villagers died; up to nine soldiers fell."
    some = plain(words, harm=(harm_of(words, "A number of villagers", None, None),))
    most = plain(words + " Again.", harm=(harm_of(words, "up to nine soldiers", None, 9, "sy-forces"),))
    done = exported("acled", some, most, plain("Clashes broke out."))
    assert [r["fatalities"] for r in done.csv] == ["", "", "0"]
    assert "1 row: fatalities: deaths told without a number" in done.loss
    assert "1 row: fatalities: only an upper bound is told" in done.loss


def test_actors_are_named_and_typed_as_acled_does(exported: Export) -> None:
    army = Participant("sy-forces", Side.A, "agent")
    ally = Participant("ru-forces", Side.A, "agent")
    mill = Participant("local:1", Side.B, "patient")
    battle = plain("The army and its ally fought the Men of the Mill.", participants=(army, ally, mill))
    attack = plain(
        "Villagers were shot.", type=EventType.VIOLENCE_AGAINST_CIVILIANS, sub_type="Attack",
        participants=(Participant("civilians", Side.CIVILIAN, "victims"),),
    )  # fmt: skip
    protest = plain("People marched.", type=EventType.PROTESTS, sub_type="Peaceful protest")
    bomb = plain("Shells fell.", type=EventType.EXPLOSIONS, sub_type="Grenade", participants=(army,))
    one, two, three, four = exported("acled", battle, attack, protest, bomb).csv
    assert (one["actor1"], one["inter1"]) == ("Syrian government forces", "State forces")
    assert one["assoc_actor_1"] == "ru-forces"  # the report lists no name for it
    assert (one["actor2"], one["inter2"]) == ("the Men of the Mill", "Political militia")
    assert one["interaction"] == "State forces-Political militia"
    assert (two["actor1"], two["actor2"]) == ("Unidentified Armed Group (Syria)", "Civilians (Syria)")
    assert (two["interaction"], two["civilian_targeting"]) == (
        "Political militia-Civilians",
        "Civilian targeting",
    )
    assert (three["actor1"], three["interaction"]) == ("Protesters (Syria)", "Protesters only")
    assert three["disorder_type"] == "Demonstrations"
    assert (four["actor2"], four["interaction"]) == ("", "State forces only")


def test_a_state_abroad_is_an_external_force(exported: Export) -> None:
    place = Place("geonames:1001", "Arsal", "town", 34.2, 36.4, "LB")
    army = Participant("sy-forces", Side.A, "agent")
    (row,) = exported("acled", plain("The Syrian army shelled Arsal.", participants=(army,), place=place)).csv
    assert row["inter1"] == "External/Other forces"
    assert row["country"] == "Lebanon"


def test_an_attempt_to_take_a_place_is_an_armed_clash(exported: Export) -> None:
    sub_type = "Government regains territory"
    done = exported("acled", plain("They tried to take it.", sub_type=sub_type, status=Status.ATTEMPTED))
    assert done.csv[0]["sub_event_type"] == "Armed clash"
    assert "attempts to take a place" in done.loss


def test_parts_without_a_total_give_the_greatest(exported: Export) -> None:
    words = "Three children and two women were among the dead."
    parts = (
        harm_of(words, "Three children", 3, 3, "children", part_of_total=True),
        harm_of(words, "two women", 2, 2, part_of_total=True),
    )
    assert exported("acled", plain(words, harm=parts)).csv[0]["fatalities"] == "3"


def test_wounded_are_no_fatalities(exported: Export) -> None:
    words = "Forty people were wounded."
    hurt = plain(words, harm=(harm_of(words, "Forty people", 40, 40, effect=Effect.WOUNDED),))
    assert exported("acled", hurt).csv[0]["fatalities"] == "0"


def test_the_day_of_the_event_that_stands_for_all_is_given_where_reports_differ(exported: Export) -> None:
    other = second_report()
    day = date(2016, 11, 7)
    later = replace(other.events[0], when=When(day, day, Precision.DAY))
    done = exported("acled", incident_of(clash(), replace(other, events=(later,))))
    assert done.csv[0]["event_date"] == "2016-11-06"
    assert "reports name different days" in done.loss


def test_the_file_is_read_by_a_plain_reader_of_csv(exported: Export, tmp_path: Path) -> None:
    raw = exported("acled", clash()).file.read_bytes()
    assert raw.count(b"\r\n") == 2
    raw.decode("utf-8")
