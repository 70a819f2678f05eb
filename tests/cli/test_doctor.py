"""``marsad doctor`` and ``marsad gazetteer``."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad import __version__
from marsad.knowledge.gazetteer import store

from .conftest import RAID, Command, write


def findings(marsad: Command, *arguments: str) -> dict[tuple[str, str], tuple[bool, str]]:
    (said,) = marsad("doctor", "--json", *arguments).json
    return {(f["topic"], f["name"]): (f["fine"], f["text"]) for f in said["findings"]}


def test_doctor_tells_versions_packs_and_that_there_is_no_ledger_yet(marsad: Command) -> None:
    found = findings(marsad)
    assert found["versions", "marsad"][1].startswith(__version__)
    assert "marsad read" in found["ledger", "marsad.sqlite"][1]
    assert found["gazetteer", "world"][0]
    assert marsad("doctor").code == 0


def test_doctor_counts_what_a_ledger_holds(marsad: Command, home: Path) -> None:
    write(home, "raid.txt", RAID)
    marsad("read", "raid.txt")
    assert findings(marsad)["ledger", "marsad.sqlite"] == (True, "1 report, 1 event, 0 control statements")


def test_doctor_tells_a_ledger_that_is_none(marsad: Command, home: Path) -> None:
    write(home, "raid.txt", RAID)
    fine, text = findings(marsad, "--ledger", "raid.txt")["ledger", "raid.txt"]
    assert not fine
    assert "no ledger" in text
    ran = marsad("doctor", "--ledger", "raid.txt")
    assert ran.code == 1
    assert "! " in ran.out


def test_doctor_tells_packs_that_are_missing(
    marsad: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "SHIPPED", tmp_path)
    monkeypatch.setattr("marsad.cli.display.health.SHIPPED", tmp_path)
    fine, text = findings(marsad)["gazetteer", "world"]
    assert not fine
    assert "install Marsad again" in text
    assert marsad("doctor").code == 1


def test_doctor_tells_files_of_the_users_own(marsad: Command, tmp_path: Path) -> None:
    folder = tmp_path / "config" / "marsad"
    path = write(folder, "actors.yaml", "- {id: night-owls, name: Night Owls, kind: militia}\n")
    assert findings(marsad)["your files", "actors.yaml"] == (True, str(path))
    path.write_text("just a word", encoding="utf-8")
    ran = marsad("doctor")
    assert ran.code == 1
    assert "actors.yaml" in ran.out


LINE = "\t".join(
    [
        "77",
        "Tell Rih",
        "Tell Rih",
        "Tall Rih",
        "33.5",
        "36.3",
        "P",
        "PPL",
        "SY",
        "",
        "08",
        "",
        "",
        "",
        "900",
        "",
        "",
        "",
        "2020-01-01",
    ]
)


def test_a_country_is_added_from_a_file_and_listed(marsad: Command, home: Path, tmp_path: Path) -> None:
    write(home, "SY.txt", LINE + "\n")
    ran = marsad("gazetteer", "add", "sy", "--from", "SY.txt")
    assert ran.code == 0, ran.err
    assert "1 places" in ran.err
    mine = [pack for pack in marsad("gazetteer", "list", "--json").json if pack["name"] == "sy"]
    assert mine[0]["path"].startswith(str(tmp_path / "data"))
    assert "GeoNames" in marsad("gazetteer", "list").out


@pytest.mark.parametrize(("code", "file"), [("Syria", "SY.txt"), ("SY", "missing.txt"), ("YE", "SY.txt")])
def test_a_country_that_cannot_be_added(marsad: Command, home: Path, code: str, file: str) -> None:
    write(home, "SY.txt", LINE + "\n")
    ran = marsad("gazetteer", "add", code, "--from", file)
    assert ran.code == 1
    assert ran.err.startswith("marsad: ")
