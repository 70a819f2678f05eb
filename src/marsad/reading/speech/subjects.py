"""The subject of a verb of speech, over adverbs, times, commas and relative clauses."""

from __future__ import annotations

from marsad.reading.speech.chains import subject_ending
from marsad.reading.speech.cues import speech_words
from marsad.reading.speech.phrases import Phrase, phrase_ending
from marsad.reading.speech.words import (
    BE,
    FINITE,
    HAVE,
    OCCASIONS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    Words,
)

_PREDICATES = frozenset("alive dead open closed shut safe free missing unhurt unharmed homeless".split())
""" "… kept them alive X said": what is said of somebody else."""
_MEASURES = frozenset("number one some many several most dozens couple handful scores".split())
_OCCASION_LINKS = frozenset(["in", "at", "during", "via", "through", "by", "on", "over"])


def subject_before(words: Words, verb: int, floor: int) -> Phrase | None:
    """The speaker phrase left of the verb group that begins at ``verb``."""
    last = _over_adverbs(words, verb - 1, floor)
    if last < floor or words.is_quote(last):
        return None
    if words.is_comma(last):
        return _before_comma(words, last, floor)
    found = subject_ending(words, last, floor)
    return None if found is None else _without_rest(words, found, floor)


def _without_rest(words: Words, phrase: Phrase, floor: int) -> Phrase:
    """The speaker without the last words of the clause before, where no comma parts the two: "… put out of
    service Abdel Rahman said", "… kept them alive Observatory chief X said", "… left scores wounded reports
    say".
    """
    first, last = phrase
    while first < last and first > floor and _of_the_clause_before(words, first):
        first += 1
    return first, last


def _of_the_clause_before(words: Words, i: int) -> bool:
    """Whether the word at ``i`` begins no phrase for a speaker who is told right behind it."""
    named = words.tokens[i + 1].capitalised
    if words.tokens[i].capitalised or not (named or words.is_head(i + 1) or words.is_title(i + 1)):
        return False
    if words.lower(i) in _PREDICATES:
        return True
    if words.lower(i).endswith("ed") and words.tag(i) in {"VBN", "JJ"}:
        return words.tag(i - 1) in {"NNS", "CD"}
    speaks_itself = words.is_title(i) or (words.is_head(i) and words.tag(i - 1) != "IN")
    return named and words.tag(i) == "NN" and not speaks_itself


def _over_adverbs(words: Words, last: int, floor: int) -> int:
    """Steps left over adverbs, times and "in a statement" that stand between subject and verb."""
    while last >= floor:
        time = words.time_before(last)
        if time <= last and time > floor and not words.is_comma(time - 1):
            last = time - 1
        elif words.tag(last) == "RB" or words.lower(last) in HAVE | BE:
            last -= 1
        elif (occasion := _occasion_before(words, last)) is not None and occasion > floor:
            last = occasion - 1
        else:
            break
    return last


def _occasion_before(words: Words, last: int) -> int | None:
    """The first token of "in a statement" where it ends at ``last`` and something stands before it."""
    if words.lower(last) not in OCCASIONS:
        return None
    for i in range(last - 1, max(-1, last - 6), -1):
        if words.lower(i) in _OCCASION_LINKS:
            return i if words.in_phrase(i - 1) else None
        if not (words.in_phrase(i) or words.tag(i) in {"DT", "PRP$"}):
            return None
    return None


def _before_comma(words: Words, comma: int, floor: int) -> Phrase | None:
    """The phrase before a parenthesis that closes at ``comma``: "X, head of the Y in Z, (said)".

    Segments between commas are walked leftwards while they are plain phrases or relative clauses.
    """
    floor = max((k + 1 for k in range(floor, comma) if words.is_quote(k)), default=floor)
    while floor < comma and words.is_comma(floor):
        floor += 1
    commas = [k for k in range(floor, comma) if words.is_comma(k)]
    segments = [(a + 1, b - 1) for a, b in zip([floor - 1, *commas], [*commas, comma], strict=True)]
    begin = len(segments) - 1
    while begin > 0 and _parenthetical(words, segments[begin]):
        begin -= 1
        if _subject_like(words, segments[begin]) and not _parenthetical(words, segments[begin]):
            break
        if not _parenthetical(words, segments[begin]) or _adverbial(words, segments[begin]):
            begin += 1
            break
    first_segment = segments[begin]
    if begin == len(segments) - 1 and begin > 0:
        # no parenthesis after all: "…, on Monday, the army, said"
        return subject_ending(words, comma - 1, first_segment[0])
    name = subject_ending(words, first_segment[1], first_segment[0])
    if name is None:
        return None
    last = name[1]
    for segment in segments[begin + 1 :]:
        if _relative_or_time(words, segment):
            break
        last = segment[1]
    return name[0], last


