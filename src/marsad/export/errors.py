"""What can go wrong with an export or a trace, each with the file it is about and what to do."""

from __future__ import annotations

from pathlib import Path


class ExportError(Exception):
    """An export that cannot be written, or a trace that cannot be followed; the message says what to do."""


class LibraryMissing(ExportError):
    """A format needs a library of an extra that is not installed."""

    def __init__(self, library: str, extra: str) -> None:
        super().__init__(f'this format needs {library}; install it with `pip install "marsad[{extra}]"`')


class AlreadyThere(ExportError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there already; name another file, or write over it with --force")


class NotWritable(ExportError):
    def __init__(
        self, path: Path, why: str, remedy: str = "check the folder, its permissions and the disk"
    ) -> None:
        super().__init__(f"{path} cannot be written: {why}; {remedy}")


class TraceError(ExportError):
    """A trace that is missing, damaged, or does not belong to the file, or has no such cell."""
