"""Noun phrases that can be the subject of a verb of speech, with their prepositional parts.

A phrase that hangs on a preposition or a verb is no subject; it is followed up to its head ("a source at
the ministry") or cut down to the words that can stand alone ("hit Douma | residents said").
"""

from __future__ import annotations

from marsad.reading.speech.cues import grammar, speech_words
from marsad.reading.speech.phrases import ARTICLES, Phrase, is_place_word, phrase_ending
from marsad.reading.speech.words import (
    FINITE,
    OCCASIONS,
    PREPOSITIONS,
    PRONOUNS,
    REDUCED,
    SUBORDINATORS,
    Words,
)

_ATTACHING = grammar("attaching")


def subject_ending(words: Words, last: int, floor: int = 0) -> Phrase | None:
    """The noun phrase that ends at ``last`` and can be the subject of what follows.

    Prepositional parts are taken in ("a source at the ministry"); a phrase that is itself the object of a
    verb or preposition is cut down to the words that can stand alone ("hit Douma | residents said").
    """
    base = phrase_ending(words, last)
    if base is None:
        return None
    if base[0] < floor:
        base = (floor, last)
    chain = _up_the_prepositions(words, base, floor)
    if chain is None:
        relative = _relative(words, base[0], floor)
        if relative is not None:
            return relative
        return _cut_down(words, base, floor)
    reduced = _reduced(words, chain, last, floor)
    if reduced is not None:
        return reduced
    first = _with_name_before(words, chain, last, floor)
    return _with_coordination(words, first, floor), last


def _up_the_prepositions(words: Words, base: Phrase, floor: int) -> int | None:
    """Where the phrase begins once its prepositional parts are followed to their head; None: no subject."""
    first = base[0]
    lenient = not words.finite(floor, first)  # nothing else can be the subject
    for _ in range(6):
        before = first - 1
        if before < floor:
            return first
        lower = words.lower(before)
        if lower in PREPOSITIONS or words.tag(before) == "TO":
            if before - 1 < floor or not (lenient or _attaches(words, before)):
                return None
            if lower == "to" and words.lower(before - 1) == "according":
                return None
            if words.lower(before - 1) in REDUCED:
                return None
            governor = phrase_ending(words, before - 1)
            if governor is None or governor[0] < floor or words.time_before(before - 1) < before:
                return None
            first = governor[0]
            continue
        return first if _can_follow(words, before, first, base) else None
    return None


def _attaches(words: Words, preposition: int) -> bool:
    """Whether the phrase after the preposition is part of the noun phrase before it."""
    lower, governor = words.lower(preposition), preposition - 1
    if lower in {"of", "for"}:
        return True
    if lower in {"by", "from"} and words.lower(governor) in OCCASIONS:
        return True
    return lower in _ATTACHING and (
        words.is_head(governor) or words.is_title(governor) or words.is_name(governor)
    )


def _can_follow(words: Words, before: int, first: int, base: Phrase) -> bool:
    """Whether a subject may begin at ``first`` after token ``before``."""
    tag, lower = words.tag(before), words.lower(before)
    if (
        words.is_punctuation(before)
        or lower in SUBORDINATORS
        or lower in {"than", "what", "which", "who", "how"}
    ):
        return True
    if tag in FINITE or tag in {"VBN", "VB", "VBG"}:
        opens = words.lower(first) in ARTICLES or words.lower(first) in PRONOUNS or words.tag(first) == "CD"
        if tag == "VBN" and lower not in {"said"}:
            return True
        # "exploded the army said" without commas; a bare plural after a verb is its object unless alone
        return opens or first == base[1]
    return True


def _relative(words: Words, first: int, floor: int) -> Phrase | None:
    """The head of a relative clause that ends before the verb: "a witness who fled the town (said)"."""
    for i in range(first, floor, -1):
        if words.is_punctuation(i):
            return None
        opener = words.tag(i) in {"WP", "WDT"} or words.lower(i) in {"who", "which"}
        shortened = words.tag(i) in {"VBG", "VBN"} and words.is_noun(i - 1) and not words.finite(floor, i)
        if (opener and words.finite(i, first + 1)) or (
            (shortened or words.lower(i) in REDUCED) and not words.finite(i + 1, first)
        ):
            base = phrase_ending(words, i - 1)
            if base is None or base[0] < floor:
                return None
            start = _up_the_prepositions(words, base, floor)
            if start is None or (start > floor and words.tag(start - 1) in FINITE):
                return None
            return start, i - 1
        if words.tag(i) in FINITE and not opener and not _inside_relative(words, i, floor):
            return None
    return None


