"""Exports from the desk: the file, its loss report and its trace, made as a job and fetched as one zip."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, fields
from itertools import count
from pathlib import Path

from marsad.desk.jobs import Job
from marsad.desk.workplace import Workplace
from marsad.export import trace
from marsad.export.form import Format
from marsad.export.formats import FORMATS
from marsad.export.unit import Unit
from marsad.export.write import Request, export, loss_path_of
from marsad.ledger import EventFilter, Ledger, archive
from marsad.ledger.words import several
from marsad.model.event import EventType

ARCHIVE = "archive"
LIBRARIES = {"parquet": ("pyarrow", "parquet")}
"""Format → the module that it needs, and the extra that brings it."""


@dataclass(frozen=True, slots=True)
class Described:
    """A format, and what every file of it lacks, whatever is in the ledger."""

    name: str
    title: str
    unsaid: tuple[str, ...]
    differs: tuple[str, ...]
    empty: tuple[tuple[str, str], ...]
    """Columns that are always empty, with the reason."""


def described() -> list[Described]:
    """All formats, the archive of the whole ledger last."""
    whole = Described(
        ARCHIVE,
        "Archive of the whole ledger, which marsad import takes in",
        ("incidents, which are made anew from reports and decisions",),
        (),
        (),
    )
    return [*map(_described, FORMATS.values()), whole]


def _described(form: Format) -> Described:
    empty = tuple((c.name, c.always_empty) for c in form.columns if c.always_empty)
    return Described(form.name, form.title, tuple(u.what for u in form.unsaid), form.differs, empty)


def make(workplace: Workplace, name: str, asked: EventFilter) -> Callable[[Job], None]:
    """The job that makes an export of the format ``name``, which is one of FORMATS or ARCHIVE."""

    def work(job: Job) -> None:
        job.say("gathering what is asked for")
        with workplace.ledger() as ledger:
            stem = _stem(ledger.where)
            if name == ARCHIVE:
                job.file = _archive(ledger, job, stem)
            else:
                job.file = _export(workplace, ledger, FORMATS[name], asked, job)
        job.told["file"] = job.file.name
        job.told["size"] = str(job.file.stat().st_size)
        job.say("")

    return work


def _archive(ledger: Ledger, job: Job, stem: str) -> Path:
    path = job.folder() / f"{stem}-archive.zip"
    held = archive.write(ledger, path, lambda done, of: job.say("writing records", done, of)).counts
    job.told["summary"] = (
        f"{several(held.records, 'record')} and {several(held.decisions, 'decision')}. "
        "Incidents are not in it: they are made anew from these."
    )
    return path


def _export(workplace: Workplace, ledger: Ledger, form: Format, asked: EventFilter, job: Job) -> Path:
    registry = workplace.settled(ledger)
    incidents = ledger.incidents(registry, asked)
    statements = sum(row.event.type is EventType.STATEMENT for row in ledger.events(asked))
    stem = _stem(ledger.where)
    file = job.folder() / f"{stem}-{form.name}{form.ending}"
    request = Request(form, file, stem, in_words(asked), statements=statements)
    done, total = count(1), len(incidents)
    units = (Unit(i, registry) for i in incidents)
    losses = export(request, units, lambda: job.say("writing incidents", next(done), total))
    job.told["loss"] = loss_path_of(file).read_text("utf-8")
    left_out = losses.left_out.total()
    job.told["summary"] = (
        f"{several(losses.rows, form.row_word)} of {several(losses.written, 'incident')} written, "
        f"{several(left_out, 'incident')} left out."
    )
    return _zipped(file, (file, loss_path_of(file), trace.path_of(file)))


def _zipped(file: Path, parts: tuple[Path, ...]) -> Path:
    """The parts in one zip; the parts themselves go."""
    target = file.with_name(f"{file.stem}.zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in parts:
            packed.write(part, part.name)
            part.unlink()
    return target


def in_words(asked: EventFilter) -> tuple[str, ...]:
    """The filters as the loss report names them."""
    named = {"start": "from", "end": "to"}
    return tuple(
        f"{named.get(f.name, f.name)} {value}"
        for f in fields(asked)
        if (value := getattr(asked, f.name)) is not None
    )


def _stem(where: str) -> str:
    """The ledger's name, in letters that every system and every header takes."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", Path(where.partition("?")[0]).stem).strip("-")[:60] or "marsad"
