"""What is said: the clause or phrase that a verb of speech reports, right or left of it."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.model.reading import Stance
from marsad.reading.speech.cues import CueVerb, grammar
from marsad.reading.speech.drafts import Draft, trimmed
from marsad.reading.speech.onward import phrase_starting
from marsad.reading.speech.phrases import Phrase
from marsad.reading.speech.words import FINITE, OCCASIONS, PREPOSITIONS, Words

Said = tuple[Phrase, ...]
_UNITS = frozenset(["day", "days", "week", "weeks", "month", "months", "hour", "hours", "year", "years"])
_CARRIED = grammar("carried")
_LISTENERS = frozenset(
    ["reporters", "journalists", "parliament", "lawmakers", "media", "state", "television", "radio", "agency"]
)


def complement(words: Words, end: int, verb: CueVerb, spoken: bool = False) -> Said | None:
    """What stands right of the cue that ends at ``end``; None where nothing that is said does."""
    at = end + 1
    if verb.takes_addressee and not spoken:
        at = _over_addressee(words, at)
    at = _over_setting(words, at)
    if at >= len(words) or _closes(words, at):
        return None
    if spoken and not (words.lower(at) in {":", "that"} or words.is_quote(at)):
        return None
    if verb.stance is Stance.ACCUSES:
        at = _deed(words, at)
    if not _carries(words, at, verb):
        return None
    stretch = trimmed(words, at, len(words) - 1)
    return (stretch,) if stretch else None


def _over_addressee(words: Words, at: int) -> int:
    phrase = phrase_starting(words, at, len(words), clause_follows=True)
    if phrase is None or words.lower(at) == "that":
        return at
    return phrase[1] + 1


def _over_setting(words: Words, at: int) -> int:
    """Steps over when, where and to whom it was said, as far as "that" or the clause itself."""
    while at < len(words):
        begin = at
        if words.lower(at) == "to" and (
            words.is_name(at + 1) or words.lower(at + 1) in _LISTENERS or words.lower(at + 2) in _LISTENERS
        ):
            phrase = phrase_starting(words, at + 1, len(words), clause_follows=True)
            at = phrase[1] + 1 if phrase else at
        at = max(at, words.time_after(at))
        if (
            words.tag(at) == "RB"
            and words.lower(at) not in {"not", "no", "never"}
            and words.tag(at + 1) in {"IN", "DT", ":"}
        ):
            at += 1
        at = _over_occasion(words, at)
        if at == begin:
            break
    that = _that_ahead(words, at)
    return that if that is not None else at


def _over_occasion(words: Words, at: int) -> int:
    if words.lower(at) not in {"in", "on", "at", "via", "during", "through", "by", "from"}:
        return at
    phrase = phrase_starting(words, at + 1, len(words), clause_follows=True)
    if phrase is None:
        return at
    occasion = any(words.lower(i) in OCCASIONS for i in range(phrase[0], phrase[1] + 1))
    ends = (
        phrase[1] + 1 >= len(words)
        or words.is_punctuation(phrase[1] + 1)
        or words.lower(phrase[1] + 1) == "that"
    )
    return phrase[1] + 1 if occasion or ends else at


def _that_ahead(words: Words, at: int) -> int | None:
    """The token after a "that" which opens the clause, where only a setting stands before it."""
    for i in range(at, min(at + 8, len(words))):
        if words.lower(i) == "that" and (
            i == at or words.lower(at) in PREPOSITIONS or (words.is_comma(at) and i == at + 1)
        ):
            return i + 1
        if words.tag(i) in FINITE:
            return None
    return None


def _closes(words: Words, at: int) -> bool:
    """Whether nothing said follows: the sentence ends, or goes on with "adding …", "citing …"."""
    k = at
    while (
        k < len(words)
        and words.is_punctuation(k)
        and not words.is_quote(k)
        and words.lower(k) not in {":", "["}
    ):
        k += 1
    if k >= len(words):
        return True
    if _distance(words, k):
        return True
    if words.tag(k) == "VBN" and (words.lower(k) in _CARRIED or not words.finite(k, len(words))):
        return True  # "said in a bulletin | posted on its website"
    moved = k > at
    if words.tag(k) == "VBG" and (
        moved or words.lower(k) in {"adding", "citing", "quoting", "saying", "referring", "noting"}
    ):
        return True
    if words.lower(k) in {"and", "but", "as", "while", "after", "when"} and (
        moved or not words.finite(k, len(words))
    ):
        return True
    if moved and not words.is_quote(k) and words.tag(k) in {"IN", "VBN", "WDT", "WP", "CC"}:
        return True
    return words.is_quote(k) and k + 1 >= len(words)


def _distance(words: Words, k: int) -> bool:
    """ "A day after …" tells when it was said, not what."""
    one = words.lower(k) in {"a", "an", "one"} or words.tag(k) == "CD"
    return (
        one
        and words.lower(k + 1) in _UNITS
        and words.lower(k + 2) in {"after", "before", "ago", "later", "earlier"}
    )


def _deed(words: Words, at: int) -> int:
    """The deed of an accusation: what follows "of" or "for" after the accused."""
    for i in range(at, min(at + 25, len(words))):
        if words.lower(i) == "for" or (words.lower(i) == "of" and words.tag(i + 1) == "VBG"):
            return i + 1
    return at


def _carries(words: Words, at: int, verb: CueVerb) -> bool:
    """Whether what stands right of the cue is something said and not a mere setting ("said in Geneva")."""
    told = words.is_quote(at) or words.lower(at) == ":" or words.lower(at - 1) == "that"
    if verb.needs_that and not told:
        return False
    if told or verb.stance is not Stance.ASSERTS:
        return True
    if verb.takes_object or verb.tail:
        return True
    stop = next((k for k in range(at + 1, len(words)) if words.lower(k) in {";", "."}), len(words))
    if words.finite(at, stop):
        return True
    return words.lower(at) in {"of", "about", "against", "there"} or not (
        words.lower(at) in PREPOSITIONS or verb.weak
    )


def left_of(words: Words, last: int, floor: int, drafts: Sequence[Draft]) -> Said | None:
    """What stands left of the speaker at ``last``, as far back as the attribution before it."""
    stretch = trimmed(words, floor, last)
    if stretch is None:
        return None
    if stretch[1] - stretch[0] < 2 and not words.finite(*stretch) and not words.is_quote(stretch[0]):
        return None
    if (
        not drafts
        and words.lower(stretch[0]) in PREPOSITIONS
        and stretch[1] - stretch[0] < 8
        and not words.finite(stretch[0], stretch[1] + 1)
    ):
        return None  # "On Monday, in a statement, the army said"
    return (stretch,)
