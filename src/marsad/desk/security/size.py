"""Bounds on what a request may bring along."""

from __future__ import annotations

from fastapi import HTTPException, Request
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from marsad.desk.errors import tell

PLAIN = 4 * 2**20
"""Bytes of a request that is no upload of files."""


class LimitSize:
    """Middleware: 413 for a request that says it is too large, or turns out to be.

    ``uploads`` is the bound in bytes for forms with files; ``PLAIN`` holds for all else.
    """

    def __init__(self, app: ASGIApp, uploads: int) -> None:
        self._app = app
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        files = headers.get("content-type", "").lower().startswith("multipart/form-data")
        limit = self._uploads if files else min(PLAIN, self._uploads)
        said = headers.get("content-length", "")
        if said and not (said.isascii() and said.isdigit() and len(said) < 16):
            await tell(Request(scope), 400, "the length of the request cannot be made out")(
                scope, receive, send
            )
        elif said and int(said) > limit:
            await tell(Request(scope), 413, _words(limit))(scope, receive, send)
        else:
            await self._app(scope, _counted(receive, limit), send)


def _counted(receive: Receive, limit: int) -> Receive:
    """What a request brings, as long as it is within ``limit``: it may not say how much it is."""
    had = 0

    async def counted() -> Message:
        nonlocal had
        message = await receive()
        had += len(message.get("body", b""))
        if had > limit:
            raise HTTPException(413, _words(limit))
        return message

    return counted


def _words(limit: int) -> str:
    size = f"{limit // 2**20} MB" if limit >= 2**20 else f"{limit:,} bytes"
    return f"this is more than {size}; send it in several parts, or use `marsad read`"
