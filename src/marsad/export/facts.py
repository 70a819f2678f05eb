"""Facts of an incident that several formats need, as cells: days, place, kind, sources, speakers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from marsad.export.cells import Cell, Origin, of_report, origins, together, worded
from marsad.export.unit import Unit
from marsad.ledger.views import EventRow
from marsad.model.event import Claim, PlacePrecision
from marsad.model.place import Place
from marsad.model.time import Precision

NO_DAY = "no report says when"
NO_PLACE = "no report says where, or the place could not be decided"
ONE_OF_SEVERAL = "the event of the commonest kind with a day and a place stands for all"
_POINT = frozenset((PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.AREA))


# --- what


def kind(unit: Unit, value: str, field: str = "type") -> Cell:
    """A fact of the event that stands for all, by its evidence."""
    return Cell(value, origins(unit.lead, field), ONE_OF_SEVERAL if len(unit.rows) > 1 else None)


def status(unit: Unit) -> Cell:
    return kind(unit, unit.lead.event.status.value, "status")


def words(unit: Unit) -> Cell:
    """The evidence of the event that stands for all, in the report's own words."""
    lead = unit.lead
    return Cell(
        " … ".join(s.text for s in lead.event.evidence), origins(lead, "evidence"), "the report's own words"
    )


def weapons(unit: Unit) -> Cell:
    """The words for weapons, each once."""
    told: dict[str, Origin] = {}
    for row in unit.rows:
        for span in row.event.weapons:
            told.setdefault(span.text.lower(), origins(row, "weapons", (span,))[0])
    if not told:
        return Cell(rule="no report names a weapon")
    return Cell("; ".join(told), tuple(told.values()), "the words for weapons of all reports")


# --- when


def first_day(unit: Unit) -> Cell:
    return _day(unit, unit.incident.first, "the first day that any report gives")


def last_day(unit: Unit) -> Cell:
    return _day(unit, unit.incident.last, "the last day that any report gives")


def _day(unit: Unit, day: date | None, rule: str) -> Cell:
    if day is None:
        return Cell(rule=unit.lead.event.when.reason or NO_DAY)
    return Cell(day, day_origins(unit.rows), _because(rule, unit))


def _because(rule: str, unit: Unit) -> str:
    reasons = dict.fromkeys(
        r.event.when.reason for r in unit.rows if r.event.when.start and r.event.when.reason
    )
    return f"{rule} ({'; '.join(r for r in reasons if r)})" if any(reasons) else rule


def day_origins(rows: Iterable[EventRow]) -> tuple[Origin, ...]:
    """The words for the time, where they stand in the evidence; else the evidence."""
    dated = [r for r in rows if r.event.when.start]
    exact = [r for r in dated if r.event.when.precision is Precision.DAY]
    return together(origins(r, "when", worded(r, r.event.when.text)) for r in exact or dated)


def span_of_days(unit: Unit) -> int | None:
    """How many days the incident may have happened on; None where no day is known."""
    first, last = unit.incident.first, unit.incident.last
    return (last - first).days + 1 if first and last else None


# --- where


def precision(row: EventRow) -> PlacePrecision | None:
    return row.event.where.precision if row.event.where else None


def place_origins(row: EventRow) -> tuple[Origin, ...]:
    told = row.event.where
    return origins(row, "where", worded(row, told.text if told else None))


def of_place(unit: Unit, value: object) -> Cell:
    """A fact that the gazetteer, or the report itself, knows of the place."""
    place, where = unit.lead.place, unit.lead.event.where
    if place is None:
        return Cell(rule=(where.reason if where else None) or NO_PLACE)
    if value is None:
        return Cell(rule="not known of this place")
    return Cell(value, place_origins(unit.lead), place_rule(place, where.reason if where else None))


def place_rule(place: Place, reason: str | None) -> str:
    if place.id.startswith("local:"):
        return reason or "the report alone knows this place"
    return f"{place.id} of the gazetteer" + (f", {reason}" if reason else "")


def place_name(unit: Unit) -> Cell:
    """The place's name; the report's words where it is not resolved."""
    lead = unit.lead
    if lead.place is None and lead.event.where and lead.event.where.text:
        return Cell(
            lead.event.where.text,
            place_origins(lead),
            lead.event.where.reason or "the report's words: the place is not resolved",
        )
    return of_place(unit, lead.place.name if lead.place else None)


def precision_word(unit: Unit) -> Cell:
    told = precision(unit.lead)
    return of_place(unit, told.value if told else None)


def about_place(attribute: str) -> Callable[[Unit], Cell]:
    """A field of ``Place`` as a cell."""
    return lambda unit: of_place(unit, getattr(unit.lead.place, attribute, None))


def country_name(unit: Unit) -> Cell:
    return of_place(unit, unit.country_name(unit.country))


def pinned(row: EventRow) -> Place | None:
    """The place where a point on the map says something: exact, near or in an area, with coordinates."""
    place = row.place
    known = place is not None and place.lat is not None and place.lon is not None
    return place if known and precision(row) in _POINT else None


# --- who says so


def outlet(row: EventRow) -> str:
    return row.report.outlet or row.report.name or row.report.source


def outlets(unit: Unit) -> Cell:
    found = tuple(dict.fromkeys(map(outlet, unit.rows)))
    return Cell("; ".join(found), sources(unit), "the outlet, or the file's name where none is known")


def sources(unit: Unit) -> tuple[Origin, ...]:
    """All reports that tell it."""
    return together((of_report(r),) for r in unit.rows)


def headlines(unit: Unit) -> Cell:
    return listed(unit, [r.report.title for r in unit.rows], "no report has a title")


def links(unit: Unit) -> Cell:
    return listed(unit, [r.report.url for r in unit.rows], "no report has an address")


def published(unit: Unit) -> Cell:
    days = [r.report.published.day for r in unit.rows if r.report.published]
    return listed(
        unit, [d.isoformat() if d else None for d in days], "no report's day of publication is known"
    )


def listed(unit: Unit, values: Iterable[str | None], otherwise: str) -> Cell:
    """Facts of the reports, each once."""
    found = tuple(dict.fromkeys(v for v in values if v))
    return Cell("; ".join(found), sources(unit)) if found else Cell(rule=otherwise)


def speaker(claim: Claim, row: EventRow) -> str:
    body = claim.organisation or row.name(claim.actor)
    told = body is None or body.casefold() in claim.speaker.casefold()
    return claim.speaker if told else f"{claim.speaker} ({body})"


def speakers(unit: Unit, belligerent: bool | None = None) -> Cell:
    """Who says so; only those who fight, or who do not, where asked."""
    told: dict[str, list[tuple[Origin, ...]]] = {}
    for row in unit.rows:
        for claim in row.event.claims:
            if belligerent is None or claim.belligerent is belligerent:
                spans = (claim.span,) if claim.span else ()
                told.setdefault(speaker(claim, row), []).append(origins(row, "claims", spans))
    if not told:
        return Cell(rule="no report names such a speaker")
    return Cell("; ".join(told), together(o for each in told.values() for o in each))


def incident_id(unit: Unit) -> Cell:
    return Cell(unit.incident.id, sources(unit), "the incident's id in the ledger")


def reports(unit: Unit) -> Cell:
    return Cell(len({r.report.id for r in unit.rows}), sources(unit), "the reports that tell it")


def independent(unit: Unit) -> Cell:
    return Cell(unit.incident.witnesses, sources(unit), "reports that are no copies of each other")


def reads(unit: Unit) -> tuple[str, ...]:
    """The reader versions behind the rows."""
    return tuple(dict.fromkeys(r.report.reader for r in unit.rows))
