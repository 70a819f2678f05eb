"""Attacks on the desk: what a report, a stranger, a reader or a page of another host must not achieve."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import lxml.html
import pytest
import schemathesis
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from starlette.routing import Mount

from marsad.desk import api, pages
from marsad.desk.app import create_app
from marsad.desk.people import Role
from marsad.desk.settings import Settings
from marsad.knowledge.actors import Registry
from marsad.ledger import Ledger
from marsad.ledger.sharing import Replies
from marsad.ledger.sharing.replies import written
from marsad.model.decision import Decision, Verb
from marsad.model.record import ReportRecord
from marsad.model.span import Span

from ..ledger import factory
from .sharing import NAMES, WORDS, browser_of, token_of, with_accounts

PUBLIC = {"/login", "/logout", "/incidents/{key}/reply"}
"""What is for who has not logged in."""
ONES_OWN = "/account"
"""What a reader may change below it is the reader's own password and tokens."""
EXPORTS = "/api/v1/exports/"
"""A reader may have an export made: nothing of the ledger changes."""
CHANGING = {"POST", "PUT", "PATCH", "DELETE"}


def routes() -> list[tuple[str, str]]:
    """Every address of the desk with a method, such as ("GET", "/incidents/{key}/reply")."""
    parts = [(module, "") for module in pages.PAGES] + [(module, "/api/v1") for module in api.PARTS]
    return [
        (method, prefix + route.path)
        for module, prefix in parts
        for route in module.router.routes
        if isinstance(route, APIRoute)
        for method in sorted(route.methods - {"HEAD"})
    ]


ROUTES = routes()


@pytest.fixture
def shared(ledger_file: Path) -> Settings:
    return with_accounts(ledger_file)


def filled(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "1", path)


# ------------------------------------------------------------------ who may do what


def test_the_routes_below_are_all_there_are(client: TestClient) -> None:
    others = [r for r in client.app.routes if isinstance(r, APIRoute)]  # type: ignore[attr-defined]
    mounts = [r.path for r in client.app.routes if isinstance(r, Mount)]  # type: ignore[attr-defined]
    assert (others, mounts) == ([], ["/static"])
    assert len(client.app.routes) == 1 + len(pages.PAGES) + len(api.PARTS)  # type: ignore[attr-defined]
    assert len(ROUTES) > 20 and {path for _, path in ROUTES} >= PUBLIC


def test_every_address_needs_a_role(shared: Settings) -> None:
    client = browser_of(shared)
    open_to_all = []
    for method, path in ROUTES:
        answer = client.request(method, filled(path))
        if path in PUBLIC:
            continue
        led = answer.status_code == 303 and answer.headers["location"].startswith("/login?next=")
        if not (led or answer.status_code == 401):
            open_to_all.append((method, path, answer.status_code))
    assert open_to_all == []


def test_readers_change_nothing_and_reviewers_no_accounts(shared: Settings) -> None:
    for role, forbidden in ((Role.READER, lambda p: True), (Role.REVIEWER, lambda p: "/users" in p)):
        client = browser_of(shared, role)
        changing = [
            (m, p)
            for m, p in ROUTES
            if m in CHANGING and p not in PUBLIC and not p.startswith((ONES_OWN, EXPORTS)) and forbidden(p)
        ]
        assert changing
        wrong = {(m, p): client.request(m, filled(p)).status_code for m, p in changing}
        assert {route: status for route, status in wrong.items() if status != 403} == {}


def test_readers_do_not_see_what_is_for_others(shared: Settings) -> None:
    client = browser_of(shared, Role.READER)
    for path in ("/users", "/replies", "/api/v1/users", "/api/v1/replies"):
        assert client.get(path).status_code == 403
    assert "/users" not in client.get("/account").text and "/replies" not in client.get("/account").text


# ------------------------------------------------------------------ pages of other hosts


