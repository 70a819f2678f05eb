"""The bodies of ``marsad decide``."""

from __future__ import annotations

import getpass
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from marsad.cli.display.output import visible
from marsad.cli.display.show import find_record
from marsad.cli.display.together import bring_together, known_actors
from marsad.cli.exits import Exit
from marsad.cli.problems import CliError
from marsad.cli.session import Session
from marsad.knowledge.gazetteer import Gazetteer
from marsad.ledger import Ledger
from marsad.ledger.history import summary, told
from marsad.ledger.review.judging import Reviewer
from marsad.ledger.review.missed import evidence_in
from marsad.ledger.review.wording import Known
from marsad.model.decision import Decision, Verb
from marsad.model.record import ReportRecord
from marsad.model.span import Span


class Desk:
    """Appends one decision and says what it did and how to take it back."""

    def __init__(self, session: Session, where: str, by: str, why: str) -> None:
        self._session = session
        self._where = where
        self._by = by or login()
        self._why = why

    def of_all(self, verb: Verb, key: str) -> None:
        """Confirm, withdraw or comment on a record."""
        with self._ledger() as ledger:
            self._append(ledger, self._reviewer(ledger).of_all(verb, (key,)))

    def correct(self, key: str, field: str, value: str, who: str | None, new: bool) -> None:
        with self._ledger() as ledger:
            self._append(ledger, self._reviewer(ledger).correct_to(key, field, value, _known(new), who))

    def add(self, key: str, words: Sequence[str], fields: Mapping[str, str], new: bool) -> None:
        """Add an event that a report tells by ``words``, its ``fields`` as a person writes them."""
        with self._ledger() as ledger:
            record = find_record(ledger, key)
            if record is None:
                raise CliError(f"{self._where} holds no report {key}; `marsad read` reads it", Exit.NOTHING)
            evidence = [evidence_in(record.report.text, w) for w in words]
            self._append(ledger, self._reviewer(ledger).add(record, evidence, fields, _known(new)))
            self._tell_neighbours(record, evidence)

    def _tell_neighbours(self, record: ReportRecord, evidence: Sequence[Span]) -> None:
        """Name the events that rest on the same words: what was added may be one of them."""
        beside = [e for e in record.events if any(s.overlaps(mine) for s in e.evidence for mine in evidence)]
        for event in beside:
            said = f"{event.id[:9]} rests on the same words: {summary(event)}"
            self._session.err.print(visible(said), soft_wrap=True, markup=False, highlight=False)

    def join(self, keys: Sequence[str]) -> None:
        with self._ledger() as ledger:
            self._append(ledger, self._reviewer(ledger).join(keys))

    def split(self, key: str) -> None:
        with self._ledger() as ledger:
            bring_together(ledger, self._session)
            self._append(ledger, self._reviewer(ledger).split(key))

    def reverse(self, key: str) -> None:
        with self._ledger() as ledger:
            self._append(ledger, self._reviewer(ledger).reverse(key))

    def _reviewer(self, ledger: Ledger) -> Reviewer:
        return Reviewer(ledger, self._by, datetime.now(UTC), self._why)

    def _ledger(self) -> Ledger:
        return Ledger.open(self._where, create=False)

    def _append(self, ledger: Ledger, decision: Decision) -> None:
        ledger.decide(decision)
        ids = ", ".join(s.id[:9] for s in decision.subjects[:6])
        said = (
            f"{self._by} {told(decision)} ({ids}). Decision {decision.id[:9]}; take it back with "
            f"`marsad decide reverse {decision.id[:9]}`."
        )
        self._session.err.print(visible(said), soft_wrap=True, markup=False, highlight=False)


def _known(new: bool) -> Known:
    return Known(known_actors, Gazetteer.open, new)


def login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise CliError("nobody is logged in; say with --by who decides", Exit.USAGE) from error
