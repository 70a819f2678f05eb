"""Who says what: forms of attribution from many wars, with and without commas and quote marks."""

from __future__ import annotations

import pytest

from marsad.model.reading import Attribution, Stance
from marsad.model.report import Removed
from marsad.reading.grammar.tokens import sentences
from marsad.reading.speech import find_attributions, hearsay
from marsad.reading.speech.quotes import find_quotes


def read(text: str) -> tuple[Attribution, ...]:
    found = find_attributions(text, sentences(text))
    for a in found:
        for span in (a.speaker, a.cue, *a.said, *((a.organisation,) if a.organisation else ())):
            assert text[span.start : span.end] == span.text
    return found


def told(text: str) -> list[tuple[str, str]]:
    """(speaker, what is said) of every attribution that is no credit."""
    return [(a.speaker.text, " / ".join(s.text for s in a.said)) for a in read(text) if not a.credit]


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        (
            "Amina Yusuf, a nurse at the clinic in Kutum, said that nine patients had died.",
            "Amina Yusuf, a nurse at the clinic in Kutum",
            "nine patients had died",
        ),
        ("Two drones hit the depot, Mayor Ihor Koval said.", "Mayor Ihor Koval", "Two drones hit the depot"),
        (
            "The toll rose to 40, said the health ministry in Gaza, which is run by Hamas.",
            "the health ministry in Gaza",
            "The toll rose to 40",
        ),
        (
            "According to Doctors Without Borders, at least 12 people died.",
            "Doctors Without Borders",
            "at least 12 people died",
        ),
        (
            "The fighters left the town, according to a resident who asked not to be named.",
            "a resident",
            "The fighters left the town",
        ),
        (
            "A spokesman for the Arakan Army told Radio Free Asia that the junta had lost the base.",
            "A spokesman for the Arakan Army",
            "the junta had lost the base",
        ),
        (
            "The monitor, which counts the war's dead from afar, said 14 miners were shot.",
            "The monitor",
            "14 miners were shot",
        ),
        (
            "The strikes, the ministry said, killed a family of six.",
            "the ministry",
            "The strikes / killed a family of six",
        ),
        (
            "A senior Malian official, speaking on condition of anonymity, said the convoy was hit.",
            "A senior Malian official",
            "the convoy was hit",
        ),
        (
            "Army spokesman Onyema Nwosu in a statement said troops had freed 17 hostages.",
            "Army spokesman Onyema Nwosu",
            "troops had freed 17 hostages",
        ),
        ("The bombing was claimed by the Islamic State group.", "the Islamic State group", "The bombing was"),
        ("Colleagues blamed Malian soldiers for the killing.", "Colleagues", "the killing"),
        (
            "Three shells fell near Sumy, the governor said on Monday.",
            "the governor",
            "Three shells fell near Sumy",
        ),
        (
            "A statement issued by the front said it had shot down a helicopter.",
            "A statement",
            "it had shot down a helicopter",
        ),
    ],
)
def test_forms(text: str, speaker: str, said: str) -> None:
    assert (speaker, said) in told(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Shells killed four civilians in the town of Al Bab on Friday the Aleppo Media Watch reports.",
            "the Aleppo Media Watch",
        ),
        ("Four farmers were killed near Mosul Iraqi officials said.", "Iraqi officials"),
        ("Warplanes hit Taftanaz residents said on Monday.", "residents"),
        ("Gunmen killed ten miners in Zamfara residents and police said on Sunday.", "residents and police"),
        ("Another 20 people were hurt state news agency SANA reported.", "state news agency SANA"),
        (
            "Planes bombed several parts of Harasta said Omar Haddad director of the Ghouta Observatory.",
            "Omar Haddad director of the Ghouta Observatory",
        ),
        (
            "Samir Qasim the director of a hospital in the besieged east told Reuters the toll was 45.",
            "Samir Qasim the director of a hospital in the besieged east",
        ),
        ("Syrias army said it had taken the hill.", "Syrias army"),
        ("According to the Observatory at least 112 civilians died.", "the Observatory"),
        ("According to activists Russian jets struck the market.", "activists"),
        ("One of the guards manning the gate told AFP a truck had pulled up.", "One of the guards"),
        ("Trenches were dug in three places Haddad said.", "Haddad"),
        ("The raid put another clinic out of service Karim Haddad said.", "Karim Haddad"),
        ("The blast left scores wounded reports say.", "reports"),
    ],
)
def test_speakers_without_commas(text: str, speaker: str) -> None:
    assert [s for s, _ in told(text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "stance", "said"),
    [
        ("The army accused the M23 rebels of shelling a camp.", Stance.ACCUSES, "shelling a camp"),
        (
            "Kinshasa blamed the raid on fighters from Ituri.",
            Stance.ACCUSES,
            "the raid on fighters from Ituri",
        ),
        (
            "Ethiopia denied that its jets had bombed the school.",
            Stance.DENIES,
            "its jets had bombed the school",
        ),
        ("The junta denied the killings.", Stance.DENIES, "the killings"),
        ("The group threatened to attack the capital.", Stance.THREATENS, "to attack the capital"),
        ("Hamas vowed to continue fighting.", Stance.PROMISES, "to continue fighting"),
        ("The mayor demanded the release of the hostages.", Stance.DEMANDS, "the release of the hostages"),
        (
            "Human Rights Watch urged both sides to spare civilians.",
            Stance.DEMANDS,
            "both sides to spare civilians",
        ),
        ("Pakistan condemned the strike.", Stance.CONDEMNS, "the strike"),
        ("Al-Shabaab claimed responsibility for the ambush.", Stance.CLAIMS, "the ambush"),
        ("The rebels claim they hold the airport.", Stance.CLAIMS, "they hold the airport"),
        ("The rescue service put the death toll at 23.", Stance.ASSERTS, "the death toll at 23"),
    ],
)
def test_stances(text: str, stance: Stance, said: str) -> None:
    (found,) = read(text)
    assert found.stance is stance
    assert [s.text for s in found.said] == [said]


