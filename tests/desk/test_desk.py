"""The desk as such: what it answers, with which headers, and whom it refuses."""

from __future__ import annotations

from fastapi.testclient import TestClient


def test_first_page(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert "Newest reports" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"


def test_an_unknown_address_is_told_as_a_page_and_as_json(client: TestClient) -> None:
    assert "Nothing here" in client.get("/nowhere").text
    assert client.get("/api/v1/nowhere").json() == {"detail": "Not Found"}


def test_counts_for_scripts(client: TestClient) -> None:
    assert client.get("/api/v1/ledger").json()["reports"] > 15


def test_a_page_of_another_host_changes_nothing(client: TestClient) -> None:
    assert client.post("/api/v1/decisions", headers={"origin": "http://evil.example"}).status_code == 403
    assert client.post("/api/v1/decisions", headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_a_foreign_name_for_this_machine_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
