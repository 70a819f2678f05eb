"""Deeds that are only taken up: named beside another thing that is told ("charged with the murder", "bombing
suspects", "since the attack").

What such a sentence tells of a day is told of that other thing, unless it stands with the deed itself ("the
August 7 bombings").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.model.reading import Trigger
from marsad.model.span import Span
from marsad.model.time import When
from marsad.resolving.context import Context

_DEED = re.compile(
    r"(?:[\w-]+\s+)?(?:attacks?|bombings?|blasts?|explosions?|killings?|murders?|assassinations?|slayings?"
    r"|shootings?|strikes?|raids?|assaults?|massacres?|kidnappings?|abductions?|ambush(?:es)?|incidents?"
    r"|tragedy|crimes?|deaths?|executions?)",
    re.I,
)
_NP = r"(?:the|this|that|these|those|a|an|both|last\s+\w+(?:['’]s)?|[\w.]+['’]s?)?\s*(?:[\w.-]+\s+){0,3}\Z"
_BEFORE = re.compile(
    r"\b(?:in the (?:wake|aftermath) of|in connection with|(?:in )?(?:response|retaliation) (?:to|for)"
    r"|ahead of"
    r"|charg\w+ (?:\w+ )?(?:on \w+ |\w+day )?(?:with|in|over)|accus\w+ of|suspect\w* (?:in|of)"
    r"|indict\w+ (?:in|for|over)|convict\w+ (?:of|in|for|over)"
    r"|(?:tried|trial|wanted|sought|arrest\w*|question\w*|detain\w*|custody|sentenced"
    r"|blamed?) (?:\w+ )?(?:for|in|over|about)"
    r"|responsib\w+ (?:for|in)|involve\w* in|role in|(?:link|t)(?:ed|ied|ing|s) \w* ?to|victims of"
    r"|survivors of"
    r"|condemn\w*|denounc\w*|deplor\w*|investigat\w* (?:of |into |on )?|inquir\w+ (?:into|about)"
    r"|probe into|behind"
    r"|(?:since|following|after|before))\s+" + _NP,
    re.I,
)
_BEHIND = re.compile(
    r"\s+(?:and\s+\w+\s+)?(?:suspects?|victims?|survivors?|investigat\w+|probe|case|inquiry|site|scene|trial"
    r"|anniversary|specialists?|experts?|charges?)\b",
    re.I,
)
_WORD = r"(?:(?!(?:with|of|over|in|for|after|before|since|to|the|by|from|at)\b)[\w.'’-]+\s+)"
_WITH_DAY = re.compile(rf"(?:['’]s)?[\s,]*{_WORD}{{0,4}}", re.I)
_DAY_BEHIND = re.compile(
    r"\s*,?\s*(?:(?:which\s+|that\s+)?(?:began|started|broke out|erupted|occurred|happened|took place"
    r"|ended)\s+)?"
    r"(?:(?:early|late|back)\s+)?(?:(?:on|in|of|that|at)\s+)?"
)
_PLACE_BEFORE = re.compile(rf"(?:['’]s)?\s+{_WORD}{{0,2}}", re.I)
_PLACE_BEHIND = re.compile(
    r"(?!.*\b(?:was|were|is|are|has|have|had|who|which|that|when|while|as|but|said|says|by|from|to)\b)"
    r"[\s,]+(?:[\w\d.'’-]+[\s,]+){0,14}",
    re.I,
)


def taken_up(sentence: Span, deed: Span) -> bool:
    """Whether the deed is a noun that stands beside what the sentence tells."""
    if _DEED.fullmatch(deed.text) is None:
        return False
    text, start, end = sentence.text, deed.start - sentence.start, deed.end - sentence.start
    return bool(_BEFORE.search(text[:start]) or _BEHIND.match(text, end))


def has_its_day(text: str, deed: Span, day: Span) -> bool:
    """Whether a day stands with the noun for the deed: "last week's bombings", "the attack on Monday"."""
    if day.end <= deed.start:
        return _WITH_DAY.fullmatch(text, day.end, deed.start) is not None
    return _DAY_BEHIND.fullmatch(text, deed.end, day.start) is not None


def has_its_place(text: str, deed: Span, place: Span) -> bool:
    """Whether a place stands with the noun for the deed: "the Nairobi bombing", "the attack in Kabul"."""
    if place.end <= deed.start:
        return _PLACE_BEFORE.fullmatch(text, place.end, deed.start) is not None
    return place.start < deed.end or _PLACE_BEHIND.fullmatch(text, deed.end, place.start) is not None


# ------------------------------------------------------------------ of the triggers of one draft


def only_taken_up(context: Context, triggers: Sequence[Trigger]) -> bool:
    """Whether the sentence tells something else and only takes up the deed."""
    sentence = context.reading.sentences[triggers[0].sentence]
    return all(taken_up(sentence, t.span) for t in triggers)


def own_day(context: Context, triggers: Sequence[Trigger], when: When) -> bool:
    """Whether the words for ``when`` stand with one of the deeds."""
    text = context.report.text
    days = [context.mention(i).span for i, w in context.times.items() if w == when]
    return any(has_its_day(text, t.span, day) for t in triggers for day in days)


def own_place(context: Context, triggers: Sequence[Trigger], place: int) -> bool:
    """Whether the place is told of one of the deeds."""
    span = context.mention(place).name or context.mention(place).span
    return any(has_its_place(context.report.text, t.span, span) for t in triggers)
