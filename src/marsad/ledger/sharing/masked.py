"""A ledger that withholds the names of victims in all that it gives out.

There is one way out of it: ``MaskedLedger._given``. Every method of ``Ledger`` leads through it, those that
are written later too, because they are taken from the class and not from a list.
"""

from __future__ import annotations

import inspect
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum
from functools import wraps
from typing import Any

from sqlalchemy import Connection, Engine, select

from marsad.knowledge.actors import Registry
from marsad.ledger.changes import Change
from marsad.ledger.filters import EventFilter
from marsad.ledger.history import Step
from marsad.ledger.ledger import Ledger
from marsad.ledger.memory import Memory
from marsad.ledger.passages import Passage
from marsad.ledger.records import load_records
from marsad.ledger.series import By, Counting, Tallied
from marsad.ledger.sharing.masking import WITHHELD, Hidden, Masking, hidden_in
from marsad.ledger.store.batches import batches
from marsad.ledger.store.tables import READING, REPORT, TELLING
from marsad.ledger.views import ActorRow, EventRow, ReportHead
from marsad.model.actor import ActorKind
from marsad.model.event import Event
from marsad.model.place import Place
from marsad.model.report import Report
from marsad.model.span import Span

_EVERYTHING = EventFilter()
_INCIDENTS = Counting()
_KEPT = 20_000
"""Readings of which it is known whom they name; those that name nobody, which are most, take no room."""
_OF_ITS_OWN = frozenset(("close", "writing", "snapshot"))
"""What gives no answer: those who ask by a connection of their own see everything."""


class MaskedLedger(Ledger):
    """As ``Ledger``; what is asked for by a victim's name is found all the same.

    Whom a report names is looked up when something of it is given out for the first time, so that first
    answers take longer. Names are withheld from a report that are found in it, or in others that tell of the
    same incident.
    """

    def __init__(self, engine: Engine, where: str, memory: Memory | None = None) -> None:
        super().__init__(engine, where, memory)
        self._plain = Ledger(engine, where, self.memory)
        self._known: OrderedDict[int, Hidden | None] = OrderedDict()

    # --- what is not told from the answer alone

    def actors(self, asked: EventFilter = _EVERYTHING, limit: int | None = None) -> list[ActorRow]:
        """Of persons whom only reports know no name is given, whatever befell them."""
        return [
            replace(row, name=WITHHELD, other_names=())
            if row.kind is ActorKind.PERSON and row.id == "local"
            else row
            for row in self._plain.actors(asked, limit)
        ]

    def passages(self, rows: Iterable[EventRow]) -> dict[str, tuple[Passage, ...]]:
        told = list(rows)
        masking = self._masking({row.report.id for row in told})
        return masking.anything(self._plain.passages(told))

    def history(self, key: str) -> list[Step]:
        found = self._plain.find(key)
        masking = self._masking({s.report for s in found.subjects} or {found.id})
        return [masking.anything(step) for step in self._plain.history(key)]

    def changes(self, since: datetime) -> list[Change]:
        """What was said of records is left out; that they changed is told."""
        return [replace(change, summary=WITHHELD, why="") for change in self._plain.changes(since)]

    def series(
        self,
        registry: Registry,
        asked: EventFilter = _EVERYTHING,
        counting: Counting = _INCIDENTS,
        by: By = By.MONTH,
    ) -> Tallied:
        return self._plain.series(registry, asked, replace(counting, nameless=True), by)

    def totals(
        self, registry: Registry, asked: EventFilter = _EVERYTHING, counting: Counting = _INCIDENTS
    ) -> Tallied:
        return self._plain.totals(registry, asked, replace(counting, nameless=True))

    def unread(self, asked: EventFilter, counting: Counting, by: By | None) -> int:
        return self._plain.unread(asked, replace(counting, nameless=True), by)

    def tallied(self, registry: Registry, asked: EventFilter, counting: Counting, by: By | None) -> Tallied:
        return self._plain.tallied(registry, asked, replace(counting, nameless=True), by)

    # --- the way out

    def _given(self, answer: Any) -> Any:
        """An answer of the plain ledger, as it may be given out; each thing of a list by itself."""
        if isinstance(answer, Iterator):
            return map(self._given, answer)
        if isinstance(answer, list):
            self._look_up({key for one in answer for key in _told_of(one)})
            return [self._given(one) for one in answer]
        if isinstance(answer, dict):
            self._look_up(set(_told_of(answer)))
            return {key: self._given(one) for key, one in answer.items()}
        if isinstance(answer, tuple):
            return tuple(self._given(one) for one in answer)
        return self._masking(set(_told_of(answer))).anything(answer)

    def _masking(self, keys: set[str]) -> Masking:
        """How what is made of these reports and incidents is masked."""
        return Masking.of(self._look_up(keys))

    def _look_up(self, keys: set[str]) -> list[Hidden]:
        """Whom the reports of ``keys``, and those that tell of the same, name and must not."""
        if not keys:
            return []
        with self._connected() as connection:
            readings = _readings(connection, keys)
            new = [n for n in readings if n not in self._known]
            for n, record in zip(new, load_records(connection, new), strict=True):
                self._known[n] = hidden_in(record)
        found = []
        for n in readings:
            self._known.move_to_end(n)
            if hidden := self._known[n]:
                found.append(hidden)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return found


def _hiding(ask: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(ask)
    def hidden(self: MaskedLedger, *given: Any, **named: Any) -> Any:
        return self._given(ask(self._plain, *given, **named))

    return hidden


for _name, _method in inspect.getmembers(Ledger, inspect.isfunction):  # of the classes that it is made of too
    if not _name.startswith("_") and _name not in {*_OF_ITS_OWN, *vars(MaskedLedger)}:
        setattr(MaskedLedger, _name, _hiding(_method))


def _told_of(value: Any) -> Iterator[str]:
    """Ids of the reports and incidents that a value is made of."""
    if isinstance(value, ReportHead | Report):
        yield value.id
    elif isinstance(value, str | Enum | date | Event | Span | Place):
        return
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _told_of(one)
    elif isinstance(value, Mapping):
        yield from _told_of(list(value.values()))
    elif is_dataclass(value):
        for field in fields(value):
            inner = getattr(value, field.name)
            if field.name in {"report", "incident"} and isinstance(inner, str):
                yield inner
            else:
                yield from _told_of(inner)


def _readings(connection: Connection, keys: Iterable[str]) -> list[int]:
    """The readings that count of these reports and incidents, and of all that tell of the same incidents."""
    found: set[int] = set()
    for some in batches(sorted(keys)):
        own = select(REPORT.c.current).where(REPORT.c.id.in_(some), REPORT.c.current.is_not(None))
        found.update(connection.execute(own).scalars())
    incidents = {key for key in keys if key.startswith("i")}
    for numbers in batches(sorted(found)):
        told = select(TELLING.c.incident).where(TELLING.c.reading.in_(numbers))
        incidents.update(name for name in connection.execute(told.distinct()).scalars() if name)
    for some in batches(sorted(incidents)):
        also = (
            select(TELLING.c.reading)
            .join(READING, READING.c.n == TELLING.c.reading)
            .join(REPORT, REPORT.c.current == READING.c.n)
            .where(TELLING.c.incident.in_(some))
        )
        found.update(connection.execute(also.distinct()).scalars())
    return sorted(found)
