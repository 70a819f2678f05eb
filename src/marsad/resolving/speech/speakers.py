"""Who the speakers of a report are, and whether they fight in its war.

A speaker is neutral by description before all else ("a doctor at the military hospital"), then by the
names in the phrase, by the country and office named, and last by the words for a side ("rebel source").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from marsad.knowledge.speakers import speaker_words
from marsad.model.actor import Actor, ActorKind
from marsad.model.event import Claim
from marsad.model.reading import Attribution
from marsad.model.span import Span
from marsad.resolving.actors.identity import UNIDENTIFIED_ID
from marsad.resolving.speech.names import (
    actor_named,
    country_placed,
    person_in,
    standing_for,
    state_named,
)
from marsad.resolving.speech.phrases import (
    WORD,
    core_of,
    has_armed_word,
    has_state_word,
    is_medium,
    is_neutral,
    is_state_medium,
    words_of,
)
from marsad.resolving.speech.sides import SpeakerContext

__all__ = ["SpeakerContext", "resolve_speaker", "resolve_speakers"]

_OWN_STAFF = frozenset(["reporter", "correspondent", "reporters", "correspondents"])
"""Who writes for a medium speaks as it does: a state agency's correspondent is the state's voice."""
_THE_REPORTER = re.compile(rf"the (?:{'|'.join(sorted(_OWN_STAFF))})", re.I)
_REPORTER_BEHIND = re.compile(rf"(?: ?['’]?s)? (?:{'|'.join(sorted(_OWN_STAFF))})\b")
_A_MONITOR = re.compile(
    r"(?:a|an|the) (?:[\w-]+ )*(?:monitor|monitoring (?:group|organi[sz]ation|network)|watchdog"
    r"|war monitor)$",
    re.I,
)
_TAKING_UP = re.compile(
    r"(?:the|this|that|these) (?:\w+ )?(?:sources?|statement|cent(?:er|re))$",
    re.I,
)
_SOLDIERLY = frozenset("army military forces troops soldier soldiers officer defence defense".split())
_VOICES = frozenset(
    {
        ActorKind.MEDIA,
        ActorKind.MONITOR,
        ActorKind.HUMANITARIAN,
        ActorKind.INTERNATIONAL_ORGANISATION,
    }
)
_BELONGING = frozenset(["of", "for", "by", "from", "the", "to"])
_PRONOUNS = frozenset(["he", "she", "it", "they", "i", "we"])


@dataclass(frozen=True, slots=True)
class _Found:
    """What is made out about a speaker so far."""

    actor: Actor | None = None
    organisation: str | None = None
    belligerent: bool | None = None
    guessed: bool = False
    """Whether nothing in the words, only the country of the report, says whose official it is."""


def resolve_speakers(
    attributions: Sequence[Attribution], text: str, context: SpeakerContext
) -> tuple[Claim, ...]:
    """One claim an attribution, in order; each may rest on those before it."""
    claims = list(context.previous)
    for attribution in attributions:
        claims.append(resolve_speaker(attribution, text, replace(context, previous=tuple(claims))))
    return _introduced_later(claims[len(context.previous) :], context)


def _introduced_later(claims: Sequence[Claim], context: SpeakerContext) -> tuple[Claim, ...]:
    """A lead's "a monitoring group said" is the monitor that the report goes on to name, if it does."""
    actors = context.registry.actors
    monitors = {
        c.actor for c in claims if c.actor and c.actor in actors and actors[c.actor].kind is ActorKind.MONITOR
    }
    named = [(n, c) for n, c in enumerate(claims) if c.actor in monitors]
    done = list(claims)
    for n, claim in enumerate(claims):
        found = next((c for k, c in named if k > n), None)
        if found is not None and claim.actor is None and _A_MONITOR.match(claim.speaker):
            done[n] = replace(
                claim,
                organisation=found.organisation,
                actor=found.actor,
                belligerent=False,
            )
    return tuple(done)


def resolve_speaker(attribution: Attribution, text: str, context: SpeakerContext) -> Claim:
    """The claim of one attribution: the speaker as written, the body spoken for, and whether it fights.

    A pronoun takes the words of its antecedent; ``belligerent`` is None where nothing tells the side.
    """
    speaker = attribution.speaker
    words = [w.lower() for w in WORD.findall(speaker.text)]
    pronoun = len(words) == 1 and words[0] in _PRONOUNS
    if attribution.antecedent is not None:
        earlier = _claim_of(attribution.antecedent, context.previous)
        own = _Found() if pronoun else _found(speaker, text, context)
        bare = pronoun or _TAKING_UP.match(speaker.text) is not None
        told = attribution.antecedent.text if bare else speaker.text
        agrees = earlier is not None and own.belligerent in {None, earlier.belligerent}
        if earlier is not None and (own.guessed or (own.actor is None and agrees)):
            return replace(earlier, speaker=told, stance=attribution.stance, span=speaker)
        found = (
            own
            if own.actor is not None or own.belligerent is not None
            else _meant(_found(attribution.antecedent, text, context), attribution.antecedent, context)
        )
        return _claim(attribution, told, found, context)
    found = _Found() if pronoun else _found(speaker, text, context)
    return _claim(attribution, speaker.text, _meant(found, speaker, context), context)


