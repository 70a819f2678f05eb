"""Rules for times that count from the day of publication or from a time told before.

"yesterday", "two days ago", "the next day", "this week", "overnight", "the past 24 hours".
"""

from __future__ import annotations

import re
from dataclasses import replace

from marsad.model.time import TimeExpression, TimeKind, Unit
from marsad.reading.times.calendar_words import (
    COUNT,
    PART,
    PART_OF_DAY,
    UNITS,
    VAGUE_COUNT,
    count_of,
    part_name,
)
from marsad.reading.times.time_rule import Build, Rule, span_of, words_before

_PART_AFTER = rf"(?:['’]?s)?(?:\s+{PART_OF_DAY}\b)?"
_UNIT = r"(?P<unit>day|week|month|year)"
_DAY_LIKE = r"(?:day|night|evening|morning|afternoon)"
_HEDGE = (
    r"(?P<hedge>(?:about|around|some|nearly|almost|roughly|approximately|more\s+than|over|less\s+than|at\s+least"
    r"|just|just\s+over|just\s+under)\s+)?"
)
_BACK, _FORTH = -1, 1


def deictic(text: str, match: re.Match[str], kind: TimeKind, **fields: object) -> TimeExpression:
    return replace(TimeExpression(span_of(text, match), kind), **fields)  # type: ignore[arg-type]


def _unit(word: str) -> Unit:
    return UNITS.get(word.lower(), Unit.DAY)


# --- yesterday, last month, the next day, two days ago


def _build_named_day(amount: int) -> Build:
    def build(text: str, match: re.Match[str]) -> TimeExpression | None:
        return deictic(text, match, TimeKind.RELATIVE, unit=Unit.DAY, amount=amount)

    return build


def _part(match: re.Match[str]) -> str | None:
    """The vague part of a unit: early, mid, late, or earlier and later as seen from the anchor."""
    word = match["part"]
    if not word:
        return None
    lower = word.lower()
    return lower if lower in {"earlier", "later"} else part_name(lower)


def _build_turned_unit(text: str, match: re.Match[str]) -> TimeExpression | None:
    """ "last month", "early next week", "the previous day", "the following week"."""
    turn = match["turn"].lower()
    if (
        re.search(r"\bthe\s+(?:last|next)\s+(?:week|month|year)\b", match.group(), re.IGNORECASE)
        and not match["part"]
    ):
        return None  # "the last week" is a period
    amount = _FORTH if turn in {"next", "following", "coming"} else _BACK
    unit = _unit(match["unit"])
    anchored = turn in {"previous", "preceding", "following"} or (turn == "next" and unit is Unit.DAY)
    return deictic(
        text, match, TimeKind.RELATIVE, unit=unit, amount=amount, anchored=anchored, part=_part(match)
    )


def _build_unit_beside(text: str, match: re.Match[str]) -> TimeExpression | None:
    """ "the day before", "the week after"."""
    amount = _BACK if match["turn"].lower() == "before" else _FORTH
    return deictic(text, match, TimeKind.RELATIVE, unit=_unit(match["unit"]), amount=amount, anchored=True)


