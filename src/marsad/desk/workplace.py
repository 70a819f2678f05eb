"""What all requests share: the ledger's connections, the knowledge, and the reader once it is needed."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from marsad.desk.settings import Settings
from marsad.knowledge.actors.suggest import ActorSuggestions
from marsad.knowledge.base import Knowledge
from marsad.ledger import Ledger
from marsad.pipeline import Pipeline


class Workplace:
    """Opened once for a desk; safe to use from many threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._idle: queue.SimpleQueue[Ledger] = queue.SimpleQueue()
        self._making = threading.Lock()

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
    def actor_names(self) -> ActorSuggestions:
        """The names of the registry, for what is typed."""
        return ActorSuggestions(self.knowledge.registry)

    @cached_property
    def pipeline(self) -> Pipeline:
        """The reader, opened when the first report is added."""
        with self._making:
            return Pipeline.open(self.settings.actors, self.settings.regions, self.settings.frames, threads=1)

    def close(self) -> None:
        """Let go of the ledger."""
        while True:
            try:
                self._idle.get_nowait().close()
            except queue.Empty:
                return
