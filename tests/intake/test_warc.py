"""WARC archives."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.archives import record

from marsad.intake import IntakeOptions, Skipped, read_sources
from marsad.model.report import Report

SENTENCE = "Two soldiers were killed on Sunday in a clash near the town of Bunia, officials said there."
PAGE = f"<html><body><article><h1>Clash near lake town</h1><p>{SENTENCE}</p></article></body></html>".encode()


def read(path: Path, data: bytes) -> list[Report | Skipped]:
    path.write_bytes(data)
    return list(read_sources([str(path)], IntakeOptions(max_bytes=200_000)))


@pytest.mark.parametrize("zipped", [False, True])
def test_pages_of_an_archive(tmp_path: Path, zipped: bool) -> None:
    records = [
        record("http://lake.example/1", PAGE),
        record("http://lake.example/logo", b"\x89PNG", "image/png"),
        record("http://lake.example/gone", PAGE, status="404 Not Found"),
        record("http://lake.example/2", gzip.compress(PAGE), extra="Content-Encoding: gzip\r\n"),
        record(
            "http://lake.example/3",
            b"5\r\nClash\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(SENTENCE), SENTENCE.encode()),
            "text/plain",
            extra="Transfer-Encoding: chunked\r\n",
        ),
    ]
    data = b"".join(gzip.compress(r) for r in records) if zipped else b"".join(records)
    found = read(tmp_path / "crawl.warc.gz", data)
    assert [r.url for r in found if isinstance(r, Report)] == [f"http://lake.example/{n}" for n in (1, 2, 3)]
    assert all(r.source.startswith(f"{tmp_path / 'crawl.warc.gz'}#") for r in found)
    assert all(isinstance(r, Report) and SENTENCE in r.text for r in found)


@pytest.mark.parametrize("zipped", [False, True])
def test_a_truncated_archive_gives_what_is_whole_and_says_so(tmp_path: Path, zipped: bool) -> None:
    # The cut falls inside the second record, whose words do not compress away.
    noise = bytes((n * n * 31 + n // 7) % 94 + 33 for n in range(30_000)).replace(b"<", b" ")
    parts = [record("http://lake.example/1", PAGE), record("http://lake.example/2", PAGE + noise)]
    data = b"".join(gzip.compress(p) for p in parts) if zipped else b"".join(parts)
    found = read(tmp_path / "crawl.warc", data[:-400])
    assert isinstance(found[0], Report)
    assert isinstance(found[-1], Skipped)
    assert "break" in found[-1].reason
    assert len(found) == 2


def test_a_record_too_large_is_passed_over(tmp_path: Path) -> None:
    found = read(
        tmp_path / "c.warc", record("http://a.example/", b"x" * 300_000) + record("http://b.example/", PAGE)
    )
    assert isinstance(found[0], Skipped)
    assert "larger" in found[0].reason
    assert isinstance(found[1], Report)


def test_an_archive_of_nothing(tmp_path: Path) -> None:
    found = read(tmp_path / "c.warc", b"WARC/1.0\r\nnothing")
    assert len(found) == 1
    assert isinstance(found[0], Skipped)


@given(st.binary(max_size=300), st.integers(0, 400), st.booleans())
def test_damaged_archives_never_raise(noise: bytes, at: int, whole: bool) -> None:
    import io

    from marsad.intake.warc import read_archive

    data = record("http://a.example/", PAGE)
    damaged = data[:at] + noise + (data[at:] if whole else b"")
    for _ in read_archive(io.BytesIO(damaged), "x.warc", 100_000):
        pass
