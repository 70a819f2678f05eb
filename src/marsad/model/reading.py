"""What the reading stage hands on: mentions, triggers with their roles and status, and who says what.

This is the narrow interface between words and records. Whatever reads (frames and grammar today, a
trained reader tomorrow) fills these values; whatever resolves needs nothing else but the report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from marsad.model.actor import ActorKind
from marsad.model.span import Span
from marsad.model.time import TimeExpression


class MentionKind(StrEnum):
    """What a mention is a mention of. PEOPLE are those who fight for nobody: civilians, children, victims."""

    ACTOR = "actor"
    PERSON = "person"
    PEOPLE = "people"
    PLACE = "place"
    TIME = "time"
    WEAPON = "weapon"
    THING = "thing"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its hedge. Bounds are inclusive; None where the words give none.

    "at least 7" is (7, None), "about 40" (40, 40), "up to 9" (None, 9), "dozens" (24, None), "a number
    of" (None, None); the figures for vague words are those of the project's annotation guide.
    """

    span: Span
    low: int | None
    high: int | None

    @property
    def best(self) -> int | None:
        return self.low if self.low is not None else self.high


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch that names or describes an actor, person, group of people, place, time, weapon or thing.

    ``head`` is the lower-case head noun of a description ("militants"); ``name`` the proper name inside,
    where there is one ("ISIS" in "seven ISIS militants"). ``sentence`` counts from 0.
    """

    kind: MentionKind
    span: Span
    sentence: int
    head: str = ""
    name: Span | None = None
    quantity: Quantity | None = None
    time: TimeExpression | None = None
    definite: bool = False
    """Whether it points back ("the group", "they") rather than introduces somebody."""


class Status(StrEnum):
    HAPPENED = "happened"
    ONGOING = "ongoing"
    THREATENED = "threatened"
    PLANNED = "planned"
    ALLEGED = "alleged"
    DENIED = "denied"
    ATTEMPTED = "attempted"


TO_COME = frozenset((Status.THREATENED, Status.PLANNED))
NOT_DONE = TO_COME | {Status.ATTEMPTED, Status.DENIED}
"""What has not happened: it is still to come, was only tried, or is denied."""


class RoleName(StrEnum):
    """Roles of a frame. AGENT acts, PATIENT is acted on; VICTIMS suffer the harm that the frame tells."""

    AGENT = "agent"
    PATIENT = "patient"
    VICTIMS = "victims"
    PLACE = "place"
    TIME = "time"
    WEAPON = "weapon"
    THING = "thing"


@dataclass(frozen=True, slots=True)
class Role:
    name: RoleName
    mention: int
    """Index into ``Reading.mentions``."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that tells of an event: ``frame`` is its key in the table of event types."""

    span: Span
    sentence: int
    clause: Span
    frame: str
    status: Status = Status.HAPPENED
    roles: tuple[Role, ...] = ()
    definite: bool = False
    """Whether it takes up an event told before ("the attack", "the clashes")."""


class Stance(StrEnum):
    """How a speaker stands to what is said; the words of the contract."""

    ASSERTS = "asserts"
    CLAIMS = "claims"
    DENIES = "denies"
    ACCUSES = "accuses"
    THREATENS = "threatens"
    PROMISES = "promises"
    DEMANDS = "demands"
    CONDEMNS = "condemns"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody says something: the speaker's words as written, the cue ("said"), and what is said.

    ``organisation`` is the name inside the speaker phrase that the speaker speaks for, where there is
    one. ``said`` are the stretches that rest on the speaker's word (quotes and reported clauses).
    """

    speaker: Span
    cue: Span
    said: tuple[Span, ...]
    stance: Stance
    organisation: Span | None = None
    quoted: bool = False
    credit: bool = False
    """A mere agency or source credit ("(Reuters)", "Source: ...") for the whole report: weak, may be
    ignored.
    """
    antecedent: Span | None = None
    """The earlier speaker phrase that "he", "the group" or a bare surname takes up, where that is clear."""


@dataclass(frozen=True, slots=True)
class Holding:
    """Words that say who holds, besieges or contests a place, without a happening ("rebel-held Aleppo").

    ``state`` is a state of control ("holds", "besieges", "contests"); ``actor`` and ``place`` are indices
    into
    ``Reading.mentions``, None where the words leave them to what was said before. ``words`` are those for
    what is held, where they are no name: "it", "the town", "the market".
    """

    state: str
    actor: int | None
    place: int | None
    span: Span
    sentence: int
    clause: Span
    words: Span | None = None


class PartName(StrEnum):
    """Parts in a happening: the sides and circumstances of the contract, and the figures of harm."""

    SIDE_A = "a"
    SIDE_B = "b"
    CIVILIANS = "civilian"
    PLACE = "place"
    TIME = "time"
    KILLED = "killed"
    WOUNDED = "wounded"
    CAPTURED = "captured"
    DISPLACED = "displaced"
    WEAPON = "weapon"
    SEIZED = "seized"


@dataclass(frozen=True, slots=True)
class HappeningPart:
    """A mention's part in a happening; ``mention`` indexes ``Reading.mentions``, ``probability`` is in
    [0, 1].
    """

    name: PartName
    mention: int
    probability: float


@dataclass(frozen=True, slots=True)
class Happening:
    """What the words of one sentence tell of one happening, and how likely its parts are.

    ``sub_types`` are probabilities of ACLED's sub-event types and of kinds of statements; they sum to 1.
    ``parts`` are mentions anywhere in the report, also those that only other sentences name.
    """

    triggers: tuple[Span, ...]
    sentence: int
    sub_types: Mapping[str, float]
    status: Status
    confidence: float
    parts: tuple[HappeningPart, ...]
    sources: Mapping[int, float]
    """How likely each source (by its index in ``Reading.sources``) tells of it."""
    alike: tuple[float, ...]
    """How likely each happening of the reading is the same one, by its index."""

    @property
    def sub_type(self) -> str:
        return max(self.sub_types, key=self.sub_types.__getitem__)


@dataclass(frozen=True, slots=True)
class Reading:
    """One report as read. ``reader`` names the reader and its version, as every record will."""

    reader: str
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    triggers: tuple[Trigger, ...]
    attributions: tuple[Attribution, ...]
    holdings: tuple[Holding, ...] = ()
    happenings: tuple[Happening, ...] | None = None
    """What a reader that sees whole happenings found; None from one that reads sentence by sentence."""
    tellers: tuple[Attribution, ...] = ()
    """Who tells of happenings without words of speech: the head of a communiqué, "our fighters". They say
    nothing in particular (``said`` is empty).
    """
    kinds: Mapping[int, Mapping[ActorKind, float]] = field(default_factory=dict)
    """How likely a mention of an actor, by its index, means one of each kind; what is left of 1 is that it
    means none.
    """
    unreal: tuple[Span, ...] = ()
    """Words of deeds that the words around them deny or only imagine: "would have died"."""

    @property
    def sources(self) -> tuple[Attribution, ...]:
        """All who say something, those without words of speech last."""
        return (*self.attributions, *self.tellers)
