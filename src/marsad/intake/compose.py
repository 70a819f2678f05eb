"""Draft → Report: title, date line, credits, captions, furniture, dateline, outlet, language, id."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date

from marsad.intake.captions import find_captions, find_inline
from marsad.intake.credits import Credits, find_credits
from marsad.intake.dateline import Dateline, beside_stamp, find_dateline
from marsad.intake.draft import Draft
from marsad.intake.errors import IntakeError
from marsad.intake.furniture import find_furniture
from marsad.intake.header import Header, outside_title, read_header
from marsad.intake.language import detect_language
from marsad.intake.lines import disjoint, outside
from marsad.intake.media import KNOWN_PATTERN, is_agency, is_outlet
from marsad.intake.options import IntakeOptions
from marsad.intake.running import find_running
from marsad.intake.signed import find_signed
from marsad.intake.stamp import Stamp, day_of, month_of, year_beside
from marsad.model.report import Basis, Published, Removed, Report
from marsad.model.span import Span

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|[Cc]opyright)\s*(?:©|\(c\))?\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*\d{2,4})?,?)?\s*"
    r"(?P<name>[A-Z][\w’' .&-]{2,40}?)(?=[.,;|\n]|\s+(?:All|19|20)|$)"
)
_STANDARDS = re.compile(r"Our Standards:\s*The (?P<name>[A-Z][\w.’'& -]{1,40}?)\s+(?:Trust )?Principles\b")
_TOLD = re.compile(r"\btold\s+(?P<name>(?:[A-Z][\w-]*|[a-z]{0,2}-[A-Z]\w+)(?:\s(?:[A-Z][\w-]*)){0,3})")


def compose(draft: Draft, options: IntakeOptions) -> Report:
    """The report of ``draft``; its text is untouched. Raises IntakeError where it holds no words."""
    text, base = draft.text, draft.start
    if not any(c.isalpha() for c in text):
        raise IntakeError("it holds no text", "give the article's text")
    # The rules look at the article alone: what the input's form already removed is blank to them.
    view = _blank(text, draft.removed)[base:]
    head = read_header(view, draft.title)
    found = find_credits(view, head.end, head.stretch, head.stamp.end if head.stamp else None)
    captions, cuts = _cuts(view, head, found)
    stamped = (head.stamp.start, head.stamp.end) if head.stamp else None
    signed = find_signed(_blank(view, disjoint(cuts, len(view))), stamped)
    cuts += signed.removed
    dateline = _dateline(view, head, _body(view, head, disjoint(cuts, len(view))))
    outlet = options.outlet or draft.outlet or head.outlet or _outlet_of(view, found, dateline)
    captions = _distinct((*draft.captions, *(Span(c.start + base, c.end + base, c.text) for c in captions)))
    title_span = Span(head.span.start + base, head.span.end + base, head.span.text) if head.span else None
    shifted = (Removed(r.what, r.start + base, r.end + base) for r in cuts)
    removed = disjoint(outside_title((*draft.removed, *shifted), title_span), len(text))
    article = outside(text, removed)
    published = _published(draft, options, _stamp(view, head.stamp, dateline))
    return Report(
        id=report_id(article, head.title, outlet, published),
        source=draft.source,
        text=text,
        title=head.title,
        outlet=outlet,
        dateline=dateline.place if dateline else head.place,
        published=published,
        bylines=tuple(dict.fromkeys((*draft.bylines, *found.bylines, *signed.bylines))),
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


def _cuts(text: str, head: Header, found: Credits) -> tuple[tuple[Span, ...], list[Removed]]:
    """Captions, and all that readers skip."""
    inline, labels = find_inline(text, head.end)
    captions = _distinct((*find_captions(text, head.stretch), *inline))
    cuts = [Removed("caption", c.start, c.end) for c in captions]
    cuts += [
        *found.removed,
        *head.removed,
        *labels,
        *find_furniture(text, head.stretch),
        *find_running(text, head.end),
    ]
    return captions, list(outside_title(cuts, head.span))


def _distinct(captions: tuple[Span, ...]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for c in sorted(captions):
        if not kept or c.start >= kept[-1].end:
            kept.append(c)
    return tuple(kept)


def _body(text: str, head: Header, removed: tuple[Removed, ...]) -> int:
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
    """The outlet as far as the text tells: credit, copyright line, "told X" twice, agency, standards."""
    named = re.split(r"\s*(?:,|;|/|\band\b)\s*", found.credit)[0] if found.credit else ""
    if named and is_outlet(named):
        return named
    m = _COPYRIGHT.search(text)
    if m and is_outlet(m["name"]):
        return m["name"].strip()
    told = [m["name"] for m in _TOLD.finditer(text) if is_outlet(m["name"])]
    if len(told) > 1 and len(set(told)) == 1 and not _is_wire(told[0]):
        return told[0]
    if dateline and dateline.agency:
        return dateline.agency
    m = _STANDARDS.search(text)
    if m:
        known = re.search(KNOWN_PATTERN, m["name"])  # "The Thomson Reuters Trust Principles"
        return known.group() if known else m["name"]
    return found.credit if found.credit and is_agency(found.credit) else None


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


def _dateline(text: str, head: Header, body: int) -> Dateline | None:
    found = find_dateline(text, body)
    if found is None and head.stamp:
        return beside_stamp(text, head.stamp.start, head.stamp.end)
    return found


def _stamp(text: str, stamp: Stamp | None, dateline: Dateline | None) -> Stamp | None:
    """The printed date, or the dateline's where there is none but perhaps that of an update.

    A dateline's day without its year counts where another date line gives the year.
    """
    if not dateline or not dateline.date or (stamp and not stamp.updated):
        return stamp
    month = month_of(dateline.date)
    day = day_of(dateline.date, stamp.day if stamp else None, None if stamp else year_beside(text, month))
    return Stamp(day, dateline.start, dateline.end, dateline.date) if day else stamp


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
