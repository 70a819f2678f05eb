"""Inputs → pieces that many workers can read at once, without a document lost or read twice.

What can be cut by bytes is: an archive of one gzip member a record (as crawlers write them), an archive that
is not compressed, JSON lines. Parquet is cut by row groups. Anything else that is large is shared out: each
worker goes through all of it and reads every so-manieth run of documents, which costs little, since taking
apart is a thousand times as fast as reading. Small files stay whole.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from marsad.intake import rows
from marsad.intake.addresses import Entry, entries, is_store, local, opened
from marsad.intake.documents import ALL, Document, Stretch, Whole, lines, records, shared
from marsad.intake.errors import IntakeError, Skipped
from marsad.intake.gunzip import Gunzip
from marsad.intake.identify import SNIFF, Kind, identify
from marsad.intake.options import IntakeOptions
from marsad.intake.streams import sniffed
from marsad.intake.urls import is_url

MOST = 16 * 2**20
"""Bytes of one piece of a compressed archive: some hundred articles, a minute's reading for one core."""
_EXPANDED = 4
"""How many times smaller pieces of what is not compressed are."""
_SHARES = 16
"""So many workers at most share an input that cannot be cut: each goes through all of it."""
_GZIP = b"\x1f\x8b\x08"
_WINDOW = 1 << 18
_LENGTH = re.compile(rb"\r\nContent-Length:[ \t]*(\d+)[ \t]*(?=\r\n)", re.IGNORECASE)
_BEGIN = re.compile(rb"WARC/\d\.\d\r\n")


class Form(StrEnum):
    """What a piece is of, and what its stretch counts: bytes, or row groups."""

    RECORDS = "records"
    """An archive that is not compressed, from one record to another."""
    PACKED_RECORDS = "packed records"
    """An archive that is compressed as one stream."""
    MEMBERS = "members"
    """An archive of gzip members; the stretch begins anywhere, and is read from the next member on."""
    LINES = "lines"
    PACKED_LINES = "packed lines"
    ROWS = "rows"
    WHOLE = "whole"


_PACKED = frozenset((Form.PACKED_RECORDS, Form.MEMBERS, Form.PACKED_LINES))
_OF_LINES = frozenset((Form.LINES, Form.PACKED_LINES))


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of an input, or all of it. ``size`` is about how many of the input's bytes it stands for."""

    source: str
    form: Form
    stretch: Stretch = ALL
    size: int = 0


def pieces(name: str, options: IntakeOptions, most: int = MOST) -> Iterator[Piece | Skipped]:
    """The pieces of a file, a folder, an object store's address or a URL; a Skipped where it is none."""
    if is_url(name):
        yield Piece(name, Form.WHOLE)
        return
    if name == "-":
        yield Skipped(name, "standard input cannot be read by several at once", "name a file")
        return
    try:
        some = False
        for entry in entries(name):
            some = True
            yield from _guarded(entry, options, most)
        if not some:
            yield Skipped(name, "the folder holds no files", "name one that holds articles")
    except IntakeError as error:
        yield Skipped.because(name, error)
    except OSError as error:
        yield _of_system(name, error)


def _of_system(name: str, error: OSError) -> Skipped:
    if isinstance(error, FileNotFoundError):
        return Skipped(name, "there is no such file", "check the path")
    return Skipped(
        name, f"it cannot be read ({error.strerror or error})", "check the address and its permissions"
    )


def _guarded(entry: Entry, options: IntakeOptions, most: int) -> Iterator[Piece | Skipped]:
    try:
        yield from _cut(entry, options, most)
    except IntakeError as error:
        yield Skipped.because(entry.address, error)
    except OSError as error:
        yield _of_system(entry.address, error)


