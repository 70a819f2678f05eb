"""Crawls on one machine: the records of one process, whatever happens meanwhile."""

from __future__ import annotations

import importlib.util
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("pyarrow", reason="folders of records are Parquet, which needs pyarrow")

from marsad.engines.engine import Engine
from marsad.engines.errors import EngineError
from marsad.engines.one import One
from marsad.engines.processes import Processes
from marsad.engines.run import Run, go, prepare, split_size
from marsad.engines.run import alone as locked
from marsad.engines.splits import Split, listed, plan
from marsad.engines.splitting import Reading, Task
from marsad.engines.storing import store
from marsad.engines.tally import Tally
from marsad.intake import IntakeOptions
from marsad.ledger import Ledger
from marsad.ledger.adding import Kept
from marsad.ledger.archive.folder import FolderUnusable, RecordsFolder
from marsad.ledger.importing import take_in
from marsad.sieving import Scope, judge_for
from tests.cli.conftest import Command
from tests.cli.stub import Stub
from tests.records import ROOT

from .crawls import SMALL, alone, archive, job, kept, page, said
from .stubs import OfMills


def crawl(
    folder: Path, *inputs: Path, engine: Engine | None = None, again: bool = False, seconds: float = 60
) -> Run:
    wanted = job(folder, seconds)
    run = prepare(wanted, [str(i) for i in inputs], {}, again, SMALL)
    for _ in go(run, wanted, engine or One()):
        pass
    return run


@pytest.mark.parametrize("engine", [One(), Processes(2)], ids=["one", "processes"])
def test_an_engine_makes_the_records_of_one_process(tmp_path: Path, engine: Engine) -> None:
    source = archive(tmp_path / "in" / "crawl.warc.gz", 40)
    (tmp_path / "in" / "page.html").write_bytes(page(77))
    (tmp_path / "in" / "empty.txt").touch()
    lines = [json.dumps({"id": str(n), "text": f"Anvil killed {n} people in Tell."}) for n in range(60)]
    (tmp_path / "in" / "lines.jsonl").write_text("\n".join(lines), encoding="utf-8")
    run = crawl(tmp_path / "records", tmp_path / "in", engine=engine)
    assert kept(tmp_path / "records") == alone([tmp_path / "in"])
    assert run.done.records == len(kept(tmp_path / "records")) == 101
    assert run.done.documents == 102
    assert run.done.size == run.size > source.stat().st_size
    assert not run.lost
    assert [(number, reason) for (reason, _), number in run.done.skipped.items()] == [(1, "it is empty")]


def test_records_are_parted_by_day_for_any_reader_of_parquet(tmp_path: Path) -> None:
    from pyarrow import dataset

    source = archive(tmp_path / "crawl.warc.gz", 20)
    (tmp_path / "page.txt").write_text("Hammer killed 12 people in Marj, it was said.", encoding="utf-8")
    crawl(tmp_path / "records", source, tmp_path / "page.txt")
    table = dataset.dataset(tmp_path / "records", format="parquet", partitioning="hive").to_table()
    assert table.num_rows == 21
    days = {str(day) for day in table.column("day").to_pylist()}
    assert days == {"None", *(f"2020-03-0{n}" for n in range(1, 6))}
    assert set(table.column("events").to_pylist()) == {1}


@settings(max_examples=6)
@given(st.lists(st.integers(0, 4), max_size=4), st.integers(0, 10**6))
def test_a_run_that_is_broken_off_anywhere_goes_on(stops: list[int], seed: int) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        folder, chance = Path(name) / "records", random.Random(seed)
        source = archive(Path(name) / "crawl.warc.gz", 14)
        wanted = job(folder)
        for stop in stops:
            run = prepare(wanted, [str(source)], {}, most=SMALL)
            with closing(go(run, wanted, One())) as steps:
                list(itertools.islice(steps, stop))
            done = sorted((folder / "_splits").glob("*.json")) if (folder / "_splits").exists() else []
            if done and chance.random() < 0.5:
                chance.choice(done).unlink()  # as if it had been killed before it could say so
        run = crawl(folder, source)
        assert kept(folder) == alone([source])
        assert run.before | {s.id for s in run.left} == {s.id for s in _splits(source)}


def _splits(source: Path) -> list[Split]:
    return [s for s in plan([str(source)], IntakeOptions(), SMALL) if isinstance(s, Split)]


