"""Choosing places: the traps that names of places set, one case each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.knowledge.gazetteer import Gazetteer, distance_km, packs
from marsad.pipeline import Pipeline
from marsad.resolving.places.resolve import PlaceMention, ResolvedPlace, mention_in, resolve_places

from ..records import report_of

if not any(info.name == "world" for info in packs()):
    pytest.skip("the packs are not compiled; run `python hatch_build.py`", allow_module_level=True)

GEOVIRUS = Path(__file__).resolve().parents[3] / "shared/data/geoparsing/GeoVirus.xml"
SYRIA = (("SY", 1.0),)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def marked(text: str) -> tuple[str, list[PlaceMention]]:
    """The text without its brackets and a mention for each bracketed name."""
    plain = re.sub(r"[\[\]]", "", text)
    spans = [
        (found.start() - 2 * n, found.end() - 2 * n - 2)
        for n, found in enumerate(re.finditer(r"\[[^]]*\]", text))
    ]
    return plain, [mention_in(plain, start, end) for start, end in spans]


def resolved(
    gazetteer: Gazetteer, text: str, countries: Sequence[tuple[str, float]] = SYRIA
) -> tuple[ResolvedPlace, ...]:
    return resolve_places(marked(text)[1], gazetteer, countries)


# --- the words beside a name -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the town of [Douma] fell", {"kind_hint": "town"}),
        ("in [Khan Sheikhoun] in Idlib province on Tuesday", {"inside": ("Idlib province",)}),
        ("the Aleppo district of [Salaheddin]", {"inside": ("Aleppo",), "kind_hint": "district"}),
        ("in Homs's [al-Waer] district", {"inside": ("Homs",), "kind_hint": "district"}),
        (
            "In Aleppos [Salaheddin] neighborhood militants",
            {"inside": ("Aleppos",), "kind_hint": "neighbourhood"},
        ),
        ("[Yarmouk] refugee camp", {"kind_hint": "camp"}),
        ("12 km west of [Palmyra]", {"km": 12.0, "direction": "west", "near": True}),
        ("30 miles from [Raqqa]", {"km": 48.27, "near": True}),
        ("on the outskirts of [Hama]", {"near": True}),
        ("[Aleppo]'s eastern countryside", {"kind_hint": "countryside", "direction": "east"}),
        ("in northern [Aleppo] province", {"kind_hint": "province", "direction": "north"}),
        ("the northern city of [Aleppo]", {"kind_hint": "city", "direction": None}),
        ("in [Juba], South Sudan, on Monday", {"inside": ("South Sudan",)}),
        ("in [Aleppo], Homs and Hama", {"inside": ()}),
        ("the villages of Tayba and [Kafr Zita]", {"kind_hint": "village"}),
        ("He died. [Homs] is quiet", {"kind_hint": None, "inside": (), "near": False}),
    ],
)
def test_what_is_said_beside_a_name(text: str, expected: dict[str, object]) -> None:
    (mention,) = marked(text)[1]
    found = {key: getattr(mention, key) for key in expected}
    assert found == pytest.approx(expected) if "km" in expected else found == expected


@given(st.text("AaBb ,.'-ofin12kmXYeast", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_a_mention_keeps_its_span(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    mention = mention_in(text, start, end)
    assert text[mention.start : mention.end] == mention.text


# --- which place -------------------------------------------------------------------------------------


LIBYA = (("LY", 1.0),)
MEANT = [
    ("Strikes on [Khan Sheikhoun] in [Idlib] province", SYRIA, "Khān Shaykhūn exact, Idlib admin1"),
    ("Clashes in [Tadamun], a district of [Damascus]", SYRIA, "Tadamon exact, Damascus exact"),
    ("Clashes in [Nasiriyah] in [Rif Dimashq]", SYRIA, "An Nasiriyah exact, Rif Dimashq admin1"),
    ("Shells on [Homs], on [al-Waer] and [Bab Amr]", SYRIA, "Homs exact, al-Waer exact, Baba Amr exact"),
    ("Fighting in [Aleppo] and in [Aleppo province]", SYRIA, "Aleppo exact, Aleppo admin1"),
    ("[Damascus countryside] and rural [Damascus]", SYRIA, "Rif Dimashq admin1, Rif Dimashq admin1"),
    ("In eastern [Aleppo] a shell fell", SYRIA, "Aleppo near"),
    ("In [Hamah] and [Mhardeh]", SYRIA, "Ḩamāh exact, Maharda exact"),
    ("Soldiers near [Palmyra]", SYRIA, "Tadmur near"),
    ("In northern [Syria] today", SYRIA, "northern Syria area"),
    ("A mine on the [Homs-Palmyra] road", SYRIA, "Homs-Palmyra road area"),
    ("In [Misrata] a shell hit the [Tameen] insurance building", LIBYA, "Misratah exact, Tameen near"),
    ("[Misrata] is quiet. At the [Dafna] checkpoint", LIBYA, "Misratah exact, None None"),
    ("Envoys met in [Banjul] on Tuesday", (("LR", 1.0),), "Banjul exact"),
    ("In [Goma] shells hit the [Kiziba Hall] church", SYRIA, "Goma exact, None None"),
    ("In [Eastern Ghouta] and [Douma]", SYRIA, "Eastern Ghouta area, Dūmā exact"),
    ("In [Bakhmut] and [Chasiv Yar]", (("UA", 1.0),), "Bakhmut exact, Chasiv Yar exact"),
    ("In [Goma] and [Sake] in North Kivu", (("CD", 1.0),), "Goma exact, Sake exact"),
    ("Near [Chibok] in [Borno] state, [Nigeria]", (), "Chibok near, Borno State admin1, Nigeria country"),
]


@pytest.mark.parametrize(("text", "countries", "expected"), MEANT)
def test_the_place_that_is_meant(
    gazetteer: Gazetteer, text: str, countries: Sequence[tuple[str, float]], expected: str
) -> None:
    found = resolved(gazetteer, text, countries)
    assert ", ".join(f"{r.place and r.place.name} {r.precision}" for r in found) == expected


@pytest.mark.parametrize(("countries", "country"), [((("LB", 1.0),), "LB"), ((("LY", 1.0),), "LY")])
def test_tripoli_follows_the_reports_country(
    gazetteer: Gazetteer, countries: Sequence[tuple[str, float]], country: str
) -> None:
    (found,) = resolved(gazetteer, "Gunmen fired in [Tripoli]", countries)
    assert found.place is not None and found.place.country == country
    assert any(candidate.place.country != country for candidate in found.rejected)


def test_tripoli_follows_its_neighbours(gazetteer: Gazetteer) -> None:
    found = resolved(gazetteer, "Gunmen fired in [Tripoli] and [Beirut]", ())
    assert found[0].place is not None and found[0].place.country == "LB"


def test_fifteen_nasiriyahs_are_not_guessed_at(gazetteer: Gazetteer) -> None:
    (found,) = resolved(gazetteer, "Clashes broke out in [Nasiriyah] on Monday")
    assert found.place is None and found.precision is None
    assert "Nasiriyah" in found.reason and found.rejected


def test_a_far_namesake_of_a_quarter_loses_to_its_city(gazetteer: Gazetteer) -> None:
    """A Jawbar lies in Homs province; the report's is the quarter of Damascus."""
    found = resolved(gazetteer, "In [Damascus], shells hit the [Jawbar] neighbourhood")
    assert found[1].place is not None and found[1].place.id == "region:jobar"


