"""``marsad read`` from article to ledger, output and summary."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.cli.reading.files import safe_name
from marsad.ledger import Ledger

from .conftest import FIGHTING, FRENCH, RAID, Command, write

ROOT = Path(__file__).resolve().parents[2]


def test_read_then_show_then_events(marsad: Command, reports: Path) -> None:
    ran = marsad("read", str(reports / "fighting.txt"), "--published", "2016-11-06", "--outlet", "River Post")
    assert ran.code == 0
    assert "Anvil killed 7 people in Tell" in ran.out
    assert "1 read, with 1 event" in ran.err
    shown = marsad("show", "fighting.txt")
    assert "2016-11-06 (given)" in shown.out
    assert "River Post" in shown.out
    assert "killed: at least 7, civilians" in shown.out
    events = marsad("events", "--place", "tell", "--from", "2016-11")
    assert "2016-11-06" in events.out
    assert "Anvil" in events.out
    assert "None of the 1 events" in marsad("events", "--to", "2015").err


def test_reading_twice_adds_nothing(marsad: Command, reports: Path, home: Path) -> None:
    first = marsad("read", str(reports), "--json")
    before = (home / "marsad.sqlite").read_bytes()
    again = marsad("read", str(reports), "--json")
    assert "3 already known to marsad.sqlite" in again.err
    assert "0 read" in again.err
    assert again.json == first.json
    assert (home / "marsad.sqlite").read_bytes() == before


def test_a_folder_is_read_with_a_line_a_report(marsad: Command, reports: Path) -> None:
    ran = marsad("read", str(reports))
    assert ran.code == 3
    lines = [line for line in ran.out.split("\n") if line.startswith("r")]
    assert len(lines) == 3
    assert "3 read, with 2 events" in ran.err
    assert "1 of these in another language (fr), which is not read" in ran.err
    assert "1 skipped" in ran.err
    assert "skipped: it is empty;" in ran.err
    assert "empty.txt" in ran.err


def test_json_is_all_that_goes_to_standard_output(marsad: Command, reports: Path) -> None:
    ran = marsad("read", str(reports), "--json")
    assert [record["contract"] for record in ran.json] == [1, 1, 1]
    assert {record["report"]["name"] for record in ran.json} == {"fighting", "raid", "nord"}
    assert "skipped" in ran.err
    stored = marsad("show", "raid", "--json")
    assert stored.json[0] in ran.json


def test_a_report_in_another_language_is_stored_and_said(
    marsad: Command, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    write(home, "nord.txt", FRENCH)
    ran = marsad("read", "nord.txt")
    assert ran.code == 0
    assert "in another language (fr): it is stored, but not read" in " ".join(ran.out.split())
    with Ledger.open("marsad.sqlite") as ledger:
        assert [head.language for head in ledger.reports()] == ["fr"]


def test_the_ledger_is_named_by_option_environment_or_default(
    marsad: Command, reports: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = str(reports / "raid.txt")
    marsad("read", report, "--no-ledger")
    assert not (home / "marsad.sqlite").exists()
    monkeypatch.setenv("MARSAD_LEDGER", "by-environment.sqlite")
    marsad("read", report)
    assert (home / "by-environment.sqlite").exists()
    marsad("read", report, "--ledger", "by option.sqlite")
    assert (home / "by option.sqlite").exists()
    assert not (home / "marsad.sqlite").exists()


def test_several_processes_give_the_same_in_the_same_order(marsad: Command, reports: Path) -> None:
    for n in range(12):
        write(reports, f"more/{n:02}.txt", FIGHTING.replace("7", str(n + 20)))
    one = marsad("read", str(reports), "--json", "--no-ledger")
    two = marsad("read", str(reports), "--json", "--jobs", "2", "--ledger", "two.sqlite")
    assert one.json == two.json
    assert two.code == one.code == 3
    assert "15 read" in two.err
    again = marsad("read", str(reports), "--jobs", "2", "--ledger", "two.sqlite")
    assert "15 already known" in again.err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_report_that_breaks_the_reader_is_skipped(marsad: Command, home: Path, jobs: str) -> None:
    write(home, "in/a.txt", FIGHTING.replace("Hammer", "BREAK"))
    write(home, "in/b.txt", RAID)
    ran = marsad("read", "in", "--jobs", jobs)
    assert ran.code == 3
    assert "the reader failed on it (RuntimeError: it broke); please report it" in ran.err
    assert "1 read" in ran.err


def test_nothing_could_be_read(marsad: Command, home: Path) -> None:
    write(home, "empty.txt", "")
    for name in ("empty.txt", "no such file.txt"):
        ran = marsad("read", name)
        assert ran.code == 1
        assert name in ran.err


def test_bad_inputs_do_not_end_the_run(marsad: Command, home: Path) -> None:
    (home / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (home / "broken.jsonl").write_text('{"id": "x", "title": "T"\n{"text": 5}\n', encoding="utf-8")
    write(home, "raid.txt", RAID)
    ran = marsad(
        "read", "picture.png", "broken.jsonl", "http://127.0.0.1:9/x", "missing", "raid.txt", "--json"
    )
    assert ran.code == 3
    assert len(ran.json) == 1
    for name in ("picture.png", "broken.jsonl", "127.0.0.1", "missing"):
        assert name in ran.err


def test_a_ledger_that_cannot_be_used(marsad: Command, home: Path) -> None:
    write(home, "raid.txt", RAID)
    ran = marsad("read", "raid.txt", "--ledger", "nowhere/x.sqlite")
    assert ran.code == 4
    assert "the folder nowhere does not exist" in ran.err
    ran = marsad("read", "raid.txt", "--ledger", "raid.txt")
    assert ran.code == 4
    assert (home / "raid.txt").read_text(encoding="utf-8") == RAID


# --- --out


def test_out_writes_a_contract_record_a_file(marsad: Command, reports: Path, home: Path) -> None:
    ran = marsad("read", str(reports), "--out", "records")
    assert ran.out == ""
    assert sorted(p.name for p in (home / "records").iterdir()) == ["fighting.json", "nord.json", "raid.json"]
    record = json.loads((home / "records/raid.json").read_text(encoding="utf-8"))
    assert record["events"][0]["harm"][0]["low"] == 12
    (home / "records/raid.json").unlink()
    marsad("read", str(reports), "--out", "records")
    assert json.loads((home / "records/raid.json").read_text(encoding="utf-8")) == record


def test_json_lines_are_named_by_their_ids(marsad: Command, home: Path) -> None:
    lines = [
        {"id": "one", "title": "A raid", "text": RAID},
        {"id": "two", "title": "Fight", "text": FIGHTING},
    ]
    (home / "all.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    marsad("read", "all.jsonl", "--out", "records", "--no-ledger")
    assert sorted(p.name for p in (home / "records").iterdir()) == ["one.json", "two.json"]


def test_no_name_leads_out_of_the_folder(marsad: Command, home: Path) -> None:
    names = [
        "../../escaped",
        "/tmp/escaped",
        "..",
        "a/../../b",
        "con",
        "x" * 400,
        "line\nbreak",
        ".hidden",
        "",
    ]
    lines = [
        {"id": name, "title": f"Raid {n}", "text": RAID.replace("12", str(n + 100))}
        for n, name in enumerate(names)
    ]
    (home / "all.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    before = {p for p in home.parent.rglob("*") if p.is_file()}
    ran = marsad("read", "all.jsonl", "--out", "records", "--no-ledger")
    made = {p for p in home.parent.rglob("*") if p.is_file()} - before
    assert ran.code == 0
    assert len(made) == len(names)
    assert {p.parent for p in made} == {home / "records"}
    assert not any(p.name.startswith(".") for p in made)


def test_reports_of_the_same_name_get_files_of_their_own(marsad: Command, home: Path) -> None:
    write(home, "a/raid.txt", RAID)
    write(home, "b/Raid.txt", FIGHTING)
    ran = marsad("read", "a", "b", "--out", "records", "--no-ledger")
    assert sorted(p.name for p in (home / "records").iterdir()) == ["Raid-2.json", "raid.json"]
    assert "another report is called Raid too; its record is records/Raid-2.json" in ran.err


def test_a_folder_that_cannot_be_written(marsad: Command, home: Path) -> None:
    write(home, "raid.txt", RAID)
    ran = marsad("read", "raid.txt", "--out", "raid.txt/records")
    assert ran.code == 4
    assert "marsad: raid.txt/records: cannot be written" in ran.err


@given(st.text())
def test_safe_names_are_one_component_of_a_path(name: str) -> None:
    safe = safe_name(name)
    assert safe == Path(safe).name
    assert safe not in {".", ".."}
    assert len(safe.encode()) <= 181
    assert safe.isprintable() or safe


# --- the real pipeline


def test_the_real_pipeline_reads_shows_and_lists(marsad: Command, home: Path) -> None:
    text = (
        "Clashes near Palmyra leave seven dead\n\nDAMASCUS - At least seven militants of the Islamic State "
        "group were killed on Sunday in clashes with the Syrian army near Palmyra, a military source said.\n"
    )
    write(home, "palmyra.txt", text)
    ran = marsad("read", "palmyra.txt", "--published", "2016-11-06", "--json", maker=None)
    assert ran.code == 0, ran.err
    (record,) = ran.json
    for span in (s for event in record["events"] for s in event["evidence"]):
        assert record["report"]["text"][span["start"] : span["end"]] == span["text"]
    assert marsad("show", "palmyra").code == 0
    assert len(marsad("events", "--json").json) == len(record["events"])


# --- interruption

SLOW = """
import sys
from marsad.cli.app import run
from marsad.cli.session import Session
from tests.cli.stub import STUB
if __name__ == "__main__":
    sys.exit(run(sys.argv[1:], Session(maker=STUB)))
"""


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_finishes_the_report_and_the_same_command_goes_on(
    marsad: Command, home: Path, jobs: int
) -> None:
    total = 24
    for n in range(total):
        write(home, f"in/{n:03}.txt", RAID.replace("12", str(n + 100)) + " SLOW")
    script = write(home, "slow.py", SLOW)
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])}
    command = [sys.executable, str(script), "read", "in", "--json", "--jobs", str(jobs)]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=env,
        cwd=home,
        start_new_session=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers too
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert "The same command again goes on from there" in err
    written = 1 + len(out.splitlines())
    with Ledger.open(home / "marsad.sqlite") as ledger:
        assert ledger.counts().reports == written < total
    ran = marsad("read", "in")
    assert f"{total - written} read" in ran.err
    assert f"{written} already known" in ran.err
    assert ran.code == 0
