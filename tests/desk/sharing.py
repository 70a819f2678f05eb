"""A shared desk for tests: its accounts, and who has logged in."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from fastapi.testclient import TestClient

from marsad.desk.app import create_app
from marsad.desk.settings import Settings
from marsad.ledger import Ledger
from marsad.ledger.sharing import Accounts, Role

WORDS = "four plain words here"
NAMES = {Role.READER: "Layla", Role.REVIEWER: "Omar", Role.ADMIN: "Amal"}
SHARED = Settings("", host="0.0.0.0", allowed_hosts=("testserver",))


def with_accounts(ledger_file: Path) -> Settings:
    """Settings of a desk that others reach, on a ledger with one account of each role."""
    with Ledger.open(ledger_file) as ledger:
        for role, name in NAMES.items():
            Accounts(ledger).add(name, role, WORDS)
    return replace(SHARED, ledger=str(ledger_file))


def browser_of(settings: Settings, role: Role = Role.NOBODY) -> TestClient:
    """A browser that has logged in, and sends the token of its pages' forms as the pages' own script does."""
    made = TestClient(create_app(settings), follow_redirects=False)
    return logged_in(made, role) if role is not Role.NOBODY else made


def logged_in(client: TestClient, role: Role) -> TestClient:
    answer = client.post("/login", data={"name": NAMES[role], "password": WORDS})
    assert answer.status_code == 303, answer.text
    client.headers["x-desk-token"] = token_of(client)
    return client


def token_of(client: TestClient) -> str:
    found = re.search(r'<meta name="desk-token" content="([0-9a-f]+)">', client.get("/account").text)
    assert found is not None
    return found[1]