@pytest.mark.parametrize(
    "text",
    [
        "No group has claimed responsibility.",
        "It was not immediately clear who carried out the attack.",
        "The blast claimed the lives of nine people.",
        "The army did not say how many soldiers died.",
        "The member states met in Addis Ababa.",
        "He wrote a letter to his brother.",
        "There are two sides to the reported attack.",
    ],
)
def test_nobody_speaks(text: str) -> None:
    assert read(text) == ()


def test_two_speakers_share_a_sentence() -> None:
    text = "The Kremlin said its forces shot down 30 drones, while Kyiv said two people were killed in Sumy."
    assert told(text) == [
        ("The Kremlin", "its forces shot down 30 drones"),
        ("Kyiv", "two people were killed in Sumy"),
    ]


def test_a_semicolon_ends_what_is_said() -> None:
    text = "According to the UN, 12 people died; the army denied it had fired."
    assert told(text) == [("the UN", "12 people died"), ("the army", "it had fired")]


@pytest.mark.parametrize(
    "text",
    [
        "The junta led by General Min Aung Hlaing answered with force to protests demanding elections.",
        "President Bashir sent troops against a crowd demanding cheaper bread.",
    ],
)
def test_those_who_gather_demand_it_themselves(text: str) -> None:
    assert read(text) == ()


def test_a_participle_keeps_the_speaker() -> None:
    text = "Militia killed nine farmers, the Oromia Watch said in a statement, adding that houses were burnt."
    assert told(text) == [
        ("the Oromia Watch", "Militia killed nine farmers"),
        ("the Oromia Watch", "houses were burnt"),
    ]


def test_citing_and_quoting_give_both() -> None:
    assert told("Reuters, citing two security sources, reported that the convoy was hit.") == [
        ("Reuters", "the convoy was hit"),
        ("two security sources", "the convoy was hit"),
    ]
    assert told("Al Jazeera quoted Taliban spokesman Qari Ahmad as saying the district had fallen.") == [
        ("Al Jazeera", "the district had fallen"),
        ("Taliban spokesman Qari Ahmad", "the district had fallen"),
    ]


