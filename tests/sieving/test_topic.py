"""The classifier behind the sieve: what it looks at, that it is whole, and what it does with plain cases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from marsad.sieving.topic import CARD, WEIGHTS, SieveDamaged, Topic
from marsad.sieving.words import PASSAGE, passages, stem, subject_words

from ..records import ROOT
from .reports import WIRE

FOLDER = Path(str(files("marsad.sieving") / "shipped"))


@pytest.fixture(scope="module")
def topic() -> Topic:
    return Topic.open()


def test_names_are_not_looked_at_whatever_their_case() -> None:
    assert (
        subject_words("Rebels shelled Aleppo") == subject_words("rebels shelled aleppo") == {"rebel", "shell"}
    )
    assert not subject_words("Syria Sudan Ukraine Damascus Khartoum Hamas Taliban")


def test_the_weights_know_no_country_and_no_people(topic: Topic) -> None:
    names = """syria syrian iraq iraqi sudan sudanese ukraine ukrainian russia russian yemen yemeni libya
    mali malian colombia colombian salvador salvadoran peru israel israeli gaza palestinian lebanon lebanese
    afghanistan afghan myanmar congo congolese nigeria somali ethiopia tigray kurdish houthi taliban aleppo
    damascus baghdad kabul assad putin isis qaeda hezbollah boko fmln"""
    assert not {n for n in names.split() if stem(n) in topic.weights}


def test_one_word_has_one_stem() -> None:
    assert {stem(w) for w in ("shell", "shells", "shelled", "shelling")} == {"shell"}
    assert stem("red") == "red"


def test_an_attack_is_seen_in_a_long_article_about_something_else(topic: Topic) -> None:
    other = " ".join(
        f"The bakery in the market sells {n} loaves to its guests every morning." for n in range(150)
    )
    assert len(list(passages(other))) > 2
    assert topic.score(other) < topic.limit < topic.score(other + "\n" + WIRE)
    assert topic.score(WIRE + "\n" + other) >= topic.limit


def test_every_word_is_in_a_passage() -> None:
    words = [f"{a}{b}" for a in ("market", "village", "bread") for b in ("", "s")] * 60
    assert sum(len(p) > 0 for p in passages(" ".join(words))) * PASSAGE >= len(words)
    assert list(passages("")) == [()]


@pytest.mark.parametrize(
    "text",
    [
        WIRE,
        "Two mortar rounds hit a school in the east of the city overnight and wounded eleven children.",
        "The rebels said they had taken the bridge and captured fourteen troops after two days of fighting.",
        "A bomb under a lorry killed a police officer at a checkpoint on the road to the airport.",
        "militants abducted 30 villagers and torched their homes, a local chief told the agency by phone",
    ],
)
def test_news_of_a_war_is_kept(topic: Topic, text: str) -> None:
    assert topic.score(text) >= topic.limit


@pytest.mark.parametrize(
    "text",
    [
        "Shares of the airline fell four percent after it cut its forecast and blamed fuel prices.",
        "Mix the flour with the butter, add two eggs and bake for forty minutes until the cake is golden.",
        "The midfielder scored twice in the last ten minutes as the home side beat the league leaders 3-1.",
    ],
)
def test_other_news_is_not(topic: Topic, text: str) -> None:
    assert topic.score(text) < topic.limit


def test_the_words_that_tell_are_named(topic: Topic) -> None:
    assert "militant" in topic.telling("Militants met in a kitchen")
    assert "kitchen" not in topic.telling("Militants met in a kitchen")


def test_damaged_weights_are_refused_with_the_remedy(tmp_path: Path) -> None:
    for name in (CARD, WEIGHTS):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    Topic.of(tmp_path)
    (tmp_path / WEIGHTS).write_bytes(b"x" + (FOLDER / WEIGHTS).read_bytes()[1:])
    with pytest.raises(SieveDamaged, match="install marsad again"):
        Topic.of(tmp_path)
    (tmp_path / CARD).write_text("{}")
    with pytest.raises(SieveDamaged, match="install marsad again"):
        Topic.of(tmp_path)


def _own() -> Iterator[tuple[str, bool]]:
    for path in sorted((ROOT / "training/corpus/own").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        yield record["text"], bool(record["events"])


def test_the_projects_own_articles_with_events_are_kept(topic: Topic) -> None:
    """These trained it; what it does with wars that it has not seen stands in the card."""
    kept = [topic.score(text) >= topic.limit for text, events in _own() if events]
    assert sum(kept) >= 0.995 * len(kept)


def test_the_card_keeps_its_promises() -> None:
    card = json.loads((FOLDER / CARD).read_text(encoding="utf-8"))
    kept, of = map(int, card["kept, test part"].split(" of "))
    assert kept >= 0.99 * of
    parts = [tuple(map(int, v.split(" of "))) for v in card["dropped, held out"].values()]
    assert sum(k for k, _ in parts) >= 0.7 * sum(n for _, n in parts)
    assert card["kept, war not seen"] >= 0.99
    assert sum((FOLDER / name).stat().st_size for name in (CARD, WEIGHTS)) < 1_000_000
