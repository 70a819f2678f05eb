"""Roles: which phrases of a sentence act, suffer, are used and are the place and time of a trigger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from marsad.knowledge.frames import Frame
from marsad.model.reading import MentionKind, RoleName
from marsad.reading.deeds.triggers import Hit
from marsad.reading.grammar.syntax import Syntax
from marsad.reading.grammar.verbs import VerbGroup
from marsad.reading.harm.counted import and_listed, has_own_state, is_count
from marsad.reading.harm.words import DEAD, HARMED, JOINING
from marsad.reading.mentions import Phrase

_LIGHT = frozenset(
    """
    launch launches launched launching carry carries carried carrying conduct conducts conducted
    conducting mount mounts mounted mounting stage staged wage waged waging commit commits committed
    committing perpetrate perpetrated unleash unleashed start started begin began begun resume
    resumed renew renewed renews renewing intensify intensified escalate escalated continue
    continued make made making undertake undertaken undertook execute executed orchestrate
    orchestrated lead led leading plot plotted direct directed step stepped impose imposed deliver
    delivered set lay laid open opened use used using trigger triggered detonate detonated fire
    fired firing drop dropped dropping plant planted hold held
    """.split()
)
_SUFFERING = frozenset(
    """
    suffer suffered sustain sustained face faced facing repel repelled repelling repulse repulsed
    thwart thwarted foil foiled survive survived escape escaped come came undergo underwent
    witness witnessed see saw
    """.split()
)
_PLACING = frozenset(
    """
    in at near outside inside around on over across throughout within along north south east west
    between through from into to toward towards of
    """.split()
)
_AGAINST = frozenset("against on at targeting with upon".split())
_PEOPLE = (MentionKind.ACTOR, MentionKind.PEOPLE, MentionKind.PERSON)


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase in a role."""

    role: RoleName
    phrase: Phrase


def find_roles(syntax: Syntax, hit: Hit, verb: VerbGroup | None) -> tuple[Part, ...]:
    """The roles around a trigger; ``verb`` is the group of a verbal trigger."""
    parts = _verbal(syntax, hit, verb) if hit.verbal and verb else _nominal(syntax, hit)
    return tuple(dict.fromkeys(p for p in parts if p.phrase.mention is not None))


def _fill(role: str, phrases: Iterable[Phrase], syntax: Syntax) -> list[Part]:
    """Phrases in ``role``, a measure phrase ("dozens of …") also giving what fills it."""
    parts = []
    for phrase in phrases:
        inner = syntax.with_of(phrase)
        named = any(p.mention and p.mention.kind is MentionKind.ACTOR for p in inner)
        if not (named and phrase.mention and phrase.mention.name is None and phrase.mention.quantity is None):
            parts.append(
                Part(RoleName(role), phrase)
            )  # "fighters of X" are X; "seven fighters of X" also count
        parts += [Part(RoleName(role), p) for p in inner]
    return parts


# ------------------------------------------------------------------ verbs


def _verbal(syntax: Syntax, hit: Hit, verb: VerbGroup) -> list[Part]:
    frame = hit.frame
    if _is_passive(syntax, hit, verb):
        undergoer = syntax.subjects(verb) if verb.form != "participle" else _described(syntax, verb)
        parts = _fill(frame.object, undergoer, syntax)
        parts += _fill(frame.object, _included(syntax, verb.end), syntax)
    else:
        parts = _fill(frame.subject, syntax.subjects(verb), syntax)
        parts += _fill(frame.object, _objects(syntax, hit, verb), syntax)
    parts += [
        Part(p.role, whole) for p in parts for whole in _whole(syntax, p.phrase) if p.role is RoleName.VICTIMS
    ]
    return parts + _around(syntax, frame, hit.end)


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
    return and_listed(syntax, _without_own_state(syntax, found, 0)) if hit.frame.effect else found


def _shared_objects(syntax: Syntax, verb: VerbGroup) -> tuple[Phrase, ...]:
    """The object that a verb of harm shares with the one joined to it: "killed or wounded 40"."""
    i = verb.end + (syntax.sentence.lower(verb.end) in JOINING)
    return (
        syntax.after(i + 1)
        if syntax.sentence.lower(verb.main) in HARMED and syntax.sentence.lower(i) in HARMED
        else ()
    )