def test_documents_that_end_their_reader_are_set_aside(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    words = {3: "CRASH", 6: "HANG", 8: f"ONCE {mark}", 10: "BREAK"}
    source = archive(tmp_path / "crawl.warc.gz", 12, words)
    run = crawl(tmp_path / "records", source, engine=Processes(1), seconds=3)
    folder = RecordsFolder(str(tmp_path / "records"))
    aside = [one for split in folder.aside() for one in folder.set_aside(split)]
    assert {one["reason"]: one["tries"] for one in aside} == {
        "it ended the process that read it (SIGSEGV)": 2,
        "reading it took longer than 3 seconds": 2,
    }
    assert run.done.records == 9
    assert mark.exists()
    assert sum(run.done.skipped.values()) == 1  # what only raises is told as ever
    assert crawl(tmp_path / "records", source).left == []


class Mended:
    """A reader that nothing ends."""

    def run(self, task: Task, splits: Sequence[Split]) -> Generator[Tally]:
        mended = replace(task.job, work=replace(task.job.work, open=Stub))
        yield from One().run(Reading(mended), splits)


def test_what_was_set_aside_is_tried_again_when_that_is_asked_for(tmp_path: Path) -> None:
    source = archive(tmp_path / "crawl.warc.gz", 12, {3: "CRASH"})
    run = crawl(tmp_path / "records", source, engine=Processes(1))
    assert len(run.done.aside) == 1
    again = crawl(tmp_path / "records", source, engine=Mended(), again=True)
    assert 0 < len(again.left) < len(run.left)
    assert not RecordsFolder(str(tmp_path / "records")).aside()
    assert kept(tmp_path / "records") == alone([source])


def test_a_folder_goes_into_a_ledger_once(tmp_path: Path, place: str) -> None:
    source = archive(tmp_path / "crawl.warc.gz", 30)
    twin = archive(tmp_path / "twin.warc.gz", 10)  # the first pages again, as a second crawl finds them
    run = crawl(tmp_path / "records", source, twin)
    with Ledger.open(place) as stored, Ledger.open(tmp_path / "merged.sqlite") as merged:
        for _ in range(2):
            for split in sorted(run.finished):
                assert store(stored, run.folder, split) == []
        told = take_in(merged, str(tmp_path / "records"))
        assert dict(told.records) == {"new": 30, "known": 10}
        assert dict(take_in(merged, str(tmp_path / "records")).records) == {"known": 40}
        assert stored.counts().reports == merged.counts().reports == 30
        assert {r.id for r in stored.reports()} == {r.id for r in merged.reports()}


def test_a_folder_may_lie_in_another_file_system(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    source = archive(tmp_path / "crawl.warc.gz", 12)
    fsspec.filesystem("memory").pipe_file("/mill/in/crawl.warc.gz", source.read_bytes())
    wanted = replace(job(tmp_path), folder="memory://mill/records")
    for left in (4, 0):
        run = prepare(wanted, ["memory://mill/in"], {}, most=SMALL)
        assert (len(run.left) >= left) and (not run.left) == (left == 0)
        for _ in go(run, wanted, One()):
            pass
    folder = RecordsFolder("memory://mill/records")
    assert [folder.attempt("x", run) for run in ("a", "a", "b")] == [1, 2, 1]
    found = sorted(said(k.record) for k in folder.records() if isinstance(k, Kept))
    assert [f.replace("memory://mill/in/crawl.warc.gz", str(source)) for f in found] == alone([source])
    with Ledger.open(tmp_path / "a.sqlite") as ledger:
        assert dict(take_in(ledger, "memory://mill/records").records) == {"new": 12}


def test_a_broken_row_is_told_and_the_rest_taken_in(tmp_path: Path) -> None:
    from pyarrow import parquet

    crawl(tmp_path / "records", archive(tmp_path / "crawl.warc.gz", 5))
    part = next((tmp_path / "records").glob("day=*/*.parquet"))
    table = parquet.ParquetFile(part).read()
    broken = ["{}", *table.column("record").to_pylist()[1:]]
    parquet.write_table(table.set_column(table.schema.get_field_index("record"), "record", [broken]), part)
    with Ledger.open(tmp_path / "a.sqlite") as ledger:
        told = take_in(ledger, str(tmp_path / "records"))
        assert told.records["refused"] == 1
        assert "row 1 of day=" in told.refused[0].what
        part.write_bytes(part.read_bytes()[:-30])
        with pytest.raises(FolderUnusable, match="is damaged or missing"):
            take_in(ledger, str(tmp_path / "records"))


def test_a_folder_holds_the_records_of_one_setting(tmp_path: Path) -> None:
    source = archive(tmp_path / "crawl.warc.gz", 5)
    wanted = job(tmp_path / "records")
    prepare(wanted, [str(source)], {"outlet": None})
    prepare(wanted, [str(source)], {"outlet": None})
    with pytest.raises(FolderUnusable, match="it was begun with outlet None, not 'Mill Post'; name another"):
        prepare(wanted, [str(source)], {"outlet": "Mill Post"})
    (tmp_path / "file").touch()
    with pytest.raises(FolderUnusable):
        prepare(job(tmp_path / "file"), [str(source)], {})


def test_inputs_are_cut_in_one_way_for_all_runs_of_a_folder(tmp_path: Path) -> None:
    source, wanted = archive(tmp_path / "crawl.warc.gz", 20), job(tmp_path / "records")
    first = prepare(wanted, [str(source)], {}, most=SMALL)
    second = prepare(wanted, [str(source)], {}, most=10 * SMALL)
    assert [s.id for s in first.left] == [s.id for s in second.left]
    size = source.stat().st_size
    assert split_size([str(source), "missing", "-"], 1) == 1 << 18
    with source.open("ab") as file:
        file.truncate(2**30)
    assert split_size([str(source)], 4) == 2**30 // 32 // 2 == 16 * 2**20
    assert split_size([str(source)], 100) == 2**30 // 800
    assert size < SMALL * len(first.left) + SMALL


def test_two_runs_do_not_fill_one_folder_at_once(tmp_path: Path) -> None:
    second = pytest.raises(EngineError, match="another run is filling this folder")
    with locked(str(tmp_path / "records")), second, locked(str(tmp_path / "records")):
        pass
    with locked(str(tmp_path / "records")):
        pass


def test_the_shipped_sieve_drops_what_is_not_about_a_war(tmp_path: Path) -> None:
    cake = "The bakery won a prize for its lemon cake, and the judges praised the cream and the crust. " * 4
    lines = [
        json.dumps({"id": str(n), "text": cake if n else "Rebels shelled Marj again. " * 6}) for n in (0, 1)
    ]
    source = tmp_path / "two.jsonl"
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    plain = job(tmp_path / "records", 60)
    for scope, dropped in ((Scope.ARCHIVES, 0), (Scope.ALL, 1)):
        sieve = partial(judge_for, scope)
        wanted = replace(
            plain, folder=str(tmp_path / f"records{dropped}"), work=replace(plain.work, sieve=sieve)
        )
        run = prepare(wanted, [str(source)], {}, False, SMALL)
        for _ in go(run, wanted, One()):
            pass
        assert (run.done.documents, run.done.dropped.total(), run.done.records) == (2, dropped, 2 - dropped)


def test_a_sieve_stands_between_intake_and_reader(tmp_path: Path) -> None:
    source = archive(tmp_path / "crawl.warc.gz", 10)
    (tmp_path / "sea.txt").write_text(
        "CRASH of a boat on the sea, and nothing more is known.", encoding="utf-8"
    )
    plain = job(tmp_path / "records")
    wanted = replace(plain, work=replace(plain.work, sieve=OfMills))
    run = prepare(wanted, [str(source), str(tmp_path / "sea.txt")], {}, most=SMALL)
    for _ in go(run, wanted, Processes(1)):
        pass
    assert (run.done.records, run.done.copies, run.done.aside) == (10, 0, [])
    assert dict(run.done.dropped) == {"subject": 1}
    sifted = [
        json.loads(line)
        for path in (tmp_path / "records" / "_sifted").iterdir()
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert [(s["source"], s["reason"]) for s in sifted] == [(str(tmp_path / "sea.txt"), "subject")]


def test_inputs_that_a_file_names(tmp_path: Path) -> None:
    import gzip

    paths = tmp_path / "warc.paths.gz"
    paths.write_bytes(gzip.compress(b"crawl-data/a.warc.gz\ncrawl-data/b.warc.gz\n\n"))
    assert listed(str(paths), "s3://bucket/") == [
        "s3://bucket/crawl-data/a.warc.gz",
        "s3://bucket/crawl-data/b.warc.gz",
    ]
    assert listed(str(paths), None)[0] == "crawl-data/a.warc.gz"


# --- the command

DRIVER = """
import sys
from marsad.cli.app import run
from marsad.cli.session import Session
from tests.engines.stubs import FRAGILE
from marsad.engines import run as running
running._LEAST = {most}
if __name__ == "__main__":
    sys.exit(run(sys.argv[1:], Session(maker=FRAGILE)))
"""


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[list[str]]:
    script = tmp_path / "driver.py"
    script.write_text(DRIVER.format(most=SMALL), encoding="utf-8")
    yield [sys.executable, str(script), "read"]


def begun(command: list[str], folder: Path) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])}
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=env,
        cwd=folder,
        start_new_session=True,
    )


