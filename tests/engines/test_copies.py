"""Wires that many outlets print: each is read once, whoever reads, however the inputs are cut."""

from __future__ import annotations

import itertools
import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("pyarrow", reason="folders of records are Parquet, which needs pyarrow")

from marsad.engines.copies import CopyFiles
from marsad.engines.engine import Engine
from marsad.engines.one import One
from marsad.engines.processes import Processes
from marsad.engines.run import Run, go, prepare
from marsad.ledger import Ledger
from marsad.ledger.adding import Kept
from marsad.ledger.archive.folder import FolderUnusable, RecordsFolder
from marsad.model.report import Report
from marsad.sieving import Sieve
from tests.cli.conftest import Command

from .crawls import SMALL, job, kept
from .stubs import OfMills
from .wires import alone, archive, looking, page, prints, wire


def crawl(
    folder: Path, *inputs: Path, engine: Engine | None = None, most: int = SMALL, again: bool = False
) -> Run:
    wanted = looking(folder)
    run = prepare(wanted, [str(i) for i in inputs], {}, again, most)
    for _ in go(run, wanted, engine or One()):
        pass
    return run


@pytest.mark.parametrize("engine", [One(), Processes(2)], ids=["one", "processes"])
@pytest.mark.parametrize("most", [SMALL // 4, SMALL, 10**6])
def test_records_are_those_of_one_process_that_lends(tmp_path: Path, engine: Engine, most: int) -> None:
    source = archive(tmp_path / "crawl.warc.gz", prints())
    run = crawl(tmp_path / "records", source, engine=engine, most=most)
    assert kept(tmp_path / "records") == alone(source)
    assert (run.done.records, run.done.copies, run.done.documents) == (30, 24, 60)
    assert dict(run.done.dropped) == {"subject": 30}
    assert run.done.size == run.size
    assert not run.lost


def test_shares_of_one_stream_are_ordered_as_the_stream_is(tmp_path: Path) -> None:
    source = archive(tmp_path / "crawl.warc.gz", prints(), whole=True)
    (tmp_path / "a.html").write_bytes(page("the hill", wire(9, "Wadi")))
    (tmp_path / "z.html").write_bytes(page("the lake", wire(9, "Wadi")))
    inputs = (tmp_path / "a.html", source, tmp_path / "z.html")
    for most in (100, 400, 10**6):
        folder = tmp_path / f"records{most}"
        run = crawl(folder, *inputs, most=most)
        assert len(run.left) > 1
        assert kept(folder) == alone(*inputs)


@settings(max_examples=6, deadline=None)
@given(st.lists(st.integers(0, 12), max_size=4))
def test_a_run_that_is_broken_off_anywhere_goes_on(stops: list[int]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "records"
        source = archive(Path(name) / "crawl.warc.gz", prints()[:24])
        wanted = looking(folder)
        for stop in stops:
            run = prepare(wanted, [str(source)], {}, most=SMALL)
            with closing(go(run, wanted, One())) as steps:
                list(itertools.islice(steps, stop))
        crawl(folder, source)
        assert kept(folder) == alone(source)


def test_inputs_that_come_later_change_nothing_of_what_was_read(tmp_path: Path) -> None:
    pages = prints()
    later = archive(tmp_path / "a.warc.gz", pages[:20])
    first = archive(tmp_path / "b.warc.gz", pages[20:])
    folder = tmp_path / "records"
    crawl(folder, first)
    before = set(kept(folder))
    run = crawl(folder, later, first)
    assert run.before
    assert kept(folder) == alone(first, later)
    assert before < set(kept(folder))


def test_a_copy_is_read_where_its_original_cannot_be(tmp_path: Path) -> None:
    crash = "The CRASH of the gate was heard in the market."
    pages = [page("the hill", wire(7, "Marj", crash)), *(page(o, wire(7, "Marj")) for o in ("a", "b"))]
    source = archive(tmp_path / "crawl.warc.gz", pages)
    run = crawl(tmp_path / "records", source, engine=Processes(1))
    assert [a.tries for a in run.done.aside] == [2]
    assert run.done.records == 2
    records = [k.record for k in RecordsFolder(str(tmp_path / "records")).records() if isinstance(k, Kept)]
    assert [(r.copy_of, len(r.events)) for r in records] == [(None, 1), (None, 1)]
    again = crawl(tmp_path / "records", source, engine=Processes(1), again=True)
    assert len(again.done.aside) == 1 and again.done.records == 0


def test_a_page_that_ends_who_looks_at_it_is_set_aside_and_tried_again(tmp_path: Path) -> None:
    source = archive(tmp_path / "crawl.warc.gz", prints()[:8])
    folder = tmp_path / "records"
    wanted = looking(folder)
    wanted = replace(wanted, work=replace(wanted.work, sieve=_Fatal))
    run = prepare(wanted, [str(source)], {}, most=SMALL)
    for _ in go(run, wanted, Processes(1)):
        pass
    assert {a.reason for a in run.done.aside} == {"it ended the process that read it (SIGKILL)"}
    assert len(run.done.aside) == 1
    again = crawl(folder, source, again=True)
    assert not again.done.aside
    assert len(kept(folder)) == 4


class _Fatal(OfMills):
    """A sieve that the report on Qasr ends."""

    def covers(self, report: Report) -> bool:
        import os
        import signal

        if "Qasr" in report.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return True


def test_what_is_kept_for_it_is_small_and_says_what_it_is(tmp_path: Path) -> None:
    source = archive(tmp_path / "crawl.warc.gz", prints())
    run = crawl(tmp_path / "records", source)
    files = CopyFiles(RecordsFolder(str(tmp_path / "records")))
    originals = {c: o for split in files.with_copies() for c, o in files.originals(split).items()}
    assert len(originals) == 24
    assert len({o.report for o in originals.values()}) == 6
    assert {o.split for o in originals.values()} <= {s.id for s in run.left}
    assert sum(map(len, files.rounds())) == len(run.left)


def test_a_folder_is_filled_with_copies_looked_for_or_without(tmp_path: Path) -> None:
    source = archive(tmp_path / "crawl.warc.gz", prints()[:4])
    crawl(tmp_path / "records", source)
    with pytest.raises(FolderUnusable, match="it was begun with copies True, not None"):
        prepare(job(tmp_path / "records"), [str(source)], {})


def test_the_command_finds_copies_in_archives(marsad: Command, home: Path) -> None:
    war = (
        "Anvil killed 7 people in Tell on Monday. Fighters shelled the town and residents fled to the hills."
    )
    cake = "Mix the flour with the butter, add two eggs, and bake the dough for an hour until it is golden."
    pages = [page(o, f"<p>{war} {war}</p>") for o in ("river", "lake")] + [page("hill", f"<p>{cake}</p>")]
    source = archive(home / "crawl.warc.gz", pages)
    ran = marsad("read", str(source), "--records", "records")
    assert ran.code == 0, ran.err
    assert "2 records, with 4 events, of 3 documents" in ran.err
    assert "1 copies of others, not read again" in ran.err
    assert "1 dropped by the sieve: not about armed conflict" in ran.err
    with Ledger.open(str(home / "marsad.sqlite")) as ledger:
        records = list(ledger.records())
    assert {r.copy_of for r in records} == {None, *(r.report.id for r in records if r.copy_of is None)}
    assert [r.report.url for r in records] == [f"http://crawl.warc.example/{n}" for n in range(2)]
    ran = marsad("read", str(source), "--records", "other", "--no-copies", "--no-ledger")
    assert "2 records" in ran.err and "copies" not in ran.err
    sifted = [json.loads(line) for p in (home / "other/_sifted").iterdir() for line in p.open()]
    assert [s["reason"] for s in sifted] == ["subject"] and sifted[0]["score"] < Sieve.open().topic.limit