def _without_own_state(
    syntax: Syntax, phrases: tuple[Phrase, ...], keep: int | None = None
) -> tuple[Phrase, ...]:
    """``phrases`` but those that have words for harm of their own ("killed 12 and 30 wounded"), the one
    at ``keep`` aside.
    """
    return tuple(
        p for n, p in enumerate(phrases)
        if (keep is not None and n == keep % len(phrases)) or not has_own_state(syntax, p)
    )  # fmt: skip


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
    behind = _without_own_state(
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
            _without_own_state(syntax, syntax._with_coordinates(near[-1]), -1)
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


# ------------------------------------------------------------------ nouns


def _nominal(syntax: Syntax, hit: Hit) -> list[Part]:
    frame = hit.frame
    phrase = next((p for p in syntax.phrases if p.chunk.start <= hit.head < p.chunk.end), None)
    parts: list[Part] = []
    end = phrase.chunk.end if phrase else hit.end
    if phrase is not None:
        verb = syntax.verb_of_object(phrase)
        if verb is not None and syntax.sentence.lower(verb.main) in _LIGHT:
            parts += _fill("agent", syntax.subjects(verb), syntax) if not verb.passive else []
        elif verb is not None and syntax.sentence.lower(verb.main) in _SUFFERING:
            parts += _fill(frame.object, syntax.subjects(verb), syntax)
        parts += _fill(frame.object, _included(syntax, phrase.chunk.end), syntax)
        parts += _toll(syntax, hit, phrase)
        parts += _doers(syntax, phrase)
    return parts + _around(syntax, frame, max(end, hit.end))


_ATTRIBUTED = {"blamed": "on", "attributed": "to", "claimed": "by", "ordered": "by", "backed": None}


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
        if word in _LIGHT and (verb.passive or verb.form == "participle"):
            wanted: str | None = "by"
        elif word in _ATTRIBUTED:
            wanted = _ATTRIBUTED[word]
        elif word == "belonging":
            wanted = "to"
        else:
            continue
        behind = next((p for p in syntax.phrases if verb.end <= p.chunk.start <= verb.end + 2), None)
        if wanted and behind is not None and behind.chunk.preposition == wanted:
            found += syntax._coordinates_after(behind)
    return [
        Part(RoleName.AGENT, p)
        for p in found
        if p.mention and p.mention.kind in (*_PEOPLE, MentionKind.PLACE)
    ]


def _negated(syntax: Syntax, verb: VerbGroup) -> bool:
    words = {syntax.sentence.lower(i) for i in range(max(0, verb.start - 1), verb.main)}
    return bool(words & {"not", "never", "n't", "n’t"})


def _included(syntax: Syntax, at: int) -> tuple[Phrase, ...]:
    """What "the dead included", "those killed include" goes on to count."""
    return and_listed(syntax, syntax.after(at + 1)) if syntax.sentence.lower(at).startswith("include") else ()


_TOLLS = frozenset("toll tolls count".split())
"""Nouns whose figure is that of the dead; the frame has those that are meant: "death toll", "body count"."""


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


# ------------------------------------------------------------------ prepositional phrases


def _around(syntax: Syntax, frame: Frame, start: int) -> list[Part]:
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
        if mention.kind in _PEOPLE and _of_another(syntax, start, phrase):
            continue
        coordinates = _without_own_state(syntax, syntax._coordinates_after(phrase), 0)
        everyone = [
            p
            for p in coordinates
            if p is phrase or (p.mention is not None and not _of_another(syntax, start, p))
        ]
        if mention.kind is MentionKind.WEAPON and preposition in {"with", "using", "by", "from", "in", "of"}:
            parts += [Part(RoleName.WEAPON, p) for p in everyone]
        elif mention.kind in _PEOPLE:
            parts += [
                part for r in _people_role(frame, preposition) for part in _fill(r.value, everyone, syntax)
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
        and word not in _LIGHT
        and word not in _ATTRIBUTED
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
