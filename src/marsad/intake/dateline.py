"""The place that opens a report: "DAMASCUS, Nov 6 (Reuters) -", "Beirut - ", "MOSCOW (Sputnik)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from marsad.intake.lines import lines_of, word_set
from marsad.intake.media import KNOWN_PATTERN, is_agency, is_outlet

_CAP = r"(?:(?:[Aa]l|[Ee]l|[Aa]sh|[Aa]n|[Aa]r|[Aa]d|[Dd]e)[-’' ])?[A-Z][\w’'ʿ]*(?:-[\w’'ʿ]+)*\.?"
_PLACE = rf"{_CAP}(?:[ \xa0/]{_CAP}){{0,3}}(?:,\s?{_CAP}(?:[ \xa0]{_CAP}){{0,3}}){{0,2}}"
_UPPER = r"[A-Z][A-Z’'-]{2,}(?:[ /][A-Z][A-Z’'-]+){0,3}"
_DAY = (
    r"(?:,?\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|"
    r"Dec)[a-z]*\.?\s+\d{1,2}|\d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?)"
    r"(?:,?\s+(?:19|20)\d\d)?,?)?"
)
_DASH = r"(?:\s*[–—]+|\s*--+|\s+-|-(?=\s))\s*"
_NEXT = r"(?=[\"“‘'(\[]?[A-Z0-9])"
_WITH_AGENCY = re.compile(
    rf"(?P<place>{_PLACE}){_DAY}"
    rf"\s*(?:\((?P<agency>[A-Z][\w ./&’'-]{{1,40}})\)|[/|]\s?(?P<bare>{KNOWN_PATTERN})\b)"
    rf"(?P<dash>{_DASH})?\s*:?\s*{_NEXT}"
)
_WITH_DASH = re.compile(rf"(?P<place>{_PLACE}){_DAY}{_DASH}{_NEXT}")
_CAPITALS = re.compile(rf"(?P<place>{_UPPER}(?:, {_CAP})?)(?:\s*:\s*|\s+)(?=[\"“]?[A-Z][a-z])")
_BY_SPACE = re.compile(rf"(?P<place>{_PLACE})(?:[ ]?[\xa0\t][ \xa0\t]*|[ ]{{2,}}){_NEXT}")
_INSIDE = re.compile(
    rf"(?<![\w-])(?P<place>{_UPPER}(?:, {_CAP})?)"
    rf"\s*\(\s*(?P<agency>[A-Z][\w ./&’'-]{{1,40}}?)\s*\)\s*[-–—]?\s*{_NEXT}"
)
# A dateline deeper or longer than this is none.
_REACH, _LONGEST = 700, 200
# Capitals that open a sentence without being a place.
_NO_PLACE = word_set(
    "the a an in on at after when while as for but and who what why how update breaking watch exclusive "
    "opinion analysis factbox video photos live un us uk eu nato isis isil is ypg sdf fsa pkk idf icrc "
    "unhcr unicef"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place as written, the agency named with it, and the stretch of both."""

    place: str
    agency: str | None
    start: int
    end: int


def find_dateline(text: str, body: int) -> Dateline | None:
    """The dateline of the report whose first paragraph begins at ``body``; None where it has none."""
    at = body
    end = next((x.end for x in lines_of(text, body, min(len(text), body + 2000))), len(text))
    for pattern in (_WITH_AGENCY, _WITH_DASH, _BY_SPACE, _CAPITALS):
        m = pattern.match(text, at, min(end, at + _LONGEST))
        found = _accepted(text, m, pattern is _CAPITALS) if m else None
        if found:
            return found
    for line in lines_of(text, body, min(len(text), body + 2000))[1:5]:
        m = _WITH_AGENCY.match(text, line.start, min(line.end, line.start + _LONGEST))
        found = _accepted(text, m, strict=False) if m else None
        if found and found.agency:
            return found
    for m in _INSIDE.finditer(text, body, min(end, body + _REACH)):
        if is_outlet(m["agency"]):
            return _accepted(text, m, strict=False)
    return None


def beside_stamp(text: str, start: int, end: int) -> Dateline | None:
    """The place that shares a line with the date of publication: "NYALA - 27 October 2023"."""
    before = re.search(rf"(?:^|\n)\s*(?P<place>{_UPPER})\s*[|·•,–—-]\s*$", text[max(0, start - 60) : start])
    after = re.match(rf"\s*[|·•,–—-]\s*(?P<place>{_UPPER})\s*(?:\n|$)", text[end : end + 60])
    for m, base in ((before, max(0, start - 60)), (after, end)):
        if (
            m
            and m["place"].lower() not in _NO_PLACE
            and not is_agency(m["place"])
            and not is_outlet(m["place"])
        ):
            return Dateline(m["place"], None, base + m.start("place"), base + m.end("place"))
    return None


def _accepted(text: str, m: re.Match[str], strict: bool) -> Dateline | None:
    place = m["place"].strip(" ,")
    groups = m.groupdict()
    agency = groups.get("agency") or groups.get("bare")
    words = re.findall(r"\w+", place.lower())
    if words[0] in _NO_PLACE or is_agency(place) or is_outlet(place):
        return None
    if agency and not groups.get("dash") and not is_outlet(agency):
        return None  # "Free Syrian Army (FSA) fighters …" names no agency
    if strict and _is_acronym(text, place, m.end()):
        return None
    return Dateline(place, agency if agency and is_outlet(agency) else None, m.start(), m.end())


def _is_acronym(text: str, place: str, after: int) -> bool:
    """Whether the capitals are a name's own way of writing: a town is not in capitals in later sentences."""
    first = re.split(r"[\s,/]", place)[0]
    return len(first) < 4 or bool(re.search(rf"[a-z,] {re.escape(first)}\b", text[after:]))
