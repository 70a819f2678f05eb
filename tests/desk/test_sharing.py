"""Logging in, accounts and replies as their users meet them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from marsad.desk.app import create_app
from marsad.desk.pages.login import own_path
from marsad.desk.security.throttle import Quota, Throttle
from marsad.desk.settings import Settings
from marsad.knowledge.actors import Registry
from marsad.ledger import Ledger
from marsad.ledger.sharing import AccountRefused, Replies, Role, Sessions

from .sharing import NAMES, SHARED, WORDS, browser_of, logged_in, with_accounts


@pytest.fixture
def shared(ledger_file: Path) -> Settings:
    return with_accounts(ledger_file)


@pytest.fixture
def incident(ledger_file: Path) -> str:
    with Ledger.open(ledger_file) as ledger:
        return ledger.incidents(Registry.load(), limit=1)[0].id


@pytest.fixture
def outsider(shared: Settings) -> Iterator[TestClient]:
    yield browser_of(shared)


# ------------------------------------------------------------------ starting, logging in


def test_a_desk_that_others_reach_does_not_start_without_an_admin(ledger_file: Path) -> None:
    for settings in (replace(SHARED, ledger=str(ledger_file)), Settings(str(ledger_file), behind_proxy=True)):
        with pytest.raises(AccountRefused, match="marsad user add NAME --role admin"):
            create_app(settings)


def test_pages_lead_to_the_log_in_and_back_and_the_interface_says_401(outsider: TestClient) -> None:
    answer = outsider.get("/?from=2016")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=%2F%3Ffrom%3D2016")
    form = outsider.get(answer.headers["location"])
    assert 'value="/?from=2016"' in form.text and "<nav" not in form.text
    asked = outsider.get("/api/v1/ledger")
    assert (asked.status_code, asked.json()) == (401, {"detail": "log in first"})
    sent = {"name": "amal", "password": WORDS, "next": "/?from=2016"}
    answer = outsider.post("/login", data=sent)
    assert (answer.status_code, answer.headers["location"]) == (303, "/?from=2016")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Secure" not in cookie
    assert "Amal" in outsider.get("/").text and outsider.get("/api/v1/ledger").status_code == 200
    assert outsider.get("/login").headers["location"] == "/"


def test_behind_a_proxy_the_cookie_goes_by_tls_alone(shared: Settings) -> None:
    behind = replace(shared, host="127.0.0.1", behind_proxy=True)
    client = TestClient(create_app(behind), base_url="https://testserver", follow_redirects=False)
    cookie = client.post("/login", data={"name": "Omar", "password": WORDS}).headers["set-cookie"]
    assert cookie.startswith("__Host-marsad=") and "Secure" in cookie and "Path=/" in cookie


def test_a_desk_of_ones_own_refuses_what_a_proxy_passes_on(client: TestClient) -> None:
    answer = client.get("/", headers={"x-forwarded-for": "203.0.113.9"})
    assert answer.status_code == 403 and "--behind-proxy" in answer.text


def test_nobody_logs_in_at_a_desk_of_ones_own(client: TestClient) -> None:
    assert client.get("/login", follow_redirects=False).headers["location"] == "/"
    assert "Nobody logs in here" in client.get("/account").text
    assert client.post("/account/tokens").status_code == 404


def test_logging_out_ends_the_session_in_the_ledger_too(shared: Settings) -> None:
    client = browser_of(shared, Role.REVIEWER)
    cookie = client.cookies["marsad"]
    answer = client.post("/logout")
    assert answer.headers["location"] == "/login" and "marsad" not in client.cookies
    client.cookies.set("marsad", cookie)
    assert client.get("/").status_code == 303


@pytest.mark.parametrize(
    "text",
    ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil", "/\t/evil.example",
     "javascript:x", "/login?next=/", "/logout", "", "evil", "/\n//evil.example", "/" + "x" * 3000],
)  # fmt: skip
def test_the_log_in_leads_only_to_pages_of_this_desk(text: str) -> None:
    assert own_path(text) == "/"
    assert own_path("/incidents/i1?x=1#y") == "/incidents/i1?x=1#y"


# ------------------------------------------------------------------ one's account


def test_a_new_password_needs_the_old_one_and_ends_all_else(shared: Settings) -> None:
    client, elsewhere = browser_of(shared, Role.READER), browser_of(shared, Role.READER)
    before = client.cookies["marsad"]
    wrong = {"old": "not the old one", "new": "five other plain words", "again": "five other plain words"}
    assert "old password is not right" in client.post("/account/password", data=wrong).text
    assert "different" in client.post("/account/password", data=wrong | {"old": WORDS, "again": "x"}).text
    assert "too short" in client.post("/account/password", data={"old": WORDS, "new": "x", "again": "x"}).text
    done = client.post("/account/password", data=wrong | {"old": WORDS})
    assert done.status_code == 303 and "is changed" in client.get(done.headers["location"]).text
    assert client.cookies["marsad"] != before
    assert elsewhere.get("/").status_code == 303
    assert elsewhere.post("/login", data={"name": "Layla", "password": WORDS}).status_code == 401


def test_a_script_shows_a_token_of_its_own(shared: Settings) -> None:
    client = browser_of(shared, Role.ADMIN)
    page = client.post("/account/tokens", data={"label": "nightly", "days": "30"}).text
    token = re.findall(r"<code>([\w-]{40,})</code>", page)[0]
    script = browser_of(shared)
    script.headers["authorization"] = f"Bearer {token}"
    assert script.get("/api/v1/users").status_code == 200
    assert script.post("/api/v1/users", json={"name": "New", "password": WORDS}).status_code == 201
    assert script.get("/").status_code == 303, "pages are for browsers"
    (ended,) = re.findall(r"/account/tokens/(\w+)/end", client.get("/account").text)
    assert browser_of(shared, Role.READER).post(f"/account/tokens/{ended}/end").status_code == 404
    assert client.post(f"/account/tokens/{ended}/end").status_code == 303
    asked = script.get("/api/v1/users")
    assert asked.status_code == 401 and asked.headers["www-authenticate"] == "Bearer"


def test_admins_look_after_accounts_by_page_and_by_script(shared: Settings) -> None:
    client = browser_of(shared, Role.ADMIN)
    assert (
        client.post("/users", data={"name": "Rima", "role": "reviewer", "password": WORDS}).status_code == 303
    )
    assert (
        "there is an account RIMA already"
        in client.post("/users", data={"name": "RIMA", "password": WORDS}).text
    )
    client.post("/users/role", data={"name": "Rima", "role": "reader"})
    users = {user["name"]: user["role"] for user in client.get("/api/v1/users").json()}
    assert users == {"Amal": "admin", "Layla": "reader", "Omar": "reviewer", "Rima": "reader"}
    assert client.patch("/api/v1/users/Rima", json={"role": "admin"}).json()["role"] == "admin"
    assert client.delete("/api/v1/users/Rima").status_code == 204
    last = client.delete("/api/v1/users/Amal")
    assert last.status_code == 422 and "last admin" in last.json()["detail"]
    assert "argon2" not in client.get("/users").text + client.get("/api/v1/users").text


# ------------------------------------------------------------------ replies


def _typed(client: TestClient, incident: str, **changed: str) -> dict[str, str]:
    page = client.get(f"/incidents/{incident}/reply").text
    stamp = re.findall(r'name="stamp" value="([^"]+)"', page)[0]
    typed = {"name": "Reader", "email": "reader@example.org", "text": "It was two days later.", "website": ""}
    return typed | {"stamp": stamp} | changed


def _later(client: TestClient, seconds: float) -> None:
    stamps = client.app.state.workplace.guards.stamps  # type: ignore[attr-defined]
    begun = stamps._clock()
    stamps._clock = lambda: begun + seconds


def test_a_reader_leaves_a_correction_and_a_reviewer_makes_it_a_comment(
    shared: Settings, outsider: TestClient, incident: str
) -> None:
    typed = _typed(outsider, incident)
    quick = outsider.post(f"/incidents/{incident}/reply", data=typed)
    assert quick.status_code == 422 and "That was quick" in quick.text and "two days later" in quick.text
    _later(outsider, 60)
    assert "Thank you" in outsider.post(f"/incidents/{incident}/reply", data=typed).text
    reviewer = browser_of(shared, Role.REVIEWER)
    page = reviewer.get("/replies").text
    assert "It was two days later." in page and "reader@example.org" not in page
    (told,) = reviewer.get("/api/v1/replies").json()
    assert (told["incident"], told["state"]) == (incident, "held") and "email" not in told
    assert reviewer.post(f"/replies/{told['n']}/accept", data={"note": "Seen."}).status_code == 303
    again = reviewer.post(f"/api/v1/replies/{told['n']}/reject")
    assert again.status_code == 422 and "Omar has accepted" in again.json()["detail"]
    with Ledger.open(shared.ledger) as ledger:
        (decision,) = ledger.decisions()
    assert (decision.by, decision.why) == ("Omar", "Reader writes: It was two days later.\nSeen.")


def test_machines_are_thanked_and_not_kept(shared: Settings, outsider: TestClient, incident: str) -> None:
    typed = _typed(outsider, incident)
    _later(outsider, 60)
    url = f"/incidents/{incident}/reply"
    assert "Thank you" in outsider.post(url, data=typed | {"website": "http://wares.example"}).text
    for changed in ({"stamp": ""}, {"stamp": "1.abc"}, {"stamp": "9" * 30 + "." + "a" * 64},
                    {"text": "short"}, {"text": "http://a.example " * 3}, {"email": "a@b"}):  # fmt: skip
        assert outsider.post(url, data=typed | changed).status_code == 422
    for n in range(6):
        said = outsider.post(url, data=typed | {"text": f"It was {n} days later."})
    assert said.status_code == 429
    with Ledger.open(shared.ledger) as ledger:
        assert Replies(ledger).waiting() == 5
    _later(outsider, 25 * 3600)
    old = outsider.post(url, data=typed)
    assert old.status_code == 422 and "open for too long" in old.text


def test_the_reply_page_tells_nothing_to_who_may_see_nothing(
    outsider: TestClient, client: TestClient, incident: str, shared: Settings
) -> None:
    assert "To the incident" not in outsider.get(f"/incidents/{incident}/reply").text
    assert "To the incident" in browser_of(shared, Role.READER).get(f"/incidents/{incident}/reply").text
    for key in ("i000000000000", "i", incident[:6], "e1", "..", "%2e%2e"):
        answer = outsider.get(f"/incidents/{key}/reply")
        assert answer.status_code == 404 and incident not in answer.text
    assert client.get(f"/incidents/{incident}/reply").status_code == 404, "only where the desk is shared"
    link = f'href="/incidents/{incident}/reply"'
    for role in (Role.READER, Role.REVIEWER):
        assert link in browser_of(shared, role).get(f"/incidents/{incident}").text
    assert link not in client.get(f"/incidents/{incident}").text


# ------------------------------------------------------------------ bounds


def test_a_throttle_doubles_the_wait_and_forgets() -> None:
    now = [0.0]
    throttle = Throttle(free=3, longest=60, clock=lambda: now[0])
    waits = []
    for _ in range(40):
        wait = throttle.begin("a")
        waits.append(round(wait))
        now[0] += wait
    assert waits[:8] == [0, 0, 0, 1, 0, 2, 0, 4] and max(waits) == 60
    assert throttle.begin("b") == 0
    throttle.succeeded("a")
    assert throttle.begin("a") == 0
    now[0] += 4000
    assert throttle.begin("b") == 0


def test_a_throttle_does_not_grow_without_bound() -> None:
    throttle = Throttle(free=3, longest=60)
    for n in range(10_500):
        throttle.begin(str(n))
    assert len(throttle) == 10_000


def test_a_quota_gives_so_many_an_hour() -> None:
    now = [0.0]
    quota = Quota(2, 3600, clock=lambda: now[0])
    assert [quota.take("a"), quota.take("a"), quota.take("a"), quota.take("b")] == [True, True, False, True]
    now[0] = 3601
    assert quota.take("a")


def test_a_session_that_was_ended_elsewhere_is_over(shared: Settings) -> None:
    client = browser_of(shared, Role.REVIEWER)
    with Ledger.open(shared.ledger) as ledger:
        Sessions(ledger).end(client.cookies["marsad"])
    assert client.get("/").status_code == 303
    assert logged_in(client, Role.REVIEWER).get("/").status_code == 200
    assert NAMES[Role.REVIEWER] in client.get("/").text


# ------------------------------------------------------------------ names of victims


def test_readers_see_names_of_victims_masked_and_reviewers_do_not(tmp_path: Path) -> None:
    from ..ledger.test_masking import strike

    path = tmp_path / "a.sqlite"
    with Ledger.open(path) as ledger:
        ledger.add(strike())
    shared = replace(with_accounts(path), mask_victims=True)
    seen = {role: browser_of(shared, role).get("/").text for role in (Role.READER, Role.REVIEWER)}
    assert "Qadri" in seen[Role.REVIEWER] and "Qadri" not in seen[Role.READER]
    assert "Teacher █████ █████ killed in Wadi Amran" in seen[Role.READER]
