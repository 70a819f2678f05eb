"""WARC archives → drafts, through fastwarc: response records that hold pages or text."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from marsad.intake.errors import IntakeError, Skipped
from marsad.intake.payload import Payload

_TEXT_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_NOT_BY_RECORDS = (
    "behind this record gzip members do not begin with records, so that the archive cannot be read in pieces",
    "expand it, or compress each record by itself",
)
_REMEDY = "fetch the archive again; what stands before was read"


Place = Callable[[int], tuple[int, int]]
"""Byte of the expanded archive → where its gzip member begins in the file, and how far into that it is."""


def _plain(at: int) -> tuple[int, int]:
    return at, 0


class _Reader:
    """The stream as fastwarc wants it. Its Rust side cannot carry a Python error, so one is kept here."""

    def __init__(self, stream: io.BufferedIOBase) -> None:
        self._stream = stream
        self._at = 0
        self.error: IntakeError | None = None

    def read(self, size: int = -1) -> bytes:
        if self.error:
            return b""
        try:
            data = self._stream.read1(size)
        except IntakeError as error:
            self.error = error
            return b""
        except OSError as error:
            self.error = IntakeError(
                f"reading it failed ({error.strerror or error})", "check the disk or the network"
            )
            return b""
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._at

    def seekable(self) -> bool:
        return False

    def close(self) -> None:
        """The stream belongs to the caller."""


_PAGE = re.compile(r"\.warc(?:\.gz)?#\d+(?:\+\d+)?$")
"""How ``read_archive`` calls a page of an archive in a file."""


def of_archive(source: str) -> bool:
    """Whether a report's source is a page of a WARC archive."""
    return bool(_PAGE.search(source))


def read_archive(
    stream: io.BufferedIOBase, source: str, max_bytes: int, place: Place = _plain, end: int | None = None
) -> Iterator[Payload | Skipped]:
    """The pages of an archive; a truncated one yields what is whole, then a Skipped that says where it broke.

    Responses other than 200 and other content types are no articles and are passed over silently. A page is
    called ``source#N`` by the byte N of the file at which its record, or the gzip member that is its record,
    begins, as indexes of web archives (CDX) do; ``source#N+M`` where it lies M bytes inside a larger member.
    Only records that begin before the byte ``end`` of the file are read, where it is given.
    """
    reader = _Reader(stream)
    found = 0
    last = f"{source}#{place(0)[0]}"
    try:
        for record in ArchiveIterator(reader, parse_http=True, auto_decode="none"):
            at, inside = place(record.stream_pos)
            if end is not None and at >= end:
                if inside:
                    yield Skipped(last, *_NOT_BY_RECORDS)
                return
            last = f"{source}#{at}+{inside}" if inside else f"{source}#{at}"
            item = _item(record, last, max_bytes)
            found += item is not None
            if item:
                yield item
    except IntakeError as error:
        yield Skipped.because(last, reader.error or error)
        return
    except (OSError, ValueError, EOFError):
        yield Skipped(last, "the archive is damaged after this record", _REMEDY)
        return
    if reader.error:
        yield Skipped.because(last, reader.error)
    elif not found and end is None:
        yield Skipped(source, "the archive holds no whole page", _REMEDY)


def _item(record: Any, at: str, max_bytes: int) -> Payload | Skipped | None:
    """The page of a record; None where it is none. Raises IntakeError where the archive breaks off in it."""
    wanted = _is_page(record)
    length = int(record.content_length)
    if length > max_bytes:
        remedy = "raise the limit if you trust it"
        return Skipped(at, f"the record is larger than {max_bytes:,} bytes", remedy) if wanted else None
    body = bytes(record.reader.read(length))
    if len(body) < length:
        raise IntakeError("the archive breaks off inside this record", _REMEDY)
    return _payload(record, body, at) if wanted else None


def _is_page(record: Any) -> bool:
    if record.record_type != WarcRecordType.response or record.http_headers is None:
        return False
    return record.http_headers.status_code == 200 and (record.http_content_type or "text/html") in _TEXT_TYPES


def _payload(record: Any, body: bytes, at: str) -> Payload:
    headers = {str(k).lower(): str(v) for k, v in record.http_headers.items()}
    return Payload(
        source=at,
        data=body,
        url=record.headers.get("WARC-Target-URI"),
        charset=record.http_charset,
        coding=headers.get("content-encoding"),
        chunked="chunked" in headers.get("transfer-encoding", "").lower(),
    )
