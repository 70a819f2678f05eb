"""``marsad sieve``, and ``marsad read`` with the sieve."""

from __future__ import annotations

import json
from pathlib import Path

from marsad.ledger import Ledger

from ..intake.test_warc import record
from .conftest import Command, write

WIRE = (
    "Anvil killed 7 people in Tell on Monday, officials said after a night of shelling in the area. "
    "Fighters had attacked the town with mortars, and residents fled to the hills with their children.\n"
)
CAKE = (
    "Mix the flour with the butter, add two eggs and a spoon of honey, and bake the dough for an hour. "
    "Serve the cake with cream and with the berries that grow in every garden.\n"
)


def crawl(home: Path) -> Path:
    """An archive with one wire of two outlets and a recipe."""
    pages = (("river", WIRE), ("lake", WIRE), ("hill", CAKE))
    archive = home / "crawl.warc"
    archive.write_bytes(
        b"".join(
            record(f"http://{name}.example/1", f"<html><body><article><h1>From the {name}</h1><p>{text}</p>"
                   "</article></body></html>".encode())
            for name, text in pages
        )
    )  # fmt: skip
    return archive


def test_a_crawl_is_sieved_and_its_copies_are_read_once(marsad: Command, home: Path) -> None:
    ran = marsad("read", str(crawl(home)), "--dropped", "dropped.jsonl")
    assert ran.code == 0
    assert "2 read, with 2 events" in ran.err
    assert "1 copies of others, not read again" in ran.err
    assert "1 dropped by the sieve: not about armed conflict" in ran.err
    (said,) = map(json.loads, (home / "dropped.jsonl").read_text().splitlines())
    assert said["reason"] == "subject" and said["url"] == "http://hill.example/1" and said["score"] < 0
    with Ledger.open(str(home / "marsad.sqlite")) as ledger:
        records = {r.report.url: r for r in ledger.records()}
    river, lake = records["http://river.example/1"], records["http://lake.example/1"]
    assert {river.copy_of, lake.copy_of} == {None, river.report.id}
    for one in (river, lake):
        (event,) = one.events
        assert event.evidence[0].text == one.report.text[event.evidence[0].start : event.evidence[0].end]


def test_a_second_run_knows_what_the_first_stored(marsad: Command, home: Path) -> None:
    archive = str(crawl(home))
    marsad("read", archive)
    again = marsad("read", archive)
    assert "0 read" in again.err and "2 already known" in again.err


def test_a_copy_is_lent_the_record_of_an_earlier_run(marsad: Command, home: Path) -> None:
    first, second = write(home, "a.txt", WIRE), write(home, "b.txt", WIRE)
    common = ("--sieve", "--published", "2020-01-01")
    marsad("read", str(first), *common)
    # The same words under another headline: another report, whose original this run knows already.
    second.write_text("From the lake\n\n" + WIRE)
    ran = marsad("read", str(first), str(second), *common, "--json")
    known, lent = ran.json
    assert lent["copy_of"] == known["report"]["id"] and len(lent["events"]) == 1
    assert "1 copies of others" in ran.err


def test_files_chosen_by_hand_are_all_read(marsad: Command, home: Path) -> None:
    ran = marsad("read", str(write(home, "cake.txt", CAKE)), "--json")
    assert ran.code == 0 and "1 read" in ran.err and "sieve" not in ran.err


def test_a_crawl_is_read_whole_where_the_user_says_so(marsad: Command, home: Path) -> None:
    ran = marsad("read", str(crawl(home)), "--no-sieve", "--json")
    assert "3 read" in ran.err and not any("copy_of" in r for r in ran.json)


def test_a_run_that_drops_everything_did_what_it_was_asked_to(marsad: Command, home: Path) -> None:
    ran = marsad("read", str(write(home, "cake.txt", CAKE)), "--sieve")
    assert ran.code == 0 and "1 dropped by the sieve" in ran.err


def test_a_list_that_cannot_be_written_is_told(marsad: Command, home: Path) -> None:
    for command in ("read", "sieve"):
        ran = marsad(command, str(crawl(home)), "--dropped", "no/such/folder/dropped.jsonl")
        assert ran.code == 4 and "name another file with --dropped" in ran.err


def test_the_sieve_alone_reads_and_stores_nothing(marsad: Command, home: Path) -> None:
    ran = marsad("sieve", str(crawl(home)), "--dropped", "dropped.jsonl")
    assert ran.code == 0 and not (home / "marsad.sqlite").exists()
    assert "1 to be read" in ran.err and "copy of r" in ran.out and "dropped: subject" in ran.out
    assert len((home / "dropped.jsonl").read_text().splitlines()) == 1
    said = marsad("sieve", str(home / "crawl.warc"), "--json").json
    assert [one["reason"] for one in said] == [None, None, "subject"]
    assert [bool(one["copy_of"]) for one in said] == [False, True, False]


def test_the_sieve_tells_what_it_could_not_open(marsad: Command, home: Path) -> None:
    ran = marsad("sieve", "nothing.txt")
    assert ran.code == 1 and "there is no such file" in ran.err
