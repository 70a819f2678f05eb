"""UCDP GED: 49 columns in its order, its codes, deaths that add up; only lethal events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.export.ged import priogrid
from marsad.model.event import EventType, Participant, PlacePrecision, Side, Where
from marsad.model.place import Place
from marsad.model.reading import Status
from marsad.model.record import ReportRecord
from marsad.model.time import Precision, When

from ..ledger.factory import clash, strike
from .conftest import Export
from .ledgers import harm_of, incident_of, plain, second_report

COLUMNS = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id "
    "side_b number_of_sources source_article source_office source_date source_headline source_original "
    "where_prec where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid "
    "country country_id region event_clarity date_prec date_start date_end deaths_a deaths_b "
    "deaths_civilians deaths_unknown best high low gwnoa gwnob"
).split()
WORDS = "Twelve soldiers, five rebels and three civilians were killed."


def test_a_reader_of_ged_finds_its_columns_and_deaths_that_add_up(exported: Export) -> None:
    table = pd.read_csv(exported("ged", clash(), strike(), incident_of(second_report())).file)
    assert list(table.columns) == COLUMNS
    assert len(COLUMNS) == 49
    assert table.id.is_unique
    parts = table.deaths_a + table.deaths_b + table.deaths_civilians + table.deaths_unknown
    assert (parts == table.best).all()
    assert (table.low <= table.best).all() and (table.best <= table.high).all()


def test_every_cell_of_a_battle_that_two_outlets_tell(exported: Export) -> None:
    (row,) = exported("ged", incident_of(clash(), second_report(), second_report_again())).csv
    assert row.pop("id").isdigit()
    assert row == {
        "relid": "SYR-2016-i0-clash",
        "year": "2016",
        "active_year": "",
        "code_status": "",
        "type_of_violence": "2",
        "conflict_dset_id": "",
        "conflict_new_id": "",
        "conflict_name": "Free Syrian Army - Islamic State",
        "dyad_dset_id": "",
        "dyad_new_id": "",
        "dyad_name": "Free Syrian Army - Islamic State",
        "side_a_dset_id": "",
        "side_a_new_id": "1130",
        "side_a": "Free Syrian Army",
        "side_b_dset_id": "",
        "side_b_new_id": "234",
        "side_b": "Islamic State",
        "number_of_sources": "3",
        "source_article": "Rih News, 2016-11-06, Fierce clashes in Qasr al-Rih; Duma Post, 2016-11-06; "
        "Qalamoun Radio, 2016-11-06",
        "source_office": "Rih News; Duma Post; Qalamoun Radio",
        "source_date": "2016-11-06",
        "source_headline": "Fierce clashes in Qasr al-Rih",
        "source_original": "an opposition spokesman (Syrian rebels); a doctor in Duma",
        "where_prec": "2",
        "where_coordinates": "Qasr al-Rih",
        "where_description": "Qasr al-Rih",
        "adm_1": "Rif Dimashq",
        "adm_2": "Duma",
        "latitude": "33.6",
        "longitude": "36.5",
        "geom_wkt": "POINT (36.5 33.6)",
        "priogrid_gid": "178274",
        "country": "Syria",
        "country_id": "652",
        "region": "Middle East",
        "event_clarity": "1",
        "date_prec": "1",
        "date_start": "2016-11-06",
        "date_end": "2016-11-06",
        "deaths_a": "0",
        "deaths_b": "7",
        "deaths_civilians": "0",
        "deaths_unknown": "0",
        "best": "7",  # of two sources, as one doctor told two outlets: of the latest the lower
        "high": "9",
        "low": "7",
        "gwnoa": "",
        "gwnob": "",
    }


def second_report_again() -> ReportRecord:
    """A third outlet with the figure of the second."""
    record = second_report()
    report = replace(record.report, id="rz-radio", outlet="Qalamoun Radio", name="radio")
    return replace(record, report=report, events=(replace(record.events[0], id="ethird"),))


def test_every_cell_of_one_sided_violence(exported: Export) -> None:
    (row,) = exported("ged", strike()).csv
    told = {k: v for k, v in row.items() if v and k != "id"}
    assert told == {
        "relid": "YEM-2019-i0-strike",
        "year": "2019",
        "type_of_violence": "3",
        "conflict_name": "Saudi-led coalition - Civilians",
        "dyad_name": "Saudi-led coalition - Civilians",
        "side_a": "Saudi-led coalition",
        "side_b": "Civilians",
        "number_of_sources": "1",
        "source_article": "Red Sea Wire, 2019-08-11",
        "source_office": "Red Sea Wire",
        "source_date": "2019-08-11",
        "source_original": "health workers (Houthi authorities)",
        "where_prec": "1",
        "where_coordinates": "Wādī ‘Amrān",
        "where_description": "Wadi Amran",
        "adm_1": "Amran",
        "latitude": "15.7",
        "longitude": "43.9",
        "geom_wkt": "POINT (43.9 15.7)",
        "priogrid_gid": "152368",
        "country": "Yemen",
        "country_id": "678",
        "region": "Middle East",
        "event_clarity": "2",
        "date_prec": "4",
        "date_start": "2019-08-01",
        "date_end": "2019-08-11",
        "deaths_a": "0",
        "deaths_b": "0",
        "deaths_civilians": "12",
        "deaths_unknown": "0",
        "best": "12",
        "high": "15",
        "low": "12",
    }


def test_a_state_is_side_a_whoever_attacked_and_its_dead_stay_with_it(exported: Export) -> None:
    parts = (
        Participant("islamic-state", Side.A, "agent"),
        Participant("sy-forces", Side.B, "patient"),
    )
    harm = (
        harm_of(WORDS, "Twelve soldiers", 12, 12, "sy-forces"),
        harm_of(WORDS, "five rebels", 5, 5, "islamic-state"),
        harm_of(WORDS, "three civilians", 3, 3),
    )
    (row,) = exported("ged", plain(WORDS, participants=parts, harm=harm)).csv
    assert row["type_of_violence"] == "1"
    assert (row["side_a"], row["gwnoa"]) == ("Government of Syria", "652")
    assert (row["side_b"], row["gwnob"]) == ("Islamic State", "")
    assert row["conflict_name"] == ""
    deaths = [row[f"deaths_{k}"] for k in ("a", "b", "civilians", "unknown")]
    assert deaths == ["12", "5", "3", "0"]
    assert row["best"] == "20"


def test_parts_that_exceed_the_best_estimate_are_of_unknown_side(exported: Export) -> None:
    words = "Ten people were killed; seven soldiers died, and six fighters."
    harm = (
        harm_of(words, "Ten people", 10, 10, "unknown"),
        harm_of(words, "seven soldiers", 7, 7, "sy-forces"),
        harm_of(words, "six fighters", 6, 6, "islamic-state"),
    )
    parts = (Participant("sy-forces", Side.B, "patient"), Participant("islamic-state", Side.A, "agent"))
    done = exported("ged", plain(words, participants=parts, harm=harm))
    (row,) = done.csv
    assert (row["best"], row["deaths_a"], row["deaths_unknown"]) == ("10", "0", "10")
    assert "add up to more than the best estimate" in done.loss


def test_without_two_sides_the_type_is_empty_with_the_reason(exported: Export) -> None:
    words = "Ten people were killed by a bomb."
    done = exported(
        "ged",
        plain(words, type=EventType.EXPLOSIONS, harm=(harm_of(words, "Ten people", 10, 10, "unknown"),)),
    )
    assert done.csv[0]["type_of_violence"] == done.csv[0]["side_a"] == ""
    assert "`type_of_violence`: 1 of 1: UCDP names two organised sides" in done.loss


def test_only_lethal_events_that_took_place_are_written(exported: Export) -> None:
    words = "Nobody died; none was killed, they said of ten people."
    none = plain(words, harm=(harm_of(words, "none", 0, 0),))
    denied = plain(words + " No.", status=Status.DENIED, harm=(harm_of(words, "ten people", 10, 10),))
    done = exported("ged", clash(), none, denied, plain("Clashes broke out."))
    assert len(done.csv) == 1
    assert "2 incidents: no figure of at least one death" in done.loss
    assert "1 incident: only threatened, planned or denied" in done.loss


@pytest.mark.parametrize(
    ("precision", "kind", "code"),
    [
        (PlacePrecision.EXACT, "town", "1"),
        (PlacePrecision.EXACT, "admin2", "3"),
        (PlacePrecision.NEAR, "town", "2"),
        (PlacePrecision.AREA, "admin2", "3"),
        (PlacePrecision.AREA, "region", "5"),
        (PlacePrecision.ADMIN1, "admin1", "4"),
        (PlacePrecision.COUNTRY, "country", "6"),
    ],
)
def test_where_prec(exported: Export, precision: PlacePrecision, kind: str, code: str) -> None:
    words = "Ten people were killed."
    place = Place("geonames:1001", "Qasr al-Rih", kind, 33.6, 36.5, "SY", "Rif Dimashq", "Duma")
    where = Where("geonames:1001", "Qasr al-Rih", precision)
    (row,) = exported(
        "ged", plain(words, where=where, place=place, harm=(harm_of(words, "Ten people", 10, 10),))
    ).csv
    assert row["where_prec"] == code


@pytest.mark.parametrize(
    ("last", "code"),
    [(date(2016, 3, 1), "1"), (date(2016, 3, 6), "2"), (date(2016, 3, 7), "3"), (date(2016, 3, 31), "4"),
     (date(2016, 12, 31), "5")],
)  # fmt: skip
def test_date_prec(exported: Export, last: date, code: str) -> None:
    words = "Ten people were killed."
    when = When(date(2016, 3, 1), last, Precision.MONTH)
    (row,) = exported("ged", plain(words, when=when, harm=(harm_of(words, "Ten people", 10, 10),))).csv
    assert row["date_prec"] == code
    assert row["event_clarity"] == ("1" if code == "1" else "2")


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_the_cell_of_prio_grid_holds_the_point(lat: float, lon: float) -> None:
    number = priogrid(lat, lon) - 1
    assert 0 <= number < 720 * 360
    row, column = divmod(number, 720)
    near = 1e-9  # floats just below a border
    assert row / 2 - 90 - near <= lat <= row / 2 - 89.5 + near
    assert column / 2 - 180 - near <= lon <= column / 2 - 179.5 + near


def test_cells_of_prio_grid_are_counted_from_the_south_west() -> None:
    assert priogrid(-90, -180) == 1
    assert priogrid(-89.75, -179.25) == 2
    assert priogrid(-89.25, -180) == 721
    assert priogrid(90, 180) == 259200
