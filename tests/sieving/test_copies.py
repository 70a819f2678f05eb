"""Which reports are copies, and which only look like it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from marsad.sieving.copies import Copies, fingerprint
from marsad.sieving.sentences import sentences_of

from .reports import DAY, WIRE, report


def matched(first: str, second: str, day: date | None = DAY) -> bool | None:
    """Whether the second is a copy of the first: True if the same, False if nearly, None if not."""
    copies = Copies()
    _, own = copies.match(report(first))
    assert own
    copies.add(own)
    match, _ = copies.match(report(second, outlet="Lake Times", day=day))
    return match.same if match else None


def test_the_same_text_is_a_copy_whatever_stands_around_it() -> None:
    assert matched(WIRE, WIRE)
    assert matched(WIRE, WIRE.replace("\n\n", "\n").replace(" said", "  said"))
    assert matched("BAMAKO, May 15 (Reuters) - " + WIRE, "BAMAKO (AFP) — " + WIRE)
    assert matched(WIRE, WIRE + " (AFP)")
    assert matched(WIRE, "Nine dead in the north\n\n" + WIRE)


def test_a_shortened_text_is_a_copy() -> None:
    assert matched(WIRE, WIRE.rsplit("\n\n", 1)[0]) is False


def test_a_paragraph_of_the_outlets_own_that_tells_nothing_is_no_obstacle() -> None:
    assert matched(WIRE, WIRE + "\n\nOur thanks go to the readers who wrote to us about the region.") is False


@pytest.mark.parametrize(
    ("old", "new"),
    [("nine soldiers", "eleven soldiers"), ("burned two", "burned three"), ("attacked", "did not attack"),
     ("Gao", "Gao, killing their leader"), ("Sunday", "Monday, after they had shelled it")],
)  # fmt: skip
def test_a_text_with_another_figure_or_deed_is_read(old: str, new: str) -> None:
    assert matched(WIRE, WIRE.replace(old, new)) is None


def test_a_text_with_more_news_is_read() -> None:
    assert matched(WIRE, WIRE + "\n\nIn Timbuktu, two teachers were abducted on the same day.") is None


def test_what_is_printed_again_a_week_later_is_read() -> None:
    assert matched(WIRE, WIRE, DAY + timedelta(days=3))
    assert matched(WIRE, WIRE, DAY + timedelta(days=7)) is None
    assert matched(WIRE, WIRE, None) is None


def test_two_texts_on_one_event_are_no_copies() -> None:
    other = """Nine soldiers died in an attack on a post near Gao on Sunday, the government announced.

Residents told of gunmen on motorcycles, and of vehicles in flames. The army has sent more men to the area."""
    assert matched(WIRE, other) is None


def test_a_text_of_a_few_words_is_never_a_copy() -> None:
    assert fingerprint(report("Nine soldiers were killed near Gao on Sunday.")) is None


def test_a_report_is_no_copy_of_itself() -> None:
    copies = Copies()
    _, own = copies.match(report())
    assert own
    copies.add(own)
    assert copies.match(report())[0] is None


def test_memory_is_bounded_and_the_oldest_goes_first() -> None:
    copies = Copies(room=5)
    for n in range(40):
        words = " ".join(f"word{n}x{m}" for m in range(40))
        one = fingerprint(report(f"Fighters {words} attacked the town."))
        assert one
        copies.add(one)
    assert len(copies) == 5
    assert len(copies._bands) <= 5 * 25


def test_sentences_stand_where_they_say() -> None:
    told = report("BAMAKO (AFP) - " + WIRE)
    for sentence in sentences_of(told):
        assert tuple(told.text[a:b].lower() for a, b in sentence.places) == sentence.words
    assert sentences_of(told)[0].words[:3] == ("at", "least", "nine")
