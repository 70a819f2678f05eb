"""What an engine is, and which one a run gets: the one place that knows."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Protocol

from marsad.engines.names import EngineName
from marsad.engines.splits import Split
from marsad.engines.splitting import Task
from marsad.engines.tally import Tally


class Engine(Protocol):
    """Does a stage of a job to splits, in any order and on any machines."""

    def run(self, task: Task, splits: Sequence[Split]) -> Generator[Tally]:
        """Do ``task`` to each split; yields what was done since, now and then, and with each split finished.

        Closing the iterator stops the workers; splits that are not finished then leave no record. Splits
        that end the workers that read them, however often tried, are left out. Raises EngineError,
        LedgerError for the folder, and what opening its worker raises.
        """
        ...


def engine_of(name: EngineName, jobs: int | None, address: str | None, debug: bool = False) -> Engine:
    """The engine of that name with ``jobs`` workers (None: one, or on a cluster one a core).

    ``debug`` reads in this process, and lets what goes wrong through. Raises ExtraMissing.
    """
    # Loaded here, so that nobody waits for a library of an engine that does not run.
    if name is EngineName.RAY:
        from marsad.engines.cluster import Cluster  # noqa: PLC0415

        return Cluster(address, jobs)
    if debug:
        from marsad.engines.one import One  # noqa: PLC0415

        return One()
    from marsad.engines.processes import Processes  # noqa: PLC0415

    return Processes(jobs or 1)
