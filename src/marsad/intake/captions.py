"""Captions and credits of photographs, as paragraphs of their own or inside running text."""

from __future__ import annotations

import re

from marsad.intake.lines import CAPITAL, lines_of, trimmed, words_of
from marsad.intake.media import KNOWN_PATTERN
from marsad.model.report import Removed
from marsad.model.span import Span

_PHOTO = r"(?:[Pp]hoto(?:graph)?s?|PHOTO(?:GRAPH)?S?|[Ii]mages?|[Pp]ictures?|[Ff]ootage|[Ii]llustration)"
_HOUSE = (
    rf"(?:{KNOWN_PATTERN}|Getty(?:\s+Images)?|EPA(?:-EFE)?|Shutterstock|iStock|NurPhoto|Flickr|"
    r"Wikimedia Commons)"
)
_PERSON = rf"[{CAPITAL}][\w.’'-]*(?:\s[{CAPITAL}\w][\w.’'-]*){{0,3}}"
# A line that names the owner of the picture above or below it.
_OWNER = re.compile(rf"©\s*(?!(?:19|20)\d\d)[{CAPITAL}][^.\d]{{2,80}}")
# What only a caption has: words for the picture at its start or end.
_SURE = re.compile(
    rf"^(?:[Ff]ile|FILE|[Aa]rchive|[Hh]andout|[Uu]ndated|[Cc]ourtesy)\s+{_PHOTO}\b|^FILE\s*[-–—:]"
    rf"|(?:^|[.,;–—(\[|\s])(?:[Ff]ile|FILE|[Aa]rchive|[Hh]andout|[Cc]ourtesy)\s+{_PHOTO}\s*[.)\]]*"
    rf"(?:\s*(?:[:/|(\[–-]|[Bb]y\b).{{0,60}})?$"
    rf"|^{_PHOTO}(?:\s+(?:[Cc]redit|[Cc]ourtesy|[Bb]y))?\s*[:：/]|^(?:Photo|Picture|Image)\s+by\b"
    rf"|^(?:[Ii]mage\s+)?(?:[Cc]aption|[Cc]redit|copyright|source)\s*[:：]"
    rf"|^[Ii]mage (?:caption|source),\s"
    rf"|[(\[][^()\[\]]{{0,60}}(?:{_HOUSE})?\s*{_PHOTO}(?:\s*[/:,][^()\[\]]{{0,80}})?[)\]]\s*$"
    rf"|\b{_HOUSE}\s+{_PHOTO}(?:\s*/.{{0,60}})?[)\]]?$"
    rf"|(?:\.|\s){_PHOTO}\s*:\s*[^.]{{2,60}}$"
    rf"|\bGetty Images\s*[)\]]?$"
    # A picture among several: "Item 1 of 4 …", "[1/4] …", "2 of 6 | …"; and what agencies sell it by.
    r"|^(?:[Ii]tem|[Ii]mage|[Pp]hoto|[Pp]icture)\s+\d+\s*(?:of|/)\s*\d+\b|^\[\d+/\d+\]|^\d+ of \d+\s*[|–—-]"
    r"|\b(?:Purchase|Acquire|Buy) Licensing Rights\b"
    # The agency and the person behind the last full stop: "… . DBA/Ana Sol", "… . © Lake News / Ana Sol".
    rf"|[.!?)”\"]\s+(?:{_HOUSE}|[{CAPITAL}]{{2,8}})/{_PERSON}(?:/{_PHOTO})?$"
    rf"|[.!?)”\"]\s+©\s*[{CAPITAL}][^.\d]{{2,80}}$"
)
# An agency at the end of a line: a picture's credit, or an article's.
_HOUSED = re.compile(
    rf"\s*(?:[(\[]|[|/]\s*)(?:[^()\[\]|]{{0,40}}[/,]\s*)?{_HOUSE}(?:\s*[/,|][^()\[\]]{{0,60}})?[)\]]?\s*$"
    r"|\s*[(\[][A-Z][^()\[\]/]{1,50}/[^()\[\]/]{2,50}[)\]]\s*$"
)
_TOLD = re.compile(r"\b(?:said|told|says|was|were|killed|died|wounded|reported|according|has|have|had)\b")
# A picture is told in the present tense.
_SHOWN = re.compile(
    r"\b(?:is|are)\s+(?:seen|pictured|shown|photographed)\b(?!\s+as\b|\s+by\b)|\(?(?:pictured|[Ll]eft|[Rr]ight|[Cc]entre)\)"
    r"|^(?:This|An?)\s+(?:undated\s+)?(?:photo|picture|image|still|screengrab|handout)\s+(?:taken|released|shows?|grab|from)\b"
)
# In running text: the sentence before a bracketed photo credit.
_INLINE = re.compile(rf"\((?:{_HOUSE}|[A-Z][\w ./-]{{1,40}})?\s*{_PHOTO}(?:\s*(?:by|/|:)[^()]{{0,60}})?\)")
_LABELS = re.compile(
    rf"[Ii]mage (?:copyright|source)\s+{_HOUSE}(?:\s+[Ii]mage caption)?|[Ii]mage caption(?=\s)"
)
_LONGEST = 400


