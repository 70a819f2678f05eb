"""Which actors the mentions of a report mean."""

from __future__ import annotations

import pytest

from ..conftest import Read
from ..records import side
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


def test_guards_of_a_bank_are_no_police(read: Read) -> None:
    told = read("Gunmen killed two security guards at a bank in Nairobi, Kenya, on Monday.")
    assert not actors(told) & {"ke-police", "ke-forces"}, str(told)


def test_guards_of_the_president_are_his_country_s_soldiers(read: Read) -> None:
    told = read("Rebels killed three presidential guards in Bangui, Central African Republic, on Monday.")
    assert "cf-forces" in actors(told) and "ps-forces" not in actors(told), str(told)


def test_a_name_that_many_states_share_needs_its_country(read: Read) -> None:
    told = read("Rebels clashed with the National Guard near Bamako, Mali, on Monday.")
    assert not actors(told) & {"ua-national-guard", "mx-national-guard", "sv-national-guard"}, str(told)


@pytest.mark.parametrize(
    ("text", "not_it"),
    [
        ("National guardsmen arrested four people in Sbeitla, Tunisia, on Monday.", "sv-national-guard"),
        ("Federal Police killed nine gunmen in Jijiga, Ethiopia, on Monday.", "iraqi-federal-police"),
        ("The Southern Front took a post near Juba, South Sudan, on Monday.", "southern-front"),
        ("Northern Command troops shelled a village near Nampula, Mozambique, on Monday.", "il-forces"),
    ],
)
def test_a_name_without_a_word_of_its_own_needs_its_country(read: Read, text: str, not_it: str) -> None:
    told = read(text)
    assert not_it not in actors(told), str(told)


def test_a_name_of_common_words_is_known_in_its_country(read: Read) -> None:
    told = read("Federal Police killed nine gunmen in Mosul, Iraq, on Monday.")
    assert "iraqi-federal-police" in actors(told), str(told)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen killed 12 Hazaras in Quetta, Pakistan, on Sunday.", {"unidentified-armed-group"}),
        ("Attackers killed 14 Dogons in Mopti, Mali, on Sunday.", {"unidentified-armed-group"}),
        (
            "Turkish jets bombed PKK camps in northern Iraq on Sunday, killing 12 militants.",
            {"tr-forces", "kurdistan-workers-party"},
        ),
        (
            "Vigilantes killed 46 Fulani herders in Yirgou, Burkina Faso, on Sunday.",
            {"unidentified-armed-group"},
        ),
        ("Maoist rebels blew up a van in Gadchiroli, India, on Sunday, killing a driver.", {"cpi-maoist"}),
        (
            "The coalition said its aircraft destroyed two fuel trucks near Raqqa, Syria.",
            {"us-led-coalition"},
        ),
    ],
)
def test_a_description_means_whom_its_sentence_tells(read: Read, text: str, expected: set[str]) -> None:
    told = read(text)
    assert actors(told) == expected, str(told)


def test_those_who_died_beside_a_group_are_others(read: Read) -> None:
    told = read(
        "At least seven ISIS militants and four rebel fighters were killed near Homs, Syria, on Monday."
    )
    (event,) = told.happenings
    low = {h["who"]: h["low"] for h in event["harm"]}
    assert low == {"islamic-state": 7, "syrian-opposition-forces": 4}, str(told)


def test_officers_of_a_group_are_the_group(read: Read) -> None:
    told = read(
        "The Sudanese army said it killed three officers of the paramilitary Rapid Support Forces in Nyala "
        "on Monday."
    )
    assert "rsf" in actors(told), str(told)


def test_customs_officers_are_no_police(read: Read) -> None:
    told = read(
        "Police found a bomb in Lagos on Sunday. Gunmen killed two customs officers near Kano on Monday."
    )
    kano = next(e for e in told.happenings if told.where(e) == "Kano")
    assert "ng-police" not in {p["actor"] for p in kano["participants"]}, str(told)


def test_police_are_those_of_the_place_beside_them(read: Read) -> None:
    told = read(
        "Kenya mourned on Friday the victims of the Nairobi bomb. Kenyan officials said Kenya would hold "
        "elections. Police in Uganda arrested two men over the Nairobi attack on Monday."
    )
    assert "ug-police" in actors(told) and "ke-police" not in actors(told), str(told)


def test_a_group_is_the_one_whose_name_follows(read: Read) -> None:
    told = read(
        "Boko Haram fighters raided Bama on Sunday. On Monday the armed group Ansaru attacked a checkpoint "
        "near Kaduna, Nigeria, killing two soldiers."
    )
    kaduna = told.happenings[-1]
    assert side(kaduna, "a") == {"ansaru"}, str(told)


def test_allies_are_those_of_their_people(read: Read) -> None:
    told = read("Malian troops and their Russian allies attacked rebels near Kidal on Monday.")
    assert {"ml-forces"} <= actors(told), str(told)


def test_a_coalition_fights_where_its_leader_is_not_told_of(read: Read) -> None:
    told = read(
        "Coalition military forces carried out two strikes near Mosul, Iraq, on 10 January 2017, killing "
        "nine Islamic State fighters."
    )
    assert "us-led-coalition" in actors(told) and "iq-forces" not in actors(told), str(told)


def test_the_country_is_where_it_happened_and_not_whose_nationals_are_spoken_of(read: Read) -> None:
    told = read(
        "Two Kenyan brothers, one of them a former Kenyan soldier, were killed in a gunfight with police in "
        "Mwanza, Tanzania, on Monday. The Kenyan embassy said it had been told. A policeman was wounded."
    )
    assert "ke-police" not in actors(told), str(told)


def test_a_service_that_many_states_have_is_that_of_the_country_told_of(read: Read) -> None:
    told = read(
        "QUITO - Demonstrators threw stones in Guayaquil on Monday and the National Police fired tear gas, "
        "wounding two students, Ecuadorian officials said. One was taken to a clinic on Boyaca avenue."
    )
    assert "co-police" not in actors(told), str(told)


def test_a_name_that_two_groups_bore_is_that_of_who_bears_it_now(read: Read) -> None:
    told = read(
        "MAIDUGURI, March 3, 2021 - Fighters of the Islamic State West Africa Province attacked an army base "
        "in Dikwa, Nigeria, on Monday, killing four soldiers."
    )
    assert "iswap" in actors(told) and "boko-haram" not in actors(told), str(told)


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Fighters attacked the 8th Brigade near Ramadi, Iraq, at dawn on Monday, killing two.", "sy-forces"),
        ("Rebels clashed with the Fifth Corps near Solola, Guatemala, on Monday.", "sy-forces"),
    ],
)
def test_a_unit_s_number_names_no_army_of_a_land_elsewhere(read: Read, text: str, others: str) -> None:
    told = read(text)
    assert others not in actors(told), str(told)
