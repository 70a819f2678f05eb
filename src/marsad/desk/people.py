"""Who is asking, and what they may do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import HTTPException, Request

from marsad.ledger.sharing.accounts import Role

__all__ = ["NOBODY", "Person", "Role", "allowed", "person"]


@dataclass(frozen=True, slots=True)
class Person:
    """Who makes a request. ``name`` stands in decisions as who decided."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        return self.role >= role


NOBODY = Person("", Role.NOBODY)


def person(request: Request) -> Person:
    """Who asks, as ``security`` found out."""
    found = getattr(request.state, "person", NOBODY)
    assert isinstance(found, Person)
    return found


def allowed(role: Role) -> Callable[[Request], Person]:
    """A dependency of a route: the person who asks, who must be ``role`` at least."""

    def check(request: Request) -> Person:
        asking = person(request)
        if not asking.may(role):
            if asking.role is Role.NOBODY:
                raise HTTPException(401, "log in first")
            raise HTTPException(403, f"this needs the role {role.word}")
        return asking

    return check
