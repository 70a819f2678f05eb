"""The bodies of ``marsad history`` and ``marsad changes``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, date, datetime, time

from rich.box import SIMPLE_HEAD
from rich.table import Table

from marsad.cli.display.lists import Layout
from marsad.cli.display.output import plain, print_csv, print_json
from marsad.cli.display.together import bring_together
from marsad.cli.session import Session
from marsad.ledger import Ledger
from marsad.ledger.changes import Change
from marsad.ledger.history import Step

_CHANGE = ("at", "what", "kind", "record", "report", "summary", "why")


def run_history(key: str, where: str, as_json: bool, session: Session) -> None:
    """Print the steps of a record, the earliest first."""
    with Ledger.open(where, create=False) as ledger:
        bring_together(ledger, session)
        steps = ledger.history(key)
    if as_json:
        for step in steps:
            print_json({**asdict(step), "at": step.at.isoformat()})
        return
    rows = [(minute(s.at), s.who, _what(s), s.why, s.id[:9]) for s in steps]
    session.out.print(_table(("when", "who", "what", "why", "decision"), rows))


def _what(step: Step) -> str:
    return step.what if step.stands else f"{step.what} (taken back)"


def run_changes(since: date, where: str, laid_out: Layout, session: Session) -> None:
    """Print what changed from the beginning of ``since`` on."""
    with Ledger.open(where, create=False) as ledger:
        bring_together(ledger, session)
        found = ledger.changes(datetime.combine(since, time(), UTC))
    if laid_out is Layout.JSON:
        for change in found:
            print_json(_cells(change))
    elif laid_out is Layout.CSV:
        print_csv(_CHANGE, (_cells(change) for change in found))
    elif found:
        rows = [(minute(c.at), c.what.value, f"{c.kind} {c.record[:9]}", c.summary, c.why) for c in found]
        session.out.print(_table(("when", "what", "record", "now", "why"), rows))
    else:
        session.err.print(f"Nothing changed in {where} since {since}.", soft_wrap=True)


def _cells(change: Change) -> dict[str, object]:
    return {**asdict(change), "at": change.at.isoformat(), "what": change.what.value}


def minute(at: datetime) -> str:
    """A time to the minute, in UTC."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M}"


def _table(headings: Iterable[str], rows: Iterable[tuple[str, ...]]) -> Table:
    table = Table(box=SIMPLE_HEAD, header_style="bold", padding=(0, 1), show_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold", no_wrap=heading in {"when", "record", "decision"})
    for row in rows:
        table.add_row(*(plain(cell) for cell in row))
    return table
