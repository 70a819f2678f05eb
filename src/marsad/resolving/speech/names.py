"""The actors that a speaker phrase names: by a person, by its own name, by a country and an office."""

from __future__ import annotations

import re

from marsad.knowledge.actors import NameMatch, Registry
from marsad.knowledge.speakers import speaker_words
from marsad.model.actor import Actor, ActorKind
from marsad.model.span import Span
from marsad.reading.speech.cues import speech_words
from marsad.resolving.actors.naming import TITLES
from marsad.resolving.speech.phrases import has_armed_word, has_state_word, is_plain, words_of
from marsad.resolving.speech.sides import SpeakerContext

_SHORT = 5
_ARTICLE = re.compile(r"\b[Tt]he\s\Z")
_GOES_ON = re.compile(r"\s+[A-Z]")
_TITLED = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Miss)\.?\s\Z", re.I)
_GIVEN = re.compile(r"(?:(?<=\s)|^)[A-Z][a-z]+ [A-Z][a-z]+ \Z")
"""Two names ahead of a third."""
_PLACING = frozenset(["in", "inside", "near", "within", "outside"])


def person_in(speaker: Span, text: str, context: SpeakerContext) -> Actor | None:
    for match in context.registry.people.find(text, speaker.start, speaker.end):
        for number in match.ids:
            person = context.registry.persons[int(number)]
            begun = person.start is None or context.day is None or person.start <= context.day
            ended = person.end is not None and context.day is not None and context.day > person.end
            if _names_another(text, speaker, match, person.name):
                continue
            if begun and not ended and person.speaks_for in context.registry.actors:
                return context.registry.actors[person.speaks_for]
    return None


def _names_another(text: str, speaker: Span, match: NameMatch, name: str) -> bool:
    """Whether given names of somebody else stand ahead: "Hana Saleh Abbas" is no "Abbas"."""
    if " " in text[match.start : match.end]:
        return False
    before = _GIVEN.search(text[speaker.start : match.start])
    if before is None:
        return False
    given = [w.lower() for w in before[0].split()]
    offices = speech_words().titles | TITLES
    return not any(w in offices or w in name.lower() for part in given for w in re.split(r"[-‑]", part))


def actor_named(speaker: Span, text: str, context: SpeakerContext) -> Actor | None:
    """The actor named in the phrase: the first that suits the report and is no mere place."""
    named = []
    for match in context.registry.names.find(text, speaker.start, speaker.end):
        written = text[match.start : match.end]
        if _merely_placing(text, speaker, match) or is_plain(written):
            continue
        actors = [context.registry.actors[i] for i in match.ids if i in context.registry.actors]
        actors = [a for a in actors if _is_spelled(a, text, match)]
        if actors:
            named.append(max((_fit(a, written, context), a.id) for a in actors))
    fitting = [n for n in named if any(n[0])]
    best = next(iter(fitting or named), None)
    return context.registry.actors[best[1]] if best else None


def _is_spelled(actor: Actor, text: str, match: NameMatch) -> bool:
    """Whether a name is told in its own letters: "Ms" is no "MSS", "National Defence" not "The National",
    nor "Dr Ana Cruz" an army.
    """
    written = text[match.start : match.end]
    spellings = {actor.name, *(n.text for n in (*actor.called, *actor.names))}
    if written not in spellings and f"The {written}" in spellings:
        return _ARTICLE.search(
            text[max(0, match.start - 6) : match.start]
        ) is not None and not _GOES_ON.match(text, match.end)
    if len(written) > _SHORT or " " in written:
        return True
    if _TITLED.search(text[max(0, match.start - 6) : match.start]):
        return False
    return written in spellings or written.removesuffix("s") in spellings


