"""A large input → its documents as they lie in it: pages of an archive, lines, rows. Nothing is parsed yet.

Taking an input apart costs a thousandth of what reading its documents does and meets nothing but the form of
the file. So one process takes apart, others parse and read (``sources.reports_in``), and a page that breaks
a parser harms no other.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from marsad.intake.draft import Draft
from marsad.intake.errors import IntakeError, Skipped
from marsad.intake.gunzip import Gunzip
from marsad.intake.jsonl import read_lines
from marsad.intake.options import IntakeOptions
from marsad.intake.payload import Payload
from marsad.intake.warc import read_archive

_RUN = 16
"""Documents that follow each other and go to one of several shares: neighbours share memory and caches."""


@dataclass(frozen=True, slots=True)
class Whole:
    """An input that is one document, or is taken apart by the parser: a page, a feed, a text, a URL.

    ``data`` is None where ``source`` itself is to be opened.
    """

    source: str
    data: bytes | None = None


Document = Payload | Draft | Whole | Skipped


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of an input that one worker reads; its parts together are the input.

    Documents that begin at the bytes ``start`` (where one begins) to ``end``, ``line`` being the number of
    the first; and of those every ``shares``-th run of some, the one numbered ``share``.
    """

    start: int = 0
    end: int | None = None
    line: int = 1
    share: int = 0
    shares: int = 1

    def number(self, own: int) -> int:
        """The number among all documents of the stretch that the share's document numbered ``own`` has."""
        run, rest = divmod(own, _RUN)
        return (run * self.shares + self.share) * _RUN + rest


ALL = Stretch()


def records(
    stream: io.BufferedIOBase, source: str, options: IntakeOptions, stretch: Stretch, packed: bool
) -> Iterator[Document]:
    """The pages of a stretch of an archive; ``stream`` stands at its start, which is that of a record.

    ``packed`` says that the file is gzipped. What breaks it off ends it with a Skipped.
    """
    found = Gunzip(stream, options.max_ratio, stretch.start) if packed else None
    whole = io.BufferedReader(found) if found else stream
    place = found.member if found else lambda at: (stretch.start + at, 0)
    yield from _guarded(read_archive(whole, source, options.max_bytes, place, stretch.end), source)


def lines(
    stream: io.BufferedIOBase, source: str, options: IntakeOptions, stretch: Stretch, packed: bool
) -> Iterator[Document]:
    """The lines of a stretch of JSON lines; ``stream`` stands at its start. Otherwise as ``records``."""
    whole = io.BufferedReader(Gunzip(stream, options.max_ratio)) if packed else stream
    size = None if stretch.end is None else stretch.end - stretch.start
    yield from _guarded(read_lines(whole, source, options.max_bytes, stretch.line, size), source)


def shared(found: Iterator[Document], stretch: Stretch) -> Iterator[Document]:
    """Those of the documents that are of the stretch's share."""
    return (d for n, d in enumerate(found) if n // _RUN % stretch.shares == stretch.share)


def _guarded(found: Iterator[Document], source: str) -> Iterator[Document]:
    try:
        yield from found
    except IntakeError as error:
        yield Skipped.because(source, error)
    except OSError as error:
        yield Skipped(
            source, f"reading it failed ({error.strerror or error})", "check the disk or the network"
        )