def find_captions(text: str, title: tuple[int, int] | None) -> tuple[Span, ...]:
    """The captions of ``text``, each a stretch that no reader takes for the article's sentences."""
    body = _first_paragraph(text, title)
    found = []
    above = ""
    for line in lines_of(text):
        if title and line.start < title[1] and title[0] < line.end:
            continue
        if len(line.text) <= _LONGEST:
            early = line.start <= body
            owned = early and _OWNER.fullmatch(above) and _is_bare(line.text)
            if owned or _is_caption(line.text, early):
                found.append(line)
        above = line.text
    return tuple(found)


def _is_bare(line: str) -> bool:
    """Whether a line has the length of a caption and no full stop, as no paragraph of an article has."""
    return 4 <= len(words_of(line)) <= 40 and not re.search(r"[.!?:][\"”’)]*$", line)


def _is_caption(line: str, early: bool) -> bool:
    sure = _SURE.search(line)
    if sure:
        return True
    housed = _HOUSED.search(line)
    if housed:
        # A word alone before it ("MOSCOW (Reuters)") is a dateline; a sentence that tells is an article's.
        before = line[: housed.start()]
        ended = re.search(r"[.!?][\"”’]*$", before)
        return len(words_of(before)) > 2 and not (ended and (not early or _TOLD.search(before)))
    sentences = len(re.findall(r"[.!?](?:\s|$)", line))
    return (
        early
        and sentences <= 1
        and len(line) <= 250
        and bool(_SHOWN.search(line))
        and not re.search(r"[\"“”]", line)
    )


def _first_paragraph(text: str, title: tuple[int, int] | None) -> int:
    """Where the first long paragraph that is not shown as a picture begins."""
    for line in lines_of(text, title[1] if title else 0):
        if len(line.text) > 120 and not _is_picture(line.text):
            return line.start
    return len(text)


def _is_picture(line: str) -> bool:
    return bool(_SURE.search(line) or _SHOWN.search(line))


def find_inline(text: str, header_end: int) -> tuple[tuple[Span, ...], tuple[Removed, ...]]:
    """Captions inside a paragraph: the sentence before "(AFP photo)"; and labels such as "image caption".

    ``header_end`` is where the paragraph's text begins after title and date.
    """
    captions, labels = [], []
    for line in lines_of(text):
        for m in _INLINE.finditer(line.text):
            start = max(
                (x.end() for x in re.finditer(r"[.!?][\"”’)]*\s+", line.text[: m.start()])),
                default=0,
            )
            caption = trimmed(
                text, max(line.start + start, min(header_end, line.start + m.start())), line.start + m.end()
            )
            if 20 <= len(caption.text) <= _LONGEST:
                captions.append(caption)
        labels += [
            Removed("photo credit", line.start + m.start(), line.start + m.end())
            for m in _LABELS.finditer(line.text)
        ]
    return tuple(captions), tuple(labels)
