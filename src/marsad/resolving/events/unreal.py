"""Words that take back what a sentence seems to tell: reports called false, people who were held already,
deeds that are only hoped for.
"""

from __future__ import annotations

import re

from marsad.model.span import Span

_REPORT = r"(?:reports?|rumou?rs?|news|claims?|allegations?|information|story|stories)"
_FALSE = (
    r"(?:unfounded|groundless|baseless|false|untrue|erroneous|fabricated|incorrect|invented"
    r"|without (?:any )?(?:foundation|basis|truth))"
)
_DENIED = re.compile(
    rf"\b{_REPORT}\b(?=[^.;]*\b(?:is|are|was|were|as)\s+(?:\w+\s+)?{_FALSE}\b)"
    rf"|\b(?:denied|denies|denying|refuted|dismissed|rejected)\s+(?:[\w-]+\s+){{0,3}}(?:reports?|rumou?rs?)\b"
    rf"|\bno truth (?:to|in)\b|\b{_FALSE}\s+(?:\w+\s+)?(?:report|rumou?r|claim)s?\b",
    re.I,
)
_KEPT = r"(?:in custody|behind bars|in (?:jail|detention|prison))"
_HELD = re.compile(
    rf"\b(?:number|total|tally) of (?:[\w-]+ ){{0,3}}(?:{_KEPT}|detained|held|arrested)\b"
    rf"|\bof (?:them|those|whom|these)\b[^,.;]{{0,30}}?\b{_KEPT}"
    rf"|\b(?:remain\w*|still|already|known to be|(?:are|were|is|was) being held|so far)\b[^,.;]{{0,30}}?\b{_KEPT}",
    re.I,
)
_HOPED = re.compile(
    r"\b(?:information|tips?|clues?|rewards?|bount(?:y|ies))\b[^.;]{0,60}?\b(?:to|for|in)\s+(?:the\s|his\s|her\s|their\s)?"
    r"(?:[\w-]+\s+){0,2}\Z",
    re.I,
)
_JOINED = re.compile(r"\bto\s+[a-z]+(?:,\s+[a-z]+)*(?:,|,?\s+(?:and|or))\s+\Z", re.I)
_DONE = re.compile(
    r"\b(?:manag\w+|able|succeed\w*|beg[au]n|start\w*|continu\w+|proceed\w*|went|go on|forc\w+|used|said|believed"
    r"|known|reported|alleged)\s+\Z",
    re.I,
)
_BASE = re.compile(r"(?!\w*(?:ed|ing|s)\b)\w+", re.I)


def denied(sentence: Span, deed: Span) -> bool:
    """Whether the sentence tells the deed only to say that reports of it are not true."""
    match = _DENIED.search(sentence.text)
    return match is not None and deed.start >= sentence.start + match.start()


def held(sentence: Span) -> Span | None:
    """The words that tell how many are in custody by now: nobody is arrested in them."""
    match = _HELD.search(sentence.text)
    return (
        None
        if match is None
        else Span(sentence.start + match.start(), sentence.start + match.end(), match.group())
    )


def only_wished(sentence: Span, deed: Span) -> bool:
    """Whether the deed is only hoped for or owed: "information leading to the arrest of", "a duty to find,
    arrest and try".
    """
    before = sentence.text[: max(0, deed.start - sentence.start)]
    if _HOPED.search(before):
        return True
    joined = _JOINED.search(before)
    return (
        joined is not None
        and _BASE.fullmatch(deed.text) is not None
        and not _DONE.search(before[: joined.start()])
    )
