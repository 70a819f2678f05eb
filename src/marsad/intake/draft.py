"""What one input says of one article, before its text is looked into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from marsad.model.report import Removed
from marsad.model.span import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of an article and the facts that stand beside it: fields of a JSON line, HTML metadata.

    ``removed`` and ``captions`` are what the form of the input already tells (navigation, figures).
    """

    source: str
    text: str
    name: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    bylines: tuple[str, ...] = ()
    language: str | None = None
    url: str | None = None
    removed: tuple[Removed, ...] = ()
    captions: tuple[Span, ...] = ()
    start: int = 0
    """Where the article's head begins; all before it is among ``removed``."""
    dated: bool = False
    """Whether ``published`` is the article's own (a page's metadata) and wins over a date in its text."""
