"""Charts as files: PNG at twice the usual density, SVG with letters as outlines."""

from __future__ import annotations

import importlib.util
import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.charts.errors import ChartError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ENDINGS = (".png", ".svg")
_MISSING = re.compile(r"Glyph (\d+) ")
_DENSITY = 200
"""Dots an inch of a PNG: twice what matplotlib draws without being told."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart that was written; ``unwritten`` are letters that no font at hand has."""

    path: Path
    unwritten: str


def check_path(path: Path) -> None:
    """Say what can be said before anything is drawn. Raises ChartError."""
    if path.suffix.lower() not in ENDINGS:
        raise ChartError(f"{path}: a chart is written as .png or .svg; give the file one of these endings")
    if path.is_dir() or not path.parent.is_dir():
        what = "this is a folder" if path.is_dir() else f"the folder {path.parent} does not exist"
        raise ChartError(f"{path}: {what}; name a file in a folder that exists")
    if importlib.util.find_spec("matplotlib") is None:
        raise ChartError('charts need matplotlib; install it with `pip install "marsad[charts]"`')


def write(figure: Figure, path: Path) -> Drawn:
    """Write a chart; the same chart is the same file, byte for byte. Raises ChartError."""
    from marsad.charts.frame import style  # noqa: PLC0415 - matplotlib is an extra, and slow to load

    vector = path.suffix.lower() == ".svg"
    with warnings.catch_warnings(record=True) as told, style():
        warnings.simplefilter("always")
        try:
            figure.savefig(path, dpi=_DENSITY, metadata={"Date": None} if vector else {"Software": "Marsad"})
        except OSError as error:
            raise ChartError(f"{path}: {error.strerror}; check the permissions and the disk") from error
    return Drawn(path, _unwritten(str(w.message) for w in told))


def _unwritten(messages: Iterable[str]) -> str:
    """The letters that matplotlib says it has no picture of."""
    codes = [m.group(1) for message in messages if (m := _MISSING.match(message))]
    return "".join(dict.fromkeys(chr(int(code)) for code in codes))
