"""Inputs → reports: finds, opens and reads what the user named; one broken item never ends the run."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from marsad.intake.compose import compose
from marsad.intake.decode import decode
from marsad.intake.documents import Document, Whole
from marsad.intake.draft import Draft
from marsad.intake.errors import IntakeError, Skipped
from marsad.intake.feed import Entry, read_feed
from marsad.intake.gunzip import Gunzip
from marsad.intake.html import declared_charset, read_page
from marsad.intake.identify import Kind, identify
from marsad.intake.jsonl import read_document, read_lines
from marsad.intake.options import IntakeOptions
from marsad.intake.payload import Payload
from marsad.intake.streams import sniffed
from marsad.intake.urls import is_url
from marsad.intake.warc import read_archive
from marsad.model.report import Report

_GIVE = "give the article as text, HTML, JSON lines, WARC, a feed or a URL"
_DEEPEST_GZIP = 2


def read_sources(inputs: Sequence[str], options: IntakeOptions) -> Iterator[Report | Skipped]:
    """Stream the reports of ``inputs``, and a Skipped for each item that could not be read.

    An input is the path of a file or folder, "-" for standard input, or an http or https URL.
    """
    for name in inputs:
        for item in _drafts(name, options):
            yield item if isinstance(item, Skipped) else _report(item, options)


def read_stream(stream: io.BufferedIOBase, source: str, options: IntakeOptions) -> Iterator[Report | Skipped]:
    """The reports of one open stream, and a Skipped for each item that could not be read.

    ``source`` names it and says by its ending what it may be; no file of that name is looked for.
    """
    for item in _guarded(_Stream(stream, source, options)):
        yield item if isinstance(item, Skipped) else _report(item, options)


def reports_in(document: Document, options: IntakeOptions) -> Iterator[Report | Skipped]:
    """The reports of a document that was taken from a large input, as ``read_sources`` would give them."""
    if isinstance(document, Whole):
        if document.data is None:
            yield from read_sources([document.source], options)
        else:
            yield from read_stream(io.BytesIO(document.data), document.source, options)
        return
    drafts = _payload_drafts(document, options) if isinstance(document, Payload) else iter([document])
    for item in drafts:
        yield item if isinstance(item, Skipped) else _report(item, options)


def read_text(text: str, source: str, options: IntakeOptions, title: str | None = None) -> Report | Skipped:
    """The report whose ``text`` somebody wrote or pasted, with the title that they gave it."""
    return _report(Draft(source, text, title=title), options)


def _report(draft: Draft, options: IntakeOptions) -> Report | Skipped:
    try:
        return compose(draft, options)
    except IntakeError as error:
        return Skipped.because(draft.source, error)


def _drafts(name: str, options: IntakeOptions) -> Iterator[Draft | Skipped]:
    if name == "-":
        yield from _guarded(_Stream(_stdin(), "-", options))
    elif is_url(name):
        yield from _fetched(name, options)
    else:
        yield from _paths(Path(name), options)


def _stdin() -> io.BufferedIOBase:
    stream = sys.stdin.buffer
    return stream if isinstance(stream, io.BufferedIOBase) else io.BytesIO(stream.read())


def _paths(path: Path, options: IntakeOptions) -> Iterator[Draft | Skipped]:
    """The drafts of a file, or of all files of a folder in the order of their paths."""
    if not path.is_dir():
        yield from _file(path, options, named=True)
        return
    empty = True
    for item in _walk(path):
        empty = False
        if isinstance(item, Skipped):
            yield item
        else:
            yield from _file(item, options, named=False)
    if empty:
        yield Skipped(str(path), "the folder holds no files", _GIVE)


def _walk(folder: Path) -> Iterator[Path | Skipped]:
    failures: list[OSError] = []
    for at, folders, files in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for f in sorted(files):
            if not f.startswith("."):
                yield Path(at) / f
    for error in failures:
        yield Skipped.because(str(error.filename or folder), _of_system(error))


def _of_system(error: OSError) -> IntakeError:
    if isinstance(error, FileNotFoundError):
        return IntakeError("there is no such file", "check the path")
    if isinstance(error, PermissionError):
        return IntakeError(
            "reading it is not permitted", "change its permissions, or run as a user who may read it"
        )
    return IntakeError(
        f"the system cannot read it ({error.strerror or error})", "check the path and the disk"
    )


def _file(path: Path, options: IntakeOptions, *, named: bool) -> Iterator[Draft | Skipped]:
    try:
        mode = path.stat().st_mode
        # A pipe that the user named is read; one found in a folder could block for ever.
        if not stat.S_ISREG(mode) and not (named and stat.S_ISFIFO(mode)):
            yield Skipped(str(path), "it is no regular file", _GIVE)
            return
        with path.open("rb") as stream:
            yield from _guarded(_Stream(stream, str(path), options))
    except OSError as error:
        yield Skipped.because(str(path), _of_system(error))
    except ValueError:
        yield Skipped(repr(str(path)), "it is no path that the system knows", "check the path")


class _Stream:
    """One stream of bytes of any kind, with the name it is known by."""

    def __init__(
        self, stream: io.BufferedIOBase, source: str, options: IntakeOptions, payload: Payload | None = None
    ) -> None:
        self.source = source
        self._stream = stream
        self._options = options
        self._payload = payload
        self._name = _stem(source) if payload is None else None
        self._packed: Gunzip | None = None

    def drafts(self, depth: int = 0) -> Iterator[Draft | Skipped]:
        """Raises IntakeError where the whole stream cannot be read."""
        head, stream = sniffed(self._stream)
        kind = identify(head, self.source)
        if kind is Kind.EMPTY:
            raise IntakeError("it is empty", _GIVE)
        if kind is Kind.GZIP:
            if depth >= _DEEPEST_GZIP:
                raise IntakeError("it is gzip inside gzip inside gzip", "expand it first")
            self._packed = Gunzip(stream, self._options.max_ratio)
            self._stream = io.BufferedReader(self._packed)
            yield from self.drafts(depth + 1)
        elif kind is Kind.JSON_LINES:
            yield from read_lines(stream, self.source, self._options.max_bytes)
        elif kind is Kind.WARC:
            yield from self._archive(stream)
        else:
            yield from self._whole(kind, self._all(stream))

    def _all(self, stream: io.BufferedIOBase) -> bytes:
        limit = self._options.max_bytes
        data = stream.read(limit + 1)
        if len(data) > limit:
            raise IntakeError(
                f"it is larger than {limit:,} bytes", "split it into one file a report, or raise the limit"
            )
        return data

    def _archive(self, stream: io.BufferedIOBase) -> Iterator[Draft | Skipped]:
        packed = self._packed
        pages = (
            read_archive(stream, self.source, self._options.max_bytes, packed.member)
            if packed
            else read_archive(stream, self.source, self._options.max_bytes)
        )
        for item in pages:
            yield from [item] if isinstance(item, Skipped) else _payload_drafts(item, self._options)

    def _whole(self, kind: Kind, data: bytes) -> Iterator[Draft | Skipped]:
        url = self._payload.url if self._payload else None
        declared = self._payload.charset if self._payload else None
        if kind is Kind.JSON:
            yield from read_document(data, self.source)
        elif kind is Kind.FEED:
            yield from _entries(data, self.source, self._options)
        elif kind is Kind.HTML:
            page = decode(data, declared or declared_charset(data))
            yield read_page(page, self.source, url, self._name)
        else:
            yield Draft(self.source, decode(data, declared), name=self._name, url=url)


def _stem(source: str) -> str | None:
    name = Path(source).name
    return None if source == "-" else name.removesuffix(".gz").rsplit(".", 1)[0] or name


def _guarded(stream: _Stream) -> Iterator[Draft | Skipped]:
    """The drafts of a stream; what breaks it ends it with a Skipped."""
    try:
        yield from stream.drafts()
    except IntakeError as error:
        yield Skipped.because(stream.source, error)
    except OSError as error:
        yield Skipped.because(stream.source, _of_system(error))


def _payload_drafts(payload: Payload, options: IntakeOptions) -> Iterator[Draft | Skipped]:
    try:
        data = payload.plain(options.max_bytes, options.max_ratio)
    except IntakeError as error:
        yield Skipped.because(payload.source, error)
        return
    yield from _guarded(_Stream(io.BytesIO(data), payload.source, options, payload))


def _fetch(url: str, options: IntakeOptions) -> Payload:
    # Loaded on first use: most runs read files, and the HTTP client costs a fifth of a second.
    from marsad.intake.fetch import fetch  # noqa: PLC0415

    return fetch(url, options)


def _fetched(url: str, options: IntakeOptions) -> Iterator[Draft | Skipped]:
    try:
        payload = _fetch(url, options)
    except IntakeError as error:
        yield Skipped.because(url, error)
        return
    yield from _payload_drafts(payload, options)


def _entries(data: bytes, source: str, options: IntakeOptions) -> Iterator[Draft | Skipped]:
    for n, entry in enumerate(read_feed(data), start=1):
        at = f"{source}#{n}"
        try:
            yield _entry_draft(entry, at) if entry.content else _linked(entry, at, options)
        except IntakeError as error:
            yield Skipped.because(entry.link or at, error)


def _entry_draft(entry: Entry, source: str) -> Draft:
    page = f"<html><body><article><h1>{_escaped(entry.title)}</h1>{entry.content}</article></body></html>"
    return _with_entry(read_page(page, source, entry.link), entry)


def _escaped(words: str | None) -> str:
    return (words or "").replace("&", "&amp;").replace("<", "&lt;")


def _linked(entry: Entry, source: str, options: IntakeOptions) -> Draft:
    """The page that an entry links to. A link to another feed is not followed."""
    if not entry.link or not is_url(entry.link):
        raise IntakeError("the entry has no link to a page", "name the page itself")
    payload = _fetch(entry.link, options)
    data = payload.plain(options.max_bytes, options.max_ratio)
    kind = identify(data, entry.link)
    if kind not in {Kind.HTML, Kind.PLAIN}:
        raise IntakeError(f"the entry links to {kind.value}, not to a page", "name the page itself")
    text = decode(data, payload.charset or declared_charset(data))
    draft = (
        read_page(text, entry.link, payload.url)
        if kind is Kind.HTML
        else Draft(entry.link, text, url=payload.url)
    )
    return _with_entry(draft, entry)


def _with_entry(draft: Draft, entry: Entry) -> Draft:
    """What the feed says where the page itself is silent."""
    return replace(
        draft,
        title=draft.title or entry.title,
        published=draft.published or entry.published,
        url=draft.url or entry.link,
    )
