"""Decisions of reviewers on what a ledger holds, and what became of each record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from marsad.knowledge.actors import Registry
from marsad.ledger import settling
from marsad.ledger.changes import Change, changes
from marsad.ledger.history import Step, history
from marsad.ledger.interface.opened import OpenLedger
from marsad.ledger.keys import incident_id
from marsad.ledger.review import store as review
from marsad.ledger.review.finding import subject_of_event
from marsad.ledger.review.lookup import Referent, find, told_on
from marsad.ledger.review.meanwhile import check_seen, on_records
from marsad.ledger.review.naming import check_actors
from marsad.ledger.review.store import append, decisions_on
from marsad.ledger.views import EventRow
from marsad.model.decision import Decision, Subject


class DecisionLedger(OpenLedger):
    """Who decided what on which record."""

    def decide(
        self,
        decision: Decision,
        recorded_at: datetime | None = None,
        registry: Registry | None = None,
        seen: Mapping[str, str] | None = None,
    ) -> bool:
        """Append a decision and put it into the records that it is about; False where it is known already.

        Raises DecisionRefused where it sets a field to what it cannot be and, with ``registry``, UnknownActor
        where it names an actor that nobody resolved (``review/naming.py`` does); a colleague's registry may
        know others. ``seen`` is the newest decision that the reviewer saw on a record, by the record's id, ""
        for none: where another came since, DecidedMeanwhile is raised.

        Records that are not in this ledger (yet) are decided on all the same: a colleague's decisions may
        come before his reports.
        """
        if registry is not None:
            check_actors(registry, decision)
        with self.writing() as connection:
            if seen is not None:
                check_seen(decision.subjects, seen, told_on(connection, decision.subjects))
            if not append(connection, decision, recorded_at):
                return False
            for report in sorted({s.report for s in decision.subjects}):
                review.review(connection, report, new=decision)
                settling.put_off(connection, [report])
            return True

    def decisions(self, reports: Sequence[str] | None = None) -> list[Decision]:
        """All decisions, or those on records of these reports; reversed ones too, the earliest first."""
        with self._connected() as connection:
            return decisions_on(connection, reports)

    def newest_decisions(self, rows: Iterable[EventRow]) -> dict[str, str]:
        """Event id → the newest decision on it, "" for none: what whoever looks at the events has seen."""
        told = list(rows)
        with self._connected() as connection:
            decisions = decisions_on(connection, sorted({row.report.id for row in told}))
        found = on_records(decisions, [subject_of_event(row.report.id, row.event) for row in told])
        return {row.event.id: found[row.event.id][-1].id if row.event.id in found else "" for row in told}

    def find(self, key: str) -> Referent:
        """The event, statement, incident, decision or report that ``key`` means; raises NoSuchRecord."""
        with self._connected() as connection:
            return find(connection, key)

    def incident_of(self, subject: Subject) -> tuple[Subject, ...]:
        """The events of the incident that an event belongs to, as far as incidents are settled."""
        with self._connected() as connection:
            return find(connection, incident_id(subject.report, subject.id)).subjects

    def history(self, key: str) -> list[Step]:
        """What became of the record that ``key`` means, the earliest first; raises NoSuchRecord."""
        with self._connected() as connection:
            return history(connection, find(connection, key))

    def changes(self, since: datetime) -> list[Change]:
        """What was added, changed, withdrawn and decided from ``since`` on, with reasons.

        Incidents are told of as far as they are settled.
        """
        with self._connected() as connection:
            return changes(connection, since)
