"""How likely each place that a report names is an event's own: all of them weighed by the same signs.

No single rule tells the place of an event. The reader's probability, the words before the name, the part of
the sentence where it stands and how narrow the place is each say something; ``place_weights.json`` holds what
each is worth, a conditional logit that ``tools/fit_places.py`` fits on articles with gold records.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log

from marsad.model.reading import PartName, RoleName, Trigger
from marsad.resolving.context import Context, once
from marsad.resolving.events.likely import told_of
from marsad.resolving.events.merging import Cluster
from marsad.resolving.events.told_place import in_place, may_be_there
from marsad.resolving.places.nearness import place_key
from marsad.resolving.places.resolve import is_unplaced
from marsad.resolving.places.words import bare_name

_EDGE = 0.02
"""Probabilities are taken as no nearer to 0 or 1 than this."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A place as a mention of it, how likely it is the event's (0 to 1), and whether the event's own
    sentences or the reader name it.
    """

    mention: int
    probability: float
    told: bool


def weighed_places(context: Context, cluster: Cluster, told: float) -> tuple[Weighed, ...]:
    """Each place of the report once, likeliest first; ``told`` is the reader's probability from which on a
    place that another sentence names counts as told of the event. Empty where the report names none.
    """
    signs = signs_by_mention(context, cluster)
    if not signs:
        return ()
    worth = weights()
    scores = {i: sum(worth[name] * value for name, value in s.items()) for i, s in signs.items()}
    most = max(scores.values())
    odds = {i: exp(score - most) for i, score in scores.items()}
    total = sum(odds.values())
    by_place: dict[str, list[int]] = {}
    for i in sorted(odds, key=lambda i: (-odds[i], i)):
        by_place.setdefault(place_key(context.places[i]), []).append(i)
    limit = _logit(told)
    found = [
        Weighed(
            group[0],
            sum(odds[i] for i in group) / total,
            any(signs[i]["beside"] or signs[i]["reader"] >= limit for i in group),
        )
        for group in by_place.values()
    ]
    return tuple(sorted(found, key=lambda w: (-odds[w.mention], w.mention)))


def signs_by_mention(context: Context, cluster: Cluster) -> dict[int, dict[str, float]]:
    """The signs of each place mention, in the units of ``place_weights.json``."""
    reader = dict.fromkeys(context.places, 0.0)
    for happening in told_of(context, cluster):
        for part in happening.parts:
            if part.name is PartName.PLACE and part.mention in reader:
                reader[part.mention] = max(reader[part.mention], part.probability)
    most = max(reader.values(), default=0.0)
    surrounding = _surrounding(context)
    triggers = [t for d in cluster.drafts for t in d.triggers]
    in_role = {r.mention for t in triggers for r in t.roles if r.name in {RoleName.PLACE, RoleName.PATIENT}}
    position = {i: _of_position(context, triggers, i, role=i in in_role) for i in context.places}
    return {
        i: {
            "reader": _logit(reader[i]),
            "likeliest": float(reader[i] >= most),
            **position[i],
            **_of_place(context, i, position[i]["beside"]),
            "surrounds": float(i in surrounding),
        }
        for i in context.places
    }


def _of_position(
    context: Context, triggers: Sequence[Trigger], index: int, *, role: bool
) -> dict[str, float]:
    """Where the name stands to the words of the deed; ``role`` is whether grammar makes it their place."""
    mention = context.mention(index)
    return {
        "beside": float(any(t.sentence == mention.sentence for t in triggers)),
        "in_clause": float(any(t.clause.covers(mention.span) for t in triggers)),
        "role": float(role),
        "before": float(mention.span.start < min(t.span.start for t in triggers)),
        "elsewhere": float(not may_be_there(context, index)),
        "in_place": float(in_place(context, index)),
    }


@once
def _of_place(context: Context, index: int, beside: float) -> dict[str, float]:
    """How narrow the place is, and whether it lies where the report is at home.

    A province or country counts less where it stands ``beside`` the deed: there the town is named too.
    """
    resolved = context.places[index]
    place, precision, said = resolved.place, resolved.precision, resolved.mention
    home = place is None or place.country is None or place.country in context.scene.main
    unknown = is_unplaced(resolved)
    described = context.mention(index).span.text.islower()
    return {
        "at_home": float(home),
        "area": float(not unknown and precision == "area"),
        "province_beside": float(not unknown and precision == "admin1") * beside,
        "country_beside": float(not unknown and precision == "country") * beside,
        "described": float(described and not unknown),
        "unknown_described": float(unknown and described),
        "unknown": float(unknown and not described),
        "unknown_inside": float(unknown and bool(said.inside)),
        "unknown_of_kind": float(unknown and said.kind_hint is not None),
        "unknown_site": float(unknown and (said.landmark or said.site is not None)),
        "unknown_words": float(unknown and " " in said.text),
    }


@once
def _surrounding(context: Context) -> frozenset[int]:
    """The places that are one of the areas that another is told to lie in."""
    areas = {bare_name(area).lower() for p in context.places.values() for area in p.mention.inside}
    areas |= {p.place.admin1.lower() for p in context.places.values() if p.place and p.place.admin1}
    names = {i: bare_name(p.mention.text).lower() for i, p in context.places.items()}
    return frozenset(
        i for i, n in names.items() if n in areas or any(area.startswith(f"{n} ") for area in areas)
    )


def _logit(probability: float) -> float:
    p = min(1 - _EDGE, max(_EDGE, probability))
    return log(p / (1 - p))


@cache
def weights() -> Mapping[str, float]:
    """What each sign is worth, as ``tools/fit_places.py`` fitted it."""
    text = (files("marsad.resolving.events") / "place_weights.json").read_text(encoding="utf-8")
    return dict(json.loads(text))
