"""Noun phrases that name a speaker: where they begin and end around a word of speech.

Some archives lost all commas, so that "… in Douma the monitor said" has to be cut by grammar alone:
an article or a number opens a new phrase, a phrase that hangs on a preposition or a verb is no subject.
Positions are token indices; a phrase is (first, last), both included.
"""

from __future__ import annotations

from marsad.knowledge.lexicon import shipped_lexicon
from marsad.reading.speech.cues import speech_words
from marsad.reading.speech.words import FINITE, PREPOSITIONS, PRONOUNS, REDUCED, SUBORDINATORS, Words

Phrase = tuple[int, int]
_ARTICLES = frozenset("a an the this that these those his her its their our my your some another any several many no".split())
_LONE = frozenset("some others another many several few most those these one two both all who".split())
_ATTACHING = frozenset("of for in at from with on to near against inside within about under over into".split())
# Prepositions by which a speaker is told after the verb: "said a doctor at the hospital".
_AFTER = frozenset("of for in at from with inside near".split())


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
    if not (words.is_noun(last) or words.lower(last) in _LONE or words.tag(last) == "CD" or _adjectival_head(words, last)):
        return None
    first = last
    while first > 0 and _joins_left(words, first - 1, first, last):
        first -= 1
        if words.lower(first) in _ARTICLES:
            if words.lower(first - 1) in {"all", "both"}:
                first -= 1
            break
    return first, last


def _adjectival_head(words: Words, i: int) -> bool:
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
    if words.time_before(left) <= left:
        return False
    if lower in _ARTICLES:
        return True
    if tag in {"VBN", "VBG"}:  # "the banned group", but not "killed residents"
        return words.lower(left - 1) in _ARTICLES or (words.tag(left - 1) == "JJ" and words.lower(left - 2) in _ARTICLES)
    if not words.in_phrase(left):
        return False
    if words.tag(first) == "CD" and words.tag(left) != "POS" and lower not in {"at", "least"}:
        return words.tag(left) in {"JJ"} and lower in {"other", "last"}
    if tag == "NNS" and not words.is_name(left) and lower in speech_words().person_plurals:
        # "four civilians | residents said": two bare plurals are two phrases.
        return words.tag(last) != "NNS" and words.tag(last) != "NNP"
    if words.tag(first) in {"JJ", "JJR", "JJS"} and words.is_noun(left):
        if not words.tokens[first].capitalised or words.lower(first)[:3] in {"al-", "el-"}:
            return words.is_name(left)
        return words.is_head(left) and words.lower(left - 1) in _ARTICLES  # "the opposition Syrian Coalition"
    return True


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
        return _standing_alone(words, base)
    reduced = _reduced(words, chain, floor)
    if reduced is not None:
        return reduced
    first = _with_name_before(words, chain, last, floor)
    return _with_coordination(words, first, floor), last


def _up_the_prepositions(words: Words, base: Phrase, floor: int) -> int | None:
    """Where the phrase begins once its prepositional parts are followed to their head; None: no subject."""
    first = base[0]
    for _ in range(6):
        before = first - 1
        if before < floor:
            return first
        lower = words.lower(before)
        if lower in PREPOSITIONS or words.tag(before) == "TO":
            if lower not in _ATTACHING or before - 1 < floor:
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


def _can_follow(words: Words, before: int, first: int, base: Phrase) -> bool:
    """Whether a subject may begin at ``first`` after token ``before``."""
    tag, lower = words.tag(before), words.lower(before)
    if words.is_punctuation(before) or lower in SUBORDINATORS or lower in {"than", "what", "which", "who", "how"}:
        return True
    if tag in FINITE or tag in {"VBN", "VB", "VBG"}:
        opens = words.lower(first) in _ARTICLES or words.lower(first) in PRONOUNS or words.tag(first) == "CD"
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
        if (opener and words.finite(i, first + 1)) or (words.lower(i) in REDUCED and not words.finite(i + 1, first)):
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


def _reduced(words: Words, first: int, floor: int) -> Phrase | None:
    """The head of a participle's clause that opens the sentence: "guards manning the post (said)"."""
    k = first - 1
    if words.lower(k) == "as":
        k -= 1
    if words.tag(k) not in {"VBG", "VBN"} or words.finite(floor, k):
        return None
    while words.tag(k - 1) == "RB":
        k -= 1
    base = phrase_ending(words, k - 1) if k - 1 >= floor else None
    if base is None or base[0] < floor:
        return None
    start = _up_the_prepositions(words, base, floor)
    return None if start is None else (start, k - 1)


def _inside_relative(words: Words, verb: int, floor: int) -> bool:
    return any(words.lower(i) in {"who", "which", "that"} for i in range(max(floor, verb - 6), verb))


