"""Passwords: kept as argon2id, and looked at no faster for names that nobody has."""

from __future__ import annotations

import secrets
import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError

from marsad.ledger.sharing.errors import AccountRefused

SHORTEST = 12
LONGEST = 1000
"""Characters; a longer one would only make the desk work."""

_HASHER = PasswordHasher()
"""The library's own parameters: those of RFC 9106 for machines of little memory (64 MiB a password)."""
_AT_ONCE = threading.BoundedSemaphore(2)
"""So many passwords are looked at at once: a thousand log-ins must not take the machine's memory."""


def check_choice(password: str, name: str) -> None:
    """Raise AccountRefused for a password that would be guessed. Length counts, not kinds of characters
    (NIST SP 800-63B, 3.1.1.2).
    """
    if len(password) < SHORTEST:
        raise AccountRefused(f"the password is too short; take {SHORTEST} characters or more")
    if len(password) > LONGEST:
        raise AccountRefused(f"the password is too long; take {LONGEST} characters at most")
    if len(set(password)) < 5 or password.casefold().replace(" ", "") in name.casefold() * 3:
        raise AccountRefused("this password would be guessed; take several words that do not belong together")


def hashed(password: str) -> str:
    """What is kept of a password: argon2id with its parameters and a salt of its own."""
    with _AT_ONCE:
        return _HASHER.hash(_normal(password))


def fits(password: str, kept: str | None) -> bool:
    """Whether ``kept`` is of ``password``. None, for no account, takes as long and is no."""
    if len(password) > LONGEST:
        password, kept = "", None
    with _AT_ONCE:
        try:
            _HASHER.verify(kept or _nobodys(), _normal(password))
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def outdated(kept: str) -> bool:
    """Whether a password was kept with other parameters than those of today."""
    return _HASHER.check_needs_rehash(kept)


def is_kept(kept: str) -> bool:
    """Whether ``kept`` is what is kept of some password."""
    try:
        extract_parameters(kept)
    except InvalidHashError:
        return False
    return True


@cache
def _nobodys() -> str:
    return _HASHER.hash(secrets.token_urlsafe(32))


def _normal(password: str) -> str:
    """One password whatever keyboard it is typed on; lone surrogates cannot be encoded."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace").decode()
