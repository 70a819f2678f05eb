"""Who the speakers of a report are, and whether they fight in its war.

A speaker is neutral by description before all else ("a doctor at the military hospital"), then by the
names in the phrase, by the country and office named, and last by the words for a side ("rebel source").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from marsad.knowledge.actors import NameMatch, Registry
from marsad.knowledge.speakers import speaker_words
from marsad.model.actor import Actor, ActorKind
from marsad.model.event import Claim
from marsad.model.reading import Attribution
from marsad.model.span import Span
from marsad.resolving.sides import Sides

_WORD = re.compile(r"[^\W_]+(?:[-‑'’.][^\W_]+)*")
_PREPOSITIONS = frozenset(
    ["of", "for", "at", "in", "from", "with", "inside", "near", "within", "on", "to", "by"]
)
_PRONOUNS = frozenset(["he", "she", "it", "they", "i", "we"])
_PLACING = frozenset(["in", "inside", "near", "within", "outside"])


@dataclass(frozen=True, slots=True)
class SpeakerContext:
    """What is known of the report. ``warring``: ids of actors that fight in it; ``countries``: ISO2 at war.

    ``previous`` are the claims of earlier speakers, for "the group said" and "he added".
    """

    registry: Registry
    day: date | None = None
    warring: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    outlet: str | None = None
    previous: tuple[Claim, ...] = ()

    @property
    def sides(self) -> Sides:
        return Sides(self.registry, self.day, self.warring, self.countries)


@dataclass(frozen=True, slots=True)
class _Found:
    """What is made out about a speaker so far."""

    actor: Actor | None = None
    organisation: str | None = None
    belligerent: bool | None = None


def resolve_speakers(
    attributions: Sequence[Attribution], text: str, context: SpeakerContext
) -> tuple[Claim, ...]:
    """One claim an attribution, in order; each may rest on those before it."""
    claims = list(context.previous)
    for attribution in attributions:
        claims.append(resolve_speaker(attribution, text, replace(context, previous=tuple(claims))))
    return tuple(claims[len(context.previous) :])


def resolve_speaker(attribution: Attribution, text: str, context: SpeakerContext) -> Claim:
    """The claim of one attribution: the speaker as written, the body spoken for, and whether it fights.

    A pronoun takes the words of its antecedent; ``belligerent`` is None where nothing tells the side.
    """
    speaker = attribution.speaker
    words = [w.lower() for w in _WORD.findall(speaker.text)]
    pronoun = len(words) == 1 and words[0] in _PRONOUNS
    if attribution.antecedent is not None:
        earlier = _claim_of(attribution.antecedent, context.previous)
        own = _Found() if pronoun else _found(speaker, text, context)
        told = attribution.antecedent.text if pronoun else speaker.text
        agrees = earlier is not None and own.belligerent in {None, earlier.belligerent}
        if earlier is not None and own.actor is None and agrees:
            return replace(earlier, speaker=told, stance=attribution.stance, span=speaker)
        found = (
            own
            if own.actor is not None or own.belligerent is not None
            else _found(attribution.antecedent, text, context)
        )
        return _claim(attribution, told, found, context)
    if pronoun:
        return _claim(attribution, speaker.text, _Found(), context)
    return _claim(attribution, speaker.text, _found(speaker, text, context), context)


def _claim(attribution: Attribution, told: str, found: _Found, context: SpeakerContext) -> Claim:
    organisation = found.organisation
    if organisation is None and found.actor is not None:
        organisation = found.actor.name_on(context.day)
    if organisation is None and attribution.organisation is not None:
        organisation = attribution.organisation.text
    actor = found.actor.id if found.actor else None
    return Claim(told, organisation, actor, found.belligerent, attribution.stance, attribution.speaker)


def _claim_of(span: Span, previous: Sequence[Claim]) -> Claim | None:
    return next((c for c in reversed(previous) if c.span == span), None)


def _found(speaker: Span, text: str, context: SpeakerContext) -> _Found:
    """Everything that the speaker phrase itself tells."""
    person = _person(speaker, text, context)
    actor = person or _named(speaker, text, context) or _of_country(speaker, text, context)
    core = _core(speaker.text)
    if person is None and _is_neutral(core):
        return _Found(_neutral_body(actor), None, False)
    if (
        person is None
        and _is_state_medium(speaker.text)
        and (actor is None or actor.kind is not ActorKind.MEDIA)
    ):
        return _state_medium(actor, context)
    if actor is not None:
        return _Found(actor, None, context.sides.fights(actor))
    return _described(speaker.text, core, context)


def _neutral_body(actor: Actor | None) -> Actor | None:
    """The body that a neutral speaker belongs to: a medium, a monitor, an aid group; never an army."""
    neutral = {
        ActorKind.MEDIA,
        ActorKind.MONITOR,
        ActorKind.HUMANITARIAN,
        ActorKind.INTERNATIONAL_ORGANISATION,
    }
    return actor if actor is not None and actor.kind in neutral else None


# ------------------------------------------------------------------ names


def _person(speaker: Span, text: str, context: SpeakerContext) -> Actor | None:
    for match in context.registry.people.find(text, speaker.start, speaker.end):
        for number in match.ids:
            person = context.registry.persons[int(number)]
            begun = person.start is None or context.day is None or person.start <= context.day
            ended = person.end is not None and context.day is not None and context.day > person.end
            if begun and not ended and person.speaks_for in context.registry.actors:
                return context.registry.actors[person.speaks_for]
    return None


def _named(speaker: Span, text: str, context: SpeakerContext) -> Actor | None:
    """The actor named in the phrase: the first name that does not merely say where somebody is."""
    for match in context.registry.names.find(text, speaker.start, speaker.end):
        if _merely_placing(text, speaker, match) or _is_plain(text[match.start : match.end]):
            continue
        actors = [context.registry.actors[i] for i in match.ids if i in context.registry.actors]
        if actors:
            return max(actors, key=lambda a: _fit(a, text[match.start : match.end], context))
    return None


def _is_plain(written: str) -> bool:
    """Words that many bodies share ("State TV") or a mere letter are no name."""
    words = speaker_words()
    plain = words.media | words.vague | words.state | words.state_media
    return len(written) < 2 or all(w.lower() in plain for w in _WORD.findall(written))


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


def _of_country(speaker: Span, text: str, context: SpeakerContext) -> Actor | None:
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
    words = _words(speaker.text)
    if _armed_word(words) and not _state_word(words):
        return _standing_for(words, context, country)
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
        _state_word(words)
        or bare
        or words & {"spokesman", "spokeswoman", "spokesperson", "king", "prince", "secretary", "envoy"}
    ):
        return registry.government(country)
    foreign = country not in context.countries and words & speaker_words().vague
    return registry.government(country) if foreign else None  # "the Russian centre for reconciliation"


def _capital(phrase: str, registry: Registry) -> Actor | None:
    """The government that a bare capital stands for: "Kyiv said"."""
    name = phrase.strip().lower()
    country = next((c for c in registry.countries.values() if c.capital.lower() == name), None)
    return registry.government(country.iso2) if country else None


# ------------------------------------------------------------------ descriptions


def _words(phrase: str) -> frozenset[str]:
    """The words of a phrase in lower case; of "ISIS-held" nothing, of "pro-government" both parts too."""
    found: set[str] = set()
    for word in _WORD.findall(phrase):
        parts = re.split(r"[-‑]", word.lower())
        if parts[-1] in speaker_words().held and len(parts) > 1:
            continue
        found.update({word.lower(), *parts})
    return frozenset(re.sub(r"['’]s$", "", w) for w in found)


def _core(phrase: str) -> list[str]:
    """The words of a phrase up to its first preposition or relative clause: where its head stands.

    A name and what stands beside it ("Ada Obi, a nurse at the clinic") count as one.
    """
    core = []
    for piece in phrase.split(","):
        for word in _WORD.findall(piece):
            if word.lower() in _PREPOSITIONS | {"who", "which", "whose"}:
                break
            core.append(word.lower())
    return core


def _is_neutral(core: Sequence[str]) -> bool:
    words = speaker_words()
    if any(w in words.neutral for w in core):
        return True
    if not core or any(w in words.state_media for w in core):
        return False
    last = core[-1]
    kinds = [w for w in core[:-1] if w in words.neutral_kinds]
    return (
        bool(kinds)
        and last in words.vague | {"workers", "groups", "sources", "officials"}
        and not any(w in words.armed for w in core[:-1])
    )


def _is_state_medium(phrase: str) -> bool:
    words = _words(phrase)
    return bool(words & speaker_words().state_media and words & speaker_words().media)


def _state_medium(actor: Actor | None, context: SpeakerContext) -> _Found:
    """ "State television": the medium of the one country at war, where there is one."""
    sides = context.sides
    if actor is not None and actor.country:
        country: str | None = actor.country
    else:
        homes = sides.homes()
        country = next(iter(homes)) if len(homes) == 1 else None
    if country is None:
        return _Found(None, None, True if context.countries else None)
    media = [a for a in context.registry.standing_for("state media") if a.country == country]
    voice = media[0] if len(media) == 1 else context.registry.government(country)
    return _Found(voice, None, sides.state_fights(country))


def _state_word(words: frozenset[str]) -> bool:
    return bool(words & speaker_words().state)


def _armed_word(words: frozenset[str]) -> bool:
    return bool(words & speaker_words().armed)


def _described(phrase: str, core: Sequence[str], context: SpeakerContext) -> _Found:
    """What a phrase without known names tells: "rebel commander", "military sources", "local media"."""
    words = _words(phrase)
    head = frozenset(core)
    if words & speaker_words().civic and not _armed_word(head) and not _state_word(head):
        return _Found(None, None, False)
    if words & speaker_words().media and not _armed_word(words) and not _state_word(words):
        return _Found(None, None, False)
    if _armed_word(head) or (_armed_word(words) and not _state_word(words)):
        return _Found(_standing_for(words, context, None), None, True)
    if _state_word(words):
        return _state_described(words, context)
    return _Found()


def _state_described(words: frozenset[str], context: SpeakerContext) -> _Found:
    """An army, ministry or official without a country: of the country at war, where there is one."""
    if not context.countries:
        return _Found()
    sides = context.sides
    homes = sorted(c for c in context.countries if sides.state_fights(c))
    if not homes:
        return _Found(None, None, False)
    if len(homes) > 1:
        return _Found(None, None, True)
    registry = context.registry
    if words & {"police", "policeman", "policemen"}:
        return _Found(registry.police(homes[0]), None, True)
    if words & {
        "army",
        "military",
        "forces",
        "troops",
        "soldier",
        "soldiers",
        "officer",
        "defence",
        "defense",
    }:
        return _Found(registry.forces(homes[0]), None, True)
    return _Found(registry.government(homes[0]), None, True)


def _standing_for(words: frozenset[str], context: SpeakerContext, country: str | None) -> Actor | None:
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
