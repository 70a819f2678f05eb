"""Words that take back what a sentence seems to tell: reports called false, people who were held already,
deeds that are only hoped for.
"""

from __future__ import annotations

import re
from functools import lru_cache

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
    rf"|\b(?:remain\w*|still|already|known to be|(?:are|were|is|was) being held"
    rf"|so far)\b[^,.;]{{0,30}}?\b{_KEPT}",
    re.I,
)
_HOPED = re.compile(
    r"\b(?:information|tips?|clues?|rewards?|bount(?:y|ies))\b[^.;]{0,60}?\b(?:to|for|in)\s+(?:the\s"
    r"|his\s|her\s|their\s)?"
    r"(?:[\w-]+\s+){0,2}\Z",
    re.I,
)
_JOINED = re.compile(r"\bto\s+[a-z]+(?:,\s+[a-z]+)*(?:,|,?\s+(?:and|or))\s+\Z", re.I)
_DONE = re.compile(
    r"\b(?:manag\w+|able|succeed\w*|beg[au]n|start\w*|continu\w+|proceed\w*|went|go on|forc\w+|used"
    r"|said|believed"
    r"|known|reported|alleged)\s+\Z",
    re.I,
)
_ASKED = re.compile(
    r"\b(?:urg\w+|call\w* (?:on|upon|for)|ask(?:s|ed|ing)?|demand\w*|appeal\w*|invit\w+|request\w*"
    r"|plead\w*|beg(?:ged|s)?)\b"
    r"[^.;]{0,80}\bto\s+(?:\w+ly\s+)?\Z"
    r"|\b(?:demand|insist|request)(?:s|ed|ing)?\s+that\s+[^.;,]{2,60}\s\Z",
    re.I,
)
_OFF_WORK = re.compile(
    r"\b(?:indefinite|general|hunger|wildcat|warning|labou?r|teachers['’]?|doctors['’]?)\s+(?:work\s+)?\Z",
    re.I,
)
""" "Bus strike" is left: it may be one on a bus."""
_STRIKE = re.compile(r"(?:strikes?|stoppages?)", re.I)
_LEFT_SO = re.compile(r"-(?:out|hit|damaged|ravaged|torn)\b", re.I)
_BASE = re.compile(r"(?!\w*(?:ed|ing|s)\b)\w+", re.I)
_SPAN_OF_YEARS = re.compile(
    r"\bsince (?:the (?:early|mid|late)[\s-]+)?(?:19|20)\d\d\b"
    r"|\b(?:in|over|during) (?:this|the (?:last|past)) (?:decade|(?:\w+ )?(?:years?|decades))\b"
    r"|\bso far this year\b|\b(?:each|every) year\b"
    r"|\b(?:\d{3,}|\d{1,3},\d{3}|hundreds|thousands)\b[^.;]{0,80}\blast year\b",
    re.I,
)
_PAST_YEARS = re.compile(
    r"\b(?:in|over|during|for|within) the (?:last|past)"
    r" (?:decade|(?:[\w-]+ )?years?|(?:six|eight|nine|ten) months)\b"
    r"|\b(?:strikes|raids|attacks|bombings|operations)\b"
    r"(?:(?!\b(?:held|controll|seiz|captur|besieg|ruled|in power))[^.;,]){0,60}? since (?:19|20)\d\d\b",
    re.I,
)
_MONTH = r"(?:Jan|Feb|March|Mar|April|Apr|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DAY_AT_END = re.compile(
    rf"(?<!\bon)(?<!\bof)(?<!\bin)(?<!\bsince)(?<!\buntil)[\s,]+{_MONTH}\s+\d{{1,2}}\s*,?\s+\d{{4}}\W*(?:\([^)]*\)\W*)?\Z"
)
_SEEN = re.compile(
    r"\W*(?:[\w'’-]+[\s,]+){1,9}?(?:(?:is|are) (?:seen|pictured|shown)|(?:walk|look|stand|carr(?:y|ie)"
    r"|inspect|search|gather|hold"
    r"|shoot|fire|run|ride|sit|ris|secur|attend|react|pos|driv|clear|fle|gestur|billow|mourn|remov"
    r"|wait|prepar|patrol|watch"
    r"|guard|check|aim|push|transport|evacuat|celebrat|protest|chant|shout|wave|point|pray)(?:e?s|e)?)\s"
)

