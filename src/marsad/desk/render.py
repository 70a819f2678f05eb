"""Pages from templates. Everything that a report holds is escaped by Jinja; no template marks it as safe."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from marsad import __version__
from marsad.desk.people import Role, person
from marsad.model.event import EventType
from marsad.model.reading import Status
from marsad.model.visible import visible

HERE = Path(__file__).resolve().parent
STATIC = HERE / "static"
VENDOR = STATIC / "vendor"

NAVIGATION = (
    ("/queue", "Queue", Role.REVIEWER),
    ("/incidents", "Incidents", Role.READER),
    ("/reports", "Reports", Role.READER),
    ("/map", "Map", Role.READER),
    ("/counts", "Counts", Role.READER),
    ("/add", "Add", Role.REVIEWER),
    ("/export", "Export", Role.READER),
)
"""Address, word and least role of each page that the head of every page leads to."""


def _day(value: date | datetime | None) -> str:
    return "—" if value is None else f"{value.day} {value:%b %Y}"


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:,}"


def _shown(value: object) -> object:
    """What a template prints: controls in a report's text that could turn a line around are made visible."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"day": _day, "number": _number}
    made.globals |= {"version": __version__, "assets": VENDOR.is_dir()}
    made.globals |= {"event_types": [t.value for t in EventType], "statuses": [s.value for s in Status]}
    return made


ENVIRONMENT = _environment()


def page(request: Request, template: str, status: int = 200, **shown: object) -> HTMLResponse:
    """The page that ``template`` makes of ``shown``.

    Templates know besides: ``person``, ``Role``, ``navigation``, ``path`` (this page's address), ``address``
    (what is asked in it), ``ledger_name``, ``shared`` and ``token`` (that every form of a shared desk sends
    back).
    """
    asking = person(request)
    text = ENVIRONMENT.get_template(template).render(
        person=asking,
        Role=Role,
        path=request.url.path,
        query=request.url.query,
        address=request.query_params,
        navigation=[(to, word) for to, word, least in NAVIGATION if asking.may(least)],
        ledger_name=Path(request.app.state.workplace.settings.ledger).name,
        token=getattr(request.state, "token", ""),
        shared=request.app.state.workplace.settings.shared,
        **shown,
    )
    return HTMLResponse(text, status)
