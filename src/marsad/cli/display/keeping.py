"""The bodies of ``marsad check``, ``import`` and ``backup``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from rich.table import Table

from marsad.cli.display.output import plain, print_json
from marsad.cli.display.progress import Tell, progress
from marsad.cli.display.together import known_actors
from marsad.cli.exits import Exit
from marsad.cli.problems import CliError
from marsad.cli.session import Session
from marsad.ledger import Ledger
from marsad.ledger.backup import back_up
from marsad.ledger.checking import Checked, Findings, check, repair
from marsad.ledger.importing import take_in
from marsad.ledger.merging import Merged
from marsad.ledger.words import several

_TOLD = 10
"""So many faults of a check are printed; --json has more."""


def run_check(where: str, mend: bool, as_json: bool, session: Session) -> int:
    """Look through, mend where that was asked for and can be done, and print what is found."""
    with Ledger.open(where, create=False) as ledger, progress(session) as tell:
        findings = check(ledger, lambda what, done: tell(what, done, None))
        if mend and not findings.whole:
            if not findings.readable:
                raise CliError(
                    f"{where}: a record does not come together, and nothing can be made anew from it; "
                    "run `marsad check` without --repair, which names it",
                    Exit.LEDGER,
                )
            _mend(ledger, tell)
            findings = check(ledger, lambda what, done: tell(what, done, None))
    if as_json:
        print_json({"whole": findings.whole, "checks": [asdict(c) for c in findings.checks.values()]})
    else:
        _print(findings, session)
    return Exit.OK if findings.whole else Exit.NOTHING


def _mend(ledger: Ledger, tell: Tell) -> None:
    registry = known_actors()
    repair(ledger, registry, lambda done, total: tell("making anew", done, total))


def _print(findings: Findings, session: Session) -> None:
    table = Table("checked", box=None, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("looked at", justify="right")
    table.add_column("wrong", justify="right")
    for one in findings.checks.values():
        table.add_row(one.name, f"{one.looked_at:,}", _wrong(one), style="" if not one.found else "bold")
    session.out.print(table)
    for one in findings.checks.values():
        for line in _told(one):
            session.out.print(plain(line), soft_wrap=True)
    session.out.print("\nAll is well." if findings.whole else "\nSomething is wrong: see above what to do.")


def _wrong(one: Checked) -> str:
    if not one.found:
        return "-"
    return f"{one.found:,}" if one.grave else f"({one.found:,})"


def _told(one: Checked) -> Iterator[str]:
    if not one.found:
        return
    yield ""
    yield f"{one.name}:"
    yield from (f"  {fault.where}: {fault.what}" for fault in one.faults[:_TOLD])
    if one.found > _TOLD:
        yield f"  and {one.found - _TOLD:,} more"
    yield f"  What to do: {one.remedy.value}."


def run_import(where: str, source: str, as_json: bool, session: Session) -> int:
    """Take in, and print what was new, known and refused."""
    with Ledger.open(where) as ledger, progress(session) as tell:
        merged = take_in(ledger, source, lambda done, total: tell("importing", done, total))
    if as_json:
        print_json(asdict(merged))
    else:
        session.out.print(f"records:   {_counted(merged.records)}")
        session.out.print(f"decisions: {_counted(merged.decisions)}")
        _refusals(merged, session)
    return Exit.SKIPPED if merged.records["refused"] or merged.decisions["refused"] else Exit.OK


_SAID = {
    "new": "new",
    "read again": "by another reader",
    "differing": "differing from one known, kept beside it",
    "known": "known",
    "refused": "refused",
}


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{counts[k]:,} {words}" for k, words in _SAID.items() if counts.get(k)) or "none"


def _refusals(merged: Merged, session: Session) -> None:
    for one in merged.refused:
        session.err.print(plain(f"refused: {one.what}: {one.why}"), soft_wrap=True)
    left = merged.records["refused"] + merged.decisions["refused"] - len(merged.refused)
    if left:
        session.err.print(f"and {several(left, 'more refusal')}")


def run_backup(where: str, path: Path, force: bool, session: Session) -> None:
    """Copy, and say where the copy is and what it can be used for."""
    with Ledger.open(where, create=False) as ledger, progress(session) as tell:
        back_up(ledger, path, force, lambda done, total: tell("copying", done, total))
        archived = ledger.engine.dialect.name != "sqlite"
    use = f"`marsad import {path}` takes it" if archived else f"--ledger {path} opens it"
    session.out.print(plain(f"{path}: the copy is whole; {use}"), soft_wrap=True)
