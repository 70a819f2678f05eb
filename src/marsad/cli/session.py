"""What every command is handed: where to write, which pipeline to open, and the user's own files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from marsad.model.record import Reads

_UNWATCHED_WIDTH = 140
"""Columns of a table that goes to a file or a pipe."""


@dataclass(frozen=True, slots=True)
class UserFiles:
    """The user's own actors, regions and frames, which win over those shipped."""

    actors: tuple[Path, ...] = ()
    regions: Path | None = None
    frames: tuple[Path, ...] = ()

    def all(self) -> tuple[Path, ...]:
        return (*self.actors, *((self.regions,) if self.regions else ()), *self.frames)


@dataclass(frozen=True, slots=True)
class PipelineMaker:
    """How to open the pipeline, here or in a worker, and the name of the reader that it will have.

    ``open`` is a function of a module, so that it can be sent to a worker.
    """

    reader: str
    open: Callable[[UserFiles], Reads]


def _console(stderr: bool) -> Console:
    stream = sys.stderr if stderr else sys.stdout
    watched = stream.isatty() or "COLUMNS" in os.environ or "FORCE_COLOR" in os.environ
    width = None if watched else _UNWATCHED_WIDTH
    return Console(stderr=stderr, width=width, markup=False, highlight=False, emoji=False)


@dataclass(slots=True)
class Session:
    """One command's run. ``maker`` is None for the pipeline that ships."""

    out: Console = field(default_factory=lambda: _console(stderr=False))
    err: Console = field(default_factory=lambda: _console(stderr=True))
    debug: bool = False
    maker: PipelineMaker | None = None


def user_folder() -> Path:
    """Where files of the user's own are looked for: ``$XDG_CONFIG_HOME/marsad``."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "marsad"


def user_files(
    actors: tuple[Path, ...] = (), regions: Path | None = None, frames: tuple[Path, ...] = ()
) -> UserFiles:
    """The files in the user's folder, where there are any, and those that a command names, which win."""

    def kept(name: str) -> tuple[Path, ...]:
        path = user_folder() / name
        return (path,) if path.is_file() else ()

    own = kept("regions.yaml")
    return UserFiles(
        actors=(*kept("actors.yaml"), *actors),
        regions=regions or (own[0] if own else None),
        frames=(*kept("frames.yaml"), *frames),
    )
