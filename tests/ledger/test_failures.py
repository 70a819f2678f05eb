"""What happens to a ledger when things go wrong: nothing that was stored is lost, and the message helps."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, make_url, text

from marsad.ledger import (
    Ledger,
    LedgerDamaged,
    LedgerError,
    LedgerFull,
    LedgerLocked,
    LedgerMissing,
    LedgerTooNew,
    LedgerUnreachable,
    LedgerUnwritable,
)

from . import factory

ROOT = Path(__file__).resolve().parents[2]
ADD_MANY = """
import sys
from marsad.ledger import Ledger
from tests.ledger import factory
place, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with Ledger.open(place, wait=60) as ledger:
    for n in range(first, last):
        print(ledger.add(factory.clash(n)).name, flush=True)
"""


def adding(place: str, first: int, last: int) -> subprocess.Popen[str]:
    """A process that adds the clashes ``first`` to ``last`` and tells of each."""
    paths = os.pathsep.join([str(ROOT), *filter(None, sys.path)])
    command = [sys.executable, "-c", ADD_MANY, place, str(first), str(last)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths}
    )


@pytest.mark.parametrize("whole", [1, 7, 40])
def test_a_killed_process_leaves_a_good_file_with_whole_reports(tmp_path: Path, whole: int) -> None:
    path = tmp_path / "ledger.sqlite"
    process = adding(str(path), 0, 100_000)
    assert process.stdout is not None
    for _ in range(whole):
        assert process.stdout.readline() == "NEW\n"
    time.sleep(0.003 * whole)  # somewhere in the middle of another
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    with Ledger.open(path) as ledger:
        with ledger.engine.connect() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).first() is None
        stored = ledger.counts().reports
        assert stored >= whole
        for n in range(stored):
            assert ledger.record(factory.clash(n).report.id) == factory.clash(n)
        assert ledger.counts().readings == stored
        ledger.add(factory.strike())


def test_two_processes_add_at_once_to_a_ledger_that_neither_finds(place: str) -> None:
    processes = [adding(place, 0, 60), adding(place, 30, 90), adding(place, 30, 60)]
    said = [process.communicate(timeout=120)[0].split() for process in processes]
    assert all(process.returncode == 0 for process in processes)
    assert sum(words.count("NEW") for words in said) == 90
    assert sum(words.count("KNOWN") for words in said) == 60
    with Ledger.open(place) as ledger:
        assert ledger.counts().readings == 90
        assert ledger.record(factory.clash(45).report.id) == factory.clash(45)


def hold_lock(place: str) -> Callable[[], None]:
    """Take the write lock on another connection; gives what lets it go."""
    if "://" not in place:
        connection = sqlite3.connect(place, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        return connection.close
    other = Ledger.open(place)
    held = other.engine.connect()
    held.begin()
    held.execute(text("LOCK TABLE reading IN ACCESS EXCLUSIVE MODE"))

    def let_go() -> None:
        held.close()
        other.close()

    return let_go


def test_a_locked_ledger_says_so_and_takes_the_record_later(place: str) -> None:
    Ledger.open(place).close()
    let_go = hold_lock(place)
    try:
        with (
            Ledger.open(place, wait=0.2) as ledger,
            pytest.raises(LedgerLocked, match=r"another process is writing.*wait until"),
        ):
            ledger.add(factory.clash())
    finally:
        let_go()
    with Ledger.open(place) as ledger:
        assert ledger.counts().reports == 0
        ledger.add(factory.clash())
        assert ledger.counts().reports == 1


def test_a_locked_file_can_still_be_asked(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path) as ledger:
        ledger.add(factory.clash())
    let_go = hold_lock(str(path))
    with Ledger.open(path, wait=0.2) as ledger:
        assert len(ledger.events()) == 1
    let_go()


def test_a_file_locked_before_it_is_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    let_go = hold_lock(str(path))
    with pytest.raises(LedgerLocked, match=r"ledger\.sqlite"):
        Ledger.open(path, wait=0.2)
    let_go()
    Ledger.open(path).close()


def test_a_ledger_of_a_newer_version_is_left_alone(place: str) -> None:
    with Ledger.open(place) as ledger:
        ledger.add(factory.clash())
        with ledger.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9001'"))
    with pytest.raises(LedgerTooNew, match=r"9001.*upgrade"):
        Ledger.open(place)


@pytest.mark.parametrize("content", [b"x", b"Dear editor,\n" * 400, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    with pytest.raises(LedgerDamaged, match=r"letter\.txt"):
        Ledger.open(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmark (url TEXT)")
    with pytest.raises(LedgerDamaged, match="not a ledger"):
        Ledger.open(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmark",)]


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path) as ledger:
        for n in range(40):
            ledger.add(factory.clash(n))
    return path


def test_torn_pages_are_found_on_opening(filled: Path) -> None:
    whole = bytearray(filled.read_bytes())
    for page in range(20, len(whole) // 4096, 7):
        whole[page * 4096 : page * 4096 + 2048] = b"\xa5" * 2048
    filled.write_bytes(whole)
    with pytest.raises(LedgerDamaged, match="put back a copy"):
        Ledger.open(filled)


def test_a_truncated_file_is_found_on_opening(filled: Path) -> None:
    filled.write_bytes(filled.read_bytes()[: 4096 * 9])
    with pytest.raises(LedgerDamaged):
        Ledger.open(filled)


def test_damage_that_shows_only_later_is_told_as_damage(filled: Path) -> None:
    with Ledger.open(filled) as ledger:
        ledger.engine.dispose()  # forget the pages that it holds in memory
        with filled.open("r+b") as file:
            file.seek(4096)
            file.write(b"\xa5" * (filled.stat().st_size - 4096))
        with pytest.raises(LedgerDamaged):
            ledger.events()
        with pytest.raises(LedgerDamaged):
            ledger.check()


def test_no_ledger_where_none_is_to_be_made(tmp_path: Path) -> None:
    with pytest.raises(LedgerMissing, match="marsad read"):
        Ledger.open(tmp_path / "none.sqlite", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnwritable, match="does not exist; make it"):
        Ledger.open(tmp_path / "nowhere" / "ledger.sqlite")


def test_a_folder_in_the_files_place(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnwritable, match="folder"):
        Ledger.open(tmp_path)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user reaches, unlike those of pytest."""
    with tempfile.TemporaryDirectory(prefix="marsad-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def test_a_folder_that_may_not_be_written(open_folder: Path, unprivileged: Callable[[Path], None]) -> None:
    unprivileged(open_folder)
    open_folder.chmod(0o555)
    with pytest.raises(LedgerUnwritable, match="permissions"):
        Ledger.open(open_folder / "ledger.sqlite")


def test_a_ledger_that_may_not_be_written(open_folder: Path, unprivileged: Callable[[Path], None]) -> None:
    unprivileged(open_folder)
    path = open_folder / "ledger.sqlite"
    Ledger.open(path).close()
    path.chmod(0o444)
    with pytest.raises(LedgerUnwritable), Ledger.open(path) as ledger:
        ledger.add(factory.clash())


def test_a_file_that_may_not_grow_keeps_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"

    def bound(connection: sqlite3.Connection, entry: object) -> None:
        connection.execute("PRAGMA max_page_count = 120")

    event.listen(Engine, "connect", bound)
    try:
        with Ledger.open(path) as ledger:
            stored = 0
            with pytest.raises(LedgerFull, match="free some space"):
                for n in range(1000):
                    ledger.add(factory.clash(n))
                    stored += 1
            assert ledger.counts().readings == stored > 3
    finally:
        event.remove(Engine, "connect", bound)
    with Ledger.open(path) as ledger:
        ledger.add(factory.clash(stored))
        assert ledger.counts().reports == stored + 1


FULL_DISK = """
import resource, signal, sys
from marsad.ledger import Ledger, LedgerFull
from tests.ledger import factory
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Ledger.open(sys.argv[1]) as ledger:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
    try:
        for n in range(1000):
            ledger.add(factory.clash(n))
    except LedgerFull as error:
        print(n, error)
"""


def test_a_disk_that_takes_no_more_keeps_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])}
    command = [sys.executable, "-c", FULL_DISK, str(path)]
    said = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert "free some space" in said.stdout, said.stderr
    with Ledger.open(path) as ledger:
        assert ledger.counts().readings == int(said.stdout.split()[0]) > 0


def test_a_server_that_does_not_answer() -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    with pytest.raises(LedgerUnreachable, match=r"\*\*\*.*that the server is running") as error:
        Ledger.open("postgresql://someone:secret@127.0.0.1:1/ledger", wait=1)
    assert "secret" not in str(error.value)


def test_a_database_that_does_not_exist(server: str) -> None:
    with pytest.raises(LedgerUnreachable, match="no_such_database"):
        Ledger.open(make_url(server).set(database="no_such_database").render_as_string(hide_password=False))


@pytest.mark.parametrize("url", ["mysql://host/name", "://"])
def test_urls_of_no_ledger(url: str) -> None:
    with pytest.raises(LedgerError):
        Ledger.open(url)


def test_a_url_of_a_file(tmp_path: Path) -> None:
    with Ledger.open(f"sqlite:///{tmp_path}/by url.sqlite") as ledger:
        ledger.add(factory.clash())
    assert (tmp_path / "by url.sqlite").stat().st_size > 0
    assert not (tmp_path / "by url.sqlite-wal").exists()
