"""Adding reports: files, a pasted text, or an address."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from marsad.desk.people import Person, Role, allowed
from marsad.desk.render import page

router = APIRouter()


@router.get("/add")
def add(request: Request, _: Annotated[Person, Depends(allowed(Role.REVIEWER))]) -> HTMLResponse:
    return page(request, "add.html")
