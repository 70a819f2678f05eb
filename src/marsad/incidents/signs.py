"""The signs by which two tellings look like one incident, or like two.

Each sign is a number from 0 to about 1, and depends on the two tellings and the registry alone. What each
weighs is fitted (``comparing``); a few are products of others, because a sum of odds cannot say "and".
"""

from __future__ import annotations

from functools import lru_cache
from math import log, log1p

from marsad.incidents.blocking import REACH_KM, share_mark
from marsad.incidents.kinds import ALIKE, RARE
from marsad.incidents.targets import targets
from marsad.incidents.telling import Telling
from marsad.incidents.words import likeness, mass, most_telling, stems
from marsad.knowledge.actors import Registry
from marsad.knowledge.gazetteer import distance_km
from marsad.knowledge.gazetteer.keys import name_key
from marsad.model.event import Effect

Signs = dict[str, float]

_SPOTS = frozenset(("exact", "near"))
_WIDE = frozenset(("admin1", "country"))
_TOLERANCE_KM = {"exact": 3.0, "near": 12.0, "area": 20.0, "admin1": 100.0, "country": 400.0}
"""How far from its point a telling's place may be, by the precision that the reader gives it."""
_UNSAID_KM = 10.0
_MANY_DAYS = 3
_LIKE = 0.6
"""Tolls whose smaller is at least so much of the larger are alike."""
_DAYS_DIFFER = frozenset(("a day apart", "days apart"))
_PLACES_DIFFER = frozenset(("away", "beyond its precision", "places named otherwise"))
_MASS = 50.0
"""The weight of some five words of middling rarity."""


def signs_of(one: Telling, other: Telling, registry: Registry | None = None) -> Signs | None:
    """The signs for and against; None where the two cannot be one. The order of the two does not matter."""
    apart = kilometres(one, other)
    far = apart is not None and apart > REACH_KM and {one.precision, other.precision} <= _SPOTS
    if far and (min(one.place_sure, other.place_sure) == 1 or not share_mark(one, other)):
        return None  # both places are certain, or nothing but chance says that one is read wrongly
    signs: Signs = {"any": 1.0}
    signs |= _as_sure(_of_days(one, other), _DAYS_DIFFER, one.day_sure * other.day_sure)
    signs |= _as_sure(_of_places(one, other, apart), _PLACES_DIFFER, one.place_sure * other.place_sure)
    signs |= _of_types(one, other)
    signs |= _of_actors(one, other, registry)
    signs |= _of_harm(one, other)
    signs |= _of_words(one, other)
    return signs | _together(signs)


def _as_sure(signs: Signs, against: frozenset[str], sure: float) -> Signs:
    """Signs against weigh as much as both tellings are sure; nothing where one is as likely wrong as not."""
    weight = max(0.0, 2 * sure - 1)
    return {name: n * weight if name in against else n for name, n in signs.items()}


def _together(signs: Signs) -> Signs:
    """Signs that say more together than each alone."""

    def value(name: str) -> float:
        return signs.get(name, 0.0)

    rare = value("same rare kind")
    day, near, overlap = value("same day"), value("near"), max(value("same day"), value("days overlap"))
    found = {
        "same day, near": day * near,
        "rare kind, near, days overlap": rare * near * overlap,
        "rare kind, whole country, days overlap": rare * overlap * value("both of a whole country"),
        "long, near, same actors": value("both of many days") * near * value("same actors"),
        "shared words, days overlap": value("shared words") * overlap,
        "shared number, days overlap": value("shared number") * overlap,
        "same target, days overlap": value("same target") * overlap,
        "place in the other's words, days overlap": value("place in the other's words") * overlap,
    }
    return {name: n for name, n in found.items() if n}


