"""What every control statement has: its days, who says so, and whose forces are meant."""

from __future__ import annotations

from datetime import date

from marsad.model.actor import ActorKind
from marsad.model.event import Claim
from marsad.model.span import Span
from marsad.model.time import Precision
from marsad.resolving.actors.resolve import Identity, identify
from marsad.resolving.context import Context


def dated(day: date, precision: Precision) -> str:
    """A day as far as it is known: YYYY, YYYY-MM or YYYY-MM-DD."""
    return {Precision.YEAR: f"{day:%Y}", Precision.MONTH: f"{day:%Y-%m}"}.get(precision, day.isoformat())


def claims_on(context: Context, evidence: Span) -> tuple[Claim, ...]:
    """Who says so: the speakers on whose word the clause rests."""
    said = [
        context.claims[n]
        for n, a in enumerate(context.reading.attributions)
        if not a.credit and any(s.covers(evidence) or evidence.covers(s) for s in a.said)
    ]
    return tuple(dict.fromkeys(said))


def forces_of(context: Context, identity: Identity) -> Identity:
    """A government holds and takes places with its forces: conflict data code the two as one."""
    registry = context.knowledge.registry
    government = registry.government(identity.country) if identity.country else None
    if identity.kind is not ActorKind.GOVERNMENT or government is None or government.id != identity.id:
        return identity  # "the Kurdish administration" is not the state in whose land it rules
    forces = registry.forces(government.country or "")
    return identify(forces, context.scene.day, identity.reason) if forces is not None else identity
