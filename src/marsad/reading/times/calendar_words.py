"""The words of the calendar as English news writes them, and pieces of regular expressions over them.

Every piece is meant for ``re.IGNORECASE``; the rules that use them decide by case and context whether
"may", "march" or "sun" is meant as a time.
"""

from __future__ import annotations

import re

from marsad.model.time import Unit
from marsad.reading.quantities.numbers import read_number

_MONTH_NAMES = "january february march april may june july august september october november december".split()
WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
MONTH_STEMS = tuple(name[:3] for name in _MONTH_NAMES)
DIGITS = "0123456789"

MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
MONTHS |= {name[:3]: number for name, number in tuple(MONTHS.items())} | {"sept": 9}
WEEKDAYS = {name: number for number, name in enumerate(WEEKDAY_NAMES)}
WEEKDAYS |= {name[:3]: number for name, number in tuple(WEEKDAYS.items())}
WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}

UNITS = {"day": Unit.DAY, "week": Unit.WEEK, "month": Unit.MONTH, "year": Unit.YEAR}

# Three months each, as the northern half of the world counts; winter begins in December.
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}

HOLIDAYS = {
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "valentine's day": (2, 14),
    "may day": (5, 1),
}

# Days that are called by their figures alone, for what happened on them.
REMEMBERED = {"9/11": (2001, 9, 11), "7/7": (2005, 7, 7), "26/11": (2008, 11, 26)}

_abbreviated_months = r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
MONTH = rf"(?:(?:{'|'.join(_MONTH_NAMES)})\b|{_abbreviated_months})"

WEEKDAY = rf"(?:{'|'.join(WEEKDAY_NAMES)})"
ANY_WEEKDAY = rf"(?:{WEEKDAY}|(?:mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\b\.?)"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
SPELT_DAYS = {word: number for number, word in enumerate(_ORDINALS, 1)}
SPELT_DAYS |= {f"twenty-{word}": 20 + number for number, word in enumerate(_ORDINALS[:9], 1)}
SPELT_DAYS |= {"thirtieth": 30, "thirty-first": 31}
"""Days of a month in words: "the twenty-ninth of November"."""
SPELT_DAY = rf"(?:{'|'.join(sorted(SPELT_DAYS, key=len, reverse=True))})"
PART = (
    r"(?:early|mid|middle|late|beginning|start|end|first\s+half|second\s+half|later\s+part"
    r"|first\s+days|last\s+days)"
)
PART_OF_DAY = (
    r"(?:early\s+|late\s+|mid[-\s]?)?"
    r"(?:morning|afternoon|evening|night|dawn|dusk|noon|midday|midnight|sunrise|sunset|midmorning|midafternoon)"
)
COUNT = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty)"
)
VAGUE_COUNT = r"(?:a\s+few|few|several|some|a\s+couple\s+of|couple\s+of|a\s+number\s+of|many)"

# The figures for vague words are those of the annotation guide.
_VAGUE = {"couple": 2, "few": 3, "several": 3, "some": 3, "number": 3, "many": 3}
_PARTS = {
    "early": ("early", "beginning", "start", "first"),
    "mid": ("mid",),
    "late": ("late", "end", "second", "last"),
}


def month_number(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")]


def weekday_number(word: str) -> int:
    return WEEKDAYS[word.lower().rstrip(".")]


def part_name(words: str) -> str:
    """ "early", "mid" or "late" for the words that mean it ("the start of", "middle")."""
    lower = words.lower()
    return next(name for name, starts in _PARTS.items() if lower.startswith(starts))


def count_of(words: str) -> tuple[int, bool]:
    """The number that ``words`` give, and whether it is vague ("a few", "several")."""
    lower = words.lower()
    if re.fullmatch(r"an?", lower):
        return 1, False
    number = read_number(lower)
    if number is not None:
        return number, False
    return next((value for word, value in _VAGUE.items() if word in lower), 3), True