def test_a_relative_clause_says_only_its_own() -> None:
    text = "Israel's military, which has denied targeting the hospital, said it was looking into the matter."
    assert told(text) == [
        ("Israel's military", "targeting the hospital"),
        ("Israel's military", "it was looking into the matter"),
    ]


@pytest.mark.parametrize(("opening", "closing"), [('"', '"'), ("“", "”"), ("«", "»")])
def test_quotes_run_over_sentences(opening: str, closing: str) -> None:
    first, second = (
        f"{opening}{q}{closing}" for q in ("They came at night. They burned the huts,", "We ran.")
    )
    text = f"{first} said Nyakim Deng. {second}"
    (found,) = read(text)
    assert found.speaker.text == "Nyakim Deng"
    assert found.quoted
    assert "They came at night. They burned the huts" in found.said[0].text
    assert "We ran." in found.said[1].text


def test_a_quote_after_a_colon_and_its_second_sentence() -> None:
    (found,) = read('Colonel Abdi told reporters in Kismayo: "We killed 21 of them. The rest fled."')
    assert found.speaker.text == "Colonel Abdi"
    assert found.said[0].text.endswith('The rest fled."')


def test_a_lost_opening_mark_does_no_harm() -> None:
    ((speaker, said),) = told('The number may rise" a health worker told RIA.')
    assert speaker == "a health worker"
    assert said.startswith("The number may rise")


def test_an_unquoted_statement_after_a_colon() -> None:
    text = "The minister, Ada Obi, said:\n\nThe raid was a crime. Those behind it will be tried."
    ((speaker, said),) = told(text)
    assert speaker == "The minister, Ada Obi"
    assert said == "The raid was a crime. Those behind it will be tried."


def test_antecedents() -> None:
    text = (
        "Mayor Ihor Koval said two people died. He said shelling went on. "
        "The Lviv Watch said five houses burned. The monitor added that a bridge fell. Koval said no more."
    )
    meant = {a.speaker.text: a.antecedent.text for a in read(text) if a.antecedent}
    assert meant == {"He": "Mayor Ihor Koval", "The monitor": "The Lviv Watch", "Koval": "Mayor Ihor Koval"}


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        (
            "Omar Haddad, head of the Syrian Observatory for Human Rights, said nine died.",
            "Syrian Observatory for Human Rights",
        ),
        ("Turkish army spokesman Ali Kaya said nine died.", "Turkish army"),
        ("A source at Goma Police Command said nine died.", "Goma Police Command"),
        ("Rebel spokesman Khaled Saleh said nine died.", None),
        ("Residents said nine died.", None),
    ],
)
def test_organisations(text: str, organisation: str | None) -> None:
    (found,) = read(text)
    assert (found.organisation.text if found.organisation else None) == organisation


def test_credits_are_marked() -> None:
    text = "GAO, Mali (Reuters) - Gunmen killed six people on Friday.\nSource: ARA News"
    found = read(text)
    assert {a.speaker.text for a in found} == {"Reuters", "ARA News"}
    assert all(a.credit and not a.said for a in found)


def test_headlines() -> None:
    assert ("monitor", "Strikes on Idlib market kill 40") in told(
        "Strikes on Idlib market kill 40 - monitor\nPlanes came."
    )
    assert ("Army", "rebels routed in the north") in told(
        "Army: rebels routed in the north\nNothing more is known."
    )


def test_removed_stretches_are_not_read() -> None:
    text = "Two people died. Ali Musa said share this page."
    at = text.index("Ali")
    assert find_attributions(text, sentences(text, [Removed("share", at, len(text))])) == ()


def test_hearsay() -> None:
    text = (
        "Thirty fighters are believed to have died. Houses were allegedly looted. The bridge fell on Monday."
    )
    assert [s.text for s in hearsay(text, sentences(text))] == [
        "Thirty fighters are believed to have died",
        "Houses were allegedly looted",
    ]
    shortened = "Jets thought to be Russian bombed the market."
    assert [s.text for s in hearsay(shortened, sentences(shortened))] == ["Jets thought to be Russian"]
    impersonal = "It was reported that the dam burst."
    assert [s.text for s in hearsay(impersonal, sentences(impersonal))] == [
        "It was reported that the dam burst"
    ]


