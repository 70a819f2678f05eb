"""A news report as intake hands it on: the untouched text and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from marsad.model.span import Span


class Basis(StrEnum):
    """Where a publication date comes from."""

    STATED = "stated"
    METADATA = "metadata"
    GIVEN = "given"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Published:
    """When a report was published: the days ``start`` to ``end`` (inclusive; equal where the day is known).

    ``reasons`` says what the days rest on; an inferred date has one reason a bound at least.
    """

    start: date
    end: date
    basis: Basis
    reasons: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """The day of publication, or None where only an interval is known."""
        return self.start if self.start == self.end else None


@dataclass(frozen=True, slots=True)
class Removed:
    """A stretch of the text that is not the article; ``what`` names the kind of furniture."""

    what: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Report:
    """One news report. Offsets everywhere are Python string indices into ``text``.

    ``text`` is the article as published with its furniture left in place; ``removed`` lists the
    stretches that readers skip. ``id`` derives from the content alone.
    """

    id: str
    source: str
    text: str
    title: str | None = None
    outlet: str | None = None
    dateline: str | None = None
    published: Published | None = None
    bylines: tuple[str, ...] = ()
    credit: str | None = None
    captions: tuple[Span, ...] = ()
    language: str | None = None
    url: str | None = None
    removed: tuple[Removed, ...] = ()
    title_span: Span | None = None
    """Where the title stands inside ``text``, where it does."""
    name: str | None = None
    """The name that the input carries: a file's stem, or the ``id`` of a JSON line."""
