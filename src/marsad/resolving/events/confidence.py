"""How likely an event and each of its fields is right, calibrated; what is too doubtful becomes null.

The reader's probabilities are of words and of mentions' parts. What they say of a field as the record has
it was measured on articles that it did not learn from: ``tools/calibrate.py`` fits a logistic curve for each
field and writes ``calibration.json``. Records of a reader without probabilities carry none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import exp, log

from marsad.model.event import JUDGED, Effect, Event, Where
from marsad.model.reading import Happening, PartName, Status
from marsad.model.time import Precision, When
from marsad.resolving.actors.identity import CIVILIANS, UNIDENTIFIED_ID
from marsad.resolving.context import Context
from marsad.resolving.events.likely import sides_of, told_of
from marsad.resolving.events.merging import Cluster
from marsad.resolving.events.place import LENT
from marsad.resolving.events.types import TYPES

DOUBTFUL = 0.33
"""A day that is twice as likely wrong as right is no finding: the field is null, its reason says what stood
there. On the development part this costs nothing.
"""
DOUBTFUL_PLACE = 0.5
"""The same for a place; a wrong point on a map misleads more than none."""
DOUBTFUL_LENT = 0.55
"""The same for a place that the event has only from the happening told before."""
_EDGE = 0.02
"""Probabilities are taken as no nearer to 0 or 1 than this."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a field: the reader's probability, and up to two yes-or-no signs of its own."""

    probability: float
    sign: bool = False
    other_sign: bool = False

    def row(self, event: float) -> tuple[float, ...]:
        """What the curve of the field weighs; ``event`` is the reader's probability of the event."""
        return 1.0, _logit(self.probability), float(self.sign), float(self.other_sign), _logit(event)


def judged(context: Context, cluster: Cluster, event: Event) -> Event:
    """The event with its confidences, and without a day or place that is too doubtful."""
    if cluster.confidence is None:  # a reader that does not tell happenings apart
        return event
    signs = signs_of(context, cluster, event)
    found = {name: round(_likely(name, s.row(cluster.confidence)), 2) for name, s in signs.items()}
    confidence = round(_likely("event", event_row(cluster)), 2)
    event = replace(event, confidence=confidence, field_confidence=found)
    if found.get("when", 1.0) < DOUBTFUL:
        reason = f"too doubtful ({found['when']:.2f}): {event.when.text or event.when.reason}"
        event = replace(event, when=When.unknown(reason, event.when.text))
    if event.where is not None and found.get("where", 1.0) < _least(event.where):
        reason = f"too doubtful ({found['where']:.2f}): {event.where.text}"
        event = replace(event, where=Where(None, None, None, reason))
    return event


def _least(where: Where) -> float:
    """How likely a place must be right to stand; a name without a point puts nothing on a map."""
    if where.reason == LENT:
        return DOUBTFUL_LENT
    return DOUBTFUL_PLACE if where.precision else DOUBTFUL


def event_row(cluster: Cluster) -> tuple[float, ...]:
    """What the curve of the whole event weighs."""
    often = len({d.sentence for d in cluster.drafts}) > 1
    grammar = any(t.roles for d in cluster.drafts for t in d.triggers)
    return Signs(cluster.confidence or 0.0, often, grammar).row(0.5)


def signs_of(context: Context, cluster: Cluster, event: Event) -> dict[str, Signs]:
    """What speaks for each field of JUDGED that the event has."""
    told = told_of(context, cluster)
    found = {
        "type": _of_type(told, event),
        "sub_type": _of_sub_type(told, event),
        "status": Signs(
            sum(h.status is event.status for h in told) / len(told), event.status is not Status.HAPPENED
        ),
        "participants": _of_participants(context, cluster, event),
        "harm": _of_harm(context, cluster, told),
    }
    if event.when.precision is not Precision.UNKNOWN:
        found["when"] = _of_day(context, cluster, told, event)
    if event.where is not None and event.where.place is not None:
        found["where"] = _of_place(context, cluster, told, event)
    return {name: found[name] for name in JUDGED if name in found}


def _of_type(told: Sequence[Happening], event: Event) -> Signs:
    mass = [sum(p for s, p in h.sub_types.items() if TYPES[s] is event.type) for h in told]
    return Signs(sum(mass) / len(mass), all(TYPES[h.sub_type] is not event.type for h in told))


def _of_sub_type(told: Sequence[Happening], event: Event) -> Signs:
    mass = [h.sub_types.get(event.sub_type, 0.0) for h in told]
    return Signs(sum(mass) / len(mass), all(h.sub_type != event.sub_type for h in told))


def _of_day(context: Context, cluster: Cluster, told: Sequence[Happening], event: Event) -> Signs:
    when = event.when
    same = {i for i, w in context.times.items() if (w.start, w.end) == (when.start, when.end)}
    lent = cluster.when() is None
    return Signs(_likeliest(told, {PartName.TIME}, same), lent, when.precision is not Precision.DAY)


def _of_place(context: Context, cluster: Cluster, told: Sequence[Happening], event: Event) -> Signs:
    where = event.where
    assert where is not None
    meant = {
        i for i, p in context.places.items()
        if context.mention(i).span.text == where.text or (p.place is not None and p.place.id == where.place)
    }  # fmt: skip
    return Signs(
        _likeliest(told, {PartName.PLACE}, meant), cluster.place(context) is None, not where.precision
    )


def _of_participants(context: Context, cluster: Cluster, event: Event) -> Signs:
    """The mean over the participants of how likely each takes part; civilians and unknown ones aside."""
    nobody = {CIVILIANS.id, UNIDENTIFIED_ID, None}
    likely = {p.actor: 0.0 for p in event.participants if p.actor not in nobody}
    for part, identity in sides_of(context, cluster):
        if identity.id in likely:
            likely[identity.id] = max(likely[identity.id], part.probability)
    mean = sum(likely.values()) / len(likely) if likely else 0.5
    return Signs(mean, not likely, len(likely) > _PAIR)


_PAIR = 2
"""Participants of most events: with more, one is easily too many."""


def _of_harm(context: Context, cluster: Cluster, told: Sequence[Happening]) -> Signs:
    """The mean over the figures of deaths; where there is none, that none of the numbers told is one."""
    figures = {h.mention for d in cluster.drafts for h in d.harm if h.effect is Effect.KILLED}
    if figures:
        each = [_likeliest(told, {PartName.KILLED}, {i}) for i in figures]
        return Signs(sum(each) / len(each), False, len(figures) > 1)
    return Signs(1 - _likeliest(told, {PartName.KILLED}, range(len(context.reading.mentions))), True)


def _likeliest(told: Iterable[Happening], names: Iterable[PartName], among: Iterable[int]) -> float:
    wanted, kinds = frozenset(among), frozenset(names)
    return max(
        (p.probability for h in told for p in h.parts if p.name in kinds and p.mention in wanted), default=0.0
    )


def _likely(name: str, row: Sequence[float]) -> float:
    weights = curves()[name]
    return 1 / (1 + exp(-sum(w * x for w, x in zip(weights, row, strict=True))))


def _logit(probability: float) -> float:
    p = min(1 - _EDGE, max(_EDGE, probability))
    return log(p / (1 - p))


@cache
def curves() -> Mapping[str, tuple[float, ...]]:
    """The weights of each field's curve, as ``tools/calibrate.py`` fitted them."""
    text = (files("marsad.resolving.events") / "calibration.json").read_text(encoding="utf-8")
    return {name: tuple(weights) for name, weights in json.loads(text).items()}
