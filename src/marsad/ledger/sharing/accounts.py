"""Accounts: who may log in at a shared desk, and what they may do there."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from marsad.ledger.ledger import Ledger
from marsad.ledger.sharing import passwords
from marsad.ledger.sharing.errors import AccountRefused
from marsad.ledger.store.tables import ACCOUNT, ACCOUNT_SESSION

LONGEST_NAME = 60
_IN_NAMES = frozenset(" .-_'@")


class Role(IntEnum):
    """Each may do all that those before it may."""

    NOBODY = 0
    READER = 1
    REVIEWER = 2
    ADMIN = 3

    @property
    def word(self) -> str:
        return self.name.lower()

    @classmethod
    def named(cls, word: str) -> Role:
        """The role of an account. Raises AccountRefused."""
        found = next((r for r in cls if r is not cls.NOBODY and r.word == word.strip().lower()), None)
        if found is None:
            raise AccountRefused(f"{word!r} is no role; roles are reader, reviewer and admin")
        return found


@dataclass(frozen=True, slots=True)
class Account:
    """``key`` is the name as it is compared; ``name`` stands in decisions as who decided."""

    key: str
    name: str
    role: Role
    made_at: datetime


def key_of(name: str) -> str:
    """The name as it is compared: Amal, AMAL and amal are one account."""
    return unicodedata.normalize("NFKC", name).casefold().strip()


class Accounts:
    """The accounts of a ledger. Methods raise LedgerError, and AccountRefused as they say."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def all(self) -> list[Account]:
        """All accounts, by name."""
        with self._ledger.snapshot() as connection:
            return [_account(row) for row in connection.execute(select(ACCOUNT).order_by(ACCOUNT.c.key))]

    def one(self, name: str) -> Account:
        """The account of that name. Raises AccountRefused."""
        with self._ledger.snapshot() as connection:
            return _found(connection, name)

    def has_admin(self) -> bool:
        """Whether somebody may look after the accounts."""
        with self._ledger.snapshot() as connection:
            return bool(_admins(connection))

    def add(self, name: str, role: Role, password: str) -> Account:
        """A new account. Raises AccountRefused for a name that is taken or cannot be, or a weak password."""
        name = _checked(name)
        passwords.check_choice(password, name)
        made = Account(key_of(name), name, role, datetime.now(UTC))
        kept = passwords.hashed(password)
        try:
            with self._ledger.writing() as connection:
                connection.execute(
                    insert(ACCOUNT).values(
                        key=made.key, name=name, role=role.word, password=kept, made_at=made.made_at
                    )
                )
        except IntegrityError as error:
            raise AccountRefused(f"there is an account {name} already") from error
        return made

    def remove(self, name: str) -> Account:
        """Take an account away; whoever uses it is logged out. Decisions keep the name.

        Raises AccountRefused for one that is not there, and for the last admin while there are others.
        """
        with self._ledger.writing() as connection:
            found = _found(connection, name)
            _keep_an_admin(connection, found)
            connection.execute(delete(ACCOUNT_SESSION).where(ACCOUNT_SESSION.c.account == found.key))
            connection.execute(delete(ACCOUNT).where(ACCOUNT.c.key == found.key))
        return found

    def set_role(self, name: str, role: Role) -> Account:
        """Let somebody do more or less, from the next request on. Raises AccountRefused as ``remove``."""
        with self._ledger.writing() as connection:
            found = _found(connection, name)
            if role is not Role.ADMIN:
                _keep_an_admin(connection, found)
            connection.execute(update(ACCOUNT).where(ACCOUNT.c.key == found.key).values(role=role.word))
        return Account(found.key, found.name, role, found.made_at)

    def set_password(self, name: str, password: str) -> Account:
        """Another password; whoever uses the account is logged out, scripts too. Raises AccountRefused."""
        passwords.check_choice(password, name)
        kept = passwords.hashed(password)
        with self._ledger.writing() as connection:
            found = _found(connection, name)
            connection.execute(delete(ACCOUNT_SESSION).where(ACCOUNT_SESSION.c.account == found.key))
            connection.execute(update(ACCOUNT).where(ACCOUNT.c.key == found.key).values(password=kept))
        return found

    def known_by(self, name: str, password: str) -> Account | None:
        """The account of that name and password; None, after as long a time, where either is wrong."""
        with self._ledger.snapshot() as connection:
            row = connection.execute(select(ACCOUNT).where(ACCOUNT.c.key == key_of(name))).first()
        if not passwords.fits(password, row.password if row else None) or row is None:
            return None
        if passwords.outdated(row.password):
            kept = passwords.hashed(password)
            with self._ledger.writing() as connection:
                connection.execute(
                    update(ACCOUNT)
                    .where(ACCOUNT.c.key == row.key, ACCOUNT.c.password == row.password)
                    .values(password=kept)
                )
        return _account(row)


def _checked(name: str) -> str:
    """The name in its usual form. It stands in decisions, lists and lines of text: no odd characters."""
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if not name:
        raise AccountRefused("the name is empty")
    if len(name) > LONGEST_NAME:
        raise AccountRefused(f"the name is too long; take {LONGEST_NAME} characters at most")
    odd = next((c for c in name if not (c.isalnum() or c in _IN_NAMES or unicodedata.combining(c))), None)
    if odd is not None or not name[0].isalnum():
        raise AccountRefused(
            "a name is made of letters, digits, spaces and . - _ ' @, and begins with a letter"
        )
    return name


def _found(connection: Connection, name: str) -> Account:
    row = connection.execute(select(ACCOUNT).where(ACCOUNT.c.key == key_of(name))).first()
    if row is None:
        raise AccountRefused(f"there is no account {name!r}; `marsad user list` lists them")
    return _account(row)


def _account(row: Any) -> Account:
    return Account(row.key, row.name, Role.named(row.role), row.made_at)


def _admins(connection: Connection) -> int:
    query = select(func.count()).select_from(ACCOUNT).where(ACCOUNT.c.role == Role.ADMIN.word)
    return connection.execute(query).scalar_one()


def _keep_an_admin(connection: Connection, going: Account) -> None:
    if going.role is not Role.ADMIN or _admins(connection) > 1:
        return
    if connection.execute(select(func.count()).select_from(ACCOUNT)).scalar_one() > 1:
        raise AccountRefused(f"{going.name} is the last admin; make another account an admin first")
