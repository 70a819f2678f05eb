"""The page of a report: what it shows, that nothing of a report runs, and a reviewer's way through it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from fastapi.testclient import TestClient

from marsad.desk.reading.article import segments
from marsad.ledger import Ledger
from marsad.ledger.evidence import TOLD, Stretch, stretches
from marsad.model.span import Span
from tests.ledger.factory import clash, hostile, report_of

from .test_decisions import decide, key, report


def shown(client: TestClient, title: str = "Shells hit vegetable market") -> str:
    answer = client.get(f"/reports/{report(client, title)['record']['report']['id']}")
    assert answer.status_code == 200
    return answer.text


# --- the article


def test_overlapping_stretches_are_told_of_each_character() -> None:
    told = report_of("Five men died in Hama on Monday.")
    found = [
        Stretch(Span.of(told.text, 0, 32), "e1", TOLD),
        Stretch(Span.of(told.text, 0, 13), "e1", "killed"),
        Stretch(Span.of(told.text, 5, 21), "e2", "where"),
    ]
    pieces = segments(told, found, {"e1": "1", "e2": "2"})
    assert "".join(p.text for p in pieces) == told.text
    assert [(p.at, p.text, p.fields, p.kind) for p in pieces] == [
        (0, "Five ", ("1.told", "1.killed"), "harm"),
        (5, "men died", ("1.told", "1.killed", "2.where"), "harm"),
        (13, " in Hama", ("1.told", "2.where"), "where"),
        (21, " on Monday.", ("1.told",), ""),
    ]


def test_every_stretch_is_what_stands_in_the_text() -> None:
    record = clash()
    found = stretches(record)
    assert {s.field for s in found} >= {TOLD, "when", "where", "a", "killed", "says", "weapons"}
    assert all(record.report.text[s.span.start : s.span.end] == s.span.text for s in found)


# --- the page


def test_the_page_shows_article_fields_and_reasons(client: TestClient) -> None:
    page = shown(client)
    assert "Shells hit vegetable market" in page
    assert 'data-lights="1.when"' in page and 'data-of="' in page
    assert "the Monday on or before" in page


def test_what_is_unresolved_stands_out(client: TestClient) -> None:
    page = shown(client, "Eight soldiers killed in convoy")
    assert "row unresolved" in page and "2 places named Boni" in page


def test_a_correction_shows_with_who_made_it(client: TestClient) -> None:
    decide(client, verb="correct", records=[key(client)], field="when", words="2025-03-02")
    page = shown(client)
    assert "2025-03-02" in page and "set by <bdi>Amal</bdi>" in page


def test_a_report_that_there_is_not(client: TestClient) -> None:
    answer = client.get("/reports/r00")
    assert answer.status_code == 404 and "Nothing here" in answer.text


# --- hostile text


HOSTILE = "<script>alert(1)</script>\"' onmouseover=alert(1) {{7*7}} \u202egnp.exe \u0007"


@pytest.fixture
def attacked(client: TestClient, ledger_file: Any) -> str:
    """The id of a report that is hostile in every text that it has."""
    record = hostile(HOSTILE)
    with Ledger.open(ledger_file) as ledger:
        ledger.add(record)
    return record.report.id


def test_nothing_of_a_report_runs(client: TestClient, attacked: str) -> None:
    decide(client, verb="comment", records=[f"{attacked}/e-hostile"], why=HOSTILE)
    decide(
        client, verb="correct", records=[f"{attacked}/e-hostile"], field="says",
        value={"claims": [{"speaker": HOSTILE}]},
    )  # fmt: skip
    page = client.get(f"/reports/{attacked}").text
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page
    assert _handlers(page) == []
    assert "{{7*7}}" in page
    assert "\u202e" not in page and "\u0007" not in page
    steps = client.get("/api/v1/history", params={"record": f"{attacked}/e-hostile"})
    assert steps.headers["content-type"] == "application/json" and steps.json()[-2]["why"] == HOSTILE.strip()


def _handlers(page: str) -> list[str]:
    """What would run as script in a page: attributes that are handlers, addresses that are scripts."""
    found: list[str] = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.extend(n for n, v in attrs if n.startswith("on") or (v or "").startswith("javascript:"))
            if tag == "script" and not (dict(attrs).get("src") or "").startswith("/static/"):
                found.append("script")

    Parser().feed(page)
    return found


def test_a_line_of_fifty_thousand_characters_is_shown(client: TestClient, ledger_file: Any) -> None:
    record = hostile("x" * 50_000)
    with Ledger.open(ledger_file) as ledger:
        ledger.add(record)
    assert client.get(f"/reports/{record.report.id}").status_code == 200


# --- in the browser


@pytest.fixture
def tab(served: str, browser: Any) -> Iterator[Any]:
    """A window; nothing may go wrong in it, and nothing may be asked of another host."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    wrong: list[str] = []
    # that another decision came first is an answer, which the browser's console calls an error
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" and "409" not in m.text else None)
    page.on("pageerror", lambda e: wrong.append(str(e)))
    page.on("request", lambda r: None if r.url.startswith(served) else wrong.append(r.url))
    page.set_default_timeout(15_000)
    yield page
    context.close()
    assert wrong == []


