"""How many were killed and wounded, and which figures are parts of others. Every sentence is invented."""

from __future__ import annotations

import pytest

from marsad.model.event import Effect
from marsad.model.reading import Quantity
from marsad.model.span import Span
from marsad.pipeline import Pipeline
from marsad.resolving.events.harm import HarmFigure, of_either
from marsad.resolving.events.harm_parts import behind_all, continues, is_part

from ..conftest import Read
from ..records import Told, report_of

# (text, killed, wounded): "20" is a figure, "20+" a lower bound alone, "<20" an upper bound alone,
# "?" a figure without bounds; "*" marks a part of a total.
CASES = [
    ("Shelling of Mekelle killed 12 people and injured 30 others on Monday.", "12", "30"),
    ("A car bomb exploded in Mogadishu on Monday, killing 12 and injuring dozens.", "12", "24+"),
    ("A bombing in Kabul on Monday left 12 dead and 40 others wounded.", "12", "40"),
    ("An air raid on Saada on Monday left at least nine people dead and wounded more than 20.", "9+", "20+"),
    ("Clashes in Malakal on Monday left dozens dead and many wounded.", "24+", "?"),
    (
        "Explosions in Khartoum on Monday killed at least 110 people, and the number injured topped 2,200.",
        "110+",
        "2200+",
    ),
    ("A bomb in Quetta on Monday left 50 martyrs and more than 200 others wounded.", "50", "200+"),
    ("At least seven ISIS militants and four rebel fighters were killed near Homs on Monday.", "7+ 4", ""),
    ("Nearly 100 people, most of them women, were killed in Kafanchan on Monday.", "100", ""),
    ("A drone strike on Sumy on Monday killed a nurse and a bus driver and wounded two men.", "2", "2"),
    ("A nurse and three soldiers were killed by a bomb in Timbuktu on Monday.", "1 3", ""),
    ("A woman and three men were killed by a bomb in Timbuktu on Monday.", "1 3", ""),
    ("A trader and his wife were killed by a shell in Bambari on Monday.", "2", ""),
    ("A drone strike on Sumy on Monday killed a nurse and a bus driver and wounded two men.", "2", "2"),
    ("A lieutenant and three conscripts were killed by a bomb near Rafah in Egypt on Monday.", "4", ""),
    ("A nurse and three soldiers were killed by a bomb in Timbuktu on Monday.", "1 3", ""),
    ("A woman and three men were killed by a bomb in Timbuktu on Monday.", "1 3", ""),
    ("One man and another farmer were killed by a shell in Bambari on Monday.", "1 1", ""),
    ("More than a hundred people were hurt in a blast in Dakar on Monday.", "", "100+"),
    ("A blast in Kandahar on Monday killed at least 21 and wounded scores.", "21+", "40+"),
    ("Serb forces killed 8,000 Muslims in Srebrenica on Monday.", "8000", ""),
    ("The blast killed 17 Shiites in Baghdad on Monday.", "17", ""),
    ("A suicide bomber killed 41 Sufis at a shrine in Sehwan, Pakistan, on Monday.", "41", ""),
    ("A missile hit a bus in Kherson on Monday, killing six and wounding fourteen.", "6", "14"),
    ("The army killed Ibrahim Aqil, a Hezbollah commander, in a strike on Beirut on Monday.", "1", ""),
    ("A drone strike killed an al-Qaeda commander, Abu Khalid, in Idlib on Monday.", "1", ""),
    ("Seven dead, 15 injured after a blast in Quetta on Monday.", "7", "15"),
    (
        "A missile hit a school in Kharkiv on Monday, killing 20 people. Among the dead were three children.",
        "20 3*",
        "",
    ),
    ("An air strike hit Loikaw on Monday, killing 20 people. Twelve of the dead were women.", "20 12*", ""),
    (
        "Militants attacked a village near Pemba on Monday. The dead included six women and two boys.",
        "6* 2*",
        "",
    ),
    ("Militants attacked a village near Pemba on Monday. The dead included six women two boys.", "6* 2*", ""),
    (
        "Militants attacked a village near Pemba on Monday. Fifteen people died, ten of them women.",
        "15 10*",
        "",
    ),
    ("An air raid on Saada on Monday killed 9 people, eight of whom were children.", "9 8*", ""),
    ("Sixteen people, six of them guards, died when a bomb exploded in Lahore on Monday.", "16 6*", ""),
    ("Rebel fire on Goma on Monday killed 65 people, among them 22 children.", "65 22*", ""),
    (
        "A blast in Beirut on Monday killed more than 40 people, 15 of them boys, and left over 100 injured.",
        "40+ 15*",
        "100+",
    ),
    (
        "Ten people were killed, three of them children, and 20 wounded by a strike on Loikaw on Monday.",
        "10 3*",
        "20",
    ),
    ("Eleven soldiers were killed or wounded in an ambush near Loikaw on Monday.", "<11", "<11"),
    ("Shelling hit Sloviansk on Monday. Dozens were killed or injured.", "?", "?"),
    (
        "A bomb hit a market in Taiz on Monday. The ministry later updated to 18 its toll for the blast.",
        "18",
        "",
    ),
    ("A bomb hit a market in Taiz on Monday. The death count stood at 31 by nightfall.", "31", ""),
    ("The strike on Loikaw on Monday killed and wounded 40 people.", "<40", "<40"),
    ("Rebels attacked a camp near Bor on Monday, killing and injuring scores of people.", "?", "?"),
    ("Shelling hit Sloviansk on Monday, causing 30 casualties.", "", ""),
    ("A blast in Jolo on Monday killed the mayor of Jolo and six others.", "1 6", ""),
    ("A mine near Juba on Monday killed a farmer and his young son.", "2", ""),
    ("A mortar shell killed a teacher and her two sisters in Taiz on Monday.", "3", ""),
    ("An ambush near Jos on Monday killed a Nigerian officer and three Nigerian soldiers.", "4", ""),
    ("A blast in Cali on Monday killed a nurse and two traders.", "1 2", ""),
    ("An air raid on Loikaw on Monday killed a farmer and 3 soldiers.", "1 3", ""),
    ("Shelling of Kherson on Monday killed a nurse and wounded her brother.", "1", "1"),
    ("Gunmen shot dead a policeman of 23 in Cali on Monday.", "1", ""),
    ("Police chased six bandits near Kaduna on Monday and killed four of them.", "4", ""),
    ("Her nephew was killed in a blast in Jolo on Monday.", "1", ""),
    ("Up to 50 people were killed in an attack on Bunia on Monday.", "<50", ""),
    ("A suicide bomber struck a market in Maiduguri on Monday. The death toll rose to 61.", "61", ""),
    (
        "Blasts shook Jolo on Monday. The number of people killed reached 20, and the number of wounded 111.",
        "20",
        "111",
    ),
    ("Rescuers recovered nine bodies after an air strike on Omdurman on Monday.", "9", ""),
    (
        "A hospital in Taiz received the bodies of 14 men and 30 injured people after shelling on Monday.",
        "14",
        "30",
    ),
    (
        "An attack near Jos on Monday led to the death of four soldiers and the injury of six others.",
        "4",
        "6",
    ),
    ("The bombing in Baghdad on Monday claimed the lives of 14 people.", "14", ""),
    ("A soldier lost his life in clashes with rebels in Arauca on Monday.", "1", ""),
    (
        "The army said it had killed 35 militants and lost two soldiers in fighting in Borno on Monday.",
        "35 2",
        "",
    ),
    (
        "Three soldiers were martyred and five injured in an attack on a checkpoint in Tank on Monday.",
        "3",
        "5",
    ),
    ("The commander was targeted near Idlib on Monday. He was killed by a drone.", "1", ""),
    ("Troops killed commander Okoro and at least 10 members of Boko Haram in Borno on Monday.", "1 10+", ""),
    ("Soldiers executed six families near Rutshuru on Monday, killing 30 people.", "30", ""),
    ("An air raid on Saada on Monday killed a family of six.", "6", ""),
    ("Shelling of Goma on Monday killed a teacher, a mother of three.", "1", ""),
    ("Four medical staff were killed when a drone hit a clinic in Nyala on Monday.", "4", ""),
    ("A rocket hit Sderot on Monday but no one was hurt.", "", ""),
    ("No civilians were killed but three were wounded when a rocket hit Loikaw on Monday.", "", "3"),
]


