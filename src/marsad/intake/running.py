"""Furniture inside running text: pages whose paragraphs were joined into one.

Where a line no longer tells furniture from article, only what is surely furniture is cut: fixed labels, and
what follows the last full stop of the text when it carries such a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from marsad.intake.lines import is_sentence, lines_of, sentence_ends, words_of
from marsad.intake.media import KNOWN_PATTERN
from marsad.model.report import Removed
from marsad.model.span import Span

# "Get short URL", the topic's name with its count of articles, and the counters of shares and comments.
_SHORT_URL = re.compile(r"Get short URL(?:\s+Topic\s+[^.]{3,90}?\(\d+\))?(?:\s+\d{1,6}){0,4}(?=\s|$)")
_LABELS = (
    (
        "share buttons",
        re.compile(
            r"(?:Share|Tweet|Pin)(?: this)?(?: article)? (?:on|via|to) "
            r"(?:Facebook|Twitter|WhatsApp|Telegram|E-?mail)(?:\s+\d[\d.,]*[kK]?)?"
        ),
    ),
    (
        "standing notice",
        re.compile(
            r"Our Standards:\s*The (?:[A-Z][\w’'-]*\s){1,4}?(?:Trust )?Principles(?: of Trust)?\.?|"
            r"Community standards\s*Discussion"
        ),
    ),
    ("share buttons", re.compile(r"(?:Comment via (?:Facebook|Sputnik News)\s*)+")),
    (
        "comment form",
        re.compile(r"Your email address will not be published\.?(?: Required fields are marked \*?)?"),
    ),
)
# A word that makes of what follows the last sentence a page's foot, not an unfinished sentence.
_FOOT = re.compile(
    r"\bRelated (?:News|Articles|Stories|Topics|Posts)\b|\bTags\s+\w|"
    r"Read Also\b|Read also\b|Also read\b|- YouTube\b|More ?Images?\b|Community standards|"
    rf"Get short URL|Comment via|Share on|Follow us|\bSource (?:{KNOWN_PATTERN})|\(Source:|"
    rf"\((?:{KNOWN_PATTERN})(?: and (?:{KNOWN_PATTERN}))?\)\s*\w*$"
)
_NOTICES = re.compile(
    r"(?P<terms>Terms (?:of|and|&) \w+|Legal Notice)|(?P<privacy>Privacy (?:Policy|Notice)|your privacy\b)"
    r"|(?P<cookies>Cookie (?:Policy|Settings))|(?P<rights>All rights reserved|Copyright\b)"
    r"|(?P<contact>Contact Us)|(?P<follow>Follow us\b|FOLLOW\b|SUBSCRIBE\b|Subscribe to\b)"
    r"|(?P<careers>Careers\b)",
)
_FEW_NOTICES = 3
"""Kinds of notices that only a page's foot has together, whatever sentences stand among them."""
_SOLE_FOOT = re.compile(
    r"(?:Twitter|Facebook|Read Also|Read more|Video Video|Video|MoreImage|Print|Email|Share|\d{1,3}|"
    r"(?:[A-Z][a-z]+ )?Bulletin|Tags|Comments?|Advertisement|Related|Photo|Photos|Image)[\s.|]*"
)
_FINITE = re.compile(
    r"\b(?:was|were|is|are|has|have|had|said|says|told|killed|died|reported|announced|claimed|will|would|did|attacked|"
    r"seized|captured|launched|according)\b"
)
# Function words with a capital open a sentence; a list of keywords has none.
_OPENER = re.compile(
    r"(?<=\s)(?:The|A|An|At|In|On|As|After|For|More|Most|Several|Some|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|"
    r"Dozens|Scores|Hundreds|Thousands|Many|It|This|That|These|There|By|With|While|When|Following|Fighting|Clashes|"
    r"Fierce|Heavy|Government|Warplanes|Rebels|Troops|Militants|Activists|Residents)\s+(?=[a-z\d\w])"
)


