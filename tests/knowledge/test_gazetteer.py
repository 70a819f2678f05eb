"""The gazetteer: keys, lookups, areas, the user's own packs and regions."""

from __future__ import annotations

import sqlite3
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.knowledge.gazetteer import (
    Gazetteer,
    GazetteerMissing,
    article_key,
    distance_km,
    name_key,
    packs,
    plain_key,
    store,
)
from marsad.knowledge.gazetteer.fetch import CannotAdd, add_country
from marsad.knowledge.gazetteer.regions import BadRegions, read_regions
from marsad.knowledge.gazetteer.table import (
    BadTable,
    Row,
    compile_folder,
    read_table,
    write_pack,
    write_table,
)

if not (store.SHIPPED / "world.sqlite").exists():
    pytest.skip("the packs are not compiled; run `python hatch_build.py`", allow_module_level=True)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


# --- keys -----------------------------------------------------------------------------------------

VARIANTS = [
    ("Khan Sheikhoun", "Khān Shaykhūn", "Хан-Шейхун"),
    ("Douma", "Duma", "Dūmā"),
    ("Maaret al-Numan", "Ma'arrat an-Nu'man", "Maarat Numan"),
    ("Deir ez-Zor", "Deir al-Zour", "Dayr az Zawr"),
    ("Jobar", "Jawbar"),
    ("Raqqa", "Ar-Raqqah", "Rakka"),
    ("al-Waer", "Al Wa'r"),
    ("Sanaa", "Sana'a", "Şan‘ā’"),
    ("Mykolaiv", "Mykolayiv"),
    ("Chasiv Yar", "Часів Яр"),
    ("الغوطة", "غوطه"),
]


