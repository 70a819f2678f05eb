"""Every command explains itself, and no error shows a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad import __version__

from .conftest import FIGHTING, Command, write
from .stub import CANNOT_OPEN

COMMANDS = (
    ["read"],
    ["show"],
    ["events"],
    ["actors"],
    ["places"],
    ["incidents"],
    ["decide"],
    ["decide", "confirm"],
    ["decide", "correct"],
    ["decide", "join"],
    ["decide", "split"],
    ["decide", "withdraw"],
    ["decide", "comment"],
    ["decide", "reverse"],
    ["history"],
    ["changes"],
    ["export"],
    ["trace"],
    ["doctor"],
    ["gazetteer"],
    ["gazetteer", "add"],
    ["gazetteer", "list"],
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(marsad: Command, command: list[str]) -> None:
    ran = marsad(*command, "--help")
    assert ran.code == 0
    assert "Examples:\n" in ran.out
    assert f"marsad {' '.join(command)}" in ran.out.split("Examples:\n")[1]


def test_help_lists_every_command(marsad: Command) -> None:
    ran = marsad("--help")
    for command, *_ in COMMANDS:
        assert f"\n  {command} " in ran.out


def test_exit_codes_are_documented(marsad: Command) -> None:
    ran = marsad("read", "--help")
    for code in ("0 ", "1 ", "2 ", "3 ", "4 ", "5 ", "130 "):
        assert f"\n    {code}" in ran.out


def test_version(marsad: Command) -> None:
    assert marsad("--version").out == f"marsad {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["wrong"],
        ["events", "--from", "yesterday"],
        ["events", "--from", "2016-13"],
        ["events", "--limit", "0"],
        ["read", "x", "--published", "2016-11"],
        ["read", "x", "--jobs", "0"],
        ["read", "x", "--actors", "no such file.yaml"],
    ],
    ids=" ".join,
)
def test_a_command_that_is_not_understood(marsad: Command, arguments: list[str]) -> None:
    ran = marsad(*arguments)
    assert ran.code == 2
    assert "Usage: marsad" in ran.err
    assert ran.out == ""


def test_an_error_is_told_in_one_line(marsad: Command) -> None:
    ran = marsad("events")
    assert ran.code == 4
    assert ran.err == (
        "marsad: marsad.sqlite: there is no ledger here; make one with `marsad read`, "
        "or name another file with --ledger\n"
    )


def test_debug_shows_where_an_error_arose(marsad: Command) -> None:
    ran = marsad("--debug", "events")
    assert "Traceback" in ran.err
    assert "marsad: marsad.sqlite: there is no ledger here" in ran.err


def test_a_pipeline_that_cannot_be_opened(marsad: Command, home: Path) -> None:
    write(home, "a.txt", FIGHTING)
    ran = marsad("read", "a.txt", maker=CANNOT_OPEN)
    assert ran.code != 0
    assert "marsad: packs/world.sqlite: No such file" in ran.err


def test_a_pipeline_that_cannot_be_opened_in_a_worker(marsad: Command, home: Path) -> None:
    write(home, "a.txt", FIGHTING)
    ran = marsad("read", "a.txt", "--jobs", "2", maker=CANNOT_OPEN)
    assert ran.code != 0
    assert "marsad: packs/world.sqlite: No such file" in ran.err
