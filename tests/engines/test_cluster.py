"""Crawls on a Ray cluster of several nodes, all of them on this machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ray: Any = pytest.importorskip("ray", reason='Ray is not installed: pip install "marsad[cluster]"')
pytest.importorskip("pyarrow", reason="folders of records are Parquet, which needs pyarrow")
from ray.cluster_utils import Cluster as Nodes  # noqa: E402

from marsad.engines.cluster import Cluster  # noqa: E402
from marsad.engines.run import Run, go, prepare  # noqa: E402
from marsad.ledger.archive.folder import RecordsFolder  # noqa: E402
from tests.records import ROOT  # noqa: E402

from . import wires  # noqa: E402
from .crawls import SMALL, alone, archive, job, kept  # noqa: E402

STORE = 80 * 2**20
"""Bytes of each node's store; only names of splits and counts go through it."""


@pytest.fixture(scope="module")
def nodes() -> Iterator[Any]:
    """A head without cores, so that nothing runs on it, and two nodes of a core each."""
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), *filter(None, sys.path)])  # workers inherit it
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    cluster = Nodes(
        initialize_head=True,
        head_node_args={"num_cpus": 0, "object_store_memory": STORE, "include_dashboard": False},
    )
    cluster.add_node(num_cpus=1, object_store_memory=STORE)
    cluster.add_node(num_cpus=1, object_store_memory=STORE)
    yield cluster
    ray.shutdown()
    cluster.shutdown()
    if before is None:
        del os.environ["PYTHONPATH"]
    else:
        os.environ["PYTHONPATH"] = before


def crawl(nodes: Any, folder: Path, source: Path, meanwhile: Callable[[], None] | None = None) -> Run:
    wanted = job(folder)
    run = prepare(wanted, [str(source)], {}, most=SMALL)
    steps = go(run, wanted, Cluster(nodes.address))
    if meanwhile:
        thread = threading.Thread(target=meanwhile, daemon=True)
        thread.start()
    for _ in steps:
        pass
    if meanwhile:
        thread.join()
    return run


def finished(folder: Path, number: int) -> None:
    for _ in range(2400):
        if len(list(folder.glob("_splits/*.json"))) >= number:
            return
        time.sleep(0.05)
    raise AssertionError("nothing was finished in two minutes")


def readers() -> list[int]:
    """The processes that read for actors: their parents are workers of Ray."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            above = (Path("/proc") / str(parent) / "cmdline").read_bytes()
        except (OSError, ValueError):
            continue
        if b"marsad.engines.child" in words and above.startswith(b"ray::"):
            found.append(parent)
    return found


def test_a_cluster_makes_the_records_of_one_process_and_sets_aside_what_ends_it(
    nodes: Any, tmp_path: Path
) -> None:
    source = archive(tmp_path / "crawl.warc.gz", 24, {5: "CRASH"})
    run = crawl(nodes, tmp_path / "records", source)
    found = kept(tmp_path / "records")
    assert len(found) == 23
    assert found == [r for r in alone([source]) if "CRASH" not in r]
    assert [a.reason for a in run.done.aside] == ["it ended the process that read it (SIGSEGV)"]
    assert len(RecordsFolder(str(tmp_path / "records")).aside()) == 1
    assert not run.lost


def test_a_cluster_reads_every_wire_once(nodes: Any, tmp_path: Path) -> None:
    source = wires.archive(tmp_path / "crawl.warc.gz", wires.prints())
    wanted = wires.looking(tmp_path / "records")
    run = prepare(wanted, [str(source)], {}, most=SMALL)
    for _ in go(run, wanted, Cluster(nodes.address)):
        pass
    assert kept(tmp_path / "records") == wires.alone(source)
    assert (run.done.records, run.done.copies) == (30, 24)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for processes in /proc")
def test_a_worker_and_a_node_that_are_killed_lose_and_double_nothing(nodes: Any, tmp_path: Path) -> None:
    source = archive(tmp_path / "crawl.warc.gz", 40, dict.fromkeys(range(40), "SLOW"))
    folder = tmp_path / "records"
    third = nodes.add_node(num_cpus=1, object_store_memory=STORE)
    killed = []

    def meanwhile() -> None:
        finished(folder, 1)
        for worker in readers()[:1]:
            os.kill(worker, signal.SIGKILL)
            killed.append(worker)
        finished(folder, 3)
        nodes.remove_node(third, allow_graceful=False)

    run = crawl(nodes, folder, source, meanwhile)
    assert killed
    assert not run.lost
    assert kept(folder) == alone([source])
    assert run.done.records == 40


def test_a_part_that_ends_its_workers_each_time_is_left_out(nodes: Any, tmp_path: Path) -> None:
    source = archive(tmp_path / "crawl.warc.gz", 10, {5: "PARENT"})
    folder = tmp_path / "records"
    run = crawl(nodes, folder, source)
    assert len(run.lost) == 1
    assert set(kept(folder)) < set(alone([source]))
    assert RecordsFolder(str(folder)).finished() == {s.id for s in run.left} - {run.lost[0].id}


DRIVER = """
import sys
from pathlib import Path
from tests.engines.crawls import SMALL, job
from marsad.engines.cluster import Cluster
from marsad.engines.run import go, prepare
if __name__ == "__main__":
    address, source, folder = sys.argv[1:]
    wanted = job(Path(folder))
    run = prepare(wanted, [source], {}, most=SMALL)
    for _ in go(run, wanted, Cluster(address)):
        pass
    print(len(run.before), run.done.records)
"""


def test_a_driver_that_is_killed_is_followed_by_another(nodes: Any, tmp_path: Path) -> None:
    source = archive(tmp_path / "crawl.warc.gz", 30, dict.fromkeys(range(30), "SLOW"))
    folder = tmp_path / "records"
    command = [sys.executable, "-c", DRIVER, nodes.address, str(source), str(folder)]
    first = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    finished(folder, 2)
    first.kill()
    first.communicate()
    assert kept(folder) != alone([source])
    run = crawl(nodes, folder, source)
    assert len(run.before) >= 2
    assert kept(folder) == alone([source])
