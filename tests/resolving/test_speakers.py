"""Who speakers are and whether they fight, with a small registry of several wars."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.knowledge.actors import Country, Person, Registry
from marsad.model.actor import Actor, ActorKind, Allegiance, DatedName
from marsad.model.event import Claim
from marsad.model.reading import Stance
from marsad.model.span import Span
from marsad.reading.grammar.tokens import sentences
from marsad.reading.speech import find_attributions
from marsad.resolving.actors.identity import UNIDENTIFIED, UNIDENTIFIED_ID, Identity
from marsad.resolving.speech.speakers import SpeakerContext, resolve_speakers

from ..conftest import Read


def country(iso2: str, name: str, adjective: str, capital: str) -> Country:
    return Country(iso2, name, (adjective,), (), capital, f"{adjective} government", f"{adjective} army", ())


COUNTRIES = (
    country("SY", "Syria", "Syrian", "Damascus"),
    country("RU", "Russia", "Russian", "Moscow"),
    country("DE", "Germany", "German", "Berlin"),
    country("ML", "Mali", "Malian", "Bamako"),
    country("NG", "Nigeria", "Nigerian", "Abuja"),
    country("US", "United States", "American", "Washington"),
)
ABROAD = {"RU": ("RU", "SY"), "US": ("SY",)}


def state(c: Country) -> list[Actor]:
    code, adjective = c.iso2.lower(), c.adjectives[0]
    fights_in = ABROAD.get(c.iso2, (c.iso2,))
    joined = (Allegiance("sy-forces", date(2015, 9, 30)),) if c.iso2 == "RU" else ()
    return [
        Actor(f"{code}-government", c.government, ActorKind.GOVERNMENT, c.iso2, (c.iso2,)),
        Actor(
            f"{code}-forces",
            c.army,
            ActorKind.STATE_FORCE,
            c.iso2,
            fights_in,
            parent=f"{code}-government",
            names=(DatedName(f"{adjective} military"), DatedName(f"{adjective} defence ministry")),
            allegiances=joined,
        ),
        Actor(f"{code}-police", f"{adjective} police", ActorKind.POLICE, c.iso2, (c.iso2,)),
    ]


ACTORS = [
    *(a for c in COUNTRIES for a in state(c)),
    Actor("jnim", "JNIM", ActorKind.JIHADIST_GROUP, "ML", ("ML",), stands_for=("jihadists",)),
    Actor("islamic-state", "Islamic State", ActorKind.JIHADIST_GROUP, None, ("SY", "NG"),
          names=(DatedName("ISIS"),)),
    Actor("free-army", "Free Army", ActorKind.REBEL_GROUP, "SY", ("SY",), stands_for=("rebels",)),
    Actor("amaq", "Amaq", ActorKind.MEDIA, None, parent="islamic-state"),
    Actor("sana", "SANA", ActorKind.MEDIA, "SY", parent="sy-government", stands_for=("state media",)),
    Actor("wire", "Reuters", ActorKind.MEDIA, "GB", party=False),
    Actor("sohr", "Syrian Observatory for Human Rights", ActorKind.MONITOR, "SY", party=False,
          names=(DatedName("Observatory"),)),
    Actor("helmets", "White Helmets", ActorKind.HUMANITARIAN, "SY", party=False),
    Actor("un", "United Nations", ActorKind.INTERNATIONAL_ORGANISATION, None, party=False,
          names=(DatedName("UN"),)),
]  # fmt: skip
PERSONS = (
    Person("Goodluck Danjuma", ("Danjuma",), "ng-government", date(2014, 1, 1), date(2016, 1, 1)),
    Person("Omar Haddad", (), "sohr"),
)
REGISTRY = Registry(ACTORS, COUNTRIES, PERSONS)


def claims(
    text: str, *countries: str, day: date | None = date(2017, 5, 1), warring: tuple[str, ...] = ("free-army",)
) -> tuple[Claim, ...]:
    context = SpeakerContext(REGISTRY, day, frozenset(warring), frozenset(countries))
    return resolve_speakers(find_attributions(text, sentences(text)), text, context)


def claim(
    text: str, *countries: str, day: date | None = date(2017, 5, 1), warring: tuple[str, ...] = ("free-army",)
) -> Claim:
    (found,) = claims(text, *countries, day=day, warring=warring)
    return found


@pytest.mark.parametrize(
    ("speaker", "belligerent", "actor"),
    [
        ("Residents", False, None),
        ("A doctor at the military hospital", False, None),
        ("Media activist Louay Saleh", False, None),
        ("Opposition activists", False, None),
        ("Rescue workers", False, None),
        ("Medical sources in the city", False, None),
        ("Local media", False, None),
        ("A resident of ISIS-held Raqqa", False, None),
        ("The Syrian Observatory for Human Rights", False, "sohr"),
        ("Observatory chief Omar Haddad", False, "sohr"),
        ("The White Helmets", False, "helmets"),
        ("A UN official", False, "un"),
        ("Reuters", False, "wire"),
        ("A rebel commander", True, "free-army"),
        ("A rebel source", True, "free-army"),
        ("An ISIS statement", True, "islamic-state"),
        ("The ISIS-linked Amaq agency", True, None),
        ("SANA", True, "sana"),
        ("State television", True, "sana"),
        ("The Syrian military", True, "sy-forces"),
        ("An army officer", True, "sy-forces"),
        ("A security source", True, "sy-government"),
        ("A source at Homs Police Command", True, "sy-police"),
        ("Damascus", True, "sy-government"),
        ("A Russian defence ministry spokesman", True, "ru-forces"),
        ("Russia", True, "ru-government"),
        ("The German government", False, "de-government"),
        ("Berlin", False, "de-government"),
        ("Local civil defence official Sami Nasser", False, None),
        ("The attorney general", True, "sy-government"),
        ("The family's attorney", False, None),
        ("Law enforcement officials", True, "sy-government"),
        ("A source at Hama Governorate", True, "sy-government"),
        ("A source in Hama governorate", None, None),
        ("A source", None, None),
        ("Yasser Hamdan", None, None),
    ],
)
def test_sides_in_one_war(speaker: str, belligerent: bool | None, actor: str | None) -> None:
    found = claim(f"{speaker} said that nine people had died.", "SY")
    assert found.speaker == speaker
    assert found.belligerent is belligerent
    if actor is not None:
        assert found.actor == actor


def test_a_state_that_joined_later_did_not_fight_before() -> None:
    text = "Russia said that nine people had died."
    assert claim(text, "SY", day=date(2013, 7, 1)).belligerent is False
    assert claim(text, "SY", day=date(2016, 7, 1)).belligerent is True
    assert claim(text, "SY", day=None).belligerent is True


def test_a_state_that_the_report_is_about_too_fights_abroad() -> None:
    assert claim("Russia said that nine people had died.", "SY", "RU").belligerent is True
    assert claim("Russia said that nine people had died.", "RU").belligerent is False


def test_officials_of_a_country_at_peace_do_not_fight() -> None:
    text = "Police said that nine people had died."
    assert claim(text, "DE", warring=("jnim",)).belligerent is False
    assert claim(text, "ML", warring=("jnim",)).belligerent is True
    assert claim(text).belligerent is None


def test_a_named_group_wins_over_a_shared_description() -> None:
    assert claim("The jihadists said that nine soldiers had died.", "ML", warring=("jnim",)).actor == "jnim"


def test_an_armed_group_fights_wherever_it_claims() -> None:
    found = claim("Islamic State claimed responsibility for the ambush.", "DE", warring=("islamic-state",))
    assert (found.belligerent, found.stance) == (True, Stance.CLAIMS)


def test_persons_speak_for_their_office_while_they_hold_it() -> None:
    text = "Goodluck Danjuma said that nine people had died."
    held = claim(text, "NG", day=date(2015, 1, 1), warring=("islamic-state",))
    assert (held.actor, held.belligerent, held.organisation) == ("ng-government", True, "Nigerian government")
    assert claim(text, "NG", day=date(2020, 1, 1)).actor is None


def test_pronouns_take_the_speaker_before() -> None:
    text = "Rebel commander Ali Musa said two tanks burned. He said more would follow."
    first, second = claims(text, "SY")
    assert second.speaker == first.speaker == "Rebel commander Ali Musa"
    assert second.belligerent is True
    assert second.span is not None
    assert second.span.text == "He"


def test_descriptions_take_the_body_before() -> None:
    text = "The Syrian Observatory for Human Rights said nine died. The monitor said two were children."
    _, second = claims(text, "SY")
    assert (second.speaker, second.actor, second.belligerent) == ("The monitor", "sohr", False)


def test_a_place_is_no_side() -> None:
    assert claim("A teacher in Syria said that nine people had died.", "SY").belligerent is False
    assert claim("The UN envoy for Syria said that nine people had died.", "SY").belligerent is False


def test_where_no_war_is_known_the_police_are_no_side() -> None:
    assert claim("Police said that nine people had died.", "DE", warring=()).belligerent is False


def test_one_that_fights_among_plain_speakers_decides() -> None:
    assert claim("A monitor and rebels said that nine people had died.", "SY").belligerent is True


def test_short_names_count_only_in_their_own_letters() -> None:
    assert claim("Ms Un said that nine people had died.", "SY").actor is None


def test_a_government_that_is_only_named_does_not_fight() -> None:
    text = "The German government said that nine people had died."
    assert claim(text, "ML", warring=("jnim", "de-government")).belligerent is False


def test_officials_of_a_country_told_beside_them() -> None:
    found = claim("Officials in Germany said that nine people had died.", "ML", warring=("jnim",))
    assert (found.actor, found.belligerent) == ("de-government", False)


def test_a_group_that_strikes_anywhere_makes_no_war_where_it_strikes() -> None:
    anywhere = Actor(
        "anywhere", "Black Star", ActorKind.JIHADIST_GROUP, None,
        tuple("DE FR BE GB US SE NO FI DK NL AT".split()),
    )  # fmt: skip
    registry = Registry([*ACTORS, anywhere], COUNTRIES, PERSONS)
    context = SpeakerContext(registry, date(2017, 5, 1), frozenset({"anywhere"}), frozenset({"DE"}))
    text = "Police said that nine people had died."
    [found] = resolve_speakers(find_attributions(text, sentences(text)), text, context)
    assert found.belligerent is False


@pytest.mark.parametrize(
    ("last", "speakers"),
    [
        ("", {"SUNA"}),
        (" Witnesses said a school in Kosti was hit on Friday.", set()),
    ],
)
def test_the_only_source_of_a_report_tells_what_stands_between(
    read: Read, last: str, speakers: set[str]
) -> None:
    told = read(
        "The Sudanese army retook Singa on Wednesday, SUNA reported. "
        "Army units destroyed two RSF vehicles near Dinder on Wednesday, SUNA said. "
        "The weather stayed dry. The rainy season is late this year. "
        "Army units shelled RSF positions near Sennar on Thursday." + last
    )
    shelled = [e for e in told.happenings if "Sennar" in e["evidence"][0]["text"]]
    assert shelled
    assert {c["speaker"] for e in shelled for c in e["claims"]} - {"Witnesses"} == speakers


@pytest.mark.parametrize(
    ("speaker", "belligerent", "actor"),
    [
        ("A local official", True, "sy-government"),
        ("Local sources", False, None),
        ("The prefect of the department", True, "sy-government"),
        ("Col. Anwar Saleh", True, "sy-government"),
        ("The ISIS magazine", True, "islamic-state"),
        ("A magazine", False, None),
        ("The Free Army press office", True, "free-army"),
        ("A Free Army activist", False, None),
        ("Representatives in the northern state of Idlib", None, None),
    ],
)
def test_offices_and_the_media_of_a_party(speaker: str, belligerent: bool | None, actor: str | None) -> None:
    found = claim(f"{speaker} said two people were killed.", "SY")
    assert (found.belligerent, found.actor) == (belligerent, actor)


@pytest.mark.parametrize(
    ("text", "actor", "belligerent"),
    [
        ("A doctor told SANA's correspondent of six dead. The correspondent said shells fell.", "sana", True),
        ("A Reuters reporter was there. Later the reporter said that shells fell on Kidal.", "wire", False),
        ("Later the reporter said that shells fell on Kidal.", None, False),
    ],
)  # fmt: skip
def test_the_reporter_is_that_of_the_medium_named_before(
    text: str, actor: str | None, belligerent: bool
) -> None:
    found = claims(text, "SY")[-1]
    assert (found.actor, found.belligerent) == (actor, belligerent)


@pytest.mark.parametrize(
    ("speaker", "actor"),
    [
        ("Grace Ifeoma Danjuma", None),
        ("Grace Danjuma", "ng-government"),
        ("President Danjuma", "ng-government"),
        ("Goodluck Danjuma", "ng-government"),
    ],
)
def test_a_surname_behind_two_given_names_is_somebody_elses(speaker: str, actor: str | None) -> None:
    found = claim(f"{speaker} said that nine people had died.", "NG", day=date(2015, 1, 1))
    assert found.actor == actor


def test_a_monitor_that_is_named_later_keeps_its_words() -> None:
    text = (
        "Shells fell on Homs, a war monitor said. "
        "The Syrian Observatory for Human Rights said that nine people had died."
    )
    first, second = claims(text, "SY")
    assert (first.speaker, first.actor) == ("a war monitor", "sohr")
    assert second.actor == "sohr"


def test_a_paper_called_the_national_is_no_ministry_of_national_defence() -> None:
    paper = Actor("the-national", "The National", ActorKind.MEDIA, "SY", ("SY",), party=False)
    context = SpeakerContext(
        Registry([*ACTORS, paper], COUNTRIES, ()), None, frozenset({"free-army"}), frozenset({"SY"})
    )
    for text, actor in (
        ("The Ministry of National Defence said two people died.", "sy-forces"),
        ("The National said two people died.", "the-national"),
    ):
        (found,) = resolve_speakers(find_attributions(text, sentences(text)), text, context)
        assert found.actor == actor


def test_words_that_tell_nothing_are_whoever_the_report_means() -> None:
    text = "Its spokesman said two people were killed."
    group = Identity("local:lake-brigade", "Lake Brigade", ActorKind.MILITIA, None, True, "named before")
    context = SpeakerContext(REGISTRY, None, frozenset(), frozenset(), meant=((Span.of(text, 0, 3), group),))
    (found,) = resolve_speakers(find_attributions(text, sentences(text)), text, context)
    assert found.belligerent is True


def test_what_stands_beside_a_name_or_means_nobody_tells_no_side() -> None:
    text = '"Two people were killed," said Amadou Ba, a religious leader in Goma.'
    group = Identity("local:lake-brigade", "Lake Brigade", ActorKind.MILITIA, None, True, "named before")
    beside = SpeakerContext(REGISTRY, meant=((Span.of(text, 42, 60), group),))
    assert text[42:60] == "a religious leader"
    (found,) = resolve_speakers(find_attributions(text, sentences(text)), text, beside)
    assert found.belligerent is None
    text = "The committee said two people were killed."
    nobody = Identity(UNIDENTIFIED_ID, UNIDENTIFIED, ActorKind.MILITIA, None, True, "nobody named")
    described = SpeakerContext(REGISTRY, meant=((Span.of(text, 0, 13), nobody),))
    (found,) = resolve_speakers(find_attributions(text, sentences(text)), text, described)
    assert found.belligerent is None


def test_who_condemns_a_deed_tells_of_it_where_nobody_else_does(read: Read) -> None:
    condemned = "UNICEF condemned the bombing of a school in Taiz that killed nine people on Monday."
    (alone,) = read(condemned).happenings
    assert [c["speaker"] for c in alone["claims"]] == ["UNICEF"]
    (told,) = read(
        f"A bomb killed nine people at a school in Taiz on Monday, police said. {condemned}"
    ).happenings
    assert [c["speaker"] for c in told["claims"]] == ["police"]