_CHARGED = re.compile(
    r"\b(?:accused|suspected|convicted|guilty|charged|charges?)\s+(?:of|with)\s+(?:[\w-]+\s+){0,2}$", re.I
)
_TRIED = re.compile(
    r"\b(?:sentenced|convicted|jailed|tried|indicted|acquitted|charged|accused)\s+(?:(?:a|an|the|two|three)\s+)?$",
    re.I,
)
_DENIED_THAT = re.compile(
    r"\bden(?:ied|ies|ying)\s+(?:that\s+|having\s+)?(?:(?!any\b|involvement|responsib|role|part\b|link|report|alleg"
    r"|accus|claim|charge)[\w'’-]+\s+){0,6}$",
    re.IGNORECASE,
)

_SENTENCES = 256
"""About as many as a report has: each is asked about for every deed that it tells."""


def denied_outright(sentence: Span, deed: Span) -> bool:
    """Whether the deed itself is what somebody denies: "denied that its jets had bombed the town"."""
    return _DENIED_THAT.search(sentence.text[: max(0, deed.start - sentence.start)]) is not None


def only_charged(sentence: Span, deed: Span) -> bool:
    """Whether the words only say what somebody is accused of: "two men accused of theft"."""
    return _CHARGED.search(sentence.text[: max(0, deed.start - sentence.start)]) is not None


def tried(text: str, people: Span) -> bool:
    """Whether a court deals with the people: they suffered nothing of what they are tried for."""
    return _TRIED.search(text[max(0, people.start - 30) : people.start]) is not None


def denied(sentence: Span, deed: Span) -> bool:
    """Whether the sentence tells the deed only to say that reports of it are not true."""
    match = _DENIED.search(sentence.text)
    return match is not None and deed.start >= sentence.start + match.start()


@lru_cache(maxsize=_SENTENCES)
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
    if _HOPED.search(before) or (_ASKED.search(before) and _BASE.fullmatch(deed.text)):
        return True
    if _LEFT_SO.match(sentence.text, deed.end - sentence.start):
        return True  # "the bombed-out embassy"
    joined = _JOINED.search(before)
    return (
        joined is not None
        and _BASE.fullmatch(deed.text) is not None
        and not _DONE.search(before[: joined.start()])
    )


def of_labour(sentence: Span, deed: Span) -> bool:
    """Whether people stop work in a strike: "the bus drivers' union began an indefinite strike"."""
    before = sentence.text[: max(0, deed.start - sentence.start)]
    return _STRIKE.fullmatch(deed.text) is not None and _OFF_WORK.search(before) is not None


@lru_cache(maxsize=_SENTENCES)
def is_caption(sentence: Span) -> bool:
    """Whether the sentence stands under a photograph: it tells in the present what is seen, and ends with the
    place and the day. Captions give no events (annotation guide).
    """
    return bool(_DAY_AT_END.search(sentence.text) and _SEEN.match(sentence.text))


@lru_cache(maxsize=_SENTENCES)
def sums_up_years(sentence: Span) -> bool:
    """Whether a toll in the sentence is one of years: totals of a war or a year are no events (annotation
    guide).
    """
    return _SPAN_OF_YEARS.search(sentence.text) is not None


@lru_cache(maxsize=_SENTENCES)
def of_past_years(sentence: Span) -> bool:
    """Whether the sentence tells what a year or years have brought: "killed 900 over the past year"."""
    return _PAST_YEARS.search(sentence.text) is not None
