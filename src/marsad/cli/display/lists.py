"""The bodies of ``marsad events``, ``actors`` and ``places``: tables, JSON lines or CSV."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from rich.box import SIMPLE_HEAD
from rich.table import Table

from marsad.cli.display import flat
from marsad.cli.display.output import plain, print_csv, print_json
from marsad.cli.display.together import bring_together
from marsad.cli.exits import Exit
from marsad.cli.problems import CliError
from marsad.cli.session import Session
from marsad.ledger import EventFilter, Ledger
from marsad.model.event import EventType
from marsad.model.reading import Status

Row = TypeVar("Row")

_LEGIBLE = 10
"""Columns that every column gets, where its cells need them."""
_WIDE = 120
"""Below this many columns, tables leave out what can be had from ``marsad show``."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of a list as they were given."""

    actor: str | None
    place: str | None
    country: str | None
    start: date | None
    end: date | None
    type: str | None
    status: str | None
    outlet: str | None
    report: str | None

    def filter(self) -> EventFilter:
        """The same as conditions. Raises CliError for a status or country code that there is none of."""
        ordered(self.start, self.end)
        return EventFilter(
            actor=self.actor,
            place=self.place,
            country=_country(self.country),
            start=self.start,
            end=self.end,
            type=self.type,
            status=_status(self.status),
            outlet=self.outlet,
            report=self.report,
        )


def ordered(start: date | None, end: date | None) -> None:
    """Raise CliError where --from is after --to."""
    if start and end and start > end:
        raise CliError(f"--from {start} is after --to {end}; exchange them", Exit.USAGE)


def _country(code: str | None) -> str | None:
    if code is not None and not (len(code) == 2 and code.isalpha()):
        raise CliError(f"--country {code}: give the two letters of ISO 3166-1, such as SY", Exit.USAGE)
    return code


def _status(word: str | None) -> Status | None:
    if word is None:
        return None
    try:
        return Status(word.lower())
    except ValueError as error:
        raise CliError(f"--status {word}: give one of {', '.join(Status)}", Exit.USAGE) from error


class Layout(StrEnum):
    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def layout(as_json: bool, as_csv: bool) -> Layout:
    """What --json and --csv ask for; raises CliError for both."""
    if as_json and as_csv:
        raise CliError("--json and --csv exclude one another; give one of them", Exit.USAGE)
    return Layout.JSON if as_json else Layout.CSV if as_csv else Layout.TABLE


@dataclass(frozen=True, slots=True)
class _Form(Generic[Row]):
    """How rows of one kind are written."""

    headings: Sequence[flat.Heading]
    cells: Callable[[Row], Mapping[str, object]]
    json: Callable[[Row], Mapping[str, object]]


_EVENTS = _Form(flat.EVENTS, flat.event, flat.event_json)
_ACTORS = _Form(flat.ACTORS, flat.actor, flat.actor_json)
_INCIDENTS = _Form(flat.INCIDENTS, flat.incident, flat.incident_json)
_PLACES = _Form(flat.PLACES, flat.place, flat.place_json)


class Lists:
    """Prints what a ledger holds of what is asked for."""

    def __init__(self, session: Session, where: str, laid_out: Layout) -> None:
        self._session = session
        self._where = where
        self._layout = laid_out

    def events(self, asked: Asked, limit: int | None) -> None:
        wanted = asked.filter()
        with self._ledger() as ledger:
            self._emit(ledger, asked, ledger.events(wanted, limit), _EVENTS)

    def actors(self, asked: Asked, limit: int | None) -> None:
        wanted = asked.filter()
        with self._ledger() as ledger:
            self._emit(ledger, asked, ledger.actors(wanted, limit), _ACTORS)

    def places(self, asked: Asked, limit: int | None) -> None:
        wanted = asked.filter()
        with self._ledger() as ledger:
            self._emit(ledger, asked, ledger.places(wanted, limit), _PLACES)

    def incidents(self, asked: Asked, limit: int | None) -> None:
        wanted = asked.filter()
        with self._ledger() as ledger:
            self._emit(
                ledger,
                asked,
                ledger.incidents(bring_together(ledger, self._session), wanted, limit),
                _INCIDENTS,
            )

    def _ledger(self) -> Ledger:
        return Ledger.open(self._where, create=False)

    def _emit(self, ledger: Ledger, asked: Asked, rows: Sequence[Row], form: _Form[Row]) -> None:
        if self._layout is Layout.JSON:
            for row in rows:
                print_json(form.json(row))
        elif self._layout is Layout.CSV:
            keys = [heading.key for heading in form.headings if heading.csv]
            print_csv(keys, ({key: _joined(form.cells(row).get(key), "; ") for key in keys} for row in rows))
        elif rows:
            out = self._session.out
            out.print(_table([form.cells(row) for row in rows], form.headings, out.width))
        else:
            self._session.err.print(nothing(ledger, asked), soft_wrap=True)


def nothing(ledger: Ledger, asked: Asked) -> str:
    """Why a list may be empty."""
    counts = ledger.counts()
    if not counts.events:
        return f"{ledger.where} holds {counts.reports} reports and no events; add some with `marsad read`."
    hint = f"None of the {counts.events} events of {ledger.where} is what was asked for."
    if asked.type and not any(kind.value.casefold().startswith(asked.type.casefold()) for kind in EventType):
        hint += f" Types are: {', '.join(EventType)}."
    return hint


def _table(rows: Sequence[Mapping[str, object]], headings: Sequence[flat.Heading], width: int) -> Table:
    shown = [h for h in headings if h.heading and (width >= _WIDE or not h.wide)]
    table = Table(box=SIMPLE_HEAD, header_style="bold", padding=(0, 1), show_edge=False)
    for heading in shown:
        table.add_column(
            heading.heading,
            justify="right" if heading.right else "left",
            overflow="fold",
            no_wrap=heading.whole,
            min_width=min(_LEGIBLE, max(len(_joined(row.get(heading.key), "\n")) for row in rows)),
        )
    for row in rows:
        table.add_row(*(plain(_joined(row.get(heading.key), "\n")) for heading in shown))
    return table


def _joined(value: object, by: str) -> str:
    if isinstance(value, tuple):
        return by.join(value)
    return "" if value is None else str(value)
