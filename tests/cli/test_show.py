"""``marsad show``: text and records together, and nothing of the text obeyed."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.cli.display.marks import marked
from marsad.cli.display.output import visible
from marsad.ledger import Ledger
from marsad.model.report import Report

from .conftest import FIGHTING, RAID, Command, write
from .stub import Stub

NASTY = (
    "A [bold red]title[/bold red] :smile: [/] with marks\n\n"
    "Anvil killed 7 people in Tell \x1b[31mred\x1b[0m \x07 \x9b2J \u202egnp.exe and [link=file:///etc]more[/link]"
    " of the same in this long sentence of plain English words.\n"
)


def test_records_stand_with_the_text(marsad: Command, home: Path) -> None:
    write(home, "fighting.txt", FIGHTING)
    marsad("read", "fighting.txt")
    out = marsad("show", "fighting").out
    assert "Anvil killed 7 people in Tell [1]" in out
    assert "Hammer holds Marj [C1]" in out
    assert "Battles · Armed clash · happened" in out
    assert "Tell, Homs, SY" in out
    assert "a [red]spokesman[/red], Anvil (claims, belligerent)" in out
    assert "Who holds what" in out
    assert "unknown (no day is told)" in out


def test_nothing_in_a_report_is_obeyed(marsad: Command, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    # Stored as it is: intake would have taken the control characters out.
    with Ledger.open("marsad.sqlite") as ledger:
        ledger.add(Stub().read(Report("r1", "nasty.txt", NASTY, title="\x1b]0;owned\x07[b]", name="nasty")))
    out = marsad("show", "nasty").out + marsad("events").out + marsad("actors").out + marsad("places").out
    assert not set(out) & {"\x1b", "\x07", "\x9b", "\u202e"}
    out = " ".join(out.split())
    assert "[bold red]title[/bold red] :smile: [/]" in out
    assert "[link=file:///etc]more[/link]" in out
    assert "␛[31mred" in out


@pytest.mark.parametrize("width", ["40", "80", "130", "200"])
def test_every_width_holds_text_and_records(
    marsad: Command, home: Path, monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    write(home, "fighting.txt", FIGHTING)
    marsad("read", "fighting.txt")
    lines = marsad("show", "fighting").out.split("\n")
    assert max(map(len, lines)) <= int(width)
    assert any("at least 7" in line for line in lines)
    assert any("Fighting resumes" in line for line in lines)


def test_kinds_of_evidence_have_colours(marsad: Command, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(home, "fighting.txt", FIGHTING)
    marsad("read", "fighting.txt")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "xterm-256color")
    out = marsad("show", "fighting").out
    assert "\x1b[1;4;36mAnvil\x1b[0m" in out  # an actor within evidence: bold, underlined, cyan


def test_marks_leave_the_text_whole() -> None:
    text = "Anvil killed 7 people in Tell. Hammer killed 9 people in Marj."
    plain = marked(Stub().read(Report("r1", "s", text))).plain
    assert plain == "Anvil killed 7 people in Tell [1]. Hammer killed 9 people in Marj [2]."


def test_visible_keeps_offsets() -> None:
    text = "a\0b\x1bc\r\n\td\u202ee\ud800f\x85"
    assert len(visible(text)) == len(text)
    assert visible("plain\n\ttext é العربية") == "plain\n\ttext é العربية"


def test_a_report_that_is_not_there(marsad: Command, home: Path) -> None:
    write(home, "raid.txt", RAID)
    marsad("read", "raid.txt")
    ran = marsad("show", "other.txt")
    assert ran.code == 1
    assert "marsad.sqlite holds no report or incident other.txt" in ran.err


def test_a_name_of_several_reports(marsad: Command, home: Path) -> None:
    write(home, "a/raid.txt", RAID)
    write(home, "b/raid.txt", FIGHTING)
    marsad("read", "a", "b")
    ran = marsad("show", "raid")
    assert ran.code == 2
    assert "may be any of 2 reports" in ran.err
    assert marsad("show", "b/raid.txt").code == 0
