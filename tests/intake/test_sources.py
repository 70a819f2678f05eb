"""Inputs of every kind, good and bad; one broken item never ends a run."""

from __future__ import annotations

import gzip
import io
import json
import os
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.intake import IntakeOptions, Skipped, count_hint, read_sources
from marsad.intake.compose import compose
from marsad.intake.draft import Draft
from marsad.intake.errors import IntakeError
from marsad.model.report import Basis, Report

STORY = (
    "Rebels seize lake bridge\n\n"
    "Fighters seized a bridge near the town on Sunday, killing nine soldiers, officials said."
)
OPTIONS = IntakeOptions(max_bytes=1_000_000)


def read(*inputs: object, options: IntakeOptions = OPTIONS) -> list[Report | Skipped]:
    return list(read_sources([str(x) for x in inputs], options))


def one(path: Path, data: bytes, options: IntakeOptions = OPTIONS) -> Report | Skipped:
    path.write_bytes(data)
    (item,) = read(path, options=options)
    assert item.source.startswith(str(path))
    return item


def skipped(path: Path, data: bytes) -> Skipped:
    item = one(path, data)
    assert isinstance(item, Skipped)
    assert item.remedy
    assert str(path) in str(item)
    return item


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a", "a.jsonl.txt", "a.xyz"])
def test_plain_text_by_content(tmp_path: Path, name: str) -> None:
    report = one(tmp_path / name, STORY.encode())
    assert isinstance(report, Report)
    assert report.text == STORY
    assert report.title == "Rebels seize lake bridge"


def test_kinds_by_content_not_by_name(tmp_path: Path) -> None:
    page = f"<!doctype html><html><body><article><p>{STORY}</p></article></body></html>"
    assert "<p>" not in getattr(one(tmp_path / "a.txt", page.encode()), "text", "<p>")
    line = json.dumps({"id": "n7", "text": STORY})
    assert getattr(one(tmp_path / "b.txt", line.encode()), "name", None) == "n7"
    assert getattr(one(tmp_path / "c.bin", gzip.compress(STORY.encode())), "text", None) == STORY
    assert (
        getattr(
            one(tmp_path / "d.json", json.dumps({"id": "n8", "text": STORY}, indent=1).encode()), "name", None
        )
        == "n8"
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (bytes(range(256)) * 40, "not text"),
        (b"%PDF-1.4 ...", "PDF"),
        (b"PK\x03\x04....", "zip"),
        (b"123 456 ---", "no text"),
        (b"x" * 1_000_001, "larger than 1,000,000 bytes"),
        (gzip.compress(STORY.encode())[:-9], "break off"),
        (b"\x1f\x8b\x08\x00" + b"\xff" * 90, "damaged"),
        (gzip.compress(gzip.compress(gzip.compress(STORY.encode()))), "gzip inside gzip"),
        (b"<rss><channel></channel></rss>", "no entries"),
    ],
)
def test_bad_files_say_what_is_wrong(tmp_path: Path, data: bytes, reason: str) -> None:
    assert reason in skipped(tmp_path / "bad", data).reason


def test_a_file_of_fifty_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.write(STORY.encode())
        file.truncate(50_000_000)
    (item,) = read(path, options=IntakeOptions())
    assert isinstance(item, Skipped)
    assert "larger than 20,000,000 bytes" in item.reason


def test_a_zip_bomb_is_met_early(tmp_path: Path) -> None:
    bomb = gzip.compress(b"0" * 60_000_000)
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(bomb))
    (item,) = read(path, options=IntakeOptions(max_bytes=50_000_000))
    assert isinstance(item, Skipped)
    assert "zip bomb" in item.reason
    lines = tmp_path / "bomb.jsonl.gz"
    lines.write_bytes(gzip.compress((json.dumps({"text": STORY}) + "\n").encode() + b"\n" * 60_000_000))
    found = read(lines)
    assert isinstance(found[0], Report)
    assert isinstance(found[-1], Skipped)


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    text = STORY + " “It’s lost,” one said."
    assert getattr(one(tmp_path / "a.txt", text.encode(encoding)), "text", None) == text


def test_mojibake_is_mended(tmp_path: Path) -> None:
    text = STORY + " It’s lost – one said."
    broken = text.encode().decode("cp1252").encode()
    assert getattr(one(tmp_path / "a.txt", broken), "text", None) == text