def go_to(tab: Any, served: str, ledger_file: Any, title: str) -> None:
    """Open the report with that title, and wait until its page answers."""
    with Ledger.open(ledger_file) as ledger:
        found = next(h.id for h in ledger.reports() if h.title and h.title.startswith(title))
    tab.goto(f"{served}/reports/{found}")
    tab.locator("mark.told-here").first.wait_for()


def until_there_are(tab: Any, records: int) -> None:
    from playwright.sync_api import expect

    expect(tab.locator(".record")).to_have_count(records, timeout=15_000)


def test_a_reviewer_corrects_date_place_and_toll_sees_the_history_and_undoes(
    tab: Any, served: str, ledger_file: Any
) -> None:
    go_to(tab, served, ledger_file, "Shells hit vegetable market in El Obeid")
    record = tab.locator("#record-1")

    record.locator('[data-field="when"] button.value').hover()
    assert tab.locator("mark.lit").all_inner_texts() == ["Monday"]

    record.locator('[data-field="when"] button.value').click()
    record.locator("form.editor input").first.fill("2025-03-02")
    record.get_by_placeholder("Reason").fill("the video is of Sunday")
    tab.keyboard.press("Enter")
    record.locator('[data-field="when"]:has-text("2025-03-02")').wait_for()

    record.locator('[data-field="where"] button.value').click()
    record.locator(".combo input").fill("Er Rah")
    record.get_by_role("option", name=re.compile("Rahad")).first.wait_for()
    tab.keyboard.press("Enter")
    record.get_by_role("button", name="Save").click()
    record.locator('[data-field="where"]:has-text("set by Amal")').wait_for()

    record.locator('[data-field="killed"] button.value').click()
    record.get_by_label("Killed: lowest").first.fill("9")
    record.get_by_label("Killed: highest").first.fill("11")
    tab.keyboard.press("Enter")
    record.locator('[data-field="killed"]:has-text("9 to 11")').wait_for()

    tab.locator("main").press("h")
    steps = record.locator(".steps li")
    steps.first.wait_for()
    told = " ".join(steps.all_inner_texts())
    assert "corrected when: 2025-03-02 the video is of Sunday" in " ".join(
        told.replace("“", "").replace("”", "").split()
    )
    assert "corrected where" in told and "corrected killed: 9 to 11" in told

    tab.locator("main").press("u")
    record.locator('[data-field="killed"]:not(:has-text("9 to 11"))').wait_for()
    assert "2025-03-02" in record.locator('[data-field="when"]').inner_text()


def test_records_are_gone_through_by_keys_and_a_missed_event_is_added(
    tab: Any, served: str, ledger_file: Any
) -> None:
    go_to(tab, served, ledger_file, "Eight soldiers killed in convoy ambush")
    tab.locator("#record-1[open]").wait_for()
    tab.keyboard.press("j")
    tab.locator("#record-2[open]").wait_for()
    tab.keyboard.press("c")
    tab.locator('#record-2 summary:has-text("confirmed")').wait_for()
    tab.keyboard.press("x")
    tab.get_by_placeholder("Reason").fill("not of this war")
    before = tab.locator(".record").count()
    tab.keyboard.press("Enter")
    until_there_are(tab, before - 1)
    tab.evaluate(
        """() => {
          const range = document.createRange();
          const text = document.querySelector('#text').children;
          range.setStart(text[2].firstChild, 0);
          range.setEnd(text[4].firstChild, 1);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    selected = tab.evaluate("getSelection().toString().trim()")
    tab.keyboard.press("m")
    dialog = tab.locator("#missed")
    assert dialog.locator("blockquote").inner_text().split() == selected.split()
    dialog.get_by_label("Type").select_option("Armed clash")
    dialog.get_by_role("button", name="Add the event").click()
    until_there_are(tab, before)


def test_two_editors_of_one_record(tab: Any, served: str, ledger_file: Any) -> None:
    import httpx

    go_to(tab, served, ledger_file, "Shells hit vegetable market in El Obeid")
    record = tab.locator("#record-1")
    key_ = record.get_attribute("data-key")
    body = {"verb": "correct", "records": [key_], "field": "when", "words": "2025-02-28"}
    assert httpx.post(f"{served}/api/v1/decisions", json=body).status_code == 201
    record.locator('[data-field="when"] button.value').click()
    record.locator("form.editor input").first.fill("2025-03-01")
    tab.keyboard.press("Enter")
    dialog = tab.locator("#conflict")
    dialog.locator("text=Amal corrected when: 2025-02-28").wait_for()
    dialog.get_by_role("button", name="Set mine").click()
    record.locator('[data-field="when"]:has-text("2025-03-01")').wait_for()


def test_selected_characters_are_counted_as_the_server_counts_them(
    tab: Any, served: str, ledger_file: Any
) -> None:
    record = hostile("🙂🙂 clash\r\n")
    with Ledger.open(ledger_file) as ledger:
        ledger.add(record)
    tab.goto(f"{served}/reports/{record.report.id}")
    at = record.report.text.index("the mill")
    found = tab.evaluate(
        """async () => {
          const { selected } = await import('/static/js/report-missed.js');
          const all = [...document.querySelectorAll('#text > *')];
          const node = all.find((e) => e.textContent.includes('the mill'));
          const at = node.textContent.indexOf('the mill');
          const range = document.createRange();
          range.setStart(node.firstChild, at);
          range.setEnd(node.firstChild, at + 8);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          return selected();
        }"""
    )
    assert found == {"start": at, "end": at + 8, "words": "the mill"}