def finished_splits(folder: Path, number: int, process: subprocess.Popen[str]) -> None:
    for _ in range(1200):
        if len(list(folder.glob("_splits/*.json"))) >= number or process.poll() is not None:
            return
        time.sleep(0.05)
    raise AssertionError("nothing was finished in a minute")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_killed_is_finished_by_the_same_command(
    tmp_path: Path, driver: list[str], how: signal.Signals
) -> None:
    source = archive(tmp_path / "crawl.warc.gz", 80, dict.fromkeys(range(80), "SLOW"))
    command = [*driver, str(source), "--records", "records", "--jobs", "2"]
    process = begun(command, tmp_path)
    finished_splits(tmp_path / "records", 2, process)
    process.send_signal(how)
    _, err = process.communicate(timeout=180)
    assert process.returncode == (130 if how == signal.SIGINT else -9), err
    assert ("The same command goes on" in err) == (how == signal.SIGINT)
    before = len(list((tmp_path / "records").glob("_splits/*.json")))
    ended = begun(command, tmp_path)
    out, err = ended.communicate(timeout=180)
    assert ended.returncode == 0, out + err
    assert "Traceback" not in err
    assert f"{before} parts of the inputs were finished before" in err
    assert kept(tmp_path / "records") == alone([source])
    with Ledger.open(tmp_path / "marsad.sqlite") as ledger:
        assert ledger.counts().reports == 80


