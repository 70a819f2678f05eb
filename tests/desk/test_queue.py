"""The queue: its page, its interface, and how answers leave it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from marsad.desk.app import create_app
from marsad.desk.settings import Settings

from ..ledger.factory import strike
from ..ledger.test_doubts import as_told, by_two
from .test_incidents import decide, filled


@pytest.fixture
def doubtful(tmp_path: Path) -> Iterator[TestClient]:
    """A desk on a contested toll and an event of unknown place."""
    path = filled(tmp_path / "doubtful.sqlite", *by_two(11, 40), as_told(strike(), where=None))
    with TestClient(create_app(Settings(str(path), reviewer="Amal"))) as made:
        yield made


def test_the_page_asks_in_words_the_most_important_first(doubtful: TestClient) -> None:
    page = doubtful.get("/queue").text
    toll = page.index("Two sources give 11 and 40 dead: which stands?")
    assert toll < page.index("Where was this?")
    assert '<b id="answered">0</b> answered today, <b id="left">2</b> left' in page


def test_answers_leave_the_queue_and_count_as_the_days_work(doubtful: TestClient) -> None:
    queue = doubtful.get("/api/v1/queue").json()
    assert (queue["left"], queue["answered"]) == (2, 0)
    toll, place = queue["questions"]
    made = decide(doubtful, "confirm", *toll["records"])
    decide(doubtful, "withdraw", *place["records"])
    queue = doubtful.get("/api/v1/queue").json()
    assert (queue["left"], queue["answered"], queue["questions"]) == (0, 2, [])
    assert "Nothing waits for you" in doubtful.get("/queue").text
    doubtful.post("/api/v1/decisions", json={"verb": "reverse", "decision": made})
    assert [q["id"] for q in doubtful.get("/api/v1/queue").json()["questions"]] == [toll["id"]]


def test_a_split_takes_out_the_odd_figure(doubtful: TestClient) -> None:
    toll = doubtful.get("/api/v1/queue?kind=toll").json()["questions"][0]
    decide(doubtful, "split", toll["odd"])
    assert doubtful.get("/api/v1/queue?kind=toll").json()["questions"] == []
    assert doubtful.get("/api/v1/incidents").json()["total"] == 3


def test_kinds_and_pages_of_the_queue(doubtful: TestClient) -> None:
    assert [q["kind"] for q in doubtful.get("/api/v1/queue?kind=place").json()["questions"]] == ["place"]
    assert len(doubtful.get("/api/v1/queue?limit=1&offset=1").json()["questions"]) == 1
    assert doubtful.get("/api/v1/queue?kind=weather").status_code == 422
    assert "Nothing of this kind" in doubtful.get("/queue?kind=pair").text
    assert doubtful.get("/queue?offset=99999999999999999999").status_code == 422


def test_the_filters_that_pages_share_hold_for_the_queue(doubtful: TestClient) -> None:
    queue = doubtful.get("/api/v1/queue?country=SY").json()
    assert (queue["left"], [q["kind"] for q in queue["questions"]]) == (1, ["toll"])
    assert doubtful.get("/api/v1/queue?actor=houthi").json()["kinds"]["toll"] == 0
    page = doubtful.get("/queue?country=SY&kind=toll").text
    assert '<a href="/queue?country=SY">All' in page
    assert '<input type="hidden" name="kind" value="toll">' in page
    assert "Nothing that meets the filters is in doubt" in doubtful.get("/queue?country=ZZ").text
    assert doubtful.get("/queue?from=someday").status_code == 422
