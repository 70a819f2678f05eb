"""The map: what it is told by the interface, and that it draws and plays in a browser."""

from __future__ import annotations

import gzip
import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update

from marsad.desk.pages.map import GROUND
from marsad.desk.security.headers import WORKER
from marsad.ledger import Ledger
from marsad.ledger.store.tables import INCIDENT_POINT

WORLD = "-180,-85,180,85"


@pytest.fixture
def drawn(client: TestClient) -> TestClient:
    client.get("/map")  # settles what the ledger holds
    return client


def features(client: TestClient, address: str) -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/map/{address}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["features"]
    return found


def test_all_incidents_with_a_place_are_drawn_once_at_every_zoom(drawn: TestClient) -> None:
    told = drawn.get("/api/v1/map/days").json()
    assert told["total"] > 30
    for zoom in (0, 4, 12):
        found = features(drawn, f"incidents?box={WORLD}&zoom={zoom}")
        assert sum(f["properties"]["count"] for f in found) == told["total"] - told["unplaced"]
    assert len(features(drawn, f"incidents?box={WORLD}&zoom=0")) < len(found)


def test_incidents_of_an_older_ledger_are_among_the_days_from_the_first(
    drawn: TestClient, ledger_file: Path
) -> None:
    told = drawn.get("/api/v1/map/days").json()
    with Ledger.open(ledger_file) as ledger, ledger.writing() as connection:
        connection.execute(update(INCIDENT_POINT).values(stale=True, type=None))
    assert drawn.get("/api/v1/map/days").json() == told


def test_what_is_not_exact_has_a_reach_and_what_is_exact_has_none(drawn: TestClient) -> None:
    found = features(drawn, f"incidents?box={WORLD}&zoom=12")
    assert {f["properties"]["precision"] for f in found} >= {"exact", "near", "area"}
    for feature in found:
        exact = feature["properties"]["precision"] == "exact"
        assert (feature["properties"]["radius_km"] is None) == exact


def test_filters_choose(drawn: TestClient) -> None:
    found = features(drawn, f"incidents?box={WORLD}&zoom=12&country=SD&type=Battles")
    assert found and all(set(f["properties"]["types"]) == {"Battles"} for f in found)
    assert features(drawn, f"incidents?box={WORLD}&zoom=3&from=1990&to=1991") == []


def test_a_card_leads_to_its_sources(drawn: TestClient) -> None:
    first = drawn.get("/api/v1/map/list?limit=1").json()[0]
    card = drawn.get(f"/api/v1/map/incidents/{first['incident']}").json()
    assert card["incident"] == first and card["sources"] and card["witnesses"] >= 1
    assert drawn.get("/api/v1/map/incidents/i00000000000000000000").status_code == 404


def test_control_on_a_day_is_what_the_periods_say(drawn: TestClient) -> None:
    on = "2025-03-05"
    held = {f["id"]: f["properties"]["state"] for f in features(drawn, f"control?on={on}")}
    assert "held" in held.values()
    lines = drawn.get("/api/v1/map/control/periods").json()["places"]
    then = {p["id"]: [s for s in p["stretches"] if s[0] <= on] for p in lines}
    for place, state in held.items():
        assert (then[place][-1][1] if then.get(place) else "unknown") == state


def test_as_known_then_nobody_knows_what_is_told_later(drawn: TestClient) -> None:
    lines = drawn.get("/api/v1/map/control/periods?known=then").json()
    rahad = next(p for p in lines["places"] if p["name"] == "Er Rahad")
    assert rahad["stretches"][0][0] == "2025-03-04", "it was taken in February, and told in March"
    with_hindsight = drawn.get("/api/v1/map/control/periods").json()
    rahad = next(p for p in with_hindsight["places"] if p["name"] == "Er Rahad")
    assert rahad["stretches"][0][0] < "2025-03-04"


def test_a_place_answers_with_its_evidence(drawn: TestClient) -> None:
    place = next(
        f for f in features(drawn, "control?on=2025-03-05") if f["properties"]["place"] == "Er Rahad"
    )
    told = drawn.get(f"/api/v1/map/control/{place['id']}?on=2025-03-05").json()
    assert told["evidence"] and all(e["words"] for e in told["evidence"])
    assert drawn.get("/api/v1/map/control/geonames:1").status_code == 404


def test_the_view_as_geojson_has_incidents_and_control(drawn: TestClient) -> None:
    found = features(drawn, "view?box=20,5,40,20&on=2025-03-05")
    assert {f["properties"]["what"] for f in found} == {"incident", "control"}
    for feature in found:
        lon, lat = feature["geometry"]["coordinates"]
        assert 20 <= lon <= 40 and 5 <= lat <= 20


