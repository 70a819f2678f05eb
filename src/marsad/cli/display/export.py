"""The body of ``marsad export``."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass, fields
from itertools import count
from pathlib import Path

from marsad.cli.display.lists import Asked
from marsad.cli.display.output import plain
from marsad.cli.display.progress import Tell, progress
from marsad.cli.display.together import bring_together
from marsad.cli.exits import Exit
from marsad.cli.problems import CliError
from marsad.cli.session import Session
from marsad.export.errors import NotWritable
from marsad.export.form import Format
from marsad.export.formats import FORMATS
from marsad.export.loss import Losses
from marsad.export.unit import Unit
from marsad.export.write import Request, check, export, loss_path_of
from marsad.ledger import EventFilter, Ledger, archive
from marsad.ledger.words import several
from marsad.model.event import EventType

ARCHIVE = "archive"
_OPTIONS = {"start": "from", "end": "to"}


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """The options of the command as they were given."""

    form: str
    file: Path
    asked: Asked
    ledger: str
    force: bool


def run_export(request: ExportRequest, session: Session) -> None:
    """Write the file, its loss report and its trace, and say in short what came of it."""
    if request.form.lower() == ARCHIVE:
        _write_archive(request, session)
        return
    form = _format(request.form)
    wanted = request.asked.filter()
    _check(request)
    with Ledger.open(request.ledger, create=False) as ledger:
        registry = bring_together(ledger, session)
        incidents = ledger.incidents(registry, wanted)
        found = Request(
            form,
            request.file,
            ledger.where,
            _in_words(request.asked),
            request.force,
            _statements(ledger, wanted),
        )
        with progress(session) as tell:
            units = (Unit(i, registry) for i in incidents)
            losses = export(found, units, _counted(tell, len(incidents)))
    _say(request.file, form, losses, session)


def _write_archive(request: ExportRequest, session: Session) -> None:
    """The whole ledger: nothing is lost but what can be made anew."""
    if _in_words(request.asked):
        given = " ".join(_in_words(request.asked))
        raise CliError(f"an archive holds the whole ledger; leave out {given}", Exit.USAGE)
    _check(request)
    with Ledger.open(request.ledger, create=False) as ledger, progress(session) as tell:
        held = archive.write(ledger, request.file, lambda done, total: tell("writing", done, total)).counts
    session.err.print(
        plain(f"{request.file}: {several(held.records, 'record')} and {several(held.decisions, 'decision')}. "
              "Incidents are not in it: they are made anew from these."),
        soft_wrap=True,
    )  # fmt: skip


def _format(name: str) -> Format:
    """The format of that name. Raises CliError that names one like it."""
    found = FORMATS.get(name.lower())
    if found is not None:
        return found
    close = difflib.get_close_matches(name.lower(), (*FORMATS, ARCHIVE), n=1)
    hint = f"did you mean {close[0]}? " if close else ""
    raise CliError(
        f"there is no format {name!r}; {hint}Formats are: {', '.join((*FORMATS, ARCHIVE))}", Exit.USAGE
    )


def _check(request: ExportRequest) -> None:
    file = request.file
    if str(file) == "-":
        raise CliError(
            "an export goes into a file, because its loss report and trace are written beside it; name one",
            Exit.USAGE,
        )
    if file.exists() and Path(request.ledger).exists() and file.samefile(request.ledger):
        raise NotWritable(file, "it is the ledger itself", "name another file")
    check(file, request.force)


def _statements(ledger: Ledger, wanted: EventFilter) -> int:
    return sum(row.event.type is EventType.STATEMENT for row in ledger.events(wanted))


def _in_words(asked: Asked) -> tuple[str, ...]:
    """The filters as they were typed."""
    given = ((_OPTIONS.get(f.name, f.name), getattr(asked, f.name)) for f in fields(asked))
    return tuple(f"--{name} {value}" for name, value in given if value is not None)


def _say(file: Path, form: Format, losses: Losses, session: Session) -> None:
    left_out = losses.left_out.total()
    rows = several(losses.rows, form.row_word)
    of = f" of {several(losses.written, 'incident')}" if losses.rows != losses.written else ""
    lines = [f"{file}: {rows}{of} written, {several(left_out, 'incident')} left out"]
    lines += [f"  {n} {reason}" for reason, n in losses.left_out.most_common(3)]
    if not losses.rows:
        lines.append("  nothing was written but the headings; ask for less with fewer filters")
    lines.append(f"What the format lost: {loss_path_of(file)}")
    if losses.rows:
        first = next((c.name for c in form.columns if not c.always_empty), "id")
        lines.append(f"Where a cell comes from: marsad trace {file} 1 {first}")
    for line in lines:
        session.err.print(plain(line), soft_wrap=True)


def _counted(tell: Tell, total: int) -> Callable[[], None]:
    """What tells of one incident more."""
    done = count(1)
    return lambda: tell("writing", next(done), total)
