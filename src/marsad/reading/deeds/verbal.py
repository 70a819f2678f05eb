"""The roles of a verb: "X shelled Y", "Y was shelled by X", "those killed in Y"."""

from __future__ import annotations

from marsad.model.reading import RoleName
from marsad.reading.deeds.parts import Part, fill, included, without_own_state
from marsad.reading.deeds.prepositional import around
from marsad.reading.deeds.triggers import Hit
from marsad.reading.grammar.syntax import Syntax
from marsad.reading.grammar.verbs import VerbGroup
from marsad.reading.harm.counted import and_listed, is_count
from marsad.reading.harm.words import DEAD, HARMED, JOINING
from marsad.reading.mentions import Phrase


def by_verb(syntax: Syntax, hit: Hit, verb: VerbGroup) -> list[Part]:
    """The parts around a verb: its subject, its objects and what prepositions add."""
    frame = hit.frame
    if _is_passive(syntax, hit, verb):
        undergoer = syntax.subjects(verb) if verb.form != "participle" else _described(syntax, verb)
        parts = fill(frame.object, undergoer, syntax)
        parts += fill(frame.object, included(syntax, verb.end), syntax)
    else:
        parts = fill(frame.subject, syntax.subjects(verb), syntax)
        parts += fill(frame.object, _objects(syntax, hit, verb), syntax)
    parts += [
        Part(p.role, whole) for p in parts for whole in _whole(syntax, p.phrase) if p.role is RoleName.VICTIMS
    ]
    return parts + around(syntax, frame, hit.end)


def _whole(syntax: Syntax, part: Phrase) -> tuple[Phrase, ...]:
    """What a part is told of behind a comma: "sixteen people, six of them guards, died"."""
    first = next(
        (
            p
            for p in syntax.phrases
            if 0 <= part.chunk.start - p.chunk.end <= 3 and _all_of(syntax, p.chunk.end)
        ),
        part if _all_of(syntax, part.chunk.end) else None,
    )
    if first is None:
        return ()
    end = first.chunk.start - (syntax.sentence.lower(first.chunk.start - 1) in {",", "-", "–", "—"})
    return tuple(p for p in syntax.phrases if p.chunk.end == end and is_count(p))


def _all_of(syntax: Syntax, i: int) -> bool:
    return syntax.sentence.lower(i) == "of" and syntax.sentence.lower(i + 1) in {"them", "whom", "which"}


def _objects(syntax: Syntax, hit: Hit, verb: VerbGroup) -> tuple[Phrase, ...]:
    if hit.end - hit.start > 1 and hit.verbal:
        inside = tuple(
            p
            for p in syntax.phrases
            if hit.start < p.chunk.start and p.chunk.end <= hit.end and p.chunk.preposition is None
        )
        if inside:  # "drove the rebels out"
            return inside
        found = syntax.after(hit.end)
        if found:
            return and_listed(syntax, found) if hit.frame.effect else found
        behind = next(
            (
                p
                for p in syntax.phrases
                if p.chunk.start == hit.end + 1 and p.chunk.preposition in {"of", "over", "on", "to"}
            ),
            None,
        )
        listed = (behind,) if behind else ()
        return and_listed(syntax, listed) if hit.frame.effect else listed
    found = syntax.objects(verb) or _shared_objects(syntax, verb)
    return and_listed(syntax, without_own_state(syntax, found, 0)) if hit.frame.effect else found


def _shared_objects(syntax: Syntax, verb: VerbGroup) -> tuple[Phrase, ...]:
    """The object that a verb of harm shares with the one joined to it: "killed or wounded 40"."""
    i = verb.end + (syntax.sentence.lower(verb.end) in JOINING)
    return (
        syntax.after(i + 1)
        if syntax.sentence.lower(verb.main) in HARMED and syntax.sentence.lower(i) in HARMED
        else ()
    )


def _is_passive(syntax: Syntax, hit: Hit, verb: VerbGroup) -> bool:
    if verb.passive:
        return True
    sentence = syntax.sentence
    if sentence.tag(verb.main) not in {"VBN", "VBD"} or not sentence.lower(verb.main).endswith(
        ("ed", "en", "t", "n")
    ):
        return False
    if verb.form == "finite" and verb.end - verb.start > 1:
        return False
    if sentence.lower(hit.end) == "by" or sentence.lower(hit.end).startswith("include"):
        return True  # "those killed included"
    # "12 people killed in the strike", "rebels killed": no object behind, a preposition or nothing instead
    behind = without_own_state(
        syntax, syntax.after(hit.end) or syntax.objects(verb) or _shared_objects(syntax, verb)
    )
    return (
        not behind
        and hit.frame.object in {"victims", "place", "thing"}
        and hit.frame.subject != "victims"
        and bool(_described(syntax, verb))
    )


def _described(syntax: Syntax, verb: VerbGroup) -> tuple[Phrase, ...]:
    """What a bare participle describes: the phrase right before it, or the subject of the clause."""
    near = [p for p in syntax.phrases if p.chunk.end == _harm_begins(syntax, verb.start)]
    if near:
        return (
            without_own_state(syntax, syntax._with_coordinates(near[-1]), -1)
            if near[-1].chunk.preposition is None
            else (near[-1],)
        )
    return syntax.subjects(verb)


def _harm_begins(syntax: Syntax, i: int) -> int:
    """Where words for harm joined up to token ``i`` begin: "dozens killed, injured or …"."""
    lower = syntax.sentence.lower
    while lower(i) in HARMED:
        before = i - 1 - (lower(i - 1) in JOINING)
        if lower(before) not in HARMED or lower(before) in DEAD:
            break
        i = before
    return i
