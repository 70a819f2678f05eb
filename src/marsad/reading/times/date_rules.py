"""Rules for dates of the calendar: days, ranges of days, months and holidays."""

from __future__ import annotations

import re
from dataclasses import replace

from marsad.model.time import TimeExpression, TimeKind, Unit
from marsad.reading.times.calendar_words import (
    ANY_WEEKDAY,
    DAY,
    DIGITS,
    HOLIDAYS,
    MONTH,
    MONTH_STEMS,
    PART,
    PART_OF_DAY,
    REMEMBERED,
    SPELT_DAY,
    SPELT_DAYS,
    YEAR,
    month_number,
    part_name,
    weekday_number,
)
from marsad.reading.times.date_fields import EDGE, GAP, YEAR_TAIL, dated, direction, year_fields
from marsad.reading.times.time_rule import Rule, words_after, words_before

_TH = r"(?:\s?(?:st|nd|rd|th))?"
# "the night of October 23", "late on 5 May"; "the week of March 6", "last October 23"
_TURN_BEFORE = r"(?:(?P<week>(?:the\s+)?week\s+of\s+)|(?P<turn>last|next|this)\s+)?"
PART_BEFORE = (
    rf"(?:(?:the\s+)?(?:{PART_OF_DAY}|(?:early|small|late)\s+hours)(?:\s+(?:of|on))?\s+"
    r"|(?:early|late|earlier|later|overnight)\s+(?:on\s+|from\s+)?)?"
)
_PART_AFTER = rf"(?:\s+{PART_OF_DAY}\b)?"
_WEEKDAY_LEAD = rf"(?:\b(?P<weekday>{ANY_WEEKDAY}){GAP}(?:the\s+)?)?"
_NO_MORE = r"(?![\d%]|[:.,/]\d|-\d|\w)"

# Groups and sites named after days: "the March 23 Movement", "April 7 Airport".
_NAMED_AFTER = re.compile(
    r"\s+(?:Movement|Alliance|Coalition|Brigades?|Battalion|Division|Front|Forces?|Group|Organi[sz]ation|Street"
    r"|Bridge|Hospital|University|Airport|Square|Stadium|Camp|Dam|Road|District|Neighbou?rhood|Party|Army)\b"
)
_PLURAL_NEXT = re.compile(r"\s+(?:[a-z-]+\s+)?(?:people|men|women|children|[a-z]{3,}s)\b")
_AMBIGUOUS = frozenset(["may", "march", "mar", "jan", "jun", "sep", "dec", "apr", "april", "june", "august"])
_MONTH_LEAD = re.compile(
    r"\b(?:in|since|until|till|by|from|during|before|after|through|throughout|of|to|and|between|last|next|this"
    r"|early|mid|late|end|start|beginning|or)[\s-]+(?:the\s+)?$"
)

_ATTACKS = re.compile(r"\s+(?:terror(?:ist)?\s+)?(?:attacks|bombings|hijack(?:ings|ers))\b", re.IGNORECASE)
_WEAK_LEAD = re.compile(r"\b(?:of|by|to|and|or|from)\s+$")


def _lone_day(text: str, match: re.Match[str]) -> bool:
    """Whether day and month are told without a year or weekday beside them."""
    return not (match["year"] or match["year_word"] or match["weekday"])


def _build_day(text: str, match: re.Match[str]) -> TimeExpression | None:
    if _NAMED_AFTER.match(words_after(text, match.end())) and not match["year"]:
        return None
    month_first = match.start("month") < match.start("day")
    if month_first and _lone_day(text, match) and _counts_follow(text, match):
        return None
    weekday = match["weekday"]
    fields = year_fields(match)
    if _lone_day(text, match) and (known := _remembered_year(text, match)):
        fields = {"year": known}
    if match["week"]:
        fields = {"unit": Unit.WEEK, **fields}
    elif match["turn"] and not fields and not weekday:
        fields = direction(match["turn"])
    return dated(
        text,
        match,
        month=month_number(match["month"]),
        day=int(match["day"]),
        weekday=weekday_number(weekday) if weekday else None,
        **fields,
    )


def _remembered_year(text: str, match: re.Match[str]) -> int | None:
    """The year of "the September 11 attacks", which nobody tells."""
    month_and_day = month_number(match["month"]), int(match["day"])
    known = next((year for year, *day in REMEMBERED.values() if tuple(day) == month_and_day), None)
    return known if _ATTACKS.match(words_after(text, match.end())) else None