def test_quotes_that_never_close_end_with_their_paragraph() -> None:
    text = '"We fled at dawn.\nThe town was empty. "Nobody stayed," he said.'
    found = find_quotes(text)
    assert [(q.span.text, q.closed) for q in found] == [("We fled at dawn.", False), ("Nobody stayed", True)]


def test_nothing_to_read() -> None:
    assert find_attributions("", ()) == ()
    assert hearsay("", ()) == ()
    assert read("said.") == ()
    assert read('" said "') == ()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The blast killed ten people, hospital officials and relatives said Wednesday.",
            "hospital officials",
        ),
        ("Chad said Friday in a note that nine soldiers had died.", "Chad"),
        ("Two men were held, according to Tuesday's police report.", "police report"),
        ("A source at Goma police command said nine people had died.", "A source at Goma police command"),
        ("In Kampala, army spokesman Capt. Moses Okello said ten rebels fled.", "Capt. Moses Okello"),
        ("Maj. Chris Lubega, a spokesman for the army, said the rebels fled.", "Maj. Chris Lubega"),
        ("FBI agent Laura Stone said the device was crude.", "FBI agent Laura Stone"),
        (
            "According to a statement released Saturday by the Red Valley Council, ten people died.",
            "a statement released Saturday by the Red Valley Council",
        ),
    ],
)
def test_speakers_are_whole_phrases_and_never_a_day(text: str, speaker: str) -> None:
    assert any(speaker in who for who, _ in told(text)), told(text)


def test_a_surname_takes_up_the_office_told_before() -> None:
    text = "Army spokesman Moses Okello toured the base on Monday. Okello said the rebels fled."
    [found] = [a for a in read(text) if a.speaker.text == "Okello"]
    assert found.antecedent is not None and found.antecedent.text == "Army spokesman Moses Okello"


def test_a_surname_with_its_rank_takes_up_the_full_name() -> None:
    text = "General Carlos Rey said six men died. Gen. Rey said nothing of the wounded."
    assert [a.antecedent and a.antecedent.text for a in read(text)] == [None, "General Carlos Rey"]


def test_one_of_two_speakers_is_not_both() -> None:
    text = "A monitor and rebels said the town fell. The head of the monitor said ten people died."
    found = read(text)[-1]
    assert found.antecedent is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The minister of defense, energy, and transport, Ana Cruz, said rebels had cut a pipeline.",
            "The minister of defense, energy, and transport, Ana Cruz",
        ),
        (
            "Rebels cut a pipeline, said Ana Cruz, the minister of mines, energy and water.",
            "Ana Cruz, the minister of mines, energy and water",
        ),
        (
            "According to the ministry of health, labour and welfare, 12 people died.",
            "the ministry of health, labour and welfare",
        ),
        ("The Ministry of Defence, Hezbollah and Amal said nine men died.", "Hezbollah and Amal"),
        (
            "The Centre for Human Rights a Nairobi-based group said nine herders died.",
            "The Centre for Human Rights a Nairobi-based group",
        ),
        (
            "Nine were shot in the mouth of the river the Malian Observatory for Human Rights"
            " monitoring group said.",
            "the Malian Observatory for Human Rights monitoring group",
        ),
        (
            "Juba called it a mistake while a number of Sudanese officials stated that it was meant.",
            "a number of Sudanese officials",
        ),
        ("Rebels took the port with Kampala saying that it wanted a truce.", "Kampala"),
        (
            '"They know each other," said national police spokesman Juan Mora.',
            "national police spokesman Juan Mora",
        ),
        ("Nine hurt in Goma and Bukavu Meanwhile civil sources told AFP that two had died.", "civil sources"),
        ("He hid the weapons, prosecutors claim.", "prosecutors"),
        ("After the raid , the public prosecutor ' s office said .", "the public prosecutor ' s office"),
        (
            "According to court records, officers with the Lagos Police Department held nine men.",
            "court records",
        ),
    ],
)
def test_speakers_are_cut_where_they_end(text: str, speaker: str) -> None:
    assert speaker in [who for who, _ in told(text)], told(text)
