"""Reports, counts and exports: what pages show, what scripts get, and what neither may do."""

from __future__ import annotations

import csv
import gc
import io
import shutil
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from marsad.desk.app import create_app
from marsad.desk.settings import Settings
from marsad.export.formats import FORMATS
from marsad.ledger import Measure, Per
from marsad.pipeline import Pipeline

from .test_adding import finished


@pytest.fixture(scope="module")
def client(
    read_once: Path, pipeline: Pipeline, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestClient]:
    """One desk for all tests here: they change nothing in the ledger."""
    ledger = shutil.copy(read_once, tmp_path_factory.mktemp("desk") / "desk.sqlite")
    with TestClient(create_app(Settings(str(ledger), reviewer="Amal"))) as made:
        made.app.state.workplace.__dict__["knowledge"] = pipeline.knowledge  # type: ignore[attr-defined]
        yield made


# ------------------------------------------------------------------ reports


def test_reports_are_found_by_words_with_the_words_marked(client: TestClient) -> None:
    text = client.get("/reports", params={"words": "shelling market"}).text
    assert '<mark class="hit">' in text and "El Obeid" in text
    assert "the best answers first" in text


def test_filters_choose_reports_by_their_events_and_stay_in_the_form(client: TestClient) -> None:
    sudan = client.get("/reports", params={"country": "SD", "words": "killed"}).text
    assert "El Obeid" in sudan and "Kharkiv" not in sudan
    assert 'value="SD"' in sudan and '<input type="hidden" name="words" value="killed">' in sudan
    assert 'href="/reports?words=killed"' in sudan  # what clears the filters


def test_what_is_typed_is_shown_as_it_is(client: TestClient) -> None:
    text = client.get("/reports", params={"words": '"><script>x</script>', "actor": '"><b>'}).text
    assert "<script>x" not in text and '"><b>' not in text


def test_a_question_without_words_is_told(client: TestClient) -> None:
    assert client.get("/reports", params={"words": "-only"}).status_code == 200
    assert client.get("/reports", params={"from": "2016-13"}).status_code == 422


