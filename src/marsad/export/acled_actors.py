"""ACLED's actors: names, actor types and interactions (ACLED codebook 2024, "Actors")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.export.cells import Cell, Column, origins, together
from marsad.export.parties import ACTING, SUFFERING, Party, civilians_harmed, parties, things_struck
from marsad.export.unit import Unit
from marsad.model.actor import ActorKind
from marsad.model.event import EventType

INTER = (
    "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters",
    "Civilians", "External/Other forces",
)  # fmt: skip
"""ACLED's actor types in the order of their codes 1 to 8; an interaction names the lower code first."""
_KINDS = {
    ActorKind.REBEL_GROUP: "Rebel group",
    ActorKind.JIHADIST_GROUP: "Rebel group",
    ActorKind.MILITIA: "Political militia",
    ActorKind.CIVILIANS: "Civilians",
    ActorKind.MEDIA: "Civilians",
    ActorKind.MONITOR: "Civilians",
    ActorKind.HUMANITARIAN: "Civilians",
    ActorKind.FOREIGN_FORCE: "External/Other forces",
    ActorKind.INTERNATIONAL_ORGANISATION: "External/Other forces",
}
_STATE = frozenset((ActorKind.STATE_FORCE, ActorKind.GOVERNMENT, ActorKind.POLICE))
_COMMON_NAMES = {
    "civilians": "Civilians",
    "children": "Civilians",
    "protesters": "Protesters",
    "rioters": "Rioters",
    "unidentified-armed-group": "Unidentified Armed Group",
}
"""Actors that ACLED names after the country: "Civilians (Syria)"."""
_NAMED_OTHERWISE = {"Civilians-External/Other forces": "External/Other forces-Civilians"}
"""The one interaction (78) that ACLED names with the higher code first."""
_VIOLENT = frozenset((EventType.BATTLES, EventType.EXPLOSIONS, EventType.VIOLENCE_AGAINST_CIVILIANS))
_NOBODY = "no report names anybody on this side"
_TYPE_RULE = "ACLED's actor type, by the kind of actor and whether it is at home"
_ACTED_ON = "the parties that the reports tell as acting are actor 1, those acted on actor 2"


def actor_columns() -> tuple[Column, ...]:
    """actor1 to interaction, in ACLED's order."""
    return (
        Column("actor1", lambda u: _name(u, _first(u))),
        Column("assoc_actor_1", lambda u: _others(u, _first(u))),
        Column("inter1", lambda u: _inter(u, _first(u))),
        Column("actor2", _actor2),
        Column("assoc_actor_2", lambda u: _others(u, _second(u))),
        Column("inter2", lambda u: _inter(u, _second(u))),
        Column("interaction", _interaction),
    )


def civilian_targeting(unit: Unit) -> Cell:
    """ACLED: where civilians are the main or only target of an act."""
    event = unit.lead.event
    second = _second(unit)
    only = bool(second) and all(acled_type(unit, p) == "Civilians" for p in second)
    targeted = (
        event.type is EventType.VIOLENCE_AGAINST_CIVILIANS
        or event.sub_type == "Excessive force against protesters"
        or (only and event.type in {EventType.EXPLOSIONS, EventType.RIOTS})
    )
    if not targeted:
        return Cell(rule="ACLED: only where civilians are the main or only target")
    found = together((origins(unit.lead, "type"), *(p.origins for p in second)))
    return Cell("Civilian targeting", found, "ACLED: by event type, or civilians alone on the other side")


def _first(unit: Unit) -> tuple[Party, ...]:
    """Actor 1 with those beside it; one who is alone is actor 1, whatever he does or suffers."""
    return parties(unit, ACTING) or _implied(unit, first=True) or parties(unit, SUFFERING)


def _second(unit: Unit) -> tuple[Party, ...]:
    if not (parties(unit, ACTING) or _implied(unit, first=True)):
        return ()
    return parties(unit, SUFFERING) or _implied(unit, first=False)


def _implied(unit: Unit, first: bool) -> tuple[Party, ...]:
    """Whom ACLED names where no report names anybody: protesters of a protest, an unidentified armed group
    that must have acted, civilians that were harmed.
    """
    kind, evidence = unit.lead.event.type, origins(unit.lead, "type")
    if first and kind in {EventType.PROTESTS, EventType.RIOTS}:
        who = "protesters" if kind is EventType.PROTESTS else "rioters"
        return (Party(who, who, ActorKind.CIVILIANS, None, None, evidence),)
    if (first and kind in _VIOLENT) or (kind is EventType.BATTLES and not first):
        name = "unidentified-armed-group"
        return (Party(name, name, ActorKind.MILITIA, None, None, evidence),)
    harmed = civilians_harmed(unit) if not first and kind in _VIOLENT else ()
    if not first and kind is EventType.VIOLENCE_AGAINST_CIVILIANS:
        harmed = harmed or evidence
    return (Party("civilians", "civilians", ActorKind.CIVILIANS, None, None, harmed),) if harmed else ()


def _name(unit: Unit, side: Sequence[Party]) -> Cell:
    if not side:
        return Cell(rule=_NOBODY)
    party = side[0]
    rule = "ACLED's name for those who bear none" if party.id in _COMMON_NAMES else _ACTED_ON
    return Cell(_acled_name(unit, party), party.origins, rule)


def _actor2(unit: Unit) -> Cell:
    cell = _name(unit, _second(unit))
    lost = ("actor2: a thing that was struck is no actor",) if things_struck(unit) else ()
    return replace(cell, lost=(*cell.lost, *lost))


def _acled_name(unit: Unit, party: Party) -> str:
    common = _COMMON_NAMES.get(party.id or "")
    if common is None:
        return party.name
    country = unit.country_name(unit.country)
    return f"{common} ({country})" if country else common


def _others(unit: Unit, side: Sequence[Party]) -> Cell:
    others = side[1:]
    if not others:
        return Cell(rule="no further party on this side")
    names = "; ".join(dict.fromkeys(_acled_name(unit, p) for p in others))
    return Cell(names, together(p.origins for p in others), "the further parties on this side")


def acled_type(unit: Unit, party: Party) -> str | None:
    """ACLED's actor type; None for persons and others whose type is not known."""
    if party.id in {"protesters", "rioters"}:
        return party.id.capitalize()
    if party.nameless:
        return "Political militia"
    if party.kind is ActorKind.COALITION:
        return "External/Other forces" if party.country is None else "Rebel group"
    if party.kind in _STATE:
        abroad = party.country is not None and unit.country is not None and party.country != unit.country
        return "External/Other forces" if abroad else "State forces"
    return _KINDS.get(party.kind) if party.kind else None


def _inter(unit: Unit, side: Sequence[Party]) -> Cell:
    if not side:
        return Cell(rule=_NOBODY)
    kind = acled_type(unit, side[0])
    if kind is None:
        return Cell(None, side[0].origins, f"what kind of actor {side[0].name} is, is not known")
    return Cell(kind, side[0].origins, _TYPE_RULE)


def _interaction(unit: Unit) -> Cell:
    sides = [s for s in (_first(unit), _second(unit)) if s]
    kinds = [acled_type(unit, s[0]) for s in sides]
    if not sides or None in kinds:
        return Cell(rule="the type of one of the actors is not known")
    ranked = sorted((k for k in kinds if k), key=INTER.index)
    value = f"{ranked[0]} only" if len(ranked) == 1 else "-".join(ranked)
    value = _NAMED_OTHERWISE.get(value, value)
    found = together(s[0].origins for s in sides)
    return Cell(value, found, "ACLED: both actor types, the lower code first")
