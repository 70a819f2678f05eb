"""A function in a process of its own: what ends that process, and what does not."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from marsad.engines.errors import WorkerLost
from marsad.engines.guard import Guarded, Limits, Poisoned
from marsad.engines.processes import Pool
from marsad.ledger.errors import LedgerLocked


def opened(log: str) -> Callable[[str], str]:
    with Path(log).open("a") as file:
        file.write("opened\n")

    def answer(word: str) -> str:
        print("a library that prints")
        if word == "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        if word == "exit":
            os._exit(3)
        if word == "hang":
            time.sleep(1000)
        if word == "raise":
            raise ValueError("no such word")
        if word.startswith("once ") and not Path(word[5:]).exists():
            Path(word[5:]).touch()
            os._exit(1)
        return word.upper()

    return answer


def broken() -> Callable[[str], str]:
    raise OSError(2, "No such file or directory", "packs/world.sqlite")


def locked() -> Callable[[str], str]:
    raise LedgerLocked("here.sqlite")


def gone() -> Callable[[str], str]:
    os._exit(7)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


def test_answers_come_from_one_process_as_long_as_it_lives(log: Path, tmp_path: Path) -> None:
    guarded = Guarded(partial(opened, str(log)), Limits(seconds=30))
    assert guarded.ask("a" * 200_000) == "A" * 200_000
    pid = guarded.pid
    assert guarded.ask("b") == "B"
    assert guarded.pid == pid != os.getpid()
    crash = guarded.ask("crash")
    assert crash == Poisoned("it ended the process that read it (SIGSEGV)", 2)
    assert guarded.ask("raise") == Poisoned("ValueError: no such word", 1)
    assert guarded.ask(f"once {tmp_path / 'mark'}") == f"ONCE {tmp_path / 'mark'}".upper()
    guarded.close()
    assert log.read_text().count("opened") == 4  # and not one for what was only raised


def test_what_takes_too_long_is_ended(log: Path) -> None:
    guarded = Guarded(partial(opened, str(log)), Limits(tries=2, seconds=0.3))
    began = time.monotonic()
    assert guarded.ask("hang") == Poisoned("reading it took longer than 0.3 seconds", 2)
    assert time.monotonic() - began < 30
    assert guarded.ask("a") == "A"
    guarded.close()


def test_what_cannot_be_opened_is_told_as_it_is() -> None:
    with pytest.raises(OSError, match="No such file") as error:
        Guarded(broken).ask("a")
    assert error.value.filename == "packs/world.sqlite"
    with pytest.raises(Exception, match=r"here\.sqlite: another process is writing to this ledger; wait"):
        Guarded(locked).ask("a")
    with pytest.raises(WorkerLost, match="exit code 7"):
        Guarded(gone).ask("a")


def test_a_pool_answers_in_the_order_of_the_questions(log: Path) -> None:
    pool = Pool(partial(opened, str(log)), 2, Limits(seconds=30))
    waiting = [pool.start(str(n)) for n in range(20)]
    assert [wait() for wait in waiting] == [str(n) for n in range(20)]
    pool.close()
