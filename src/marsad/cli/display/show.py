"""The body of ``marsad show``."""

from __future__ import annotations

from pathlib import Path

from marsad.cli.display.output import print_json
from marsad.cli.display.record import print_record
from marsad.cli.exits import Exit
from marsad.cli.problems import CliError
from marsad.cli.session import Session
from marsad.ledger import Ledger
from marsad.model.record import ReportRecord


def run_show(key: str, where: str, as_json: bool, session: Session) -> None:
    """Print the newest record of the report that ``key`` names."""
    with Ledger.open(where, create=False) as ledger:
        record = _find(ledger, key)
    if record is None:
        raise CliError(
            f"{where} holds no report {key}; `marsad events` lists what it holds, "
            f"and `marsad read` reads a report into it",
            Exit.NOTHING,
        )
    if as_json:
        print_json(record.to_json())
    else:
        print_record(session.out, record)


def _find(ledger: Ledger, key: str) -> ReportRecord | None:
    """By what was given, and, where that is a file, by its full path."""
    return ledger.record(key) or (ledger.record(str(Path(key).resolve())) if Path(key).exists() else None)
