"""Archives hold all of a ledger and give it back; one that was cut or changed is found out, with the part."""

from __future__ import annotations

import json
import random
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from marsad.ledger import Kept, Ledger, LedgerUnwritable, archive
from marsad.ledger.archive import writing
from marsad.ledger.archive.lines import kept_of, line_of
from marsad.ledger.everything import Broken
from marsad.ledger.importing import take_in
from marsad.model.decision import Verb
from marsad.model.record import ReportRecord

from . import factory
from .strategies import records
from .test_decisions import NOON, correct, decide


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(record=records())
def test_any_record_comes_out_of_its_line_as_it_went_in(record: ReportRecord) -> None:
    kept = Kept(record, NOON, NOON - timedelta(days=3))
    line = line_of(kept)
    assert line.isascii() and line.count(b"\n") == 1
    assert kept_of(line) == kept


def filled(ledger: Ledger) -> None:
    for n in range(6):
        ledger.add(factory.clash(n), NOON + timedelta(hours=n))
    ledger.add(factory.clash(2, reader="test reader 2"), NOON + timedelta(days=1))
    ledger.add(factory.strike(), datetime(2020, 1, 1, tzinfo=UTC))
    ledger.decide(correct(factory.clash(1), "status", {"status": "denied"}))
    ledger.decide(decide(factory.clash(3), Verb.CONFIRM))


@pytest.fixture
def archived(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(writing, "PART", 3)
    filled(ledger)
    path = tmp_path / "all.zip"
    archive.write(ledger, path)
    return path


def test_an_archive_holds_every_readers_records_and_all_decisions(ledger: Ledger, archived: Path) -> None:
    found = archive.read(archived)
    assert (found.manifest.counts.reports, found.manifest.counts.records) == (7, 8)
    assert [part.lines for part in found.manifest.parts] == [3, 3, 2, 2]
    kept = list(found.records())
    for one in kept:
        assert isinstance(one, Kept)
        assert one.record == ledger.record(one.record.report.id, reader=one.record.reader)
    assert {k.read_at for k in kept if isinstance(k, Kept)} >= {NOON, datetime(2020, 1, 1, tzinfo=UTC)}
    assert sorted(t.decision.id for t in found.decisions() if not isinstance(t, Broken)) == sorted(
        d.id for d in ledger.decisions()
    )


def test_the_same_ledger_makes_the_same_file(ledger: Ledger, archived: Path, tmp_path: Path) -> None:
    archive.write(ledger, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == archived.read_bytes()


def test_an_archive_makes_the_same_ledger_again(ledger: Ledger, archived: Path, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "other.sqlite") as other:
        merged = take_in(other, str(archived))
        assert merged.records["new"] + merged.records["read again"] == 8
        archive.write(other, tmp_path / "other.zip")
    first, second = archive.read(archived), archive.read(tmp_path / "other.zip")
    assert list(second.records()) == list(first.records())


def test_wherever_an_archive_is_cut_the_part_is_named(archived: Path) -> None:
    whole = archived.read_bytes()
    cut = archived.with_name("cut.zip")
    for length in random.Random(5).sample(range(40, len(whole)), 60):
        cut.write_bytes(whole[:length])
        with pytest.raises(
            archive.ArchiveDamaged, match=r"cut off in its part (records-|decisions|manifest)"
        ):
            archive.read(cut)


def test_whatever_byte_is_changed_no_other_content_comes_out(archived: Path) -> None:
    whole = archived.read_bytes()
    content = list(archive.read(archived).records())
    changed = archived.with_name("changed.zip")
    chance = random.Random(7)
    for _ in range(150):
        touched = bytearray(whole)
        touched[chance.randrange(len(whole))] ^= chance.randrange(1, 256)
        changed.write_bytes(touched)
        try:
            assert list(archive.read(changed).records()) == content
        except archive.ArchiveDamaged as error:
            assert "part" in error.problem or "no archive" in error.problem


def rewritten(path: Path, name: str, change: dict[str, bytes]) -> Path:
    """The archive with the content of some parts changed by someone who knows how a zip is made."""
    other = path.with_name(name)
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(other, "w") as target:
        for part in source.namelist():
            if change.get(part) != b"":
                target.writestr(part, change.get(part, source.read(part)))
    return other


def test_a_part_that_was_changed_with_care_is_found_by_its_checksum(archived: Path) -> None:
    with zipfile.ZipFile(archived) as source:
        line = source.read("records-00002.jsonl").replace(b'"low":7', b'"low":70')
    with pytest.raises(archive.ArchiveDamaged, match=r"records-00002\.jsonl.*checksum"):
        archive.read(rewritten(archived, "b.zip", {"records-00002.jsonl": line}))
    with pytest.raises(archive.ArchiveDamaged, match=r"records-00002\.jsonl is missing"):
        archive.read(rewritten(archived, "c.zip", {"records-00002.jsonl": b""}))


def test_an_archive_of_a_newer_version_says_so(archived: Path) -> None:
    with zipfile.ZipFile(archived) as source:
        manifest = {**json.loads(source.read("manifest.json")), "version": 9, "marsad": "7.0"}
    with pytest.raises(archive.ArchiveDamaged, match=r"newer version of Marsad \(7\.0\); upgrade"):
        archive.read(rewritten(archived, "b.zip", {"manifest.json": json.dumps(manifest).encode()}))
    with pytest.raises(archive.ArchiveDamaged, match=r"manifest\.json is missing"):
        archive.read(rewritten(archived, "c.zip", {"manifest.json": b""}))


@pytest.mark.parametrize("content", [b"", b"x", b"Dear editor,\n" * 400])
def test_a_file_that_is_no_archive(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.zip"
    path.write_bytes(content)
    with pytest.raises(archive.ArchiveDamaged, match="no archive"):
        archive.read(path)


def test_a_failing_write_leaves_what_was_there(ledger: Ledger, archived: Path) -> None:
    before = archived.read_bytes()

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive.write(ledger, archived, stop)
    assert archived.read_bytes() == before
    assert [p.name for p in archived.parent.iterdir() if p.name.endswith(".part")] == []
    with pytest.raises(LedgerUnwritable, match="nowhere"):
        archive.write(ledger, archived.parent / "nowhere" / "all.zip")


def test_a_record_that_says_more_than_the_form_knows_is_not_taken(archived: Path) -> None:
    said = json.loads(line_of(Kept(factory.clash(), NOON, NOON)))
    said["record"]["events"][0]["weather"] = "rain"
    with pytest.raises(ValueError, match="holds more than this version"):
        kept_of(json.dumps(said).encode())
    said = json.loads(line_of(Kept(replace(factory.clash()), NOON, NOON)))
    said["record"]["reader"] = 7
    with pytest.raises(ValueError, match="not a record of contract 1"):
        kept_of(json.dumps(said).encode())
