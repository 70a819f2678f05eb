"""Plain noun phrases, read leftwards from their last word.

Some archives lost all commas, so that "… in Douma the monitor said" has to be cut by grammar alone: an
article or a number opens a new phrase. Positions are token indices; a phrase is (first, last), both
included.
"""

from __future__ import annotations

from marsad.knowledge.lexicon import shipped_lexicon
from marsad.reading.speech.cues import grammar, speech_words
from marsad.reading.speech.words import BE, PRONOUNS, Words

Phrase = tuple[int, int]
ARTICLES = grammar("articles")
_LONE = grammar("lone")
_PREDICATE = BE | grammar("predicating")
# Plurals that stand before the noun they belong to.
MODIFYING = frozenset({"police", "media", "security"})
# Small words inside persons' names.
_PARTICLES = grammar("particles")


def phrase_ending(words: Words, last: int) -> Phrase | None:
    """The plain noun phrase (no prepositions) that ends at token ``last``."""
    if last < 0:
        return None
    if words.lower(last) in PRONOUNS:
        return last, last
    if words.lower(last) == ")":
        last_inside = _opening(words, last)
        before = phrase_ending(words, last_inside - 1) if last_inside > 0 else None
        return (before[0], last) if before else None
    if not (
        words.is_noun(last)
        or words.lower(last) in _LONE
        or words.tag(last) == "CD"
        or adjectival_head(words, last)
    ):
        return None
    first = last
    while first > 0 and _joins_left(words, first - 1, first, last):
        first -= 1
        if words.lower(first) in ARTICLES:
            if words.lower(first - 1) in {"all", "both"}:
                first -= 1
            break
    return first, last


def adjectival_head(words: Words, i: int) -> bool:
    """An adjective that can stand for a speaker's name, where the tagger slipped on it."""
    return words.tag(i) in {"JJ", "FW"} and (words.tokens[i].capitalised or words.is_head(i))


def _opening(words: Words, closing: int) -> int:
    i = closing
    while i > 0 and words.lower(i) != "(" and closing - i < 8:
        i -= 1
    return i


def _joins_left(words: Words, left: int, first: int, last: int) -> bool:
    """Whether token ``left`` belongs to the phrase that so far begins at ``first``."""
    lower, tag = words.lower(left), words.tag(left)
    if words.time_before(left) <= left or (tag == "POS" and words.time_before(left - 1) < left):
        return False
    if lower in ARTICLES or (lower == "." and tag == "NNP"):  # "Capt. | Rod Beer"
        return True
    if tag in {"VBN", "VBG"}:  # "the banned group", but not "killed residents"
        return words.lower(left - 1) in ARTICLES or (
            words.tag(left - 1) == "JJ" and words.lower(left - 2) in ARTICLES
        )
    if not words.in_phrase(left):
        return False
    if tag == "CD" and (
        (len(lower) == 4 and lower.isdigit()) or (words.is_name(first) and words.tag(last) == "NNP")
    ):
        return False
    if words.tag(first) == "CD" and words.tag(left) != "POS" and lower not in {"at", "least"}:
        return words.tag(left) in {"JJ"} and lower in {"other", "last"}
    modifies = lower in MODIFYING and words.tag(first) == "NN"  # "a source at Aleppo | police command"
    if tag == "NNS" and not modifies and not words.is_name(left) and lower in speech_words().person_plurals:
        # "four civilians | residents said": two bare plurals are two phrases.
        return words.is_title(last) and words.tag(last) == "NN" and words.tag(first) not in {"JJ"}
    if words.is_name(first) and words.is_name(last) and tag == "JJ" and not words.tokens[left].capitalised:
        return words.lower(left - 1) not in _PREDICATE  # "as soon as possible | Sino said"
    if (
        words.is_name(first)
        and words.is_noun(left)
        and not words.tokens[left].capitalised
        and lower not in _PARTICLES
    ):
        known = words.is_title(left) or words.is_head(left) or is_place_word(words, left)
        if not (known or lower in speech_words().bodies or lower[:3] in {"al-", "el-"}):
            return False  # "three sites | Nesirky said"
    if words.tag(first) in {"JJ", "JJR", "JJS"} and words.is_noun(left):
        if not words.tokens[first].capitalised or words.lower(first)[:3] in {"al-", "el-"}:
            return words.is_name(left)
        return words.is_head(left) and words.lower(left - 1) in ARTICLES  # "the opposition Syrian Coalition"
    return True


def is_place_word(words: Words, i: int) -> bool:
    return words.lower(i) != "state" and shipped_lexicon().has("place_kind", words.lower(i))