@pytest.mark.parametrize("spellings", VARIANTS, ids=lambda spellings: spellings[0])
def test_spellings_of_one_place_meet(spellings: tuple[str, ...]) -> None:
    assert len({name_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    "pair", [("Tadamun", "Tadmur"), ("Homs", "Hama"), ("Salma", "Salamiyah"), ("صدف", "SDF")]
)
def test_different_places_do_not_meet(pair: tuple[str, str]) -> None:
    assert name_key(pair[0]) != name_key(pair[1])


def test_the_three_keys_grow_coarser() -> None:
    assert plain_key("Ar-Raqqah") == "arraqqah"
    assert article_key("Ar-Raqqah") == "raqqah"
    assert name_key("Ar-Raqqah") == "raka"
    assert article_key("Al") == "al"


@given(st.text(max_size=40))
def test_keys_are_idempotent(text: str) -> None:
    for key in (plain_key, article_key, name_key):
        assert key(key(text)) == key(text)


@given(st.text(max_size=30))
def test_what_meets_by_a_finer_key_meets_by_name_key(text: str) -> None:
    assert name_key(text.upper().lower()) == name_key(text.upper())
    assert name_key(f" {text} ") == name_key(text)


# --- looking up -----------------------------------------------------------------------------------


def test_the_rules_come_in_order(gazetteer: Gazetteer) -> None:
    order = ["exact", "alternate", "article", "transliteration"]
    for name in ("Hama", "Raqqa", "Nasiriyah", "Tripoli"):
        ranks = [order.index(found.how) for found in gazetteer.lookup(name)]
        assert ranks == sorted(ranks)


def test_the_current_name_is_shown(gazetteer: Gazetteer) -> None:
    """Who's On First still has Bakhmut under Artemivs'k."""
    bakhmut = gazetteer.lookup("Artemivsk")[0]
    assert (bakhmut.place.name, bakhmut.place.admin1, bakhmut.how) == ("Bakhmut", "Donetsk", "alternate")
    assert gazetteer.lookup("Bakhmut")[0].place == bakhmut.place


def test_names_in_other_scripts(gazetteer: Gazetteer) -> None:
    assert {"Homs"} <= {found.place.name for found in gazetteer.lookup("حمص")}
    assert gazetteer.lookup("Бахмут")[0].place.name == "Bakhmut"


def test_one_place_of_two_sources_comes_once(gazetteer: Gazetteer) -> None:
    syrian = [
        found.place
        for found in gazetteer.lookup("Khan Shaykhun", 1000)
        if found.place.country == "SY" and found.place.kind in ("town", "village", "city")
    ]
    assert len(syrian) == 1


def test_press_names_of_first_levels(gazetteer: Gazetteer) -> None:
    for name in (
        "Rif Dimashq",
        "Damascus countryside",
        "Rural Damascus",
        "Reef Dimashq",
        "Rif-dimashq Governorate",
    ):
        assert "geonames:SY.08" in {found.place.id for found in gazetteer.lookup(name)[:4]}, name


def test_a_lookup_keeps_to_its_limit_and_is_fast_when_warm(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.lookup("San Antonio", 5)) == 5
    gazetteer.lookup("San Antonio")
    begun = time.perf_counter()
    for _ in range(100):
        gazetteer.lookup("San Antonio")
    assert (time.perf_counter() - begun) / 100 < 0.001


@pytest.mark.parametrize(
    "name", ["Khan Sheikhoun", "Aleppo", "al-Raqqa", "Eastern Ghouta", "Bakhmut", "Syria"]
)
def test_known_names(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.is_known(name)


@pytest.mark.parametrize("name", ["", "the", "Hezbollah", "SDF", "Xyzzyburg"])
def test_unknown_names(gazetteer: Gazetteer, name: str) -> None:
    assert not gazetteer.is_known(name)
    assert gazetteer.lookup("") == ()


@pytest.mark.parametrize(
    ("text", "iso2"),
    [
        ("Syria", "SY"), ("DRC", "CD"), ("DR Congo", "CD"), ("the Netherlands", "NL"), ("Burma", "MM"),
        ("UK", "GB"),
        ("U.S.", "US"), ("the Congo", None), ("us", None), ("Korea", None), ("Aleppo", None), ("", None),
    ],
)  # fmt: skip
def test_names_of_countries(gazetteer: Gazetteer, text: str, iso2: str | None) -> None:
    assert gazetteer.names_country(text) == iso2


def test_countries_and_ids(gazetteer: Gazetteer) -> None:
    syria = gazetteer.country("sy")
    assert syria is not None and syria.name == "Syria" and (syria.radius_km or 0) > 200
    assert gazetteer.get(syria.id) == syria
    assert gazetteer.country("XX") is None
    assert gazetteer.get("geonames:0") is None


def test_parents(gazetteer: Gazetteer) -> None:
    sheikhoun = gazetteer.lookup("Khan Sheikhoun")[0].place
    kinds = [(parent.kind, parent.name) for parent in gazetteer.parents(sheikhoun)]
    assert kinds[-2:] == [("admin1", "Idlib"), ("country", "Syria")] and kinds[0][0] == "admin2"
    ghouta = gazetteer.get("region:eastern-ghouta")
    assert ghouta is not None
    assert [parent.name for parent in gazetteer.parents(ghouta)] == ["Rif Dimashq", "Syria"]


# --- inside an area ---------------------------------------------------------------------------------


def test_fuzzy_only_inside_an_area_and_flagged(gazetteer: Gazetteer) -> None:
    idlib = gazetteer.admin1("SY", "Idlib")
    assert idlib is not None
    assert gazetteer.lookup("Khan Shekhon") == ()
    found = gazetteer.within("Khan Shekhon", idlib, 0.0)
    assert [(candidate.place.id, candidate.how) for candidate in found] == [("geonames:168325", "fuzzy")]


def test_tadamun_is_not_tadmur(gazetteer: Gazetteer) -> None:
    homs = gazetteer.admin1("SY", "Homs")
    assert homs is not None
    assert all(found.place.name != "Tadmur" for found in gazetteer.within("Tadamun", homs, 50.0))


# --- from many threads, in order, missing ----------------------------------------------------------


def test_threads_share_one_gazetteer(gazetteer: Gazetteer) -> None:
    names = ["Homs", "Goma", "Kharkiv", "Taiz", "Mopti", "Kano", "Myawaddy", "Baidoa", "Nyala", "Paris"] * 5
    fresh = Gazetteer.open()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(fresh.lookup, names)) == [gazetteer.lookup(name) for name in names]


def test_packs_tell_of_themselves() -> None:
    shipped = {info.name: info for info in packs()}
    assert {"world", "sy", "sd", "ua", "ye", "mm", "cd", "so", "ng", "ml"} <= set(shipped)
    assert shipped["world"].places > 200_000 and "GeoNames" in shipped["world"].credit
    assert "Who's On First" in shipped["sy"].credit


def test_missing_packs_say_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "SHIPPED", tmp_path)
    with pytest.raises(GazetteerMissing, match="reinstall"):
        Gazetteer.open()