@pytest.mark.parametrize(("text", "killed", "wounded"), CASES, ids=[c[0][:60] for c in CASES])
def test_figures(read: Read, text: str, killed: str, wounded: str) -> None:
    told = read(text)
    for effect, wanted in (("killed", killed), ("wounded", wounded)):
        found = {_figure(h) for e in told.events for h in e["harm"] if h["effect"] == effect}
        assert found == set(wanted.split()), f"{effect}: {told}"


def _figure(harm: dict[str, object]) -> str:
    low, high = harm["low"], harm["high"]
    bounds = (
        "?"
        if low is None and high is None
        else f"<{high}"
        if low is None
        else f"{low}"
        if high
        else f"{low}+"
    )
    return bounds + ("*" if harm["part_of_total"] else "")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "An air raid on Saada on Monday killed 9 people, including two children.",
            {9: "civilians", 2: "children"},
        ),
        ("An air raid on Saada on Monday killed 9 people.", {9: "unknown"}),
        (
            "Shelling of Donetsk on Monday killed five shepherds and three girls.",
            {5: "civilians", 3: "children"},
        ),
        (
            "Fano fighters fought Ethiopian soldiers in Gondar on Monday. Six of the soldiers died.",
            {6: "et-forces"},
        ),
        (
            "Fano fighters fought Ethiopian soldiers in Gondar on Monday. Six of the latter died.",
            {6: "et-forces"},
        ),
        ("A strike on Loikaw on Monday killed 20 people. Twelve of the dead were nurses.", {12: "civilians"}),
    ],
)
def test_whose_the_figures_are(read: Read, text: str, who: dict[int, str]) -> None:
    told = read(text)
    found = {h["low"]: h["who"] for e in told.events for h in e["harm"]}
    assert who.items() <= found.items(), str(told)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "part"),
    [
        ("killed 12 people including four boys", "four boys", True),
        ("killed 12 people including four boys and wounding six others", "six others", False),
        ("65 people among them 22 children", "65 people", False),
        ("65 people among them 22 children", "22 children", True),
        ("Four nuns were among the 28 dead", "Four nuns", True),
        ("the three others among the dead", "three others", True),
        ("ten of those killed were students", "ten", True),
        ("those killed included two medics", "two medics", True),
        ("two of the villages were shelled", "two", False),
        ("six of the soldiers were killed", "six", False),
        ("six of them were killed", "six", False),
        ("six of them were nurses", "six", True),
    ],
)
def test_parts(text: str, words: str, part: bool) -> None:
    assert is_part(text, span(text, words)) is part


