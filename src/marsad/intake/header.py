"""What stands above an article: outlet or letterhead, title, date line; and where the head is over."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from marsad.intake.dateline import find_dateline
from marsad.intake.head_date import head_date
from marsad.intake.letterhead import Letterhead, read_letterhead
from marsad.intake.lines import CAPITAL, capitalised, is_sentence, lines_of, trimmed, words_of
from marsad.intake.media import KNOWN_PATTERN, is_outlet
from marsad.intake.stamp import Stamp, find_stamp, is_date_line
from marsad.intake.title import bare_title, guess_title, locate_title, title_before
from marsad.model.report import Removed
from marsad.model.span import Span

# Only the agency's or outlet's mark between title, date and first sentence.
_MARK = re.compile(rf"[\s.|·•:–-]*(?P<name>{KNOWN_PATTERN})(?![\w-])(?=\s+(?:[A-Z\d“\"]|$)|\s*\n|\s*$)")
_BYLINE = re.compile(r"[Bb][Yy]:?\s+[A-Z]|(?:Reporting|Written) by")


@dataclass(frozen=True, slots=True)
class Header:
    """The title and its stretch, the printed date, the outlet with its place, all furniture among them.

    ``end`` is where the head is over.
    """

    title: str | None
    span: Span | None
    stamp: Stamp | None
    removed: tuple[Removed, ...]
    outlet: str | None
    place: str | None
    end: int

    @property
    def stretch(self) -> tuple[int, int] | None:
        return (self.span.start, self.span.end) if self.span else None


@dataclass(frozen=True, slots=True)
class _Named:
    outlet: str | None
    removed: tuple[Removed, ...]
    end: int


def read_header(text: str, told: str | None) -> Header:
    """The header of ``text``; ``told`` is the title where the input says it beside the text."""
    letter = read_letterhead(text)
    span, letter = _title(text, told, letter)
    title = bare_title(told) if told else (span.text if span else None)
    stamp = find_stamp(text, (span.start, span.end) if span else None) or head_date(text)
    if title is None:
        opening = find_dateline(text, 0) if stamp is None else None
        span = title_before(text, stamp.start if stamp else opening.start if opening else 0)
        title = span.text if span else None
    end = max([span.end if span else 0, stamp.end if stamp and stamp.end < 1500 else 0])
    marks = _date_line(text, stamp, span)
    marks += [Removed("page header", x.start, x.end) for x in letter.lines]
    outlet = letter.body
    mark = _MARK.match(text, span.end if span else end) or _MARK.match(text, end)
    if mark and (span or stamp):
        marks.append(Removed("outlet", mark.start("name"), mark.end("name")))
        outlet, end = outlet or mark["name"], max(end, mark.end())
    named = _named(text, span)
    marks += named.removed
    marks += [Removed("page header", x.start, x.end) for x in _above(text, span.start if span else 0)]
    place = letter.place or (_town(text, stamp) if letter.kind else None)
    removed = outside_title(marks, span)
    return Header(title, span, stamp, removed, outlet or named.outlet, place, max(end, named.end))


def _named(text: str, title: Span | None) -> _Named:
    """What the first short lines name: the outlet, and more dates than the stamp above the first sentence."""
    outlet, end, told = None, 0, False
    marks: list[Removed] = []
    for line in lines_of(text, 0, min(len(text), 3000))[:12]:
        if len(line.text) > 120:
            break
        if title and line.start == title.start:
            continue
        name = _outlet_in(line.text)
        outlet, told = outlet or name, told or is_sentence(line.text)
        if name and name == line.text.strip(" ."):
            marks.append(Removed("outlet", line.start, line.end))
            end = line.end
        elif _BYLINE.match(line.text):
            end = line.end
        elif not told and is_date_line(line.text):
            marks.append(Removed("date line", line.start, line.end))
    return _Named(outlet, tuple(marks), end)


def _outlet_in(line: str) -> str | None:
    """The outlet that a header line names alone, with a town ("BBC News, Bamako") or with the date."""
    if is_outlet(line):
        return line.strip(" .")
    name, _, rest = line.partition(", ")
    if is_outlet(name) and 1 <= len(words_of(rest)) <= 2 and capitalised(words_of(rest)):
        return name
    parts = re.split(r"[|·•()–—]", line) if is_date_line(line) else []
    return next((p.strip() for p in parts if is_outlet(p.strip())), None)


def _town(text: str, stamp: Stamp | None) -> str | None:
    """The town of a letter's "Gao, 3 May 2021"."""
    line = text[text.rfind("\n", 0, stamp.start) + 1 : stamp.start] if stamp else ""
    m = re.fullmatch(rf"\s*(?P<town>[{CAPITAL}][\w’'-]+(?: [{CAPITAL}][\w’'-]+){{0,2}})(?:,| [–—-])\s*", line)
    return m["town"] if m else None


def _title(text: str, told: str | None, letter: Letterhead) -> tuple[Span | None, Letterhead]:
    """The title's stretch, and the letterhead as far as it is none of the title.

    Without a line that names its subject a document is called by its kind; a lone line of capitals that is no
    kind of document is a title, whomever it names.
    """
    if told:
        return locate_title(text, bare_title(told)), letter
    found = guess_title(text, frozenset(x.start for x in letter.lines))
    if found:
        return found, letter
    if letter.kind:
        return letter.kind, letter
    return guess_title(text), Letterhead()


def _date_line(text: str, stamp: Stamp | None, title: Span | None) -> list[Removed]:
    """The date's stretch, or its whole line where that is a header line without the title.

    Behind a title on the same line the rest goes with the date ("Evening news, 19.00, 3 May 2021").
    """
    if stamp is None:
        return []
    end = text.find("\n", stamp.end)
    line = trimmed(text, text.rfind("\n", 0, stamp.start) + 1, end if end >= 0 else len(text))
    if len(line.text) <= 90 and not is_sentence(line.text):
        if not title or title.end <= line.start or line.end <= title.start:
            return [Removed("date line", line.start, line.end)]
        if title.start == line.start and title.end <= stamp.start:
            return [Removed("date line", title.end, line.end)]
    return [Removed("date line", stamp.start, stamp.end)]


def _above(text: str, title: int) -> Iterable[Span]:
    """Short lines over the headline: sections, rubrics, the outlet's name."""
    top = text.rfind("\n", 0, title) + 1
    return (x for x in lines_of(text, 0, top) if len(x.text) <= 80 and not is_sentence(x.text))


def outside_title(cuts: Iterable[Removed], title: Span | None) -> tuple[Removed, ...]:
    """The cuts, none of which touches the title."""
    return tuple(piece for r in cuts for piece in (_around(r, title) if title else [r]))


def _around(r: Removed, keep: Span) -> list[Removed]:
    if r.end <= keep.start or keep.end <= r.start:
        return [r]
    pieces = [Removed(r.what, r.start, keep.start), Removed(r.what, keep.end, r.end)]
    return [p for p in pieces if p.start < p.end]
