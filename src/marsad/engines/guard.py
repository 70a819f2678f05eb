"""Work in a process of its own, so that an input that crashes or hangs it costs one process and no more."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from marsad.engines.errors import WorkerLost

Input = TypeVar("Input")
Output = TypeVar("Output")
_GRACE = 5.0
"""Seconds that a process has beyond its limit before it ends itself."""
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "MARSAD_THREADS"), "1"
)
"""As many processes as cores, each with as many threads as cores, would only wait for each other."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How often a document is tried, and how long (seconds) one may take; a long article takes one."""

    tries: int = 2
    seconds: float = 300.0


@dataclass(frozen=True, slots=True)
class Poisoned:
    """An input that ended the process that worked on it, each time it was tried."""

    reason: str
    tries: int


class Guarded(Generic[Input, Output]):
    """A function of another process. ``opener`` makes the function there; both must be picklable.

    Not to be shared between threads. Raises WorkerLost, or what ``opener`` raised there.
    """

    def __init__(self, opener: Callable[[], Callable[[Input], Output]], limits: Limits | None = None) -> None:
        self._opener = opener
        self._limits = limits or Limits()
        self._child: subprocess.Popen[bytes] | None = None
        self._late = False
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The process that is up, if any."""
        return self._child.pid if self._child else None

    def ask(self, item: Input) -> Output | Poisoned:
        """What the function makes of ``item``; a Poisoned where it ends the process so often."""
        reason = ""
        for _ in range(self._limits.tries):
            kind, answer = self._asked(item)
            if kind == "done":
                return cast(Output, answer)
            reason = str(answer)
            if kind == "broke" or self._closed:
                return Poisoned(reason, 1)
        return Poisoned(reason, self._limits.tries)

    def close(self) -> None:
        """End the process at once; from any thread. An ``ask`` that is waiting comes back."""
        self._closed = True
        child = self._child
        if child:
            child.kill()

    def _asked(self, item: Input) -> tuple[str, Any]:
        child = self._child or self._started()
        watch = threading.Timer(self._limits.seconds, self._too_late, (child,))
        watch.daemon = True
        watch.start()
        try:
            return _exchange(child, item)
        except (EOFError, OSError, pickle.UnpicklingError):
            said = self._ended(child)
            return "ended", said
        finally:
            watch.cancel()

    def _too_late(self, child: subprocess.Popen[bytes]) -> None:
        self._late = True
        child.kill()

    def _ended(self, child: subprocess.Popen[bytes]) -> str:
        code = _reap(child)
        late, self._late, self._child = self._late, False, None
        if late or (hasattr(signal, "SIGALRM") and code == -signal.SIGALRM):
            return f"reading it took longer than {self._limits.seconds:g} seconds"
        return f"it ended the process that read it ({_named(code)})"

    def _started(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise WorkerLost("the run is over")
        child = subprocess.Popen(
            [sys.executable, "-m", "marsad.engines.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **_ONE_THREAD, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
            start_new_session=True,  # Ctrl-C in the terminal is for this process alone
        )
        self._child = child
        try:
            kind, answer = _exchange(child, (self._opener, self._limits.seconds + _GRACE))
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            self._child = None
            raise WorkerLost(_named(_reap(child))) from error
        if kind == "failed":
            self._child = None
            _reap(child)
            raise answer
        return child


def _exchange(child: subprocess.Popen[bytes], message: object) -> tuple[str, Any]:
    assert child.stdin is not None
    assert child.stdout is not None
    pickle.dump(message, child.stdin, pickle.HIGHEST_PROTOCOL)
    child.stdin.flush()
    kind, answer = pickle.load(child.stdout)
    return kind, answer


def _reap(child: subprocess.Popen[bytes]) -> int:
    child.kill()
    for pipe in (child.stdin, child.stdout):
        try:
            if pipe:
                pipe.close()
        except OSError:  # what could not be written any more
            continue
    return child.wait()


def _named(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
