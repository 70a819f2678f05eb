"""What all requests share: the ledger's connections, the knowledge, and the reader once it is needed."""

from __future__ import annotations

import gc
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cached_property

from marsad.desk.errors import in_words
from marsad.desk.jobs import Job, Jobs
from marsad.desk.security.guards import Guards
from marsad.desk.settings import Settings
from marsad.knowledge.actors import Registry
from marsad.knowledge.actors.suggest import ActorSuggestions
from marsad.knowledge.base import Knowledge
from marsad.ledger import Ledger, Memory
from marsad.ledger.atlas.holders import Holders
from marsad.ledger.sharing.masked import MaskedLedger
from marsad.pipeline import Pipeline

masking: ContextVar[bool] = ContextVar("masking", default=False)
"""Whether names of victims are masked for who makes the request at hand."""


class Workplace:
    """Opened once for a desk; safe to use from many threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._idle: queue.SimpleQueue[Ledger] = queue.SimpleQueue()
        self._idle_masked: queue.SimpleQueue[Ledger] = queue.SimpleQueue()
        self._making = threading.Lock()
        self.guards = Guards()
        self.jobs = Jobs(in_words)
        self.memory = Memory()

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """A ledger for one request; ledgers are not shared between threads, so that each request borrows one.

        Who may not see names of victims gets one that withholds them. Raises LedgerError.
        """
        idle, kind = (self._idle_masked, MaskedLedger) if masking.get() else (self._idle, Ledger)
        try:
            borrowed = idle.get_nowait()
        except queue.Empty:
            borrowed = kind.open(self.settings.ledger, create=False, memory=self.memory)
        try:
            yield borrowed
        finally:
            idle.put(borrowed)

    @cached_property
    def knowledge(self) -> Knowledge:
        """Registry, gazetteer and words, with the user's own files."""
        with self._making:
            return Knowledge.open(self.settings.actors, self.settings.regions, self.settings.frames)

    @cached_property
    def actor_names(self) -> ActorSuggestions:
        """The names of the registry, for what is typed."""
        return ActorSuggestions(self.knowledge.registry)

    @property
    def holders(self) -> Holders:
        """Who held what, worked out once for all requests; once more, out of the ledger that they see, for
        those who may not see names of victims.
        """
        return self._masked_holders if masking.get() else self._holders

    @cached_property
    def _holders(self) -> Holders:
        return Holders(self.knowledge.registry)

    @cached_property
    def _masked_holders(self) -> Holders:
        return Holders(self.knowledge.registry)

    @cached_property
    def pipeline(self) -> Pipeline:
        """The reader, opened when the first report is added."""
        with self._making:
            return Pipeline.open(self.settings.actors, self.settings.regions, self.settings.frames, threads=1)

    def look_ahead(self, job: Job) -> None:
        """Read what pages will be asked for, so that the first to ask need not wait for it."""
        with self.ledger() as ledger:
            ledger.gathered(lambda n, of: job.say("looking through the incidents", n, of))
            for known in (None, date.max):
                self.holders.timelines(ledger, known)
        _ = self.actor_names
        gc.collect()
        gc.freeze()  # what is there now stays, and is not to be looked through again and again

    def settled(self, ledger: Ledger) -> Registry:
        """The registry by which the ledger's incidents are made, once all that waited has been settled."""
        registry = self.knowledge.registry
        ledger.settle(registry)
        return registry

    def catch_up(self, ledger: Ledger) -> None:
        """Settle what little waits; the registry, which takes seconds to open, is opened only then."""
        ledger.catch_up(lambda: self.knowledge.registry)

    def close(self) -> None:
        """Let the jobs at hand finish, and let go of the ledger."""
        self.jobs.close()
        for idle in (self._idle, self._idle_masked):
            while not idle.empty():
                idle.get_nowait().close()
