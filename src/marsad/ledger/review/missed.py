"""An event that the reader missed: the words of the report that tell it, and the decision that adds it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.ledger.errors import DecisionRefused
from marsad.ledger.keys import event_id
from marsad.model.decision import About, Decision, Subject
from marsad.model.report import Report
from marsad.model.span import Span

_RANGE = re.compile(r"\s*(\d+)\.\.(\d+)\s*")
_LISTED = 5


def evidence_in(text: str, words: str) -> Span:
    """Where ``words`` stand in a report's text; or the characters START..END, from 0, END not included.

    Line breaks and blanks count alike, and so do capitals where the words stand nowhere just so. Raises
    DecisionRefused where they stand nowhere, or in several places.
    """
    if found := _RANGE.fullmatch(words):
        return _characters(text, int(found[1]), int(found[2]))
    if not words.strip():
        raise DecisionRefused("give the words of the report that tell the event; there are none")
    pattern = r"\s+".join(map(re.escape, words.split()))
    places = list(re.finditer(pattern, text)) or list(re.finditer(pattern, text, re.IGNORECASE))
    if not places:
        raise DecisionRefused(
            f"“{words}” stands nowhere in the report; copy the words out of its text, or give "
            "characters as 120..180"
        )
    if len(places) > 1:
        ranges = ", ".join(f"{m.start()}..{m.end()}" for m in places[:_LISTED])
        raise DecisionRefused(
            f"“{words}” stands {len(places)} times in the report; give more words, or the characters "
            f"that are meant: {ranges}"
        )
    return Span.of(text, *places[0].span())


def _characters(text: str, start: int, end: int) -> Span:
    if not start < end <= len(text):
        raise DecisionRefused(
            f"{start}..{end} are no characters of the report; it has {len(text)}, counted from 0"
        )
    if not text[start:end].strip():
        raise DecisionRefused(f"there is nothing but blanks at the characters {start}..{end}")
    return Span.of(text, start, end)


def subject_of_missed(report: Report, evidence: Sequence[Span], sub_type: str) -> Subject:
    """The event that the decision adds; its id comes from what it says, as all ids do."""
    at = (f"{s.start}..{s.end}" for s in evidence)
    words = tuple(s.text for s in evidence)
    return Subject(report.id, event_id(report.id, "added", sub_type, *at), About.EVENT, sub_type, words)


def where_told(evidence: Sequence[Span]) -> list[dict[str, object]]:
    """Where the words stand, for the value of the decision."""
    return [{"start": s.start, "end": s.end, "words": s.text} for s in evidence]


def spans_of(decision: Decision, subject: Subject) -> list[Span]:
    """The evidence of an added event; where only words are given, they are looked for from the beginning.

    Raises DecisionRefused for evidence of another form.
    """
    told = (decision.value or {}).get("evidence")
    if isinstance(told, list):
        try:
            return [Span(max(0, int(s["start"])), int(s["end"]), str(s["words"])) for s in told]
        except (KeyError, TypeError, ValueError) as error:
            raise DecisionRefused(f"evidence: {error!r}; give start, end and words of each piece") from error
    return [Span(0, len(words), words) for words in subject.evidence]
