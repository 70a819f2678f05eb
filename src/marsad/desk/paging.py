"""Long lists a page at a time, the number of the page in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query, Request

SIZE = 50
"""Rows on one page."""

PageNumber = Annotated[int, Query(alias="page", ge=1, le=100_000)]


@dataclass(frozen=True, slots=True)
class Paged:
    """Where a page stands: its first and last row, counted from 1, and the addresses beside it."""

    first: int
    last: int
    newer: str | None
    older: str | None


def paged(request: Request, number: int, found: int) -> Paged:
    """The page of that number; ``found`` is how many rows there are from its first on, up to SIZE + 1."""
    first = (number - 1) * SIZE
    return Paged(
        first + 1,
        first + min(found, SIZE),
        _address(request, number - 1) if number > 1 else None,
        _address(request, number + 1) if found > SIZE else None,
    )


def _address(request: Request, number: int) -> str:
    kept = [(k, v) for k, v in request.query_params.multi_items() if k != "page" and v]
    return f"{request.url.path}?{urlencode([*kept, *([('page', number)] if number > 1 else [])])}"
