"""All cores of one machine: threads of this process take splits apart, each has a process that reads."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Generic, TypeVar

from marsad.engines.guard import Guarded, Limits, Poisoned
from marsad.engines.splits import Split
from marsad.engines.splitting import Stopped, Task, worker
from marsad.engines.tally import Tally

Input = TypeVar("Input")
Output = TypeVar("Output")
_WAITING = 1000
"""Notices of progress that wait to be shown; workers wait where there are more."""


class Processes:
    """``jobs`` readers. Taking apart costs a thousandth of reading, so threads of one process do."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs

    def run(self, task: Task, splits: Sequence[Split]) -> Generator[Tally]:
        team = _Team(task, splits)
        number = max(1, min(self._jobs, len(splits)))
        threads = [threading.Thread(target=team.work, daemon=True) for _ in range(number)]
        for thread in threads:
            thread.start()
        working = number
        try:
            while working:
                found = team.told.get()
                if isinstance(found, BaseException):
                    raise found
                working -= found is None
                if found:
                    yield found
        finally:
            team.stop()
            for thread in threads:
                thread.join()


class _Team:
    """What the threads share: the splits that are left, and where they tell what they did."""

    def __init__(self, task: Task, splits: Sequence[Split]) -> None:
        self._task = task
        self._left = iter(splits)
        self._lock = threading.Lock()
        self._workers: list[Guarded[Any, Any]] = []
        self._stopped = threading.Event()
        self.told: queue.Queue[Tally | BaseException | None] = queue.Queue(_WAITING)

    def work(self) -> None:
        """One thread: splits until none is left."""
        child = worker(self._task)
        with self._lock:
            self._workers.append(child)

        def ask(item: Any) -> Any:
            answer = child.ask(item)
            if self._stopped.is_set():
                raise Stopped
            return answer

        try:
            while (split := self._next()) is not None:
                self._tell(_finished(self._task.do(split, ask, self._beat)))
            self._tell(None)
        except Stopped:
            pass
        except BaseException as error:  # noqa: BLE001 - raised again by the thread that waits
            self._tell(error)
        finally:
            child.close()

    def stop(self) -> None:
        """Have all threads end soon."""
        self._stopped.set()
        with self._lock:
            for child in self._workers:
                child.close()

    def _next(self) -> Split | None:
        with self._lock:
            return None if self._stopped.is_set() else next(self._left, None)

    def _beat(self, number: int) -> None:
        self._tell(Tally(documents=number))

    def _tell(self, what: Tally | BaseException | None) -> None:
        while not self._stopped.is_set():
            try:
                return self.told.put(what, timeout=0.2)
            except queue.Full:
                continue
        return None


def _finished(tally: Tally) -> Tally:
    """The counts of a split whose documents were told one by one."""
    tally.documents = 0
    return tally


class Pool(Generic[Input, Output]):
    """``jobs`` processes that answer as they come free, for whoever wants the answers in order."""

    def __init__(
        self, opener: Callable[[], Callable[[Input], Output]], jobs: int, limits: Limits | None = None
    ):
        self._opener = opener
        self._limits = limits
        self._own = threading.local()
        self._all: list[Guarded[Input, Output]] = []
        self._threads = ThreadPoolExecutor(jobs, "marsad-reader")

    def start(self, item: Input) -> Callable[[], Output | Poisoned]:
        """Begin; the function that comes back waits for the answer."""
        return self._threads.submit(self._ask, item).result

    def _ask(self, item: Input) -> Output | Poisoned:
        guarded: Guarded[Input, Output] | None = getattr(self._own, "guarded", None)
        if guarded is None:
            guarded = self._own.guarded = Guarded(self._opener, self._limits)
            self._all.append(guarded)
        return guarded.ask(item)

    def close(self) -> None:
        """End all processes; what was begun and not waited for is lost."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for guarded in list(self._all):
            guarded.close()
        self._threads.shutdown(wait=True)
