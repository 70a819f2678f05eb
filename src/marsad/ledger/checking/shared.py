"""Checks of what a shared desk keeps beside the ledger: accounts, sessions, replies of readers."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, select

from marsad.ledger.checking.findings import Findings, Remedy
from marsad.ledger.sharing.accounts import Role, key_of
from marsad.ledger.sharing.errors import AccountRefused
from marsad.ledger.sharing.passwords import is_kept
from marsad.ledger.sharing.replies import State
from marsad.ledger.store.tables import ACCOUNT, ACCOUNT_SESSION, DECISION, READER_REPLY

SHARED = "accounts, log-ins and replies of a shared desk"


def accounts(connection: Connection, findings: Findings) -> None:
    """Every account can be logged in to, and every log-in is of an account."""
    findings.begin(SHARED, Remedy.ACCOUNT)
    keys: set[str] = set()
    rows = connection.execute(select(ACCOUNT)).all()
    for row in rows:
        keys.add(row.key)
        if row.key != key_of(row.name):
            findings.fault(SHARED, f"account {row.name}", "it is not found by its name")
        if not is_kept(row.password):
            findings.fault(SHARED, f"account {row.name}", "no password fits what is kept of it")
        try:
            Role.named(row.role)
        except AccountRefused as refused:
            findings.fault(SHARED, f"account {row.name}", str(refused))
    sessions = connection.execute(select(ACCOUNT_SESSION.c.id, ACCOUNT_SESSION.c.account)).all()
    for row in sessions:
        if row.account not in keys:
            findings.fault(SHARED, f"log-in {row.id[:9]}", "it is of no account")
    findings.count(SHARED, len(rows) + len(sessions))


def replies(connection: Connection, findings: Findings) -> None:
    """Replies are held or handled, and an accepted one became a comment."""
    joined = READER_REPLY.outerjoin(DECISION, DECISION.c.id == READER_REPLY.c.decision)
    query = select(READER_REPLY.c.n, READER_REPLY.c.state, DECISION.c.id).select_from(joined)
    rows = connection.execute(query).all()
    for row in rows:
        if row.state not in set(State):
            findings.fault(SHARED, f"reply {row.n}", f"it is {row.state!r}, which is no state of a reply")
        elif row.state == State.ACCEPTED and row.id is None:
            findings.fault(SHARED, f"reply {row.n}", "it was accepted, and the comment is not there")
    findings.count(SHARED, len(rows))


CHECKS: tuple[Callable[[Connection, Findings], None], ...] = (accounts, replies)