def test_a_change_needs_the_token_of_the_session_and_the_right_origin(shared: Settings) -> None:
    client = browser_of(shared, Role.ADMIN)
    token = client.headers.pop("x-desk-token")
    other = token_of(browser_of(shared, Role.ADMIN))
    new = {"name": "Mallory", "role": "admin", "password": WORDS}
    for shown in ({}, {"x-desk-token": ""}, {"x-desk-token": "0" * 64}, {"x-desk-token": other}):
        assert client.post("/api/v1/users", json=new, headers=shown).status_code == 403
        assert client.post("/users", data=new | {"token": shown.get("x-desk-token", "")}).status_code == 403
    for foreign in ({"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "same-site"}):
        for path in ("/api/v1/users", "/users", "/login", "/logout"):
            assert client.post(path, headers={"x-desk-token": token, **foreign}).status_code == 403
    assert {u["name"] for u in client.get("/api/v1/users").json()} == set(NAMES.values())
    assert client.post("/users", data=new | {"token": token}).status_code == 303
    assert client.delete("/api/v1/users/Mallory", headers={"x-desk-token": token}).status_code == 204


def test_no_other_page_may_read_or_frame_the_desk(shared: Settings) -> None:
    answer = browser_of(shared).get("/login", headers={"origin": "https://evil.example"})
    assert not [name for name in answer.headers if name.startswith("access-control-")]
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy and "unsafe" not in policy and "script-src 'self'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


# ------------------------------------------------------------------ logging in


def test_a_cookie_from_before_the_log_in_is_worth_nothing_after_it(shared: Settings) -> None:
    client = browser_of(shared)
    client.cookies.set("marsad", "planted-by-somebody", domain="testserver.local")
    client.post("/login", data={"name": "Amal", "password": WORDS})
    first = client.cookies["marsad"]
    assert first != "planted-by-somebody"
    client.post("/login", data={"name": "Omar", "password": WORDS})
    stranger = browser_of(shared)
    for planted in ("planted-by-somebody", first, "", "x" * 5000, "é"):
        assert stranger.get("/", headers={"cookie": f"marsad={planted}".encode("latin-1")}).status_code == 303


def test_guessing_passwords_gets_slower_for_an_account_and_for_an_address(shared: Settings) -> None:
    client = browser_of(shared)
    told = [
        client.post("/login", data={"name": "Amal", "password": f"guess {n}"}).status_code for n in range(8)
    ]
    assert told[:5] == [401] * 5 and 429 in told[5:]
    refused = client.post("/login", data={"name": "Amal", "password": WORDS})
    assert refused.status_code == 429 and int(refused.headers["retry-after"]) >= 1
    assert "marsad" not in refused.cookies, "the right password does not help while one has to wait"
    other = browser_of(shared)
    told = [other.post("/login", data={"name": f"n{n}", "password": "guess"}).status_code for n in range(13)]
    assert told[:10] == [401] * 10 and 429 in told[10:]


def test_names_that_nobody_has_are_answered_alike_and_take_as_long(shared: Settings) -> None:
    def asked(name: str) -> tuple[float, str]:
        client = browser_of(shared)
        client.post("/login", data={"name": "warm", "password": "up"})
        begun = time.process_time()
        answer = client.post("/login", data={"name": name, "password": "not the right one"})
        return time.process_time() - begun, answer.text.replace(name, "NAME")

    known, unknown = ([asked(name) for _ in range(3)] for name in ("Amal", "Nobody"))
    assert known[0][1] == unknown[0][1]
    spent = min(t for t, _ in known), min(t for t, _ in unknown)
    assert min(spent) > max(spent) / 3, "a name that nobody has costs the work of a password too"


# ------------------------------------------------------------------ what reports and readers write

SCRIPT = "<script>alert('marsad')</script>"
MARKUP = f'{SCRIPT}"><img src=x onerror=alert(1)>{{{{7*7}}}}\u202e\x1b[31m\x00'


def hostile() -> ReportRecord:
    """A record in which every text that a page may show is markup."""
    record = factory.strike()
    text = record.report.text + f"\n{MARKUP}\n" + SCRIPT * 500
    start = len(record.report.text) + 1
    evil = Span(start, start + len(SCRIPT), SCRIPT)
    report = replace(
        record.report, text=text, title=MARKUP, outlet=MARKUP, source=f"{SCRIPT}.html", name=SCRIPT,
        url="javascript:alert(1)", bylines=(MARKUP,), credit=MARKUP, dateline=MARKUP,
    )  # fmt: skip
    (event,) = record.events
    event = replace(
        event,
        evidence=(*event.evidence, evil),
        claims=tuple(replace(c, speaker=MARKUP) for c in event.claims),
        when=replace(event.when, reason=MARKUP, text=MARKUP),
        where=event.where and replace(event.where, reason=MARKUP, text=MARKUP),
    )
    actors = tuple(replace(a, name=MARKUP) for a in record.actors)
    places = tuple(
        replace(p, place=replace(p.place, name=MARKUP), rejected=(MARKUP,), reason=MARKUP)
        for p in record.places
    )
    return replace(record, report=report, actors=actors, places=places, events=(event,))


@pytest.fixture
def poisoned(tmp_path: Path) -> Iterator[tuple[TestClient, list[str]]]:
    """A desk on a ledger of nothing but markup, and the ids of what is in it."""
    path = tmp_path / "poisoned.sqlite"
    record = hostile()
    with Ledger.open(path) as ledger:
        ledger.add(record)
        (incident,) = ledger.incidents(Registry.load())
        subjects = ledger.find(record.events[0].id).subjects
        decision = Decision(Verb.COMMENT, subjects, MARKUP.replace("\x00", ""), datetime.now(UTC), MARKUP)
        ledger.decide(decision)
        Replies(ledger).leave(incident.id, written(SCRIPT, "", f"{MARKUP} It was two days later"))
    ids = [record.report.id, incident.id, record.events[0].id, decision.id]
    with TestClient(create_app(Settings(str(path), reviewer=SCRIPT))) as client:
        yield client, ids


def test_markup_in_a_report_or_a_comment_is_shown_and_never_runs(
    poisoned: tuple[TestClient, list[str]],
) -> None:
    client, ids = poisoned
    shown = 0
    for path in [p for m, p in ROUTES if m == "GET" and not p.startswith("/api/")]:
        for values in product(ids, repeat=path.count("{")):
            parts = iter(values)
            answer = client.get(re.sub(r"\{[^}]*\}", lambda _, p=parts: next(p), path))
            if not answer.headers.get("content-type", "").startswith("text/html"):
                continue
            shown += html.escape(SCRIPT, quote=True) in answer.text or "&lt;script&gt;" in answer.text
            assert answer.status_code < 500, path
            for sign in ("<script>alert", "<img src=x", "49\u202e", 'href="javascript:'):
                assert sign not in answer.text, (path, sign)
            inside = re.findall(
                r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>", answer.text
            )
            assert inside == [], (path, "the policy lets no script in the page run")
            handlers = [
                a for e in lxml.html.fromstring(answer.text).iter() for a in e.attrib if a[:2] == "on"
            ]
            assert handlers == [], path
    assert shown >= 2, "the first page and the replies show it"


FILTERS = ("actor", "place", "country", "from", "to", "type", "status", "outlet", "words")


def test_filters_and_ids_are_data_to_the_database(client: TestClient) -> None:
    for sting in ("' OR 1=1 --", "%'; DROP TABLE report; --", "\\", "_%", "\x00", "\ud83d", "𝔘" * 90, MARKUP):
        asked = dict.fromkeys(FILTERS, sting)
        for method, path in ROUTES:
            if method == "GET":
                one = {name: value.encode("utf-8", "replace").decode() for name, value in asked.items()}
                assert client.get(filled(path), params=one).status_code < 500, (path, sting)
                for name, value in one.items():
                    assert client.get(filled(path), params={name: value}).status_code < 500, (
                        path,
                        name,
                        sting,
                    )
    assert client.get("/api/v1/ledger").json()["reports"] > 15


def test_log_in_names_are_data_too(shared: Settings) -> None:
    client = browser_of(shared)
    for sting in ("' OR 1=1 --", "Amal'--", "\x00", "Amal\x00", "%", "_mal", "A" * 10_000):
        assert client.post("/login", data={"name": sting, "password": WORDS}).status_code in {401, 429}


def test_no_line_of_a_header_can_be_slipped_in(shared: Settings) -> None:
    client = browser_of(shared)
    for sting in ("/\r\nSet-Cookie: a=b", "/%0d%0aSet-Cookie: a=b", "/x\nSet-Cookie: a=b"):
        sent = {"name": "Amal", "password": WORDS, "next": sting}
        for answer in (client.get("/", params={"x": sting}), client.post("/login", data=sent)):
            assert "a=b" not in str(answer.cookies) and len(answer.headers.get_list("set-cookie")) <= 1
            assert all("\n" not in value and "\r" not in value for value in answer.headers.values())
        client.cookies.clear()
    assert browser_of(shared).get("/", headers={"host": "evil.example"}).status_code == 400


# ------------------------------------------------------------------ files


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/%2e%2e%2f%2e%2e%2fapp.py",
     "/static//etc/passwd", "/static/%2fetc%2fpasswd", "/static/..%5capp.py", "/static/css/../../people.py",
     "/static/", "/static/css"],
)  # fmt: skip
def test_no_file_but_the_desks_own_is_served(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in {400, 404, 405}
    assert "import" not in answer.text and "root:" not in answer.text


def _flood(size: int) -> Iterator[bytes]:
    for _ in range(size // 65536):
        yield b"x" * 65536


def test_too_large_a_request_is_refused_before_it_is_kept(shared: Settings) -> None:
    client = browser_of(replace(shared, upload_limit=2**20), Role.ADMIN)
    large = b'{"name": "' + b"x" * 2**21 + b'"}'
    kind = {"content-type": "application/json"}
    answer = client.post("/api/v1/users", content=large, headers=kind)
    assert answer.status_code == 413 and "1 MB" in answer.json()["detail"]
    assert client.post("/api/v1/users", content=_flood(2**22), headers=kind).status_code == 413
    form = {"content-type": "application/x-www-form-urlencoded"}
    del client.headers["x-desk-token"]
    assert client.post("/users", content=_flood(2**22), headers=form).status_code == 413
    assert browser_of(replace(shared, upload_limit=2**20)).post("/login", content=large).status_code == 413
    odd = {**kind, "content-length": "-1"}
    assert client.post("/api/v1/users", content=b"{}", headers=odd).status_code == 400


# ------------------------------------------------------------------ whatever the description allows

LEADS_ELSEWHERE = {"/api/v1/jobs/address"}
"""Not tried with made-up values: they would be asked for on the network."""


def test_nothing_that_the_description_allows_breaks_the_desk(ledger_file: Path) -> None:
    app = create_app(Settings(str(ledger_file), reviewer="Amal"))
    with TestClient(app) as client:
        schema = schemathesis.openapi.from_dict(client.get("/api/v1/openapi.json").json())
        broken: list[tuple[str, str, int, str]] = []
        tried = 0
        for found in schema.get_all_operations():
            operation = found.ok()
            if operation.path in LEADS_ELSEWHERE:
                continue
            tried += 1

            @settings(
                max_examples=6, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )  # fmt: skip
            @given(case=operation.as_strategy())
            def run(case: schemathesis.Case) -> None:
                sent = case.as_transport_kwargs(base_url="http://testserver")
                answer = client.request(**sent)
                if answer.status_code >= 500:
                    broken.append((case.method, case.path, answer.status_code, str(sent)[:300]))

            run()
    assert tried >= 5
    assert broken == []
