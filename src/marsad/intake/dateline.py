"""The place that opens a report: "DAMASCUS, Nov 6 (Reuters) -", "Beirut - ", "MOSCOW (Sputnik)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from marsad.intake.lines import CAPITAL, lines_of, word_set, words_of
from marsad.intake.media import KNOWN_PATTERN, is_agency, is_outlet
from marsad.model.span import Span

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_CAP = (
    rf"(?:(?:[Aa]l|[Ee]l|[Aa]sh|[Aa]n|[Aa]r|[Aa]d|[Dd]e)[-’' ])?(?!{_WEEKDAY}\b)"
    rf"(?:(?:[A-Z]\.){{2,}}|[{CAPITAL}][\w’'ʿ]*(?:-[\w’'ʿ]+)*\.?)"
)
_PLACE = (
    rf"{_CAP}(?:(?:[ \xa0]|\s?/\s?){_CAP}){{0,3}}(?:,\s?{_CAP}(?:(?:[ \xa0]|\s?/\s?){_CAP}){{0,3}}){{0,2}}"
)
_UPPER = rf"[{CAPITAL}][{CAPITAL}’'-]{{2,}}(?:[ /][{CAPITAL}][{CAPITAL}’'-]+){{0,3}}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?P<date>(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+(?:19|20)\d\d)?)"
_DAY = rf"(?:[,.]?\s+(?:{_WEEKDAY},?\s+)?{_DATE},?|,\s+{_WEEKDAY},?)?"
_DASH = r"(?:\s*[–—]+|\s*--+|\s+-|-(?=\s))\s*"
_NEXT = rf"(?=[\"“‘'(\[]?[{CAPITAL}0-9])"
_NAME = rf"[{CAPITAL}][\w ./&’'-]{{1,40}}"
_WITH_AGENCY = re.compile(
    rf"(?P<place>{_PLACE}){_DAY}"
    rf"\s*(?:\((?P<agency>{_NAME})\)|(?:[/|]\s?|,\s|\b(?={KNOWN_PATTERN}\s*[–—-]))"
    rf"(?P<bare>{KNOWN_PATTERN})\b)"
    rf"(?P<dash>{_DASH})?\s*:?\s*{_NEXT}"
)
# "MOSCOW, May 3. /TASS/. Troops …"
_SLASHED = re.compile(
    rf"(?P<place>{_PLACE}){_DAY}[.,]?\s*/(?P<agency>[{CAPITAL}][\w .&’'-]{{1,30}})/(?P<dash>[.\s–—-]+){_NEXT}"
)
# On a line of its own above the first paragraph: "GAO, Mali", "GAO, MALI —".
_ALONE = re.compile(
    rf"(?P<place>{_UPPER}(?:, {_CAP}(?: {_CAP}){{0,2}})?)\s*(?:[–—]|--?)"
    rf"|(?P<pair>{_UPPER}, (?=\w+[a-z]){_CAP}(?: {_CAP}){{0,2}})"
)
_WITH_DASH = re.compile(rf"(?P<place>{_PLACE}){_DAY}{_DASH}{_NEXT}")
_CAPITALS = re.compile(rf"(?P<place>{_UPPER}(?:, {_CAP})?)(?:\s*:\s*|\s+)(?=[\"“]?[{CAPITAL}][a-z])")
_BY_SPACE = re.compile(rf"(?P<place>{_PLACE})(?:[ ]?[\xa0\t][ \xa0\t]*|[ ]{{2,}}){_NEXT}")
_INSIDE = re.compile(
    rf"(?<![\w-])(?P<place>{_UPPER}(?:, {_CAP})?)"
    rf"\s*\(\s*(?P<agency>[A-Z][\w ./&’'-]{{1,40}}?)\s*\)\s*[-–—]?\s*{_NEXT}"
)
# A dateline deeper or longer than this is none; a paragraph of news is at least this long.
_REACH, _LONGEST, _PARAGRAPH = 700, 200, 80
# Capitals that open a sentence without being a place.
_NO_PLACE = word_set(
    "the a an in on at after when while as for and but who what why how update breaking watch exclusive "
    "opinion analysis factbox video photos live un us uk eu nato isis isil is ypg sdf fsa pkk idf icrc "
    "unhcr unicef presenter newsreader anchor host reporter narrator announcer correspondent interviewer "
    "moderator question answer"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place as written, the agency and the date named with it, and the stretch of all.

    ``date`` is as written and may lack the year ("June 14").
    """

    place: str
    agency: str | None
    start: int
    end: int
    date: str | None = None