@pytest.mark.parametrize(
    "address",
    ["incidents?box=here", "incidents?box=1,2,3", "incidents?box=0,nan,1,1", "incidents?box=0,5,1,-5",
     "incidents?zoom=99", "control?on=yesterday", "list?limit=0", "control/periods?known=2024-13-01"],
)  # fmt: skip
def test_bad_questions_are_told_as_such(drawn: TestClient, address: str) -> None:
    answer = drawn.get(f"/api/v1/map/{address}")
    assert answer.status_code == 422 and answer.json()["detail"]


def test_the_ground_is_small_and_whole(client: TestClient) -> None:
    assert sum(p.stat().st_size for p in GROUND.iterdir()) < 1_600_000
    for path in GROUND.iterdir():
        layer = path.name.removesuffix(".geojson.gz")
        found = client.get(f"/map/ground/{layer}.geojson")
        assert found.headers["content-encoding"] == "gzip"
        assert found.json() == json.loads(gzip.decompress(path.read_bytes()))
        plain = client.get(f"/map/ground/{layer}.geojson", headers={"accept-encoding": "identity"})
        assert plain.json() == found.json() and "content-encoding" not in plain.headers
    assert client.get("/map/ground/..%2F..%2Fapp.geojson").status_code == 404


def test_only_the_worker_may_compile(client: TestClient) -> None:
    policy = "content-security-policy"
    assert "wasm-unsafe-eval" in client.get(WORKER).headers[policy]
    assert "wasm" not in client.get("/map").headers[policy]
    assert "unsafe" not in client.get("/static/js/map.js").headers[policy]


def test_without_scripts_the_page_says_who_holds_what(client: TestClient) -> None:
    page = client.get("/map").text
    assert "Er Rahad" in page and "Sudanese Armed Forces" in page


def test_a_day_plays_and_the_map_is_drawn(browser: Any, served: str, tmp_path: Path) -> None:
    np, images = pytest.importorskip("numpy"), pytest.importorskip("PIL.Image")
    context = browser.new_context(viewport={"width": 1200, "height": 800}, accept_downloads=True)
    page, faults, foreign = context.new_page(), [], []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    own = (served, "data:", "blob:")
    page.on("request", lambda asked: None if asked.url.startswith(own) else foreign.append(asked.url))
    page.goto(f"{served}/map?at=5/13.5/29.5")
    page.wait_for_selector("html[data-map=ready]", timeout=60_000)
    page.wait_for_selector("#in-view button", timeout=20_000)
    page.wait_for_timeout(1500)
    shot = np.asarray(images.open(BytesIO(page.screenshot())).convert("RGB"))[60:600, 330:1150]
    colours = np.unique(shot.reshape(-1, 3), axis=0)
    assert len(colours) > 200, "land, borders, letters and marks"
    assert page.locator("#in-view li", has_text="Er Rahad").count()

    assert page.evaluate("maplibregl.getRTLTextPluginStatus()") == "loaded", "Arabic letters are joined"
    before = page.inner_text("#day-said")
    page.locator("body").press("ArrowLeft")
    assert page.inner_text("#day-said") != before
    page.fill("#day", str(int(page.get_attribute("#day", "min")) + 30))
    page.click("#play")
    page.wait_for_timeout(600)
    page.click("#play")
    assert page.get_attribute("#play", "aria-pressed") == "false"
    page.locator("h1").press("h")
    page.wait_for_function("document.getElementById('known-said').textContent.includes('No hindsight')")
    took = page.evaluate(
        """async () => { const day = document.getElementById('day'); const times = [];
        for (let n = 0; n < 10; n += 1) { day.value = Number(day.max) - n * 40; const at = performance.now();
          day.dispatchEvent(new Event('input')); times.push(performance.now() - at);
          await new Promise(requestAnimationFrame); }
        return times.sort((a, b) => a - b)[5]; }"""
    )
    assert took < 150, f"the slider answers after {took:.0f} ms"
    page.fill("#day", page.get_attribute("#day", "max"))
    page.wait_for_timeout(1500)
    page.locator("#in-view li", has_text="Er Rahad").first.locator("button").click()
    page.wait_for_selector("#card blockquote", timeout=15_000)
    with page.expect_download() as saved:
        page.click("#save-png")
    assert images.open(saved.value.path()).size[1] > 600
    with page.expect_download() as saved:
        page.click("#save-geojson")
    assert json.loads(Path(saved.value.path()).read_text())["features"]
    assert (faults, foreign) == ([], [])
    context.close()