def _reduced(words: Words, first: int, last: int, floor: int) -> Phrase | None:
    """The head of a participle's clause that opens the sentence: "guards manning the post (said)"."""
    k = first - 1
    if words.lower(k) == "as":
        k -= 1
    if words.tag(k) not in {"VBG", "VBN"} or words.finite(floor, k):
        return None
    naming = words.lower(k) in {"known", "called", "named", "dubbed"}
    while words.tag(k - 1) == "RB":
        k -= 1
    base = phrase_ending(words, k - 1) if k - 1 >= floor else None
    if base is None or base[0] < floor:
        return None
    start = _up_the_prepositions(words, base, floor)
    return None if start is None else (start, last if naming else k - 1)


def _inside_relative(words: Words, verb: int, floor: int) -> bool:
    return any(words.lower(i) in {"who", "which", "that"} for i in range(max(floor, verb - 6), verb))


def _cut_down(words: Words, base: Phrase, floor: int) -> Phrase:
    """The part of a rejected chain that can stand alone: "in Syria | head of the council Ali Musa"."""
    if words.lower(base[0] - 1) in {"of", "for", "at"} and base[0] - 2 >= floor:
        outer = phrase_ending(words, base[0] - 2)
        if outer is not None and outer[0] >= floor and (words.is_title(outer[1]) or words.is_head(outer[1])):
            return _standing_alone(words, outer)[0], base[1]
    return _standing_alone(words, base)


def _standing_alone(words: Words, base: Phrase) -> Phrase:
    """The end of a phrase that can be a subject by itself: "Douma residents" → "residents"."""
    first, last = base
    if first == last:
        return base
    for i in range(first + (words.lower(first) in ARTICLES), last):  # "activist Hassan Ali"
        if words.is_title(i) and all(words.is_name(k) for k in range(i + 1, last + 1)):
            start = i
            while (
                start - 1 > first and words.in_phrase(start - 1) and not words.tokens[start - 1].capitalised
            ):
                start -= 1
            return start, last
    if words.is_name(last) and not words.is_acronym(last):
        return base
    start = last
    while start - 1 >= first and words.in_phrase(start - 1) and not words.tokens[start - 1].capitalised:
        if words.lower(start - 1) in speech_words().person_plurals or is_place_word(words, start - 1):
            break
        start -= 1
    if start - 1 > first and words.tag(start - 1) == "JJ" and words.tokens[start - 1].capitalised:
        start -= 1  # "near Mosul | Iraqi officials"
    if start - 1 > first and words.is_acronym(start - 1):
        start -= 1  # "in Khan Sheikhoun | UN special envoy"
    return start, last


def _with_name_before(words: Words, first: int, last: int, floor: int) -> int:
    """Takes in a person's name before "the director of …" where the comma between them was lost."""
    bare = words.tokens[first].capitalised and words.tag(first) == "JJ"
    if (
        first - 1 < floor
        or not (bare or words.lower(first) in {"the", "a", "an"})
        or not words.is_name(first - 1)
    ):
        return first
    if not any(words.is_title(i) or words.is_head(i) for i in range(first, last + 1)):
        return first
    name = _long_name(words, first - 1, floor)
    if name is None or name[1] == name[0]:
        return first
    capitals = all(
        words.is_name(i)
        or words.is_title(i)
        or words.lower(i) in {"the", "of", "for"}
        or (words.tag(i) == "JJ" and words.tokens[i].capitalised)
        for i in range(name[0], name[1] + 1)
    )
    before = name[0] - 1
    free = before < floor or words.is_punctuation(before) or words.lower(before) in SUBORDINATORS
    return name[0] if capitals and free else first


def _long_name(words: Words, last: int, floor: int) -> Phrase | None:
    """The name that ends at ``last``, over "of" and "for" inside it: "the Centre for Human Rights"."""
    name = phrase_ending(words, last)
    while name is not None and words.lower(name[0] - 1) in {"of", "for"}:
        outer = phrase_ending(words, name[0] - 2)
        name = None if outer is None else (outer[0], last)
    return name if name is not None and name[0] >= floor else None


def _with_coordination(words: Words, first: int, floor: int) -> int:
    """Takes in "activists and (residents)" where the whole opens its clause."""
    if words.lower(first - 1) not in {"and", "or"} or first - 2 < floor:
        return first
    other = phrase_ending(words, first - 2)
    if other is None or other[0] < floor or (not words.is_head(other[1]) and not words.is_name(other[1])):
        return first
    start = _up_the_prepositions(words, other, floor)
    plurals = speech_words().person_plurals
    if (
        words.lower(first) in plurals
        and words.lower(other[1]) in plurals
        and (start is None or words.finite(floor, start))
    ):
        alone = other[0] == floor or words.is_punctuation(other[0] - 1)
        return other[0] if alone else _standing_alone(words, other)[0]
    if start is None:
        return first
    opens = (
        start == floor
        or words.is_punctuation(start - 1)
        or words.lower(start - 1) in {"that", "but", "while", "as"}
    )
    follows = words.lower(start) in ARTICLES and words.is_head(other[1]) and words.is_noun(start - 1)
    return start if opens or follows or not words.finite(floor, start) else first