def test_another_language_is_read_and_named(tmp_path: Path) -> None:
    words = "قال ناشطون إن القوات سيطرت على المدينة بعد اشتباكات عنيفة مع المسلحين في ريف المدينة الشمالي."
    assert getattr(one(tmp_path / "a.txt", words.encode()), "language", None) == "ar"


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        "\n".join(
            [
                json.dumps(
                    {
                        "id": "n1",
                        "title": "Rebels seize lake bridge",
                        "text": STORY,
                        "published": "2021-05-03",
                        "outlet": "Lake News",
                        "url": "http://lake.example/1",
                    }
                ),
                "",
                "{not json",
                json.dumps({"id": 5, "text": STORY}),
                json.dumps({"id": "n2", "text": "  "}),
                json.dumps({"id": "n3"}),
                json.dumps({"id": "n4", "text": 7}),
                json.dumps({"id": "n5", "text": STORY, "published": "last week"}),
                json.dumps(["text"]),
                "[" * 100_000,
                json.dumps({"id": "n6", "text": "Lone \ud800 half\u0000 here."}),
            ]
        )
    )
    found = read(path)
    assert [x.source for x in found] == [f"{path}:{n}" for n in (1, 3, 4, 5, 6, 7, 8, 9, 10, 11)]
    good = [x for x in found if isinstance(x, Report)]
    assert [x.name for x in good] == ["n1", "5", "n6"]
    assert good[0].text == STORY
    assert good[0].outlet == "Lake News"
    assert good[0].url == "http://lake.example/1"
    assert good[0].published is not None
    assert (good[0].published.day, good[0].published.basis) == (date(2021, 5, 3), Basis.METADATA)
    assert good[0].title_span is not None
    good[2].text.encode("utf-8")
    bad = [x for x in found if isinstance(x, Skipped)]
    assert "JSON" in bad[0].reason
    assert "published" in bad[4].reason


def test_a_line_too_long_loses_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "x" * 2_000_000}) + "\n" + json.dumps({"id": "n2", "text": STORY}))
    first, second = read(path)
    assert isinstance(first, Skipped)
    assert "longer" in first.reason
    assert getattr(second, "name", None) == "n2"
    assert second.source == f"{path}:2"


def test_a_folder_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden", "sub/c.txt", ".git/d.txt", "empty.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("" if name == "empty.txt" else f"{STORY} {name}")
    found = read(tmp_path)
    assert [Path(x.source).name for x in found] == ["a.txt", "b.txt", "empty.txt", "c.txt"]
    assert isinstance(found[2], Skipped)
    assert count_hint([str(tmp_path)]) == 4


def test_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "hollow").mkdir()
    found = read(tmp_path / "none.txt", tmp_path / "hollow", "\0")
    assert [getattr(x, "reason", "") for x in found] == [
        "there is no such file",
        "the folder holds no files",
        "it is no path that the system knows",
    ]


def test_a_pipe_in_a_folder_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (item,) = read(tmp_path)
    assert isinstance(item, Skipped)
    assert "regular" in item.reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0)
    try:
        (item,) = read(tmp_path)
    finally:
        locked.chmod(0o700)
    assert isinstance(item, Skipped)
    assert "not permitted" in item.reason
    assert item.source == str(locked)


