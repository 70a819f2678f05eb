"""The description of this interface, for programs that make clients from it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse

from marsad.desk.people import Person, Role, allowed

router = APIRouter()


@router.get("/openapi.json", include_in_schema=False)
def description(request: Request, _: Annotated[Person, Depends(allowed(Role.READER))]) -> JSONResponse:
    return JSONResponse(request.app.openapi())
