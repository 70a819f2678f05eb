"""ACLED: the 31 columns of its data since March 2023 (ACLED codebook, 2024)."""

from __future__ import annotations

from datetime import date, timedelta

from marsad.export import facts
from marsad.export.acled_actors import actor_columns, civilian_targeting
from marsad.export.cells import Cell, Column, empty, of_report, origins
from marsad.export.deaths import LOWEST, NO_FIGURE, NO_NUMBER, open_upward, origins_of, rivals, uncounted
from marsad.export.form import (
    BY_GROUP,
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
from marsad.export.text import CsvWriter
from marsad.export.unit import NOT_TAKEN_PLACE, TOOK_PLACE, Unit, narrowed
from marsad.model.event import Effect, EventType, PlacePrecision
from marsad.model.reading import Status
from marsad.model.time import Precision

_MONTH = 31
_WEEK = 7
_TERRITORY = frozenset(("Government regains territory", "Non-state actor overtakes territory"))
_GEO = {
    PlacePrecision.EXACT: 1, PlacePrecision.NEAR: 2, PlacePrecision.AREA: 2, PlacePrecision.ADMIN1: 3,
}  # fmt: skip


def admit(unit: Unit) -> Admitted:
    """What ACLED records: what took place, in a known month at least, at a place better than the country."""
    kept = narrowed(unit.incident, TOOK_PLACE)
    if kept is None:
        return Admitted(None, NOT_TAKEN_PLACE)
    found = Unit(kept, unit.registry)
    event = found.lead.event
    if event.status is Status.ATTEMPTED and event.type is EventType.STRATEGIC_DEVELOPMENTS:
        return Admitted(None, "a strategic development that was only attempted")
    days = _days(found)
    if days is None:
        return Admitted(None, "no day is known: ACLED needs a date")
    if (days[1] - days[0]).days >= _MONTH:
        return Admitted(
            None, "the day is known no better than to more than a month: ACLED records nothing vaguer"
        )
    if facts.precision(found.lead) not in _GEO or found.lead.place is None:
        return Admitted(None, "the place is not known, or only the country: ACLED records no such events")
    return Admitted(found, dropped=len(unit.rows) - len(kept.rows))


# --- when


def _days(unit: Unit) -> tuple[date, date] | None:
    """The days of the event that stands for all, or of all reports where it has none."""
    when = unit.lead.event.when
    first, last = (
        (when.start, when.end) if when.start and when.end else (unit.incident.first, unit.incident.last)
    )
    return (first, last) if first and last else None


def _time_precision(unit: Unit) -> int:
    days = _days(unit)
    length = (days[1] - days[0]).days + 1 if days else 1
    return 1 if length == 1 else 2 if length <= _WEEK else 3


def _date(unit: Unit) -> Cell:
    days = _days(unit)
    assert days is not None, "incidents without a day are not admitted"
    middle = days[0] + timedelta(days=(days[1] - days[0]).days // 2)
    rule = "the day" if days[0] == days[1] else f"ACLED: the middle of {days[0]} to {days[1]}"
    reason = unit.lead.event.when.reason
    lost = []
    if days[0] != days[1]:
        lost.append("event_date: several days reduced to the middle one")
    if _rival_days(unit):
        lost.append("event_date: reports name different days; that of the event that stands for all is given")
    return Cell(
        middle, facts.day_origins((unit.lead,)) or facts.day_origins(unit.rows),
        f"{rule} ({reason})" if reason else rule, tuple(lost),
    )  # fmt: skip


def _rival_days(unit: Unit) -> bool:
    exact = {r.event.when.start for r in unit.rows if r.event.when.precision is Precision.DAY}
    return len(exact) > 1


def _year(unit: Unit) -> Cell:
    when = _date(unit)
    assert isinstance(when.value, date)
    return Cell(when.value.year, when.origins, "the year of event_date")


def _precision(unit: Unit) -> Cell:
    rule = "ACLED: 1 the day, 2 within a week, 3 within a month"
    return Cell(_time_precision(unit), _date(unit).origins, rule)


# --- what


def _sub_type(unit: Unit) -> Cell:
    event = unit.lead.event
    if event.status is Status.ATTEMPTED and event.sub_type in _TERRITORY:
        return Cell(
            "Armed clash", origins(unit.lead, "sub_type"), "ACLED: a battle after which control is as before",
            ("sub_event_type: attempts to take a place, which are armed clashes",),
        )  # fmt: skip
    kinds = {r.event.sub_type for r in unit.rows}
    lost = ("sub_event_type: reports differ on it; the commonest is given",) if len(kinds) > 1 else ()
    cell = facts.kind(unit, event.sub_type, "sub_type")
    return Cell(cell.value, cell.origins, cell.rule, lost)


def _disorder(unit: Unit) -> Cell:
    """ACLED's disorder types follow from event type and sub-event type."""
    kind, sub_type = unit.lead.event.type, unit.lead.event.sub_type
    if kind is EventType.STRATEGIC_DEVELOPMENTS:
        value = "Strategic developments"
    elif sub_type == "Excessive force against protesters":
        value = "Political violence; Demonstrations"
    elif kind is EventType.PROTESTS or sub_type == "Violent demonstration":
        value = "Demonstrations"
    else:
        value = "Political violence"
    return Cell(value, origins(unit.lead, "type"), "ACLED: follows from event type and sub-event type")


def _fatalities(unit: Unit) -> Cell:
    toll = unit.toll(Effect.KILLED)
    if toll is not None:
        lost = []
        if rivals(toll) > 1:
            lost.append("fatalities: figures that differ reduced to the lowest")
        if toll.high != toll.low:
            lost.append("fatalities: a range reduced to its lower end")
        elif open_upward(toll):
            lost.append("fatalities: a figure that is open upward ('at least') reduced to its lower end")
        if toll.low is None:
            lost.append("fatalities: only an upper bound is told ('up to'); left empty")
        return Cell(toll.low, origins_of(unit, toll), f"{LOWEST}: ACLED", tuple(lost))
    parts = [t for t in unit.incident.tolls if t.effect is Effect.KILLED and t.low is not None]
    if parts:
        most = max(parts, key=lambda t: t.low or 0)
        lost = ["fatalities: only figures of parts are told; the greatest is given"]
        return Cell(
            most.low,
            origins_of(unit, most),
            f"{LOWEST}, of the greatest part that is told: ACLED",
            tuple(lost),
        )
    unnumbered = uncounted(unit, Effect.KILLED)
    if unnumbered:
        lost = ["fatalities: deaths told without a number; left empty (ACLED would write 3 or 10)"]
        return Cell(None, unnumbered, NO_NUMBER, tuple(lost))
    return Cell(0, (), f"{NO_FIGURE} of deaths: ACLED writes 0")


# --- where


def _region(unit: Unit) -> Cell:
    return facts.of_place(unit, unit.codes.acled_region if unit.codes else None)


def _iso(unit: Unit) -> Cell:
    return facts.of_place(unit, unit.codes.iso if unit.codes else None)


def _geo_precision(unit: Unit) -> Cell:
    told = facts.precision(unit.lead)
    cell = facts.of_place(unit, _GEO.get(told) if told else None)
    lost = {
        PlacePrecision.AREA: "geo_precision: areas, whose extent is lost",
        PlacePrecision.ADMIN1: "geo_precision: provinces, given by one point",
    }.get(told) if told else None  # fmt: skip
    rule = "ACLED: 1 the place, 2 near it or part of a region, 3 a larger region"
    return Cell(cell.value, cell.origins, rule, (lost,) if lost else ())


def _coordinate(name: str) -> Column:
    short = {"latitude": "lat", "longitude": "lon"}[name]
    return Column(name, lambda u: facts.of_place(u, getattr(u.lead.place, short, None)))


# --- who says so


def _event_id(unit: Unit) -> Cell:
    country = (unit.codes.iso3 if unit.codes else None) or ""
    return Cell(
        country + unit.incident.id, facts.sources(unit),
        "the country's three letters (ISO 3166-1) and the incident's id in the ledger; no number of ACLED's",
    )  # fmt: skip


def _timestamp(unit: Unit) -> Cell:
    last = max(unit.rows, key=lambda r: r.report.read_at)
    return Cell(
        int(last.report.read_at.timestamp()),
        (of_report(last),),
        "when the last of the reports was read (Unix time)",
    )


COLUMNS = (
    Column("event_id_cnty", _event_id),
    Column("event_date", _date),
    Column("year", _year),
    Column("time_precision", _precision),
    Column("disorder_type", _disorder),
    Column("event_type", lambda u: facts.kind(u, u.lead.event.type.value)),
    Column("sub_event_type", _sub_type),
    *actor_columns(),
    Column("civilian_targeting", civilian_targeting),
    Column("iso", _iso),
    Column("region", _region),
    Column("country", facts.country_name),
    Column("admin1", facts.about_place("admin1")),
    Column("admin2", facts.about_place("admin2")),
    empty("admin3", "the gazetteer knows no third level of areas"),
    Column("location", facts.place_name),
    _coordinate("latitude"),
    _coordinate("longitude"),
    Column("geo_precision", _geo_precision),
    Column("source", facts.outlets),
    empty("source_scale", "whether an outlet is local, national or international is not known"),
    Column("notes", facts.words),
    Column("fatalities", _fatalities),
    empty("tags", "ACLED's own tags are set by its researchers"),
    Column("timestamp", _timestamp),
)

ACLED = Format(
    name="acled",
    title="ACLED, 31 columns (CSV)",
    columns=COLUMNS,
    writer=CsvWriter,
    admit=admit,
    unsaid=(CLAIMS, STATUS, RIVAL_TOLLS, BY_GROUP, WOUNDED, SEIZED, WEAPONS, WITNESSES, CONFIDENCE),
    differs=(
        "Actors bear the names of Marsad's registry, not ACLED's (which add country and years).",
        "An event that goes on for several days is one row; ACLED writes one a day.",
        "'Dozens' counts as 24 and 'hundreds' as 200, as in Marsad's records; ACLED writes 12 and 100.",
        "Militias are all political militias: what makes a militia one of identity is not read.",
    ),
)
