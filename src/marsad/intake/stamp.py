"""The date that an article prints of its own publication: a small grammar of date stamps.

Only whole days with a year count. Numeric dates are read day first where written with dots or hyphens; with
slashes they are read only where a number over 12 settles the order, since outlets disagree about it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import chain

from marsad.intake.lines import word_set

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?\s*,?\s*)?"
_CLOCK = r"(?:\d{1,2}[:.h]?\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?)"
# Names of time zones, and zones in words: "Beirut time", "local time", "hrs".
_ZONE = (
    r"(?:(?:[A-Z][a-z]+\s+){0,2}?(?:local\s+|standard\s+|summer\s+)?time\b|h(?:ou)?rs\b"
    r"|\(?(?:GMT|UTC|BST|EST|EDT|ET|CET|CEST|EET|EEST|MSK|WAT|EAT|CAT|IST|AST|Z)\b"
    r"(?:\s?[+-]?\d{1,2}(?::?\d{2})?)?\)?|[+-]\d{2}:?\d{2})"
)
_TIME = rf"(?:\s*[,|@–-]?\s*(?:at\s+)?(?:T|\b){_CLOCK}(?!\d)(?:\s*{_ZONE})?)?"
_UPDATED = r"(?:\s*\((?:last )?updated[^)]{0,40}\))?"
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
DATE = re.compile(
    rf"(?:{_CLOCK}(?:\s*{_ZONE})?,?\s+(?:on\s+)?)?{_WEEKDAY}(?:"
    rf"{_DAY.format('d1')}\s*(?:of\s+)?[-\s]?{_MONTH.format('m1')}\s*[-,]?\s*(?P<y1>(?:19|20)\d\d)"
    # "Nov 02,2017" that lost its comma reads "Nov 022017".
    rf"|{_MONTH.format('m2')}\s*(?:{_DAY.format('d2')}\s*,?\s+|(?P<d3>\d\d)\s*,?)(?P<y2>(?:19|20)\d\d)"
    r"|(?P<y3>(?:19|20)\d\d)[-/.](?P<n1>\d\d)[-/.](?P<n2>\d\d)"
    r"|(?P<n3>\d{1,2})(?P<sep>[-/.])(?P<n4>\d{1,2})(?P=sep)(?P<y4>(?:19|20)\d\d)"
    rf")(?!\d){_TIME}{_UPDATED}",
    re.IGNORECASE,
)
_LABEL = (
    r"(?:Date\s+of\s+publication|Publication\s+date|Date\s+published|(?:(?:First|Originally)\s+[Pp]ublished|Published)"
    r"(?:\s+(?:duration|[Oo]n|at|[Dd]ate))?|Posted(?:\s+(?:[Oo]n|at))?|Issued(?:\s+on)?|"
    r"Last\s+(?:updated?|modified)(?:\s+(?:at|on))?|Updated(?:\s+(?:at|on))?|Date|PUBLISHED|UPDATED|POSTED)"
    r"\s*[:：]?\s*"
)
_LABELLED = re.compile(_LABEL + r"(?=[\d A-Z])")
# On a header line only: in a sentence these words tell of something else.
CUE = re.compile(
    r"(?:^|(?<=[\s(|,;·–—-]))(?:(?:status\s+|situation\s+)?as\s+(?:of|at)|"
    r"(?:first\s+)?(?:broadcast|aired|transmitted|released|issued|dated|filed|sent)|"
    r"(?:date|time)\s+of\s+(?:issue|release|broadcast|report|publication)|"
    r"(?:issue|release|report|broadcast)\s+date|for\s+(?:immediate\s+)?release)"
    r"\s*[:：]?\s*(?:(?:on|at)\s+)?$",
    re.IGNORECASE,
)
# Words of a header line that begin with a small letter: kinds of documents, and what belongs to a time.
_PLAIN = word_set(
    "by on at of and as no local time update updated updates bulletin statement news report release "
    "communique communiqué briefing edition issue broadcast transcript situation daily weekly "
    "flash press from the in for"
)
_ISSUE = re.compile(r"\b(?:No|Nr|Vol|Iss)\.(?=\s*\d)|\b[ap]\.m\.|\b\d{1,2}\.\d\d\b", re.IGNORECASE)
# The first day of a stretch of time before its last: "15-", "27 April – ".
SINCE = re.compile(
    rf"(?:\d[-–—]|^\s*\d{{1,2}}\s*[-–—]|\d{{1,2}}\s+{_MONTH.format('since')}\s*[-–—]|"
    rf"{_MONTH.format('until')}\s+\d{{1,2}}\s*[-–—])\s*$",
    re.IGNORECASE,
)
_UPDATE = re.compile(r"[\s|(–—-]*(?:last\s+)?(?:updated?|modified)\b.*$", re.IGNORECASE)
_YEAR = re.compile(rf"(?<!\d\s)(?<!\d){_MONTH.format('month')},?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
# A label inside running text is looked for in the first stretch; at a line's start also in the last.
_FIRST_STRETCH, _LAST_STRETCH = 600, 1000
_FIRST_LINES = 10
# An article is updated within so many days of its dateline, if it is.
_LATE = 31


@dataclass(frozen=True, slots=True)
class Stamp:
    """A printed date of publication; the stretch ``start`` to ``end`` covers its label and time of day."""

    day: date
    start: int
    end: int
    words: str
    updated: bool = False
    """Whether the article calls it the day of its last update, and gives none of publication."""


def read_date(text: str, start: int = 0, end: int | None = None) -> tuple[date, int] | None:
    """The date that stands at ``start``, and the offset after it; None where none does."""
    m = DATE.match(text, start, len(text) if end is None else end)
    day = day_in(m) if m else None
    return (day, m.end()) if m and day else None


def day_in(m: re.Match[str]) -> date | None:
    g = m.groupdict()
    if g["y1"]:
        return _valid(g["y1"], _month(g["m1"]), g["d1"])
    if g["y2"]:
        return _valid(g["y2"], _month(g["m2"]), g["d2"] or g["d3"])
    if g["y3"]:
        return _valid(g["y3"], g["n1"], g["n2"])
    first, second = int(g["n3"]), int(g["n4"])
    if g["sep"] == "/" and first <= 12 and second <= 12 and first != second:
        return None
    return _valid(g["y4"], first, second) if second > 12 else _valid(g["y4"], second, first)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _valid(year: str, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def find_stamp(text: str, title: tuple[int, int] | None) -> Stamp | None:
    """The printed date of publication: labelled, on a line of its own, or opening the text or its title.

    ``title`` is where the title stands, if it does. A date that belongs to a sentence is none.
    """
    labelled, updated = _labelled(text, title)
    return labelled or _own_line(text) or updated or _opening(text, title)


def _labelled(text: str, title: tuple[int, int] | None) -> tuple[Stamp | None, Stamp | None]:
    """The date labelled as that of publication, and the one labelled as that of an update."""
    weaker: Stamp | None = None
    last = max(3 * _FIRST_STRETCH, len(text) - _LAST_STRETCH)
    ends = (_LABELLED.finditer(text, 0, 3 * _FIRST_STRETCH), _LABELLED.finditer(text, last))
    for m in chain.from_iterable(ends):
        before = text[max(0, m.start() - 60) : m.start()]
        line_start = not before.strip() or before.rstrip(" \t(")[-1:] in "\n|•·"
        after_title = title is not None and not text[title[1] : m.start()][:60].strip(" .|\n")
        if not (
            line_start or after_title or (m.start() < _FIRST_STRETCH and "date" not in m.group().lower()[:4])
        ):
            continue
        found = read_date(text, m.end())
        if not found or not _breaks_off(text, found[1]):
            continue
        updated = bool(re.search("updated?|modified", m.group(), re.IGNORECASE))
        stamp = Stamp(found[0], m.start(), found[1], text[m.start() : found[1]], updated)
        if not updated:
            return stamp, weaker
        weaker = weaker or stamp
    return None, weaker


def _breaks_off(text: str, at: int) -> bool:
    """Whether no sentence goes on after the date: what follows begins anew or is a mark of a header line."""
    rest = text[at : at + 30]
    if re.match(
        r"[ \t\xa0]*(?:\n|$|[|•·()/]|[–—-] |by\b|By\b|title:|image (?:copyright|source|caption)|\.(?:\s|$))",
        rest,
    ):
        return True
    return bool(re.match(r"\s+[\"“‘'(\[]?[A-Z0-9]", rest)) and not re.match(r"\s*[:,;]", rest)


def _own_line(text: str) -> Stamp | None:
    """A line among the first that holds a date and else only names and marks: "Sahel Daily | 3 May 2021"."""
    at = 0
    for n, line in enumerate(text.split("\n")):
        if n > _FIRST_LINES * 3:
            break
        found = _in_short_line(text, at, line) if 6 <= len(line.strip()) <= 90 else None
        if found:
            return found
        at += len(line) + 1
    return None


def _in_short_line(text: str, at: int, line: str) -> Stamp | None:
    for m in DATE.finditer(line):
        day = day_in(m)
        before, after = line[: m.start()], line[m.end() :]
        # "15-21 May 2024" is the stretch of time that a report is about.
        if day and not SINCE.search(before) and _is_heading(before, after):
            return Stamp(day, at + m.start(), at + m.end(), m.group().strip())
    return None


def _is_heading(before: str, after: str) -> bool:
    """Whether what stands around a date makes a header line: names, kinds of documents, marks between."""
    cue = CUE.search(before)
    rest = _ISSUE.sub(" ", f"{before[: cue.start()] if cue else before}|{_UPDATE.sub('', after)}")
    words = re.findall(r"[^\W\d_]+", rest)
    if len(words) > 8 or not all(w[0].isupper() or w.lower() in _PLAIN for w in words):
        return False
    marks = cue or not before.strip() or re.search(r"[|•·–—,(/-]\s*$", before.rstrip() + " ")
    return bool(marks) and not _sentence(rest)


def _sentence(rest: str) -> bool:
    # "MOSCOW, March 3, 2014 (TASS) -" begins an article; "May 24, 1988:" a list of years.
    before, _, after = rest.partition("|")
    colon = ":" in after or before.rstrip().endswith(":")
    return colon or bool(re.search(r"[.!?;\"“”]|\(\w+\)\s*[-–—]", rest))


def month_of(words: str) -> int:
    """The month (1 to 12) that a written date like "June 14" names."""
    m = re.search(_MONTH.format("m"), words, re.IGNORECASE)
    return _month(m["m"]) if m else 0


def is_date_line(line: str) -> bool:
    """Whether a line of a header gives its date, and else but names and labels."""
    labelled = _LABELLED.match(line)
    return bool(labelled and read_date(line, labelled.end())) or _in_short_line("", 0, line) is not None


def is_period(line: str) -> bool:
    """Whether a line gives the days that a report is about, and nothing else: "15-21 May 2024"."""
    return bool(DATE.search(line)) and not re.search(r"[^\W\d_]", SINCE.sub(" ", DATE.sub(" ", line)))


def year_beside(text: str, month: int) -> int | None:
    """The year of a header line that gives that month without a day: "Lake Courier | May 2021"."""
    for line in text[:1500].split("\n")[:_FIRST_LINES]:
        for m in _YEAR.finditer(line) if len(line) <= 90 else ():
            if _month(m["month"]) == month and _is_heading(line[: m.start()], line[m.end() :]):
                return int(m["year"])
    return None


def day_of(words: str, near: date | None, year: int | None) -> date | None:
    """The day that a dateline's "June 14" or "14 June 2024" names; None where its year cannot be had.

    ``near`` is a day shortly after it (that of an update), ``year`` the year of another date line.
    """
    found = read_date(words)
    if found:
        return found[0]
    m = re.fullmatch(
        rf"{_DAY.format('d1')}\s+{_MONTH.format('m1')}|{_MONTH.format('m2')}\s+{_DAY.format('d2')}", words
    )
    if not m:
        return None
    month, day = _month(m["m1"] or m["m2"]), m["d1"] or m["d2"]
    if year:
        return _valid(str(year), month, day)
    days = [_valid(str(near.year - n), month, day) for n in (0, 1)] if near else []
    return next((d for d in days if d and near and 0 <= (near - d).days <= _LATE), None)


def _opening(text: str, title: tuple[int, int] | None) -> Stamp | None:
    """A date that opens the text or follows its title (and at most the name of an outlet)."""
    starts = [0]
    if title:
        after = re.match(r"[\s.|]*(?:[A-Z][\w.-]*\s+){0,3}?(?=\S)", text[title[1] : title[1] + 60])
        starts += [title[1] + i for i in range(after.end() + 40 if after else 40)]
    name = re.match(r"\s*(?:[A-Z][\w'’-]*\s+){1,4}[|•·]\s*", text)
    starts += [name.end()] if name else []
    for start in starts:
        at = start + len(text[start:]) - len(text[start:].lstrip()) if start == 0 else start
        found = read_date(text, at)
        if found and _breaks_off(text, found[1]) and _only_names(text, title, at) and not _is_list(text):
            return Stamp(found[0], at, found[1], text[at : found[1]])
    return None


def _only_names(text: str, title: tuple[int, int] | None, at: int) -> bool:
    if at and (text[at - 1].isalnum() or text[at - 1] in "-/."):
        return False
    before = text[title[1] : at] if title and at >= title[1] else ""
    words = re.findall(r"[^\W\d_]+", before)
    return len(words) <= 4 and all(w[0].isupper() for w in words) and not re.search(r"[,;:]", before)


def _is_list(text: str) -> bool:
    """Whether several lines begin with a date: a chronology prints its events' dates, not its own."""
    return sum(1 for line in text.split("\n")[:200] if DATE.match(line.strip())) >= 3
