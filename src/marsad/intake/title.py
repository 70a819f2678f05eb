"""The headline: where a known title stands in the text, and which first line is one."""

from __future__ import annotations

import re

from marsad.intake.furniture import find_furniture
from marsad.intake.lines import lines_of, trimmed, words_of
from marsad.intake.media import is_outlet
from marsad.intake.stamp import is_date_line, is_period, read_date
from marsad.model.span import Span

# A title told beside the text stands in its first stretch, or alone on a line.
_REACH = 600
_SHORT = 4
_DATELINE = re.compile(r"[A-Z][\w’' ,/-]{2,50}\s*(?:\([A-Z][\w ]+\)|[–—]|--)\s")
_LABEL = re.compile(
    r"(?:by|source|photo|image|published|updated|posted|reporting|tags|share|category)\b\s*:?", re.IGNORECASE
)


def locate_title(text: str, title: str) -> Span | None:
    """Where ``title`` stands in ``text``, whatever marks and spaces lie between its words; else None.

    A short title ("Abu Yahya") counts on a line of its own only: it is likely the subject of a sentence.
    """
    words = re.findall(r"\w+", title)
    if not words or len(title) > 500:
        return None
    pattern = re.compile(r"\b" + r"[\W_]{1,6}".join(map(re.escape, words)) + r"\b[?!”’\"]*", re.IGNORECASE)
    for m in pattern.finditer(text, 0, _REACH + len(title)):
        if m.start() <= _REACH and (len(words) >= _SHORT or _alone(text, m.start(), m.end())):
            return _with_quote(text, m.start(), m.end())
    for line in lines_of(text):
        if len(line.text) <= len(title) * 2 + 10 and pattern.fullmatch(line.text.strip(" .")):
            return line
    return None


def _with_quote(text: str, start: int, end: int) -> Span:
    """The title's stretch with the quotation mark that opens it, where its text closes one."""
    opens = text[max(0, start - 1) : start] in {'"', "“", "‘", "«"}
    return Span.of(text, start - 1 if opens and not _quotes_close(text[start:end]) else start, end)


def _quotes_close(words: str) -> bool:
    return words.count('"') % 2 == 0 and words.count("“") == words.count("”")


def _alone(text: str, start: int, end: int) -> bool:
    return text[:start].rpartition("\n")[2].strip() == "" and text[end:].partition("\n")[0].strip(" .") == ""


def bare_title(title: str) -> str:
    """The headline without the name of the site that page titles carry: "… | Sahel Daily", "… - BBC News"."""
    head, mark, tail = re.match(r"(.*?)(?:\s+([|–—-])\s+([^|–—]{2,40}))?$", title.strip(), re.DOTALL).groups()  # type: ignore[union-attr]
    return head if mark and (mark == "|" or is_outlet(tail)) and len(words_of(head)) >= 3 else title.strip()


def title_before(text: str, at: int) -> Span | None:
    """The headline that runs into what stands at ``at`` (a date stamp or dateline) on the first line."""
    first = next(iter(lines_of(text, 0, min(len(text), 2000))), None)
    if first is None or not first.start < at < first.end or at - first.start > 220:
        return None
    found = trimmed(text, first.start, at)
    words = found.text.rstrip(" |·•–—-")
    return (
        Span.of(text, found.start, found.start + len(words))
        if not is_outlet(words) and _is_headline(words)
        else None
    )


def guess_title(text: str, passed: frozenset[int] = frozenset()) -> Span | None:
    """The first line that reads as a headline with an article below it; None where the text has none.

    ``passed`` are the starts of lines known to be none (those of a letterhead).
    """
    lines = lines_of(text, 0, min(len(text), 6000))
    if len(lines) < 2:
        return None
    cut = find_furniture(text[: lines[min(len(lines), 12) - 1].end])
    for n, line in enumerate(lines[:8]):
        if line.start in passed or any(r.start <= line.start < r.end for r in cut) or _is_label(line.text):
            continue
        return (
            line if _is_headline(line.text) and n + 1 < len(lines) and _goes_on(lines[n + 1].text) else None
        )
    return None


def _is_label(line: str) -> bool:
    """Whether the line stands above a headline: a date, an outlet, a byline, a section's name."""
    if is_outlet(line) or _LABEL.match(line) or len(words_of(line)) < 3:
        return True
    if re.search(r"\s[|»>]\s", line) and len(words_of(line)) <= 6:  # "World News | Africa"
        return True
    found = read_date(line)
    return bool(found and len(line) - found[1] < 30) or is_date_line(line) or is_period(line)


def _is_headline(line: str) -> bool:
    words = words_of(line)
    if not 3 <= len(words) <= 30 or len(line) > 220 or _DATELINE.match(line):
        return False
    # A full stop ends sentences, not headlines; an abbreviation at the end ("in the U.S.") is no full stop.
    ends = re.search(r"[.;:,]$", line) and not re.search(r"\b(?:[A-Z]\.)+$|…$|\.\.\.$", line)
    inner = re.search(r"[a-z]{2}\. [A-Z]", line)
    # A long line that tells in the past tense is a sentence that lost its full stop.
    told = len(words) >= 14 and re.search(
        r"\b(?:was|were|said|had|told|has been|have been)\b|^(?:Here|There|It) ", line
    )
    if told or read_date(line):
        return False
    return not ends and not inner and (line[0].isupper() or not line[0].isalpha() or line[0].isdigit())


def _goes_on(following: str) -> bool:
    return not following[:1].islower() or bool(re.match(r"by\s+[A-Z]", following))
