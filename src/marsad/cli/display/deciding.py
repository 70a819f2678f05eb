"""The bodies of ``marsad decide``."""

from __future__ import annotations

import getpass
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from marsad.cli.display.corrections import Actors, setting
from marsad.cli.display.output import visible
from marsad.cli.display.show import find_record
from marsad.cli.display.together import bring_together
from marsad.cli.exits import Exit
from marsad.cli.problems import CliError
from marsad.cli.session import Session
from marsad.ledger import Ledger
from marsad.ledger.history import summary, told
from marsad.ledger.review.fields import sub_type_called
from marsad.ledger.review.lookup import Kind, Referent
from marsad.ledger.review.missed import evidence_in, subject_of_missed, where_told
from marsad.model.decision import About, Decision, Subject, Verb, effective
from marsad.model.record import ReportRecord
from marsad.model.span import Span


class Desk:
    """Appends one decision and says what it did and how to take it back."""

    def __init__(self, session: Session, where: str, by: str, why: str) -> None:
        self._session = session
        self._where = where
        self._by = by or login()
        self._why = why

    def confirm(self, key: str) -> None:
        with self._ledger() as ledger:
            self._append(ledger, self._decision(Verb.CONFIRM, _subjects(ledger.find(key))))

    def withdraw(self, key: str) -> None:
        with self._ledger() as ledger:
            self._append(ledger, self._decision(Verb.WITHDRAW, _subjects(ledger.find(key))))

    def comment(self, key: str) -> None:
        if not self._why.strip():
            raise CliError("the comment is empty; write what is to be kept", Exit.USAGE)
        with self._ledger() as ledger:
            self._append(ledger, self._decision(Verb.COMMENT, _subjects(ledger.find(key))))

    def correct(self, key: str, field: str, value: str, who: str | None, new: bool) -> None:
        with self._ledger() as ledger:
            subjects = _subjects(ledger.find(key))
            if len(subjects) > 1:
                ids = ", ".join(s.id[:9] for s in subjects)
                raise CliError(f"{key} has {len(subjects)} events; correct one of them: {ids}", Exit.USAGE)
            name, said = setting(subjects[0].about, field, value, who, Actors(new))
            decision = self._decision(Verb.CORRECT, subjects)
            self._append(ledger, replace(decision, field=name, value=said))

    def add(self, key: str, words: Sequence[str], fields: Mapping[str, str], new: bool) -> None:
        """Add an event that a report tells by ``words``, its ``fields`` as a person writes them."""
        actors = Actors(new)
        with self._ledger() as ledger:
            record = find_record(ledger, key)
            if record is None:
                raise CliError(f"{self._where} holds no report {key}; `marsad read` reads it", Exit.NOTHING)
            evidence = [evidence_in(record.report.text, w) for w in words]
            said = [setting(About.EVENT, name, value, actors=actors) for name, value in fields.items()]
            subject = subject_of_missed(record.report, evidence, sub_type_called(fields["type"]))
            if any(e.id == subject.id for e in record.events):
                raise CliError(f"{subject.id[:9]} was added already; correct it", Exit.USAGE)
            self._append(
                ledger,
                replace(
                    self._decision(Verb.ADD, (subject,)),
                    value={"evidence": where_told(evidence), **dict(said)},
                ),
            )
            self._tell_neighbours(record, evidence)

    def _tell_neighbours(self, record: ReportRecord, evidence: Sequence[Span]) -> None:
        """Name the events that rest on the same words: what was added may be one of them."""
        beside = [e for e in record.events if any(s.overlaps(mine) for s in e.evidence for mine in evidence)]
        for event in beside:
            said = f"{event.id[:9]} rests on the same words: {summary(event)}"
            self._session.err.print(visible(said), soft_wrap=True, markup=False, highlight=False)

    def join(self, keys: Sequence[str]) -> None:
        with self._ledger() as ledger:
            subjects = tuple(dict.fromkeys(s for key in keys for s in _subjects(ledger.find(key))))
            if len(subjects) < 2:
                raise CliError("give two events or incidents at least to join", Exit.USAGE)
            self._append(ledger, self._decision(Verb.JOIN, subjects))

    def split(self, key: str) -> None:
        with self._ledger() as ledger:
            (subject,) = _subjects(ledger.find(key))[:1]
            bring_together(ledger, self._session)
            incident = ledger.incident_of(subject)
            others = tuple(s for s in incident if s.id != subject.id or s.report != subject.report)
            if not others:
                raise CliError(f"{key} is an incident of its own; there is nothing to split", Exit.NOTHING)
            self._append(ledger, self._decision(Verb.SPLIT, (subject, *others)))

    def reverse(self, key: str) -> None:
        with self._ledger() as ledger:
            found = ledger.find(key)
            if found.kind is not Kind.DECISION:
                raise CliError(f"{key} is no decision; `marsad history {key}` lists those on it", Exit.USAGE)
            if found.id not in {d.id for d in effective(ledger.decisions())}:
                raise CliError(f"{found.id[:9]} was taken back already", Exit.NOTHING)
            decision = self._decision(Verb.REVERSE, found.subjects)
            self._append(ledger, replace(decision, reverses=found.id))

    def _ledger(self) -> Ledger:
        return Ledger.open(self._where, create=False)

    def _decision(self, verb: Verb, subjects: tuple[Subject, ...]) -> Decision:
        return Decision(verb, subjects, self._by, datetime.now(UTC), self._why)

    def _append(self, ledger: Ledger, decision: Decision) -> None:
        ledger.decide(decision)
        ids = ", ".join(s.id[:9] for s in decision.subjects[:6])
        said = (
            f"{self._by} {told(decision)} ({ids}). Decision {decision.id[:9]}; take it back with "
            f"`marsad decide reverse {decision.id[:9]}`."
        )
        self._session.err.print(visible(said), soft_wrap=True, markup=False, highlight=False)


def _subjects(found: Referent) -> tuple[Subject, ...]:
    if found.kind in {Kind.REPORT, Kind.DECISION}:
        raise CliError(
            f"{found.id[:9]} is a {found.kind.value}; decide on its events, which `marsad show` lists",
            Exit.USAGE,
        )
    return found.subjects


def login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise CliError("nobody is logged in; say with --by who decides", Exit.USAGE) from error
