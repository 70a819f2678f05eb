"""HXL, casualty recording, PLOVER, GeoJSON, Parquet and FollowTheMoney, each read by its own library."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from marsad.model.event import Effect, EventType, Participant, PlacePrecision, Side, Where
from marsad.model.place import Place
from marsad.model.reading import Status

from ..ledger.factory import clash, strike
from .conftest import Export
from .ledgers import harm_of, incident_of, plain, second_report

# ------------------------------------------------------------------ HXL


def test_libhxl_finds_the_hashtags_and_sums_the_dead(exported: Export) -> None:
    hxl = pytest.importorskip("hxl", reason="libhxl is not installed")
    file = exported("hxl", incident_of(clash(), second_report()), strike()).file
    source = hxl.data(str(file), hxl.InputOptions(allow_local=True))
    assert {"#date+start", "#adm1+name", "#geo+lat", "#affected+killed+best", "#meta+source"} <= {
        c.display_tag for c in source.columns
    }
    rows = list(source)
    assert [r.get("#affected+killed+min") for r in rows] == ["7", "12"]
    assert [r.get("#affected+killed+max") for r in rows] == ["9", "15"]
    assert [r.get("#country+code") for r in rows] == ["SYR", "YEM"]
    assert [r.get("#affected+killed+civilians") for r in rows] == [None, "12"]


def test_hxl_keeps_threats_and_says_so(exported: Export) -> None:
    heading, tags, row = (
        exported("hxl", plain("They will storm it.", status=Status.THREATENED))
        .file.read_text("utf-8")
        .splitlines()[:3]
    )
    told = dict(zip(tags.split(","), row.split(","), strict=False))
    assert told["#status"] == "threatened"
    assert heading.startswith("Incident,First day")


# ------------------------------------------------------------------ casualty recording


def test_every_cell_of_a_casualty_record(exported: Export) -> None:
    (row,) = exported("casualty", incident_of(clash(), second_report())).csv
    told = {k: v for k, v in row.items() if v}
    assert told == {
        "incident": "i0-clash",
        "date_from": "2016-11-06",
        "date_to": "2016-11-06",
        "date_precision": "day",
        "place": "Qasr al-Rih",
        "district": "Duma",
        "province": "Rif Dimashq",
        "country": "Syria",
        "latitude": "33.6",
        "longitude": "36.5",
        "place_precision": "near",
        "type": "Battles",
        "sub_type": "Armed clash",
        "status": "happened",
        "killed_low": "7",
        "killed_high": "9",
        "killed_by_group": "Islamic State 7 to 9",
        "figures_by_source": "Rih News: at least 7 killed; Duma Post: at least 9 killed",
        "weapon": "mortar shells",
        "alleged_perpetrator": "Free Syrian Army",
        "grade": "fair",
        "sources": "Rih News; Duma Post",
        "sources_published": "2016-11-06",
        "reports": "2",
        "witnesses": "2",
        "says": "an opposition spokesman (Syrian rebels); a doctor in Duma",
        "says_belligerent": "an opposition spokesman (Syrian rebels)",
        "says_other": "a doctor in Duma",
        "belligerents_among_speakers": "some",
        "words": "At least seven militants of Islamic State were killed",
    }


def test_grades_follow_the_sources(exported: Export) -> None:
    same = second_report("At least seven", 7)
    far = second_report("At least twenty", 20)
    for other, grade in ((same, "confirmed"), (far, "contested")):
        (row,) = exported("casualty", incident_of(clash(), other), force=True).csv
        assert row["grade"] == grade
    assert exported("casualty", clash(), force=True).csv[0]["grade"] == "weak"


def test_casualties_by_group_and_injured(exported: Export) -> None:
    words = "Four civilians, two of them children, were killed and up to nine people hurt."
    harm = (
        harm_of(words, "Four civilians", 4, 4),
        harm_of(words, "two of them children", 2, 2, "children", part_of_total=True),
        harm_of(words, "up to nine people", None, 9, "unknown", effect=Effect.WOUNDED),
    )
    (row,) = exported("casualty", plain(words, harm=harm)).csv
    assert (row["killed_low"], row["civilians_killed_low"], row["children_killed_low"]) == ("4", "4", "2")
    assert row["killed_by_group"] == "children 2; civilians 4"
    assert (row["injured_low"], row["injured_high"]) == ("", "9")
    assert row["figures_by_source"] == "Rih News: 4 killed; Rih News: up to 9 wounded"


def test_incidents_without_casualties_are_left_out_of_a_casualty_record(exported: Export) -> None:
    done = exported("casualty", plain("Clashes broke out."), clash())
    assert len(done.csv) == 1
    assert "1 incident: no report tells of anybody killed or injured" in done.loss


# ------------------------------------------------------------------ PLOVER


def test_a_plover_record(exported: Export) -> None:
    (line,) = exported("plover", incident_of(clash(), second_report())).lines
    assert line == {
        "id": "i0-clash",
        "date": "2016-11-06",
        "source": [
            {"actorText": "Free Syrian Army", "code": "SYR", "sector": "REB", "id": "free-syrian-army"}
        ],
        "target": [{"actorText": "Islamic State", "code": None, "sector": "REB", "id": "islamic-state"}],
        "event": "ASSAULT",
        "mode": None,
        "context": None,
        "location": {
            "name": "Qasr al-Rih",
            "adm1": "Rif Dimashq",
            "adm2": "Duma",
            "country": "SYR",
            "latitude": 33.6,
            "longitude": 36.5,
            "precision": "near",
            "gazetteer": "geonames:1001",
        },
        "magnitude": {"dead": 7, "injured": None},
        "text": "At least seven militants of Islamic State were killed",
        "language": "en",
        "publication": "Rih News; Duma Post",
        "coder": "Marsad",
        "version": "test reader 1",
        "dateCoded": "2024-05-01",
        "comment": "Battles / Armed clash",
    }


@pytest.mark.parametrize(
    ("kind", "sub_type", "words", "coded"),
    [
        (EventType.EXPLOSIONS, "Suicide bomb", "A man blew himself up.", ("ASSAULT", "suicide-attack")),
        (EventType.EXPLOSIONS, "Air/drone strike", "A drone strike hit it.", ("ASSAULT", "drone")),
        (EventType.PROTESTS, "Peaceful protest", "People marched.", ("PROTEST", "demo")),
        (EventType.RIOTS, "Violent demonstration", "Youths burned tyres.", ("PROTEST", "riot")),
        (EventType.STRATEGIC_DEVELOPMENTS, "Arrests", "Police arrested ten.", ("COERCE", "arrest")),
        (EventType.STRATEGIC_DEVELOPMENTS, "Other", "Residents fled the town.", ("COERCE", None)),
        (EventType.STRATEGIC_DEVELOPMENTS, "Other", "They released six captives.", ("COOPERATE", None)),
    ],
)
def test_types_and_modes_of_plover(
    exported: Export, kind: EventType, sub_type: str, words: str, coded: tuple[str, str | None]
) -> None:
    (line,) = exported("plover", plain(words, type=kind, sub_type=sub_type)).lines
    assert (line["event"], line["mode"]) == coded


def test_a_type_that_words_do_not_decide_is_left_out(exported: Export) -> None:
    vague = plain("Something went on.", type=EventType.STRATEGIC_DEVELOPMENTS, sub_type="Other")
    done = exported("plover", vague)
    assert done.lines == []
    assert "the sub-event type fits several PLOVER types" in done.loss


# ------------------------------------------------------------------ GeoJSON


def _at(precision: PlacePrecision | None, radius: float | None = None, known: bool = True) -> dict[str, Any]:
    place = Place(
        "geonames:1001", "Ghouta", "region", 33.5 if known else None, 36.4 if known else None, "SY",
        radius_km=radius,
    )  # fmt: skip
    where = Where("geonames:1001" if precision else None, "Ghouta", precision)
    return {"where": where, "place": place}


def test_points_stand_only_where_a_point_says_something(exported: Export) -> None:
    told = [
        plain("One.", **_at(PlacePrecision.EXACT)),
        plain("Two.", **_at(PlacePrecision.NEAR)),
        plain("Three.", **_at(PlacePrecision.AREA, radius=12.5)),
        plain("Four.", **_at(PlacePrecision.AREA)),
        plain("Five.", **_at(PlacePrecision.ADMIN1)),
        plain("Six.", **_at(PlacePrecision.COUNTRY)),
        plain("Seven.", **_at(None)),
        plain("Eight.", **_at(PlacePrecision.EXACT, known=False)),
    ]
    geopandas = pytest.importorskip("geopandas", reason="geopandas is not installed")
    done = exported("geojson", *told)
    table = geopandas.read_file(done.file)
    assert table.crs.to_epsg() == 4326
    assert table.geometry.notna().tolist() == [True] * 4 + [False] * 4
    assert (table.geometry[0].x, table.geometry[0].y) == (36.4, 33.5)
    assert table.precision.tolist()[:4] == ["exact", "near", "area", "area"]
    assert table.radius_km.tolist()[2] == 12.5
    assert table.radius_km.isna().tolist() == [True, True, False] + [True] * 5
    assert "4 features: geometry: no point" in done.loss
    assert "1 feature: radius_km: areas of unknown extent" in done.loss


def test_pyogrio_reads_every_feature(exported: Export) -> None:
    pyogrio = pytest.importorskip("pyogrio", reason="pyogrio is not installed")
    info = pyogrio.read_info(exported("geojson", clash(), strike()).file)
    assert info["features"] == 2
    assert info["geometry_type"] == "Point"


def test_a_collection_of_nothing_is_geojson_all_the_same(exported: Export) -> None:
    import json

    assert json.loads(exported("geojson").file.read_bytes()) == {"type": "FeatureCollection", "features": []}


# ------------------------------------------------------------------ Parquet


def test_pandas_reads_parquet_with_its_types_and_nested_parts(exported: Export) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    table = pd.read_parquet(exported("parquet", incident_of(clash(), second_report()), strike()).file)
    assert table.killed_low.tolist() == [7, 12]
    assert table.lat.dtype == "float64"
    assert table.first_day[0] == date(2016, 11, 6)
    events = table.events[0]
    assert [e["outlet"] for e in events] == ["Rih News", "Duma Post"]
    assert events[0]["harm"][0]["text"] == "At least seven militants"
    assert events[0]["claims"][0]["belligerent"] is True
    assert events[0]["seized"][0]["count"] == 3
    tolls = {t["who"]: t for t in table.tolls[0]}
    assert [r["best"] for r in tolls[None]["reported"]] == [7, 9]


def test_types_of_parquet_do_not_depend_on_what_is_in_it(exported: Export) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    nothing = parquet.read_schema(exported("parquet").file)
    something = parquet.read_schema(exported("parquet", clash(), force=True).file)
    assert nothing == something
    assert str(something.field("first_day").type) == "date32[day]"
    assert str(something.field("killed_best").type) == "int64"


# ------------------------------------------------------------------ FollowTheMoney


def test_followthemoney_validates_every_entity(exported: Export) -> None:
    ftm = pytest.importorskip("followthemoney", reason="followthemoney is not installed")
    person = Participant("local:1", Side.A, "agent")
    told = exported(
        "ftm", incident_of(clash(), second_report()), strike(), plain("They fought.", participants=(person,))
    ).lines
    proxies = {}
    for line in told:
        proxy = ftm.model.get_proxy(line, cleaned=False)
        proxy.schema.validate(line)
        for name, values in line["properties"].items():
            assert proxy.get(name), (line, name)
            assert len(proxy.get(name)) == len(set(values)), (name, values)
        proxies[proxy.id] = proxy
    assert len(proxies) == len(told), "no entity is written twice"
    for proxy in proxies.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert value in proxies
                assert proxies[value].schema.is_a(prop.range)
    schemata = [p.schema.name for p in proxies.values()]
    assert schemata.count("Event") == 3
    assert schemata.count("Article") == 4
    assert schemata.count("Documentation") == 4
    assert {"Organization", "Mention"} <= set(schemata)


def test_an_event_of_followthemoney_keeps_what_it_can(exported: Export) -> None:
    told = exported("ftm", incident_of(clash(), second_report())).lines
    event = next(line for line in told if line["schema"] == "Event")["properties"]
    assert event["name"] == ["Armed clash, Qasr al-Rih, 2016-11-06"]
    assert event["country"] == ["sy"]
    assert event["notes"] == ["killed: 7 to 9"]
    assert event["involved"] == ["marsad-actor-free-syrian-army", "marsad-actor-islamic-state"]


def test_the_same_words_in_two_reports_are_two_unknown_groups(exported: Export) -> None:
    men = (Participant("local:1", Side.A, "agent"),)
    told = exported(
        "ftm", plain("They fought.", participants=men), plain("They fled.", participants=men)
    ).lines
    groups = [line["id"] for line in told if line["schema"] == "Organization"]
    assert len(groups) == len(set(groups)) == 2


# ------------------------------------------------------------------ where a library lacks


def test_a_missing_library_is_told_with_the_remedy(
    exported: Export, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import sys

    from marsad.export.errors import LibraryMissing

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(LibraryMissing, match=r'pip install "marsad\[parquet\]"'):
        exported("parquet", clash())
    assert not list(tmp_path.iterdir())


def test_a_report_published_twice_stands_once(exported: Export) -> None:
    again = replace(second_report().events[0], id="ebis")
    record = second_report()
    told = exported("ftm", incident_of(replace(record, events=(*record.events, again)))).lines
    assert [line["schema"] for line in told].count("Article") == 1
