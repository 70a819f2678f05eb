"""The body of one HTTP response, as fetched or as archived."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass

from marsad.intake.errors import IntakeError
from marsad.intake.gunzip import Gunzip


@dataclass(frozen=True, slots=True)
class Payload:
    """Bytes with what the response's header says of them."""

    source: str
    data: bytes
    url: str | None = None
    charset: str | None = None
    coding: str | None = None
    """Content-Encoding that still has to be undone."""
    chunked: bool = False
    """Whether the bytes may still be in chunked transfer coding."""

    def plain(self, max_bytes: int, max_ratio: int) -> bytes:
        """The bytes with transfer and content coding undone.

        Raises IntakeError where that fails or gives too much.
        """
        data = _unchunked(self.data) if self.chunked else self.data
        coding = (self.coding or "").strip().lower()
        if coding in {"gzip", "x-gzip"} and data.startswith(b"\x1f\x8b"):
            data = io.BufferedReader(Gunzip(io.BytesIO(data), max_ratio)).read(max_bytes + 1)
        elif coding == "deflate":
            data = _inflated(data, max_bytes)
        elif coding in {"br", "zstd", "compress"}:
            raise IntakeError(f"its content is coded as {coding}", "fetch the page again without that coding")
        if len(data) > max_bytes:
            raise IntakeError(f"it is larger than {max_bytes:,} bytes", "raise the limit if you trust it")
        return data


def _unchunked(data: bytes) -> bytes:
    """The bytes without chunk sizes; as they are where they are in fact not chunked."""
    parts: list[bytes] = []
    at = 0
    while True:
        line_end = data.find(b"\r\n", at, at + 100)
        try:
            size = int(data[at:line_end].split(b";")[0], 16) if line_end > at else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(parts) if parts else data
        if size == 0:
            return b"".join(parts)
        parts.append(data[line_end + 2 : line_end + 2 + size])
        at = line_end + 2 + size + 2


def _inflated(data: bytes, max_bytes: int) -> bytes:
    for wbits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            return zlib.decompressobj(wbits).decompress(data, max_bytes + 1)
        except zlib.error:
            continue
    return data
