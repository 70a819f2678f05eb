"""Speakers that point back: "he said", "the group added", "Abdel Rahman said" after the full name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from marsad.model.reading import Attribution
from marsad.model.span import Span
from marsad.reading.speech.cues import grammar, speech_words

# "The army" is whichever army the report is about, not the speaker before.
_GENERIC_SIDES = grammar("generic_sides")
_ANY_BODY = grammar("any_body")
_SINGULAR_PERSON = frozenset({"he", "she"})
_BODY_WORDS = grammar("body_words")
_WORD = re.compile(r"\w[\w'’-]*")
_SURNAME = re.compile(r"(?:(?:[Aa]l|[Ee]l|[Bb]in)[- ])?[A-Z][\w'’]+(?:-[A-Z]\w+)?")
_BODY = r"(?:(?:[A-Z][\w'’.-]*|[a-z]+-[a-z]+|deputy|former|senior|police|army|military|rebel)\s+){0,4}"
"""What may stand ahead of an office: the body that it is held in, and its rank."""
_ARTICLES = frozenset(["the", "a", "an", "this", "that", "same"])


def with_antecedents(text: str, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions with ``antecedent`` filled where an earlier speaker or phrase is clearly meant."""
    done: list[Attribution] = []
    for attribution in attributions:
        meant = None if attribution.credit else _meant(attribution, [a for a in done if not a.credit])
        if meant is None and not attribution.credit:
            meant = _introduced(text, attribution.speaker)
        done.append(replace(attribution, antecedent=meant) if meant else attribution)
    return tuple(done)


def _meant(attribution: Attribution, earlier: Sequence[Attribution]) -> Span | None:
    words = [w.group().lower() for w in _WORD.finditer(attribution.speaker.text)]
    if not words:
        return None
    if len(words) == 1 and words[0] in _SINGULAR_PERSON:
        return _last(earlier[-4:], _is_person)
    if words == ["it"]:
        return _last(earlier, lambda a: a.organisation is not None or _has(a, _BODY_WORDS))
    if words == ["they"]:
        return _last(earlier, _is_plural)
    if words[0] in {"the", "this", "that"} and _undecorated(attribution):
        return _described(words, earlier)
    return _surname(attribution, earlier)


def _introduced(text: str, speaker: Span) -> Span | None:
    """The words that gave a bare surname its full name and office: "YPG spokesman Redur Xelil"."""
    if not _SURNAME.fullmatch(speaker.text):
        return None
    name = rf"(?:[A-Z][\w'’.-]+\s+){{1,2}}{re.escape(speaker.text)}\b"
    offices = "|".join(sorted(speech_words().titles, key=len, reverse=True))
    found = list(re.finditer(rf"\b{_BODY}(?i:{offices})\.?\s+{name}", text[: speaker.start]))
    return Span.of(text, found[-1].start(), found[-1].end()) if found else None


def _root(attribution: Attribution) -> Span:
    return attribution.antecedent or attribution.speaker


def _last(earlier: Sequence[Attribution], fits: object) -> Span | None:
    assert callable(fits)
    return next((_root(a) for a in reversed(earlier) if fits(a)), None)


def _has(attribution: Attribution, heads: frozenset[str]) -> bool:
    return any(w.group().lower() in heads for w in _WORD.finditer(attribution.speaker.text))


def _is_person(attribution: Attribution) -> bool:
    text = attribution.speaker.text
    if text.lower() in _SINGULAR_PERSON:
        return attribution.antecedent is not None
    if " and " in text:
        return False
    words = [w.group() for w in _WORD.finditer(text)]
    lower = [w.lower() for w in words]
    titled = any(w in speech_words().titles for w in lower)
    named = (
        len(words) >= 2 and words[0].lower() not in _ARTICLES and sum(w[:1].isupper() for w in words[:3]) >= 2
    )
    return (
        titled
        or (named and attribution.organisation is None)
        or (
            lower[0] in {"a", "an", "the", "one"}
            and lower[-1] in speech_words().heads
            and lower[-1] not in _BODY_WORDS
        )
    )


def _is_plural(attribution: Attribution) -> bool:
    return any(
        w.group().lower() in speech_words().person_plurals for w in _WORD.finditer(attribution.speaker.text)
    )


def _undecorated(attribution: Attribution) -> bool:
    """A definite phrase that names nobody: "the rebel official", "the Britain-based monitor"."""
    words = [w.group() for w in _WORD.finditer(attribution.speaker.text)][1:]
    return len(words) <= 4 and not any(
        w[:1].isupper() and "-based" not in w and w.lower() not in _BODY_WORDS for w in words
    )


def _described(words: Sequence[str], earlier: Sequence[Attribution]) -> Span | None:
    head = words[-1]
    if head in _GENERIC_SIDES:
        return None
    same = next(
        (
            _root(a)
            for a in reversed(earlier)
            if {head, head.removesuffix("s"), head + "s"} & set(_root(a).text.lower().split())
            and len(_root(a).text) > len(head) + 4
            and not _of_several(_root(a).text, head)
        ),
        None,
    )
    if same is not None:
        return same
    if head in _ANY_BODY:
        return _last(earlier, lambda a: a.organisation is not None)
    if head in {
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "official",
        "activist",
        "officer",
        "commander",
        "doctor",
        "minister",
        "director",
        "leader",
    }:
        return _last(earlier[-2:], _is_person)
    return None


def _of_several(phrase: str, head: str) -> bool:
    """Whether a phrase joins several speakers of whom the head is one: "a monitor and rebels"."""
    parts = re.split(r"\s+and\s+", phrase.lower())
    return len(parts) > 1 and sum(head.removesuffix("s") in part for part in parts) == 1


def _surname(attribution: Attribution, earlier: Sequence[Attribution]) -> Span | None:
    """The full name, told before, of which only the last part is repeated."""
    short = attribution.speaker.text
    words = [w for w in short.split() if w.lower().rstrip(".") not in speech_words().titles]
    if (
        not words
        or len(words) > 3
        or not all(w[:1].isupper() or w[:3].lower() in {"al-", "el-"} for w in words)
    ):
        return None
    name = " ".join(words)
    for a in reversed(earlier):
        full = a.antecedent.text if a.antecedent else a.speaker.text
        if len(full) > len(short) and re.search(rf"\b{re.escape(name)}\b", full):
            return _root(a)
    return None