def _cut(entry: Entry, options: IntakeOptions, most: int) -> Iterator[Piece]:
    if not is_store(entry.address) and not local(entry.address).is_file():
        yield Piece(entry.address, Form.WHOLE)  # a pipe: whoever opens it says why not
        return
    with opened(entry.address) as stream:
        head = stream.read(SNIFF)
        if head.startswith(rows.MAGIC):
            yield from _row_groups(entry, most)
            return
        kind, packed = _kind(head, stream, entry.address, options)
        if kind not in {Kind.WARC, Kind.JSON_LINES}:
            yield Piece(entry.address, Form.WHOLE, size=entry.size)
        elif packed:
            by_records = kind is Kind.WARC and _is_by_records(stream)
            form = Form.PACKED_RECORDS if kind is Kind.WARC else Form.PACKED_LINES
            yield from _by_bytes(entry, most) if by_records else _shared(entry, form, most)
        elif kind is Kind.JSON_LINES:
            yield from _cut_lines(entry, stream, max(1, most // _EXPANDED))
        elif is_store(entry.address):
            yield from _shared(entry, Form.RECORDS, most)  # to go from record to record is a request each
        else:
            yield from _cut_records(entry, stream, max(1, most // _EXPANDED))


def _kind(
    head: bytes, stream: io.BufferedReader, address: str, options: IntakeOptions
) -> tuple[Kind | None, bool]:
    """What a file is, inside its gzip, and whether it is gzipped; None where its parser shall say why not."""
    try:
        kind = identify(head, address)
        if kind is not Kind.GZIP:
            return kind, False
        stream.seek(0)
        inner, _ = sniffed(io.BufferedReader(Gunzip(stream, options.max_ratio)))
        return identify(inner, address), True
    except IntakeError:
        return None, False


def _by_bytes(entry: Entry, most: int) -> Iterator[Piece]:
    for start in range(0, entry.size, most):
        end = start + most
        stretch = Stretch(start, end) if end < entry.size or start else ALL
        yield Piece(entry.address, Form.MEMBERS, stretch, min(most, entry.size - start))


def _shared(entry: Entry, form: Form, most: int) -> Iterator[Piece]:
    shares = min(_SHARES, -(-entry.size // most))
    for share in range(shares):
        yield Piece(entry.address, form, Stretch(share=share, shares=shares), entry.size // shares)


def _cut_lines(entry: Entry, stream: io.BufferedReader, most: int) -> Iterator[Piece]:
    """Stretches of whole lines. All is gone through once, to number the lines as one reader would."""
    stream.seek(0)
    start, line = 0, 1
    while start < entry.size:
        end, count = start, 0
        while block := stream.read(min(_WINDOW, max(1, start + most - end))):
            end += len(block)
            count += block.count(b"\n")
            if end >= start + most:
                break
        if block and not block.endswith(b"\n"):
            while rest := stream.readline(_WINDOW):  # to the end of the line at hand
                end += len(rest)
                if rest.endswith(b"\n"):
                    count += 1
                    break
        yield Piece(entry.address, Form.LINES, Stretch(start, end, line), end - start)
        if not block:
            return
        start, line = end, line + count


def _cut_records(entry: Entry, stream: io.BufferedReader, most: int) -> Iterator[Piece]:
    """Stretches of whole records of an archive that is not compressed, found by going from one to the next.

    Where a record's own length does not lead to another, the rest is one piece.
    """
    start = at = 0
    while at < entry.size and (after := _next_record(stream, at)) is not None:
        at = after
        if at - start >= most and at < entry.size:
            yield Piece(entry.address, Form.RECORDS, Stretch(start, at), at - start)
            start = at
    stretch = Stretch(start, entry.size + 1) if start else ALL
    yield Piece(entry.address, Form.RECORDS, stretch, entry.size - start)


def _next_record(stream: io.BufferedReader, at: int) -> int | None:
    stream.seek(at)
    head = stream.read(_WINDOW if at == 0 else 4096)
    end = head.find(b"\r\n\r\n")
    length = _LENGTH.search(head, 0, end + 2) if end > 0 and _BEGIN.match(head) else None
    if length is None:
        return None
    after = at + end + 4 + int(length[1]) + 4
    stream.seek(after)
    follows = stream.read(5)
    return after if follows in {b"WARC/", b""} else None


def _is_by_records(stream: io.BufferedReader) -> bool:
    """Whether the first gzip member of an archive ends soon, and the next one begins with a record."""
    stream.seek(0)
    head = stream.read(_WINDOW)
    inflate = zlib.decompressobj(wbits=31)
    try:
        inflate.decompress(head)
    except zlib.error:
        return False
    return inflate.eof and _begins(inflate.unused_data)


def _begins(data: bytes) -> bool:
    """Whether a gzip member that begins with a record's first line begins here."""
    if not data.startswith(_GZIP):
        return False
    try:
        return _BEGIN.match(zlib.decompressobj(wbits=31).decompress(data, 64)) is not None
    except zlib.error:
        return False


def _member(stream: io.BufferedReader, start: int, end: int) -> int | None:
    """Where the first record from the byte ``start`` on begins; None where that is not before ``end``."""
    at, tail = start, b""
    stream.seek(start)
    while at - len(tail) < end:
        block = stream.read(_WINDOW)
        data, base = tail + block, at - len(tail)
        found = data.find(_GZIP)
        while found >= 0 and (len(data) - found > 4096 or len(block) < _WINDOW):
            if base + found >= end:
                return None
            if _begins(data[found : found + 4096]):
                return base + found
            found = data.find(_GZIP, found + 1)
        if len(block) < _WINDOW:
            return None
        at += len(block)
        tail = data[found:] if found >= 0 else data[-2:]
    return None


def _row_groups(entry: Entry, most: int) -> Iterator[Piece]:
    sizes = rows.groups(entry.address)
    each = max(1, entry.size // max(1, len(sizes)))
    most = max(1, most // _EXPANDED)
    together = max(1, most // each)
    shares = min(_SHARES, max(1, -(-each // most)))
    for first in range(0, len(sizes), together):
        end = min(first + together, len(sizes))
        for share in range(shares):
            stretch = Stretch(first, end, share=share, shares=shares)
            yield Piece(entry.address, Form.ROWS, stretch, each * (end - first) // shares)


def documents_of(piece: Piece, options: IntakeOptions) -> Iterator[Document]:
    """The documents of a piece; what cannot be opened or breaks off is a Skipped."""
    try:
        yield from _documents(piece, options)
    except IntakeError as error:
        yield Skipped.because(piece.source, error)
    except OSError as error:
        yield _of_system(piece.source, error)


def _documents(piece: Piece, options: IntakeOptions) -> Iterator[Document]:
    source, stretch = piece.source, piece.stretch
    if piece.form is Form.ROWS:
        yield from shared(rows.read_rows(source, stretch.start, stretch.end), stretch)
    elif piece.form is not Form.WHOLE:
        with opened(source) as stream:
            yield from _of_stream(stream, piece, options)
    elif is_store(source):
        with opened(source) as stream:
            data = stream.read(options.max_bytes + 1)
        if len(data) > options.max_bytes:
            raise IntakeError(f"it is larger than {options.max_bytes:,} bytes", "split it, a report a file")
        yield Whole(source, data)
    else:
        yield Whole(source)


def _of_stream(stream: io.BufferedReader, piece: Piece, options: IntakeOptions) -> Iterator[Document]:
    stretch = piece.stretch
    if piece.form is Form.MEMBERS and stretch.start:
        first = _member(stream, stretch.start, stretch.end or stretch.start + piece.size)
        if first is None:
            return
        stretch = replace(stretch, start=first)
    stream.seek(stretch.start)
    take = lines if piece.form in _OF_LINES else records
    yield from shared(take(stream, piece.source, options, stretch, piece.form in _PACKED), stretch)