def find_running(text: str, header_end: int) -> tuple[Removed, ...]:
    """Furniture within the paragraphs of ``text``; ``header_end`` is where the article's head is over."""
    found = [Removed("short link", m.start(), m.end()) for m in _SHORT_URL.finditer(text)]
    for what, label in _LABELS:
        found += [Removed(what, m.start(), m.end()) for m in label.finditer(text)]
    lines = lines_of(text)
    found += _keywords(text, header_end)
    if lines:
        found += _foot(text, lines[-1])
        found += _repeated(text, lines[0], header_end)
    return tuple(found)


def _keywords(text: str, header_end: int) -> Iterator[Removed]:
    """A list of tags between the standfirst and the first sentence: "Tags Siege Aleppo The army said …"."""
    for m in re.finditer(r"(?<![\w-])Tags\s+(?=[A-Z])", text[: header_end + 1500]):
        opener = _OPENER.search(text, m.end(), m.end() + 250)
        between = text[m.end() : opener.start()] if opener else ""
        if opener and between and not re.search(r"[.!?]\s", between) and not _FINITE.search(between):
            yield Removed("tags", m.start(), opener.start())


def _foot(text: str, last: Span) -> Iterator[Removed]:
    """What follows the last full stop of the last paragraph, where it carries a label of a page's foot."""
    floor = max(last.start, last.end - 2000)
    ends = sentence_ends(text, floor, last.end)
    sole = _stretch(text, ends[-1], last.end) if ends else None
    if sole and _SOLE_FOOT.fullmatch(sole.text):
        yield Removed(_name_of(sole.text), sole.start, sole.end)
        return
    for label in _FOOT.finditer(text, floor, last.end):
        after = text[label.end() : last.end]
        end = max((e for e in ends if e <= label.start()), default=None)
        if end is None or (_holds_sentences(after) and not _closes(label.group(), after)):
            continue
        before = _stretch(text, end, label.start())
        start = before.start if before and _is_foot(before.text, label.group()) else label.start()
        yield Removed(_name_of(text[start : last.end]), start, last.end)
        return


def _stretch(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    return Span.of(text, start, end) if start < end and end - start <= 1500 else None


def _holds_sentences(text: str) -> bool:
    return any(is_sentence(x) for x in re.split(r"(?<=[.!?])\s+", text))


def _closes(label: str, after: str) -> bool:
    """Whether notices behind a label tell that the page ends there; "- YouTube" may stand in mid-article."""
    closing = label.startswith(("Related ", "Source "))
    return closing and len({m.lastgroup for m in _NOTICES.finditer(after)}) >= _FEW_NOTICES


def _is_foot(before: str, label: str) -> bool:
    """Whether what stands between the last full stop and a label belongs to the foot as well.

    Headlines of other articles are mostly capitals; an article's last sentence without its full stop is not.
    """
    heavy = [w for w in words_of(before) if len(w) > 3]
    return (
        "YouTube" in label
        or len(words_of(before)) <= 3
        or sum(w[0].isupper() for w in heavy) >= 0.55 * len(heavy)
    )


def _name_of(foot: str) -> str:
    if "Related" in foot or "Tags" in foot or "Read" in foot or "YouTube" in foot:
        return "related headlines"
    return "credit" if "Source" in foot or foot.startswith("(") else "page foot"


def _repeated(text: str, first: Span, header_end: int) -> Iterator[Removed]:
    """A standfirst that the article's first sentence repeats word for word."""
    start = max(first.start, min(header_end, first.end))
    while start < first.end and (text[start].isspace() or text[start] in ".|"):
        start += 1
    ends = sentence_ends(text, start, min(first.end, start + 1200))
    if len(ends) >= 2:
        one = text[start : ends[0]].strip()
        if len(one) > 60 and one == text[ends[0] : ends[1]].strip():
            yield Removed("repeated standfirst", start, ends[0])
