"""Draft → Report: title, date line, credits, captions, furniture, dateline, outlet, language, id."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from marsad.intake.captions import find_captions, find_inline
from marsad.intake.credits import Credits, find_credits
from marsad.intake.dateline import Dateline, beside_stamp, find_dateline
from marsad.intake.draft import Draft
from marsad.intake.errors import IntakeError
from marsad.intake.furniture import find_furniture
from marsad.intake.language import detect_language
from marsad.intake.lines import disjoint, is_sentence, lines_of, outside, trimmed
from marsad.intake.media import KNOWN_PATTERN, is_agency, is_outlet
from marsad.intake.options import IntakeOptions
from marsad.intake.running import find_running
from marsad.intake.stamp import Stamp, find_stamp
from marsad.intake.title import bare_title, guess_title, locate_title, title_before
from marsad.model.report import Basis, Published, Removed, Report
from marsad.model.span import Span

# Only the agency's or outlet's mark between title, date and first sentence.
_MARK = re.compile(rf"[\s.|·•:–-]*(?P<name>{KNOWN_PATTERN})(?![\w-])(?=\s+(?:[A-Z\d“\"]|$)|\s*\n|\s*$)")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|[Cc]opyright)\s*(?:©|\(c\))?\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*\d{2,4})?,?)?\s*"
    r"(?P<name>[A-Z][\w’' .&-]{2,40}?)(?=[.,;|\n]|\s+(?:All|19|20)|$)"
)
_TOLD = re.compile(r"\btold\s+(?P<name>(?:[A-Z][\w-]*|[a-z]{0,2}-[A-Z]\w+)(?:\s(?:[A-Z][\w-]*)){0,3})")


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands above the article, and where its first sentence begins."""

    title: str | None
    span: Span | None
    stamp: Stamp | None
    marks: tuple[Removed, ...]
    outlet: str | None
    end: int


def compose(draft: Draft, options: IntakeOptions) -> Report:
    """The report of ``draft``; its text is untouched. Raises IntakeError where it holds no words."""
    text, base = draft.text, draft.start
    if not any(c.isalpha() for c in text):
        raise IntakeError("it holds no text", "give the article's text")
    # The rules look at the article alone: what the input's form already removed is blank to them.
    view = _blank(text, draft.removed)[base:]
    head = _read_head(view, draft.title)
    title = (head.span.start, head.span.end) if head.span else None
    found = find_credits(view, head.end, title, head.stamp.end if head.stamp else None)
    captions, cuts = _cuts(view, head, found)
    body = _body(view, head, disjoint(cuts, len(view)))
    dateline = find_dateline(view, body)
    if dateline is None and head.stamp:
        dateline = beside_stamp(view, head.stamp.start, head.stamp.end)
    outlet = options.outlet or draft.outlet or head.outlet or _outlet_of(view, found, dateline)
    captions = _distinct((*draft.captions, *(Span(c.start + base, c.end + base, c.text) for c in captions)))
    title_span = Span(head.span.start + base, head.span.end + base, head.span.text) if head.span else None
    shifted = (Removed(r.what, r.start + base, r.end + base) for r in cuts)
    removed = disjoint(_outside_title((*draft.removed, *shifted), title_span), len(text))
    article = outside(text, removed)
    published = _published(draft, options, head.stamp)
    return Report(
        id=report_id(article, head.title, outlet, published),
        source=draft.source,
        text=text,
        title=head.title,
        outlet=outlet,
        dateline=dateline.place if dateline else None,
        published=published,
        bylines=tuple(dict.fromkeys((*draft.bylines, *found.bylines))),
        credit=found.credit or (dateline.agency if dateline else None),
        captions=captions,
        language=detect_language(article if len(article.strip()) > 80 else text, draft.language),
        url=draft.url,
        removed=removed,
        title_span=title_span,
        name=draft.name,
    )


def report_id(article: str, title: str | None, outlet: str | None, published: Published | None) -> str:
    """The id of a report: "r" and 20 hexadecimal digits of SHA-256, the same on every machine.

    It rests on the words of the article without its furniture (so that a share count changes nothing), title,
    outlet, and a publication date that comes from outside the text: a correction of that date makes a new
    report, since every record hangs on it. Path and URL play no part.
    """
    outer = published and published.day and published.basis in {Basis.GIVEN, Basis.METADATA}
    parts = (article, title or "", outlet or "", published.start.isoformat() if published and outer else "")
    words = "\x1f".join(" ".join(unicodedata.normalize("NFC", p).split()) for p in parts)
    return "r" + hashlib.sha256(words.encode("utf-8", errors="replace")).hexdigest()[:20]


def _blank(text: str, removed: tuple[Removed, ...]) -> str:
    """``text`` of the same length with spaces in the place of removed stretches; line breaks stay."""
    parts, at = [], 0
    for r in removed:
        parts.append(text[at : r.start])
        parts.append(re.sub(r"[^\n]", " ", text[r.start : r.end]))
        at = r.end
    parts.append(text[at:])
    return "".join(parts)


