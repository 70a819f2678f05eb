"""Writing an export: the file, its trace and its loss report, all or nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from marsad.export import trace
from marsad.export.errors import AlreadyThere, NotWritable
from marsad.export.form import Format
from marsad.export.loss import Heading, Losses, report
from marsad.export.text import CsvWriter
from marsad.export.unit import Unit


def loss_path_of(file: Path) -> Path:
    return file.with_name(file.name + ".loss.md")


@dataclass(frozen=True, slots=True)
class Request:
    """What to write where. ``ledger`` names it in the loss report, ``asked`` are the filters in words."""

    form: Format
    file: Path
    ledger: str
    asked: tuple[str, ...] = ()
    force: bool = False
    statements: int = 0
    """Statements that were asked for and are no incidents."""


def check(file: Path, force: bool) -> None:
    """Say what can be said before anything is worked out. Raises AlreadyThere or NotWritable."""
    if file.is_dir():
        raise NotWritable(file, "it is a folder", "name a file in it")
    if not file.parent.is_dir():
        raise NotWritable(file, f"the folder {file.parent} does not exist", "make it, or name another")
    for path in (file, loss_path_of(file), trace.path_of(file)):
        if path.exists() and not path.is_file():
            raise NotWritable(path, "it is no plain file")
        if path.exists() and not force:
            raise AlreadyThere(path)


def export(request: Request, units: Iterable[Unit], advance: Callable[[], None] = lambda: None) -> Losses:
    """Write the incidents that the format admits; ``advance`` is called after each of ``units``.

    Raises AlreadyThere, NotWritable, LibraryMissing. Until all is written, nothing of that name changes.
    """
    check(request.file, request.force)
    losses = Losses(statements=request.statements)
    target = Path(os.path.realpath(request.file))  # a link stays a link
    paths = (target, trace.path_of(request.file), loss_path_of(request.file))
    with _all_or_nothing(request.file, paths) as (file, tracing, telling), tempfile.TemporaryFile() as lines:
        with file.open("wb") as out:
            _write(request.form, _watched(units, advance), (out, lines), losses)
            _settle(out)
        with tracing.open("wb") as out:
            lines.seek(0)
            sha256 = trace.sha256_of(file)
            out.write(trace.header(request.form, request.file.name, sha256, losses.rows) + b"\n")
            shutil.copyfileobj(lines, out)
            _settle(out)
        guarded = request.form.writer is CsvWriter
        heading = Heading(request.file.name, request.ledger, request.asked, guarded)
        telling.write_bytes(report(request.form, losses, heading).encode("utf-8", "replace"))
    return losses


def _write(form: Format, units: Iterable[Unit], files: tuple[BinaryIO, BinaryIO], losses: Losses) -> None:
    """The rows into the first file, their traces into the second."""
    out, lines = files
    writer = form.writer(out, form.columns)
    written: set[str] = set()
    for unit in units:
        losses.asked += 1
        admitted = form.admit(unit)
        if admitted.unit is None:
            losses.count_out(admitted.reason)
            continue
        losses.count_in(admitted.unit, form, admitted.dropped)
        for row in form.rows_of(admitted.unit, written):
            writer.write(row)
            losses.count_row(row)
            lines.write(trace.line(losses.rows, unit.incident.id, row) + b"\n")
    writer.finish()


def _watched(units: Iterable[Unit], advance: Callable[[], None]) -> Iterator[Unit]:
    for unit in units:
        yield unit
        advance()


def _settle(file: BinaryIO) -> None:
    """See to it that the bytes are on the disk before the name is given away."""
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def _all_or_nothing(named: Path, paths: tuple[Path, ...]) -> Iterator[tuple[Path, ...]]:
    """A temporary file beside each path; renamed at the end, the first last, or removed if anything fails."""
    temporary = tuple(p.with_name(f".{p.name}.{os.getpid()}.part") for p in paths)
    try:
        yield temporary
        for one, path in reversed(list(zip(temporary, paths, strict=True))):
            one.replace(path)
    except OSError as error:
        raise NotWritable(named, error.strerror or str(error)) from error
    finally:
        for one in temporary:
            with suppress(OSError):
                one.unlink(missing_ok=True)