def _parenthetical(words: Words, segment: Phrase) -> bool:
    first, last = segment
    if first > last or words.lower(first) in {"who", "which", "whose", "where"}:
        return True
    if words.lower(first) in {"that", "and", "but", "while", "when", "as", "after"}:
        return False
    return not _main_verbs(words, segment) and not words.is_quote(last)


def _main_verbs(words: Words, segment: Phrase) -> list[int]:
    """Finite verbs of a segment that stand in no relative clause."""
    first, last = segment
    opened = next(
        (i for i in range(first, last + 1) if words.lower(i) in {"who", "which", "whose", "where"}), last + 1
    )
    return words.finite(first, opened)


def _adverbial(words: Words, segment: Phrase) -> bool:
    first = segment[0]
    return (
        words.lower(first) in PREPOSITIONS
        or words.tag(first) in {"RB", "VBG", "VBN"}
        or words.time_after(first) > first
    )


def _subject_like(words: Words, segment: Phrase) -> bool:
    return bool(_main_verbs(words, segment)) and phrase_ending(words, segment[1]) is not None


def _relative_or_time(words: Words, segment: Phrase) -> bool:
    first, last = segment
    if first > last:
        return True
    return (
        words.lower(first) in {"who", "which", "whose", "where"}
        or words.tag(first) in {"VBG", "VBN", "IN"}
        or words.time_after(first) > last
    )


def antecedent_of_relative(words: Words, pronoun: int) -> Phrase | None:
    """The phrase that "who" or "which" at ``pronoun`` takes up."""
    last = pronoun - 1
    if words.is_comma(last):
        last -= 1
    base = phrase_ending(words, last)
    if base is None:
        return None
    first = base[0]
    while (
        words.lower(first - 1) in {"of", "for", "at"}
        and (governor := phrase_ending(words, first - 2)) is not None
    ):
        first = governor[0]
    return first, last


def head_of(words: Words, phrase: Phrase) -> int:
    """The token of the head noun: the last one before a preposition, comma or bracket."""
    first, last = phrase
    first = _past_the_measure(words, first, last)
    head = first
    for i in range(first, last + 1):
        if i > first and (
            words.lower(i) in PREPOSITIONS
            or words.is_punctuation(i)
            or (words.tag(i) == "VBN" and words.is_noun(head))
        ):
            break
        if words.in_phrase(i) or words.lower(i) in PRONOUNS or words.tag(i) == "DT":
            head = i
    return head


def _past_the_measure(words: Words, first: int, last: int) -> int:
    """The token behind "a number of", where the phrase begins with such: what is counted speaks."""
    of = next((i for i in range(first, min(first + 4, last)) if words.lower(i) == "of"), None)
    return of + 1 if of is not None and words.lower(of - 1) in _MEASURES else first


def speaks(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase is of a kind that can speak: a person, a body, somebody's report."""
    head = head_of(words, phrase)
    if words.lower(head) in PRONOUNS - {"it"} or words.lower(head) == "it":
        return True
    if words.lower(head) in SUBORDINATORS | speech_words().silent or words.tag(head) in FINITE:
        return False
    if words.is_head(head) or words.is_acronym(head):
        return True
    inner = any(words.is_head(i) or words.is_title(i) for i in range(phrase[0], phrase[1] + 1))
    return (words.tokens[head].capitalised and (head > 0 or words.is_name(head))) or (
        inner and words.is_name(head)
    )
