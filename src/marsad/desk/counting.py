"""What is counted and how, as the address says it; and the answer, from the ledger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated, TypeVar

from fastapi import Depends, HTTPException, Query

from marsad.desk.jobs import Job
from marsad.desk.workplace import Workplace
from marsad.ledger import By, Counting, EventFilter, Measure, Per, Tallied

COLOURS = 8
"""Groups that a chart over time can tell apart."""
BARS = 30
"""Groups that a table of totals names on a page."""
IN_ALL = "all"
"""The word for no periods in the address."""

AT_ONCE = 300
"""Incidents or events that are read while a page waits."""

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Periods of ``by``, or None for totals."""

    counting: Counting
    by: By | None


def _chosen(kind: type[Choice], word: str, name: str) -> Choice:
    try:
        return kind(word.lower())
    except ValueError as error:
        raise HTTPException(422, f"{name}: {word!r} is none of {', '.join(kind)}") from error


def _wanted(
    count: Annotated[str, Query(max_length=20)] = "incidents",
    by: Annotated[str, Query(max_length=10)] = "month",
    per: Annotated[str, Query(max_length=20)] = "",
    top: Annotated[int | None, Query(ge=1, le=1000)] = None,
) -> Wanted:
    measure = _chosen(Measure, count or "incidents", "count")
    group = _chosen(Per, per, "per") if per else None
    period = None if by == IN_ALL else _chosen(By, by or "month", "by")
    return Wanted(Counting(measure, group, top), period)


Asked = Annotated[Wanted, Depends(_wanted)]


class StillCounting(Exception):
    """The ledger is being looked through for the first time, or much is new; ``job`` says how far it is."""

    def __init__(self, job: Job) -> None:
        super().__init__("the ledger is being looked through; ask again in a moment")
        self.job = job


def tallied(workplace: Workplace, asked: EventFilter, wanted: Wanted, most: int | None) -> Tallied:
    """What is asked for, with ``most`` groups by name. Raises TooManyPeriods."""
    registry = workplace.knowledge.registry
    with workplace.ledger() as ledger:
        return ledger.tallied(registry, asked, _named(wanted, most), wanted.by)


def tallied_soon(workplace: Workplace, asked: EventFilter, wanted: Wanted, most: int | None) -> Tallied:
    """The same for a page, which nobody waits for: raises StillCounting where much is to be read first."""
    with workplace.ledger() as ledger:
        much = ledger.unread(asked, _named(wanted, most), wanted.by) > AT_ONCE
    if much:
        raise StillCounting(workplace.jobs.only("count", _reading(workplace, asked, wanted, most)))
    return tallied(workplace, asked, wanted, most)


def _named(wanted: Wanted, most: int | None) -> Counting:
    top = wanted.counting.top
    return replace(wanted.counting, top=min(top or most, most) if most else top)


def _reading(
    workplace: Workplace, asked: EventFilter, wanted: Wanted, most: int | None
) -> Callable[[Job], None]:
    def work(job: Job) -> None:
        job.say("opening the registry of actors")
        registry = workplace.knowledge.registry
        with workplace.ledger() as ledger:
            ledger.settle(registry, lambda n, of: job.say("bringing events together", n, of))
            ledger.gathered(lambda n, of: job.say("looking through the incidents", n, of))
        job.say("counting")
        tallied(workplace, asked, wanted, most)

    return work