def _build_remembered(text: str, match: re.Match[str]) -> TimeExpression | None:
    year, month, day = REMEMBERED[re.sub(r"\s", "", match["name"])]
    return dated(text, match, year=year, month=month, day=day)


def _build_spelt_day(text: str, match: re.Match[str]) -> TimeExpression | None:
    """ "the sixth of January" """
    day, month = SPELT_DAYS[match["day"].lower()], month_number(match["month"])
    return dated(text, match, month=month, day=day, **year_fields(match))


def _counts_follow(text: str, match: re.Match[str]) -> bool:
    """ "in May 12 civilians were killed": a month, then (its comma lost) a count; "may 12 people" a verb."""
    if match["month"] in {"may", "march"} and match["month"].islower():
        return bool(_PLURAL_NEXT.match(words_after(text, match.end())))
    before = words_before(text, match.start())
    return bool(re.search(r"\bin\s+$", before) and _PLURAL_NEXT.match(words_after(text, match.end())))


def _build_days(text: str, match: re.Match[str]) -> TimeExpression | None:
    first, last = int(match["day"]), int(match["day2"])
    if first >= last:
        return None
    whole = dated(text, match, month=month_number(match["month"]), day=last, **year_fields(match))
    return TimeExpression(whole.span, TimeKind.RANGE, first=replace(whole, day=first), last=whole)


def _build_iso(text: str, match: re.Match[str]) -> TimeExpression | None:
    return _numeric(text, match, int(match["month"]), int(match["day"]))


def _build_slashed(text: str, match: re.Match[str]) -> TimeExpression | None:
    first, second = int(match["a"]), int(match["b"])
    month_first = second > 12 or (first <= 12 and _writes_month_first(text))
    return _numeric(text, match, *((first, second) if month_first else (second, first)))


def _numeric(text: str, match: re.Match[str], month: int, day: int) -> TimeExpression | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    year = int(match["year"])
    return dated(text, match, year=year if year > 99 else 2000 + year, month=month, day=day)


def _writes_month_first(text: str) -> bool:
    """Whether another date of the text shows that it writes the month before the day: "10/23/2016"."""
    return any(int(m[2]) > 12 >= int(m[1]) for m in re.finditer(r"\b(\d\d?)[/.](\d\d?)[/.]\d{4}\b", text))


def _build_month(text: str, match: re.Match[str]) -> TimeExpression | None:
    part = part_name(match["part"]) if match["part"] else None
    word = match["month"]
    if not (match["year"] or match["year_word"]) and not _bare_month(text, match, word):
        return None
    if match["year"] and word.islower() and word in {"may", "march"} and not _led(text, match):
        return None
    fields = year_fields(match)
    if match["rel"] and not fields:
        fields = direction(match["rel"])
    return dated(text, match, month=month_number(word), part=part, **fields)


def _led(text: str, match: re.Match[str]) -> bool:
    return bool(_MONTH_LEAD.search(words_before(text, match.start("month"))))


def _bare_month(text: str, match: re.Match[str], word: str) -> bool:
    """Whether a month's name that stands alone means the month: written as a name, and not a person's."""
    if word.islower() or (word.endswith(".") and not _led(text, match)):
        return False
    after = words_after(text, match.end())
    surname_next = re.match(r"\s+[A-Z][a-z]", after)
    if surname_next and _WEAK_LEAD.search(words_before(text, match.start("month"))):
        return False
    if _led(text, match):
        return not re.match(r"\s+[A-Z][a-z]+\s+(?:said|told)\b", after)
    if re.match(rf"\s*(?:-|–|to|until|through|and)\s*{MONTH}\s+{YEAR}", after, re.IGNORECASE):
        return True
    ambiguous = word.lower().rstrip(".") in _AMBIGUOUS or len(word) < 5
    return not ambiguous and not surname_next


def _build_holiday(text: str, match: re.Match[str]) -> TimeExpression | None:
    name = re.sub(r"\s+", " ", match["holiday"].lower().replace("’", "'"))
    month, day = HOLIDAYS[name if name in HOLIDAYS else name.replace("s ", "'s ", 1)]
    fields = {"year": int(match["year_before"])} if match["year_before"] else year_fields(match)
    if not fields and re.search(r"\blast\s+$", words_before(text, match.start())):
        fields = {"amount": -1}
    return dated(text, match, month=month, day=day, **fields)


