"""Who takes part in an incident, by side, over all reports that tell it; and which sides UCDP would name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from marsad.export.cells import Cell, Origin, origins, together
from marsad.export.unit import Unit
from marsad.ledger.views import EventRow
from marsad.model.actor import ActorKind
from marsad.model.event import Effect, EventType, Participant, Side
from marsad.model.reading import RoleName
from marsad.resolving.actors.identity import CIVILIANS, UNIDENTIFIED_ID

ACTING = frozenset((Side.A, Side.AGENT))
SUFFERING = frozenset((Side.B, Side.CIVILIAN, Side.TARGET))
UNARMED = frozenset(
    (
        ActorKind.CIVILIANS,
        ActorKind.MEDIA,
        ActorKind.HUMANITARIAN,
        ActorKind.MONITOR,
    )
)
_STATE = frozenset((ActorKind.STATE_FORCE, ActorKind.GOVERNMENT, ActorKind.POLICE, ActorKind.FOREIGN_FORCE))
_GROUP = frozenset((ActorKind.REBEL_GROUP, ActorKind.JIHADIST_GROUP, ActorKind.MILITIA))
NOBODY = "no report names anybody on this side"
_PEOPLE = frozenset((CIVILIANS.id, "children"))
"""Words of ``Harm.who`` for people who fight for nobody."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody on one side of an incident. ``id`` is None or local where the registry does not know him."""

    id: str | None
    name: str
    kind: ActorKind | None
    country: str | None
    ucdp: int | None
    origins: tuple[Origin, ...]

    @property
    def civilian(self) -> bool:
        return self.kind in UNARMED

    @property
    def nameless(self) -> bool:
        return self.id == UNIDENTIFIED_ID

    @property
    def state(self) -> bool:
        """Whether it fights for a state; coalitions of no one country are coalitions of states."""
        return self.kind in _STATE or (self.kind is ActorKind.COALITION and self.country is None)

    @property
    def group(self) -> bool:
        """Whether it is an organised armed group that is no state's."""
        home = self.kind is ActorKind.COALITION and self.country is not None
        return not self.nameless and (self.kind in _GROUP or home)

    @property
    def organised(self) -> bool:
        return self.state or self.group


def parties(unit: Unit, sides: Iterable[Side]) -> tuple[Party, ...]:
    """The parties on these sides, each once, those of the event that stands for all first."""
    wanted = frozenset(sides)
    found: dict[str, Party] = {}
    for row in lead_first(unit):
        for party in _of(unit, row, wanted):
            key = party.id if party.id and not party.id.startswith("local:") else party.name.casefold()
            known = found.get(key)
            found[key] = party if known is None else _joined(known, party)
    return tuple(found.values())


def side_names(unit: Unit, sides: Iterable[Side]) -> Cell:
    """The names of the parties on these sides, as a list."""
    found = parties(unit, sides)
    if not found:
        return Cell([], rule=NOBODY)
    return Cell([p.name for p in found], together(p.origins for p in found), "the parties on this side")


def side_text(unit: Unit, sides: Iterable[Side]) -> Cell:
    """The same, parted by semicolons."""
    found = parties(unit, sides)
    if not found:
        return Cell(rule=NOBODY)
    names = "; ".join(p.name for p in found)
    return Cell(names, together(p.origins for p in found), "the parties on this side")


def things_struck(unit: Unit) -> bool:
    """Whether a report tells of a building or another thing as the target; no format has it for a party."""
    return any(_is_thing(p) for row in unit.rows for p in row.event.participants)


def _is_thing(part: Participant) -> bool:
    return part.role == RoleName.THING.value


def lead_first(unit: Unit) -> Iterator[EventRow]:
    lead = unit.lead
    yield lead
    yield from (r for r in unit.rows if r is not lead)


def civilians_harmed(
    unit: Unit, effects: Iterable[Effect] = (Effect.KILLED, Effect.WOUNDED)
) -> tuple[Origin, ...]:
    """Where the reports tell of civilians that were killed or hurt."""
    wanted = frozenset(effects)
    return together(
        origins(row, harm.effect.value, (harm.span,))
        for row in unit.rows
        for harm in row.event.harm
        if harm.effect in wanted and harm.who in _PEOPLE
    )


def _of(unit: Unit, row: EventRow, sides: frozenset[Side]) -> Iterator[Party]:
    for part in row.event.participants:
        if part.side not in sides or _is_thing(part):
            continue
        name = row.name(part.actor) or (part.span.text if part.span else None)
        if not name:
            continue
        known = unit.registry.actors.get(part.actor or "")
        kind = known.kind if known else row.kinds.get(part.actor or "")
        spans = (part.span,) if part.span else ()
        yield Party(
            part.actor,
            name,
            kind,
            known.country if known else None,
            known.ucdp if known else None,
            origins(row, "participants", spans),
        )


def _joined(one: Party, other: Party) -> Party:
    return Party(
        one.id,
        one.name,
        one.kind or other.kind,
        one.country,
        one.ucdp,
        together((one.origins, other.origins)),
    )


@dataclass(frozen=True, slots=True)
class Dyad:
    """The two sides as UCDP would name them. ``type`` is 1 state-based, 2 non-state, 3 one-sided, or None
    with the ``reason``; ``flipped`` where side A is the one that the reports tell as acted on.
    """

    type: int | None
    a: Party | None
    b: Party | None
    reason: str
    flipped: bool = False


def dyad(unit: Unit) -> Dyad:
    """UCDP: state-based where one side is a state's and the other organised; non-state between organised
    groups; one-sided where an organised actor kills civilians and no organised actor fights it.
    """
    acting, suffering = parties(unit, ACTING), parties(unit, SUFFERING)
    a, b = _first_organised(acting), _first_organised(suffering)
    if a and b:
        return _between(a, b)
    harmed = civilians_harmed(unit)
    if a and not harmed and _dead_are_of(unit, acting):
        return Dyad(None, a, b, "the dead are of the acting side, and no organised opponent is named")
    if a and (any(p.civilian for p in suffering) or harmed or _on_civilians(unit)):
        civilians = next((p for p in suffering if p.civilian), None)
        return Dyad(3, a, civilians, "UCDP: an organised actor against civilians, no organised actor opposed")
    return Dyad(None, a, b, "UCDP names two organised sides, or one and civilians; the reports do not")


def _between(a: Party, b: Party) -> Dyad:
    if a.state and not b.state:
        return Dyad(1, a, b, "UCDP: a state's side against an organised group; the state is side A")
    if b.state and not a.state:
        return Dyad(1, b, a, "UCDP: a state's side against an organised group; the state is side A", True)
    if a.state:
        return Dyad(1, a, b, "UCDP: two states' sides")
    return Dyad(2, a, b, "UCDP: two organised groups, neither a state's")


def _dead_are_of(unit: Unit, side: Sequence[Party]) -> bool:
    ids = {p.id for p in side if p.id}
    return any(h.effect is Effect.KILLED and h.who in ids for r in unit.rows for h in r.event.harm)


def _on_civilians(unit: Unit) -> bool:
    return unit.lead.event.type is EventType.VIOLENCE_AGAINST_CIVILIANS


def _first_organised(found: Sequence[Party]) -> Party | None:
    return next((p for p in found if p.organised), None)
