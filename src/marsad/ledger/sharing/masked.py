"""A ledger that withholds the names of victims in all that it gives out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from marsad.knowledge.actors import Registry
from marsad.ledger.changes import Change
from marsad.ledger.filters import EventFilter
from marsad.ledger.history import Step
from marsad.ledger.incidents import Incident
from marsad.ledger.ledger import Ledger
from marsad.ledger.search import Found, ReportFilter
from marsad.ledger.sharing.masking import WITHHELD, Masking
from marsad.ledger.views import ActorRow, EventRow, ReportHead
from marsad.model.actor import ActorKind
from marsad.model.decision import Decision
from marsad.model.record import ReportRecord

_EVERYTHING = EventFilter()
_ANY_REPORT = ReportFilter()


class MaskedLedger(Ledger):
    """As ``Ledger``; what is asked for by a victim's name is found all the same. Each answer reads the
    records that it is made of, so that long lists take longer.
    """

    def record(self, key: str, reader: str | None = None) -> ReportRecord | None:
        found = super().record(key, reader)
        return None if found is None else Masking.of([found]).record(found)

    def reports(
        self, asked: EventFilter = _EVERYTHING, limit: int | None = None, offset: int = 0
    ) -> list[ReportHead]:
        return [self._of([h.id]).anything(h) for h in super().reports(asked, limit, offset)]

    def events(self, asked: EventFilter = _EVERYTHING, limit: int | None = None) -> list[EventRow]:
        rows = super().events(asked, limit)
        made = {report: self._of([report]) for report in {row.report.id for row in rows}}
        return [made[row.report.id].row(row) for row in rows]

    def actors(self, asked: EventFilter = _EVERYTHING, limit: int | None = None) -> list[ActorRow]:
        """Of persons whom only reports know no name is given, whatever befell them."""
        return [
            replace(row, name=WITHHELD, other_names=())
            if row.kind is ActorKind.PERSON and row.id == "local"
            else row
            for row in super().actors(asked, limit)
        ]

    def incidents(
        self, registry: Registry, asked: EventFilter = _EVERYTHING, limit: int | None = None
    ) -> list[Incident]:
        return [self._incident(found) for found in super().incidents(registry, asked, limit)]

    def incident(self, key: str) -> Incident:
        return self._incident(super().incident(key))

    def history(self, key: str) -> list[Step]:
        found = self.find(key)
        masking = self._of({s.report for s in found.subjects} or {found.id})
        return [masking.anything(step) for step in super().history(key)]

    def changes(self, since: datetime) -> list[Change]:
        """What was said of records is left out; that they changed is told."""
        return [replace(change, summary=WITHHELD, why="") for change in super().changes(since)]

    def decisions(self, reports: Sequence[str] | None = None) -> list[Decision]:
        return [self._of({s.report for s in d.subjects}).anything(d) for d in super().decisions(reports)]

    def search(
        self,
        words: str,
        asked: ReportFilter = _ANY_REPORT,
        limit: int | None = None,
        offset: int = 0,
        holding: EventFilter | None = None,
    ) -> list[Found]:
        return [self._found(found) for found in super().search(words, asked, limit, offset, holding)]

    def _found(self, found: Found) -> Found:
        masking = self._of([found.report.id])
        snippet = masking.stretch(found.report.id, found.snippet)
        return replace(masking.anything(found), snippet=snippet)

    def _incident(self, found: Incident) -> Incident:
        masking = self._of({row.report.id for row in found.rows})
        rows = tuple(masking.row(row) for row in found.rows)
        return replace(found, rows=rows, tolls=masking.anything(found.tolls))

    def _of(self, reports: Iterable[str]) -> Masking:
        """How the victims of these reports are masked."""
        records = (super(MaskedLedger, self).record(report) for report in sorted(set(reports)))
        return Masking.of(record for record in records if record is not None)
