"""Only the desk's own pages, and scripts that are no browser, may change anything.

A browser says with each request that changes something which page it comes from. That guards a desk on the
loopback interface, where nobody logs in, against pages of other hosts in the same browser.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.responses import PlainTextResponse

SAFE = {"GET", "HEAD", "OPTIONS"}


async def refuse_foreign(request: Request, follow: Callable[[Request], Awaitable[Response]]) -> Response:
    """Middleware: 403 for a change that a page of another origin asks for."""
    if request.method not in SAFE and _foreign(request):
        return PlainTextResponse("this request comes from a page of another host\n", 403)
    return await follow(request)


def _foreign(request: Request) -> bool:
    fetched_by = request.headers.get("sec-fetch-site")
    if fetched_by is not None and fetched_by not in {"same-origin", "none"}:
        return True
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")
