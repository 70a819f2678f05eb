"""Inputs in pieces: together they hold what one reader finds, each document once and under its name."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.archives import INFO, record

from marsad.intake import IntakeOptions, Skipped, read_sources
from marsad.intake.cutting import Form, Piece, documents_of, pieces
from marsad.intake.sources import reports_in
from marsad.model.report import Report

OPTIONS = IntakeOptions(max_bytes=200_000)


def page(n: int, words: int = 30) -> bytes:
    body = " ".join(f"Patrol {n} met {n * k % 97} villagers near the mill." for k in range(words))
    return f"<html><body><article><h1>Patrol {n} returns</h1><p>{body}</p></article></body></html>".encode()


def archive(count: int) -> list[bytes]:
    made = [INFO]
    for n in range(count):
        url = f"http://mill.example/{n}"
        made.append(
            record(url, b"\x89PNG" * 40, "image/png") if n % 7 == 3 else record(url, page(n, 5 + n % 40))
        )
    return made


def by_one(path: Path) -> list[Report | Skipped]:
    return list(read_sources([str(path)], OPTIONS))


def cut(path: Path, most: int) -> list[Piece]:
    found = list(pieces(str(path), OPTIONS, most))
    assert not [p for p in found if isinstance(p, Skipped)], found
    return [p for p in found if isinstance(p, Piece)]


def by_many(parts: Sequence[Piece]) -> list[Report | Skipped]:
    return [r for p in parts for d in documents_of(p, OPTIONS) for r in reports_in(d, OPTIONS)]


def key(item: Report | Skipped) -> tuple[str, str]:
    return item.source, repr(item)


@pytest.mark.parametrize("most", [300, 1000, 5000, 10**6])
def test_an_archive_of_a_member_a_record_is_cut_by_bytes(tmp_path: Path, most: int) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(gzip.compress(r) for r in archive(60)))
    parts = cut(path, most)
    assert {p.form for p in parts} == {Form.MEMBERS}
    assert len(parts) == -(-path.stat().st_size // most)
    assert sum(p.size for p in parts) == path.stat().st_size
    assert by_many(parts) == by_one(path)
    assert len(by_one(path)) > 40


def test_pages_are_named_by_the_byte_at_which_their_member_begins(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(gzip.compress(r) for r in archive(9)))
    for report in by_one(path):
        at = int(report.source.rpartition("#")[2])
        assert isinstance(report, Report)
        assert report.url
        assert report.url.encode() in gzip.decompress(path.read_bytes()[at:])[:400]


@pytest.mark.parametrize("most", [2000, 8000, 10**6])
def test_an_archive_that_is_not_compressed_is_cut_between_records(tmp_path: Path, most: int) -> None:
    path = tmp_path / "crawl.warc"
    inner = b"".join(archive(4))  # an archive inside a page is no place to cut
    path.write_bytes(b"".join(archive(60)) + record("http://mill.example/warc", inner, "text/plain"))
    parts = cut(path, most)
    assert (len(parts) > 1) == (most < 10**6)
    assert by_many(parts) == by_one(path)


def test_an_archive_in_one_member_is_shared_out(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(gzip.compress(b"".join(archive(90)), mtime=0))
    parts = cut(path, path.stat().st_size // 3)
    assert [p.stretch.shares for p in parts] == [3] * 3
    assert sorted(by_many(parts), key=key) == sorted(by_one(path), key=key)


def test_members_that_hold_many_records_keep_names_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    records = archive(40)
    path.write_bytes(b"".join(gzip.compress(b"".join(records[n : n + 5])) for n in range(0, 41, 5)))
    alone = by_one(path)
    assert len({r.source for r in alone}) == len(alone)
    assert by_many(cut(path, 700)) == alone


def test_a_truncated_archive_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(gzip.compress(r) for r in archive(60))[:-60])
    assert by_many(cut(path, 900)) == by_one(path)
    assert sum(isinstance(r, Skipped) for r in by_one(path)) == 1


lines = st.lists(
    st.one_of(
        st.just(""),
        st.just("{broken"),
        st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), min_size=1, max_size=40).map(
            lambda t: json.dumps({"id": t, "text": f"Two of them left. {t}"}, ensure_ascii=False)
        ),
    ),
    min_size=1,
    max_size=30,
)


@given(lines, st.integers(1, 900), st.booleans())
def test_json_lines_are_cut_between_lines(rows: list[str], most: int, ended: bool) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "all.jsonl"
        first = json.dumps({"text": "The first of them left."})
        path.write_text("\n".join([first, *rows]) + "\n" * ended, encoding="utf-8")
        assert by_many(cut(path, most)) == by_one(path)


def test_gzipped_lines_are_shared_out(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl.gz"
    rows = [json.dumps({"id": str(n), "text": page(n).decode()}) for n in range(300)]
    path.write_bytes(gzip.compress("\n".join(rows).encode()))
    parts = cut(path, path.stat().st_size // 4)
    assert len(parts) > 3
    assert sorted(by_many(parts), key=key) == sorted(by_one(path), key=key)
    assert all(len(by_many([p])) > 20 for p in parts)


def test_parquet_is_cut_by_row_groups(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    from datetime import date

    rows = [
        {"id": n, "text": f"Patrol {n} left the mill.", "published": date(2020, 1, 1 + n % 28), "other": 1.5}
        for n in range(100)
    ]
    path = tmp_path / "all.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=16)
    parts = cut(path, 400)
    assert len(parts) > 3
    found = sorted(by_many(parts), key=key)
    assert [r.name for r in found if isinstance(r, Report)] == [
        str(n) for n in sorted(range(100), key=lambda n: f"{path}:{n + 1}")
    ]
    assert {r.published.day for r in found if isinstance(r, Report) and r.published} == {
        r["published"] for r in rows
    }


def test_a_folder_an_empty_folder_and_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "empty").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Two of them left.", encoding="utf-8")
    (tmp_path / "in" / ".hidden").write_text("x", encoding="utf-8")
    assert [p.source for p in cut(tmp_path / "in", 10)] == [str(tmp_path / "in" / "a.txt")]
    assert by_many(cut(tmp_path / "in", 10)) == by_one(tmp_path / "in")
    for name, reason in (("empty", "holds no files"), ("missing", "no such file"), ("-", "standard input")):
        (found,) = pieces(name if name == "-" else str(tmp_path / name), OPTIONS)
        assert isinstance(found, Skipped)
        assert reason in found.reason


def test_an_address_of_another_file_system(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    pytest.importorskip("pyarrow")
    data = b"".join(gzip.compress(r) for r in archive(30))
    fsspec.filesystem("memory").pipe_file("/news/2020/a.warc.gz", data)
    path = tmp_path / "a.warc.gz"
    path.write_bytes(data)
    parts = [p for p in pieces("memory://news", OPTIONS, 900) if isinstance(p, Piece)]
    assert {p.source for p in parts} == {"memory://news/2020/a.warc.gz"}
    told = [repr(r).replace("memory://news/2020/a.warc.gz", str(path)) for r in by_many(parts)]
    assert told == [repr(r) for r in by_one(path)]
    address = path.as_uri()
    assert [p.source for p in pieces(address, OPTIONS, 10**6) if isinstance(p, Piece)] == [str(path)]