def _merely_placing(text: str, speaker: Span, match: NameMatch) -> bool:
    """ "Raqqa", "in Syria" or "ISIS-held" in a phrase tell where, not for whom somebody speaks."""
    after = re.match(r"[-‑](\w+)", text[match.end : match.end + 16])
    if after and after.group(1).lower() in speaker_words().held:
        return True
    before = re.search(r"(\w+\s+)?(\w+)\s+(?:the\s+)?$", text[speaker.start : match.start])
    if before is None:
        return False
    sent = (before.group(1) or "").strip().lower() in {
        "envoy",
        "representative",
        "coordinator",
        "rapporteur",
        "mediator",
        "ambassador",
    }
    return before.group(2).lower() in _PLACING or (sent and before.group(2).lower() in {"for", "to", "on"})


def _fit(actor: Actor, written: str, context: SpeakerContext) -> tuple[int, int, int]:
    """How well a candidate suits a speaker of this report: it fights here, it is of here, it is a voice."""
    here = bool(context.countries.intersection((*actor.fights_in, actor.country or "")))
    voice = actor.kind in {
        ActorKind.MEDIA,
        ActorKind.MONITOR,
        ActorKind.HUMANITARIAN,
        ActorKind.INTERNATIONAL_ORGANISATION,
    }
    return (int(actor.id in context.warring), int(here), int(voice) + int(actor.name == written))


def state_named(speaker: Span, text: str, context: SpeakerContext) -> Actor | None:
    """The government, forces or police of the country that the phrase names, by the office it names."""
    registry = context.registry
    matches = [
        m
        for index in (registry.peoples, registry.lands)
        for m in index.find(text, speaker.start, speaker.end)
        if not _merely_placing(text, speaker, m)
    ]
    if not matches:
        return _capital(speaker.text, registry)
    country = matches[0].ids[0]
    words = words_of(speaker.text)
    if has_armed_word(words) and not has_state_word(words):
        return standing_for(words, context, country)
    if words & {"police", "policeman", "policemen", "constable"}:
        return registry.police(country)
    if words & {
        "army",
        "military",
        "forces",
        "defence",
        "defense",
        "navy",
        "soldier",
        "soldiers",
        "officer",
        "troops",
        "general",
        "colonel",
    }:
        return registry.forces(country)
    bare = all(
        re.search(re.escape(w), text[matches[0].start : matches[0].end], re.I)
        for w in words - {"the", "its", "ally"}
    )
    if (
        has_state_word(words)
        or bare
        or words & {"spokesman", "spokeswoman", "spokesperson", "king", "prince", "secretary", "envoy"}
    ):
        return registry.government(country)
    foreign = country not in context.countries and words & speaker_words().vague
    return registry.government(country) if foreign else None  # "the Russian centre for reconciliation"


def country_placed(speaker: Span, text: str, context: SpeakerContext) -> str | None:
    """The country that a phrase places its speaker in: "officials in Kenya"."""
    found = context.registry.lands.find(text, speaker.start, speaker.end)
    return next((m.ids[0] for m in found if _merely_placing(text, speaker, m)), None)


def _capital(phrase: str, registry: Registry) -> Actor | None:
    """The government that a bare capital stands for: "Kyiv said"."""
    name = phrase.strip().lower()
    country = next((c for c in registry.countries.values() if c.capital.lower() == name), None)
    return registry.government(country.iso2) if country else None


def standing_for(words: frozenset[str], context: SpeakerContext, country: str | None) -> Actor | None:
    """The one actor that "rebels" or "opposition" means in the countries of the report."""
    homes = {country} if country else set(context.countries)
    found: dict[str, Actor] = {}
    for word in sorted(words & speaker_words().armed):
        for form in {word, word.removesuffix("s"), word + "s"}:
            for actor in context.registry.standing_for(form):
                if homes & {actor.country, *actor.fights_in}:
                    found[actor.id] = actor
    warring = [a for a in found.values() if a.id in context.warring]
    if len(warring) == 1:
        return warring[0]
    return next(iter(found.values())) if len(found) == 1 else None
