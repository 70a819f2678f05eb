"""The date of publication that stands among the names at the head of an article, on no line of its own.

"KABUL, WEDNESDAY 18 AUGUST 2010 - Bombings", "By Great Lakes Newsdesk Mar 4 2024 Burundis government",
"san salvador, 23 feb 90 (agency) -- the army". Asked last, where no better stamp is printed: a saved page
often comes as one line. What stands on both sides decides; a date that a sentence leads up to is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from marsad.intake.lines import CAPITAL
from marsad.intake.media import is_outlet
from marsad.intake.stamp import CUE, DATE, SINCE, Stamp, day_in, month_of

_HEAD = 450
"""How far into the text a head reaches."""
_SHORT = re.compile(
    r"(?<![\w/.-])(?P<day>\d{1,2})\s+(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s+"
    r"(?P<year>\d\d)(?![\w/.-]|\s*[,:]\d)",
    re.IGNORECASE,
)
"""A wire's "23 FEB 90"; the century is that of POSIX: 69 and above mean 19.., below it 20..."""
_CENTURY = 69
_WEEKDAY = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b", re.IGNORECASE)
_FEAST = re.compile(r"\b(?:bloody|black|holy|palm|easter|ash|red|white|good) $", re.IGNORECASE)
"""What makes a weekday the name of a day to remember: "Bloody Friday, July 21, 1972"."""
_CLOCK = re.compile(r"\d[:.h]\d\d|\d\s*[ap]\.?m\b", re.IGNORECASE)
# What leads up to a date inside a sentence.
_TIED = re.compile(
    r"\b(?:on|in|since|until|till|by|from|of|the|to|and|or|between|before|after|for|at|during|through|a|an|this|"
    r"that|these|those|last|next|late|early|mid|ending|around|about|former|his|her|its|their)\s*$",
    re.IGNORECASE,
)
_POSTED = re.compile(
    r"\b(?:posted|published|updated|uploaded|written|broadcast|aired|bulletin|edition|programme|transcript)\s+"
    r"(?:by\s+\w+(?:\s\w+)?\s+)?(?:(?:on|of|for)\s+)?$",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:^|[\n|•·\[(]|[–—]\s|\s-{1,2}\s|[.?!][\"”’)\]]*\s+)\s*$")
_CAP = rf"[{CAPITAL}][\w’'-]*"
_TOWN = re.compile(rf"\b[{CAPITAL}][{CAPITAL}’'-]{{2,}}(?:,?\s+{_CAP}){{0,2}},?\s*$")
"""A town in capitals, perhaps with its country: "PORT SUDAN Sudan"."""
_BYLINE = re.compile(rf"\b[Bb][Yy]\s+(?:{_CAP}\s+){{1,4}}$")
_NAMES = re.compile(rf"(?:{_CAP}\s+){{1,5}}$")
_NAMED = re.compile(rf"(?:\b{_CAP}|[)\]])[,.]?\s*$")
_WIRE = re.compile(r"\s*(?:[/(\[](?!\d)[^()\[\]/\n]{2,60}[)\]/])?\s*(?:-{1,2}|[–—])(?=\s|$)")
_ENDS = re.compile(
    r"\s*(?:$|\n|[|•·\]])|\s+(?:By|Share|Photo|Image|Updated|Last|Posted|Read|Source|Print|Tweet|Facebook|Comments)"
    r"\b|\s+\d+\s+(?:min|comments?)\b"
)
_GOES_ON = re.compile(r"[,.]?\s+[a-z]|\s*[;:]|,[^\n]{40}|[\w/-]")
_DELIVERED = re.compile(r",\s*as\s+(?:delivered|of|at)\b")


def head_date(text: str) -> Stamp | None:
    """The first whole date of the head that names or marks stand around, and no sentence."""
    for day, start, end in _dates(text):
        before, after = text[max(0, start - 80) : start], text[end : end + 80]
        if not SINCE.search(before) and _stands_apart(before, after, text[start:end]):
            return Stamp(day, start, end, text[start:end].strip())
    return None


def _dates(text: str) -> Iterator[tuple[date, int, int]]:
    found = [(day_in(m), m.start(), m.end()) for m in DATE.finditer(text, 0, _HEAD)]
    found += [(_short_day(m), m.start(), m.end()) for m in _SHORT.finditer(text, 0, _HEAD)]
    yield from ((day, start, end) for day, start, end in sorted(found, key=lambda f: f[1:]) if day)


def _short_day(m: re.Match[str]) -> date | None:
    year = int(m["year"])
    if not _WIRE.match(m.string, m.end()) and not re.match(r"[ \t]*(?:\n|$)", m.string[m.end() :]):
        return None
    try:
        return date(year + (1900 if year >= _CENTURY else 2000), month_of(m["month"]), int(m["day"]))
    except ValueError:
        return None


def _stands_apart(before: str, after: str, words: str) -> bool:
    """Whether what stands around the date ``words`` makes it the head's and no sentence's."""
    cue = CUE.search(before) or _POSTED.search(before)
    wire = _WIRE.match(after)
    ends = wire or _ENDS.match(after) or _DELIVERED.match(after)
    if (_TIED.search(before) and not cue) or (_GOES_ON.match(after) and not ends):
        return False
    names = _NAMES.search(before)
    leads = (
        cue
        or _OPENS.search(before)
        or _TOWN.search(before)
        or _BYLINE.search(before)
        or (_WEEKDAY.search(words) and not _FEAST.search(before))
        or _CLOCK.search(words)
        or (names and is_outlet(names.group().strip()))
    )
    # A text all in small letters has no names to see.
    named = _NAMED.search(before) or (wire and before == before.lower())
    return bool(leads or (ends and named))
