"""Incidents and the queue in a real browser: join two, split them, answer ten questions by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from marsad.desk.settings import Settings

from ..ledger.factory import clash, strike
from ..ledger.test_doubts import as_told, by_two
from .conftest import serving
from .test_incidents import filled


@pytest.fixture
def day(tmp_path: Path) -> Iterator[str]:
    """A desk with a contested toll and ten events that nobody is sure of."""
    unsure = [as_told(clash(n, date(2010, n, 3)), confidence=0.3) for n in range(1, 11)]
    path = filled(tmp_path / "day.sqlite", *by_two(11, 40), strike(), *unsure)
    yield from serving(Settings(str(path), reviewer="Amal"))


@pytest.fixture
def watched(browser: Any, day: str) -> Iterator[Any]:
    """A page on that desk; no error on its console, and no request to another host."""
    faults: list[str] = []
    page = browser.new_page(base_url=day, viewport={"width": 1280, "height": 800})
    page.set_default_timeout(30_000)
    page.on("console", lambda m: m.type == "error" and faults.append(m.text))
    page.on("pageerror", lambda e: faults.append(str(e)))
    page.on("request", lambda r: r.url.startswith((day, "data:")) or faults.append(r.url))
    yield page
    page.close()
    assert faults == []


def test_a_day_at_the_queue_and_two_incidents_joined_and_split(watched: Any) -> None:
    page = watched
    # the list, by keyboard, to the strike, which is the newest
    page.goto("/incidents", wait_until="networkidle")  # keys work once the scripts are there
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Air/drone strike')")
    page.wait_for_load_state("networkidle")
    # joined with the contested clash, which its words find
    page.keyboard.press("Shift+J")
    page.fill("#looking-words", "Fierce number 0")
    page.keyboard.press("Enter")
    page.locator(".candidate", has_text="Armed clash").first.locator("input").check()
    page.fill("#joining-why", "one night")
    page.click("#joining-do")
    page.locator(".card.source").nth(2).wait_for()
    assert "one night" in page.locator(".history").inner_text()
    # and split off again
    page.locator(".card.source", has_text="Red Sea Wire").locator(".split").click()
    page.fill("#why-text", "another country")
    page.keyboard.press("Enter")
    page.locator(".history", has_text="another country").wait_for()
    history = page.locator(".history").inner_text()
    assert "split off" in history
    page.fill("#comment-text", "ask the hospital again")
    page.click("#comment button")
    page.wait_for_selector(".comment .said:has-text('ask the hospital again')")

    # the queue: ten answers with the keyboard alone, one undone, one put off
    page.goto("/queue", wait_until="networkidle")
    left = int(page.inner_text("#left"))
    assert left >= 10
    answered = int(page.inner_text("#answered"))
    page.keyboard.press("l")
    for n in range(10):
        page.keyboard.press("x" if n % 2 else "c")
        page.wait_for_selector(f"#answered:text-is('{answered + n + 1}')")
    assert int(page.inner_text("#left")) == left - 10
    page.keyboard.press("u")
    page.wait_for_selector(f"#answered:text-is('{answered + 9}')")
    page.keyboard.press("c")
    page.wait_for_selector(f"#answered:text-is('{answered + 10}')")
    page.reload(wait_until="networkidle")
    assert int(page.inner_text("#left")) == left - 10
    assert int(page.inner_text("#answered")) == answered + 10

    # what was put off is offered again, and opens with Enter
    page.click("#again")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(incidents/i|reports/r)\w+"))
    assert page.locator(".history li").count() > 0


def test_keys_struck_before_the_scripts_are_there_do_no_harm(watched: Any, day: str) -> None:
    page = watched
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    page.route("**/js/queue.js", hold)  # a slow machine
    page.goto("/queue", wait_until="commit")
    page.wait_for_selector(".question")
    before = page.inner_text("#answered")
    for key in ("j", "c", "/"):
        page.keyboard.press(key)
    page.keyboard.type("mill")
    held[0].continue_()
    page.wait_for_selector(".queue.live")
    # what goes somewhere is done, what decides is not: nobody had seen what it would be about
    current = "[...document.querySelectorAll('.question')].findIndex(q => q.matches('.current'))"
    assert page.evaluate(current) == 1
    assert page.locator(".notice", has_text="Press it again").count() == 1
    assert page.inner_text("#answered") == before
    assert page.evaluate("[document.activeElement.id, document.activeElement.value]") == ["search", "mill"]