def test_a_broken_pack_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "xx.sqlite"
    broken.write_text("not a database")
    with pytest.raises(GazetteerMissing, match=r"xx\.sqlite"):
        Gazetteer.open([broken])


def test_a_pack_of_an_older_format_is_to_be_made_again(tmp_path: Path) -> None:
    older = tmp_path / "xx.sqlite"
    write_pack(older, {"name": "xx"}, ROWS)
    with closing(sqlite3.connect(older)) as connection, connection:
        connection.execute("DELETE FROM about WHERE key = 'format'")
    with pytest.raises(GazetteerMissing, match=r"xx\.sqlite.*make it again"):
        Gazetteer.open([older])


# --- tables -----------------------------------------------------------------------------------------

ROWS = [
    Row(
        "geonames:1",
        "Testville",
        "town",
        1.5,
        2.5,
        "SY",
        "geonames:SY.12",
        "",
        9000,
        2.0,
        ("Tastville", "تست"),
    ),
    Row("geonames:2", "Otherville", "village", 1.0, 2.0, "SY"),
]


def test_a_table_comes_back_as_written(tmp_path: Path) -> None:
    write_table(tmp_path / "t.tsv.xz", {"name": "t", "credit": "c"}, ROWS)
    head, rows = read_table(tmp_path / "t.tsv.xz")
    assert head == {"name": "t", "credit": "c"} and list(rows) == ROWS


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    write_table(tmp_path / "t.tsv.xz", {"name": "t\nonly this"}, ROWS)
    _, rows = read_table(tmp_path / "t.tsv.xz")
    with pytest.raises(BadTable, match="line 2"):
        list(rows)


def test_packs_are_compiled_once(tmp_path: Path) -> None:
    write_table(tmp_path / "t.tsv.xz", {"name": "t"}, ROWS)
    said: list[str] = []
    (pack,) = compile_folder(tmp_path, tmp_path / "out", said.append)
    compile_folder(tmp_path, tmp_path / "out", said.append)
    assert len(said) == 1
    counts = (
        sqlite3.connect(pack).execute("SELECT value FROM about WHERE key IN ('places', 'names')").fetchall()
    )
    assert counts == [("4",), ("2",)]
    write_table(tmp_path / "t.tsv.xz", {"name": "t"}, ROWS[:1])
    compile_folder(tmp_path, tmp_path / "out", said.append)
    assert len(said) == 2


def test_an_extra_pack_wins(tmp_path: Path) -> None:
    moved = Row(
        "geonames:168325", "Khan Shaykhun the New", "town", 35.0, 36.0, "SY", names=("Khan Sheikhoun",)
    )
    write_pack(tmp_path / "mine.sqlite", {"name": "mine"}, [moved])
    found = Gazetteer.open([tmp_path / "mine.sqlite"]).lookup("Khan Sheikhoun")
    assert [candidate.place.name for candidate in found] == ["Khan Shaykhun the New"]


# --- regions ----------------------------------------------------------------------------------------


