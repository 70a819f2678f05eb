"""Exports: which formats there are and what each lacks, and making a file of one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Path
from pydantic import BaseModel

from marsad.desk.api.jobs import JobState, state
from marsad.desk.asking import Filters, Workplaces
from marsad.desk.exporting import ARCHIVE, described, in_words, make
from marsad.desk.people import Person, Role, allowed
from marsad.desk.workplace import masking
from marsad.export.formats import FORMATS

router = APIRouter(tags=["exports"])
Reader = Annotated[Person, Depends(allowed(Role.READER))]


class FormatInfo(BaseModel):
    """A format with what every file of it lacks: what it cannot say, how it differs from data of its own
    keepers, and the columns that are always empty with the reason.
    """

    name: str
    title: str
    unsaid: list[str]
    differs: list[str]
    empty: list[tuple[str, str]]


@router.get("/formats")
def formats(_: Reader) -> list[FormatInfo]:
    """All formats; the archive holds the whole ledger and takes no filters."""
    return [FormatInfo.model_validate(form, from_attributes=True) for form in described()]


@router.post("/exports/{name}", status_code=202)
def make_export(
    workplace: Workplaces, person: Reader, asked: Filters, name: Annotated[str, Path(max_length=40)]
) -> JobState:
    """Make a file of the format with its loss report and trace. Watch the job; when it is done it names the
    address of a zip with all three, and ``told`` holds the loss report as Markdown.
    """
    if name not in (*FORMATS, ARCHIVE):
        known = ", ".join((*FORMATS, ARCHIVE))
        raise HTTPException(404, f"there is no format {name!r}; formats are {known}")
    if name == ARCHIVE and masking.get():
        raise HTTPException(403, "an archive holds all texts as they are, names of victims too")
    if name == ARCHIVE and in_words(asked):
        raise HTTPException(422, "an archive holds the whole ledger; leave out the filters")
    return state(workplace.jobs.start("export", person, make(workplace, name, asked)).seen())
