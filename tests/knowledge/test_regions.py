"""The hand-made regions: enough of them, each with a point and an extent, each inside something known."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from marsad.knowledge.actors import shipped_registry
from marsad.knowledge.gazetteer import Gazetteer, distance_km, packs
from marsad.knowledge.gazetteer.regions import BadRegions, Region, read_regions
from marsad.model.place import Place

REGIONS = read_regions()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    if not any(info.name == "world" for info in packs()):
        pytest.skip("the packs are not compiled; run `python hatch_build.py`")
    return Gazetteer.open()


def apart(a: Place, b: Place) -> float:
    """Kilometres between two places that have points."""
    assert a.lat is not None and a.lon is not None and b.lat is not None and b.lon is not None
    return distance_km(a.lat, a.lon, b.lat, b.lon)


def test_there_are_at_least_150() -> None:
    assert len(REGIONS) >= 150


def test_they_lie_in_many_wars() -> None:
    lands = Counter(r.place.country for r in REGIONS.values())
    assert len(lands) >= 20
    assert all(lands[c] >= 3 for c in ("SY", "UA", "SD", "CD", "MM", "YE", "IQ", "NG", "ML", "SO"))


@pytest.mark.parametrize(
    "name",
    [
        "Eastern Qalamoun",
        "Eastern Ghouta",
        "Tadamon",
        "Donbas",
        "Darfur",
        "Sambisa Forest",
        "Golan Heights",
        "Sinai",
    ],
)
def test_regions_that_wars_are_fought_over(name: str) -> None:
    assert any(name in {r.place.name, *r.names} or name in r.place.name for r in REGIONS.values())


def test_each_has_a_point_and_an_extent() -> None:
    for region in REGIONS.values():
        place = region.place
        assert place.lat is not None and -90 <= place.lat <= 90, place.id
        assert place.lon is not None and -180 <= place.lon <= 180, place.id
        assert place.radius_km is not None and 0 < place.radius_km <= 1500, place.id
        assert place.kind and place.name == place.name.strip(), place.id
        assert re.fullmatch(r"region:[a-z0-9-]+", place.id)


def test_countries_are_known() -> None:
    codes = set(shipped_registry().countries)
    assert {
        (r.place.id, c) for r in REGIONS.values() for c in (r.place.country, *r.also) if c not in codes
    } == set()


def test_parents_are_regions_near_by() -> None:
    for region in REGIONS.values():
        if region.parent is None:
            continue
        assert region.parent in REGIONS and region.parent != region.place.id, region.place.id
        parent = REGIONS[region.parent].place
        assert apart(region.place, parent) <= (parent.radius_km or 0) + (region.place.radius_km or 0), (
            region.place.id
        )


def test_parents_lead_to_a_top() -> None:
    for region in REGIONS.values():
        seen: set[str] = set()
        at: Region | None = region
        while at is not None and at.parent is not None:
            assert at.place.id not in seen, region.place.id
            seen.add(at.place.id)
            at = REGIONS.get(at.parent)


def test_towns_they_belong_to_are_in_the_gazetteer(gazetteer: Gazetteer) -> None:
    lost = []
    for region in REGIONS.values():
        if region.parent_place is None:
            continue
        towns = [c.place for c in gazetteer.lookup(region.parent_place)]
        if not any(apart(t, region.place) <= 150 for t in towns if t.lat is not None):
            lost.append((region.place.id, region.parent_place))
    assert lost == []


@pytest.mark.xfail(
    strict=True,
    reason="23 regions name a province otherwise than the gazetteer (Rostov Oblast, Chattogram, ...)",
)
def test_provinces_are_in_the_gazetteer(gazetteer: Gazetteer) -> None:
    lost = [
        (r.place.id, r.place.admin1)
        for r in REGIONS.values()
        if r.place.admin1 and gazetteer.admin1(r.place.country, r.place.admin1) is None
    ]
    assert lost == []


def test_a_region_is_looked_up_by_any_of_its_names(gazetteer: Gazetteer) -> None:
    for name in ("Eastern Qalamoun", "East Qalamoun", "القلمون الشرقي", "Tadamun", "al-Tadamon"):
        assert any(c.place.id.startswith("region:") for c in gazetteer.lookup(name)), name


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "regions.yaml"
    path.write_text(text, encoding="utf-8")
    return path


ENTRY = "{id: %s, name: %s, kind: region, country: TD, lat: 13.2, lon: 14.1, radius_km: 40}"


def test_a_users_region_is_added_and_wins(tmp_path: Path) -> None:
    path = own(
        tmp_path, f"- {ENTRY % ('lake-islands', 'Lake Islands')}\n- {ENTRY % ('donbas', 'My Donbas')}\n"
    )
    regions = read_regions(path)
    assert regions["region:lake-islands"].place.name == "Lake Islands"
    assert regions["region:donbas"].place.name == "My Donbas"
    assert len(regions) >= len(REGIONS) + 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("- {id: [", "YAML", id="broken YAML"),
        pytest.param("words", "list", id="plain text"),
        pytest.param("- {id: x, name: X}\n", "needed are", id="fields lacking"),
        pytest.param(
            "- {id: x, name: X, kind: region, country: TD, lat: N, lon: 1, radius_km: 2}\n",
            "Entry 1",
            id="no number",
        ),
    ],
)  # fmt: skip
def test_a_bad_regions_file_says_so(text: str, told: str, tmp_path: Path) -> None:
    path = own(tmp_path, text)
    with pytest.raises(BadRegions) as caught:
        read_regions(path)
    assert told in str(caught.value) and str(path) in str(caught.value)
