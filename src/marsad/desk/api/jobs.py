"""Adding reports, and looking how far it is: what ``/add`` and ``/export`` do."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from typing import Annotated, cast

from fastapi import APIRouter, Depends, File, Form, HTTPException, Path, Query, UploadFile
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field

from marsad.desk import adding
from marsad.desk.asking import Workplaces
from marsad.desk.jobs import Job, Line, Seen, Stage
from marsad.desk.people import Person, Role, allowed
from marsad.intake import IntakeOptions
from marsad.intake.urls import is_url

router = APIRouter(tags=["jobs"])

FILES = 1000
"""Files in one request."""
_IN_MEMORY = 1_000_000
"""Bytes of a file that wait in memory; larger ones wait on the disk."""
_TEXT = 2_000_000
"""Characters of a pasted text: no report is longer."""

_REPORT = 5_000_000
"""Bytes of the largest single report: one of more would hold up all that wait behind it."""

Reviewer = Annotated[Person, Depends(allowed(Role.REVIEWER))]
Reader = Annotated[Person, Depends(allowed(Role.READER))]


class JobState(BaseModel):
    """A piece of work at one moment. ``counts`` are of outcomes, ``items`` those that were asked for."""

    id: str
    kind: str
    stage: Stage
    doing: str
    done: int
    total: int | None
    counts: dict[str, int]
    items: tuple[Line, ...]
    error: str | None
    told: dict[str, str]
    file: str | None = Field(description="where the file that was made can be fetched")


class Text(BaseModel):
    """A report as text, with what is known of it; ``published`` is its day of publication."""

    text: str = Field(min_length=1, max_length=_TEXT)
    title: str | None = Field(None, max_length=500)
    outlet: str | None = Field(None, max_length=200)
    published: date | None = None


class Address(BaseModel):
    """The address of a page on the web."""

    url: str = Field(min_length=8, max_length=2000)
    outlet: str | None = Field(None, max_length=200)
    published: date | None = None


def state(seen: Seen) -> JobState:
    """A job as the interface tells it."""
    fetched = f"/api/v1/jobs/{seen.id}/file" if seen.stage is Stage.DONE and "file" in seen.told else None
    return JobState(
        id=seen.id, kind=seen.kind, stage=seen.stage, doing=seen.doing, done=seen.done, total=seen.total,
        counts=seen.counts, items=seen.lines, error=seen.error, told=seen.told, file=fetched,
    )  # fmt: skip


def _started(workplace: Workplaces, person: Person, items: Callable[[Job], adding.Items]) -> JobState:
    return state(workplace.jobs.start("add", person, adding.add(workplace, items)).seen())


@router.post("/jobs/files", status_code=202)
def add_files(
    workplace: Workplaces,
    person: Reviewer,
    files: Annotated[list[UploadFile], File(description="text, HTML, JSON lines, WARC, feeds; or gzipped")],
    outlet: Annotated[str | None, Form(max_length=200)] = None,
    published: Annotated[date | None, Form()] = None,
) -> JobState:
    """Read files into the ledger. A file that cannot be read is told, and costs the others nothing."""
    if len(files) > FILES:
        raise HTTPException(422, f"{len(files)} files are too many at once; send {FILES} at most")
    options = _options(outlet, published)
    kept = [adding.File(adding.file_name(f.filename), _kept(f)) for f in files]
    try:
        return _started(workplace, person, adding.of_files(kept, options))
    except BaseException:
        adding.close_all(kept)
        raise


@router.post("/jobs/text", status_code=202)
def add_text(workplace: Workplaces, person: Reviewer, given: Text) -> JobState:
    """Read one report that is given as text."""
    options = _options(given.outlet, given.published)
    return _started(workplace, person, adding.of_text(given.text, _given(given.title), options))


@router.post("/jobs/address", status_code=202)
def add_address(workplace: Workplaces, person: Reviewer, given: Address) -> JobState:
    """Fetch a page and read it. Addresses of this machine and of private networks are refused."""
    url = given.url.strip()
    if not is_url(url):
        raise HTTPException(422, "the address does not begin with http:// or https://")
    options = _options(given.outlet, given.published)
    return _started(workplace, person, adding.of_address(url, options))


JobId = Annotated[str, Path(max_length=40)]


@router.get("/jobs/{job}")
def job_state(
    workplace: Workplaces, person: Reader, job: JobId, after: Annotated[int, Query(ge=0, le=1_000_000)] = 0
) -> JobState:
    """How far a job is, with the outcomes after the first ``after``."""
    return state(_found(workplace, person, job).seen(after))


@router.get("/jobs/{job}/file", response_class=FileResponse)
def job_file(workplace: Workplaces, person: Reader, job: JobId) -> FileResponse:
    """The file that a job made."""
    found = _found(workplace, person, job)
    if found.stage is not Stage.DONE or found.file is None or not found.file.is_file():
        raise HTTPException(404, "this job has made no file, or it is gone; start it again")
    return FileResponse(found.file, filename=found.file.name)


def _found(workplace: Workplaces, person: Person, job: str) -> Job:
    found = workplace.jobs.get(job, person)
    if found is None:
        raise HTTPException(404, "there is no such job, or it was long ago; start it again")
    return found


def _options(outlet: str | None, published: date | None) -> IntakeOptions:
    return IntakeOptions(published=published, outlet=_given(outlet), max_bytes=_REPORT)


def _given(words: str | None) -> str | None:
    return (words or "").strip() or None


def _kept(file: UploadFile) -> io.BufferedIOBase:
    """The bytes of an upload in a file of our own: the request's goes with the request."""
    kept = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed when it has been read
    file.file.seek(0)
    shutil.copyfileobj(file.file, kept)
    kept.seek(0)
    return cast("io.BufferedIOBase", kept)
