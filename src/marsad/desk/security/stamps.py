"""Marks that only this desk can have made: the token of a session's forms, the hour of a reply's form."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable

FIELD = "token"
"""The field of a form that holds the session's token, and the header of a script's request."""
HEADER = "X-Desk-Token"


def form_token(session: str) -> str:
    """The token of the forms of a session. Only who has the session's cookie can work it out."""
    return hmac.new(session.encode("utf-8", "replace"), b"forms of the desk", hashlib.sha256).hexdigest()


def same(given: str, wanted: str) -> bool:
    """Compare without telling by the time it takes how much is right."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


class Stamps:
    """Hours that cannot be made up: good until the desk is started again."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._secret = secrets.token_bytes(32)
        self._clock = clock

    def issue(self, about: str) -> str:
        """The present hour, for ``about`` alone."""
        now = str(int(self._clock()))
        return f"{now}.{self._sign(now, about)}"

    def age(self, stamp: str, about: str) -> float | None:
        """Seconds since ``stamp`` was issued; None where it was not, or for something else."""
        hour, _, signed = stamp.partition(".")
        if not same(signed, self._sign(hour, about)):
            return None
        return self._clock() - int(hour)

    def _sign(self, hour: str, about: str) -> str:
        said = f"{hour}\n{about}".encode("utf-8", "replace")
        return hmac.new(self._secret, said, hashlib.sha256).hexdigest()
