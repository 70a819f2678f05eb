"""What goes wrong, told as a page to a browser and as JSON to a script."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException

from marsad.charts import ChartError
from marsad.desk.jobs import TooManyWaiting
from marsad.desk.render import page
from marsad.export.errors import ExportError, LibraryMissing
from marsad.ledger import BadSearch, TooManyPeriods
from marsad.ledger.errors import AmbiguousReport, DecisionRefused, LedgerError, LedgerLocked, NoSuchRecord
from marsad.ledger.sharing import AccountRefused, ReplyRefused

_STATUS: tuple[tuple[type[Exception], int], ...] = (
    (NoSuchRecord, 404),
    (AmbiguousReport, 409),
    (DecisionRefused, 422),
    (AccountRefused, 422),
    (ReplyRefused, 422),
    (BadSearch, 422),
    (TooManyPeriods, 422),
    (LedgerLocked, 503),
    (LedgerError, 503),
    (TooManyWaiting, 429),
    (LibraryMissing, 503),
    (ExportError, 422),
    (ChartError, 503),
)
_HEADINGS = {
    401: "Log in first",
    403: "Not for this account",
    404: "Nothing here",
    413: "Too much at once",
    409: "Something else came first",
    422: "That cannot be",
    429: "Too often",
    503: "The ledger cannot be used",
}


def answer_errors(app: FastAPI) -> None:
    """Let every error that can be foreseen be answered in words."""

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return tell(request, error.status_code, str(error.detail))

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        said = "; ".join(f"{'.'.join(str(p) for p in e['loc'][1:])}: {e['msg']}" for e in error.errors())
        return tell(request, 422, said)

    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, invalid)
    for kind, status in _STATUS:

        async def known(request: Request, error: Exception, status: int = status) -> Response:
            return tell(request, status, str(error))

        app.add_exception_handler(kind, known)


def tell(request: Request, status: int, words: str) -> Response:
    """An error, as who asked can read it. Who has to log in is led there, and then back."""
    if request.url.path.startswith("/api/"):
        headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
        return JSONResponse({"detail": words}, status, headers)
    if status == 401 and request.method in {"GET", "HEAD"}:
        return RedirectResponse(f"/login?{urlencode({'next': _asked(request)})}", 303)
    return page(
        request, "error.html", status, heading=_HEADINGS.get(status, "That did not work"), words=words
    )


def _asked(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def in_words(error: Exception) -> str:
    """What went wrong in a job, for the person who started it."""
    if isinstance(error, tuple(kind for kind, _ in _STATUS)):
        return str(error)
    return f"a mistake of Marsad itself ({type(error).__name__}: {error}); please report it"