def test_pages_go_on_and_end(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from marsad.desk import paging
    from marsad.desk.pages import reports

    monkeypatch.setattr(paging, "SIZE", 5)
    monkeypatch.setattr(reports, "SIZE", 5)
    seen: list[str] = []
    for number in range(1, 9):
        text = client.get("/reports", params={"page": number, "status": ""}).text
        seen += [part.split('"')[0] for part in text.split('class="title" href="')[1:]]
        if "page=" + str(number + 1) not in text:
            break
    assert len(seen) == len(set(seen)) == client.get("/api/v1/ledger").json()["reports"]


# ------------------------------------------------------------------ counts


@pytest.mark.parametrize("per", ["", *Per])
def test_every_measure_and_group_has_a_page(client: TestClient, per: str) -> None:
    for count in (Measure.INCIDENTS, Measure.KILLED, Measure.REPORTS):
        for by in ("year", "all"):
            answer = client.get("/counts", params={"count": count, "per": per, "by": by})
            assert answer.status_code == 200, answer.text
            assert ("<svg viewBox" in answer.text) and "reports of" in answer.text


def test_the_table_has_the_numbers_of_the_interface(client: TestClient) -> None:
    asked = {"per": "type", "country": "SD", "by": "month"}
    told = client.get("/api/v1/series", params=asked).json()
    totals = [r for r in told["records"] if r["group"] is None]
    page = client.get("/counts", params=asked).text
    assert told["title"] in page and all(r["period"] in page for r in totals if r["count"])
    in_all = client.get("/api/v1/counts", params={"per": "type", "country": "SD"}).json()
    dated = sum(r["count"] for r in totals)
    assert in_all["records"][0]["count"] == dated
    assert all(note in page or "’" in note or "“" in note for note in told["notes"])


def test_numbers_come_as_csv_and_as_a_picture(client: TestClient) -> None:
    told = client.get("/api/v1/series", params={"count": "killed", "per": "actor"}).json()
    answer = client.get("/api/v1/series.csv", params={"count": "killed", "per": "actor"})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == len(told["records"]) and rows[0]["killed"] == str(told["records"][0]["count"])
    assert "attachment" in answer.headers["content-disposition"]
    pytest.importorskip("matplotlib")
    assert client.get("/api/v1/counts.png", params={"per": "type"}).content.startswith(b"\x89PNG")
    nothing = client.get("/api/v1/counts.png", params={"country": "IS"})
    assert nothing.status_code == 404 and "nothing to draw" in nothing.json()["detail"]


def test_a_missing_library_is_told(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    real = importlib.util.find_spec
    monkeypatch.setattr("importlib.util.find_spec", lambda n, *a: None if n == "matplotlib" else real(n, *a))
    assert "marsad[charts]" in client.get("/counts").text
    answer = client.get("/api/v1/series.png")
    assert answer.status_code == 503 and "pip install" in answer.json()["detail"]


@pytest.mark.parametrize("asked", ["count=x", "per=x", "by=x", "top=0", "by=day&from=1900&to=2020"])
def test_what_cannot_be_counted_is_told(client: TestClient, asked: str) -> None:
    for address in (f"/counts?{asked}", f"/api/v1/series?{asked}"):
        assert client.get(address).status_code == 422


def test_a_ledger_that_takes_long_is_looked_through_while_the_page_waits(
    ledger_file: Path, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    from marsad.desk import counting

    monkeypatch.setattr(counting, "AT_ONCE", 0)
    with TestClient(create_app(Settings(str(ledger_file)))) as client:
        client.app.state.workplace.__dict__["knowledge"] = pipeline.knowledge  # type: ignore[attr-defined]
        waiting = client.get("/counts", params={"per": "type"}).text
        assert "Looking through the ledger" in waiting
        job = waiting.split('data-job="')[1].split('"')[0]
        for _ in range(400):
            if client.get(f"/api/v1/jobs/{job}").json()["stage"] == "done":
                break
            time.sleep(0.05)
        assert "Incidents by month and type" in client.get("/counts", params={"per": "type"}).text


# ------------------------------------------------------------------ exports


def exported(client: TestClient, name: str, **asked: str) -> tuple[dict[str, Any], zipfile.ZipFile]:
    done = finished(client, client.post(f"/api/v1/exports/{name}", params=asked))
    assert done["stage"] == "done", done
    return done, zipfile.ZipFile(io.BytesIO(client.get(done["file"]).content))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_made_with_its_loss_report_and_trace(client: TestClient, name: str) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow")
    done, packed = exported(client, name, country="SD")
    file, loss, trace = packed.namelist()
    assert file.startswith(f"desk-{name}.") and loss == f"{file}.loss.md" and trace == f"{file}.trace.jsonl"
    assert packed.read(loss).decode() == done["told"]["loss"]
    assert "country SD" in done["told"]["loss"] and packed.read(file)
    assert name in client.get("/export", params={"format": name}).text


def test_the_whole_ledger_is_an_archive(client: TestClient) -> None:
    done, packed = exported(client, "archive")
    assert "manifest.json" in packed.namelist() and "records" in done["told"]["summary"]
    assert client.post("/api/v1/exports/archive?country=SD").status_code == 422


@pytest.mark.parametrize("name", ["nothing", "..%2F..%2Fetc%2Fpasswd", "acled%0d%0aSet-Cookie:%20a=b"])
def test_other_formats_there_are_not(client: TestClient, name: str) -> None:
    answer = client.post(f"/api/v1/exports/{name}")
    assert answer.status_code == 404 and "set-cookie" not in answer.headers
    assert client.get("/export", params={"format": name}).status_code == 422


def test_a_job_is_its_owners(client: TestClient) -> None:
    from marsad.desk.people import Person, Role

    done, _ = exported(client, "acled")
    jobs = client.app.state.workplace.jobs  # type: ignore[attr-defined]
    assert jobs.get(done["id"], Person("Amal", Role.READER))
    assert jobs.get(done["id"], Person("Basim", Role.REVIEWER)) is None
    assert jobs.get(done["id"], Person("Chief", Role.ADMIN))


def test_more_than_can_wait_is_refused_and_told(client: TestClient) -> None:
    import threading

    from marsad.desk.people import Person, Role

    go = threading.Event()
    jobs = client.app.state.workplace.jobs  # type: ignore[attr-defined]
    for _ in range(8):
        jobs.start("export", Person("Amal", Role.ADMIN), lambda job: go.wait(20) and None)
    answers = [client.post("/api/v1/exports/acled").status_code for _ in range(3)]
    go.set()
    assert 429 in answers


def test_what_a_desk_reads_ahead_changes_no_answer(client: TestClient) -> None:
    workplace = client.app.state.workplace  # type: ignore[attr-defined]
    asked = {"country": "SD", "by": "year", "per": "actor"}
    before = client.get("/api/v1/series.json", params=asked).json()
    job = workplace.jobs.only("count", workplace.look_ahead)
    try:
        while client.get(f"/api/v1/jobs/{job.id}").json()["stage"] in {"waiting", "working"}:
            time.sleep(0.05)
        assert client.get(f"/api/v1/jobs/{job.id}").json()["stage"] == "done"
        workplace.memory.forget_answers()
        assert client.get("/api/v1/series.json", params=asked).json() == before
    finally:
        gc.unfreeze()
