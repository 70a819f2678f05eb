"""Inputs → splits: the units that are done or not done, small enough to be done again after a crash."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from marsad.intake import IntakeError, IntakeOptions, Skipped
from marsad.intake.addresses import opened
from marsad.intake.cutting import MOST, Form, Piece, pieces

_TOGETHER = 20
"""Small files of one split at most."""
_LARGEST_LIST = 256 * 2**20
"""Bytes of a file that names inputs."""


@dataclass(frozen=True, slots=True)
class Split:
    """One stretch of a large input, or some small inputs.

    ``id`` follows from what it is: the same inputs make the same splits, whatever engine reads them.
    """

    pieces: tuple[Piece, ...]
    numbers: tuple[int, ...] = ()
    """The place of each piece among all pieces of the inputs; shares of one stretch have one place."""

    @property
    def size(self) -> int:
        return sum(p.size for p in self.pieces)

    @property
    def id(self) -> str:
        said = [
            [p.source, p.form, p.size, p.stretch.start, p.stretch.end, p.stretch.share, p.stretch.shares]
            for p in self.pieces
        ]
        return hashlib.sha256(json.dumps(said).encode("ascii")).hexdigest()[:20]


def plan(inputs: Iterable[str], options: IntakeOptions, most: int = MOST) -> Iterator[Split | Skipped]:
    """The splits of the inputs, in their order, and a Skipped for each input that is none."""
    small: list[tuple[Piece, int]] = []
    number = 0
    for name in dict.fromkeys(inputs):  # an input that is named twice is read once
        for piece in pieces(name, options, most):
            if isinstance(piece, Skipped):
                yield piece
                continue
            number += piece.stretch.share == 0
            if piece.form is Form.WHOLE:
                small.append((piece, number))
                if len(small) >= _TOGETHER or sum(p.size for p, _ in small) >= most:
                    yield _together(small)
                    small = []
            else:
                yield Split((piece,), (number,))
    if small:
        yield _together(small)


def _together(small: list[tuple[Piece, int]]) -> Split:
    return Split(tuple(p for p, _ in small), tuple(n for _, n in small))


def listed(address: str, base: str | None) -> list[str]:
    """The inputs that a file names, a line each, gzipped or not; ``base`` is put before each.

    Raises IntakeError where the file cannot be read.
    """
    try:
        with opened(address) as stream:
            data = stream.read(_LARGEST_LIST)
        if data.startswith(b"\x1f\x8b"):
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as inner:
                data = inner.read(_LARGEST_LIST)
        names = [line.strip() for line in data.decode("utf-8").splitlines()]
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise IntakeError(f"it cannot be read as a list of inputs ({error})", "check the address") from error
    start = f"{base.rstrip('/')}/" if base else ""
    return [start + name.lstrip("/") if base else name for name in names if name]
