"""Who is said to be behind a deed: "the strikes were carried out by …", "… was behind the attack".

The annotation guide makes a suspected attacker the actor of the event, also where it may be one of two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marsad.model.actor import ActorKind
from marsad.model.reading import Mention, MentionKind
from marsad.model.span import Span
from marsad.resolving.actors.descriptions import VOICES
from marsad.resolving.actors.identity import UNIDENTIFIED_ID, Identity, identify
from marsad.resolving.context import Context

_DEED = (
    r"(?:\w+[\s-]){0,4}?(?:attacks?|strikes?|airstrikes?|raids?|bombings?|bombardments?|shelling|blasts?"
    r"|explosions?|killings?|massacres?|assaults?|murders?|ambush|deaths?|abductions?|kidnappings?"
    r"|incident)\b"
)
_BEHIND = re.compile(  # the suspect stands behind these words
    r"\b(?:carried out|conducted|perpetrated|committed|staged|launched|mounted|orchestrated|ordered"
    r"|claimed)\s+by\b"
    rf"|\b{_DEED}\s+by\s+(?:air)?(?:craft|planes|jets)\s+(?:from|of|belonging to)\b"
    rf"|\bblamed\s+(?:{_DEED}\s+)?on\b|\b(?:attributed|imputed|traced)\s+to\b|\bthe work of\b"
    rf"|\bbearing the hallmarks of\b|\b(?:came|originated|come) from\b"
    r"|\b(?:believed|thought|suspected|presumed)\s+to\s+(?:be|have been)\s+(?!(?:behind|responsible)\b)"
    r"|\b(?:point(?:ed|ing|s)?|laid|lay|put)\s+(?:\w+\s+){0,2}(?:fingers?|blame)\s+(?:\w+\s+)?(?:at|on)\b"
    rf"|\bblam(?:ed|es|ing)\b(?=[^.]{{1,60}}\bfor\s+{_DEED})"
    rf"|\baccus(?:ed|es|ing)\b(?=[^.]{{1,60}}\bof\s+(?:carrying out|conducting|committing|perpetrating"
    rf"|launching|being behind|{_DEED}))",
    re.I,
)
_AHEAD = re.compile(  # the suspect stands ahead of these words
    r"\b(?:(?:is|was|were|are|be|been|being)\s+)?(?:probably |likely |allegedly |believed to be "
    r"|thought to be )?"
    rf"(?:behind|responsible for)\s+(?:{_DEED}|it\b)|\bclaimed (?:responsibility|the {_DEED})"
    r"|,?\s+(?:who|whom|which)\s+(?:\w+\s+){1,3}?blamed for\b",
    re.I,
)
_LINK = re.compile(
    r"^\W*(?:(?:and|or|either|both|by|its|their|the|a|an|local|suspected|alleged|ally|allies|allied"
    r"|aircraft|jets|planes|warplanes|helicopters|drones|fighters|forces|troops|militants|members"
    r"|belonging to|from|of|who|or both)\b\W*)*$",
    re.I,
)
_DENIED = re.compile(r"\b(?:not|n't|never|denied|denies|denying|no)\b", re.I)
_NO_NAMES = frozenset("qualifier its their his her them who which".split())
_REACH = 60


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Who is said to have done it, the words, and the sentence; ``identities`` is never empty."""

    identities: tuple[Identity, ...]
    span: Span
    sentence: int


def suspicions_of(context: Context) -> tuple[Suspicion, ...]:
    """All that the report says about who did a deed, in text order."""
    found: list[Suspicion] = []
    for number, sentence in enumerate(context.reading.sentences):
        text = sentence.text
        for match in _BEHIND.finditer(text):
            found += _suspicion(context, number, match, behind=True)
        for match in _AHEAD.finditer(text):
            found += _suspicion(context, number, match, behind=False)
    return tuple(found)


def _suspicion(context: Context, number: int, match: re.Match[str], *, behind: bool) -> Iterator[Suspicion]:
    sentence = context.reading.sentences[number]
    start, end = sentence.start + match.start(), sentence.start + match.end()
    if _DENIED.search(context.report.text[max(sentence.start, start - 12) : start]):
        return
    named = _named_after(context, number, end) if behind else _named_before(context, number, start)
    distinct = {i.id: i for i in named}
    if distinct:
        yield Suspicion(tuple(distinct.values()), Span.of(context.report.text, start, end), number)


def _named_after(context: Context, number: int, at: int) -> list[Identity]:
    """The actors right behind position ``at``, linked by "and", "or", "its ally" and the like."""
    found: list[Identity] = []
    for mention, identity in _suspects(context, number):
        if mention.span.start < at:
            continue
        between = context.report.text[at : mention.span.start]
        if len(between) > _REACH or not _LINK.match(between):
            break
        found.append(identity)
        at = mention.span.end
    return found


def _named_before(context: Context, number: int, at: int) -> list[Identity]:
    found: list[Identity] = []
    for mention, identity in reversed(_suspects(context, number)):
        if mention.span.end > at:
            continue
        between = context.report.text[mention.span.end : at]
        if len(between) > _REACH or not _LINK.match(
            re.sub(r"^\W*(?:is|was|were|are|may have been|could be|had)\b", "", between)
        ):
            break
        found.append(identity)
        at = mention.span.start
    return found


def _suspects(context: Context, number: int) -> list[tuple[Mention, Identity]]:
    """Actors and states named in a sentence, left to right, the narrower mention of overlapping ones."""
    found: list[tuple[Mention, Identity]] = []
    for index, mention in enumerate(context.reading.mentions):
        if mention.sentence != number or mention.head in _NO_NAMES:
            continue
        identity = (
            context.actors.get(index) if mention.kind is not MentionKind.PLACE else _state(context, mention)
        )
        if (
            identity is not None
            and identity.armed
            and identity.kind not in VOICES
            and identity.id != UNIDENTIFIED_ID
        ):
            found.append((mention, _forces(context, mention, identity)))
    found.sort(key=lambda f: (f[0].span.start, f[0].span.end))
    return [f for n, f in enumerate(found) if n == 0 or f[0].span.start >= found[n - 1][0].span.end]


def _state(context: Context, mention: Mention) -> Identity | None:
    if mention.name is None:
        return None
    codes: Sequence[str] = context.knowledge.registry.lands.ids(mention.name.text)
    forces = context.knowledge.registry.forces(codes[0]) if codes else None
    return identify(forces, context.scene.day, f"the country {mention.name.text!r} acts") if forces else None


def _forces(context: Context, mention: Mention, identity: Identity) -> Identity:
    """A government that is said to have attacked did it by its forces; a president may not have."""
    person = mention.kind is MentionKind.PERSON
    if person or identity.kind is not ActorKind.GOVERNMENT or identity.country is None:
        return identity
    forces = context.knowledge.registry.forces(identity.country)
    return identify(forces, context.scene.day, identity.reason) if forces else identity
