"""What became of a record: by whom it was read, what was decided, with what it was brought together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from marsad.ledger.records import load_records
from marsad.ledger.review.finding import find_event, find_statement
from marsad.ledger.review.lookup import Kind, Referent
from marsad.ledger.review.store import decisions_on
from marsad.ledger.store.tables import INCIDENT_CHANGE, READING
from marsad.ledger.words import several
from marsad.model.decision import About, Decision, Subject, Verb, effective
from marsad.model.event import ControlStatement, Event


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to a record. ``who`` is a reader or reviewer; ``id`` a decision's, or empty."""

    at: datetime
    who: str
    what: str
    why: str = ""
    id: str = ""
    stands: bool = True
    """False for a decision that was taken back."""
    verb: str = ""
    """Of a decision its verb, else empty."""


def history(connection: Connection, found: Referent) -> list[Step]:
    """All steps, the earliest first."""
    reports = sorted({s.report for s in found.subjects} or {found.id})
    steps = list(_readings(connection, reports, found.subjects))
    steps += _decided(connection, reports, found)
    steps += _brought_together(connection, found)
    return sorted(steps, key=lambda s: s.at)


def _readings(connection: Connection, reports: Sequence[str], subjects: Sequence[Subject]) -> Iterator[Step]:
    query = select(READING.c.n, READING.c.read_at, READING.c.reader, READING.c.report).where(
        READING.c.report.in_(reports), READING.c.reviewed_of.is_(None)
    )
    rows = connection.execute(query.order_by(READING.c.n)).all()
    for row, record in zip(rows, load_records(connection, [r.n for r in rows]), strict=True):
        mine = [s for s in subjects if s.report == row.report]
        if not subjects:
            said = f"read: {len(record.events)} events, {len(record.control)} statements of control"
            yield Step(row.read_at, row.reader, said)
        for subject in mine:
            if subject.about is About.EVENT:
                event = find_event(subject, record.events)
                said = summary(event) if event else "no such event"
            else:
                told = find_statement(subject, record.control)
                said = summary_of_statement(told) if told else "no such statement"
            yield Step(row.read_at, row.reader, f"read in {row.report[:9]}: {said}")


def _decided(connection: Connection, reports: Sequence[str], found: Referent) -> Iterator[Step]:
    decisions = decisions_on(connection, reports)
    standing = {d.id for d in effective(decisions)}
    reversed_ = {d.reverses for d in decisions if d.verb is Verb.REVERSE}
    asked = {(s.report, s.id) for s in found.subjects}
    for decision in decisions:
        about = {(s.report, s.id) for s in decision.subjects}
        concerned = not asked or about & asked or decision.id in reversed_ & {found.id}
        if concerned or _same_words(decision.subjects, found.subjects):
            stands = decision.id in standing or decision.verb is Verb.REVERSE
            what, verb = told(decision), decision.verb.value
            yield Step(decision.at, decision.by, what, decision.why, decision.id, stands, verb)


def _same_words(mine: Iterable[Subject], theirs: Iterable[Subject]) -> bool:
    """Whether a decision was about one of ``theirs`` under the id that an earlier reader gave it."""
    return bool({(s.report, s.evidence) for s in mine} & {(s.report, s.evidence) for s in theirs})


def told(decision: Decision) -> str:
    """A decision in words."""
    if decision.verb is Verb.CORRECT:
        return f"corrected {decision.field}: {_value(decision.value or {})}"
    if decision.verb is Verb.ADD:
        words = " … ".join(w for s in decision.subjects for w in s.evidence)
        return f"added {', '.join(s.type for s in decision.subjects)}: “{words}”"
    if decision.verb is Verb.REVERSE:
        return f"took back {decision.reverses}"
    if decision.verb in {Verb.JOIN, Verb.SPLIT}:
        verb = "joined" if decision.verb is Verb.JOIN else "split off the first of"
        return f"{verb} {', '.join(s.id[:9] for s in decision.subjects)}"
    return {
        Verb.CONFIRM: "confirmed",
        Verb.WITHDRAW: "withdrew",
        Verb.COMMENT: "commented",
    }[decision.verb]


def _value(value: Mapping[str, Any]) -> str:
    """What a correction sets, in words."""
    if "figures" in value:
        return _each(f"{_bounds(f.get('low'), f.get('high'))} {f.get('who') or ''}" for f in value["figures"])
    if "actors" in value or "claims" in value:
        return _each(a.get("name") or a.get("speaker") for a in value.get("actors") or value["claims"])
    if "place" in value:
        at = value["place"] or {}
        return _each([", ".join(str(at[k]) for k in ("name", "admin1", "country", "id") if at.get(k))])
    if value.get("end") == value.get("start"):
        value = {k: v for k, v in value.items() if k != "end"}
    return _each([" to ".join(str(v) for v in value.values() if v is not None)])


def _each(parts: Iterable[object]) -> str:
    return "; ".join(str(p).strip() for p in parts if p) or "unknown"


def _brought_together(connection: Connection, found: Referent) -> Iterator[Step]:
    if found.kind is not Kind.INCIDENT:
        return
    query = (
        select(INCIDENT_CHANGE).where(INCIDENT_CHANGE.c.incident == found.id).order_by(INCIDENT_CHANGE.c.n)
    )
    before: set[str] = set()
    for row in connection.execute(query):
        now = set(row.members)
        yield Step(row.at, "Marsad", membership(before, now))
        before = now


def membership(before: set[str], now: set[str]) -> str:
    """What changed about the events of an incident, REPORT/EVENT each."""
    if not now:
        return "nothing belongs to it any more"
    if not before:
        return f"told by {_reports(now)}"
    came, went = now - before, before - now
    said = [f"{_reports(came)} joined"] if came else []
    said += [f"{_reports(went)} left"] if went else []
    return f"{' and '.join(said)}; now {_reports(now)}"


def _reports(members: set[str]) -> str:
    reports = {m.partition("/")[0] for m in members}
    return several(len(reports), "report")


def summary(event: Event) -> str:
    """An event in a line."""
    day = event.when.start.isoformat() if event.when.start else "day unknown"
    where = (event.where.text or event.where.place) if event.where else None
    harm = ", ".join(f"{h.effect.value} {_bounds(h.quantity.low, h.quantity.high)}" for h in event.harm)
    return "; ".join(filter(None, (event.sub_type, event.status.value, day, where or "place unknown", harm)))


def _bounds(low: int | None, high: int | None) -> str:
    if low == high:
        return "some" if low is None else str(low)
    return f"at least {low}" if high is None else f"up to {high}" if low is None else f"{low} to {high}"


def summary_of_statement(told: ControlStatement) -> str:
    days = f" from {told.start}" if told.start else ""
    return f"{told.actor or 'unknown'} {told.state.value} {told.place_text}{days}"
