"""Noun phrases read rightwards: the speaker after "said", "according to" and "citing"."""

from __future__ import annotations

from marsad.reading.speech.cues import grammar, speech_words
from marsad.reading.speech.phrases import ARTICLES, MODIFYING, Phrase, adjectival_head
from marsad.reading.speech.words import FINITE, OCCASIONS, PRONOUNS, Words

# Prepositions by which a speaker is told after the verb: "said a doctor at the hospital".
_AFTER = grammar("attaching") - {"on", "to", "within"}
# What is said on an occasion or in its wake is no part of the speaker: "loyalists in the aftermath".
_NOT_PARTS = OCCASIONS | grammar("circumstances")


def phrase_starting(words: Words, first: int, stop: int, clause_follows: bool = False) -> Phrase | None:
    """The noun phrase with its prepositional parts that begins at token ``first`` and ends before ``stop``.

    ``clause_follows``: a clause comes next ("According to witnesses | troops fired"), so that a phrase that
    runs up to a finite verb has swallowed the subject of it and is cut in two.
    """
    base = _base_from(words, first, stop)
    if base is None:
        return None
    start, last = base
    bases = [base]
    while last + 2 < stop:
        following = words.lower(last + 1)
        if following == "(" and (closing := _closing(words, last + 1, stop)):
            last = closing
            continue
        if (
            following in _AFTER
            and words.lower(last + 2) not in {"least", "most"}
            and words.tag(last + 2) != "CD"
        ):
            nxt = _base_from(words, last + 2, stop)
            if nxt is None or words.time_after(last + 1) > nxt[1] or words.lower(nxt[1]) in _NOT_PARTS:
                break
        elif following in {"and", "or"} and (words.is_head(last) or _plural_head(words, last + 2, stop)):
            nxt = _base_from(words, last + 2, stop)
            if (
                nxt is None
                or not (words.is_head(nxt[1]) or words.is_name(nxt[1]))
                or words.tag(nxt[1] + 1) in FINITE
            ):
                break
        else:
            break
        bases.append(nxt)
        last = nxt[1]
    if clause_follows and last + 1 < stop and _verb_follows(words, last + 1):
        last = _cut_subject(words, bases[-1])
    return start, last


def _verb_follows(words: Words, i: int) -> bool:
    while words.tag(i) == "RB":
        i += 1
    return words.tag(i) in FINITE


def _plural_head(words: Words, first: int, stop: int) -> bool:
    base = _base_from(words, first, stop)
    return base is not None and words.is_head(base[1])


def _closing(words: Words, opening: int, stop: int) -> int | None:
    """The token that closes the bracket at ``opening`` where it holds a name or acronym of a few words."""
    for i in range(opening + 1, min(opening + 6, stop)):
        if words.lower(i) in {")", "]"}:
            return i
    return None


def _base_from(words: Words, first: int, stop: int) -> Phrase | None:
    """The plain noun phrase that begins at ``first``; a mere time ("said Friday") is none."""
    past = words.time_after(first)
    if past > first and words.lower(past - 1) == "'s":
        first = past  # "Tuesday's | police report"
    i = first
    if words.lower(i) in {"all", "both"} and words.lower(i + 1) in ARTICLES:
        i += 1
    if words.lower(i) in PRONOUNS:
        return first, i
    if words.lower(i) in ARTICLES:
        i += 1
    last = None
    while i < stop and not words.is_punctuation(i):
        tag = words.tag(i)
        if i > first and (words.lower(i) in ARTICLES or (tag == "CD" and last is not None)):
            break
        if last is not None and words.time_after(i) > i:
            break
        if words.is_noun(i) or adjectival_head(words, i):
            if last is not None and _splits(words, last, i):
                break
            last = i
        elif not (words.in_phrase(i) or (tag in {"VBN", "VBG"} and last is None)) or (
            last is not None and tag in {"JJ", "JJR", "JJS"} and words.tag(last) == "NNS"
        ):
            break
        i += 1
    return None if last is None or words.time_after(first) > last else (first, last)


def _splits(words: Words, left: int, right: int) -> bool:
    """Whether a new phrase begins at ``right`` straight after the noun ``left``."""
    if (
        words.tag(left) != "NNS"
        or words.is_name(left)
        or words.lower(left) not in speech_words().person_plurals
    ):
        return False
    if words.lower(left) in MODIFYING and words.is_title(right):
        return False  # "national police spokesman"
    return words.tag(right) == "NNS" or not words.is_name(right)


def _cut_subject(words: Words, base: Phrase) -> int:
    """The last token of the speaker in a phrase that ran on into the next clause's subject."""
    first, last = base
    begin = first + (words.lower(first) in ARTICLES)
    for i in range(begin, last):
        if words.tag(i) == "NNS" and words.lower(i) in speech_words().person_plurals:
            return i
    for i in range(begin + 1, last + 1):
        if words.tag(i) in {"JJ", "CD"} and words.is_noun(i - 1):
            return i - 1
    for i in range(begin + 1, last + 1):
        if words.is_name(i - 1) and not words.tokens[i].capitalised:
            return i - 1
    return max(begin, last - 1)


def with_apposition(words: Words, phrase: Phrase, stop: int) -> Phrase:
    """Takes in what a speaker after the verb is said to be: "said Ada Obi, a doctor at the clinic"."""
    first, last = phrase
    for _ in range(2):
        i = last + 1
        if i >= stop:
            break
        gap = 1 if words.is_comma(i) else 0
        start = i + gap
        article = words.lower(start) in {"the", "a", "an"}
        if not (article or words.is_title(start) or words.is_head(start) or (gap and words.is_name(start))):
            break
        long = any(words.is_name(k) for k in range(first, last)) or words.lower(start) in {"a", "an"}
        if not gap and not (words.is_name(last) and long):
            break  # only a name of two words takes an apposition without a comma
        more = phrase_starting(words, start, stop)
        if more is None or words.time_after(start + article) > start + article:
            break
        closes = more[1] + 1 >= stop or words.is_punctuation(more[1] + 1)
        if not (
            (article and closes)
            or any(words.is_head(k) or words.is_title(k) for k in range(more[0], more[1] + 1))
        ):
            break
        if words.tag(more[1] + 1) in FINITE:
            break
        last = more[1]
    return first, last