def _standing_alone(words: Words, base: Phrase) -> Phrase:
    """The end of a phrase that can be a subject by itself: "Douma residents" → "residents"."""
    first, last = base
    if first == last:
        return base
    for i in range(first + (words.lower(first) in _ARTICLES), last):  # "activist Hassan Ali"
        if words.is_title(i) and all(words.is_name(k) for k in range(i + 1, last + 1)):
            while i - 1 > first and words.in_phrase(i - 1) and not words.tokens[i - 1].capitalised:
                i -= 1
            return i, last
    if words.is_name(last) and not words.is_acronym(last):
        return base
    start = last
    while start - 1 >= first and words.in_phrase(start - 1) and not words.tokens[start - 1].capitalised:
        if words.tag(start - 1) == "NNS" or _place_word(words, start - 1):
            break
        start -= 1
    if start - 1 > first and words.tag(start - 1) == "JJ" and words.tokens[start - 1].capitalised:
        start -= 1  # "near Mosul | Iraqi officials"
    return start, last


def _place_word(words: Words, i: int) -> bool:
    return shipped_lexicon().has("place_kind", words.lower(i))


def _with_name_before(words: Words, first: int, last: int, floor: int) -> int:
    """Takes in a person's name before "the director of …" where the comma between them was lost."""
    if first - 1 < floor or words.lower(first) not in {"the", "a", "an"} or not words.is_name(first - 1):
        return first
    if not any(words.is_title(i) or words.is_head(i) for i in range(first, last + 1)):
        return first
    name = phrase_ending(words, first - 1)
    if name is None or name[0] < floor or name[1] == name[0]:
        return first
    capitals = all(words.tokens[i].capitalised or words.is_title(i) for i in range(name[0], name[1] + 1))
    before = name[0] - 1
    free = before < floor or words.is_punctuation(before) or words.lower(before) in SUBORDINATORS
    return name[0] if capitals and free else first


def _with_coordination(words: Words, first: int, floor: int) -> int:
    """Takes in "activists and (residents)" where the whole opens its clause."""
    if words.lower(first - 1) not in {"and", "or"} or first - 2 < floor:
        return first
    other = phrase_ending(words, first - 2)
    if other is None or other[0] < floor or not words.is_head(other[1]) and not words.is_name(other[1]):
        return first
    start = _up_the_prepositions(words, other, floor)
    if start is None:
        return first
    opens = start == floor or words.is_punctuation(start - 1) or words.lower(start - 1) in {"that", "but", "while", "as"}
    return start if opens or words.time_before(start - 1) < start else first


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
        if following in _AFTER and words.lower(last + 2) not in {"least", "most"} and words.tag(last + 2) != "CD":
            nxt = _base_from(words, last + 2, stop)
            if nxt is None or words.time_after(last + 1) > last + 1 and words.time_after(last + 1) >= nxt[1] + 1:
                break
        elif following in {"and", "or"} and (words.is_head(last) or _plural_head(words, last + 2, stop)):
            nxt = _base_from(words, last + 2, stop)
            if nxt is None or not (words.is_head(nxt[1]) or words.is_name(nxt[1])) or words.tag(nxt[1] + 1) in FINITE:
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
    i = first
    if words.lower(i) in {"all", "both"} and words.lower(i + 1) in _ARTICLES:
        i += 1
    if words.lower(i) in PRONOUNS:
        return first, i
    if words.lower(i) in _ARTICLES:
        i += 1
    last = None
    while i < stop and not words.is_punctuation(i):
        tag = words.tag(i)
        if i > first and (words.lower(i) in _ARTICLES or tag == "CD" and last is not None):
            break
        if last is not None and words.time_after(i) > i:
            break
        if words.is_noun(i) or _adjectival_head(words, i):
            if last is not None and _splits(words, last, i):
                break
            last = i
        elif not (words.in_phrase(i) or tag in {"VBN", "VBG"} and last is None):
            break
        elif last is not None and tag in {"JJ", "JJR", "JJS"} and words.tag(last) == "NNS":
            break
        i += 1
    return None if last is None else (first, last)


def _splits(words: Words, left: int, right: int) -> bool:
    """Whether a new phrase begins at ``right`` straight after the noun ``left``."""
    if words.tag(left) != "NNS" or words.is_name(left) or words.lower(left) not in speech_words().person_plurals:
        return False
    return words.tag(right) == "NNS" or not words.is_name(right)


def _cut_subject(words: Words, base: Phrase) -> int:
    """The last token of the speaker in a phrase that ran on into the next clause's subject."""
    first, last = base
    begin = first + (words.lower(first) in _ARTICLES)
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
        if not gap and not (words.is_name(last) and any(words.is_name(k) for k in range(first, last))):
            break  # only a name of two words takes an apposition without a comma
        more = phrase_starting(words, start, stop)
        if more is None or words.time_after(start + article) > start + article:
            break
        closes = more[1] + 1 >= stop or words.is_punctuation(more[1] + 1)
        if not (article and closes or any(words.is_head(k) or words.is_title(k) for k in range(more[0], more[1] + 1))):
            break
        if words.tag(more[1] + 1) in FINITE:
            break
        last = more[1]
    return first, last
