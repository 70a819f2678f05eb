"""Byte streams with their first bytes looked at and put back."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from marsad.intake.errors import IntakeError
from marsad.intake.identify import SNIFF

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class _Rejoined(io.RawIOBase):
    """What was read of a stream, then the rest of it, then the error that cut the first read short."""

    def __init__(self, head: bytes, rest: io.BufferedIOBase, error: IntakeError | None) -> None:
        super().__init__()
        self._head = head
        self._rest = rest
        self._error = error

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        data = self._head[: len(view)]
        self._head = self._head[len(data) :]
        if not data and self._error:
            raise self._error
        # One read at a time: a longer one would lose what came before an error.
        data = data or self._rest.read1(len(view))
        view[: len(data)] = data
        return len(data)


def sniffed(stream: io.BufferedIOBase) -> tuple[bytes, io.BufferedReader]:
    """The first bytes of ``stream``, and a stream that begins with them again.

    Raises IntakeError where not even those can be read.
    """
    head = b""
    error: IntakeError | None = None
    while len(head) < SNIFF and error is None:
        try:
            data = stream.read1(SNIFF - len(head))
        except IntakeError as broken:
            error = broken
        else:
            head += data
            if not data:
                break
    if error and not head:
        raise error
    return head, io.BufferedReader(_Rejoined(head, stream, error))
