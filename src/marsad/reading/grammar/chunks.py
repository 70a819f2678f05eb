"""Noun phrases: the stretches of a sentence that can be somebody, some place or some thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.reading.grammar.sentence import Sentence
from marsad.reading.harm.words import DEAD

_INSIDE = frozenset("DT PDT PRP$ CD JJ JJR JJS NN NNS NNP NNPS POS FW ADD HYPH AFX NFP LS GW".split())
_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS", "FW", "CD", "ADD", "GW"))
STANDING = frozenset("wounded dead injured others missing more".split())
"""Adjectives that stand for people ("the wounded", "12 dead", "several more")."""
_DETERMINERS = frozenset(("DT", "PDT", "PRP$"))
_PARTICIPLES_AS_ADJECTIVES = frozenset(
    """
    allied armed besieged masked unidentified unknown displaced embattled surrounding neighbouring
    neighboring so-called wounded injured trapped united fleeing opposing warring retreating
    advancing remaining invading unnamed suspected captured disputed occupied liberated hijacked
    leading outlawed banned
    """.split()
)  # fmt: skip
_PRONOUNS = frozenset("they them it he she we us themselves its their his her our who which that".split())


@dataclass(frozen=True, slots=True)
class Chunk:
    """A noun phrase: tokens ``start`` to ``end`` (exclusive); ``preposition`` is the word that governs it."""

    start: int
    end: int
    preposition: str | None = None
    possessive: bool = False
    """Whether it is a possessor inside a larger phrase ("the group's fighters")."""
    pronoun: bool = False


def find_chunks(
    sentence: Sentence, breaks: frozenset[int] = frozenset(), joined: Sequence[tuple[int, int]] = ()
) -> tuple[Chunk, ...]:
    """The noun phrases of a sentence from left to right.

    ``breaks`` are tokens that no phrase may contain (verbs that trigger events, time expressions);
    ``joined`` are token ranges that belong together as names, whatever their tags.
    """
    glued = {i for start, end in joined for i in range(start, end)}
    found: list[Chunk] = []
    i = 0
    while i < len(sentence):
        if sentence.lower(i) == "the" and _one_of_two(sentence, i + 1):
            found.append(Chunk(i, i + 2, _preposition(sentence, i, i + 2), pronoun=True))
            i += 2
            continue
        end = _chunk_end(sentence, i, breaks, glued)
        if end > i:
            found.append(Chunk(i, end, _preposition(sentence, i, end), _is_possessor(sentence, end)))
            i = end
        elif sentence.tag(i) in {"PRP", "PRP$"} or _one_of_two(sentence, i):
            found.append(Chunk(i, i + 1, _preposition(sentence, i, i + 1), pronoun=True))
            i += 1
        else:
            i += 1
    return tuple(found)


def _one_of_two(sentence: Sentence, i: int) -> bool:
    """Whether token ``i`` is "latter" or "former" that stands for somebody, not before a noun ("the
    former mayor").
    """
    following = sentence.tag(i + 1)
    return (
        sentence.lower(i) in {"latter", "former"}
        and not following.startswith(("NN", "JJ", "HYPH"))
        and following != "CD"
    )


def _chunk_end(sentence: Sentence, start: int, breaks: frozenset[int], glued: set[int]) -> int:
    """The end of the phrase that begins at ``start``; ``start`` itself where none does."""
    end = start
    last_noun = start
    # "al-Qaeda-splinter" opens a phrase, a bare affix does not
    affix = sentence.tag(start) == "AFX" and "-" not in sentence.lower(start)
    if (affix or sentence.tag(start) in {"HYPH", "NFP", "LS", "POS"}) and start not in glued:
        return start
    while end < len(sentence) and (end in glued or _fits(sentence, end, start, breaks)):
        if end > start and sentence.tag(end) in _DETERMINERS and end not in glued:
            break
        if end > start and _count_begins(sentence, end) and sentence.tag(end - 1).startswith("NN"):
            break  # "the Observatory at least 112 civilians": two phrases
        end += 1
        if end - 1 in glued or sentence.tag(end - 1) in _NOUNS:
            last_noun = end
    bare = last_noun == start and end > start and sentence.tag(end - 1) in {"JJ", "JJR", "JJS", "VBN", "DT"}
    if (
        bare
        and sentence.lower(end - 1) in STANDING
        and (sentence.tag(start) in {"DT", "CD"} or _counted(sentence, start))
    ):
        return end
    return last_noun


def _fits(sentence: Sentence, i: int, start: int, breaks: frozenset[int]) -> bool:
    if i in breaks or sentence.in_time(i):
        return False
    tag, word = sentence.tag(i), sentence.lower(i)
    if word in {"and", "or", ",", "(", ")", "[", "]", '"', "“", "”"}:
        return False
    if word in DEAD and i > start and sentence.tag(i - 1).startswith("NN") and not _counted(sentence, i - 1):
        return False  # "left three soldiers dead": said of the soldiers
    if (
        word in DEAD
        and i == start
        and (sentence.tag(i + 1) in {"CD", "DT"} or _count_begins(sentence, i + 1))
    ):
        return False  # "shot dead six farmers"
    if tag in _INSIDE:
        return True
    if tag in {"VBN", "VBG", "VBD"} and (word in _PARTICIPLES_AS_ADJECTIVES or "-" in word):
        return True
    if word in {"-", "‑", "–"} and i > start:
        return True
    if word == "of" and i > start and _counted(sentence, i):
        return True  # "dozens of civilians"
    return tag in {"RB", "IN", "RBR", "TO", "RP"} and word in _HEDGES and _number_follows(sentence, i)


_HEDGES = frozenset(
    """
    at least some about around nearly almost more less fewer than over up to as many approximately
    roughly
    """.split()
)


def _count_begins(sentence: Sentence, i: int) -> bool:
    return i < len(sentence) and any(q.span.start == sentence.tokens[i].start for q in sentence.quantities)


def _counted(sentence: Sentence, i: int) -> bool:
    return any(q.span.start <= sentence.tokens[i].start < q.span.end for q in sentence.quantities)


def _number_follows(sentence: Sentence, i: int) -> bool:
    return any(sentence.tag(k) == "CD" for k in range(i, min(i + 4, len(sentence)))) and any(
        q.span.start <= sentence.tokens[i].start < q.span.end for q in sentence.quantities
    )


_CONJUNCTIONS = frozenset("that as while if because although though whether whereas unless than".split())
_EITHER = frozenset("after before since until".split())


def _preposition(sentence: Sentence, start: int, end: int) -> str | None:
    """The preposition that governs the phrase in ``start`` to ``end``, if one stands right before it."""
    i = start - 1
    while i >= 0 and (sentence.lower(i) in {"(", "“", '"', "both", "just", "only", "also", "nearby"}):
        i -= 1
    word = sentence.lower(i)
    if i < 0 or sentence.in_time(i) or sentence.tag(i) not in {"IN", "TO", "RP"} or word in _CONJUNCTIONS:
        return None
    if word in _EITHER and (sentence.tag(end).startswith("VB") or sentence.tag(end) in {"MD", "RB"}):
        return None  # "after rebels attacked": a clause, not a phrase
    return word


def _is_possessor(sentence: Sentence, end: int) -> bool:
    return sentence.lower(end) in {"'s", "’s"} or sentence.lower(end - 1) in {"'s", "’s", "'", "’"}
