"""Finds out who asks: on a desk of one's own the reviewer, on a shared one whoever has logged in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import Request, Response

from marsad.desk.people import NOBODY, Person, Role
from marsad.desk.settings import Settings

Follow = Callable[[Request], Awaitable[Response]]


def tell_who(settings: Settings) -> Callable[[Request, Follow], Awaitable[Response]]:
    """Middleware that sets ``request.state.person``."""
    own = NOBODY if settings.shared else Person(settings.reviewer, Role.ADMIN)

    async def find(request: Request, follow: Follow) -> Response:
        request.state.person = own
        return await follow(request)

    return find
