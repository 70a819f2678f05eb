"""The bodies of ``marsad events``, ``actors`` and ``places``: tables, JSON lines or CSV."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from rich.box import SIMPLE_HEAD
from rich.table import Table

from marsad.cli.display import flat
from marsad.cli.display.output import plain, print_csv, print_json
from marsad.cli.exits import Exit
from marsad.cli.problems import CliError
from marsad.cli.session import Session
from marsad.ledger import EventFilter, Ledger
from marsad.model.event import EventType
from marsad.model.reading import Status

Row = TypeVar("Row")

_WIDE = 110
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
        if self.start and self.end and self.start > self.end:
            raise CliError(f"--from {self.start} is after --to {self.end}; exchange them", Exit.USAGE)
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


def list_events(
    session: Session, where: str, asked: Asked, limit: int | None, *, as_json: bool, as_csv: bool
) -> None:
    """Print the events that are asked for."""
    with Ledger.open(where, create=False) as ledger:
        rows = ledger.events(asked.filter(), limit)
        nothing = _nothing(ledger, asked)
    _emit(session, rows, _Form(flat.EVENTS, flat.event, flat.event_json), nothing, as_json, as_csv)


def list_actors(
    session: Session, where: str, asked: Asked, limit: int | None, *, as_json: bool, as_csv: bool
) -> None:
    """Print the actors that are asked for."""
    with Ledger.open(where, create=False) as ledger:
        rows = ledger.actors(asked.filter(), limit)
        nothing = _nothing(ledger, asked)
    _emit(session, rows, _Form(flat.ACTORS, flat.actor, flat.actor_json), nothing, as_json, as_csv)


def list_places(
    session: Session, where: str, asked: Asked, limit: int | None, *, as_json: bool, as_csv: bool
) -> None:
    """Print the places that are asked for."""
    with Ledger.open(where, create=False) as ledger:
        rows = ledger.places(asked.filter(), limit)
        nothing = _nothing(ledger, asked)
    _emit(session, rows, _Form(flat.PLACES, flat.place, flat.place_json), nothing, as_json, as_csv)


@dataclass(frozen=True, slots=True)
class _Form(Generic[Row]):
    """How rows of one kind are written."""

    headings: Sequence[flat.Heading]
    cells: Callable[[Row], Mapping[str, object]]
    json: Callable[[Row], Mapping[str, object]]


def _nothing(ledger: Ledger, asked: Asked) -> str:
    """Why a list may be empty."""
    counts = ledger.counts()
    if not counts.events:
        return f"{ledger.where} holds {counts.reports} reports and no events; add some with `marsad read`."
    hint = f"None of the {counts.events} events of {ledger.where} is what was asked for."
    if asked.type and not any(kind.value.casefold().startswith(asked.type.casefold()) for kind in EventType):
        hint += f" Types are: {', '.join(EventType)}."
    return hint


def _emit(
    session: Session, rows: Sequence[Row], form: _Form[Row], nothing: str, as_json: bool, as_csv: bool
) -> None:
    if as_json:
        for row in rows:
            print_json(form.json(row))
    elif as_csv:
        print_csv([heading.key for heading in form.headings], map(form.cells, rows))
    elif rows:
        session.out.print(_table([form.cells(row) for row in rows], form.headings, session.out.width))
    else:
        session.err.print(nothing, soft_wrap=True)


def _table(rows: Sequence[Mapping[str, object]], headings: Sequence[flat.Heading], width: int) -> Table:
    shown = [h for h in headings if h.heading is not None and (width >= _WIDE or not h.wide)]
    table = Table(box=SIMPLE_HEAD, header_style="bold", padding=(0, 1))
    for heading in shown:
        table.add_column(heading.heading, justify="right" if heading.right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(plain(row.get(heading.key)) for heading in shown))
    return table
