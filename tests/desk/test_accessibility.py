"""axe-core on every page, light and dark: nothing that keeps somebody from using it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from marsad.desk.people import Role
from marsad.knowledge.actors import Registry
from marsad.ledger import Ledger
from marsad.pipeline import Pipeline

from ..ledger.factory import clash, strike
from ..ledger.test_doubts import as_told, by_two
from .conftest import serving
from .foreign import arabic, cyrillic
from .sharing import NAMES, WORDS, with_accounts
from .test_incidents import filled

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
FAULTS = """async () => (await axe.run(document)).violations
  .filter(v => ['serious', 'critical'].includes(v.impact))
  .map(v => `${v.id}: ${v.nodes[0].html.slice(0, 200)} ${v.nodes[0].failureSummary}`)"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, pipeline: Pipeline) -> Iterator[tuple[str, list[str]]]:
    """A shared desk that has something on each of its pages, and the addresses of these."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed; with Node 20 run `npm ci` in frontend/")
    unsure = as_told(clash(3), confidence=0.3)
    path = filled(
        tmp_path_factory.mktemp("axe") / "a.sqlite", *by_two(11, 40), strike(), unsure, arabic(), cyrillic()
    )
    with Ledger.open(path) as ledger:
        incidents = [i.id for i in ledger.incidents(Registry.load())]
    reports = [r.report.id for r in (arabic(), cyrillic(), unsure)]
    pages = [
        "/", "/queue", "/queue?country=ZZ", "/incidents", "/incidents?country=ZZ", "/reports",
        "/reports?words=Степановка", "/reports?words=zzzz", "/map", "/counts", "/counts?per=actor&by=all",
        "/counts?country=ZZ", "/add", "/export", "/account", "/users", "/replies", "/reports/none",
        *(f"/incidents/{i}" for i in incidents[:3]), f"/incidents/{incidents[0]}/reply",
        *(f"/reports/{r}" for r in reports),
    ]  # fmt: skip
    settings = replace(with_accounts(path), allowed_hosts=("127.0.0.1",))
    for address in serving(settings, pipeline):
        yield address, pages


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_has_a_serious_fault(browser: Any, desk: tuple[str, list[str]], theme: str) -> None:
    address, pages = desk
    context = browser.new_context(base_url=address, color_scheme=theme)
    page = context.new_page()
    page.set_default_timeout(60_000)
    found = {}

    def look(at: str) -> None:
        page.goto(at)  # its scripts have run then; what they go on to fetch may take long on a busy machine
        page.evaluate(AXE.read_text("utf-8"))  # the desk's own rules let no other script into the page
        if faults := page.evaluate(FAULTS):
            found[at] = faults

    look("/login")
    page.fill("[name=name]", NAMES[Role.ADMIN])
    page.fill("[name=password]", WORDS)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/")
    for at in pages:
        look(at)
    context.close()
    assert found == {}
