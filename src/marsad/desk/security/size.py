"""No request is larger than the desk takes: what is too much is not even written to the disk."""

from __future__ import annotations

from fastapi import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class LimitSize:
    """Middleware: 413 for a request of more than ``most`` bytes, whether it says so or not."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        said = dict(scope["headers"]).get(b"content-length", b"0")
        taken = 0
        too_much = not said.isdigit() or int(said) > self._most

        async def counted() -> Message:
            nonlocal taken
            if too_much:
                raise self._refusal()
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._most:
                raise self._refusal()
            return message

        await self._app(scope, counted, send)

    def _refusal(self) -> HTTPException:
        # raised where the body is read, so that it is answered like every other error
        return HTTPException(
            413, f"more than {self._most:,} bytes at once; send less, or use `marsad read` on the machine"
        )