def test_permission_errors_name_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the system would answer a user other than root."""
    (tmp_path / "a.txt").write_text(STORY)

    def refuse(self: Path, *args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    (item,) = read(tmp_path)
    assert isinstance(item, Skipped)
    assert "not permitted" in item.reason


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class _Input:
        buffer = io.BytesIO(STORY.encode())

    monkeypatch.setattr("sys.stdin", _Input())
    (report,) = read("-")
    assert isinstance(report, Report)
    assert (report.source, report.name) == ("-", None)


def test_given_facts_win(tmp_path: Path) -> None:
    line = json.dumps({"text": "3 May 2021 " + STORY, "published": "2020-01-01", "outlet": "Lake News"})
    stated = one(tmp_path / "a.jsonl", line.encode())
    given_date = one(
        tmp_path / "a.jsonl", line.encode(), IntakeOptions(published=date(2022, 2, 2), outlet="Hill Times")
    )
    assert isinstance(stated, Report)
    assert isinstance(given_date, Report)
    assert stated.published is not None
    assert (stated.published.day, stated.published.basis) == (date(2021, 5, 3), Basis.STATED)
    assert len(stated.published.reasons) == 2
    assert given_date.published is not None
    assert (given_date.published.day, given_date.published.basis) == (date(2022, 2, 2), Basis.GIVEN)
    assert given_date.outlet == "Hill Times"


def test_ids_rest_on_content(tmp_path: Path) -> None:
    a = one(tmp_path / "a.txt", STORY.encode())
    b = one(tmp_path / "b.txt", (STORY + "\n\nShare on Facebook 12\n").encode())
    c = one(tmp_path / "c.txt", STORY.replace("nine", "ten").encode())
    assert isinstance(a, Report)
    assert isinstance(b, Report)
    assert isinstance(c, Report)
    assert a.id == b.id
    assert a.id != c.id
    assert a.id[0] == "r"
    assert len(a.id) == 21


def test_count_hint(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{json.dumps({'text': STORY})}\n" * 4000)
    (tmp_path / "b.txt").write_text(STORY)
    assert count_hint([str(tmp_path / "b.txt"), str(tmp_path / "missing.txt")]) == 2
    hint = count_hint([str(path)])
    assert hint is not None
    assert 3900 <= hint <= 4100
    assert count_hint(["-"]) is None
    assert count_hint(["https://lake.example/"]) is None
    assert count_hint(["x.warc.gz"]) is None


def _holds(report: Report) -> None:
    at = 0
    for r in report.removed:
        assert at <= r.start < r.end <= len(report.text)
        at = r.end
    for span in (*report.captions, *([report.title_span] if report.title_span else [])):
        assert report.text[span.start : span.end] == span.text


_LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            [
                "Leave a Reply",
                "Tags Mali Gao The army",
                "By Amina Diallo",
                "3 May 2021",
                "(AFP photo)",
                "GAO (Reuters) -",
                "Rebels seize lake bridge",
                "Read also",
                "Share on Facebook 12",
                "Source: Lake News",
                "Get short URL 0 1",
                "Soldiers are seen in a camp. File photo",
                "Published 3 May 2021",
                "\u202bنص\u202c",
                "Reporting by A B; ",
            ]
        ),
    ),
    max_size=12,
)


@given(
    _LINES,
    st.sampled_from(["\n", " ", "\n\n", ". "]),
    st.one_of(st.none(), st.just("Rebels seize lake bridge")),
)
def test_offsets_hold_in_any_text(lines: list[str], joint: str, title: str | None) -> None:
    try:
        report = compose(Draft("x", joint.join(lines), title=title), IntakeOptions())
    except IntakeError:
        return
    _holds(report)


@given(
    st.binary(max_size=500),
    st.sampled_from([b"", b"<html><body><p>", b'{"text": "', b"WARC/1.0\r\n", b"\x1f\x8b\x08", b"<rss>"]),
)
def test_random_bytes_never_raise(data: bytes, start: bytes) -> None:
    import tempfile

    with tempfile.NamedTemporaryFile() as file:
        file.write(start + data)
        file.flush()
        for item in read_sources([file.name], OPTIONS):
            if isinstance(item, Report):
                _holds(item)


REQUIRED = Path(__file__).parents[3] / "shared" / "reports" / "000_f964ef8d3eddc13b.txt"


@pytest.mark.skipif(not REQUIRED.exists(), reason="the shared example report is not here")
def test_the_report_the_project_started_from() -> None:
    (report,) = read(REQUIRED)
    assert isinstance(report, Report)
    assert report.title is not None
    assert report.title.endswith("in Damascus suburb")
    assert (report.outlet, report.dateline, report.credit) == ("ARA News", "Damascus", "ARA News")
    assert [n.split()[-1] for n in report.bylines] == ["Majdalawi", "Mustafa"]
    (caption,) = report.captions
    assert caption.text.endswith("File photo")
    form = report.removed[-1]
    assert form.what == "comment form"
    assert report.text[form.start : form.end].endswith("1 × 5 =")
    assert report.published is None


@pytest.mark.parametrize(
    "piece",
    [
        "A-",
        "A’",
        "Tags A ",
        "(photo",
        "\n(AP) ",
        "x > ",
        "al-A ",
        "Published 1 ",
        "By A, ",
        "A in B, ",
        "A / ",
        "A · ",
        "1 of 2 ",
        "A@b.",
        "NEWS ",
        "as of ",
        "5 p.m. on ",
        "Daily news ",
    ],
)
def test_hostile_repetition_is_read_in_time(piece: str) -> None:
    began = time.process_time()
    compose(Draft("x", piece * (200_000 // len(piece)) + " end"), IntakeOptions())
    assert time.process_time() - began < 5
