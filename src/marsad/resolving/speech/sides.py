"""Who fights in the war that a report tells of: actors, and the states behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from marsad.knowledge.actors import Registry
from marsad.model.actor import Actor, ActorKind
from marsad.model.event import Claim
from marsad.model.span import Span
from marsad.resolving.actors.identity import Identity

_STATE = frozenset({ActorKind.STATE_FORCE, ActorKind.GOVERNMENT, ActorKind.POLICE, ActorKind.FOREIGN_FORCE})
_NEUTRAL = frozenset({ActorKind.MONITOR, ActorKind.HUMANITARIAN, ActorKind.CIVILIANS})
_GROUPS = frozenset({ActorKind.REBEL_GROUP, ActorKind.JIHADIST_GROUP, ActorKind.MILITIA})
# Countries at peace have a few of the past or from abroad.
_SEVERAL = 5
_EVERYWHERE = 10
"""Countries from which on a group without a home is one that strikes anywhere."""
# Governments and police are named in reports of peace too; these are named where there is fighting.
_ARMED = frozenset(
    {
        ActorKind.STATE_FORCE,
        ActorKind.FOREIGN_FORCE,
        ActorKind.REBEL_GROUP,
        ActorKind.JIHADIST_GROUP,
        ActorKind.MILITIA,
        ActorKind.COALITION,
    }
)


@dataclass(frozen=True, slots=True)
class Sides:
    """The war of one report: ``warring`` are ids of those who fight in it, ``countries`` what it is about."""

    registry: Registry
    day: date | None
    warring: frozenset[str]
    countries: frozenset[str]

    def fights(self, actor: Actor, depth: int = 0) -> bool | None:
        """Whether the actor fights, or speaks for one that fights, in this war; None where that is open."""
        if actor.id in self.warring and actor.kind in _ARMED and actor.party:
            return True  # that a government or police is named says nothing of war
        if actor.kind in _NEUTRAL or not actor.party:
            return False
        if actor.kind in _STATE and actor.country:
            return self.state_fights(actor.country)
        if actor.kind is ActorKind.INTERNATIONAL_ORGANISATION:
            return bool(self.countries.intersection(actor.fights_in))
        parent = self.registry.actors.get(actor.parent or "")
        if actor.kind in {ActorKind.MEDIA, ActorKind.PERSON} and parent is not None and depth < 4:
            return self.fights(parent, depth + 1)
        if actor.kind is ActorKind.COALITION and self.countries and actor.fights_in:
            return bool(self.countries.intersection(actor.fights_in))
        return True

    def state_fights(self, iso2: str) -> bool:
        """Whether a state fights: at home where there is war, abroad where its forces are engaged by then."""
        if iso2 in self.countries:
            if self._war_in(iso2):
                return True
        elif any(self._is_state_of(ident, iso2) for ident in self.warring):
            return True
        abroad = self.homes() - {iso2}
        return any(self._engaged(iso2, country) for country in abroad)

    def homes(self) -> frozenset[str]:
        """The countries of the report in which there is war."""
        return frozenset(c for c in self.countries if self._war_in(c))

    def _war_in(self, iso2: str) -> bool:
        armed = [
            a for i in self.warring if (a := self.registry.actors.get(i)) is not None and a.kind in _ARMED
        ]
        if not armed:
            return self._known_for_war(iso2)
        here = [a for a in armed if a.country == iso2 or iso2 in a.fights_in]
        # one that strikes in many countries is at war where there is war, not wherever it strikes
        everywhere = all(a.country is None and len(a.fights_in) > _EVERYWHERE for a in here)
        return bool(here) and (not everywhere or self._known_for_war(iso2))

    def _known_for_war(self, iso2: str) -> bool:
        """Whether the registry knows several armed groups there: all there is where none is named."""
        actors = self.registry.actors.values()
        groups = (a for a in actors if a.kind in _GROUPS and a.party and not a.is_gone(self.day))
        return sum(a.country == iso2 or iso2 in a.fights_in for a in groups) >= _SEVERAL

    def _is_state_of(self, ident: str, iso2: str) -> bool:
        actor = self.registry.actors.get(ident)
        return actor is not None and actor.country == iso2 and actor.kind is ActorKind.STATE_FORCE

    def _engaged(self, iso2: str, country: str) -> bool:
        """Whether the forces of ``iso2`` fight in ``country``, by then as far as dates of alliances tell."""
        for actor in (self.registry.forces(iso2), self.registry.government(iso2)):
            if actor is None or country not in actor.fights_in:
                continue
            dated = [a for a in actor.allegiances if self._concerns(a.to, country)]
            if self.day is None or not dated:
                return True
            if any(
                (a.start is None or a.start <= self.day) and (a.end is None or self.day <= a.end)
                for a in dated
            ):
                return True
        return False

    def _concerns(self, ident: str, country: str) -> bool:
        actor = self.registry.actors.get(ident)
        return actor is not None and (actor.country == country or country in actor.fights_in)


@dataclass(frozen=True, slots=True)
class SpeakerContext:
    """What is known of the report. ``warring``: ids of actors that fight in it; ``countries``: ISO2 at war.

    ``previous`` are the claims of earlier speakers, for "the group said" and "he added".
    """

    registry: Registry
    day: date | None = None
    warring: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    outlet: str | None = None
    previous: tuple[Claim, ...] = ()
    meant: tuple[tuple[Span, Identity], ...] = ()
    """Who the report's mentions are: "the group", "its" and names that only this report knows."""

    @property
    def sides(self) -> Sides:
        return Sides(self.registry, self.day, self.warring, self.countries)
