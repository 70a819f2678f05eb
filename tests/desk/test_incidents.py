"""The list of incidents and the page of one, for browsers and for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from marsad.desk.app import create_app
from marsad.desk.settings import Settings
from marsad.knowledge.actors import Registry
from marsad.ledger import Ledger
from marsad.model.record import ReportRecord

from ..ledger.factory import clash, quote, strike
from ..ledger.test_incidents import retold

HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'


def hostile(n: int = 0) -> ReportRecord:
    """A report whose every free text is markup, with controls and marks that turn lines around."""
    record = clash(n)
    body = record.report.text.replace("Fierce clashes", f"{HOSTILE} \u202e\x07 clashes") + " x" * 25_000
    event = record.events[0]
    (claim,) = event.claims
    told = replace(
        event,
        evidence=tuple(quote(body, s.text) for s in event.evidence),
        participants=tuple(replace(p, span=None) for p in event.participants),
        harm=tuple(
            replace(
                h,
                span=quote(body, h.span.text),
                quantity=replace(h.quantity, span=quote(body, h.quantity.span.text)),
            )
            for h in event.harm
        ),
        claims=(replace(claim, speaker=HOSTILE, span=None),),
        weapons=(),
        seized=(),
    )
    report = replace(
        record.report,
        id=f"r-hostile-{n}",
        text=body,
        title=HOSTILE,
        title_span=None,
        outlet=HOSTILE,
        removed=(),
    )
    actors = tuple(replace(a, name=HOSTILE, mentions=()) for a in record.actors)
    places = tuple(replace(p, mentions=(), place=replace(p.place, name=HOSTILE)) for p in record.places)
    return replace(record, report=report, events=(told,), control=(), actors=actors, places=places)


def filled(path: Path, *records: ReportRecord) -> Path:
    with Ledger.open(path) as ledger:
        for record in records:
            ledger.add(record)
        ledger.settle(Registry.load())
    return path


@pytest.fixture
def two(tmp_path: Path) -> Iterator[TestClient]:
    """A desk on one clash told by two outlets and a strike."""
    path = filled(
        tmp_path / "two.sqlite", clash(), retold(clash(), "Heavy fighting again", "Mill Gazette"), strike()
    )
    with TestClient(create_app(Settings(str(path), reviewer="Amal"))) as made:
        yield made


def ids(client: TestClient, address: str = "") -> list[str]:
    return [i["id"] for i in client.get(f"/api/v1/incidents{address}").json()["incidents"]]


def test_the_list_shows_figures_sources_and_leads_on(two: TestClient) -> None:
    page = two.get("/incidents").text
    assert "2 incidents" in page
    assert "Mill Gazette, Rih News" in page
    strike_id, clash_id = ids(two)
    assert page.index(strike_id) < page.index(clash_id)  # the newest first
    assert ids(two, "?order=oldest") == [clash_id, strike_id]
    assert ids(two, "?country=YE") == [strike_id]
    assert ids(two, "?from=2016&to=2016-12") == [clash_id]
    assert "No incident is like this" in two.get("/incidents?country=MM").text


def test_pages_of_fifty(client: TestClient) -> None:
    first = client.get("/incidents")
    assert first.text.count('class="row"') == 50
    assert "page=2" in first.text
    assert client.get("/incidents?page=2&order=harm").status_code == 200
    assert client.get("/incidents?page=0").status_code == 422
    assert client.get("/incidents?order=sideways").status_code == 422
    sheet = client.get("/api/v1/incidents?limit=10&offset=60").json()
    assert len(sheet["incidents"]) == min(10, sheet["total"] - 60)


def test_one_incident_with_its_sources_side_by_side(two: TestClient) -> None:
    clash_id = ids(two)[1]
    page = two.get(f"/incidents/{clash_id}").text
    assert page.count('class="card source"') == 2
    assert page.count("witness A: same text") == 2
    assert '<mark class="harm">At least seven militants</mark>' in page
    assert "belligerent source" in page
    assert "lowest figure that stands (ACLED)" in page
    assert "same day" in page
    told = two.get(f"/api/v1/incidents/{clash_id}").json()
    assert told["witnesses"] == 1
    assert len({s["witness"] for s in told["sources"]}) == 1
    passage = told["sources"][0]["passages"][0]
    start, end, kind = passage["marked"][0]
    assert (passage["text"][start:end], kind) == ("At least seven militants", "harm")
    steps = two.get(f"/api/v1/incidents/{clash_id}/history").json()["steps"]
    assert [s["who"] for s in steps].count("test reader 1") == 2


def test_join_split_comment_and_take_back(two: TestClient) -> None:
    strike_id, clash_id = ids(two)
    offered = two.get(f"/api/v1/incidents/{clash_id}/candidates?words=coalition").json()["candidates"]
    assert [c["incident"]["id"] for c in offered] == [strike_id]
    joined = decide(two, "join", clash_id, strike_id, why="the same night")
    (whole,) = ids(two)
    assert len(two.get(f"/api/v1/incidents/{whole}").json()["sources"]) == 3
    assert "joined by a reviewer" in two.get(f"/incidents/{whole}").text
    sources = two.get(f"/api/v1/incidents/{whole}").json()["sources"]
    apart = next(s for s in sources if s["sub_type"] == "Air/drone strike")
    decide(two, "split", f"{apart['report']}/{apart['event']}")
    assert len(ids(two)) == 2
    decide(two, "comment", clash_id, why="ask the hospital again")
    page = two.get(f"/incidents/{clash_id}").text
    assert "ask the hospital again" in page
    assert "the same night" in page
    taken = two.post("/api/v1/decisions", json={"verb": "reverse", "decision": joined})
    assert taken.status_code == 201
    assert "taken back" in two.get(f"/incidents/{clash_id}").text


def test_two_events_are_kept_apart(two: TestClient) -> None:
    sources = two.get(f"/api/v1/incidents/{ids(two)[1]}").json()["sources"]
    decide(two, "split", *(f"{s['report']}/{s['event']}" for s in sources))
    assert len(ids(two)) == 3


def decide(client: TestClient, verb: str, *records: str, why: str = "") -> str:
    answer = client.post("/api/v1/decisions", json={"verb": verb, "records": list(records), "why": why})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def test_what_cannot_be_is_told_in_words(two: TestClient) -> None:
    assert "no such event, incident" in two.get("/api/v1/incidents/i0").json()["detail"]
    assert "Nothing here" in two.get("/incidents/inone").text
    event = two.get(f"/api/v1/incidents/{ids(two)[0]}").json()["sources"][0]["event"]
    assert two.get(f"/incidents/{event}").status_code == 404
    alone = two.post("/api/v1/decisions", json={"verb": "split", "records": [event]})
    assert alone.status_code >= 400
    assert "nothing to split" in alone.json()["detail"]
    assert two.get(f"/api/v1/incidents/{ids(two)[0]}/candidates?words=%22").status_code == 422


def test_a_second_editor_is_told_of_the_first(two: TestClient) -> None:
    clash_id = ids(two)[1]
    events = [s["event"] for s in two.get(f"/api/v1/incidents/{clash_id}").json()["sources"]]
    decide(two, "confirm", clash_id)
    stale = {"verb": "withdraw", "records": [clash_id], "seen": dict.fromkeys(events, "")}
    assert two.post("/api/v1/decisions", json=stale).status_code == 409


def test_markup_in_reports_and_comments_is_only_text(tmp_path: Path) -> None:
    path = filled(tmp_path / "hostile.sqlite", hostile(), hostile(1))
    with TestClient(create_app(Settings(str(path), reviewer="Amal"))) as client:
        for incident in ids(client):
            decide(client, "comment", incident, why=HOSTILE + "\u202e")
            for address in ("/incidents", f"/incidents/{incident}", "/queue"):
                page = client.get(address).text
                assert "<script>alert" not in page
                assert "<img" not in page
                assert "\u202e" not in page
                assert "\x07" not in page
                assert len(page) < 100_000
