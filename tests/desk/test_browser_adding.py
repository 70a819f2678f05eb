"""In a real browser: a pasted text becomes a report, is counted and exported; nothing leaves the machine."""

from __future__ import annotations

import re
import zipfile
from typing import Any

from .test_adding import REPORT


def test_a_pasted_text_is_read_found_counted_and_exported(browser: Any, served: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda e: wrong.append(str(e)))
    page.on(
        "request", lambda r: None if r.url.startswith((served, "blob:", "data:")) else wrong.append(r.url)
    )

    page.goto(f"{served}/add")
    page.get_by_role("tab", name="Text").click()
    page.get_by_label("Title").fill("<img src=x onerror=alert(1)> Kadugli market shelled")
    page.locator("#outlet").fill("Nuba Wire")
    page.locator("#published").fill("2024-03-14")
    page.get_by_label("Text of the report").fill(REPORT)
    page.get_by_role("button", name="Read the text").click()
    page.locator("#outcomes .chip.good").wait_for(timeout=60_000)
    assert page.locator("#outcomes a").inner_text().startswith("<img src=x")
    assert page.locator("main img").count() == 0

    page.goto(f"{served}/reports?words=Kadugli")
    assert page.locator(".reports .title mark").first.inner_text() == "Kadugli"
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.className") == "title"

    page.goto(f"{served}/counts?country=SD&by=month")
    page.locator("#chart svg").last.focus()
    page.keyboard.press("ArrowRight")
    assert re.match(r"\d{4}-\d{2}\n\d+ incidents?", page.locator("#tip").text_content())

    page.goto(f"{served}/export?format=acled&country=SD")
    page.get_by_role("button", name="Make the file").click()
    page.locator("#download").wait_for(timeout=30_000)
    assert "left out" in page.locator("#doing").inner_text()
    assert page.locator("#loss h3").count() >= 5
    with page.expect_download() as got:
        page.locator("#download").click()
    names = zipfile.ZipFile(got.value.path()).namelist()
    assert len(names) == 3 and names[0].endswith("-acled.csv")
    assert not wrong
    context.close()
