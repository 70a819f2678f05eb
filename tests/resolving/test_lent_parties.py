"""Which party the reader may lend to a happening that names none, and which country is a party at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.model.event import EventType, Side
from marsad.model.reading import Happening, HappeningPart, MentionKind, PartName, Reading, RoleName, Status
from marsad.model.span import Span
from marsad.pipeline import Pipeline
from marsad.reading.reader import read as read_report
from marsad.resolving.context import Context
from marsad.resolving.events.countries import country_acts, is_mission
from marsad.resolving.events.happenings import clusters_of
from marsad.resolving.events.onlookers import accuses
from marsad.resolving.events.participants import participants_of
from marsad.resolving.events.parties import state_named
from marsad.resolving.resolve import context_of

from ..records import report_of

TEXT = "A drone killed six traders in Nyala on Monday. Sudanese army shells hit the RSF in Kutum."


def told(frames: Pipeline, text: str) -> Context:
    report = report_of(text)
    return context_of(report, read_report(report, frames.knowledge), frames.knowledge)


def index_of(reading: Reading, words: str) -> int:
    return next(i for i, m in enumerate(reading.mentions) if words in m.span.text)


def happening(text: str, word: str, sentence: int, parts: tuple[HappeningPart, ...]) -> Happening:
    start = text.index(word)
    span = Span.of(text, start, start + len(word))
    types = {"Air/drone strike": 1.0}
    return Happening((span,), sentence, types, Status.HAPPENED, 0.99, parts, {}, (0.0, 0.0))


def lent(frames: Pipeline, here: float, there: float) -> set[str]:
    """The parties of the first deed, to which the reader lends the RSF with the probability ``here``."""
    context = told(frames, TEXT)
    rsf = index_of(context.reading, "RSF")
    happenings = (
        happening(TEXT, "killed", 0, (HappeningPart(PartName.SIDE_B, rsf, here),)),
        happening(TEXT, "hit", 1, (HappeningPart(PartName.SIDE_B, rsf, there),)),
    )
    context = replace(context, reading=replace(context.reading, happenings=happenings))
    first = clusters_of(context, happenings)[0]
    return {p.identity.id for d in first.drafts for p in d.parties}


def test_who_holds_what_is_fought_over_is_attacked_whatever_the_reader_holds_of_it(frames: Pipeline) -> None:
    text = "The army began an offensive on Nyala, the last RSF-held town in Darfur."
    context = told(frames, text)
    army = index_of(context.reading, "The army")
    deed = happening(text, "offensive", 0, (HappeningPart(PartName.SIDE_A, army, 0.95),))
    deed = replace(deed, sub_types={"Armed clash": 1.0})
    context = replace(context, reading=replace(context.reading, happenings=(deed,)))
    [cluster] = clusters_of(context, (deed,))
    assert "rsf" in {p.identity.id for d in cluster.drafts for p in d.parties}


@pytest.mark.parametrize(
    ("text", "only_says"),
    [
        ("The Houthis have repeatedly accused Saudi forces of bombing Saada.", True),
        ("The Houthis on Monday accused Saudi forces of bombing Saada.", True),
        ("The Houthis, accused of looting, were bombing Saada.", False),
        ("The Houthis were accused of bombing Saada.", False),
    ],
)
def test_who_accuses_another_of_a_deed_only_says_who_did_it(
    frames: Pipeline, text: str, only_says: bool
) -> None:
    context, start = told(frames, text), text.index("bombing")
    accuser = context.reading.mentions[index_of(context.reading, "Houthis")]
    assert accuses(context, accuser, (Span.of(text, start, start + 7),)) is only_says


def test_whom_another_deed_is_done_to_is_lent_to_no_other(frames: Pipeline) -> None:
    assert "rsf" not in lent(frames, 0.6, 0.9)


def test_whom_the_reader_holds_for_likelier_here_is_lent(frames: Pipeline) -> None:
    assert "rsf" in lent(frames, 0.6, 0.3)


@pytest.mark.parametrize(
    ("text", "name", "acts"),
    [
        ("Chad spoke on Friday in response to U.S. missile strikes near Derna.", "U.S", True),
        ("Rockets from Lebanon fell near Haifa on Monday.", "Lebanon", False),
        ("A raid by Kenya killed nine people in Gedo on Monday.", "Kenya", True),
        ("The Kenya bombing killed nine people on Monday.", "Kenya", False),
        ("Turkey's jets struck Sinjar on Monday.", "Turkey", True),
        ("Turkey's president visited Sinjar after the raid on Monday.", "Turkey", False),
        ("A U.S.-led air raid killed nine people near Derna on Monday.", "U.S", True),
        ("A U.S.-trained unit shelled Derna on Monday.", "U.S", False),
        ("Chad was not behind the raid on Abeche on Monday.", "Chad", False),
    ],
)
def test_when_a_country_acts(frames: Pipeline, text: str, name: str, acts: bool) -> None:
    context = told(frames, text)
    mention = context.mention(index_of(context.reading, name))
    assert country_acts(context, mention, fights=True) is acts


def test_an_embassy_stands_for_its_government(frames: Pipeline) -> None:
    context = told(frames, "A bomb went off at the U.S. embassy in Bamako on Monday.")
    assert is_mission(context, context.mention(index_of(context.reading, "U.S")))


def sides_of(frames: Pipeline, text: str, word: str, words: str, part: PartName) -> set[tuple[str, Side]]:
    """The participants of a deed for which the reader is sure that ``words`` have a part."""
    context = told(frames, text)
    deed = happening(text, word, 0, (HappeningPart(part, index_of(context.reading, words), 0.95),))
    context = replace(context, reading=replace(context.reading, happenings=(deed,)))
    cluster = clusters_of(context, (deed,))[0]
    found = participants_of(context, cluster, EventType.EXPLOSIONS)
    return {(p.actor or "", p.side) for p in found}


def test_a_newspaper_that_is_struck_is_the_target(frames: Pipeline) -> None:
    text = "A bomb wrecked the offices of the newspaper El Espectador in Bogota on Monday."
    assert ("el-espectador", Side.TARGET) in sides_of(frames, text, "bomb", "El Espectador", PartName.SIDE_B)


def test_men_of_whom_no_more_is_known_act_as_nobody_known(frames: Pipeline) -> None:
    text = "Three unidentified men planted a bomb at a bank in Lima on Monday."
    found = sides_of(frames, text, "bomb", "men", PartName.SIDE_A)
    assert ("unidentified-armed-group", Side.A) in found
    assert not any(actor == "civilians" for actor, _ in found)


@pytest.mark.parametrize(
    ("text", "words", "acts"),
    [
        ("Mali insurgents killed four traders in Gao on Monday.", "Mali", False),
        ("Mali shelled a village near Gao on Monday.", "Mali", True),
    ],
)
def test_a_country_whose_insurgents_act_does_not_act_itself(
    frames: Pipeline, text: str, words: str, acts: bool
) -> None:
    context = told(frames, text)
    country = next(
        i for i, m in enumerate(context.reading.mentions)
        if m.span.text == words and m.kind is MentionKind.PLACE
    )  # fmt: skip
    attack = frames.knowledge.frames.frames["attack"]
    assert (state_named(context, country, attack) is not None) is acts


@pytest.mark.parametrize(
    ("named", "likely", "expected"),
    [
        ("Turkish jets and Egyptian warships", 0.6, {"tr-forces", "eg-forces"}),
        ("Turkish jets, far from the Egyptian warships,", 0.6, {"tr-forces"}),
        ("Turkish jets, close to the Egyptian warships,", 0.95, {"tr-forces", "eg-forces"}),
    ],
)
def test_who_surely_acts_with_the_likeliest_is_lent_too(
    frames: Pipeline, named: str, likely: float, expected: set[str]
) -> None:
    text = f"Shells killed six traders in Derna on Monday. {named} were seen over the port."
    context = told(frames, text)
    turkish, egyptian = (index_of(context.reading, words) for words in ("Turkish jets", "Egyptian warships"))
    parts = (
        HappeningPart(PartName.SIDE_A, turkish, 0.97),
        HappeningPart(PartName.SIDE_A, egyptian, likely),
    )
    deed = happening(text, "killed", 0, parts)
    context = replace(context, reading=replace(context.reading, happenings=(deed,)))
    (cluster,) = clusters_of(context, (deed,))
    assert cluster.drafts[0].who(RoleName.AGENT) == expected


@pytest.mark.parametrize(("words", "expected"), [("fired from", {"rsf"}), ("fell on", set())])
def test_who_holds_where_shells_come_from_fires_them(
    frames: Pipeline, words: str, expected: set[str]
) -> None:
    text = f"Shells {words} an RSF-held district killed six traders in Omdurman on Monday."
    context = told(frames, text)
    parts = tuple(HappeningPart(PartName.SIDE_A, i, 0.9) for i in context.actors)
    deed = happening(text, "killed", 0, parts)
    context = replace(context, reading=replace(context.reading, happenings=(deed,)))
    (cluster,) = clusters_of(context, (deed,))
    assert cluster.drafts[0].who(RoleName.AGENT) == expected
