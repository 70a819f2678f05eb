"""Part of ``make bench``: crawls. Equal records on every engine, what engines cost, and memory.

equality   one process, the process pool and a Ray cluster of several nodes read the same archives and real
           articles: the records must be the same, one by one
speed      articles a second of one process, of two, and of Ray with two workers, and their ratios
memory     resident memory while short articles are read, and its slope
archive    the most memory that a large archive takes

Needs the extra ``cluster`` for what Ray does. ``--scale 0.01`` tries everything on a hundredth.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import crawl_made as made
from marsad.engines.engine import Engine
from marsad.engines.processes import Processes
from marsad.engines.run import go, prepare
from marsad.engines.splitting import Job
from marsad.engines.work import Work
from marsad.intake import IntakeOptions, read_sources
from marsad.ledger.adding import Kept
from marsad.ledger.archive.folder import RecordsFolder
from marsad.ledger.merging import digest
from marsad.model.report import Report
from marsad.pipeline import Pipeline

ROOT = made.ROOT
RESULTS = ROOT / "bench-results"
SCRATCH = ROOT / "build" / "crawl"
SHARED = Path(os.environ.get("MARSAD_SHARED", ROOT.parent / "shared"))
RECORDS, SPEED, SHORT, ARCHIVE = 20_000, 2_000, 100_000, 2**30
PARTS = ("equality", "speed", "memory", "archive")
EQUAL_SENTENCES = 2
"""Of each made-up page that is read three times to compare: many matters there, not long."""
SPLIT = 4 * 2**20
MEMORY_SPLIT = 1 << 20
WORKERS = 2


@dataclass
class Line:
    """One figure: what was measured, the figure, its unit, and the aim, where there is one."""

    what: str
    value: float
    unit: str
    aim: str = ""


@dataclass
class Found:
    """All figures, and the course of memory: documents and megabytes."""

    lines: list[Line] = field(default_factory=list)
    memory: list[tuple[int, float]] = field(default_factory=list)

    def say(self, what: str, value: float, unit: str, aim: str = "") -> None:
        self.lines.append(Line(what, value, unit, aim))
        print(f"{what}: {value:,.3f} {unit}" + (f" (aim: {aim})" if aim else ""), flush=True)


def work() -> Work:
    return Work(partial(Pipeline.open, threads=1), Pipeline.reader)


@dataclass
class Course:
    """When how many documents were read, from the first that came back: without the start of workers."""

    folder: Path
    began: float
    first: tuple[float, int] | None = None
    last: tuple[float, int] = (0.0, 0)
    seen: int = 0
    documents: int = 0
    events: int = 0
    records: int = 0

    def note(self, documents: int, splits: int) -> None:
        self.seen += documents
        now = time.monotonic(), self.seen
        if self.first is None and (documents or splits):
            self.first = now
        self.last = now

    @property
    def rate(self) -> float:
        """Documents a second behind the first that came back."""
        if self.first is None or self.last[0] <= self.first[0]:
            return 0.0
        return (self.last[1] - self.first[1]) / (self.last[0] - self.first[0])

    @property
    def seconds(self) -> float:
        return self.last[0] - self.began


def crawl(
    engine: Engine, inputs: Sequence[Path], name: str, most: int, watch: Callable[[int], None] | None = None
) -> Course:
    """Read the inputs into a folder of that name; the course of it."""
    folder = SCRATCH / name
    shutil.rmtree(folder, ignore_errors=True)
    job = Job(work(), str(folder))
    run = prepare(job, [str(i) for i in inputs], {}, most=most)
    course = Course(folder, time.monotonic())
    for tally in go(run, job, engine):
        course.note(tally.documents, len(tally.splits))
        if watch and tally.documents:
            watch(run.done.documents)
    course.documents, course.events, course.records = run.done.documents, run.done.events, run.done.records
    assert not run.lost, f"{len(run.lost)} splits were lost"
    return course


def digests(folder: Path) -> dict[str, str]:
    """Source → what its record says."""
    found: dict[str, str] = {}
    for one in RecordsFolder(str(folder)).records():
        assert isinstance(one, Kept), one
        source = one.record.report.source
        assert source not in found, f"{source} is there twice"
        found[source] = digest(one.record)
    return found


def alone(inputs: Sequence[Path]) -> dict[str, str]:
    """What one process makes of the inputs, without any engine."""
    pipeline = Pipeline.open(threads=1)
    reports = (r for r in read_sources([str(i) for i in inputs], IntakeOptions()) if isinstance(r, Report))
    return {report.source: digest(pipeline.read(report)) for report in reports}


@contextmanager
def nodes(number: int) -> Iterator[Any]:
    """A Ray cluster of a head without cores and ``number`` nodes of one; None where Ray is missing."""
    try:
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
        import ray  # noqa: PLC0415
        from ray.cluster_utils import Cluster as Nodes  # noqa: PLC0415
    except ImportError:
        print("Ray is not installed: its figures are left out")
        yield None
        return
    os.environ["PYTHONPATH"] = os.pathsep.join(p for p in sys.path if p)
    store = 100 * 2**20
    cluster = Nodes(
        initialize_head=True,
        head_node_args={"num_cpus": 0, "object_store_memory": store, "include_dashboard": False},
    )
    for _ in range(number):
        cluster.add_node(num_cpus=1, object_store_memory=store)
    try:
        yield cluster
    finally:
        ray.shutdown()
        cluster.shutdown()


def _ray(cluster: Any) -> Engine:
    from marsad.engines.cluster import Cluster  # noqa: PLC0415 - only where Ray is

    return Cluster(cluster.address, WORKERS)


def equality(scale: float, found: Found) -> None:
    count = max(20, int(RECORDS * scale))
    parts = 4
    inputs = [
        made.archive(SCRATCH / f"made-{n}.warc.gz", n * (count // parts), count // parts, EQUAL_SENTENCES)
        for n in range(parts)
    ]
    real = made.real(SCRATCH / "real.jsonl", SHARED, None if scale == 1 else int(count * 0.1))
    inputs += [real] if real else []
    most = SPLIT if scale == 1 else 1 << 16
    began = time.monotonic()
    expected = alone(inputs)
    found.say("one process, records", len(expected), "records")
    found.say("one process, time", time.monotonic() - began, "s")
    _same(
        "process pool", expected, digests(crawl(Processes(WORKERS), inputs, "equal-pool", most).folder), found
    )
    with nodes(3) as cluster:
        if cluster:
            _same(
                "Ray, 3 nodes",
                expected,
                digests(crawl(_ray(cluster), inputs, "equal-ray", most).folder),
                found,
            )


def _same(name: str, expected: dict[str, str], got: dict[str, str], found: Found) -> None:
    other = sum(expected.get(k) != got.get(k) for k in expected.keys() | got.keys())
    found.say(f"{name}: records other than one process's", other, f"of {len(expected):,}", "0")


def speed(scale: float, found: Found) -> None:
    count = max(60, int(SPEED * scale))
    source = [made.archive(SCRATCH / "speed.warc.gz", 10**6, count)]
    most = max(1 << 14, source[0].stat().st_size // 40)
    one = crawl(Processes(1), source, "speed-1", most)
    two = crawl(Processes(WORKERS), source, "speed-2", most)
    found.say("one process", one.rate, "articles/s")
    found.say("two processes", two.rate, "articles/s")
    found.say("two processes against one", two.rate / one.rate, "times", "at least 1.7")
    _bytes(one, source[0], found)
    with nodes(WORKERS) as cluster:
        if cluster:
            ray = crawl(_ray(cluster), source, "speed-ray", most)
            found.say("Ray, two workers", ray.rate, "articles/s")
            found.say("Ray against the process pool", ray.rate / two.rate, "times", "at least 0.85")


def _bytes(course: Course, source: Path, found: Found) -> None:
    from marsad.engines.storing import store  # noqa: PLC0415
    from marsad.ledger import Ledger  # noqa: PLC0415

    records = sum(p.stat().st_size for p in course.folder.glob("day=*/*.parquet"))
    found.say("input", source.stat().st_size / course.documents, "bytes a page, gzipped")
    found.say("folder of records", records / course.records, "bytes a record")
    found.say("events", course.events / course.records, "a record")
    path = SCRATCH / "speed.sqlite"
    path.unlink(missing_ok=True)
    with Ledger.open(path) as ledger:
        folder, began = RecordsFolder(str(course.folder)), time.monotonic()
        for split in sorted(folder.finished()):
            store(ledger, folder, split)
        found.say("into a ledger", course.records / (time.monotonic() - began), "records/s")
    found.say("ledger", path.stat().st_size / course.records, "bytes a record")


def memory(scale: float, found: Found) -> None:
    """Resident memory of this process and of its reader while short articles are read."""
    count = max(200, int(SHORT * scale))
    source = made.short(SCRATCH / "short.jsonl", count)
    every, course = max(10, count // 200), []

    def watch(documents: int) -> None:
        if documents % every == 0:
            course.append((documents, _resident()))

    done = crawl(Processes(1), [source], "memory", MEMORY_SPLIT, watch)
    found.memory = course
    later = course[len(course) // 5 :]  # behind the filling of caches
    found.say("memory after the first fifth", later[0][1], "MB")
    found.say("memory at the end", later[-1][1], "MB")
    found.say("slope of memory", 1000 * _slope(later), "MB a 1,000 articles", "flat")
    found.say("short articles", done.rate, "articles/s")


def _slope(course: Sequence[tuple[int, float]]) -> float:
    n = len(course)
    x = sum(c[0] for c in course) / n
    y = sum(c[1] for c in course) / n
    return sum((a - x) * (b - y) for a, b in course) / max(1e-9, sum((a - x) ** 2 for a, _ in course))


def _resident() -> float:
    """Megabytes of this process and all below it."""
    below = {os.getpid()}
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError):
                continue
    for _ in range(3):
        below |= {pid for pid, parent in parents.items() if parent in below}
    return sum(map(_own, below)) / 1024


def _own(pid: int) -> int:
    try:
        for line in (Path("/proc") / str(pid) / "status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1])
    except OSError:
        return 0
    return 0


def archive(scale: float, found: Found) -> None:
    """A large archive of few articles: what is in memory while it goes by."""
    size = int(ARCHIVE * scale)
    source = made.large(SCRATCH / "large.warc.gz", size, max(20, int(400 * scale)))
    before, most = _resident(), [0.0]

    def watch(documents: int) -> None:
        most[0] = max(most[0], _resident())

    done = crawl(Processes(1), [source], "large", 16 * 2**20, watch)
    found.say("archive", source.stat().st_size / 2**20, "MB")
    found.say("memory before it, without a reader", before, "MB")
    found.say("most memory while it is read, the reader's included", most[0], "MB", "bounded")
    found.say("time for it", done.seconds, "s")


def report(found: Found) -> None:
    """Keep a table and a plot."""
    RESULTS.mkdir(exist_ok=True)
    rows = [vars(line) for line in found.lines]
    (RESULTS / "crawl.json").write_text(
        json.dumps({"figures": rows, "memory": found.memory}, indent=1) + "\n", "utf-8"
    )
    table = ["| measured | figure | aim |", "|---|---|---|"]
    table += [f"| {line.what} | {line.value:,.3f} {line.unit} | {line.aim} |" for line in found.lines]
    (RESULTS / "crawl.md").write_text("\n".join(table) + "\n", encoding="utf-8")
    plot(found)


def plot(found: Found) -> None:
    try:
        from marsad.charts import frame, write  # noqa: PLC0415
        from marsad.charts.frame import Words  # noqa: PLC0415
    except ImportError:
        print("matplotlib is not installed: no plot")
        return
    rates = {line.what: line.value for line in found.lines if line.unit == "articles/s"}
    with frame.style():
        words = Words(
            "Crawls: articles a second, and memory", "as measured by tools/crawl_bench.py", "Marsad"
        )
        panels = 2 if found.memory else 1
        figure, (upper, *others) = frame.framed(words, 2.4 * panels, left=1.6, panels=panels)
        upper.barh(list(rates)[::-1], list(rates.values())[::-1], color=frame.PALETTE[0], height=0.6)
        frame.count_axis(upper, "", along="x")
        for lower in others:
            lower.plot(*zip(*found.memory, strict=True), color=frame.PALETTE[1])
            lower.set_ylim(0)
            frame.count_axis(lower, "MB", along="y", ticks=4)
            lower.set_xlabel("short articles read", size=9, color=frame.QUIET)
        write(figure, RESULTS / "crawl.png")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--scale", type=float, default=1.0, help="how much of everything, 1 for all")
    parser.add_argument("--parts", default=",".join(PARTS), help="which parts, with commas between")
    asked = parser.parse_args()
    found = Found()
    for part in asked.parts.split(","):
        {"equality": equality, "speed": speed, "memory": memory, "archive": archive}[part](asked.scale, found)
    report(found)
    shutil.rmtree(SCRATCH, ignore_errors=True)


if __name__ == "__main__":
    main()
