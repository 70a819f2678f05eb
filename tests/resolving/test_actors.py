"""Which actors the mentions of a report mean."""

from __future__ import annotations

from ..conftest import Read
from .test_participants import actors


def test_an_agency_and_an_army_of_one_name(read: Read) -> None:
    told = read(
        "A bomb killed two shoppers in Aden on Monday. A witness told AFP that the force of the "
        "blast broke windows."
    )
    assert "ph-forces" not in actors(told), str(told)


def test_a_surname_inside_another_name_is_nobody(read: Read) -> None:
    told = read("Two bombs exploded at the Blackthorn Bush pub in Belfast on Monday, wounding six people.")
    assert "us-forces" not in actors(told), str(told)


def test_the_army_is_that_of_the_country(read: Read) -> None:
    told = read(
        "Turkish warplanes struck a convoy near Sinjar on Monday. Elsewhere in Iraq, Islamic "
        "State militants killed two "
        "farmers near Kirkuk. Shelling by the army killed three Islamic State fighters near "
        "Hawija, Iraq, on Tuesday."
    )
    hawija = next(e for e in told.happenings if told.where(e) == "Hawija")
    assert "tr-forces" not in {p["actor"] for p in hawija["participants"]}, str(told)


def test_a_possessive_that_lost_its_apostrophe_is_a_place(read: Read) -> None:
    told = read(
        "The army shelled Hama on Monday. Two civilians died in Hamas eastern countryside when mortars fell."
    )
    assert "hamas" not in actors(told), str(told)


def test_the_branch_of_a_group_is_not_the_group(read: Read) -> None:
    told = read(
        "The town of Zinjibar was shelled on Monday by Ansar al-Sharia, the Yemeni branch of al-Qaeda."
    )
    assert "al-qaeda" not in actors(told), str(told)


def test_militias_of_the_state_have_one_name(read: Read) -> None:
    told = read("Pro-government militias attacked Houthi fighters near Taiz on Monday.")
    names = {a["name"] for a in told.json["actors"]}
    assert names & {"pro-government militias", "Popular Resistance"}, names


def test_forces_are_those_of_the_state_that_they_are_loyal_to(read: Read) -> None:
    told = read(
        "Forces loyal to Syrian President Bashar al-Assad shelled the town of Douma on Tuesday, killing "
        "four residents. Russian jets struck Idlib."
    )
    [douma] = [e for e in told.happenings if told.where(e) == "Douma"]
    assert "sy-forces" in {p["actor"] for p in douma["participants"]}, str(told)


def test_letters_that_many_bear_mean_nobody_far_away(read: Read) -> None:
    told = read("Gunmen shot dead an MIT police officer in Boston, Massachusetts, on Tuesday.")
    assert not {a["id"] for a in told.json["actors"]} & {"tr-forces", "tr-government", "mit-poso"}, str(told)


def test_officers_beside_police_are_police(read: Read) -> None:
    told = read(
        "Police in Manchester, England, shot a man on Tuesday. Two officers were wounded in the attack."
    )
    assert "gb-forces" not in {a["id"] for a in told.json["actors"]}, str(told)


def test_indefinite_terrorists_are_nobody_named_before(read: Read) -> None:
    told = read(
        "Islamic State attacked a village near Hama, Syria, on Monday. "
        "Terrorist groups fired rockets at Damascus on Tuesday, killing two people."
    )
    damascus = next(e for e in told.happenings if told.where(e) == "Damascus")
    assert "islamic-state" not in {p["actor"] for p in damascus["participants"]}, str(told)
