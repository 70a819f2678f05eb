"""The other end of ``guard.py``: a process that opens what it is told to, and then answers, one by one.

Run as ``python -m marsad.engines.child``. Pickles come in on standard input and go out on standard output;
what libraries print goes to the error output.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from typing import Any, BinaryIO

from marsad.engines.errors import WorkerFailed


def main() -> None:
    """Open, say so, and answer until the other end is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked decides when to stop
    out, into = _own_output(), sys.stdin.buffer
    opener, seconds = pickle.load(into)
    try:
        work = opener()
    except Exception as error:  # noqa: BLE001 - the other end tells it
        _send(out, ("failed", sendable(error)))
        return
    _send(out, ("ready", None))
    while True:
        try:
            item = pickle.load(into)
        except EOFError:
            return
        _alarm(seconds)
        try:
            answer = ("done", work(item))
        except Exception as error:  # noqa: BLE001 - one document must not end the worker
            answer = ("broke", f"{type(error).__name__}: {error}")
        _alarm(0)
        try:
            _send(out, answer)
        except BrokenPipeError:
            return


def _own_output() -> BinaryIO:
    """The pipe to the other end, which nothing that prints can reach any more."""
    sys.stdout.flush()
    pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return pipe


def _alarm(seconds: float) -> None:
    """End this process after so long, even in a loop of a C library; so none is left where the other end was
    killed while a document hangs.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _send(out: BinaryIO, answer: tuple[str, Any]) -> None:
    pickle.dump(answer, out, pickle.HIGHEST_PROTOCOL)
    out.flush()


def sendable(error: Exception) -> Exception:
    """``error``, or one that says the same where it cannot be pickled."""
    try:
        again = pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001 - errors of any library, with constructors of any kind
        return WorkerFailed(f"{type(error).__name__}: {error}")
    return error if str(again) == str(error) else WorkerFailed(str(error))


if __name__ == "__main__":
    main()
