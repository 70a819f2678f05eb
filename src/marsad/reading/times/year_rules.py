"""Rules for seasons, years, spans of years and decades."""

from __future__ import annotations

import re
from dataclasses import replace

from marsad.model.time import TimeExpression, TimeKind
from marsad.reading.quantities.people_words import PEOPLE
from marsad.reading.times.calendar_words import DIGITS, PART, SEASONS, YEAR, part_name
from marsad.reading.times.date_fields import EDGE, YEAR_TAIL, dated, direction, year_fields
from marsad.reading.times.time_rule import Rule, words_after, words_before


def _build_season(text: str, match: re.Match[str]) -> TimeExpression | None:
    season = match["season"].lower()
    led = re.search(
        r"\b(?:in|since|during|until|by|last|this|next)\s+(?:the\s+)?$",
        words_before(text, match.start("season")),
    )
    whole_date = match["year"] or match["year_word"]
    if not whole_date and (
        not led or match["season"][0].isupper() or (season == "fall" and not match["rel"])
    ):
        return None
    first, last = SEASONS[season]
    fields = year_fields(match) or (direction(match["rel"]) if match["rel"] else {})
    opening = dated(text, match, month=first, **fields)
    whole = TimeExpression(opening.span, TimeKind.RANGE, anchored=opening.anchored)
    return replace(whole, first=opening, last=replace(opening, month=last))


_YEAR_LEAD = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|during|before|after|through|throughout|between|early|mid|late|circa"
    r"|pre|post|(?:back|dat\w+)\s+to)[\s-]+|\b(?:war|summer|spring|autumn|winter|fall|end|start|beginning|middle|half|year|quarter)"
    rf"\s+of\s+|\b{YEAR}\s*(?:to|and|until|or|-|–)\s*)$"
)


_NO_YEAR = r"(?:0\d|2[1-4])[0-5]\d"
_CLOCK_BEHIND = re.compile(rf"\s*(?:hours|hrs|gmt|local time)\b|\s*(?:to|until|and|-|–)\s*{_NO_YEAR}\b", re.I)
_CLOCK_BEFORE = re.compile(rf"\b{_NO_YEAR}\s*(?:to|until|and|-|–)\s*$")
"""Hours of a military clock: "from 1710 to 2250", "at 1910 hours"."""
_OLD = 1800
"""Years before are told with "in"; "since 1705" in the news is a clock's."""


def _build_year(text: str, match: re.Match[str]) -> TimeExpression | None:
    before, after = words_before(text, match.start()), words_after(text, match.end())
    if _CLOCK_BEHIND.match(after) or _CLOCK_BEFORE.search(before):
        return None
    year = int(match["year"])
    if year < _OLD and not re.search(r"\b(?:in|year)\s+$", before, re.IGNORECASE):
        return None
    part = part_name(match["part"]) if match["part"] else None
    counts = year % 100 == 0 and re.match(r"\s+[a-z]", after)
    named = match.group().lower().startswith(("the year", "year"))
    if part or named or (_YEAR_LEAD.search(before) and not counts):
        return dated(text, match, year=year, part=part)
    closes = not re.match(r"\s+[a-z]", after)
    if re.search(r"\bof\s+$", before) and closes:
        return dated(text, match, year=year)
    # "the 2014 coup": the year of a thing named, not of a count ("the 2000 residents")
    if (
        re.search(r"(?:\b(?:the|an?|their|its|his)(?:\s+[a-z]+)?|['’]s)\s+$", before)
        and not counts
        and re.match(r"\s+\w", after)
    ):
        return None if _people_follow(after) else dated(text, match, year=year)
    return None


def _people_follow(after: str) -> bool:
    return any(word in PEOPLE for word in re.findall(r"[a-z-]+", after.partition(",")[0])[:2])


def _build_years(text: str, match: re.Match[str]) -> TimeExpression | None:
    first = int(match["year"])
    last = int(match["year2"]) if len(match["year2"]) == 4 else first // 100 * 100 + int(match["year2"])
    if not first < last < first + 100 or not re.search(
        r"\b(?:in|the|from|during|of|since|between|sometime)\s+$|\($", words_before(text, match.start())
    ):
        return None
    return _years(text, match, first, last)


def _years(text: str, match: re.Match[str], first: int, last: int) -> TimeExpression:
    opening = dated(text, match, year=first)
    return TimeExpression(opening.span, TimeKind.RANGE, first=opening, last=replace(opening, year=last))


def _build_decade(text: str, match: re.Match[str]) -> TimeExpression | None:
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get((match["part"] or "").lower(), (0, 9))
    decade = int(match["decade"]) * 10
    return _years(text, match, decade + first, decade + last)


_REL = r"(?:last|next|this|past|the\s+(?:previous|following|coming))"

RULES = (
    Rule.of(
        rf"{EDGE}(?:(?:the\s+)?(?:{PART})(?:\s+of)?[\s-]+)?(?:(?P<rel>{_REL})\s+|the\s+)?"
        rf"(?P<season>{'|'.join(SEASONS)})\b{YEAR_TAIL}(?!\w)",
        _build_season,
        *SEASONS,
    ),
    Rule.of(
        rf"(?<![\w.,:/$€£-])(?:(?:the\s+)?(?P<part>{PART})(?:\s+of)?[\s-]+)?(?:the\s+year\s+)?"
        rf"(?P<year>{YEAR})(?![\w%]|[.,:/]\d|-\w)",
        _build_year,
        *DIGITS,
    ),
    Rule.of(
        rf"{EDGE}(?P<year>{YEAR})\s*[-–/]\s*(?P<year2>{YEAR}|\d\d)(?![\w%]|[.,:/-]\d)", _build_years, *DIGITS
    ),
    Rule.of(
        r"(?<![\w.,:/-])(?:the\s+)?(?:(?P<part>early|mid|late)[\s-]+)?(?P<decade>1[5-9]\d|20\d)0['’]?s\b",
        _build_decade,
        *DIGITS,
    ),
)
