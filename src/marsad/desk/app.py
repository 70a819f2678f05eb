"""The desk as a web application: what answers which address, and what stands before all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from marsad import __version__
from marsad.desk import api, pages
from marsad.desk.errors import answer_errors
from marsad.desk.render import STATIC
from marsad.desk.security.headers import add_headers
from marsad.desk.security.origin import refuse_foreign
from marsad.desk.security.size import LimitSize
from marsad.desk.security.who import tell_who
from marsad.desk.settings import LOOPBACK, Settings
from marsad.desk.workplace import Workplace


def create_app(settings: Settings) -> FastAPI:
    """The desk on ``settings.ledger``, which must be there. Raises LedgerError."""
    workplace = Workplace(settings)
    with workplace.ledger():  # a ledger that cannot be opened is told at once, not on the first page
        pass

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        workplace.close()

    app = FastAPI(
        title="Marsad desk",
        version=__version__,
        description="What the pages of the desk can do, a script can do under /api/v1.",
        docs_url=None,  # the interactive pages load scripts from elsewhere
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=lifespan,
    )
    app.state.workplace = workplace
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    pages.include(app)
    api.include(app)
    answer_errors(app)
    # the last one added is the first to see a request
    app.add_middleware(LimitSize, most=settings.largest_upload)
    app.add_middleware(BaseHTTPMiddleware, dispatch=tell_who(settings))
    app.add_middleware(BaseHTTPMiddleware, dispatch=refuse_foreign)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=_hosts(settings))
    app.add_middleware(BaseHTTPMiddleware, dispatch=add_headers)
    return app


def _hosts(settings: Settings) -> list[str]:
    """Names that a browser may call the desk by; others would let a foreign name point at this machine."""
    if not settings.shared:
        return [*LOOPBACK, "[::1]", "testserver"]
    return list(settings.allowed_hosts) or ["*"]
