"""What all requests share: the ledger's connections, the knowledge, and the reader once it is needed."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from marsad.desk.errors import in_words
from marsad.desk.jobs import Jobs
from marsad.desk.settings import Settings
from marsad.knowledge.actors import Registry
from marsad.knowledge.base import Knowledge
from marsad.ledger import Gists, Ledger
from marsad.pipeline import Pipeline


class Workplace:
    """Opened once for a desk; safe to use from many threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._idle: queue.SimpleQueue[Ledger] = queue.SimpleQueue()
        self._making = threading.Lock()
        self.jobs = Jobs(in_words)
        self.gists = Gists()

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """A ledger for one request; ledgers are not shared between threads, so that each request borrows one.

        Raises LedgerError.
        """
        try:
            borrowed = self._idle.get_nowait()
        except queue.Empty:
            borrowed = Ledger.open(self.settings.ledger, create=False)
        try:
            yield borrowed
        finally:
            self._idle.put(borrowed)

    @cached_property
    def knowledge(self) -> Knowledge:
        """Registry, gazetteer and words, with the user's own files."""
        with self._making:
            return Knowledge.open(self.settings.actors, self.settings.regions, self.settings.frames)

    @cached_property
    def pipeline(self) -> Pipeline:
        """The reader, opened when the first report is added."""
        with self._making:
            return Pipeline.open(self.settings.actors, self.settings.regions, self.settings.frames, threads=1)

    def settled(self, ledger: Ledger) -> Registry:
        """The registry by which the ledger's incidents are made, once all that waited has been settled."""
        registry = self.knowledge.registry
        ledger.settle(registry)
        return registry

    def close(self) -> None:
        """Let the jobs at hand finish, and let go of the ledger."""
        self.jobs.close()
        while True:
            try:
                self._idle.get_nowait().close()
            except queue.Empty:
                return
