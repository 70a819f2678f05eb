"""Places and actors for what a person has typed so far."""

from __future__ import annotations

import pytest

from marsad.knowledge.actors import shipped_registry
from marsad.knowledge.actors.suggest import ActorSuggestions
from marsad.knowledge.gazetteer import Gazetteer
from marsad.knowledge.gazetteer.suggest import suggest


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="module")
def actors() -> ActorSuggestions:
    return ActorSuggestions(shipped_registry())


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Kharki", "Kharkiv"),
        ("Tuz Khur", "Ţūz Khūrmātū"),
        ("Eastern Gho", "Eastern Ghouta"),
        ("حلب", "Aleppo"),
    ],
)
def test_an_unfinished_name_of_a_place(gazetteer: Gazetteer, typed: str, name: str) -> None:
    assert suggest(gazetteer, typed)[0].place.name == name


def test_places_of_the_country_that_the_report_is_about_come_first(gazetteer: Gazetteer) -> None:
    assert suggest(gazetteer, "El Obe", near="SD")[0].place.name == "El Obeid"
    assert {c.place.country for c in suggest(gazetteer, "Hama", country="sy")} == {"SY"}


def test_the_id_of_a_place_is_that_place_alone(gazetteer: Gazetteer) -> None:
    assert [c.place.id for c in suggest(gazetteer, "geonames:90026")] == ["geonames:90026"]


@pytest.mark.parametrize("typed", ["", "  ", "%", "'", "\0", "x" * 500, "al", "🙂"])
def test_what_is_no_name_is_answered_all_the_same(
    gazetteer: Gazetteer, actors: ActorSuggestions, typed: str
) -> None:
    assert len(suggest(gazetteer, typed, 5)) <= 5
    assert len(actors.suggest(typed, 5)) <= 5


@pytest.mark.parametrize(
    ("typed", "ident"),
    [
        ("isis", "islamic-state"),
        ("rapid sup", "rsf"),
        ("m23", "m23"),
        ("sohr", "sohr"),
        ("peshmrga", "peshmerga"),
    ],
)
def test_an_actor_by_an_alias_a_beginning_an_id_or_a_slip(
    actors: ActorSuggestions, typed: str, ident: str
) -> None:
    assert actors.suggest(typed)[0].actor.id == ident


def test_each_actor_is_offered_once(actors: ActorSuggestions) -> None:
    found = [s.actor.id for s in actors.suggest("islam", 30)]
    assert len(found) == len(set(found)) == 30