def test_an_unknown_quarter_is_placed_at_its_city(gazetteer: Gazetteer) -> None:
    found = resolved(
        gazetteer, "In Aleppos [Qaryat al-Ansari] neighborhood militants fought. [Qaryat al-Ansari] fell"
    )
    place = found[0].place
    assert place is not None and place.id == "local:1" and found[0].precision == "near"
    assert place.lat is not None and distance_km(place.lat, place.lon or 0, 36.2, 37.16) < 5
    assert place.name == "Qaryat al-Ansari" and place.admin1 == "Aleppo"


def test_an_unknown_landmark_is_placed_in_the_town_named_before_it(gazetteer: Gazetteer) -> None:
    text = "In [Lashio] shells fell on the [Zaykan] market and on [Pagoda Hill Street]."
    town, market, street = resolved(gazetteer, text, (("MM", 1.0),))
    assert town.place is not None
    for landmark in (market, street):
        assert landmark.place is not None and landmark.precision == "near"
        assert (landmark.place.lat, landmark.place.lon) == (town.place.lat, town.place.lon)
        assert "placed at" in landmark.reason


def test_a_street_named_after_a_city_is_not_that_city(gazetteer: Gazetteer) -> None:
    misrata, street = resolved(
        gazetteer, "In [Misrata] snipers fired along [Tripoli Street].", (("LY", 1.0),)
    )
    assert misrata.place is not None and street.place is not None
    assert (street.place.lat, street.place.lon) == (misrata.place.lat, misrata.place.lon)


