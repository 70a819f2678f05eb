"""Decisions by the interface: each verb, what is refused, and what happens where another came first."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

Answer = dict[str, Any]
NOWHERE = {"id": "x", "name": "x", "lat": 91, "lon": 0}
SINGING = {"speaker": "x", "stance": "sings"}


def report(client: TestClient, title: str = "Shells hit vegetable market") -> Answer:
    """The example report with that title."""
    home = client.get("/api/v1/reports/" + _id_of(client, title))
    assert home.status_code == 200
    return dict(home.json())


def _id_of(client: TestClient, title: str) -> str:
    with client.app.state.workplace.ledger() as ledger:  # type: ignore[attr-defined]
        return next(h.id for h in ledger.reports() if h.title and h.title.startswith(title))


def decide(client: TestClient, status: int = 201, **body: object) -> Answer:
    answer = client.post("/api/v1/decisions", json=body)
    assert answer.status_code == status, answer.text
    return dict(answer.json())


def event(client: TestClient, number: int = 0, title: str = "Shells hit vegetable market") -> Answer:
    return dict(report(client, title)["record"]["events"][number])


def key(client: TestClient, number: int = 0, title: str = "Shells hit vegetable market") -> str:
    return str(report(client, title)["records"][number]["key"])


@pytest.mark.parametrize(
    ("field", "words", "where", "value"),
    [
        ("when", "2025-03-02", ("when", "start"), "2025-03-02"),
        ("where", "geonames:90026", ("where", "place"), "geonames:90026"),
        ("type", "Grenade", ("sub_type",), "Grenade"),
        ("status", "alleged", ("status",), "alleged"),
        ("says", "the mayor", ("claims", 0, "speaker"), "the mayor"),
        ("killed", "5..7 civilians", ("harm", -1, "high"), 7),
        ("a", "rsf", ("participants", 0, "actor"), "rsf"),
    ],
)
def test_a_field_is_corrected_by_words(
    client: TestClient, field: str, words: str, where: tuple[Any, ...], value: object
) -> None:
    made = decide(
        client, verb="correct", records=[key(client)], field=field, words=words, why="seen on the video"
    )
    assert made["by"] == "Amal" and made["why"] == "seen on the video"
    found: Any = event(client)
    for step in where:
        found = found[step]
    assert found == value


def test_a_field_is_corrected_by_a_value_of_the_contract(client: TestClient) -> None:
    actors = [{"id": "local:market guards", "name": "Market guards", "role": "party"}]
    decide(client, verb="correct", records=[key(client)], field="actors/b", value={"actors": actors})
    record = report(client)["record"]
    assert "local:market guards" in {p["actor"] for p in record["events"][0]["participants"]}
    assert "Market guards" in {a["name"] for a in record["actors"]}


def test_confirm_comment_withdraw_and_reverse(client: TestClient) -> None:
    record = key(client)
    decide(client, verb="confirm", records=[record])
    assert event(client)["confidence"] == 1
    decide(client, verb="comment", records=[record], why="ask the hospital")
    before = len(report(client)["records"])
    gone = decide(client, verb="withdraw", records=[record], why="a film")
    assert len(report(client)["records"]) == before - 1
    decide(client, verb="reverse", decision=gone["id"])
    assert len(report(client)["records"]) == before
    again = decide(client, 422, verb="reverse", decision=gone["id"])
    assert "taken back already" in again["detail"]
    steps = client.get("/api/v1/history", params={"record": record}).json()
    assert [s["what"].split()[0] for s in steps[1:]] == ["confirmed", "commented", "withdrew", "took"]
    assert [s["stands"] for s in steps[1:]] == [True, True, False, True]


def test_a_missed_event_is_added_by_its_characters(client: TestClient) -> None:
    found = report(client)
    text = found["record"]["report"]["text"]
    start = len(text) - 60
    made = decide(
        client,
        verb="add",
        report=found["record"]["report"]["id"],
        evidence=[{"start": start, "end": start + 30}],
        fields={"type": "Armed clash", "when": "2025-03-01", "killed": "2"},
    )
    added = next(e for e in report(client)["record"]["events"] if e["id"] == made["records"][0]["id"])
    assert added["sub_type"] == "Armed clash" and added["when"]["start"] == "2025-03-01"
    assert added["evidence"][0]["start"] == start


def test_events_are_joined_and_split(client: TestClient) -> None:
    one, other = key(client), key(client, 0, "Eight soldiers killed in convoy ambush")
    assert len(decide(client, verb="join", records=[one, other])["records"]) == 2
    decide(client, verb="split", records=[one])
    alone = key(client, 0, "JET ATTACK")
    assert "nothing to split" in decide(client, 422, verb="split", records=[alone])["detail"]


def test_the_second_editor_is_shown_what_the_first_did(client: TestClient) -> None:
    record = report(client)["records"][0]
    first = decide(
        client, verb="correct", records=[record["key"]], field="when", words="2025-03-02",
        seen={record["id"]: ""}, why="the video",
    )  # fmt: skip
    late = {
        "verb": "correct", "records": [record["key"]], "field": "when", "words": "2025-03-04",
        "seen": {record["id"]: record["seen"]},
    }  # fmt: skip
    refused = decide(client, 409, **late)
    (theirs,) = refused["since"]
    assert (theirs["by"], theirs["said"], theirs["why"]) == (
        "Amal",
        "corrected when: 2025-03-02",
        "the video",
    )
    assert event(client)["when"]["start"] == "2025-03-02"
    decide(client, **{**late, "seen": refused["seen"]})
    assert event(client)["when"]["start"] == "2025-03-04"
    assert refused["seen"] == {record["id"]: first["id"]}


def test_comments_of_others_stand_in_nobodys_way(client: TestClient) -> None:
    record = report(client)["records"][0]
    decide(client, verb="comment", records=[record["key"]], why="looks right")
    decide(client, verb="confirm", records=[record["key"]], seen={record["id"]: ""})


def test_a_record_that_was_withdrawn_meanwhile_is_told_so(client: TestClient) -> None:
    record = report(client)["records"][0]
    decide(client, verb="withdraw", records=[record["key"]])
    refused = decide(client, 409, verb="confirm", records=[record["key"]], seen={record["id"]: ""})
    assert refused["since"][0]["verb"] == "withdraw"


def test_a_statement_of_control_keeps_its_decisions_although_its_id_changes(client: TestClient) -> None:
    title = "RSF say they hold An Nuhud"
    control = next(r for r in report(client, title)["records"] if r["about"] == "control")
    made = decide(
        client, verb="correct", records=[control["key"]], field="state", words="contests",
        seen={control["id"]: ""},
    )  # fmt: skip
    after = next(r for r in report(client, title)["records"] if r["about"] == "control")
    assert after["id"] != control["id"] and after["seen"] == made["id"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"verb": "correct", "field": "when", "words": "2025-02-30"}, "no such day"),
        ({"verb": "correct", "field": "when", "words": "<script>"}, "is no day"),
        ({"verb": "correct", "field": "colour", "words": "red"}, "no such field"),
        ({"verb": "correct", "field": "where", "words": "Hama"}, "several places"),
        ({"verb": "correct", "field": "a", "words": "Free Syrian Amry"}, "Did you mean free-syrian-army"),
        ({"verb": "correct", "field": "killed", "words": "many"}, "is no number"),
        ({"verb": "correct", "field": "when"}, "either words or value"),
        ({"verb": "correct", "words": "x"}, "give field"),
        ({"verb": "comment", "why": "  "}, "the comment is empty"),
        ({"verb": "correct", "field": "killed", "value": {"figures": [{"low": 10**40}]}}, "more than"),
        ({"verb": "correct", "field": "killed", "value": {"figures": "x"}}, "killed"),
        ({"verb": "correct", "field": "killed", "value": {"figures": [1, None]}}, "killed"),
        ({"verb": "correct", "field": "where", "value": {"place": "Hama"}}, "where"),
        ({"verb": "correct", "field": "where", "value": {"place": NOWHERE}}, "latitude"),
        ({"verb": "correct", "field": "actors/zz", "value": {"actors": []}}, "zz"),
        ({"verb": "correct", "field": "says", "value": {"claims": [SINGING]}}, "sings"),
        ({"verb": "join"}, "two events"),
        ({"verb": "dance"}, "verb"),
        ({"verb": "confirm", "why": "\ud800"}, ""),
        ({"verb": "confirm", "why": "a\0b"}, "character 0"),
        ({"verb": "confirm", "why": "x" * 4001}, "why"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words(client: TestClient, body: Answer, said: str) -> None:

    whole = json.dumps({"records": [key(client)], **body}).encode()
    answer = client.post("/api/v1/decisions", content=whole, headers={"content-type": "application/json"})
    assert answer.status_code == 422, answer.text
    assert said in answer.json()["detail"]


@pytest.mark.parametrize("keys", [["e0000/x"], ["r0/e0"], ["nothing"], ["../../etc/passwd"], ["%"], ["'"]])
def test_records_that_there_are_not(client: TestClient, keys: list[str]) -> None:
    assert decide(client, 404, verb="confirm", records=keys)["detail"]


def test_characters_beyond_the_text_are_refused(client: TestClient) -> None:
    found = report(client)["record"]["report"]["id"]
    told = decide(
        client, 422, verb="add", report=found, evidence=[{"start": 10**6, "end": 10**6 + 5}],
        fields={"type": "Armed clash"},
    )  # fmt: skip
    assert "no characters of the report" in told["detail"]


def test_places_and_actors_are_searched(client: TestClient) -> None:
    (place, *_) = client.get("/api/v1/places", params={"words": "El Obe", "near": "SD"}).json()
    assert place["name"] == "El Obeid" and place["country"] == "SD"
    (actor, *_) = client.get("/api/v1/actors", params={"words": "rapid supp"}).json()
    assert actor["id"] == "rsf"
    assert client.get("/api/v1/places", params={"words": "x" * 201}).status_code == 422
    assert client.get("/api/v1/places", params={"words": "\0"}).json() == []