def _meant(found: _Found, speaker: Span, context: SpeakerContext) -> _Found:
    """Who the report means by words that tell nothing themselves: "the group", "its spokesman"."""
    if found != _Found():
        return found
    inside = [
        (span.end - span.start, who)
        for span, who in context.meant
        if speaker.overlaps(span) and who.id != UNIDENTIFIED_ID and _of_whom(speaker, span)
    ]
    if not inside:
        return found
    who = max(inside, key=lambda f: f[0])[1]
    actor = context.registry.actors.get(who.id)
    if actor is not None:
        return _Found(actor, None, context.sides.fights(actor))
    return _Found(None, None, True) if who.armed else found


def _of_whom(speaker: Span, span: Span) -> bool:
    """Whether a mention is the speaker or whom he belongs to, not what stands beside his name."""
    before = speaker.text[: max(0, span.start - speaker.start)].split()
    return not before or before[-1].lower() in _BELONGING


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
    person = person_in(speaker, text, context)
    named = actor_named(speaker, text, context)
    actor = person or named or state_named(speaker, text, context)
    core = core_of(speaker.text)
    side = _coordinated(speaker.text, context) if person is None else None
    if side is not None:
        return side
    if named is not None and named.party and named.kind not in _VOICES and is_medium(core):
        return _Found(named, None, context.sides.fights(named))  # "the magazine of the brigade"
    if person is None and is_neutral(core):
        body = _neutral_body(actor) or _employer(speaker, text, context)
        own_voice = body is not None and body.kind is ActorKind.MEDIA and bool(_OWN_STAFF & set(core))
        return _Found(body, None, context.sides.fights(body) if own_voice and body is not None else False)
    if (
        person is None
        and is_state_medium(speaker.text)
        and (actor is None or actor.kind is not ActorKind.MEDIA)
    ):
        return _state_medium(actor, context)
    if actor is not None:
        return _Found(actor, None, context.sides.fights(actor))
    return _described(speaker.text, core, context, country_placed(speaker, text, context))


def _coordinated(phrase: str, context: SpeakerContext) -> _Found | None:
    """ "A monitor and rebels": one that fights among several speakers told in plain words."""
    parts = re.split(r"\s+and\s+", phrase)
    if len(parts) < 2:
        return None
    sides = [
        found
        for part in parts
        if not is_neutral(core_of(part)) and (found := _described(part, core_of(part), context)).belligerent
    ]
    neutral = any(is_neutral(core_of(part)) for part in parts)
    return sides[0] if sides and neutral else None


def _neutral_body(actor: Actor | None) -> Actor | None:
    """The body that a neutral speaker belongs to: a medium, a monitor, an aid group; never an army."""
    return actor if actor is not None and actor.kind in _VOICES else None


def _employer(speaker: Span, text: str, context: SpeakerContext) -> Actor | None:
    """The medium of "the reporter": the one whose reporter is named before."""
    if not _THE_REPORTER.fullmatch(speaker.text):
        return None
    actors = context.registry.actors
    for match in reversed(list(context.registry.names.find(text, 0, speaker.start))):
        if _REPORTER_BEHIND.match(text, match.end):
            media = (actors[i] for i in match.ids if i in actors and actors[i].kind is ActorKind.MEDIA)
            return next(media, None)
    return None


# ------------------------------------------------------------------ descriptions


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


def _described(phrase: str, core: Sequence[str], context: SpeakerContext, home: str | None = None) -> _Found:
    """What a phrase without known names tells: "rebel commander", "military sources", "local media"."""
    words = words_of(phrase)
    head = frozenset(core)
    if words & speaker_words().civic and not has_armed_word(head) and not has_state_word(head):
        return _Found(None, None, False)
    if words & speaker_words().media and not has_armed_word(words) and not has_state_word(words):
        return _Found(None, None, False)
    if has_armed_word(head) or (has_armed_word(words) and not has_state_word(words)):
        return _Found(standing_for(words, context, None), None, True)
    if has_state_word(words):
        return _state_described(words, context, home)
    return _Found()


def _state_described(words: frozenset[str], context: SpeakerContext, home: str | None) -> _Found:
    """An army, ministry or official: of the country where it sits, else of the one at war."""
    if not context.countries:
        return _Found()
    sides = context.sides
    meant = sorted({home} if home else context.countries)
    homes = [c for c in meant if sides.state_fights(c)]
    country = home or (homes[0] if len(homes) == 1 else None)
    # where nobody is at war, "the president" may be anyone's
    actor = _service(words, country, context) if country else None
    return _Found(actor, None, bool(homes), guessed=home is None)


def _service(words: frozenset[str], country: str, context: SpeakerContext) -> Actor | None:
    """The police, forces or government of a country, by the words for an office."""
    registry = context.registry
    if words & {"police", "policeman", "policemen"}:
        return registry.police(country)
    if words & _SOLDIERLY:
        return registry.forces(country)
    return registry.government(country)
