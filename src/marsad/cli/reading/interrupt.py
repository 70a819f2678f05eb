"""Ctrl-C: the report at hand is finished first; the second Ctrl-C ends at once."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interrupt:
    """Whether the user wants to stop. While a report is being read or stored, that waits; else it raises.

    A context manager, which must be entered in the main thread; elsewhere it changes nothing.
    """

    def __init__(self) -> None:
        self.asked = False
        self._busy = False
        self._before: object = None

    def __enter__(self) -> Interrupt:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._on_signal)
        return self

    def __exit__(self, *error: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)  # type: ignore[arg-type]

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        if self.asked or not self._busy:
            self.asked = True
            raise KeyboardInterrupt
        self.asked = True
        sys.stderr.write("\nmarsad: finishing the report at hand; Ctrl-C again ends at once\n")

    @contextmanager
    def busy(self) -> Iterator[None]:
        """While inside, a first Ctrl-C is only noted."""
        self._busy = True
        try:
            yield
        finally:
            self._busy = False


@contextmanager
def deaf() -> Iterator[None]:
    """Start processes inside that do not hear Ctrl-C: the terminal sends it to them too."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
