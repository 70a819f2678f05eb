"""Exporting: the formats, what each cannot say, and making a file of what the filters leave."""

from __future__ import annotations

import importlib.util
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from marsad.desk.asking import Filters
from marsad.desk.exporting import ARCHIVE, LIBRARIES, described, in_words
from marsad.desk.people import Person, Role, allowed
from marsad.desk.render import page
from marsad.desk.workplace import masking

router = APIRouter()


@router.get("/export")
def export(
    request: Request,
    asked: Filters,
    _: Annotated[Person, Depends(allowed(Role.READER))],
    form: Annotated[str, Query(alias="format", max_length=40)] = "acled",
) -> HTMLResponse:
    formats = [f for f in described() if not (masking.get() and f.name == ARCHIVE)]
    chosen = next((f for f in formats if f.name == form), None)
    if chosen is None:
        raise HTTPException(
            422, f"there is no format {form!r}; formats are {', '.join(f.name for f in formats)}"
        )
    module, extra = LIBRARIES.get(form, (None, None))
    return page(
        request,
        "export.html",
        formats=formats,
        chosen=chosen,
        whole=form == ARCHIVE,
        asked=in_words(asked),
        missing=extra if module and importlib.util.find_spec(module) is None else None,
    )
