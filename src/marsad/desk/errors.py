"""What goes wrong, told as a page to a browser and as JSON to a script."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from marsad.charts import ChartError
from marsad.desk.jobs import TooManyWaiting
from marsad.desk.render import page
from marsad.export.errors import ExportError, LibraryMissing
from marsad.ledger import BadSearch, TooManyPeriods
from marsad.ledger.errors import AmbiguousReport, DecisionRefused, LedgerError, LedgerLocked, NoSuchRecord

_STATUS: tuple[tuple[type[Exception], int], ...] = (
    (NoSuchRecord, 404),
    (AmbiguousReport, 409),
    (DecisionRefused, 422),
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
    409: "Something else came first",
    413: "That is too large",
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
    """An error, as who asked can read it."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": words}, status)
    return page(
        request, "error.html", status, heading=_HEADINGS.get(status, "That did not work"), words=words
    )


def in_words(error: Exception) -> str:
    """What went wrong in a job, for the person who started it."""
    if isinstance(error, tuple(kind for kind, _ in _STATUS)):
        return str(error)
    return f"a mistake of Marsad itself ({type(error).__name__}: {error}); please report it"
