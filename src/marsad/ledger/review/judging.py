"""Decisions made from what a reviewer says: which records are meant, and what is to become of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from marsad.ledger.errors import DecisionRefused, NothingToDecide
from marsad.ledger.ledger import Ledger
from marsad.ledger.review.fields import sub_type_called
from marsad.ledger.review.lookup import Kind, Referent
from marsad.ledger.review.missed import subject_of_missed, where_told
from marsad.ledger.review.wording import Known, setting
from marsad.model.decision import About, Decision, Subject, Verb, effective
from marsad.model.record import ReportRecord
from marsad.model.span import Span


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who decides, when, and why. Makes decisions and appends none: ``Ledger.decide`` does.

    Records are named by their id or its beginning, or REPORT/ID. Every method raises NoSuchRecord for a name
    of none or several, and DecisionRefused for what cannot be decided.
    """

    ledger: Ledger
    by: str
    at: datetime
    why: str = ""

    def of_all(self, verb: Verb, keys: Sequence[str]) -> Decision:
        """Confirm, withdraw or comment on records; of an incident, on all its events."""
        if verb is Verb.COMMENT and not self.why.strip():
            raise DecisionRefused("the comment is empty; write what is to be kept")
        return self._decision(verb, self._subjects(keys))

    def correct(self, key: str, field: str, value: Mapping[str, object]) -> Decision:
        """Set a field of one record to ``value``, in the form of the contract."""
        return replace(self._decision(Verb.CORRECT, (self.one(key),)), field=field, value=value)

    def correct_to(self, key: str, field: str, words: str, known: Known, who: str | None = None) -> Decision:
        """Set a field of one record to what ``words`` say; ``who`` is the group of a toll."""
        subject = self.one(key)
        name, value = setting(subject.about, field, words, known, who)
        return replace(self._decision(Verb.CORRECT, (subject,)), field=name, value=value)

    def add(
        self, record: ReportRecord, evidence: Sequence[Span], fields: Mapping[str, str], known: Known
    ) -> Decision:
        """Add an event that a report tells by ``evidence``, its ``fields`` as a person writes them."""
        if not fields.get("type", "").strip():
            raise DecisionRefused("say of which type the event is")
        said = dict(setting(About.EVENT, name, words, known) for name, words in fields.items())
        subject = subject_of_missed(record.report, evidence, sub_type_called(fields["type"]))
        if any(e.id == subject.id for e in record.events):
            raise DecisionRefused(f"{subject.id[:9]} was added already; correct it")
        return replace(self._decision(Verb.ADD, (subject,)), value={"evidence": where_told(evidence), **said})

    def join(self, keys: Sequence[str]) -> Decision:
        subjects = tuple(dict.fromkeys(self._subjects(keys)))
        if len(subjects) < 2:
            raise DecisionRefused("give two events or incidents at least to join")
        return self._decision(Verb.JOIN, subjects)

    def split(self, key: str, apart: Sequence[str] = ()) -> Decision:
        """Take an event out of its incident, or keep it apart from the events ``apart`` alone, wherever they
        are. Raises NothingToDecide where it is alone there.

        The ledger has to be settled.
        """
        if apart:
            return self._decision(Verb.SPLIT, tuple(dict.fromkeys(self._subjects((key, *apart)))))
        subject = self._subjects((key,))[0]
        others = tuple(s for s in self.ledger.incident_of(subject) if (s.report, s.id) != _key(subject))
        if not others:
            raise NothingToDecide(f"{key} is an incident of its own; there is nothing to split")
        return self._decision(Verb.SPLIT, (subject, *others))

    def reverse(self, key: str) -> Decision:
        """Take a decision back. Raises NothingToDecide where that was done already."""
        found = self.ledger.find(key)
        if found.kind is not Kind.DECISION:
            raise DecisionRefused(f"{key} is no decision; `marsad history {key}` lists those on it")
        reports = sorted({s.report for s in found.subjects})
        if found.id not in {d.id for d in effective(self.ledger.decisions(reports))}:
            raise NothingToDecide(f"{found.id[:9]} was taken back already")
        return replace(self._decision(Verb.REVERSE, found.subjects), reverses=found.id)

    def one(self, key: str) -> Subject:
        """The one record that ``key`` means."""
        subjects = self._subjects((key,))
        if len(subjects) > 1:
            ids = ", ".join(s.id[:9] for s in subjects)
            raise DecisionRefused(f"{key} has {len(subjects)} events; correct one of them: {ids}")
        return subjects[0]

    def _subjects(self, keys: Sequence[str]) -> tuple[Subject, ...]:
        return tuple(s for key in keys for s in _decidable(self.ledger.find(key)))

    def _decision(self, verb: Verb, subjects: tuple[Subject, ...]) -> Decision:
        if not subjects:
            raise DecisionRefused(f"say what to {verb.value}")
        return Decision(verb, subjects, self.by, self.at, self.why)


def _key(subject: Subject) -> tuple[str, str]:
    return subject.report, subject.id


def _decidable(found: Referent) -> tuple[Subject, ...]:
    if found.kind in {Kind.REPORT, Kind.DECISION}:
        raise DecisionRefused(
            f"{found.id[:9]} is a {found.kind.value}; decide on its events, which `marsad show` lists"
        )
    return found.subjects
