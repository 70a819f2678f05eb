"""The commands of a reviewer's day: correct, join, split, withdraw, take back, see what became of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from marsad.cli.exits import Exit
from marsad.knowledge.actors import shipped_registry
from marsad.knowledge.gazetteer import Gazetteer
from marsad.ledger import DecisionRefused, Ledger
from marsad.ledger.review.wording import Known, setting
from marsad.model.decision import About
from tests.ledger.factory import clash, strike
from tests.ledger.test_incidents import retold

from .conftest import Command, write

KNOWN = Known(shipped_registry, Gazetteer.open)


@pytest.fixture
def filled(marsad: Command, home: Path) -> Command:
    with Ledger.open(home / "marsad.sqlite") as ledger:
        for record in (clash(), retold(clash(), "Heavy battles", "Mill-Gazette"), strike()):
            ledger.add(record)
    return marsad


def _decision(said: str) -> str:
    found = re.search(r"Decision (d\w+);", said)
    assert found, said
    return found[1]


def test_a_correction_shows_in_lists_and_history_and_can_be_taken_back(filled: Command) -> None:
    ran = filled("decide", "correct", "e0-strike", "when", "2019-08-03", "--why", "the video", "--by", "Amal")
    assert ran.code == 0
    assert "Amal corrected when: 2019-08-03 (e0-strike)" in ran.err
    (event,) = filled("events", "--from", "2019", "--json").json
    assert event["when"]["start"] == event["when"]["end"] == "2019-08-03"
    steps = filled("history", "e0-strike", "--json").json
    assert [(s["who"], s["why"]) for s in steps][1:] == [("Amal", "the video")]
    assert filled("decide", "reverse", _decision(ran.err), "--by", "Badr").code == 0
    (event,) = filled("events", "--from", "2019", "--json").json
    assert event["when"]["start"] == "2019-08-01"
    assert "(taken back)" in filled("history", "e0-strike").out
    again = filled("decide", "reverse", _decision(ran.err))
    assert again.code == Exit.NOTHING and "taken back already" in again.err


def test_join_split_and_what_changed(filled: Command) -> None:
    incidents = {i["events"][0]["id"]: i for i in filled("incidents", "--json").json}
    assert len(incidents) == 2
    one, other = (i["id"] for i in incidents.values())
    assert filled("decide", "join", one, other, "--why", "one night").code == 0
    (both,) = filled("incidents", "--json").json
    assert len(both["events"]) == 3
    assert filled("decide", "split", "e0-strike").code == 0
    assert len(filled("incidents", "--json").json) == 2
    changed = filled("changes", "--since", "2020", "--json").json
    assert {c["what"] for c in changed} == {"added", "decided"}
    assert any(c["why"].endswith("one night") for c in changed)
    assert "Nothing changed" in filled("changes", "--since", "2999").err


def test_withdrawn_confirmed_commented(filled: Command) -> None:
    assert filled("decide", "comment", "e0-strike", "ask the hospital").code == 0
    assert "ask the hospital" in filled("history", "e0-strike").out
    assert filled("decide", "confirm", "e0-strike", "--why", "seen").code == 0
    assert filled("decide", "withdraw", "e0-strike", "--why", "a film").code == 0
    assert all(e["id"] != "e0-strike" for e in filled("events", "--json").json)


def test_a_missed_event_is_added_shown_corrected_and_taken_back(filled: Command) -> None:
    report = next(e for e in filled("events", "--json").json if e["id"] == "e0-strike")["report"]["id"]
    ran = filled(
        "decide", "add", report, "health workers  of the\nHouthi authorities said", "--type", "accusation",
        "--when", "2019-08-02", "--agent", "Houthis", "--killed", "5..7 civilians; 2 Northern Shield",
        "--says", "a nurse", "--new", "--why", "missed", "--by", "Amal",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert "Amal added Accusation: “health workers of the Houthi authorities said”" in ran.err
    (event,) = (e for e in filled("events", "--json").json if e["sub_type"] == "Accusation")
    assert event["when"]["start"] == "2019-08-02"
    tolls = [(h["effect"], h["who"], h["low"], h["high"]) for h in event["harm"]]
    assert tolls == [("killed", "civilians", 5, 7), ("killed", "local:northern shield", 2, 2)]
    assert "missed" in filled("history", event["id"]).out
    assert filled("decide", "correct", event["id"], "status", "denied").code == 0
    assert filled("decide", "reverse", _decision(ran.err)).code == 0
    assert all(e["sub_type"] != "Accusation" for e in filled("events", "--json").json)


def test_what_rests_on_the_words_of_an_added_event_is_named_and_twice_is_refused(filled: Command) -> None:
    report = next(e for e in filled("events", "--json").json if e["id"] == "e0-strike")["report"]["id"]
    words = ("decide", "add", report, "hit a market", "--type", "Grenade")
    ran = filled(*words)
    assert ran.code == 0 and "e0-strike rests on the same words" in ran.err
    assert "added already" in filled(*words).err


@pytest.mark.parametrize(
    ("words", "more", "said"),
    [
        ("a parade", (), "nowhere in the report"),
        ("Wadi Amran", (), "stands 2 times in the report"),
        ("wadi amran", (), "stands 2 times in the report"),
        ("9..9", (), "no characters"),
        ("3..99999", (), "no characters"),
        (" ", (), "there are none"),
        ("hit a market", ("--type", "Quarrel"), "no sub-event type"),
        ("hit a market", ("--a", "Zumurrud 77"), "say with --new"),
        ("hit a market", ("--killed", "2 Free Syrian Amry"), "Did you mean free-syrian-army"),
        ("hit a market", ("--killed", "many"), "is no number"),
    ],
)
def test_an_event_that_cannot_be_added_is_told_and_leaves_nothing(
    filled: Command, words: str, more: tuple[str, ...], said: str
) -> None:
    before = filled("events", "--json").out
    report = next(e for e in filled("events", "--json").json if e["id"] == "e0-strike")["report"]["id"]
    ran = filled("decide", "add", report, words, "--type", "Grenade", *more)
    assert (ran.code, said in ran.err) == (Exit.USAGE, True), ran.err
    assert filled("events", "--json").out == before
    assert filled("decide", "add", "nowhere", "x", "--type", "Grenade").code == Exit.NOTHING


def test_the_users_own_actors_are_known_and_others_need_to_be_meant(filled: Command, home: Path) -> None:
    correct = ("decide", "correct", "e0-strike", "a", "Zumurrud 77")
    ran = filled(*correct)
    assert (ran.code, "say with --new" in ran.err) == (Exit.USAGE, True)
    assert filled(*correct, "--new").code == 0
    write(
        home.parent / "config", "marsad/actors.yaml",
        "- {id: zumurrud-77, name: Zumurrud 77 Brigade, kind: militia, names: [Zumurrud 77]}",
    )  # fmt: skip
    assert filled(*correct).code == 0
    (event,) = (e for e in filled("events", "--json").json if e["id"] == "e0-strike")
    assert [p["actor"] for p in event["participants"]] == ["zumurrud-77"]


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (("confirm", "e99"), "no such event", Exit.NOTHING),
        (("confirm", "e0"), "may be any of", Exit.NOTHING),
        (("correct", "e0-strike", "colour", "blue"), "no such field", Exit.USAGE),
        (("correct", "e0-strike", "when", "2019-13"), "no such day", Exit.USAGE),
        (("correct", "e0-strike", "when", "yesterday"), "is no day", Exit.USAGE),
        (("correct", "e0-strike", "killed", "many"), "is no number", Exit.USAGE),
        (("correct", "e0-strike", "killed", "9..3"), "no range", Exit.USAGE),
        (("correct", "e0-strike", "type", "Quarrel"), "no sub-event type", Exit.USAGE),
        (("correct", "e0-strike", "a", "Free Syrian Amry"), "Did you mean free-syrian-army", Exit.USAGE),
        (("correct", "e0-strike", "killed", "3", "--who", "Islamic Sate"), "islamic-state", Exit.USAGE),
        (("join", "e0-strike"), "two events", Exit.USAGE),
        (("split", "e0-strike"), "nothing to split", Exit.NOTHING),
        (("comment", "e0-strike", " "), "empty", Exit.USAGE),
        (("reverse", "e0-strike"), "is no decision", Exit.USAGE),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_decided_is_told(
    filled: Command, arguments: tuple[str, ...], said: str, code: Exit
) -> None:
    ran = filled("decide", *arguments)
    assert (ran.code, said in ran.err) == (code, True), ran.err
    assert not filled("history", "e0-strike", "--json").json[1:]


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("when", "2016-11", {"start": "2016-11-01", "end": "2016-11-30"}),
        ("when", "2016-11-03..2016-11-05", {"start": "2016-11-03", "end": "2016-11-05"}),
        ("when", "unknown", {"start": None, "end": None}),
        ("killed", "1,200", {"figures": [{"who": None, "low": 1200, "high": 1200}]}),
        ("killed", "5..", {"figures": [{"who": None, "low": 5, "high": None}]}),
        ("killed", "..9", {"figures": [{"who": None, "low": None, "high": 9}]}),
        ("killed", "none", {"figures": []}),
        (
            "killed",
            "3 Children; 5..9",
            {"figures": [{"who": "children", "low": 3, "high": 3}, {"who": None, "low": 5, "high": 9}]},
        ),
        ("where", "unknown", {"place": None}),
        ("says", "a nurse; SANA", {"claims": [{"speaker": "a nurse"}, {"speaker": "SANA"}]}),
    ],
)
def test_what_a_person_writes(field: str, text: str, value: dict[str, object]) -> None:
    assert setting(About.EVENT, field, text, KNOWN) == (field, value)


def test_a_name_of_several_places_asks_which() -> None:
    with pytest.raises(DecisionRefused, match=r"several places; give the id: .*Hama"):
        setting(About.EVENT, "where", "Hama", KNOWN)


def test_an_incident_is_shown_with_each_source(filled: Command) -> None:
    found = next(i for i in filled("incidents", "--json").json if len(i["events"]) == 2)
    shown = filled("show", found["id"][:8])
    assert shown.code == 0
    assert "2 reports, 1 independent source" in shown.out
    assert "Rih News" in shown.out and "Mill-Gazette" in shown.out
    assert filled("show", found["id"], "--json").json[0]["id"] == found["id"]
    assert filled("show", "e0-clash-Mill").out == shown.out
