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
            await _Counted(receive, send, limit).answer(self._app, scope)


class _Counted:
    """A request that may turn out larger than it says, or says nothing of its size."""

    def __init__(self, receive: Receive, send: Send, limit: int) -> None:
        self._receive, self._send, self._limit = receive, send, limit
        self._had = 0
        self._begun = False

    async def answer(self, app: ASGIApp, scope: Scope) -> None:
        """What the desk answers, or 413; what it makes of the broken request is not sent."""
        try:
            await app(scope, self.receive, self.send)
        except HTTPException:
            if not self._over:
                raise
        if self._over and not self._begun:
            await tell(Request(scope), 413, _words(self._limit))(scope, self._receive, self._send)

    @property
    def _over(self) -> bool:
        return self._had > self._limit

    async def receive(self) -> Message:
        message = await self._receive()
        self._had += len(message.get("body", b""))
        if self._over:
            raise HTTPException(413, _words(self._limit))
        return message

    async def send(self, message: Message) -> None:
        if self._over and not self._begun:
            return
        self._begun = True
        await self._send(message)


def _words(limit: int) -> str:
    size = f"{limit // 2**20} MB" if limit >= 2**20 else f"{limit:,} bytes"
    return f"this is more than {size}; send it in several parts, or use `marsad read`"