def test_a_middling_town_of_a_land_that_the_report_does_not_name_is_not_taken(gazetteer: Gazetteer) -> None:
    text = "The army of [Honduras] sent [Pineda] and his men to [Comayagua], [Tela] and [La Ceiba]."
    pineda = resolved(gazetteer, text, (("HN", 1.0),))[1]
    assert pineda.place is None or pineda.place.country == "HN"


def test_a_suburb_of_a_city_may_lie_outside_its_province(gazetteer: Gazetteer) -> None:
    (found,) = resolved(gazetteer, "in the Damascus suburb of [Douma]")
    assert found.place is not None and found.place.admin1 == "Rif Dimashq"


def test_a_village_the_gazetteer_lacks_keeps_its_province(gazetteer: Gazetteer) -> None:
    found = resolved(gazetteer, "in [Xyzqand] village in [Raqqa] province")
    place = found[0].place
    assert place is not None and place.id == "local:1" and place.lat is None
    assert (place.admin1, place.country, found[0].precision) == ("Raqqa", "SY", "admin1")


def test_a_distance_moves_the_point(gazetteer: Gazetteer) -> None:
    (found,) = resolved(gazetteer, "soldiers were killed 12 km west of [Palmyra]")
    place = found.place
    assert place is not None and place.lon is not None and found.precision == "near"
    assert (
        distance_km(34.5624, 38.284, place.lat or 0, place.lon) == pytest.approx(12, abs=0.2)
        and place.lon < 38.284
    )


def test_the_countryside_of_a_city_lies_on_its_side(gazetteer: Gazetteer) -> None:
    (found,) = resolved(gazetteer, "in [Aleppo]'s northern countryside")
    place = found.place
    assert place is not None and place.name == "northern Aleppo countryside" and found.precision == "area"
    assert 36.3 < (place.lat or 0) < 36.6


def test_nothing_known_is_unresolved(gazetteer: Gazetteer) -> None:
    (found,) = resolved(gazetteer, "In [Xyzzyburg] nothing happened")
    assert found.place is None and found.rejected == () and "Xyzzyburg" in found.reason


def test_no_mentions(gazetteer: Gazetteer) -> None:
    assert resolve_places([], gazetteer, SYRIA) == ()


@given(
    st.lists(
        st.sampled_from(["Aleppo", "Homs", "Tripoli", "Nasiriyah", "Xq", "Salma", "the", ""]), max_size=6
    )
)
@settings(max_examples=30, deadline=None)
def test_one_result_a_mention_in_order(gazetteer: Gazetteer, names: list[str]) -> None:
    mentions = [PlaceMention(name, 10 * number, 10 * number + len(name)) for number, name in enumerate(names)]
    found = resolve_places(mentions, gazetteer, SYRIA)
    assert [result.mention for result in found] == mentions
    for result in found:
        assert (result.place is None) == (result.precision is None) and result.reason
        assert result.place is None or result.place.id not in {other.place.id for other in result.rejected}


