"""Events, claims, harm and control statements: what one report says happened, and who says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from marsad.model.reading import Quantity, Stance, Status
from marsad.model.span import Span
from marsad.model.time import When


class EventType(StrEnum):
    """ACLED's event types, and Statement for what belligerents say rather than do."""

    BATTLES = "Battles"
    EXPLOSIONS = "Explosions/Remote violence"
    VIOLENCE_AGAINST_CIVILIANS = "Violence against civilians"
    PROTESTS = "Protests"
    RIOTS = "Riots"
    STRATEGIC_DEVELOPMENTS = "Strategic developments"
    STATEMENT = "Statement"


class Side(StrEnum):
    A = "a"
    B = "b"
    CIVILIAN = "civilian"
    TARGET = "target"
    AGENT = "agent"


class Effect(StrEnum):
    KILLED = "killed"
    WOUNDED = "wounded"
    CAPTURED = "captured"
    DISPLACED = "displaced"
    MISSING = "missing"
    SURRENDERED = "surrendered"


class PlacePrecision(StrEnum):
    EXACT = "exact"
    NEAR = "near"
    AREA = "area"
    ADMIN1 = "admin1"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Where:
    """The place of an event. ``place`` is an id among the record's places; ``reason`` says why it is so."""

    place: str | None
    text: str | None
    precision: PlacePrecision | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor's part in an event; ``actor`` is an id among the record's actors."""

    actor: str | None
    side: Side
    role: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Harm:
    """One figure of one effect. ``who`` is an actor id, or civilians, children, unknown."""

    effect: Effect
    who: str | None
    quantity: Quantity
    span: Span
    part_of_total: bool = False
    claims: tuple[int, ...] = ()
    """Indices into the event's claims: who gives this figure."""


@dataclass(frozen=True, slots=True)
class Seized:
    what: str
    count: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says so. ``belligerent``: does the speaker fight, or speak for one that fights, in this war?"""

    speaker: str
    organisation: str | None
    actor: str | None
    belligerent: bool | None
    stance: Stance
    span: Span | None = None


JUDGED = ("type", "sub_type", "status", "when", "where", "participants", "harm")
"""Fields of an event that carry a confidence of their own."""


@dataclass(frozen=True, slots=True)
class Event:
    """What one report says happened. ``evidence`` is never empty."""

    id: str
    type: EventType
    sub_type: str
    status: Status
    when: When
    where: Where | None
    participants: tuple[Participant, ...]
    harm: tuple[Harm, ...]
    weapons: tuple[Span, ...]
    seized: tuple[Seized, ...]
    claims: tuple[Claim, ...]
    evidence: tuple[Span, ...]
    confidence: float | None = None
    """Probability, in [0, 1], that the report tells of such an event at all."""
    field_confidence: Mapping[str, float] = field(default_factory=dict)
    """Probability that each field of JUDGED is right, given that the event is; empty where nobody judged."""

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"event {self.id} has no evidence")


class ControlState(StrEnum):
    GAINS = "gains"
    LOSES = "loses"
    HOLDS = "holds"
    CONTESTS = "contests"
    BESIEGES = "besieges"


@dataclass(frozen=True, slots=True)
class ControlStatement:
    """Who held, won, lost, contested or besieged a place, from when to when (YYYY, YYYY-MM or YYYY-MM-DD)."""

    place: str | None
    place_text: str
    actor: str | None
    state: ControlState
    start: str | None
    end: str | None
    evidence: tuple[Span, ...]
    event: str | None = None
    claims: tuple[Claim, ...] = ()
    confidence: float | None = None

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"control statement on {self.place_text} has no evidence")
