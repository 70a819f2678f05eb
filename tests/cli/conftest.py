"""Running commands in a folder of their own, with the stub for a pipeline."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from marsad.cli.app import run
from marsad.cli.session import PipelineMaker, Session

from .stub import STUB


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.split("\n") if line]


Command = Callable[..., Ran]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder of the commands, without any setting of the machine."""
    for name in ("MARSAD_LEDGER", "COLUMNS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def marsad(home: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command in ``home``."""

    def command(*arguments: str, maker: PipelineMaker | None = STUB) -> Ran:
        capsys.readouterr()
        code = run(arguments, Session(maker=maker))
        written = capsys.readouterr()
        assert "Traceback" not in written.out + written.err or "--debug" in arguments
        return Ran(code, written.out, written.err)

    return command


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


FIGHTING = (
    "Fighting resumes near the river\n\n"
    "Anvil killed 7 people in Tell on Monday, officials said after a long night of shelling in the area. "
    "Hammer holds Marj since the spring.\n"
)
RAID = (
    "Raid on the old mill leaves many dead\n\n"
    "Hammer killed 12 people in Marj on Tuesday, according to residents who fled the town in the morning.\n"
)
FRENCH = (
    "Des combats meurtriers dans le nord du pays\n\n"
    "Au moins vingt personnes ont été tuées mardi dans des combats entre l'armée et les rebelles, selon des "
    "sources médicales qui ont demandé à ne pas être nommées.\n"
)


@pytest.fixture
def reports(home: Path) -> Path:
    """A folder with two reports that hold events, one in French, and an empty file."""
    folder = home / "reports"
    write(folder, "fighting.txt", FIGHTING)
    write(folder, "raid.txt", RAID)
    write(folder, "nord.txt", FRENCH)
    write(folder, "empty.txt", "")
    return folder