def _read_head(text: str, told: str | None) -> _Head:
    if told:
        title: str | None = bare_title(told)
        span = locate_title(text, title or "")
    else:
        span = guess_title(text)
        title = span.text if span else None
    stamp = find_stamp(text, (span.start, span.end) if span else None)
    if title is None:
        opening = find_dateline(text, 0) if stamp is None else None
        span = title_before(text, stamp.start if stamp else opening.start if opening else 0)
        title = span.text if span else None
    end = max([span.end if span else 0, stamp.end if stamp and stamp.end < 1500 else 0])
    marks: list[Removed] = []
    outlet = None
    mark = _MARK.match(text, span.end if span else end) or _MARK.match(text, end)
    if mark and (span or stamp):
        marks.append(Removed("outlet", mark.start("name"), mark.end("name")))
        outlet, end = mark["name"], max(end, mark.end())
    for line in lines_of(text, 0, min(len(text), 3000))[:12]:
        if len(line.text) > 120:
            break
        if is_outlet(line.text) and not (span and line.start == span.start):
            marks.append(Removed("outlet", line.start, line.end))
            outlet, end = outlet or line.text.strip(" ."), max(end, line.end)
        elif re.match(r"[Bb][Yy]:?\s+[A-Z]|(?:Reporting|Written) by", line.text):
            end = max(end, line.end)
    return _Head(title, span, stamp, tuple(marks), outlet, end)


def _cuts(text: str, head: _Head, found: Credits) -> tuple[tuple[Span, ...], list[Removed]]:
    """Captions, and all that readers skip."""
    title = (head.span.start, head.span.end) if head.span else None
    inline, labels = find_inline(text, head.end)
    captions = _distinct((*find_captions(text, title), *inline))
    cuts = [Removed("caption", c.start, c.end) for c in captions]
    cuts += [
        *found.removed,
        *head.marks,
        *labels,
        *find_furniture(text, title),
        *find_running(text, head.end),
    ]
    if head.stamp:
        cuts.append(_date_line(text, head.stamp, title))
    if head.span:
        cuts += [Removed("page header", x.start, x.end) for x in _above(text, head.span.start)]
    return captions, list(_outside_title(cuts, head.span))


def _date_line(text: str, stamp: Stamp, title: tuple[int, int] | None) -> Removed:
    """The date's stretch, or its whole line where that is a header line without the title."""
    start = text.rfind("\n", 0, stamp.start) + 1
    end = text.find("\n", stamp.end)
    line = trimmed(text, start, end if end >= 0 else len(text))
    apart = not title or title[1] <= line.start or line.end <= title[0]
    if apart and len(line.text) <= 90 and not is_sentence(line.text):
        return Removed("date line", line.start, line.end)
    return Removed("date line", stamp.start, stamp.end)


def _above(text: str, title: int) -> Iterable[Span]:
    """Short lines over the headline: sections, rubrics, the outlet's name."""
    top = text.rfind("\n", 0, title) + 1
    return (x for x in lines_of(text, 0, top) if len(x.text) <= 80 and not is_sentence(x.text))


def _outside_title(cuts: Iterable[Removed], title: Span | None) -> Iterable[Removed]:
    """The cuts, none of which touches the title."""
    return [piece for r in cuts for piece in (_around(r, (title.start, title.end)) if title else [r])]


def _around(r: Removed, keep: tuple[int, int]) -> list[Removed]:
    if r.end <= keep[0] or keep[1] <= r.start:
        return [r]
    pieces = [Removed(r.what, r.start, keep[0]), Removed(r.what, keep[1], r.end)]
    return [p for p in pieces if p.start < p.end]


def _distinct(captions: tuple[Span, ...]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for c in sorted(captions):
        if not kept or c.start >= kept[-1].end:
            kept.append(c)
    return tuple(kept)


def _body(text: str, head: _Head, removed: tuple[Removed, ...]) -> int:
    """Where the first sentence of the article begins: after the head and what is removed behind it."""
    at = head.span.end if head.span else 0
    moved = True
    while moved:
        moved = False
        while at < len(text) and (text[at].isspace() or text[at] in ".|·•"):
            at += 1
        for r in removed:
            if r.start <= at < r.end or (r.start > at and not text[at : r.start].strip(" .|()\n\xa0")):
                at, moved = r.end, True
        if head.span and head.span.start <= at < head.span.end:
            at, moved = head.span.end, True
    return at


def _outlet_of(text: str, found: Credits, dateline: Dateline | None) -> str | None:
    """The outlet as far as the text tells: credit, copyright line, "told X" more than once, agency."""
    if found.credit and is_outlet(found.credit):
        return found.credit
    m = _COPYRIGHT.search(text)
    if m and is_outlet(m["name"]):
        return m["name"].strip()
    told = [m["name"] for m in _TOLD.finditer(text) if is_outlet(m["name"])]
    if len(told) > 1 and len(set(told)) == 1 and not _is_wire(told[0]):
        return told[0]
    return (
        dateline.agency
        if dateline and dateline.agency
        else (found.credit if found.credit and is_agency(found.credit) else None)
    )


def _is_wire(name: str) -> bool:
    """Agencies that other outlets quote all the time: "told Reuters" names no publisher."""
    return name in {
        "Reuters",
        "AFP",
        "AP",
        "Associated Press",
        "Agence France-Presse",
        "CNN",
        "BBC",
        "dpa",
        "DPA",
    }


def _published(draft: Draft, options: IntakeOptions, stamp: Stamp | None) -> Published | None:
    if options.published:
        return Published(options.published, options.published, Basis.GIVEN, ("given by the user",))
    field: date | None = draft.published
    if stamp and not (field and draft.dated):
        reasons = [f"the text says “{stamp.words.strip()}”"]
        if field and field != stamp.day:
            reasons.append(f"the data beside the text say {field.isoformat()}")
        return Published(stamp.day, stamp.day, Basis.STATED, tuple(reasons))
    if field:
        return Published(field, field, Basis.METADATA, ("stands in the data beside the text",))
    return None
