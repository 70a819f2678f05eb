"""What can go wrong with a crawl, each with what to do."""

from __future__ import annotations


class EngineError(Exception):
    """A run that cannot begin or go on; the message says what to do."""


class ExtraMissing(EngineError):
    """A library of an extra is not installed."""

    def __init__(self, what: str, library: str) -> None:
        super().__init__(f'{what} needs {library}; install it with `pip install "marsad[cluster]"`')


class WorkerLost(EngineError):
    """A process that reads cannot be started, or ends before it is asked anything."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"a process that reads reports could not be started ({why}); "
            "run the same command again with fewer --jobs: what was stored is kept"
        )


class WorkerFailed(EngineError):
    """What a worker met, where the error itself could not be sent."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
