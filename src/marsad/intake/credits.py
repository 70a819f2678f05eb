"""Who wrote, sent and photographed a report: bylines, credit, captions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from marsad.intake.lines import lines_of, trimmed, word_set, words_of
from marsad.intake.media import KNOWN_PATTERN, is_agency, is_outlet
from marsad.model.report import Removed
from marsad.model.span import Span

_VERBS = (
    r"(?:(?:Additional\s+|Also\s+)?[Rr]eporting|[Ww]riting|[Ee]diting|[Ww]ritten|[Cc]ompiled|[Ee]dited|"
    r"[Rr]eported|Story)"
)
_CUE = rf"(?:{_VERBS}\s+(?:and\s+(?:writing|editing)\s+)?by:?|By:|BY:)\s*"
_CREDITS = re.compile(rf"[(\[]?\s*(?:{_CUE})")
_SOURCE = re.compile(
    rf"(?:\bSources?|SOURCE|Credits?|Via)\s*[:：]\s*(?P<name>[^|\n()\[\];]{{2,60}})"
    rf"|\bSource\s+(?P<plain>(?:{KNOWN_PATTERN})(?:\s+and\s+agencies)?)\s*$",
    re.MULTILINE,
)
_TAIL_AGENCY = re.compile(rf"(?:[-–—]\s*|\()(?P<name>{KNOWN_PATTERN}|[A-Z]{{3,8}})\)?\s*$", re.IGNORECASE)
_BYLINE = re.compile(r"(?:By|BY|by)\s+(?P<names>[A-Z][^\n|•·]{2,120}?)\s*(?=$|[|•·\n])", re.MULTILINE)
_NAME = r"[A-Z][\w.’'-]*(?:\s+(?:al-|el-|bin\s|de\s|von\s|van\s)?[A-Z][\w.’'-]*){1,4}"
_NAMES_TAIL = re.compile(
    rf"(?P<names>{_NAME}(?:\s*/\s*{_NAME}|\s+and\s+{_NAME}|,\s*{_NAME})*)\.?\s*$".replace(
        "[A-Z]", "(?:al-|el-)?[A-Z]"
    )
)
_NOT_A_PERSON = word_set(
    "news agency press bulletin english arabic video photo photos source twitter facebook comments "
    "standards agencies tags images image read also share more newsletter reuters afp sana tass sputnik "
    "homs syria iraq yemen"
)
# Credits close a report; the same words in its middle belong to a sentence.
_TAIL = 450


@dataclass(frozen=True, slots=True)
class Credits:
    """Names of the people and agencies behind a report, and the stretches that name them."""

    bylines: tuple[str, ...] = ()
    credit: str | None = None
    removed: tuple[Removed, ...] = ()


def split_names(words: str) -> tuple[str, ...]:
    """The persons of a byline, without the places and papers that follow them ("in Beirut", "for X")."""
    names = []
    for part in re.split(r"\s*(?:,|;|/|&|\band\b|\bwith\b)\s*", words):
        name = re.split(r"\s+(?:in|for|at|from|of|on)\s+|[(\[|]", part)[0].strip(' .:-–—)]"“”')
        if (
            1 <= len(words_of(name)) <= 6
            and name[:1].isalpha()
            and not is_outlet(name)
            and name[0] == name[0].upper()
        ):
            names.append(name)
    return tuple(dict.fromkeys(names))


def find_credits(text: str, header_end: int, title: tuple[int, int] | None, stamp_end: int | None) -> Credits:
    """Bylines and credit of the head (up to ``header_end``) and of the end of ``text``."""
    head = _head_byline(text, header_end, title, stamp_end)
    tail = _tail_credits(text)
    names = tuple(dict.fromkeys((*head.bylines, *tail.bylines)))
    return Credits(names, tail.credit or head.credit, (*head.removed, *tail.removed))


def _head_byline(text: str, header_end: int, title: tuple[int, int] | None, stamp_end: int | None) -> Credits:
    for line in lines_of(text, 0, header_end):
        m = _BYLINE.match(line.text) or re.match(rf"{_CUE}(?P<names>.+)$", line.text)
        if m and len(line.text) <= 140 and not re.search(r"[.!?]$", line.text.rstrip(".") + " "):
            names = split_names(m["names"])
            if names:
                agency = _agency_in(m["names"])
                return Credits(names, agency, (Removed("byline", line.start, line.end),))
    # In a text of one paragraph: "July 12 2016 by A B and C D <title>".
    if stamp_end is not None and title and stamp_end <= title[0]:
        between = trimmed(text, stamp_end, title[0])
        m = re.match(r"[Bb]y\s+(?P<names>[A-Z].{2,150})$", between.text)
        if m:
            return Credits(split_names(m["names"]), None, (Removed("byline", between.start, between.end),))
    return Credits()


def _tail_credits(text: str) -> Credits:
    """Credits in the last lines: "Reporting by: A and B | Source: C", "(Reporting by A; Editing by B)"."""
    floor = max(0, len(text) - 6000)
    bylines: list[str] = []
    removed: list[Removed] = []
    credit: str | None = None
    for line in lines_of(text, floor):
        start = _credit_start(line)
        if start is None:
            continue
        stretch = line.text[start:]
        for part in re.split(rf"[;|]|(?={_CUE})", stretch):
            m = re.match(rf"\s*[(\[]?\s*{_CUE}(?P<names>.+)", part)
            bylines += (
                split_names(
                    re.split(r"(?<=[a-z]{2})\.\s+[A-Z]|\sOur Standards|\bSource", m["names"] + " ")[0]
                )
                if m
                else ()
            )
        credit = _source_of(stretch) or credit or _agency_of(stretch)
        cut = trimmed(text, line.start + start, line.end)
        removed.append(Removed("byline" if _CREDITS.match(stretch) else "credit", cut.start, cut.end))
    if not removed:
        return _bare_tail(text)
    return Credits(tuple(dict.fromkeys(bylines)), credit, tuple(removed))


def _credit_start(line: Span) -> int | None:
    """Where the credits begin in ``line``: at its start, or after the last sentence near its end."""
    found = [*_CREDITS.finditer(line.text), *_SOURCE.finditer(line.text)]
    for m in sorted(found, key=lambda m: m.start()):
        before = line.text[: m.start()].rstrip(" ([-–—|")
        near_end = len(line.text) - m.start() <= _TAIL
        closed = re.search(r"[.!?…][\"”’)]?$", before) or m.group().startswith("Source ")
        if not before or (near_end and closed):
            return m.start() - (1 if line.text[max(0, m.start() - 1) : m.start()] in {"(", "["} else 0)
    return None


def _source_of(words: str) -> str | None:
    m = _SOURCE.search(words)
    name = (m["name"] or m["plain"]).strip(" .-)") if m else ""
    return name if name and len(words_of(name)) <= 8 else None


def _agency_of(words: str) -> str | None:
    """The agency that reporters are credited for: "(Reporting by Ana Sol for Lake News)"."""
    m = re.match(rf"\s*[(\[]?\s*{_CUE}(?P<names>[^;|]+)", words)
    return _agency_in(m["names"]) if m else None


def _agency_in(names: str) -> str | None:
    """The outlet among the names of a byline: "Ana Sol and Ali Deh, CNN"."""
    parts = re.split(r"\s*(?:,|/|\band\b|\bfor\b|\bfrom\b)\s*", names)
    return next((name for p in parts if is_outlet(name := p.strip(" .:()[]"))), None)


def _bare_tail(text: str) -> Credits:
    """A closing agency ("- REUTERS", "(AFP)") or bare names of authors after the last sentence."""
    last = next(iter(lines_of(text, max(0, len(text.rstrip()) - 3000))[-1:]), None)
    if last is None:
        return Credits()
    end = max((m.end() for m in re.finditer(r"[.!?][\"”’)]*(?=\s)", last.text)), default=0)
    rest = trimmed(text, last.start + end, last.end)
    if not rest.text or (end == 0 and len(rest.text) > 80):
        return Credits()
    agency = _TAIL_AGENCY.fullmatch(rest.text)
    if agency and is_agency(agency["name"]):
        return Credits((), agency["name"], (Removed("credit", rest.start, rest.end),))
    names = _NAMES_TAIL.fullmatch(rest.text)
    if names and not {w.lower() for w in words_of(rest.text)} & _NOT_A_PERSON and len(rest.text) <= 80:
        people = split_names(names["names"])
        if people and all(2 <= len(n.split()) <= 3 for n in people) and end:
            return Credits(people, None, (Removed("byline", rest.start, rest.end),))
    return Credits()