def test_reports_that_end_their_reader_are_skipped_without_a_folder_too(
    tmp_path: Path, driver: list[str]
) -> None:
    for n, word in enumerate(("", "CRASH", "")):
        (tmp_path / f"{n}.txt").write_text(f"Hammer killed {n + 3} people in Marj. {word}", encoding="utf-8")
    ended = begun([*driver, "0.txt", "1.txt", "2.txt", "--jobs", "2", "--no-ledger"], tmp_path)
    _, err = ended.communicate(timeout=180)
    assert ended.returncode == 3, err
    assert "2 read, with 2 events" in err
    assert "it ended the process that read it (SIGSEGV); please report it" in err


def test_what_a_crawl_cannot_do_is_told(tmp_path: Path, marsad: Command, home: Path) -> None:
    for arguments, told in (
        (("x.txt", "--engine", "ray"), "--records"),
        (("x.txt", "--records", "r", "--json"), "--records goes without --json"),
        (("--records", "r"), "name inputs"),
        (("x.txt", "--no-copies"), "--records"),
        (("x.txt", "--records", "r", "--copies", "--no-sieve"), "--copies goes without --no-sieve"),
        ((), "name files, folders or URLs"),
    ):
        ran = marsad("read", *arguments)
        assert ran.code == 2
        assert told in " ".join(ran.err.split())
    ran = marsad("read", "nothing.txt", "--records", "r")
    assert ran.code == 1
    assert "skipped: there is no such file; check the path" in ran.err
    ran = marsad("read", "--inputs-from", "nothing.paths", "--records", "r")
    assert ran.code == 2
    assert "nothing.paths: it cannot be read as a list of inputs" in ran.err
    if importlib.util.find_spec("ray") is None:
        ran = marsad("read", "x.txt", "--records", "r", "--engine", "ray")
        assert ran.code == 5
        assert 'pip install "marsad[cluster]"' in ran.err


def test_the_command_tells_what_was_set_aside(tmp_path: Path, driver: list[str]) -> None:
    source = archive(tmp_path / "crawl.warc.gz", 8, {3: "CRASH"})
    ended = begun([*driver, str(source), "--records", "records", "--no-ledger"], tmp_path)
    _, err = ended.communicate(timeout=180)
    assert ended.returncode == 3, err
    assert "set aside, in records/_aside/*.jsonl; --again tries them anew:" in err
    assert "it ended the process that read it (SIGSEGV), 2 times" in err
    assert "`marsad import records` takes them in" in err
