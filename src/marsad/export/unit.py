"""The unit of an export: an incident as a format takes it, beside what is known of actors and countries."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from marsad.export.countries import CountryCodes, countries
from marsad.incidents.figures import Toll, among
from marsad.knowledge.actors import Registry
from marsad.ledger.incidents import Incident
from marsad.ledger.views import EventRow
from marsad.model.event import Effect
from marsad.model.reading import Status

TOOK_PLACE = frozenset((Status.HAPPENED, Status.ONGOING, Status.ALLEGED, Status.ATTEMPTED))
"""What data sets of events record: not what is only threatened, planned or denied."""
NOT_TAKEN_PLACE = "only threatened, planned or denied: the format records what took place"


@dataclass(frozen=True, slots=True)
class Unit:
    incident: Incident
    registry: Registry

    @property
    def rows(self) -> tuple[EventRow, ...]:
        return self.incident.rows

    @property
    def lead(self) -> EventRow:
        return self.incident.lead

    @property
    def by_key(self) -> Mapping[str, EventRow]:
        return {r.key: r for r in self.rows}

    @property
    def country(self) -> str | None:
        """ISO 3166-1 alpha-2 of the country that the lead lies in."""
        return self.lead.place.country if self.lead.place else None

    @property
    def codes(self) -> CountryCodes | None:
        return countries().get(self.country or "")

    def country_name(self, iso2: str | None) -> str | None:
        found = self.registry.countries.get(iso2 or "")
        return found.name if found else iso2

    def toll(self, effect: Effect, who: str | None = None) -> Toll | None:
        """The toll of an effect on a group of people; on all where ``who`` is None."""
        return next((t for t in self.incident.tolls if t.effect is effect and t.who == who), None)


def narrowed(incident: Incident, statuses: Collection[Status]) -> Incident | None:
    """The incident as the events of these statuses alone tell it, figures too; None where there are none."""
    rows = tuple(r for r in incident.rows if r.event.status in statuses)
    if len(rows) == len(incident.rows):
        return incident
    if not rows:
        return None
    keys = {r.key for r in rows}
    tolls = tuple(kept for t in incident.tolls if (kept := among(t, keys)) is not None)
    return replace(incident, rows=rows, tolls=tolls)
