"""Who a mention is: the value that resolving actors hands on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from marsad.model.actor import Actor, ActorKind

UNIDENTIFIED = "unidentified armed group"
UNIDENTIFIED_ID = "unidentified-armed-group"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a mention is: a registry actor, or one that only this report knows (``id`` starts "local:")."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    party: bool | None
    reason: str

    def because(self, reason: str) -> Identity:
        """The same actor, told by other words."""
        return replace(self, reason=reason)

    @property
    def armed(self) -> bool:
        return self.party is True and self.kind is not ActorKind.CIVILIANS


CIVILIANS = Identity("civilians", "civilians", ActorKind.CIVILIANS, None, False, "fight for nobody")


def identify(actor: Actor, day: date | None, reason: str) -> Identity:
    """A registry actor under the name that it bore on ``day``."""
    return Identity(actor.id, actor.name_on(day), actor.kind, actor.country, actor.party, reason)
