"""Reading gzip as a stream, with limits that a zip bomb meets early."""

from __future__ import annotations

import io
import zlib
from collections import deque
from typing import TYPE_CHECKING

from marsad.intake.errors import IntakeError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_CHUNK = 1 << 16
# Below this much output no ratio is judged: a short file of one repeated word harms nobody.
_FLOOR = 8_000_000
_REMEMBERED = 1 << 16
"""Members whose beginnings are kept. Readers run ahead by some chunks, and a member has 18 bytes at least."""


class Gunzip(io.RawIOBase):
    """The expansion of a gzip stream of one or more members.

    Reading raises IntakeError where the data are damaged, cut off, or expand more than ``max_ratio`` times.
    ``base`` is where in its file the stream begins, in bytes.
    """

    def __init__(self, stream: io.BufferedIOBase, max_ratio: int, base: int = 0) -> None:
        super().__init__()
        self._stream = stream
        self._max_ratio = max_ratio
        self._inflate = zlib.decompressobj(wbits=31)
        self._pending = b""
        self._taken = 0
        self._given = 0
        self._inside = False
        self._base = base
        self._members = deque([(0, base)], maxlen=_REMEMBERED)
        """Where members begin: in what was expanded, and in the file."""

    def member(self, at: int) -> tuple[int, int]:
        """Where in the file the member begins that holds the expanded byte ``at``, and how far into it that
        byte lies. To be asked in rising order: what lies before is forgotten.
        """
        while len(self._members) > 1 and self._members[1][0] <= at:
            self._members.popleft()
        expanded, packed = self._members[0]
        return packed, at - expanded

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        data = self._next(len(view)) if len(view) else b""
        view[: len(data)] = data
        return len(data)

    def _next(self, limit: int) -> bytes:
        while True:
            if not self._pending and not self._inflate.unconsumed_tail:
                self._pending = self._stream.read1(_CHUNK)
                self._taken += len(self._pending)
                if not self._pending:
                    return self._end()
            out = self._expand(self._inflate.unconsumed_tail or self._pending, limit)
            if out:
                return out

    def _expand(self, data: bytes, limit: int) -> bytes:
        try:
            out = self._inflate.decompress(data, limit)
        except zlib.error as error:
            raise IntakeError(
                "the gzip data are damaged", "fetch or compress the file again; `gzip -t` tests it"
            ) from error
        self._pending = b""
        self._inside = not self._inflate.eof
        self._given += len(out)
        if self._inflate.eof:
            # The next member, or the zeros that some writers pad with.
            self._pending = self._inflate.unused_data.lstrip(b"\0")
            self._inflate = zlib.decompressobj(wbits=31)
            self._members.append((self._given, self._base + self._taken - len(self._pending)))
        if self._given > _FLOOR and self._given > self._taken * self._max_ratio:
            raise IntakeError(
                f"it expands more than {self._max_ratio}-fold, as a zip bomb does",
                "expand it yourself and read the expanded file if you trust it",
            )
        return out

    def _end(self) -> bytes:
        if self._inside:
            raise IntakeError("the gzip data break off", "fetch the file again, or expand what there is")
        return b""
