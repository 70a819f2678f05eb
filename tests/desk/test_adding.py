"""Adding reports by the interface: what comes of good, known, broken and hostile inputs."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from marsad.desk.app import create_app
from marsad.desk.settings import Settings
from marsad.pipeline import Pipeline

REPORT = (
    "Shelling kills three in Kadugli\n\nKADUGLI, 14 March 2024 (Nuba Wire) – Three civilians were killed on "
    "Wednesday when shells hit a market in Kadugli, residents said. The army blamed the SPLM-N."
)


@pytest.fixture
def adding(client: TestClient, pipeline: Pipeline) -> TestClient:
    """The desk with the reader opened already."""
    known = {"pipeline": pipeline, "knowledge": pipeline.knowledge}
    client.app.state.workplace.__dict__.update(known)  # type: ignore[attr-defined]
    return client


def finished(client: TestClient, started: Any) -> dict[str, Any]:
    assert started.status_code == 202, started.text
    address = f"/api/v1/jobs/{started.json()['id']}"
    for _ in range(600):
        found: dict[str, Any] = client.get(address).json()
        if found["stage"] in {"done", "failed"}:
            return found
        time.sleep(0.05)
    raise AssertionError(found)


def sent(client: TestClient, *files: tuple[str, bytes], **fields: str) -> dict[str, Any]:
    return finished(
        client, client.post("/api/v1/jobs/files", files=[("files", f) for f in files], data=fields)
    )


def test_a_pasted_text_becomes_a_report(adding: TestClient) -> None:
    given = {
        "text": REPORT,
        "title": "Shelling <script>alert(1)</script>",
        "outlet": "Nuba Wire",
        "published": "2024-03-14",
    }
    done = finished(adding, adding.post("/api/v1/jobs/text", json=given))
    (item,) = done["items"]
    assert done["stage"] == "done" and item["outcome"] == "new" and item["events"] >= 1
    again = finished(adding, adding.post("/api/v1/jobs/text", json=given))
    assert again["items"][0]["outcome"] == "known"
    assert again["items"][0]["report"] == item["report"]
    found = adding.get("/reports", params={"words": "Kadugli market"}).text
    assert item["report"] in found and "<script>alert" not in found


def test_a_broken_file_costs_the_others_nothing(adding: TestClient) -> None:
    done = sent(
        adding,
        ("binary.dat", bytes(range(256)) * 400),
        ("good.txt", REPORT.encode()),
        ("empty.txt", b""),
        ("lines.jsonl", b'{"text": "' + b"shells fell. " * 800_000 + b'"}\n{"broken": \n'),
    )
    outcomes = {i["source"]: i["outcome"] for i in done["items"]}
    assert done["stage"] == "done" and outcomes["good.txt"] == "new"
    assert outcomes["binary.dat"] == outcomes["empty.txt"] == "skipped"
    assert all(i["reason"] and i["remedy"] for i in done["items"] if i["outcome"] == "skipped")


def test_a_zip_bomb_is_told_and_not_expanded(adding: TestClient) -> None:
    bomb = gzip.compress(b"a" * 30_000_000)
    (item,) = sent(adding, ("bomb.txt.gz", bomb))["items"]
    assert item["outcome"] == "skipped" and "larger than" in item["reason"]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\boot.ini", "/etc/shadow", "a\x00b.txt", "\u202egpj.txt"]
)
def test_names_of_files_never_become_paths(adding: TestClient, name: str, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    (item,) = sent(adding, (name, REPORT.encode()))["items"]
    assert item["outcome"] == "new"
    assert "/" not in item["source"] and "\\" not in item["source"] and "\x00" not in item["source"]
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/", "http://localhost/", "http://10.0.0.7/x", "http://[::1]/"]
)
def test_addresses_of_this_machine_are_refused(adding: TestClient, url: str) -> None:
    (item,) = finished(adding, adding.post("/api/v1/jobs/address", json={"url": url}))["items"]
    assert item["outcome"] == "skipped" and "public" in item["reason"]


def test_an_address_that_is_none_is_told(adding: TestClient) -> None:
    answer = adding.post("/api/v1/jobs/address", json={"url": "file:///etc/passwd"})
    assert answer.status_code == 422 and "http" in answer.json()["detail"]


@pytest.fixture
def small(ledger_file: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(str(ledger_file), upload_limit=10_000))) as made:
        yield made


def test_too_large_an_upload_is_refused_said_or_not(small: TestClient) -> None:
    told = small.post("/api/v1/jobs/files", files=[("files", ("a.txt", b"x" * 20_000))])
    assert told.status_code == 413 and "10,000" in told.json()["detail"]
    head = {"content-type": "multipart/form-data; boundary=b"}
    part = b'--b\r\ncontent-disposition: form-data; name="files"; filename="a"\r\n\r\n'
    untold = small.post("/api/v1/jobs/files", headers=head, content=iter([part, *[b"y" * 1000] * 20]))
    assert untold.status_code == 413


def test_unknown_jobs_and_unknown_fields_are_told(client: TestClient) -> None:
    assert client.get("/api/v1/jobs/nothing").status_code == 404
    assert client.get("/api/v1/jobs/nothing/file").status_code == 404
    assert client.post("/api/v1/jobs/text", json={"text": ""}).status_code == 422
    assert client.post("/api/v1/jobs/files").status_code == 422
