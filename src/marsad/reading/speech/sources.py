"""Speakers told without a verb of their own: "according to X", "citing X", "quoted X as saying"."""

from __future__ import annotations

from marsad.model.reading import Stance
from marsad.reading.speech.complements import left_of
from marsad.reading.speech.cues import grammar
from marsad.reading.speech.drafts import Draft, floor_after, trimmed
from marsad.reading.speech.onward import phrase_starting, with_apposition
from marsad.reading.speech.phrases import Phrase
from marsad.reading.speech.subjects import speaks, subject_before
from marsad.reading.speech.words import BE, FINITE, HAVE, Words

_CITING = frozenset(["citing", "quoting", "cited"])
_CARRIED = grammar("carried")


def source_drafts(words: Words, i: int, drafts: list[Draft]) -> list[Draft]:
    """The attributions that a phrase at token ``i`` makes; two where one speaker quotes another."""
    lower = words.lower(i)
    made: Draft | None = None
    if lower == "according" and words.lower(i + 1) == "to":
        made = _according(words, i, drafts)
    elif lower in {"quoted", "quotes", "quoting", "cited", "cites", "citing", "reported", "reports"}:
        quoted = _quoted(words, i, drafts)
        if quoted:
            return quoted
        made = _citing(words, i, drafts) if lower in _CITING else None
    return [made] if made else []


def _according(words: Words, i: int, drafts: list[Draft]) -> Draft | None:
    floor = floor_after(drafts)
    before = trimmed(words, floor, i - 1)
    opens = before is None or _opens_clause(words, i) or not (drafts or words.finite(floor, i))
    phrase = phrase_starting(words, i + 2, len(words), clause_follows=opens)
    if phrase is None:
        return None
    phrase = _with_issuer(words, phrase)
    if not opens or words.is_comma(phrase[1] + 1):
        phrase = _apposed(words, phrase, closed=opens)
    right = trimmed(words, phrase[1] + 1, len(words) - 1)
    said: tuple[Phrase, ...] = (
        (before,) if before and before[1] > before[0] and not _opens_clause(words, i) else ()
    )
    if not opens:
        said = left_of(words, i - 1, floor, drafts) or (drafts[-1].said if drafts else ())
    if right is not None and (opens or (words.is_comma(phrase[1] + 1) and _goes_on(words, phrase[1] + 2))):
        said = (*said, right)
    return Draft(phrase, (i, i + 1), said, Stance.ASSERTS)


def _opens_clause(words: Words, i: int) -> bool:
    """Whether "according to" opens its clause rather than closing one: "but according to the UN, …"."""
    return (
        i == 0
        or words.lower(i - 1) in {"and", "but", "while", "that"}
        or (words.lower(i - 1) in {")", "-", "–", "—"} and i < 12)
    )


def _apposed(words: Words, phrase: Phrase, closed: bool = False) -> Phrase:
    """The speaker and what stands beside it; ``closed``: a clause comes next, so it must end at a comma."""
    more = with_apposition(words, phrase, len(words))
    runs_on = closed and not words.is_comma(more[1] + 1)
    return phrase if runs_on or words.tag(more[1] + 1) in FINITE else more


def _goes_on(words: Words, i: int) -> bool:
    return (
        words.tag(i) in FINITE
        or words.tag(i) in {"VBN"}
        or words.lower(i) in {"but", "which", "including", "with"}
    )


def _with_issuer(words: Words, phrase: Phrase) -> Phrase:
    """Takes in "issued by the brigade" after "a statement"."""
    i = phrase[1] + 1
    by = words.time_after(i + 1)  # "a statement released Saturday by X"
    if words.lower(i) in _CARRIED and words.lower(by) in {"by", "on", "in"}:
        issuer = phrase_starting(words, by + 1, len(words), clause_follows=True)
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
    aside = words.is_comma(i - 1) and words.is_comma(phrase[1] + 1)
    return Draft(phrase, (i, i), said or (), Stance.ASSERTS, aside=aside)


def _quoted(words: Words, i: int, drafts: list[Draft]) -> list[Draft]:
    as_at = next((k for k in range(i + 1, min(i + 30, len(words) - 1)) if _as_saying(words, k)), None)
    if as_at is None:
        return []
    quoting: Phrase | None = None
    passive = any(words.lower(k) in BE for k in range(max(0, i - 3), i))
    if passive:
        start = next(k for k in range(max(0, i - 3), i) if words.lower(k) in BE)
        if words.lower(start - 1) in {"has", "have", "had"}:
            start -= 1
        speaker = subject_before(words, start, 0)
    else:
        speaker = phrase_starting(words, i + 1, as_at)
        speaker = with_apposition(words, speaker, as_at) if speaker else None
        quoting = (
            subject_before(words, i - (words.lower(i - 1) in HAVE), 0)
            if words.tag(i) in FINITE or words.lower(i - 1) in HAVE
            else None
        )
    if speaker is None:
        return []
    said = trimmed(words, as_at + 2, len(words) - 1) if words.lower(as_at + 2) != "by" else None
    left = left_of(words, speaker[0] - 1, 0, drafts) if said is None else None
    stretches = (said,) if said else left or ()
    drafted = [Draft(speaker, (i, as_at + 1), stretches, Stance.ASSERTS)]
    if quoting is not None and speaks(words, quoting):
        drafted.append(Draft(quoting, (i, i), stretches, Stance.ASSERTS))
    return drafted


def _as_saying(words: Words, k: int) -> bool:
    return words.lower(k) == "as" and words.lower(k + 1) in {
        "saying",
        "stating",
        "claiming",
        "telling",
        "adding",
        "reporting",
    }
