"""What readers of a shared desk wrote about an incident, held until a reviewer accepts or rejects it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from marsad.ledger.errors import NoSuchRecord
from marsad.ledger.ledger import Ledger
from marsad.ledger.review.lookup import Kind
from marsad.ledger.sharing.errors import ReplyRefused
from marsad.ledger.store.tables import READER_REPLY
from marsad.model.decision import Decision, Verb

SHORTEST = 10
LONGEST = 4000
LONGEST_NAME = 100
LONGEST_EMAIL = 254
LINKS = 2
HELD = 1000
"""So many replies may wait at once; beyond that somebody is filling the ledger."""
HELD_OF_ONE = 25
"""And so many about one incident."""

_LINK = re.compile(r"https?://|www\.|<a\b|\[url|\[link", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]{2,}")


class State(StrEnum):
    HELD = "held"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote, cleaned and within bounds; made by ``written``."""

    name: str
    email: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply as reviewers see it. The e-mail address stays in the database."""

    n: int
    incident: str
    name: str
    text: str
    at: datetime
    state: State
    handled_by: str | None = None
    handled_at: datetime | None = None
    decision: str | None = None


def written(name: str, email: str, text: str) -> Written:
    """What a reader typed, without control characters. Raises ReplyRefused with what to change."""
    name, email, text = _clean(name, " "), _clean(email, ""), _clean(text.replace("\r\n", "\n"), "\n")
    if not name:
        raise ReplyRefused("say who you are; the name stands beside your correction if it is accepted")
    if len(name) > LONGEST_NAME:
        raise ReplyRefused(f"the name is too long; {LONGEST_NAME} characters at most")
    if _LINK.search(name):
        raise ReplyRefused("a name holds no address of a page")
    if email and (len(email) > LONGEST_EMAIL or not _EMAIL.fullmatch(email)):
        raise ReplyRefused("this is no e-mail address; correct it or leave it out")
    if len(text) < SHORTEST:
        raise ReplyRefused("say what is wrong and how you know")
    if len(text) > LONGEST:
        raise ReplyRefused(f"the text is too long; {LONGEST:,} characters at most")
    if len(_LINK.findall(text)) > LINKS:
        raise ReplyRefused(f"the text holds too many links; {LINKS} at most")
    return Written(name, email or None, text)


def _clean(text: str, kept: str) -> str:
    """``text`` without control and formatting characters other than those of ``kept``; joiners stay, which
    Arabic and Indian scripts need.
    """
    normal = unicodedata.normalize("NFC", text).encode("utf-8", "replace").decode()
    return "".join(
        c
        for c in normal
        if c in kept or c in "\u200c\u200d" or unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cn"}
    ).strip()


class Replies:
    """The replies of a ledger. Methods raise LedgerError, ReplyRefused and NoSuchRecord as they say."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def leave(self, incident: str, said: Written, at: datetime | None = None) -> None:
        """Hold a reply for moderation; the same words a second time are held once.

        Raises NoSuchRecord for an incident that is not there, ReplyRefused where too many wait.
        """
        found = self._ledger.find(incident)
        if found.kind is not Kind.INCIDENT:
            raise NoSuchRecord(incident)
        with self._ledger.writing() as connection:
            mine = READER_REPLY.c.incident == found.id
            if connection.execute(
                select(READER_REPLY.c.n).where(mine, READER_REPLY.c.text == said.text)
            ).first():
                return
            if _held(connection) >= HELD or _held(connection, mine) >= HELD_OF_ONE:
                raise ReplyRefused("too many corrections wait to be looked at; try again in some days")
            connection.execute(
                insert(READER_REPLY).values(
                    incident=found.id, name=said.name, email=said.email, text=said.text,
                    at=at or datetime.now(UTC), state=State.HELD.value,
                )
            )  # fmt: skip

    def all(self, state: State | None = State.HELD, limit: int = 100) -> list[Reply]:
        """Replies of one state, or all; those held the oldest first, others the newest first."""
        query = select(READER_REPLY).limit(limit)
        query = query if state is None else query.where(READER_REPLY.c.state == state.value)
        order = READER_REPLY.c.n if state is State.HELD else READER_REPLY.c.n.desc()
        with self._ledger.snapshot() as connection:
            return [_reply(row) for row in connection.execute(query.order_by(order))]

    def handled(self, limit: int) -> list[Reply]:
        """Those accepted or rejected, the last first."""
        query = select(READER_REPLY).where(READER_REPLY.c.state != State.HELD.value)
        with self._ledger.snapshot() as connection:
            rows = connection.execute(query.order_by(READER_REPLY.c.handled_at.desc()).limit(limit))
            return [_reply(row) for row in rows]

    def waiting(self) -> int:
        """How many are held."""
        with self._ledger.snapshot() as connection:
            return _held(connection)

    def accept(self, n: int, by: str, note: str = "") -> Decision:
        """Make the reply a comment on its incident, decided by ``by``; ``note`` is added to its words.

        Raises NoSuchRecord for a reply or incident that is not there, ReplyRefused for one handled already.
        """
        reply = self._one(n)
        found = self._ledger.find(reply.incident)
        why = f"{reply.name} writes: {reply.text}" + (f"\n{note.strip()}" if note.strip() else "")
        decision = Decision(Verb.COMMENT, found.subjects, by, datetime.now(UTC), why)
        self._handle(reply, State.ACCEPTED, by, decision.id)
        self._ledger.decide(decision)
        return decision

    def reject(self, n: int, by: str) -> None:
        """Put a reply aside; its e-mail address is erased. Raises as ``accept`` does."""
        self._handle(self._one(n), State.REJECTED, by)

    def _one(self, n: int) -> Reply:
        with self._ledger.snapshot() as connection:
            row = connection.execute(select(READER_REPLY).where(READER_REPLY.c.n == n)).first()
        if row is None:
            raise NoSuchRecord(f"reply {n}")
        return _reply(row)

    def _handle(self, reply: Reply, state: State, by: str, decision: str | None = None) -> None:
        """Two reviewers at once: the first counts, the second is told."""
        values: dict[str, object] = {
            "state": state.value, "handled_by": by, "handled_at": datetime.now(UTC), "decision": decision,
        }  # fmt: skip
        if state is State.REJECTED:
            values["email"] = None
        with self._ledger.writing() as connection:
            one = select(READER_REPLY).where(READER_REPLY.c.n == reply.n)
            now = _reply(connection.execute(one).one())
            if now.state is not State.HELD:
                raise ReplyRefused(f"{now.handled_by} has {now.state.value} this reply already")
            connection.execute(update(READER_REPLY).where(READER_REPLY.c.n == reply.n).values(**values))


def _held(connection: Connection, condition: Any = None) -> int:
    query = select(func.count()).select_from(READER_REPLY).where(READER_REPLY.c.state == State.HELD.value)
    return connection.execute(query if condition is None else query.where(condition)).scalar_one()


def _reply(row: Any) -> Reply:
    return Reply(
        row.n, row.incident, row.name, row.text, row.at, State(row.state), row.handled_by, row.handled_at,
        row.decision,
    )  # fmt: skip