def test_behind_a_portion_stands_who_it_is() -> None:
    text = "fifteen died, ten of them women"
    assert behind_all(text, span(text, "ten")) == text.index("women")


def test_a_list_goes_on() -> None:
    text = "two nuns, three boys and a cook but nine guards"
    two, three, cook, nine = (span(text, w) for w in ("two nuns", "three boys", "a cook", "nine guards"))
    assert continues(text, two, three) and continues(text, three, cook) and not continues(text, cook, nine)


def test_the_word_behind_a_figure_says_what_befell(pipeline: Pipeline) -> None:
    text = "In the battle of Amudat rebels left 29 soldiers killed, 30 wounded, and 25 captured on Monday."
    told = Told.by(pipeline.read(report_of(text)))
    found = {(h["effect"], h["low"]) for e in told.events for h in e["harm"]}
    assert found == {("killed", 29), ("wounded", 30), ("captured", 25)}, str(told)


def test_one_figure_for_two_effects_says_of_neither_how_many() -> None:
    text = "the killing or wounding of several rebels, and nine dead"
    several, nine = Span.of(text, 27, 41), Span.of(text, 47, 51)
    figures = (
        HarmFigure(Effect.WOUNDED, "rebels", Quantity(several, 3, None), several, False, 0),
        HarmFigure(Effect.KILLED, "rebels", Quantity(several, 3, None), several, False, 0),
        HarmFigure(Effect.KILLED, "unknown", Quantity(nine, 9, 9), nine, False, 1),
    )
    assert [h.quantity.low for h in of_either(figures)] == [None, None, 9]
