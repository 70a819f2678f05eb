"""Figures of harm that no verb of harm tells: "12 dead", "nine bodies", "the dead included two boys"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from marsad.model.reading import MentionKind
from marsad.reading.grammar.syntax import Syntax
from marsad.reading.grammar.verbs import VerbGroup
from marsad.reading.harm.counted import and_listed, is_count
from marsad.reading.harm.words import DEAD, JOINING, figure_follows
from marsad.reading.mentions import Phrase

_KILL, _WOUND = "kill", "wound"
_FRAMES = {
    **dict.fromkeys("dead body bodies corpse corpses deaths fatalities martyrs".split(), _KILL),
    **dict.fromkeys("wounded injured injuries".split(), _WOUND),
}
_ALL_HARMED = {**_FRAMES, **dict.fromkeys("killed slain victim victims".split(), _KILL)}
_HURT = frozenset("wounded injured".split())
_LOSE = frozenset("lose loses lost losing".split())
_OWN = frozenset("men lives people relatives".split())
_ALL = frozenset("the those".split())
_BE = frozenset("is are was were be been".split())
_INCLUDE = frozenset("include includes included".split())
_LEAVE = frozenset("leave leaves left leaving".split())
_MAX_DISTANCE = 8
"""How many tokens may stand between "the number of" and the word for harm, or that and its verb."""


@dataclass(frozen=True, slots=True)
class State:
    """What befell ``victims``: frame "kill" or "wound", told by tokens ``start`` to ``end``.

    ``agents`` are those who left them so.
    """

    frame: str
    start: int
    end: int
    victims: tuple[Phrase, ...]
    agents: tuple[Phrase, ...] = ()


def find_states(syntax: Syntax) -> tuple[State, ...]:
    """The states of a sentence in text order, each phrase in at most one."""
    found: dict[tuple[Phrase, str], State] = {}
    for state in (
        *_counted(syntax),
        *_listed(syntax),
        *_portions(syntax),
        *_numbered(syntax),
        *_lost(syntax),
    ):
        for phrase in state.victims:
            found.setdefault((phrase, state.frame), state)
    unique = dict.fromkeys(found.values())
    return tuple(sorted(unique, key=lambda s: s.start))


def _counted(syntax: Syntax) -> Iterator[State]:
    """ "25 injured", "nine bodies", "12 people dead"."""
    for phrase in syntax.phrases:
        end = phrase.chunk.end
        if not is_count(phrase):
            yield from _filled(syntax, phrase)
            continue
        frame = _FRAMES.get(syntax.sentence.lower(end - 1))
        if (
            frame is None
            and syntax.sentence.lower(end) in DEAD
            and not syntax.sentence.tag(end + 1).startswith("NN")
        ):
            frame, end = _KILL, end + 1
        if frame is None and any(
            syntax.sentence.lower(i) in _HURT for i in range(phrase.chunk.start, end - 1)
        ):
            frame = _WOUND  # "140 injured people"
        if frame is not None:
            agents = _left_by(syntax, phrase)
            yield State(frame, end - 1, end, (phrase,), agents)
            other = (
                _FRAMES.get(syntax.sentence.lower(end + 1)) if syntax.sentence.lower(end) in JOINING else None
            )
            if other is not None and not figure_follows(
                syntax.sentence, end + 1
            ):  # "dozens of dead and injured"
                yield State(other, end + 1, end + 2, (phrase,), agents)


def _filled(syntax: Syntax, phrase: Phrase) -> Iterator[State]:
    """ "The bodies of 44 victims"."""
    end = phrase.chunk.end
    frame = _FRAMES.get(syntax.sentence.lower(end - 1))
    victims = (
        tuple(p for p in syntax.after(end + 1)[:1] if is_count(p))
        if syntax.sentence.lower(end) == "of"
        else ()
    )
    if frame is not None and victims and phrase.mention is not None:
        yield State(frame, end - 1, end, victims)


def _left_by(syntax: Syntax, phrase: Phrase) -> tuple[Phrase, ...]:
    """Who left them so: "the raid by gunmen left 12 dead"; empty where another verb stands before them."""
    before = [v for v in syntax.verbs if v.end <= phrase.chunk.start]
    if before and syntax.sentence.lower(before[-1].main) in _LEAVE and not before[-1].passive:
        return syntax.subjects(before[-1])
    return ()


def _harmed(syntax: Syntax, start: int, stop: int) -> tuple[str, int] | None:
    """The frame and the token of the first word for the harmed in tokens ``start`` to ``stop``."""
    for i in range(start, min(stop, len(syntax.sentence))):
        frame = _ALL_HARMED.get(syntax.sentence.lower(i))
        if frame is not None:
            return frame, i
    return None


def _listed(syntax: Syntax) -> Iterator[State]:
    """ "The dead included two boys", "among the wounded were nuns", "twelve of the victims were women"."""
    for verb in syntax.verbs:
        word = syntax.sentence.lower(verb.main)
        if word not in _BE and word not in _INCLUDE:
            continue
        begin = syntax.clause_of(verb.start)[0]
        harmed = _harmed(syntax, begin, verb.start)
        if harmed is None or verb.negated or verb.modal is not None:
            yield from _among(syntax, verb)
            continue
        frame, at = harmed
        if not _all_of_them(syntax, at, begin):
            yield from _among(syntax, verb)
            continue
        victims = tuple(p for p in and_listed(syntax, syntax.after(verb.end)) if is_count(p))
        if victims:
            yield State(frame, at, at + 1, victims)


def _portions(syntax: Syntax) -> Iterator[State]:
    """ "Twelve of the dead", "three others among the wounded"."""
    for phrase in syntax.phrases:
        end = phrase.chunk.end
        if (
            not is_count(phrase)
            or syntax.sentence.lower(end) not in {"of", "among"}
            or syntax.sentence.lower(end + 1) not in _ALL
        ):
            continue
        harmed = _harmed(syntax, end + 2, end + 4)
        if harmed is not None and (harmed[1] == end + 2 or syntax.sentence.tag(end + 2)[:2] in {"CD", "JJ"}):
            yield State(harmed[0], harmed[1], harmed[1] + 1, (phrase,))


def _all_of_them(syntax: Syntax, at: int, begin: int) -> bool:
    """Whether token ``at`` speaks of all the harmed: "the dead", "those killed", "killed there were"."""
    sentence = syntax.sentence
    if any(sentence.lower(k) in {"the", "those", "all", "its"} for k in range(max(begin, at - 3), at)):
        return not any(v.form == "finite" and begin <= v.start < at for v in syntax.verbs)
    return at == begin  # "Killed in the raid were two guards"


def _among(syntax: Syntax, verb: VerbGroup) -> Iterator[State]:
    """ "Four children were among the 28 dead"."""
    if syntax.sentence.lower(verb.end) != "among":
        return
    harmed = _harmed(syntax, verb.end + 1, verb.end + 5)
    victims = tuple(p for p in syntax.subjects(verb) if is_count(p))
    if harmed is not None and victims:
        yield State(harmed[0], harmed[1], harmed[1] + 1, victims)


def _numbered(syntax: Syntax) -> Iterator[State]:
    """ "The number of people killed reached 20", "the number of wounded rose to 111"."""
    sentence = syntax.sentence
    for i in range(len(sentence) - 2):
        if sentence.lower(i) not in {"number", "tally"}:
            continue
        if sentence.lower(i + 1) == "of":
            harmed = _harmed(syntax, i + 2, i + 2 + _MAX_DISTANCE)
        else:  # "the number injured topped 2,200"
            harmed = _harmed(syntax, i + 1, i + 2)
        if harmed is None:
            continue
        frame, at = harmed
        for phrase in syntax.phrases:
            if (
                at < phrase.chunk.start <= at + _MAX_DISTANCE
                and is_count(phrase)
                and phrase.chunk.preposition in {"to", "at", None}
            ):
                yield State(frame, at, at + 1, (phrase,))
                break


def _lost(syntax: Syntax) -> Iterator[State]:
    """ "The army lost two soldiers", "rebels lost 30 of their fighters"."""
    for verb in syntax.verbs:
        if (
            syntax.sentence.lower(verb.main) not in _LOSE
            or verb.negated
            or verb.modal is not None
            or verb.form == "infinitive"
        ):
            continue
        for phrase in syntax.objects(verb):
            kinds = {p.mention.kind for p in (phrase, *syntax.with_of(phrase)) if p.mention is not None}
            own = phrase.mention is not None and phrase.mention.head in _OWN
            if is_count(phrase) and (own or MentionKind.ACTOR in kinds):
                yield State(_KILL, verb.main, verb.main + 1, (phrase,))
