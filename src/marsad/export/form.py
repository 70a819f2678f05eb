"""What a format is: its columns, what it admits, how its rows are written, and what it cannot say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from marsad.export.cells import Column, Row, row_of
from marsad.export.unit import Unit
from marsad.model.event import Effect
from marsad.model.reading import Status


class Writer(Protocol):
    """Writes rows into an open file; ``finish`` writes what stands after the last."""

    def write(self, row: Row) -> None: ...

    def finish(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Something that incidents have and the format has no place for."""

    what: str
    has: Callable[[Unit], bool]


@dataclass(frozen=True, slots=True)
class Admitted:
    """An incident as the format takes it, or the reason why it is left out; ``dropped`` counts its events
    that the format does not record.
    """

    unit: Unit | None
    reason: str = ""
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class Format:
    name: str
    title: str
    columns: tuple[Column, ...]
    writer: Callable[[BinaryIO, Sequence[Column]], Writer]
    admit: Callable[[Unit], Admitted]
    unsaid: tuple[Unsaid, ...]
    rows: Callable[[Unit, set[str]], Iterable[Row]] | None = None
    """The rows of an incident; without it one row with a cell a column. The set is the format's memory of
    what the file holds already: entities that several incidents share are written once.
    """
    row_word: str = "row"
    ending: str = ".csv"
    """What a file of the format is usually called by at its end."""
    differs: tuple[str, ...] = ()
    """Standing differences from data coded by the format's own keepers, told in every loss report."""

    def rows_of(self, unit: Unit, written: set[str]) -> Iterable[Row]:
        return self.rows(unit, written) if self.rows else (row_of(self.columns, unit),)


def everything(unit: Unit) -> Admitted:
    return Admitted(unit)


CLAIMS = Unsaid(
    "who says so (a spokesman, a side that fights, residents)", lambda u: any(r.event.claims for r in u.rows)
)
STATUS = Unsaid(
    "that the event is only alleged, attempted or still going on",
    lambda u: any(r.event.status is not Status.HAPPENED for r in u.rows),
)
RIVAL_TOLLS = Unsaid(
    "figures of several sources that differ, side by side",
    lambda u: any(len({r.figure.best for r in t.reported}) > 1 for t in u.incident.tolls if t.who is None),
)
WOUNDED = Unsaid(
    "figures of people wounded, captured, displaced or missing",
    lambda u: any(t.effect is not Effect.KILLED for t in u.incident.tolls),
)
BY_GROUP = Unsaid(
    "whose dead they are: figures by group of people",
    lambda u: any(t.who not in {None, "unknown"} for t in u.incident.tolls),
)
SEIZED = Unsaid("things seized and their number", lambda u: any(r.event.seized for r in u.rows))
WEAPONS = Unsaid("the words for the weapons", lambda u: any(r.event.weapons for r in u.rows))
CONFIDENCE = Unsaid(
    "how sure the reader is of the event and of each field",
    lambda u: any(r.event.confidence is not None for r in u.rows),
)
WITNESSES = Unsaid(
    "how many of several reports are independent witnesses", lambda u: len({r.report.id for r in u.rows}) > 1
)