# --- floor -------------------------------------------------------------------------------------------


@pytest.mark.skipif(not GEOVIRUS.exists(), reason="GeoVirus is not beside this checkout")
def test_floor_on_geovirus(gazetteer: Gazetteer) -> None:
    """Of GeoVirus's places (countries left out), how many of those that are resolved lie within 161 km."""
    import xml.etree.ElementTree as ET

    resolved_, near = 0, 0
    for article in ET.parse(GEOVIRUS).getroot().iter("article"):
        text = article.findtext("text") or ""
        mentions, points = [], []
        for location in article.iter("location"):
            name = location.findtext("name") or ""
            start = text.find(name, max(0, int(location.findtext("start") or 0) - 4))
            mentions.append(
                mention_in(text, start, start + len(name)) if start >= 0 else PlaceMention(name, 0, 0)
            )
            points.append((float(location.findtext("lat") or 0), float(location.findtext("lon") or 0)))
        for result, point in zip(resolve_places(mentions, gazetteer), points, strict=True):
            place = result.place
            if place and place.kind != "country" and place.lat is not None and place.lon is not None:
                resolved_ += 1
                near += distance_km(place.lat, place.lon, *point) <= 161
    assert near / resolved_ >= 0.80


# --- capitals, seats, sides, countries stated ---------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "country", "area", "precision"),
    [
        ("Police in [Washington] arrested a gunman", "US", "District of Columbia", "exact"),
        ("a forest fire in [Washington] state", "US", "Washington", "admin1"),
        ("missiles hit [Marib]", "YE", "Marib", "exact"),
        ("a bus in [San Vicente] department", "SV", "San Vicente Department", "admin1"),
        ("a clash in [San Vicente], San Vicente department", "SV", "San Vicente Department", "exact"),
        ("a bomb in [Omagh], Northern Ireland", "GB", "Northern Ireland", "exact"),
    ],
)
def test_capitals_and_seats_come_before_areas_of_their_name(
    text: str, country: str, area: str, precision: str, gazetteer: Gazetteer
) -> None:
    (found,) = resolved(gazetteer, text, ((country, 1.0),))
    assert found.place is not None
    assert (found.place.country, found.place.admin1, found.precision) == (country, area, precision)


def test_a_town_of_another_country_than_the_one_beside_it_is_not_taken(gazetteer: Gazetteer) -> None:
    (found,) = resolved(gazetteer, "villagers in [Solhan], Burkina Faso, fled", (("BF", 1.0),))
    assert found.place is not None
    assert (found.place.country, found.place.lat, found.precision) == ("BF", None, "country")


def test_the_side_of_a_country_tells_namesakes_apart(gazetteer: Gazetteer) -> None:
    congo = (("CD", 1.0),)
    (west,) = resolved(gazetteer, "a raid near [Dungu] in Congo", congo)
    (north,) = resolved(gazetteer, "a raid near [Dungu] in northeastern Congo", congo)
    assert west.place is not None and west.place.admin1 == "Mai-Ndombe"
    assert north.place is None or north.place.admin1 != "Mai-Ndombe"


def test_namesakes_in_a_stated_area_are_known_to_lie_there(gazetteer: Gazetteer) -> None:
    (found,) = resolved(gazetteer, "the attack on [Baga] in Borno state", (("NG", 1.0),))
    assert found.place is not None
    assert (found.place.admin1, found.place.lat, found.precision) == ("Borno State", None, "admin1")


