"""Who has logged in: tokens that a browser's cookie or a script carries, of which only a hash is kept."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, insert, or_, select, update

from marsad.ledger.ledger import Ledger
from marsad.ledger.sharing.accounts import Account, Role, key_of
from marsad.ledger.sharing.errors import AccountRefused
from marsad.ledger.store.tables import ACCOUNT, ACCOUNT_SESSION

IDLE = timedelta(hours=12)
"""A browser that asked for nothing this long has to log in anew."""
AT_MOST = timedelta(days=7)
"""And so has one that logged in this long ago."""
LONGEST_TOKEN = timedelta(days=366)
TOKENS = 20
"""An account has so many tokens for scripts at most."""
_SEEN_EVERY = timedelta(minutes=5)
"""When a browser was last seen is noted this often, so that reading pages seldom writes."""
_BYTES = 32


@dataclass(frozen=True, slots=True)
class Session:
    """``label`` says what a script's token is for; None for a browser."""

    id: str
    account: Account
    label: str | None
    made_at: datetime
    seen_at: datetime
    ends_at: datetime


class Sessions:
    """The sessions of a ledger's accounts. Methods raise LedgerError."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def begin(self, account: Account, instead_of: str | None = None, now: datetime | None = None) -> str:
        """The token of a new session, which nobody can have known before; that of ``instead_of`` ends."""
        now = now or datetime.now(UTC)
        token = secrets.token_urlsafe(_BYTES)
        with self._ledger.writing() as connection:
            ended = ACCOUNT_SESSION.c.ends_at <= now
            idle = ACCOUNT_SESSION.c.label.is_(None) & (ACCOUNT_SESSION.c.seen_at <= now - IDLE)
            old = ACCOUNT_SESSION.c.id == (hash_of(instead_of) if instead_of else "")
            connection.execute(delete(ACCOUNT_SESSION).where(or_(ended, idle, old)))
            connection.execute(_insert(token, account, None, now, now + AT_MOST))
        return token

    def make_token(self, account: Account, label: str, days: int, now: datetime | None = None) -> str:
        """A token for scripts, good for so many days. Raises AccountRefused for one too many."""
        now = now or datetime.now(UTC)
        label = " ".join(label.split())[:80] or "script"
        if not 1 <= days <= LONGEST_TOKEN.days:
            raise AccountRefused(f"a token is good for 1 to {LONGEST_TOKEN.days} days")
        if len(self.tokens(account, now)) >= TOKENS:
            raise AccountRefused(f"an account has {TOKENS} tokens at most; take one back first")
        token = secrets.token_urlsafe(_BYTES)
        with self._ledger.writing() as connection:
            connection.execute(_insert(token, account, label, now, now + timedelta(days=days)))
        return token

    def find(self, token: str, script: bool = False, now: datetime | None = None) -> Session | None:
        """The session of a browser's token, or a script's; None where there is none or it has ended."""
        now = now or datetime.now(UTC)
        query = _with_accounts().where(
            ACCOUNT_SESSION.c.id == hash_of(token), ACCOUNT_SESSION.c.label.is_not(None) == script
        )
        with self._ledger.snapshot() as connection:
            row = connection.execute(query).first()
        if row is None or row.ends_at <= now or (not script and row.seen_at <= now - IDLE):
            return None
        return _session(row)

    def seen(self, session: Session, now: datetime | None = None) -> None:
        """Note that a session is in use, where that was not noted of late."""
        now = now or datetime.now(UTC)
        if now - session.seen_at < _SEEN_EVERY:
            return
        with self._ledger.writing() as connection:
            connection.execute(
                update(ACCOUNT_SESSION).where(ACCOUNT_SESSION.c.id == session.id).values(seen_at=now)
            )

    def end(self, token: str) -> None:
        """Log out."""
        with self._ledger.writing() as connection:
            connection.execute(delete(ACCOUNT_SESSION).where(ACCOUNT_SESSION.c.id == hash_of(token)))

    def tokens(self, account: Account, now: datetime | None = None) -> list[Session]:
        """The account's tokens for scripts that have not ended, the newest first."""
        now = now or datetime.now(UTC)
        query = (
            _with_accounts()
            .where(ACCOUNT.c.key == account.key, ACCOUNT_SESSION.c.label.is_not(None))
            .where(ACCOUNT_SESSION.c.ends_at > now)
            .order_by(ACCOUNT_SESSION.c.made_at.desc(), ACCOUNT_SESSION.c.id)
        )
        with self._ledger.snapshot() as connection:
            return [_session(row) for row in connection.execute(query)]

    def take_back(self, account: Account, session: str) -> bool:
        """End a token of the account's own, by its id; False where it has none of that id."""
        mine = (ACCOUNT_SESSION.c.id == session) & (ACCOUNT_SESSION.c.account == key_of(account.name))
        with self._ledger.writing() as connection:
            found = connection.execute(select(ACCOUNT_SESSION.c.id).where(mine)).first()
            connection.execute(delete(ACCOUNT_SESSION).where(mine))
        return found is not None


def hash_of(token: str) -> str:
    """What is kept of a token: who reads the ledger's file cannot log in with it. A random token of 32 bytes
    needs no slow hash.
    """
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _insert(token: str, account: Account, label: str | None, now: datetime, ends_at: datetime) -> Any:
    return insert(ACCOUNT_SESSION).values(
        id=hash_of(token), account=account.key, label=label, made_at=now, seen_at=now, ends_at=ends_at
    )


def _with_accounts() -> Select[Any]:
    """Sessions, each with the account that it is of."""
    account = ACCOUNT.c.key, ACCOUNT.c.name, ACCOUNT.c.role, ACCOUNT.c.made_at.label("since")
    return select(ACCOUNT_SESSION, *account).join(ACCOUNT)


def _session(row: Any) -> Session:
    account = Account(row.key, row.name, Role.named(row.role), row.since)
    return Session(row.id, account, row.label, row.made_at, row.seen_at, row.ends_at)