def _build_day_of_month(text: str, match: re.Match[str]) -> TimeExpression | None:
    month = match["month_word"]
    after = words_after(text, match.end())
    if not month and (
        re.match(r"\s+\w", after) or not re.search(r"\bon\s+$", words_before(text, match.start()))
    ):
        return None
    amount = -1 if month and month.lower().endswith(("last", "previous")) else 0
    return dated(text, match, day=int(match["day"]), unit=Unit.MONTH, amount=amount)


_REL = r"(?:last|next|this|past|the\s+(?:previous|following|coming))"
_HOLIDAY = "|".join(sorted((re.escape(h).replace("'", "['’]?") for h in HOLIDAYS), key=len, reverse=True))
_TO = r"\s*(?:-|–|—|to|and|through|until|till|&)\s*"

RULES = (
    Rule.of(
        rf"{EDGE}(?P<year>{YEAR})([-/.])(?P<month>\d\d?)\2(?P<day>\d\d?)(?!\d|[-/.]\d)", _build_iso, *DIGITS
    ),
    Rule.of(
        rf"{EDGE}(?P<a>\d\d?)(?P<sep>[-/.])(?P<b>\d\d?)(?P=sep)(?P<year>{YEAR}|(?<=/)\d\d)(?!\d|[-/.]\d)",
        _build_slashed,
    ),
    Rule.of(
        rf"{EDGE}{PART_BEFORE}{_TURN_BEFORE}{_WEEKDAY_LEAD}\b(?P<day>{DAY}){_TH}"
        rf"(?:\s+of)?(?:\s*-\s*|\s+)(?P<month>{MONTH}){YEAR_TAIL}(?![\d%]|-\d|\w){_PART_AFTER}",
        _build_day,
        *MONTH_STEMS,
    ),
    Rule.of(
        rf"{EDGE}{PART_BEFORE}(?:the\s+)(?P<day>{SPELT_DAY})\s+(?:day\s+)?of\s+(?P<month>{MONTH}){YEAR_TAIL}(?!\w)",
        _build_spelt_day,
        *MONTH_STEMS,
    ),
    Rule.of(
        rf"{EDGE}{PART_BEFORE}{_TURN_BEFORE}{_WEEKDAY_LEAD}\b(?P<month>{MONTH})"
        rf"(?:\s+the(?=\s+\d+(?:st|nd|rd|th)))?\s*(?P<day>{DAY}){_TH}{YEAR_TAIL}{_NO_MORE}{_PART_AFTER}",
        _build_day,
        *MONTH_STEMS,
    ),
    Rule.of(
        rf"{EDGE}(?P<day>{DAY}){_TH}{_TO}(?P<day2>{DAY}){_TH}\s+(?:of\s+)?(?P<month>{MONTH}){YEAR_TAIL}(?!\w)",
        _build_days,
        *MONTH_STEMS,
    ),
    Rule.of(
        rf"\b(?P<month>{MONTH})\s*(?P<day>{DAY}){_TH}{_TO}(?P<day2>{DAY}){_TH}{YEAR_TAIL}{_NO_MORE}",
        _build_days,
        *MONTH_STEMS,
    ),
    Rule.of(
        rf"{EDGE}(?:(?:the\s+)?(?P<part>{PART})(?:\s+(?:of|in))?[\s-]+)?(?:(?P<rel>{_REL})\s+)?"
        rf"\b(?P<month>{MONTH}){YEAR_TAIL}(?!\w|-\d)",
        _build_month,
        *MONTH_STEMS,
    ),
    Rule.of(
        rf"(?:(?<![\w/.-])(?P<year_before>{YEAR})\s+)?\b(?P<holiday>{_HOLIDAY})\b{YEAR_TAIL}(?!\w)",
        _build_holiday,
        "christmas",
        "new year",
        "boxing",
        "valentine",
        "may day",
    ),
    Rule.of(
        r"(?<![\w/.:-])(?P<name>9\s?/\s?11|(?:7/7|26/11)(?=\s+(?:attack|bomb)))"
        r"(?![\w%/]|[.,:-]\d|\s?/|\s+(?:seats|votes|points|members))",
        _build_remembered,
        "11",
        "7/7",
    ),
    Rule.of(
        rf"\b(?:the\s+)?(?P<day>{DAY})(?:st|nd|rd|th)\b"
        r"(?:\s+of\s+(?P<month_word>last|this|the\s+(?:same|previous))\s+month\b)?",
        _build_day_of_month,
        *DIGITS,
    ),
)
