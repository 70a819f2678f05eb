"""The scene of a report: which countries it is about, and on which day it speaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from marsad.knowledge.base import Knowledge
from marsad.model.reading import MentionKind, PartName, Reading, RoleName
from marsad.model.report import Report
from marsad.resolving.actors.descriptions import is_common, is_office
from marsad.resolving.places.resolve import ResolvedPlace

_LEAD_SENTENCES = 4
_LEAD_WEIGHT = 2.0
_ADJECTIVE_WEIGHT = 0.7
_PLACE_WEIGHT = 0.6
_SCENE_WEIGHT = 1.8
"""For a place at which something happened; countries named are mostly those of who acts and speaks."""
_TOLD = 0.5
"""How likely a happening must be for its place to count so."""
_NEARLY = 0.6


@dataclass(frozen=True, slots=True)
class Scene:
    """``countries`` are (ISO2, weight) with the weights adding to 1, heaviest first."""

    countries: tuple[tuple[str, float], ...]
    day: date | None

    @property
    def country(self) -> str | None:
        """The country that the report is about above all."""
        return self.countries[0][0] if self.countries else None

    @property
    def main(self) -> tuple[str, ...]:
        """The country the report is about, and another one that is spoken of nearly as much."""
        if not self.countries:
            return ()
        top = self.countries[0][1]
        return tuple(c for c, w in self.countries[:2] if w >= _NEARLY * top)

    def weight(self, iso2: str | None) -> float:
        return next((w for c, w in self.countries if c == iso2), 0.0)


LETTERS = 4
"""Letters up to which an abbreviation means different things in different countries."""


def scene_of(
    report: Report,
    reading: Reading,
    knowledge: Knowledge,
    places: Mapping[int, ResolvedPlace] | None = None,
) -> Scene:
    """Weigh the countries that a report names, by places, lands, peoples and the homes of its actors.

    Where ``places`` tells which place a name means, the name counts for its country; without ``places``,
    for the countries of all places that bear it.
    """
    registry = knowledge.registry
    weights: Counter[str] = Counter()
    text = report.text
    for number, sentence in enumerate(reading.sentences):
        factor = _LEAD_WEIGHT if number < _LEAD_SENTENCES else 1.0
        for match in registry.lands.find(text, sentence.start, sentence.end):
            weights.update({match.ids[0]: factor})
        for match in registry.peoples.find(text, sentence.start, sentence.end):
            weights.update({match.ids[0]: factor * _ADJECTIVE_WEIGHT})
    if report.title:
        for match in registry.lands.find(report.title):
            weights.update({match.ids[0]: _LEAD_WEIGHT})
        for match in registry.peoples.find(report.title):
            weights.update({match.ids[0]: _LEAD_WEIGHT * _ADJECTIVE_WEIGHT})
    scenes = _scenes(reading)
    for n, mention in enumerate(reading.mentions):
        if mention.name is None:
            continue
        if mention.kind is MentionKind.ACTOR:
            _count_actor(weights, mention.name.text, knowledge)
        elif mention.kind is MentionKind.PLACE:
            weight = _SCENE_WEIGHT if n in scenes else _PLACE_WEIGHT
            if places is None:
                _count_place(weights, mention.name.text, knowledge, weight)
            elif n in places and (place := places[n].place) is not None and place.country is not None:
                weights.update({place.country: weight})
    total = sum(weights.values())
    countries = tuple((c, w / total) for c, w in weights.most_common(6)) if total else ()
    published = report.published
    return Scene(countries, published.end if published else None)


def _scenes(reading: Reading) -> frozenset[int]:
    """The mentions that are the likeliest places of what the report tells."""
    if reading.happenings is None:
        roles = (role for trigger in reading.triggers for role in trigger.roles)
        return frozenset(role.mention for role in roles if role.name is RoleName.PLACE)
    found = []
    for happening in reading.happenings:
        places = [(p.probability, p.mention) for p in happening.parts if p.name is PartName.PLACE]
        found += [max(places)[1]] if places and happening.confidence >= _TOLD else []
    return frozenset(found)


def _count_actor(weights: Counter[str], name: str, knowledge: Knowledge) -> None:
    """An actor counts for the countries that it fights in, where these are few."""
    registry = knowledge.registry
    if is_office(name) or is_common(name):  # "the National Guard" is whosever the report is about
        return
    actors = [registry.actors[i] for i in registry.names.ids(name) if i in registry.actors]
    shared = any(not a.party for a in actors)  # "AFP" the agency says nothing of "AFP" the army
    homes = [] if shared else list(dict.fromkeys(c for a in actors for c in a.fights_in))
    letters = name.isupper() and len(name) <= LETTERS  # "MIT" is many things
    if len(homes) > 3 and not letters:
        homes = list(dict.fromkeys(a.country for a in actors if a.country))
    if 0 < len(homes) <= 3:  # in the order of the registry, which breaks ties the same way each time
        weights.update(dict.fromkeys(homes, 0.8 / len(homes)))


def _count_place(weights: Counter[str], name: str, knowledge: Knowledge, weight: float) -> None:
    """A place counts for the countries that its best candidates lie in, by how likely each is."""
    candidates = knowledge.gazetteer.lookup(name, 8)
    big = [
        c for c in candidates if c.place.population > 20_000 or (c.place.kind or "").startswith("admin")
    ] or list(candidates[:3])
    homes = Counter(c.place.country for c in big if c.place.country)
    if not homes:
        return
    total = sum(homes.values())
    for country, n in homes.items():
        weights.update({country: weight * n / total})
