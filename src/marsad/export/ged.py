"""UCDP GED: the 49 columns of the Georeferenced Event Dataset, version 24.1 (Högbladh 2024, codebook)."""

from __future__ import annotations

import hashlib

from marsad.export import facts
from marsad.export.cells import Cell, Column, empty
from marsad.export.deaths import deaths, figure, rivals
from marsad.export.form import (
    CLAIMS,
    CONFIDENCE,
    RIVAL_TOLLS,
    SEIZED,
    STATUS,
    WEAPONS,
    WITNESSES,
    WOUNDED,
    Admitted,
    Format,
)
from marsad.export.ged_sides import conflict_name, dyad_name, side, side_id, state_number, violence
from marsad.export.parties import dyad
from marsad.export.text import CsvWriter
from marsad.export.unit import NOT_TAKEN_PLACE, TOOK_PLACE, Unit, narrowed
from marsad.model.event import Effect, PlacePrecision

_AREAS_OF_ADM2 = frozenset(("admin2", "admin3", "district"))
_IDS = "UCDP's coders give these numbers; nothing in a report tells them"
_OLD_IDS = "numbers of UCDP's older data sets"


def admit(unit: Unit) -> Admitted:
    """What GED records: armed force that took place and left at least one dead by one estimate."""
    kept = narrowed(unit.incident, TOOK_PLACE)
    if kept is None:
        return Admitted(None, NOT_TAKEN_PLACE)
    found = Unit(kept, unit.registry)
    toll = found.toll(Effect.KILLED)
    if toll is None or not any((toll.low, toll.best, toll.high)):
        return Admitted(None, "no figure of at least one death: GED records only lethal events")
    length = facts.span_of_days(found)
    if length is None:
        return Admitted(None, "no day is known: GED needs a date")
    if length > 366:
        return Admitted(
            None, "the day is known no better than to more than a year: GED records nothing vaguer"
        )
    return Admitted(found, dropped=len(unit.rows) - len(kept.rows))


# --- ids


def _id(unit: Unit) -> Cell:
    digest = hashlib.sha256(unit.incident.id.encode("utf-8", "surrogatepass")).digest()
    return Cell(
        int.from_bytes(digest[:6], "big"), facts.sources(unit),
        "a number from the incident's id in the ledger (48 bits of its SHA-256); no number of UCDP's",
    )  # fmt: skip


def _year(unit: Unit) -> Cell:
    first = unit.incident.first
    return Cell(first.year if first else None, facts.day_origins(unit.rows), "the year of date_start")


def _relid(unit: Unit) -> Cell:
    year = unit.incident.first.year if unit.incident.first else ""
    country = (unit.codes.iso3 if unit.codes else None) or "XXX"
    return Cell(
        f"{country}-{year}-{unit.incident.id}", facts.sources(unit),
        "country, year and the incident's id in the ledger",
    )  # fmt: skip


# --- sources


def _number_of_sources(unit: Unit) -> Cell:
    return Cell(
        len({r.report.id for r in unit.rows}), facts.sources(unit),
        f"the reports that tell it; {unit.incident.witnesses} of them independent",
    )  # fmt: skip


def _article(unit: Unit) -> Cell:
    told = []
    for row in unit.rows:
        day = row.report.published.day if row.report.published else None
        parts = (facts.outlet(row), day.isoformat() if day else None, row.report.title)
        told.append(", ".join(p for p in parts if p))
    return facts.listed(unit, told, "no report")


# --- where

_WHERE = "UCDP: 1 the place, 2 within about 25 km, 3 second-order area, 4 province, 5 other area, 6 country"


def _where_prec(unit: Unit) -> Cell:
    told, place = facts.precision(unit.lead), unit.lead.place
    if told is None or place is None:
        return Cell(rule=facts.NO_PLACE)
    value = {PlacePrecision.NEAR: 2, PlacePrecision.ADMIN1: 4, PlacePrecision.COUNTRY: 6}.get(told, 1)
    if told is PlacePrecision.AREA or (told is PlacePrecision.EXACT and place.kind in _AREAS_OF_ADM2):
        value = 3 if place.kind in _AREAS_OF_ADM2 else 5
    lost = ("where_prec: areas given by one point; their extent is lost",) if value in {3, 4, 5, 6} else ()
    return Cell(value, facts.place_origins(unit.lead), _WHERE, lost)


def _where_words(unit: Unit) -> Cell:
    told = unit.lead.event.where
    if told is None or not told.text:
        return Cell(rule=facts.NO_PLACE)
    return Cell(told.text, facts.place_origins(unit.lead), "the report's words for the place")


def priogrid(lat: float, lon: float) -> int:
    """The cell of PRIO-GRID (half degrees, counted from the south-west, 720 a row; Tollefsen et al. 2012)."""
    column = max(0, min(int((lon + 180) * 2), 719))
    row = max(0, min(int((lat + 90) * 2), 359))
    return row * 720 + column + 1


def _grid(unit: Unit) -> Cell:
    place = unit.lead.place
    if place is None or place.lat is None or place.lon is None:
        return facts.of_place(unit, None)
    cell = facts.of_place(unit, priogrid(place.lat, place.lon))
    return Cell(cell.value, cell.origins, "PRIO-GRID: cells of half a degree, counted from the south-west")