def _build_distance(text: str, match: re.Match[str]) -> TimeExpression | None:
    """ "two days ago", "a week earlier", "nearly three years after", "hours later"."""
    amount, vague = count_of(match["count"].strip()) if match["count"] else (3, True)
    turn = match["turn"].lower().split()[0]
    sign = _FORTH if turn in {"later", "after", "afterwards", "afterward", "from", "hence"} else _BACK
    anchored = turn not in {"ago", "back", "from", "hence"}
    word = match["unit"].lower().rstrip("s")
    if not match["count"] and not match["unit"].lower().endswith("s"):
        return None  # "day after day"
    if re.search(r"\b(?:killing|wounding|injuring)\s+$", words_before(text, match.start())):
        return None  # "wounding 90 hours after the truce": a toll whose comma was lost
    if word in {"hour", "minute"}:
        days = 0 if vague or word == "minute" else sign * (amount // 24)
        return _clock_distance(text, match, days, anchored)
    factor = {"decade": 10, "fortnight": 2}.get(word, 1)
    unit = {"decade": Unit.YEAR, "fortnight": Unit.WEEK}.get(word) or UNITS[word]
    return deictic(
        text,
        match,
        TimeKind.RELATIVE,
        unit=unit,
        amount=sign * amount * factor,
        anchored=anchored,
        part="about" if vague or match["hedge"] else None,
    )


def _clock_distance(text: str, match: re.Match[str], days: int, anchored: bool) -> TimeExpression:
    """Hours away: a day for each 24, else the day itself."""
    if days:
        return deictic(text, match, TimeKind.RELATIVE, unit=Unit.DAY, amount=days, anchored=anchored)
    return deictic(text, match, TimeKind.CURRENT, unit=Unit.DAY, anchored=anchored)


# --- today, this week, that day


def _build_current(text: str, match: re.Match[str]) -> TimeExpression | None:
    return deictic(text, match, TimeKind.CURRENT, unit=_unit(match["unit"]), part=_part(match))


def _build_today(text: str, match: re.Match[str]) -> TimeExpression | None:
    word = match["word"]
    named = (
        word
        and word[0].isupper()
        and re.search(r"[A-Z]\w*\s$", text[max(0, match.start() - 20) : match.start()])
    )
    if named:  # a title or an outlet: "Conflict Today"
        return None
    return deictic(text, match, TimeKind.CURRENT, unit=Unit.DAY)


def _build_that_unit(text: str, match: re.Match[str]) -> TimeExpression | None:
    return deictic(text, match, TimeKind.CURRENT, unit=_unit(match["unit"]), anchored=True, part=_part(match))


# --- the past three days, recent weeks, overnight

# "recent days" are those of the last week, and so on, one unit up.
_RECENT = {"day": (Unit.WEEK, 1), "week": (Unit.MONTH, 1), "month": (Unit.MONTH, 6), "year": (Unit.YEAR, 5)}


def _build_period(text: str, match: re.Match[str]) -> TimeExpression | None:
    word = match["unit"].lower().rstrip("s")
    plural = match["unit"].lower().endswith("s")
    amount, vague = count_of(match["count"].strip()) if match["count"] else (1, plural)
    if match["turn"].lower() in {"last", "next"} and not (match["the"] or match["count"] or plural):
        return None  # "last week" is a week of the calendar
    if match["turn"].lower() == "next" and word == "day" and not (match["count"] or plural):
        return None  # "the next day" counts from a time told before
    if match["turn"].lower() in {"previous", "preceding"} and not (match["count"] or plural):
        return None
    if word == "hour":
        unit, amount = Unit.DAY, 1 if vague else max(1, round(amount / 24))
    elif word == "decade":
        unit, amount = Unit.YEAR, 10 * (2 if vague else amount)
    elif vague:
        unit, amount = _RECENT[word]
    else:
        unit = UNITS[word]
    forward = match["turn"].lower() in {"next", "coming"}
    return deictic(text, match, TimeKind.PERIOD, unit=unit, amount=-amount if forward else amount)


def _build_hours(text: str, match: re.Match[str]) -> TimeExpression | None:
    """ "in 24 hours", "within 48 hours" """
    if not re.search(r"\b(?:in|within|over|during)\s+(?:the\s+)?$", words_before(text, match.start())):
        return None
    return deictic(text, match, TimeKind.PERIOD, unit=Unit.DAY, amount=int(match["hours"]) // 24)


def _build_overnight(text: str, match: re.Match[str]) -> TimeExpression | None:
    return deictic(text, match, TimeKind.PERIOD, unit=Unit.DAY, amount=1)


_PART_OF = rf"(?:(?:the\s+)?(?P<part>{PART}|earlier|later)(?:\s+(?:of|in))?\s+)?"
_OPTIONAL_S = r"(?:['’]s)?"
_AWAY = "ago earlier before previously prior later after back hence now".split()
_TURNS = "past last previous preceding recent latest coming next".split()

RULES = (
    Rule.of(r"\b(?:the\s+)?day\s+before\s+yesterday\b", _build_named_day(-2), "yesterday"),
    Rule.of(r"\b(?:the\s+)?day\s+after\s+tomorrow\b", _build_named_day(2), "tomorrow"),
    Rule.of(
        rf"\b(?:early\s+|late\s+|earlier\s+)?(?:yesterday|last\s+night)\b{_PART_AFTER}",
        _build_named_day(-1),
        "yesterday",
        "night",
    ),
    Rule.of(rf"\b(?:early\s+|late\s+|later\s+)?tomorrow\b{_PART_AFTER}", _build_named_day(1), "tomorrow"),
    Rule.of(
        rf"\b{_PART_OF}(?:the\s+)?(?P<turn>last|next|previous|preceding|following|coming)\s+"
        rf"(?P<unit>week|month|year)\b{_OPTIONAL_S}",
        _build_turned_unit,
        "week",
        "month",
        "year",
    ),
    Rule.of(
        rf"\b(?P<part>(?!))?(?:the\s+)?(?P<turn>next|previous|preceding|following)\s+(?P<unit>{_DAY_LIKE})\b{_OPTIONAL_S}",
        _build_turned_unit,
        "next",
        "previous",
        "preceding",
        "following",
    ),
    Rule.of(
        rf"\bthe\s+(?P<unit>{_DAY_LIKE}|week|month|year)\s+(?P<turn>before|after)\b",
        _build_unit_beside,
        "before",
        "after",
    ),
    Rule.of(
        rf"\b{_HEDGE}(?P<count>(?:{COUNT}|{VAGUE_COUNT})\s+)?(?:full\s+|long\s+|more\s+)?"
        r"(?P<unit>minutes?|hours?|days?|weeks?|fortnights?|months?|years?|decades?)"
        r"\s+(?P<turn>ago|earlier|before|previously|prior|later|afterwards?|after|back|hence|from\s+now)\b",
        _build_distance,
        *_AWAY,
    ),
    Rule.of(
        rf"\b(?:(?:early|late|earlier|later)\s+)?(?P<word>today|tonight)\b{_OPTIONAL_S}"
        r"|\b(?:(?:early|late|earlier)\s+)?(?:this\s+(?:morning|afternoon|evening))\b",
        _build_today,
        "today",
        "tonight",
        "this",
    ),
    Rule.of(
        rf"\b{_PART_OF}(?:this|the\s+current)\s+(?P<unit>week|month|year)\b{_OPTIONAL_S}",
        _build_current,
        "this",
        "current",
    ),
    Rule.of(
        rf"\b(?:the\s+)?(?P<part>{PART}|earlier|later)\s+(?:in|of)\s+the\s+(?P<unit>week|month|year)\b",
        _build_current,
        "week",
        "month",
        "year",
    ),
    Rule.of(
        rf"\b(?:(?P<part>earlier|later|early|late)\s+(?:on\s+|in\s+)?)?(?:(?:that(?:\s+same)?|the\s+same)\s+"
        rf"(?P<unit>{_DAY_LIKE}|week|month|year))\b{_OPTIONAL_S}",
        _build_that_unit,
        "that",
        "same",
    ),
    Rule.of(
        r"\b(?P<part>earlier|later|early|late)\s+(?:in\s+)?the\s+(?P<unit>day)\b",
        _build_that_unit,
        "earl",
        "late",
    ),
    Rule.of(
        rf"\b(?P<the>(?:the|these)\s+)?(?P<turn>past|last|previous|preceding|recent|latest|coming|next)\s+"
        rf"(?P<count>(?:{COUNT}|{VAGUE_COUNT})[\s-]+)?(?P<unit>hours?|days?|weeks?|months?|years?|decades?)\b",
        _build_period,
        *_TURNS,
    ),
    Rule.of(r"\b(?P<hours>24|48|72)[\s-]hours?\b(?:\s+period\b)?", _build_hours, "24", "48", "72"),
    Rule.of(r"\bovernight\b", _build_overnight, "overnight"),
)
