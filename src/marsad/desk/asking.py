"""What routes ask for: the workplace, and the filters that all pages share and keep in the address."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, HTTPException, Query, Request

from marsad.desk.workplace import Workplace
from marsad.ledger import EventFilter
from marsad.model.reading import Status
from marsad.model.time import days_of


def _workplace(request: Request) -> Workplace:
    found = request.app.state.workplace
    assert isinstance(found, Workplace)
    return found


Workplaces = Annotated[Workplace, Depends(_workplace)]


def bounds(text: str) -> tuple[date, date] | None:
    """First and last day of YYYY, YYYY-MM or YYYY-MM-DD; None for nothing. Raises HTTPException 422."""
    if not text.strip():
        return None
    try:
        found = days_of(text.strip())
    except ValueError:
        found = None
    if found is None:
        raise HTTPException(422, f"{text!r} is not a day; write it as 2016-11-06, 2016-11 or 2016")
    return found


def _filters(  # noqa: PLR0913, PLR0917 - each is a field of the address
    actor: Annotated[str, Query(max_length=200)] = "",
    place: Annotated[str, Query(max_length=200)] = "",
    country: Annotated[str, Query(max_length=2)] = "",
    first: Annotated[str, Query(alias="from", max_length=10)] = "",
    last: Annotated[str, Query(alias="to", max_length=10)] = "",
    kind: Annotated[str, Query(alias="type", max_length=80)] = "",
    status: Annotated[str, Query(max_length=20)] = "",
    outlet: Annotated[str, Query(max_length=200)] = "",
) -> EventFilter:
    if status and status not in {s.value for s in Status}:
        raise HTTPException(422, f"{status!r} is no status")
    start, end = bounds(first), bounds(last)
    return EventFilter(
        actor=actor.strip() or None,
        place=place.strip() or None,
        country=country.strip() or None,
        start=start and start[0],
        end=end and end[1],
        type=kind.strip() or None,
        status=Status(status) if status else None,
        outlet=outlet.strip() or None,
    )


Filters = Annotated[EventFilter, Depends(_filters)]
