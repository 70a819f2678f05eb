"""Many machines: Ray Data sends splits to a pool of actors, and again when an actor or a node is lost.

An actor does to its split what a thread of ``processes.py`` does, with a reading process of its own, and puts
the records away itself: only counts come back here. So no articles travel through Ray's object store, and
however many machines read, this process and the store stay small.
"""

from __future__ import annotations

import logging
import os
import pickle
import uuid
from collections.abc import Generator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from marsad.engines.child import sendable
from marsad.engines.errors import EngineError, ExtraMissing
from marsad.engines.splits import Split
from marsad.engines.splitting import Task, worker
from marsad.engines.tally import Tally
from marsad.ledger.archive.folder import RecordsFolder

_WAVE = 4000
"""Splits that Ray knows of at once; each is an object in its store and a task on its lists."""
_AHEAD = 2
"""Splits that an actor has at hand: the one it reads and the next."""
_TRIES = 4
"""How often a split is tried whose actors end. A node that is taken away costs one."""


def _ray() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody of what is read
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # our own output says what went wrong
    try:
        import pyarrow  # noqa: F401, PLC0415 - an extra
        import ray  # noqa: PLC0415
        import ray.data  # noqa: PLC0415
    except ImportError as error:
        raise ExtraMissing("--engine ray", error.name or "ray") from error
    return ray


class Cluster:
    """Ray at ``address`` (None: a cluster that is named by RAY_ADDRESS, or this machine), with ``jobs``
    actors at most (None: one a core).
    """

    def __init__(self, address: str | None = None, jobs: int | None = None) -> None:
        self._ray = _ray()
        self._address = address
        self._jobs = jobs

    def run(self, task: Task, splits: Sequence[Split]) -> Generator[Tally]:
        ray = self._ray
        ours = not ray.is_initialized()
        if ours:
            self._connect()
        try:
            most = self._jobs or max(1, int(ray.cluster_resources().get("CPU", 1)))
            for first in range(0, len(splits), _WAVE):
                yield from self._wave(task, splits[first : first + _WAVE], most)
        finally:
            if ours:
                ray.shutdown()

    def _connect(self) -> None:
        try:
            self._ray.init(
                address=self._address,
                log_to_driver=False,
                logging_level="ERROR",
                include_dashboard=False
                if self._address is None and "RAY_ADDRESS" not in os.environ
                else None,
            )
        except (ConnectionError, RuntimeError, ValueError, TimeoutError) as error:
            where = self._address or os.environ.get("RAY_ADDRESS") or "this machine"
            raise EngineError(
                f"no Ray cluster answers at {where} ({_first_line(error)}); "
                "`ray start --head` starts one, `ray status` shows it"
            ) from error

    def _wave(self, task: Task, splits: Sequence[Split], most: int) -> Generator[Tally]:
        data = self._ray.data
        context = data.DataContext.get_current()
        context.enable_progress_bars = False
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        run = uuid.uuid4().hex
        rows = [{"split": pickle.dumps(split)} for split in splits]
        done = data.from_items(rows, override_num_blocks=len(rows)).map_batches(
            _Actor,
            fn_constructor_args=(pickle.dumps(task), str(Path.cwd()), run),
            batch_size=1,
            batch_format="pyarrow",
            compute=data.ActorPoolStrategy(
                min_size=1, max_size=min(most, len(rows)), max_tasks_in_flight_per_actor=_AHEAD
            ),
            num_cpus=1,
        )
        for row in done.iter_rows():
            kind, found = pickle.loads(row["told"])
            if kind == "failed":
                raise found
            if kind == "done":
                yield found


class _Actor:
    """A worker of the pool: it lives as long as the stage, and so does the process that reads for it."""

    def __init__(self, task: bytes, at: str, run: str) -> None:
        self._run = run
        self._task: Task = pickle.loads(task)
        with suppress(OSError):  # relative paths mean what they mean to whoever began the run
            os.chdir(at)
        self._child = worker(self._task)

    def __call__(self, batch: Any) -> Any:
        import pyarrow as pa  # noqa: PLC0415 - an extra

        told = [self._told(pickle.loads(split)) for split in batch["split"].to_pylist()]
        return pa.table({"told": pa.array([pickle.dumps(one) for one in told], pa.binary())})

    def _told(self, split: Split) -> tuple[str, Tally | Exception | None]:
        try:
            # Ray would send a split for ever to actors that it ends, so each says what it begins.
            if RecordsFolder(self._task.job.folder).attempt(split.id, self._run) > _TRIES:
                return "lost", None
            return "done", self._task.do(split, self._child.ask)
        except Exception as error:  # noqa: BLE001 - sent as it is; Ray would try again, and wrap it
            return "failed", sendable(error)


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
