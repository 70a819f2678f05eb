"""Who the speakers of a report are, and whether they fight in its war."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from marsad.knowledge.actors import Registry
from marsad.model.event import Claim
from marsad.model.reading import Attribution


@dataclass(frozen=True, slots=True)
class SpeakerContext:
    registry: Registry
    day: date | None = None
    warring: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    outlet: str | None = None
    previous: tuple[Claim, ...] = ()


def resolve_speaker(attribution: Attribution, text: str, context: SpeakerContext) -> Claim:
    return Claim(attribution.speaker.text, None, None, None, attribution.stance, attribution.speaker)


def resolve_speakers(attributions: Sequence[Attribution], text: str, context: SpeakerContext) -> tuple[Claim, ...]:
    return tuple(resolve_speaker(a, text, context) for a in attributions)
