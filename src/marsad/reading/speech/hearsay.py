"""What is told without anybody's name to it: "reportedly", "it was reported that", "are believed to"."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.model.span import Span
from marsad.reading.speech.cues import speech_words
from marsad.reading.speech.phrases import phrase_ending
from marsad.reading.speech.words import BE, FINITE, HAVE, Words, tag_sentence

_STOPS = frozenset({";", "—", "–"})


def hearsay(text: str, sentences: Sequence[Span]) -> tuple[Span, ...]:
    """The clauses that rest on hearsay, in order, each as an exact stretch of one sentence."""
    words = speech_words()
    marks = words.hearsay_adverbs | words.hearsay_adjectives | words.hearsay_passives
    found: list[Span] = []
    for sentence in sentences:
        lower = sentence.text.lower()
        if any(mark in lower for mark in marks):
            tagged = tag_sentence(text, sentence)
            found.extend(tagged.span(*clause) for clause in _clauses(tagged))
    return tuple(dict.fromkeys(found))


def _clauses(words: Words) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for i in range(len(words)):
        if any(first <= i <= last for first, last in found):
            continue
        if _passive(words, i) and words.is_noun(i - 1):
            found.append(_shortened(words, i))
        elif _adverb(words, i) or _passive(words, i):
            found.append(_clause(words, i))
        elif _impersonal(words, i):
            found.append((i, _end(words, i)))
        elif words.lower(i) in speech_words().hearsay_adjectives and _before_noun(words, i):
            found.append(_noun_phrase(words, i))
    return found


def _adverb(words: Words, i: int) -> bool:
    # "a local official reportedly said" casts doubt on the saying, not on the deed
    return words.lower(i) in speech_words().hearsay_adverbs and words.lower(i + 1) not in {"said", "told"}


def _passive(words: Words, i: int) -> bool:
    """ "is believed to", "are reported to have": a verb of opinion in the passive with an infinitive."""
    if words.lower(i) not in speech_words().hearsay_passives or words.lower(i + 1) != "to":
        return False
    return (
        words.lower(i - 1) in BE | HAVE
        or words.tag(i - 1) == "RB"
        or words.is_noun(i - 1)
        or words.is_comma(i - 1)
    )


def _impersonal(words: Words, i: int) -> bool:
    """ "It was reported that", "there are reports that"."""
    if words.lower(i) == "it" and words.lower(i + 1) in {"is", "was", "has"}:
        after = i + 2 + (words.lower(i + 2) in {"also", "been", "widely", "not"})
        return words.lower(after) in speech_words().hearsay_passives
    return words.lower(i) in {"reports", "rumours", "rumors"} and words.lower(i + 1) == "that"


def _before_noun(words: Words, i: int) -> bool:
    return words.tag(i) in {"JJ", "VBN"} and words.in_phrase(i + 1) and words.lower(i - 1) not in BE | HAVE


def _noun_phrase(words: Words, i: int) -> tuple[int, int]:
    last = i
    while words.in_phrase(last + 1):
        last += 1
    return i, last


def _shortened(words: Words, i: int) -> tuple[int, int]:
    """ "Planes thought to be Russian": only who they are is hearsay, not what they did."""
    base = phrase_ending(words, i - 1)
    last = i
    while last + 1 < len(words) and words.tag(last + 1) not in FINITE and not words.is_punctuation(last + 1):
        last += 1
    return (base[0] if base else i), last


def _clause(words: Words, i: int) -> tuple[int, int]:
    """The clause around ``i``: from comma or joint to comma or joint, with a verb of its own."""
    first = i
    while first > 0 and not _joint(words, first - 1, i):
        first -= 1
    return first, _end(words, i)


def _joint(words: Words, k: int, i: int) -> bool:
    if words.lower(k) in _STOPS:
        return True
    if words.is_comma(k) or words.lower(k) in {"and", "but", "while"}:
        return bool(words.finite(k + 1, i)) or (words.tag(i) != "RB" and bool(words.finite(k + 1, i + 1)))
    return False


def _end(words: Words, i: int) -> int:
    last = i
    while last + 1 < len(words):
        nxt = last + 1
        if words.lower(nxt) in _STOPS:
            break
        joint = words.is_comma(nxt) or words.lower(nxt) in {"but", "while"}
        if (
            joint
            and words.lower(nxt + 1) in {"but", "while", "and", "the", "he", "it", "they"}
            and any(words.tags[k] in FINITE for k in range(nxt, len(words)))
            and words.finite(i, nxt)
        ):
            break
        last = nxt
    while last > i and words.is_punctuation(last):
        last -= 1
    return last
