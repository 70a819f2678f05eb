"""Casualty recording: an incident a row, with what the Standards for Casualty Recording ask to be kept.

Every Casualty Counts (2016), Standards for Casualty Recording: date and place with their precision, numbers
by group killed and injured as ranges, weapons, alleged perpetrators, every source and whether it is a party
to the conflict, and how certain the record is. Grades follow the practice of Airwars.
"""

from __future__ import annotations

from collections.abc import Iterable

from marsad.export import facts
from marsad.export.cells import Cell, Column, empty, origins, together
from marsad.export.deaths import by_source, figure, grade, groups, origins_of
from marsad.export.form import CONFIDENCE, SEIZED, Admitted, Format
from marsad.export.parties import ACTING, parties
from marsad.export.text import CsvWriter
from marsad.export.unit import NOT_TAKEN_PLACE, TOOK_PLACE, Unit, narrowed
from marsad.model.event import Effect

HURT = (Effect.KILLED, Effect.WOUNDED)
_CIVILIANS, _CHILDREN = "civilians", "children"


def admit(unit: Unit) -> Admitted:
    """Incidents that took place and by which people were killed or hurt, with or without a number."""
    kept = narrowed(unit.incident, TOOK_PLACE)
    if kept is None:
        return Admitted(None, NOT_TAKEN_PLACE)
    if not any(h.effect in HURT for r in kept.rows for h in r.event.harm):
        return Admitted(None, "no report tells of anybody killed or injured")
    return Admitted(Unit(kept, unit.registry), dropped=len(unit.rows) - len(kept.rows))


def _figures(effect: Effect, word: str, prefix: str = "", who: str | None = None) -> tuple[Column, Column]:
    def of(which: str) -> Column:
        return Column(f"{prefix}{word}_{which}", lambda u: figure(u, effect, which, who))

    return of("low"), of("high")


def _named(unit: Unit, who: str) -> str:
    return next((name for r in unit.rows if (name := r.names.get(who))), who)


def _by_group(unit: Unit, effect: Effect) -> Cell:
    """Every group's range: "civilians 3 to 5; rebels 2"."""
    found = [t for t in groups(unit, effect) if t.best is not None]
    if not found:
        return Cell(rule="no report tells the victims' groups apart")
    value = "; ".join(f"{_named(unit, t.who or '')} {_range(t.low, t.high)}" for t in found)
    return Cell(
        value, together(origins_of(unit, t) for t in found), "the lowest and highest figure of each group"
    )


def _range(low: int | None, high: int | None) -> str:
    if low is None or high is None:
        return f"up to {high}" if low is None else f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"


def _perpetrator(unit: Unit) -> Cell:
    found = parties(unit, ACTING)
    if not found:
        return Cell(rule="no report names who did it")
    names = "; ".join(p.name for p in found)
    return Cell(names, together(p.origins for p in found), "the acting side, as the reports tell it: alleged")


def _figures_by_source(unit: Unit, effects: Iterable[Effect] = HURT) -> Cell:
    """Every source's figure side by side, superseded ones in brackets."""
    told, found = [], []
    for effect in effects:
        for row, reported, harms in by_source(unit, effect):
            text = f"{facts.outlet(row)}: {_range(reported.figure.low, reported.figure.high)} {effect.value}"
            told.append(f"({text}, superseded)" if reported.superseded else text)
            found.append(origins(row, effect.value, (h.span for h in harms)))
    if not told:
        return Cell(rule="no report gives a number")
    return Cell("; ".join(told), together(found), "each report's own figure")


def _belligerents(unit: Unit) -> Cell:
    """Whether those who say so fight in this war."""
    sided = [c.belligerent for r in unit.rows for c in r.event.claims]
    known = {s for s in sided if s is not None}
    if not known:
        return Cell(rule="no speaker's side is known")
    value = "all" if known == {True} else "none" if known == {False} else "some"
    found = facts.speakers(unit).origins
    return Cell(value, found, "of the speakers whose side is known")


def _day_precision(unit: Unit) -> Cell:
    when = unit.lead.event.when
    return Cell(when.precision.value, facts.day_origins((unit.lead,)), when.reason or "as the words tell it")


COLUMNS = (
    Column("incident", facts.incident_id),
    Column("date_from", facts.first_day),
    Column("date_to", facts.last_day),
    Column("date_precision", _day_precision),
    Column("place", facts.place_name),
    Column("district", facts.about_place("admin2")),
    Column("province", facts.about_place("admin1")),
    Column("country", facts.country_name),
    Column("latitude", facts.about_place("lat")),
    Column("longitude", facts.about_place("lon")),
    Column("place_precision", facts.precision_word),
    Column("type", lambda u: facts.kind(u, u.lead.event.type.value)),
    Column("sub_type", lambda u: facts.kind(u, u.lead.event.sub_type, "sub_type")),
    Column("status", facts.status),
    *_figures(Effect.KILLED, "killed"),
    *_figures(Effect.KILLED, "killed", "civilians_", _CIVILIANS),
    *_figures(Effect.KILLED, "killed", "children_", _CHILDREN),
    Column("killed_by_group", lambda u: _by_group(u, Effect.KILLED)),
    *_figures(Effect.WOUNDED, "injured"),
    *_figures(Effect.WOUNDED, "injured", "civilians_", _CIVILIANS),
    *_figures(Effect.WOUNDED, "injured", "children_", _CHILDREN),
    Column("injured_by_group", lambda u: _by_group(u, Effect.WOUNDED)),
    Column("figures_by_source", _figures_by_source),
    empty("victims_named", "the names of victims are not read"),
    Column("weapon", facts.weapons),
    Column("alleged_perpetrator", _perpetrator),
    Column("grade", grade),
    Column("sources", facts.outlets),
    Column("sources_published", facts.published),
    Column("links", facts.links),
    Column("reports", facts.reports),
    Column("witnesses", facts.independent),
    Column("says", facts.speakers),
    Column("says_belligerent", lambda u: facts.speakers(u, belligerent=True)),
    Column("says_other", lambda u: facts.speakers(u, belligerent=False)),
    Column("belligerents_among_speakers", _belligerents),
    Column("words", facts.words),
)  # fmt: skip

CASUALTY = Format(
    name="casualty",
    title="casualty recording (CSV)",
    columns=COLUMNS,
    writer=CsvWriter,
    admit=admit,
    unsaid=(SEIZED, CONFIDENCE),
    differs=(
        "No victim is named: the Standards ask for names, and Marsad does not read them.",
        "Whether a perpetrator is proven is not for a reader of news to say: every one is alleged.",
    ),
)
