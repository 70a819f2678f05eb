"""Words and phrases that tell of events, found by the table of event types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from marsad.knowledge.frames import GAP, MAX_GAP, Frame, FrameTable, Pattern
from marsad.reading.grammar.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern found in tokens ``start`` to ``end`` (exclusive); ``head`` is the verb or the last noun."""

    frame: Frame
    start: int
    end: int
    head: int
    verbal: bool
    plural: bool = False
    others: tuple[Frame, ...] = ()
    """Further frames that the same words may tell; the object decides ("captured the town", "captured
    five men").
    """


def find_hits(sentence: Sentence, table: FrameTable) -> tuple[Hit, ...]:
    """Trigger words of a sentence, longest first at each place; none overlaps another."""
    found: list[Hit] = []
    i = 0
    while i < len(sentence):
        hit = _best_at(sentence, i, table)
        if hit is None:
            i += 1
            continue
        found.append(hit)
        # a verb with its object in the gap goes on being read inside the gap
        i = hit.end if not _has_gap(hit) else hit.head + 1
    return tuple(found)


def _has_gap(hit: Hit) -> bool:
    return hit.verbal and hit.end - hit.start > 2


def _best_at(sentence: Sentence, i: int, table: FrameTable) -> Hit | None:
    if sentence.in_time(i):
        return None
    best: Hit | None = None
    for pattern in table.starting_with(sentence.lower(i)):
        end = _match(sentence, i, pattern.words)
        if end is None or not _right_word_class(sentence, i, end, pattern):
            continue
        frame = table.frames[pattern.frame]
        if best is not None and end == best.end and pattern.verbal == best.verbal:
            if frame is not best.frame and frame not in best.others:
                best = replace(best, others=(*best.others, frame))
        elif (
            best is None
            or end > best.end
            or (end == best.end and pattern.verbal and sentence.tag(i).startswith("VB"))
        ):
            head = i if pattern.verbal else end - 1
            best = Hit(frame, i, end, head, pattern.verbal, pattern.form == "plural")
    return best


_GAP_ENDS = frozenset(", . ; who that which".split())


def _ends_gap(sentence: Sentence, i: int) -> bool:
    """Whether a token stands in no object: "fired bullets at men in Dakar on 1 March" is no "fired on"."""
    return sentence.lower(i) in _GAP_ENDS or (sentence.tag(i) == "IN" and sentence.lower(i) != "of")


def _match(sentence: Sentence, i: int, words: Sequence[str]) -> int | None:
    """The end of ``words`` matched from token ``i``, a gap taking up to MAX_GAP tokens; None without a
    match.
    """
    at = i
    k = 0
    while k < len(words):
        if words[k] == GAP:
            wanted = words[k + 1]
            limit = min(len(sentence), at + MAX_GAP + 1)
            found = next((j for j in range(at, limit) if sentence.lower(j) == wanted), None)
            if found is None or any(_ends_gap(sentence, j) for j in range(at, found)):
                return None
            at = found
            k += 1
        elif sentence.lower(at) != words[k]:
            # articles and adjectives may stand before the noun of a fixed phrase ("reached a new agreement")
            if k > 0 and sentence.tag(at) in {"DT", "JJ", "PRP$"} and sentence.lower(at + 1) == words[k]:
                at += 1
            else:
                return None
        at += 1
        k += 1
    return at


def _right_word_class(sentence: Sentence, i: int, end: int, pattern: Pattern) -> bool:
    tag = sentence.tag(i)
    if pattern.verbal:
        if (pattern.form == "base" and tag in {"NN", "JJ", "NNP"}) or (
            pattern.form == "third" and tag in {"NNS", "NN"}
        ):
            return _noun_taken_for_verb(sentence, i)
        if not (
            tag.startswith("VB")
            or (tag == "JJ" and pattern.form in {"past", "participle"} and sentence.lower(i).endswith("ed"))
        ):
            return len(pattern.words) > 1 and not tag.startswith("NN")
        return not (
            tag in {"VBN", "JJ"}
            and sentence.tag(i + 1).startswith("NN")
            and sentence.tag(i - 1) in {"DT", "JJ", "CD"}
            and len(pattern.words) == 1
        )
    last = sentence.tag(end - 1)
    if last.startswith("NN"):
        return True
    if last == "VBG":  # "the shelling of", "heavy fighting": a gerund with a noun's company
        return sentence.tag(i - 1) in {
            "DT",
            "JJ",
            "NN",
            "NNP",
            "NNS",
            "IN",
            "POS",
            "CC",
            "PRP$",
            "VBN",
        } and sentence.tag(end) not in {"DT", "CD", "PRP$", "NNP", "NNS"}
    if last in {"VB", "VBZ", "VBP"}:  # "strikes", "raids" the tagger took for verbs
        return (
            sentence.tag(i - 1) in {"DT", "JJ", "PRP$", "POS", "CD", "IN"}
            or (
                sentence.lower(i - 1).endswith(("n", "an", "i", "ish")) and sentence.tokens[i - 1].capitalised
            )
            if i
            else False
        )
    return False


def _noun_taken_for_verb(sentence: Sentence, i: int) -> bool:
    """A noun tag on a word that acts as a verb: a noun before it and an object or place behind."""
    before, after = sentence.tag(i - 1), sentence.tag(i + 1)
    return before in {"NNS", "NNPS", "PRP", "MD", "TO"} and (
        after in {"DT", "CD", "PRP$", "NNP", "NNS", "JJ"}
    )
