"""``marsad check``, ``import`` and ``backup``, as a user meets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from marsad.cli.exits import Exit
from marsad.ledger import Ledger, archive

from .conftest import FIGHTING, FRENCH, RAID, Command, write


@pytest.fixture
def read(marsad: Command, home: Path) -> Command:
    write(home, "a.txt", FIGHTING)
    write(home, "b.txt", FRENCH)
    assert marsad("read", "a.txt", "b.txt").code == Exit.OK
    return marsad


def test_a_sound_ledger_is_said_to_be(read: Command) -> None:
    ran = read("check")
    assert ran.code == Exit.OK
    assert "offsets, by the words that stand there" in ran.out and "All is well." in ran.out
    assert read("check", "--json").json[0]["whole"] is True


def test_there_is_nothing_to_check_where_there_is_no_ledger(marsad: Command, home: Path) -> None:
    ran = marsad("check")
    assert ran.code == Exit.LEDGER and "there is no ledger here" in ran.err
    assert list(home.iterdir()) == []


def damage(home: Path, statement: str) -> None:
    with Ledger.open(home / "marsad.sqlite") as ledger, ledger.engine.begin() as connection:
        connection.execute(text(statement))


def test_what_is_derived_is_made_anew(read: Command, home: Path) -> None:
    read("incidents")
    damage(home, "DELETE FROM incident")
    ran = read("check")
    assert ran.code == Exit.NOTHING
    assert "it belongs to no incident" in ran.out and "run `marsad check --repair`" in ran.out
    assert read("check", "--repair").code == Exit.OK
    assert read("check").code == Exit.OK


def test_a_record_that_does_not_come_together_is_named_and_not_mended(read: Command, home: Path) -> None:
    damage(home, "UPDATE event SET status = 'odd'")
    ran = read("check")
    assert ran.code == Exit.NOTHING
    assert "'odd' is not a valid Status" in ran.out and "put back a backup" in ran.out
    ran = read("check", "--repair")
    assert ran.code == Exit.LEDGER and "does not come together" in ran.err


def test_a_colleagues_ledger_is_taken_in_once(read: Command, home: Path) -> None:
    write(home, "c.txt", RAID)
    assert read("read", "a.txt", "c.txt", "--ledger", "other.sqlite").code == Exit.OK
    ran = read("import", "other.sqlite")
    assert (ran.code, ran.out) == (Exit.OK, "records:   1 new, 1 known\ndecisions: none\n")
    assert read("import", "other.sqlite").out.startswith("records:   2 known\n")
    assert read("check").code == Exit.OK


def test_an_archive_is_taken_in_and_a_damaged_one_is_not(read: Command, home: Path) -> None:
    with Ledger.open("marsad.sqlite") as ledger:
        archive.write(ledger, home / "all.zip")
    assert read("import", "all.zip", "--ledger", "new.sqlite").out.startswith("records:   2 new\n")
    (home / "cut.zip").write_bytes((home / "all.zip").read_bytes()[:300])
    ran = read("import", "cut.zip", "--ledger", "new.sqlite")
    assert ran.code == Exit.LEDGER
    assert "cut.zip: it is cut off in its part records-00001.jsonl; get another copy" in ran.err


@pytest.mark.parametrize("name", ["a.txt", "nothing.zip", "."])
def test_what_is_no_ledger_is_not_taken_in(read: Command, name: str) -> None:
    ran = read("import", name)
    assert ran.code == Exit.LEDGER and ran.err.startswith(f"marsad: {name}: ")


def test_a_refused_record_is_told_and_the_rest_is_taken_in(read: Command, home: Path) -> None:
    damage(home, "UPDATE event SET status = 'odd'")
    ran = read("import", "marsad.sqlite", "--ledger", "new.sqlite")
    assert ran.code == Exit.SKIPPED
    assert ran.out.startswith("records:   1 new, 1 refused\n")
    assert "refused: report r" in ran.err and "'odd' is not a valid Status" in ran.err


def test_a_backup_opens_and_replaces_nothing_unasked(read: Command, home: Path) -> None:
    ran = read("backup", "copy.sqlite")
    assert (ran.code, ran.out) == (
        Exit.OK,
        "copy.sqlite: the copy is whole; --ledger copy.sqlite opens it\n",
    )
    assert read("check", "--ledger", "copy.sqlite").code == Exit.OK
    ran = read("backup", "a.txt")
    assert ran.code == Exit.LEDGER and "there is a file already" in ran.err
    assert (home / "a.txt").read_text() == FIGHTING
    assert read("backup", "copy.sqlite", "--force").code == Exit.OK
