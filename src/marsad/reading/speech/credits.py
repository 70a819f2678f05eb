"""Weak attributions: agency and source credits at a report's edges, and the speaker of a headline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.model.reading import Attribution, Stance
from marsad.model.span import Span
from marsad.reading.speech.cues import speech_words

_NAME = r"[A-Z][\w.&’'-]*(?:[ /][A-Z][\w.&’'-]*){0,4}"
_DATELINE = r"[A-Z][A-Z ,/.'’-]{1,40}(?:[A-Z][a-z]+ ?)*"
_CREDITS = (
    # "KYIV (Reuters) -", "MOSCOW (Sputnik)" at the start
    (re.compile(rf"\A\W*(?:[^\n]{{0,200}}?\b)?{_DATELINE}\((?P<name>{_NAME})\)"), "start"),
    # "Damascus, SANA –"
    (re.compile(r"\A\W*[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?,\s*(?P<name>[A-Z]{2,8})\s*[-–—]"), "start"),
    (re.compile(rf"\b(?P<cue>Sources?|SOURCE|Credit)\s*:\s*(?P<name>{_NAME})"), "end"),
    (re.compile(rf"\((?P<name>{_NAME}(?: and {_NAME})?)\)\s*\W*\Z"), "end"),
    (re.compile(r"[-–—]\s*(?P<name>[A-Z]{2,}(?:/[A-Z]{2,})?)\s*\Z"), "end"),
)  # fmt: skip
_NOT_AGENCIES = re.compile(r"photo|file|image|video|advertisement|reuters photo", re.IGNORECASE)


def credits_of(text: str, sentences: Sequence[Span]) -> list[Attribution]:
    """Credits at the first and last sentences; they say nothing in particular (``said`` is empty)."""
    if not sentences:
        return []
    begin, end = sentences[0].start, sentences[-1].end
    edge = {"start": (begin, min(end, begin + 300)), "end": (max(begin, end - 160), end)}
    found: list[Attribution] = []
    for pattern, where in _CREDITS:
        first, last = edge[where]
        m = pattern.search(text[first:last])
        if m is None or _NOT_AGENCIES.search(m.group("name")):
            continue
        name = Span.of(text, first + m.start("name"), first + m.end("name"))
        if any(a.speaker.overlaps(name) for a in found):
            continue
        cue = (
            Span.of(text, name.start - 1, name.end + 1)
            if where == "start"
            else Span.of(text, first + m.start(), first + m.end())
        )
        found.append(Attribution(name, cue, (), Stance.ASSERTS, name, credit=True))
    return found


_TAIL = re.compile(r"(?:\s[-–—]+\s*|:\s+|\s�?_?�?_\s)(?P<name>(?:[A-Z]?[\w'’.-]+ ){0,4}[A-Z]?[\w'’.-]+)\s*$")
_LEAD = re.compile(r"^(?P<name>(?:[A-Z][\w'’.-]+ ?){1,5}):\s+(?=\S)")


def headline_attributions(
    text: str, sentences: Sequence[Span], found: Sequence[Attribution]
) -> list[Attribution]:
    """The speaker of a headline: "Strikes kill 40 - monitor", "Army: rebels routed in the north"."""
    made = []
    for sentence in sentences[:2]:
        if any(sentence.start <= a.cue.start < sentence.end for a in found) or len(sentence.text) > 160:
            continue
        for pattern in (_TAIL, _LEAD):
            m = pattern.search(sentence.text)
            if m is None or (pattern is _TAIL and m.start() == 0) or not _speaker_like(m.group("name")):
                continue
            name = Span.of(text, sentence.start + m.start("name"), sentence.start + m.end("name"))
            said = (
                Span.of(text, sentence.start, sentence.start + m.start())
                if pattern is _TAIL
                else Span.of(text, sentence.start + m.end(), sentence.end)
            )
            mark = Span.of(text, sentence.start + m.start(), sentence.start + m.end())
            made.append(Attribution(name, mark, (said,), Stance.ASSERTS))
            break
    return made


def _speaker_like(name: str) -> bool:
    words = name.split()
    last = words[-1].lower()
    return (
        last in speech_words().heads
        or (words[-1].isupper() and 2 <= len(words[-1]) <= 6)
        or last in speech_words().bodies
    )
