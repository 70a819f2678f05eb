"""The roles of a noun: "X carried out a raid on Y", "strikes blamed on X", "a death toll of 70"."""

from __future__ import annotations

from marsad.model.reading import MentionKind, RoleName
from marsad.reading.deeds.parts import PEOPLE, Part, fill, included
from marsad.reading.deeds.prepositional import around
from marsad.reading.deeds.triggers import Hit
from marsad.reading.deeds.words import ATTRIBUTED, LIGHT, SUFFERING
from marsad.reading.grammar.syntax import Syntax
from marsad.reading.grammar.verbs import VerbGroup
from marsad.reading.mentions import Phrase

_TOLLS = frozenset("toll tolls count".split())
"""Nouns whose figure is that of the dead; the frame has those that are meant: "death toll", "body count"."""


def by_noun(syntax: Syntax, hit: Hit) -> list[Part]:
    """The parts around a noun: those of the verb that it depends on, and what is told behind it."""
    frame = hit.frame
    phrase = next((p for p in syntax.phrases if p.chunk.start <= hit.head < p.chunk.end), None)
    parts: list[Part] = []
    end = phrase.chunk.end if phrase else hit.end
    if phrase is not None:
        verb = syntax.verb_of_object(phrase)
        if verb is not None and syntax.sentence.lower(verb.main) in LIGHT:
            parts += fill("agent", syntax.subjects(verb), syntax) if not verb.passive else []
        elif verb is not None and syntax.sentence.lower(verb.main) in SUFFERING:
            parts += fill(frame.object, syntax.subjects(verb), syntax)
        parts += fill(frame.object, included(syntax, phrase.chunk.end), syntax)
        parts += _toll(syntax, hit, phrase)
        parts += _doers(syntax, phrase)
    return parts + around(syntax, frame, max(end, hit.end))


def _doers(syntax: Syntax, phrase: Phrase) -> list[Part]:
    """Who did it, told behind the deed: "strikes carried out by X", "raids blamed on X", "by aircraft
    belonging to X".
    """
    clause_end = syntax.clause_of(phrase.chunk.start)[1]
    found: list[Phrase] = []
    for verb in syntax.verbs:
        if not phrase.chunk.end <= verb.start < clause_end or _negated(syntax, verb):
            continue
        word = syntax.sentence.lower(verb.main)
        if word in LIGHT and (verb.passive or verb.form == "participle"):
            wanted: str | None = "by"
        elif word in ATTRIBUTED:
            wanted = ATTRIBUTED[word]
        elif word == "belonging":
            wanted = "to"
        else:
            continue
        behind = next((p for p in syntax.phrases if verb.end <= p.chunk.start <= verb.end + 2), None)
        if wanted and behind is not None and behind.chunk.preposition == wanted:
            found += syntax._coordinates_after(behind)
    return [
        Part(RoleName.AGENT, p) for p in found if p.mention and p.mention.kind in (*PEOPLE, MentionKind.PLACE)
    ]


def _negated(syntax: Syntax, verb: VerbGroup) -> bool:
    words = {syntax.sentence.lower(i) for i in range(max(0, verb.start - 1), verb.main)}
    return bool(words & {"not", "never", "n't", "n’t"})


def _toll(syntax: Syntax, hit: Hit, phrase: Phrase) -> list[Part]:
    """The figure of a toll: "raised the death toll to 61", "a toll of 70", "updated to 18 its toll"."""
    if syntax.sentence.lower(hit.head) not in _TOLLS:
        return []
    counted = [
        p for p in syntax.phrases
        if p.mention and p.mention.quantity and p.mention.kind is MentionKind.PEOPLE
    ]  # fmt: skip
    behind = [
        p for p in counted
        if p.chunk.start >= phrase.chunk.end and p.chunk.preposition in {"to", "at", "of", None}
    ]  # fmt: skip
    before = [p for p in counted if p.chunk.end == phrase.chunk.start and p.chunk.preposition in {"to", "at"}]
    return [Part(RoleName.VICTIMS, p) for p in (before or behind)[:1]]
