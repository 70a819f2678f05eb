"""Series and totals over a ledger: what ``Ledger.series`` and ``Ledger.totals`` answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from marsad.knowledge.actors import Registry
from marsad.ledger.filters import EventFilter
from marsad.ledger.incidents import Incident
from marsad.ledger.series import tally
from marsad.ledger.series.counted import counted
from marsad.ledger.series.gist import Gist, gist_of
from marsad.ledger.series.periods import By
from marsad.ledger.series.stock import Stock, stocked
from marsad.ledger.series.subjects import Measure, Per, of_events, of_incidents, of_reports
from marsad.ledger.views import EventRow


class Holds(Protocol):
    """What is asked of a ledger."""

    def incidents(self, registry: Registry, asked: EventFilter) -> list[Incident]: ...

    def events(self, asked: EventFilter) -> list[EventRow]: ...


@dataclass(frozen=True, slots=True)
class Counting:
    """What to count and in which groups; past the ``top`` largest groups the rest stand together.

    ``nameless``: persons whom only reports know stand together too, without their names.
    """

    measure: Measure = Measure.INCIDENTS
    per: Per | None = None
    top: int | None = None
    nameless: bool = False


@dataclass(frozen=True, slots=True)
class Tallied:
    """A series or totals, with what was counted, and what stands behind the numbers.

    ``unnumbered`` incidents tell of such harm without a number: they are in no sum. ``reports`` of
    ``outlets`` known outlets tell of what is counted, as ``readers`` read them.
    """

    measure: Measure
    per: Per | None
    asked: EventFilter
    series: tally.Series
    unnumbered: int
    reports: int
    outlets: int
    readers: tuple[str, ...]


def tallied(
    ledger: Holds,
    registry: Registry,
    asked: EventFilter,
    counting: Counting,
    by: By | None = None,
) -> Tallied:
    """What is asked for, counted in groups, and by period where ``by`` is given. Raises TooManyPeriods."""
    return of_stock(stocked(_gists(ledger, registry, asked, counting.measure)), asked, counting, by)


def of_stock(stock: Stock, asked: EventFilter, counting: Counting, by: By | None) -> Tallied:
    """The gists of ``stock``, which meet what is asked for, counted. Raises TooManyPeriods."""
    found = counted(stock, counting.measure, counting.per, counting.nameless)
    return Tallied(
        counting.measure,
        counting.per,
        asked,
        _added_up(found.items, asked, counting, by),
        found.unnumbered,
        found.reports,
        found.outlets,
        found.readers,
    )


def _gists(ledger: Holds, registry: Registry, asked: EventFilter, measure: Measure) -> Iterable[Gist]:
    if measure is Measure.EVENTS:
        return map(gist_of, of_events(ledger.events(asked), asked))
    if measure is Measure.REPORTS:  # a report holds many events: it stands in the groups of all
        return (gist_of(s, several=True) for s in of_reports(ledger.events(asked), asked))
    return map(gist_of, of_incidents(ledger.incidents(registry, asked), asked))


def _added_up(items: tally.Items, asked: EventFilter, counting: Counting, by: By | None) -> tally.Series:
    top = counting.top
    if by is None:
        return tally.totals(items, top)
    if (
        counting.measure is Measure.REPORTS
    ):  # the days that are asked for are those of events, not of publication
        return tally.series(items, by, top=top)
    return tally.series(items, by, asked.start, asked.end, top)