@pytest.mark.parametrize("word", ["airport", "state", "checkpoint"])
def test_common_words_are_no_names(word: str, gazetteer: Gazetteer) -> None:
    (found,) = resolved(gazetteer, f"a shell hit the [{word}]", (("NG", 1.0), ("PH", 1.0)))
    assert found.place is None


def test_a_continent_says_no_more_than_a_country(gazetteer: Gazetteer) -> None:
    (found,) = resolved(gazetteer, "bombings in [East Africa]", ())
    assert found.precision == "country"


def test_a_landmark_is_put_at_the_city_of_the_title(gazetteer: Gazetteer) -> None:
    _, mentions = marked("Rebels took the [Tameen] insurance building on Sunday")
    (alone,) = resolve_places(mentions, gazetteer, LIBYA)
    (titled,) = resolve_places(mentions, gazetteer, LIBYA, "MISRATA street by street")
    assert alone.place is None
    assert titled.place and titled.place.name == "Tameen" and titled.precision == "near"
    assert titled.reason == "not in the gazetteer; placed at Misratah, which it is part of"


def test_an_unknown_village_in_a_known_area_has_the_area_and_no_point(gazetteer: Gazetteer) -> None:
    (found, _) = resolve_places(
        marked("Rebels shot two men in [Ngoungui] in [Borno] state")[1], gazetteer, (("NG", 1.0),)
    )
    assert found.place and (found.place.name, found.place.admin1) == ("Ngoungui", "Borno State")
    assert (found.place.lat, found.precision) == (None, "admin1")


@pytest.mark.parametrize(
    ("text", "lies_in"),
    [
        ("in [Tabwasa] in [Cordoba], near [Sincelejo] and [Monteria]", "CO"),
        ("in [Ulanje] in [Merida], and in [Valera] and [San Cristobal]", "VE"),
    ],
)
def test_an_unknown_village_lies_in_the_area_that_the_report_is_about(
    text: str, lies_in: str, gazetteer: Gazetteer
) -> None:
    village = resolved(gazetteer, text, countries=())[0].place
    assert village is not None and village.country == lies_in


@pytest.mark.parametrize(
    ("text", "capital"),
    [
        ("Two car bombs detonated in the Malian capital on Monday, killing nine people.", "Bamako"),
        ("Rockets hit the South Sudanese capital on Monday, killing nine people.", "Juba"),
        ("Yemen's capital was bombed on Monday, killing four people.", "Sanaa"),
        (
            "A car bomb killed six people in the Somali capital on Monday. Clashes raged near Baidoa.",
            "Mogadishu",
        ),
    ],
)
def test_a_capital_may_be_named_by_its_people(text: str, capital: str, pipeline: Pipeline) -> None:
    record = pipeline.read(report_of(text))
    where = record.events[0].where
    assert where is not None
    assert [p.place.name for p in record.places if p.place.id == where.place] == [capital]


def test_a_name_keeps_the_word_for_what_bears_it() -> None:
    _, mentions = marked("near the [Tarna] checkpoint, at [Andino] shopping mall in [Ndop]")
    assert [m.whole for m in mentions] == ["Tarna checkpoint", "Andino shopping mall", "Ndop"]


@pytest.mark.parametrize(("name", "id_"), [("Tel Hamis", "geonames:163568"), ("Hamis", "local:1")])
def test_a_name_of_two_words_may_sound_like_one_place_alone(frames: Pipeline, name: str, id_: str) -> None:
    """ "Tel Hamis" is Tall Hamis in a report on its country; one word alone sounds like too much."""
    text = f"YPG fighters took the town of {name} on Friday. The war in Syria goes on."
    assert id_ in {p.place.id for p in frames.read(report_of(text)).places}


def test_a_facility_that_the_gazetteer_knows_is_a_place_of_its_own(frames: Pipeline) -> None:
    record = frames.read(report_of("The Syrian army holds Qamishli airport in Syria, officials said."))
    assert {c.place for c in record.control} == {"region:qamishli-airport"}
