"""The map: what happened where, and who held what, over time. Without scripts, the same as a table."""

from __future__ import annotations

import gzip
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import HTMLResponse

from marsad.control.standing import State
from marsad.desk.asking import Filters, Workplaces
from marsad.desk.people import Person, Role, allowed
from marsad.desk.render import STATIC, page
from marsad.ledger.atlas.holders import stretch_on
from marsad.model.event import EventType

router = APIRouter()
GROUND = STATIC / "basemap"
_LAYERS = frozenset(p.name.removesuffix(".geojson.gz") for p in GROUND.glob("*.geojson.gz"))
_MOST_ROWS = 200
_HOUR = 3600


@router.get("/map")
def show(
    request: Request,
    workplace: Workplaces,
    asked: Filters,
    _: Annotated[Person, Depends(allowed(Role.READER))],
) -> HTMLResponse:
    """The page; its table of who holds what is for those who see no map, and is cut at _MOST_ROWS."""
    with workplace.ledger() as ledger:
        workplace.catch_up(ledger)
        told = workplace.holders.told(ledger)
        lines = workplace.holders.timelines(ledger, None) if told.last else ()
    held = []
    for line in lines:
        now = stretch_on(line, told.last) if told.last else None
        if now and now.state is not State.UNKNOWN and (asked.country in {None, line.place.country}):
            held.append((line.place, now))
    return page(
        request,
        "map.html",
        held=held[:_MOST_ROWS],
        more=max(0, len(held) - _MOST_ROWS),
        names=told.names,
        last=told.last,
        types=[t.value for t in EventType if t is not EventType.STATEMENT],
    )


@router.get("/map/ground/{layer}.geojson")
def ground(request: Request, layer: str, _: Annotated[Person, Depends(allowed(Role.READER))]) -> Response:
    """One layer of the ground (``tools/basemap.py``), compressed as it lies in the package."""
    if layer not in _LAYERS:
        raise HTTPException(404, f"the map has no layer {layer}")
    data = (GROUND / f"{layer}.geojson.gz").read_bytes()
    headers = {"Cache-Control": f"private, max-age={_HOUR}", "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        data = gzip.decompress(data)
    return Response(data, media_type="application/geo+json", headers=headers)