def test_the_users_regions_win(tmp_path: Path) -> None:
    own = tmp_path / "regions.yaml"
    own.write_text(
        "- {id: eastern-ghouta, name: Our Ghouta, kind: region, country: SY, lat: 1, lon: 2, radius_km: 3}\n"
        "- {id: our-hill, name: Hill Nine, kind: mountains, country: SY, admin1: Idlib, lat: 35.9, lon: 36.6,"
        " radius_km: 2, names: [Height Nine]}\n"
    )
    gazetteer = Gazetteer.open(user_regions=own)
    ghouta, hill = gazetteer.get("region:eastern-ghouta"), gazetteer.lookup("Height Nine")[0].place
    assert ghouta is not None and ghouta.name == "Our Ghouta"
    assert (hill.name, hill.admin1) == ("Hill Nine", "Idlib")


@pytest.mark.parametrize("text", ["{", "a: b", "- {id: x, name: X}"])
def test_bad_regions_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "r.yaml").write_text(text)
    with pytest.raises(BadRegions, match=r"r\.yaml"):
        read_regions(tmp_path / "r.yaml")


# --- adding a country -------------------------------------------------------------------------------


def dump_line(number: str, name: str, also: str, kind: str, population: str) -> str:
    """A line of a GeoNames country file: 19 tab-separated fields."""
    kind_class, feature = kind.split(".")
    place = [number, name, name, also, "35.5", "36.5", kind_class, feature, "SY", "", "12", "", "", ""]
    return "\t".join([*place, population, "", "", "Asia/Damascus", "2020-01-01"])


DUMP = "\n".join(
    [
        dump_line("9", "Qaryat Test", "Test Village,قرية", "P.PPL", "700"),
        dump_line("8", "Idlib Governorate", "", "A.ADM1", "0"),
        dump_line("7", "Some Stream", "", "H.STM", "0"),
    ]
)


@pytest.mark.parametrize("zipped", [True, False])
def test_a_country_is_added_from_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zipped: bool
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    source = tmp_path / ("SY.zip" if zipped else "SY.txt")
    if zipped:
        with zipfile.ZipFile(source, "w") as folder:
            folder.writestr("readme.txt", "x")
            folder.writestr("SY.txt", DUMP)
    else:
        source.write_text(DUMP)
    info = add_country("sy", source, store.user_packs_folder())
    assert (info.name, info.places) == ("sy", 2)
    assert info in packs()
    found = Gazetteer.open().lookup("Test Village")[0]
    assert (found.place.id, found.place.kind, found.place.admin1) == (
        "geonames:9",
        "village",
        "Idlib Governorate",
    )


@pytest.mark.parametrize(
    ("code", "content", "message"),
    [
        ("Syria", DUMP, "country code"),
        ("SY", "a\tb", "19"),
        ("TR", DUMP, "no place of TR"),
        ("SY", "PKxx", "neither"),
    ],
)
def test_what_cannot_be_added_says_why(tmp_path: Path, code: str, content: str, message: str) -> None:
    (tmp_path / "source").write_text(content)
    with pytest.raises(CannotAdd, match=message):
        add_country(code, tmp_path / "source", tmp_path)


def test_offline_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise httpx.ConnectError("no route")

    monkeypatch.setattr("httpx.stream", refuse)
    with pytest.raises(CannotAdd, match="--from"):
        add_country("SY", None, tmp_path)


# --- distance ---------------------------------------------------------------------------------------


def test_distance() -> None:
    assert distance_km(36.2, 37.16, 36.2, 37.16) == 0
    assert 300 < distance_km(33.51, 36.29, 36.2, 37.16) < 312  # Damascus to Aleppo


@given(*[st.floats(-90, 90), st.floats(-180, 180)] * 2)
def test_distance_is_symmetric_and_bounded(a: float, b: float, c: float, d: float) -> None:
    assert distance_km(a, b, c, d) == pytest.approx(distance_km(c, d, a, b), abs=1e-6)
    assert 0 <= distance_km(a, b, c, d) <= 20_016
