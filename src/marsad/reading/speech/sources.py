"""Speakers told without a verb of their own: "according to X", "citing X", "quoted X as saying"."""

from __future__ import annotations

from marsad.model.reading import Stance
from marsad.reading.speech.complements import left_of
from marsad.reading.speech.drafts import Draft, trimmed
from marsad.reading.speech.phrases import Phrase, phrase_starting, with_apposition
from marsad.reading.speech.subjects import speaks, subject_before
from marsad.reading.speech.words import BE, FINITE, Words

_CITING = frozenset("citing quoting cited".split())
_CARRIED = frozenset("issued released published posted carried made distributed circulated".split())


def source_draft(words: Words, i: int, drafts: list[Draft]) -> Draft | None:
    """The attribution that a phrase at token ``i`` makes; None where there is none."""
    lower = words.lower(i)
    if lower == "according" and words.lower(i + 1) == "to":
        return _according(words, i, drafts)
    if lower in _CITING:
        return _citing(words, i, drafts)
    if lower in {"quoted", "quotes", "quoting"}:
        return _quoted(words, i, drafts)
    return None


def _according(words: Words, i: int, drafts: list[Draft]) -> Draft | None:
    opens = trimmed(words, max((d.last + 1 for d in drafts), default=0), i - 1) is None or _opens_clause(words, i)
    phrase = phrase_starting(words, i + 2, len(words), clause_follows=opens)
    if phrase is None:
        return None
    phrase = _with_issuer(words, phrase)
    if not opens or words.is_comma(phrase[1] + 1):
        phrase = _apposed(words, phrase)
    floor = max((d.last + 1 for d in drafts), default=0)
    right = trimmed(words, phrase[1] + 1, len(words) - 1)
    said: tuple[Phrase, ...] = ()
    if not opens:
        said = left_of(words, i - 1, floor, drafts) or ()
    if right is not None and (opens or (words.is_comma(phrase[1] + 1) and _goes_on(words, phrase[1] + 2))):
        said = (*said, right)
    return Draft(phrase, (i, i + 1), said, Stance.ASSERTS)


def _opens_clause(words: Words, i: int) -> bool:
    """Whether "according to" opens its clause rather than closing one: "but according to the UN, …"."""
    return i == 0 or words.lower(i - 1) in {"and", "but", "while", "that"} or (words.lower(i - 1) in {")", "-", "–", "—"} and i < 12)


def _apposed(words: Words, phrase: Phrase) -> Phrase:
    more = with_apposition(words, phrase, len(words))
    return phrase if words.tag(more[1] + 1) in FINITE else more


def _goes_on(words: Words, i: int) -> bool:
    return words.tag(i) in FINITE or words.tag(i) in {"VBN"} or words.lower(i) in {"but", "which", "including", "with"}


def _with_issuer(words: Words, phrase: Phrase) -> Phrase:
    """Takes in "issued by the brigade" after "a statement"."""
    i = phrase[1] + 1
    if words.lower(i) in _CARRIED and words.lower(i + 1) in {"by", "on", "in"}:
        issuer = phrase_starting(words, i + 2, len(words), clause_follows=True)
        if issuer is not None:
            return phrase[0], issuer[1]
    if words.lower(i) == "by":
        issuer = phrase_starting(words, i + 1, len(words), clause_follows=True)
        if issuer is not None:
            return phrase[0], issuer[1]
    return phrase


def _citing(words: Words, i: int, drafts: list[Draft]) -> Draft | None:
    if words.lower(i) == "cited" and words.lower(i + 1) == "by":
        return None
    phrase = phrase_starting(words, i + 1, len(words))
    if phrase is None or not speaks(words, phrase):
        return None
    if words.lower(phrase[1] + 1) == "as":
        return None  # "citing X as saying" is read by its verb
    phrase = _apposed(words, phrase)
    said = left_of(words, i - 1, 0, [])
    if said is None and drafts:
        said = drafts[-1].said
    return Draft(phrase, (i, i), said or (), Stance.ASSERTS)


def _quoted(words: Words, i: int, drafts: list[Draft]) -> Draft | None:
    as_at = next((k for k in range(i + 1, min(i + 30, len(words) - 1)) if _as_saying(words, k)), None)
    if as_at is None:
        return None
    passive = any(words.lower(k) in BE for k in range(max(0, i - 3), i))
    if passive:
        start = next(k for k in range(max(0, i - 3), i) if words.lower(k) in BE)
        if words.lower(start - 1) in {"has", "have", "had"}:
            start -= 1
        speaker = subject_before(words, start, 0)
    else:
        speaker = phrase_starting(words, i + 1, as_at)
        speaker = with_apposition(words, speaker, as_at) if speaker else None
    if speaker is None:
        return None
    said = trimmed(words, as_at + 2, len(words) - 1)
    left = left_of(words, speaker[0] - 1, 0, drafts) if said is None else None
    return Draft(speaker, (i, as_at + 1), (said,) if said else left or (), Stance.ASSERTS)


def _as_saying(words: Words, k: int) -> bool:
    return words.lower(k) == "as" and words.lower(k + 1) in {"saying", "stating", "claiming", "telling", "adding", "reporting"}
