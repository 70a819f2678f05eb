"""The stretches of text of a record, and which row each belongs to."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import Row

from marsad.ledger.errors import RecordRefused
from marsad.model.span import Span


class SpanRole(StrEnum):
    """What a row of the table ``span`` is to its owner: evidence for it, a mention of it, ..."""

    CAPTION = "caption"
    ACTOR = "actor"
    PLACE = "place"
    WEAPON = "weapon"
    EVENT = "event"
    CONTROL = "control"


def stretch(prefix: str, span: Span | None, text: str) -> dict[str, object]:
    """The three columns of ``span``; raises RecordRefused where it is not what stands in ``text``."""
    if span is None:
        return {f"{prefix}_from": None, f"{prefix}_to": None, f"{prefix}_words": None}
    if not 0 <= span.start <= span.end <= len(text) or text[span.start : span.end] != span.text:
        raise RecordRefused(
            f"the evidence {span.text[:60]!r} does not stand at {span.start} to {span.end} of its report"
        )
    return {f"{prefix}_from": span.start, f"{prefix}_to": span.end, f"{prefix}_words": span.text}


def span_of(row: Row[Any], prefix: str) -> Span | None:
    """The span in three columns of ``row``, or None where they are empty."""
    start, end, words = (row._mapping[f"{prefix}_{part}"] for part in ("from", "to", "words"))
    return None if start is None else Span(start, end, words)


def sure_span(row: Row[Any], prefix: str) -> Span:
    """The span in three columns that are never empty."""
    return Span(*(row._mapping[f"{prefix}_{part}"] for part in ("from", "to", "words")))