def find_dateline(text: str, body: int) -> Dateline | None:
    """The dateline of the report whose first paragraph begins at ``body``; None where it has none."""
    lines = lines_of(text, body, min(len(text), body + 2000))
    end = lines[0].end if lines else len(text)
    if len(lines) > 1 and re.fullmatch(r".{3,80}[–—-]", lines[0].text):
        end = lines[1].end  # the page breaks the line behind the dateline
    for pattern in (_WITH_AGENCY, _SLASHED, _WITH_DASH, _BY_SPACE, _CAPITALS):
        m = pattern.match(text, body, min(end, body + _LONGEST))
        found = _accepted(text, m, pattern is _CAPITALS) if m else None
        if found:
            return found
    for line, following in pairwise(lines[:5]):
        alone = _ALONE.fullmatch(line.text) if len(following.text) > _PARAGRAPH else None
        place = (alone["place"] or alone["pair"]) if alone else ""
        if place and place.split(",")[0].lower() not in _NO_PLACE:
            return Dateline(place, None, line.start, line.end)
    for line in lines[1:5]:
        found = _in_line(text, line, _is_standfirst(lines[0]))
        if found:
            return found
    for m in _INSIDE.finditer(text, body, min(end, body + _REACH)):
        if is_outlet(m["agency"]):
            return _accepted(text, m, strict=False)
    return None


def _in_line(text: str, line: Span, after_standfirst: bool) -> Dateline | None:
    """The dateline of a later line: with an agency, or in capitals below a standfirst."""
    for pattern in (_WITH_AGENCY, _SLASHED, _WITH_DASH):
        m = pattern.match(text, line.start, min(line.end, line.start + _LONGEST))
        found = _accepted(text, m, strict=False) if m else None
        if not found:
            continue
        first = re.split(r"[\s,/]", found.place)[0]
        if found.agency or (
            after_standfirst and len(line.text) > _PARAGRAPH and first.isupper() and len(first) > 2
        ):
            return found
    return None


def _is_standfirst(line: Span) -> bool:
    return len(line.text) <= 200 and not re.search(r"[.!?][\"”’]*$", line.text)


def beside_stamp(text: str, start: int, end: int) -> Dateline | None:
    """The place beside the date of publication: "NYALA - 27 October 2023", "27 October 2023 (NYALA) –"."""
    before = re.search(rf"(?:^|\n)\s*(?P<place>{_UPPER})\s*[|·•,–—-]\s*$", text[max(0, start - 60) : start])
    after = re.match(
        rf"\s*(?:[|·•,–—-]\s*(?P<place>{_UPPER})\s*(?:\n|$)|\((?P<inside>{_UPPER}(?:, {_CAP})?)\)\s*[–—-])",
        text[end : end + 60],
    )
    for m, base in ((before, max(0, start - 60)), (after, end)):
        group = "inside" if m and m.groupdict().get("inside") else "place"
        if m and m[group].lower() not in _NO_PLACE and not is_agency(m[group]) and not is_outlet(m[group]):
            return Dateline(m[group], None, base + m.start(group), base + m.end(group))
    return None


def _accepted(text: str, m: re.Match[str], strict: bool) -> Dateline | None:
    place = m["place"].strip(" ,")
    if not re.search(r"\.\w+\.$", place):  # the full stop of "D.C." is its own
        place = place.rstrip(".")
    groups = m.groupdict()
    agency, date = groups.get("agency") or groups.get("bare"), groups.get("date")
    words = re.findall(r"\w+", place.lower())
    if words[0] in _NO_PLACE or is_agency(place) or is_outlet(place):
        return None
    if agency and not groups.get("dash") and not is_outlet(agency):
        return None  # "Free Syrian Army (FSA) fighters …" names no agency
    if agency and not date and _abbreviates(agency, place):
        return None  # "Free Syrian Army (FSA) - Rebels …" either
    if strict and _is_acronym(text, place, m.end()):
        return None
    known = agency and (is_outlet(agency) or date or place.split(",")[0].isupper())
    return Dateline(place, agency if known else None, m.start(), m.end(), date)


def _abbreviates(short: str, long: str) -> bool:
    """Whether ``short`` is made of the first letters of the words of ``long``."""
    letters = [w[0].upper() for w in words_of(long)]
    return len(letters) > 1 and short.isupper() and list(short) == letters


def _is_acronym(text: str, place: str, after: int) -> bool:
    """Whether the capitals are a name's own way of writing: a town is not in capitals in later sentences."""
    first = re.split(r"[\s,/]", place)[0]
    return len(first) < 4 or bool(re.search(rf"[a-z,] {re.escape(first)}\b", text[after:]))