def _wkt(unit: Unit) -> Cell:
    place = unit.lead.place
    if place is None or place.lat is None or place.lon is None:
        return facts.of_place(unit, None)
    return facts.of_place(unit, f"POINT ({place.lon} {place.lat})")


# --- when

_DATE = "UCDP: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 a year at most"


def _date_prec(unit: Unit) -> Cell:
    length = facts.span_of_days(unit) or 0
    value = next((code for code, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if length <= most), 5)
    return Cell(value, facts.day_origins(unit.rows), _DATE)


def _clarity(unit: Unit) -> Cell:
    value = 1 if facts.span_of_days(unit) == 1 else 2
    rule = (
        "UCDP: 1 where single events are told, 2 for totals over several days; here 1 where one day is known"
    )
    lost = ("event_clarity: 2 because the day is not known; whether it sums up several events is not read",)
    return Cell(value, facts.day_origins(unit.rows), rule, lost if value == 2 else ())


# --- deaths


def _part(unit: Unit, which: str) -> Cell:
    found = deaths(unit)
    if found is None:
        return Cell(rule="there is no best estimate to divide")
    if dyad(unit).flipped and which in {"a", "b"}:
        which = "b" if which == "a" else "a"
    if dyad(unit).type == 3 and which == "b":
        return Cell(0, (), "UCDP: the dead of one-sided violence are civilians")
    value = getattr(found, which)
    if dyad(unit).type == 3 and which == "civilians":
        value += found.b
    rule = "UCDP: the parts of the best estimate, as the source that gives it tells them"
    return Cell(value, found.origins if value else (), rule, found.lost if which == "unknown" else ())


def _estimate(unit: Unit, which: str) -> Cell:
    cell = figure(unit, Effect.KILLED, which)
    toll = unit.toll(Effect.KILLED)
    lost = list(cell.lost)
    if toll and which == "best" and rivals(toll) > 1:
        lost.append("best, high, low: figures of single sources reduced to three numbers")
    if toll and which == "low" and toll.low is None:
        lost.append("low: only an upper bound is told ('up to'); left empty")
    return Cell(cell.value, cell.origins, cell.rule, tuple(lost))


COLUMNS = (
    Column("id", _id),
    Column("relid", _relid),
    Column("year", _year),
    empty("active_year", "whether the conflict reached 25 deaths in the year no few reports tell"),
    empty("code_status", "UCDP's mark of its own checks"),
    Column("type_of_violence", violence),
    empty("conflict_dset_id", _OLD_IDS),
    empty("conflict_new_id", _IDS),
    Column("conflict_name", conflict_name),
    empty("dyad_dset_id", _OLD_IDS),
    empty("dyad_new_id", _IDS),
    Column("dyad_name", dyad_name),
    empty("side_a_dset_id", _OLD_IDS),
    Column("side_a_new_id", lambda u: side_id(u, "a")),
    Column("side_a", lambda u: side(u, "a")),
    empty("side_b_dset_id", _OLD_IDS),
    Column("side_b_new_id", lambda u: side_id(u, "b")),
    Column("side_b", lambda u: side(u, "b")),
    Column("number_of_sources", _number_of_sources),
    Column("source_article", _article),
    Column("source_office", facts.outlets),
    Column("source_date", facts.published),
    Column("source_headline", facts.headlines),
    Column("source_original", facts.speakers),
    Column("where_prec", _where_prec),
    Column("where_coordinates", facts.place_name),
    Column("where_description", _where_words),
    Column("adm_1", facts.about_place("admin1")),
    Column("adm_2", facts.about_place("admin2")),
    Column("latitude", facts.about_place("lat")),
    Column("longitude", facts.about_place("lon")),
    Column("geom_wkt", _wkt),
    Column("priogrid_gid", _grid),
    Column("country", facts.country_name),
    Column("country_id", lambda u: facts.of_place(u, u.codes.gw if u.codes else None)),
    Column("region", lambda u: facts.of_place(u, u.codes.ucdp_region if u.codes else None)),
    Column("event_clarity", _clarity),
    Column("date_prec", _date_prec),
    Column("date_start", facts.first_day),
    Column("date_end", facts.last_day),
    Column("deaths_a", lambda u: _part(u, "a")),
    Column("deaths_b", lambda u: _part(u, "b")),
    Column("deaths_civilians", lambda u: _part(u, "civilians")),
    Column("deaths_unknown", lambda u: _part(u, "unknown")),
    Column("best", lambda u: _estimate(u, "best")),
    Column("high", lambda u: _estimate(u, "high")),
    Column("low", lambda u: _estimate(u, "low")),
    Column("gwnoa", lambda u: state_number(u, "a")),
    Column("gwnob", lambda u: state_number(u, "b")),
)  # fmt: skip

GED = Format(
    name="ged",
    title="UCDP GED, 49 columns of version 24.1 (CSV)",
    columns=COLUMNS,
    writer=CsvWriter,
    admit=admit,
    unsaid=(CLAIMS, STATUS, RIVAL_TOLLS, WOUNDED, SEIZED, WEAPONS, WITNESSES, CONFIDENCE),
    differs=(
        "UCDP records events of dyads that reached 25 deaths in a year; here every lethal event is a row.",
        "An attack on fighters by which civilians die is state-based at UCDP; here it is one-sided where no "
        "report names the fighters.",
        "Countries and sides bear the names of Marsad's registry.",
    ),
)