def kilometres(one: Telling, other: Telling) -> float | None:
    """The distance between two tellings' points, in km; None where one has none."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def _of_days(one: Telling, other: Telling) -> Signs:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return {"a day is unknown": 1.0}
    gap = max((one.first - other.last).days, (other.first - one.last).days)
    if one.first == one.last == other.first == other.last:
        return {"same day": 1.0}
    lengths = sorted(((one.last - one.first).days, (other.last - other.first).days))
    whole = (max(one.last, other.last) - min(one.first, other.first)).days + 1
    signs = {
        "length of the longer": log1p(lengths[1]) / 4,
        "length of the shorter": log1p(lengths[0]) / 4,
    }
    if lengths[0] > _MANY_DAYS:
        signs["both of many days"] = 1.0
    if gap <= 0:
        return signs | {"days overlap": 1.0, "share of days": (1 - gap) / whole}
    return signs | ({"a day apart": 1.0} if gap == 1 else {"days apart": 1.0})


def _of_places(one: Telling, other: Telling, apart: float | None) -> Signs:
    signs = _of_names(one, other)
    if apart is None:
        return signs | {"a place is unknown": 1.0}
    slack = sum(_TOLERANCE_KM.get(t.precision or "", _UNSAID_KM) for t in (one, other))
    wide = [t.precision in _WIDE for t in (one, other)]
    signs |= {
        "near": max(0.0, 1 - apart / slack),
        "away": min(2.0, apart / 25),
        "beyond its precision": min(3.0, apart / slack),
    }
    if any(wide):
        signs["area around it"] = 1.0
    if all(wide):
        signs["both of a wide area"] = 1.0
    if one.precision == other.precision == "country":
        signs["both of a whole country"] = 1.0
    return signs


def _of_names(one: Telling, other: Telling) -> Signs:
    """Whether the places are named alike, by the words of their names as the gazetteer compares them."""
    mine, theirs = (frozenset(name_key(t.place_name or "").split()) for t in (one, other))
    if not mine or not theirs:
        return {}
    shared = len(mine & theirs) / min(len(mine), len(theirs))
    return {"places named alike": shared} if shared else {"places named otherwise": 1.0}


def _of_types(one: Telling, other: Telling) -> Signs:
    if one.sub_type == other.sub_type:
        return {"same rare kind" if one.sub_type in RARE else "same kind": 1.0}
    if frozenset((one.sub_type, other.sub_type)) in ALIKE:
        return {"like kind": 1.0}
    return {"same type": 1.0} if one.type is other.type else {"another type": 1.0}


def _of_actors(one: Telling, other: Telling, registry: Registry | None) -> Signs:
    if not one.actors or not other.actors:
        return {"an actor is unknown": 1.0}
    fewer, more = sorted((sorted(one.actors), sorted(other.actors)), key=lambda a: (len(a), a))
    shared = sum(any(_kin(a, b, registry) for b in more) for a in fewer)
    if not shared:
        return {"other actors": 1.0}
    return {"same actors": shared / len(fewer), "all actors the same": shared / len(more)}


def _kin(one: str, other: str, registry: Registry | None) -> bool:
    """Whether two actors are one, a part of the other, or the other under a later name."""
    return one == other or other in _above(one, registry) or one in _above(other, registry)


def _above(actor: str, registry: Registry | None) -> set[str]:
    """What an actor is part of, and what it was called before; not those that it split from."""
    found: set[str] = set()
    while registry is not None and (known := registry.actors.get(actor)) is not None:
        elder = known.parent
        if elder is None and len(known.predecessors) == 1:
            before = registry.actors.get(known.predecessors[0])
            elder = before.id if before is not None and before.successors == (known.id,) else None
        if elder is None or elder in found:
            break
        found.add(elder)
        actor = elder
    return found


def _of_harm(one: Telling, other: Telling) -> Signs:
    signs: Signs = {}
    for effect, name in ((Effect.KILLED, "dead"), (Effect.WOUNDED, "wounded")):
        mine, theirs = one.toll(effect), other.toll(effect)
        if mine is None and theirs is None:
            continue
        if mine is None or theirs is None:
            signs[f"{name} told by one"] = 1.0
        elif mine == theirs:
            signs[f"same number {name}"] = min(1.0, log1p(mine) / 3)  # "2" is often chance, "23" is not
        else:
            low, high = sorted((mine, theirs))
            ratio = low / high if high else 1.0
            like = ratio > _LIKE
            signs[f"{'like' if like else 'other'} number {name}"] = ratio if like else 1 - ratio
            signs |= _of_unequal(one, other, effect, name)
    shared = _numbers(one) & _numbers(other)
    if shared:
        signs["shared number"] = max(min(1.5, log1p(n) / 3) for n in shared)
    return signs


def _of_unequal(one: Telling, other: Telling, effect: Effect, name: str) -> Signs:
    """Of two different tolls: how many times as high one is, and whether it is the sum over more days."""
    low, high = sorted((one, other), key=lambda t: t.toll(effect) or 0)
    less, more = low.toll(effect) or 0, high.toll(effect) or 0
    if effect is Effect.WOUNDED:
        return {"times as many wounded": min(2.0, log(max(1, more) / max(1, less)))}
    longer = _length(high) > _length(low)
    return {f"more {name} in more days": 1 - less / more} if longer else {}


def _length(telling: Telling) -> int:
    if telling.first is None or telling.last is None:
        return 0
    return (telling.last - telling.first).days


def _numbers(telling: Telling) -> set[int]:
    """All figures of a telling, whatever they count; those up to two are often chance."""
    return {n for f in telling.figures for n in (f.low, f.high) if n is not None and n > 2}


def _of_words(one: Telling, other: Telling) -> Signs:
    signs = {
        "shared words": likeness(one.words, other.words),
        "weight of shared words": log1p(mass(one.words & other.words) / _MASS),
        "most telling shared word": most_telling(one.words & other.words),
    }
    if targets(one.words) & targets(other.words):
        signs["same target"] = 1.0
    signs["place in the other's words"] = max(_told_by(one, other), _told_by(other, one))
    return {name: n for name, n in signs.items() if n}


def _told_by(one: Telling, other: Telling) -> float:
    """The share of the name of one telling's place that stands in the words of the other."""
    named = _name(one.place_name or "")
    return len(named & other.words) / len(named) if named else 0.0


@lru_cache(maxsize=4096)
def _name(place: str) -> frozenset[str]:
    return stems(place)
