"""The roles of phrases behind a trigger, by their prepositions: "by X", "against Y", "with rockets"."""

from __future__ import annotations

from marsad.knowledge.frames import Frame
from marsad.model.reading import MentionKind, RoleName
from marsad.reading.deeds.parts import PEOPLE, Part, fill, without_own_state
from marsad.reading.deeds.words import ATTRIBUTED, LIGHT
from marsad.reading.grammar.syntax import Syntax
from marsad.reading.grammar.verbs import VerbGroup
from marsad.reading.mentions import Phrase

_AGAINST = frozenset("against on at targeting with upon".split())


def around(syntax: Syntax, frame: Frame, start: int) -> list[Part]:
    """Roles that prepositions give to the phrases behind a trigger."""
    parts: list[Part] = []
    for phrase in syntax.prepositional(start):
        mention, preposition = phrase.mention, phrase.chunk.preposition or ""
        if mention is None or (preposition == "by" and _others_deed(syntax, start, phrase)):
            continue
        blocking = [
            v for v in syntax.verbs if start <= v.start and v.end <= phrase.chunk.start and v.form == "finite"
        ]
        if blocking and not _says_between(syntax, blocking, phrase):
            break
        if mention.kind in PEOPLE and _of_another(syntax, start, phrase):
            continue
        coordinates = without_own_state(syntax, syntax._coordinates_after(phrase), 0)
        everyone = [
            p
            for p in coordinates
            if p is phrase or (p.mention is not None and not _of_another(syntax, start, p))
        ]
        if mention.kind is MentionKind.WEAPON and preposition in {"with", "using", "by", "from", "in", "of"}:
            parts += [Part(RoleName.WEAPON, p) for p in everyone]
        elif mention.kind in PEOPLE:
            parts += [
                part for r in _people_role(frame, preposition) for part in fill(r.value, everyone, syntax)
            ]
        elif mention.kind is MentionKind.PLACE and preposition in {"by", "between"}:
            parts += [Part(RoleName.AGENT, p) for p in everyone]  # "agreed by Iran and Russia": a state acts
        elif mention.kind is MentionKind.PLACE and preposition == "from" and frame.control:
            parts.append(Part(RoleName.PATIENT, phrase))  # "seized the heights from Syria": a state loses
        elif mention.kind is MentionKind.PLACE and preposition == "of" and frame.object == "place":
            parts.append(Part(RoleName.PLACE, phrase))
    return parts


def _of_another(syntax: Syntax, start: int, phrase: Phrase) -> bool:
    """Whether "of" hangs the phrase on a later noun: in "the death of four and the injury of six" the
    six did not die.
    """
    if phrase.chunk.preposition != "of":
        return False
    return any(
        (start <= p.chunk.start and p.chunk.end == phrase.chunk.start - 1 and p.mention is None)
        or (
            start < p.chunk.start
            and p.chunk.end == phrase.chunk.start - 1
            and p.mention is not None
            and p.mention.kind is not MentionKind.PEOPLE
        )
        for p in syntax.phrases
    )


def _others_deed(syntax: Syntax, start: int, phrase: Phrase) -> bool:
    """Whether a participle on the way has the agent: "… after a truce brokered by the two powers
    collapsed".
    """
    last = next(
        (
            v
            for v in reversed(syntax.verbs)
            if start <= v.start and v.end in {phrase.chunk.start, phrase.chunk.start - 1}
        ),
        None,
    )
    if last is None or last.form == "finite":
        return False
    word = syntax.sentence.lower(last.main)
    return (
        last.start > start
        and word not in LIGHT
        and word not in ATTRIBUTED
        and syntax.sentence.tag(last.main) == "VBN"
    )


def _says_between(syntax: Syntax, blocking: list[VerbGroup], phrase: Phrase) -> bool:
    """Whether the one verb on the way only says between whom: "the fighting was between A and B"."""
    word = syntax.sentence.lower(blocking[0].main)
    return (
        len(blocking) == 1
        and phrase.chunk.preposition == "between"
        and word in {"is", "was", "were", "are", "been", "erupted", "broke", "continued", "raged"}
    )


def _people_role(frame: Frame, preposition: str) -> tuple[RoleName, ...]:
    if preposition == "by":
        return (RoleName.AGENT,)
    if preposition == "between":
        return (RoleName.AGENT,)
    if preposition == "from" and frame.object == "place":
        return (RoleName.PATIENT,)
    if preposition == "to" and frame.id in {"fall"}:
        return (RoleName.AGENT,)
    if preposition == "to" and frame.id == "hand-over":
        return (RoleName.PATIENT,)
    if preposition in _AGAINST:
        return (RoleName.PATIENT,)
    if preposition in {"of", "among"}:
        return (RoleName(frame.object if frame.object in {"patient", "victims"} else "patient"),)
    return ()
