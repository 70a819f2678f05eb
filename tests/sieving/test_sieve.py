"""What is read, and what is dropped for which reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.sieving import Copies, Copy, Dropped, Reason, Sieve, Sifter

from .reports import report

MENU = "\n".join(
    ["Home", "World", "Sport", "Weather", "Sign in", "Contact us", "Our apps", "Terms of use"] * 4
)


@pytest.fixture(scope="module")
def sieve() -> Sieve:
    return Sieve.open()


def test_a_report_of_a_war_is_read(sieve: Sieve) -> None:
    verdict = sieve.judge(report())
    assert verdict.reason is None and verdict.score is not None and verdict.score >= sieve.topic.limit


def test_another_language_is_dropped_and_an_unknown_one_is_not(sieve: Sieve) -> None:
    assert sieve.judge(replace(report(), language="fr")).reason is Reason.LANGUAGE
    assert sieve.judge(replace(report(), language=None)).reason is None


def test_a_flash_of_one_sentence_is_read(sieve: Sieve) -> None:
    assert (
        sieve.judge(report("35 soldiers wounded in a rocket attack on the barracks in the north.")).reason
        is None
    )


def test_fewer_words_than_a_sentence_are_dropped(sieve: Sieve) -> None:
    assert sieve.judge(report("Bomb kills nine.")).reason is Reason.LENGTH


def test_a_page_of_menus_is_dropped(sieve: Sieve) -> None:
    page = replace(report(), text=MENU, removed=(), title=None, title_span=None)
    assert sieve.judge(page).reason is Reason.BOILERPLATE


def test_other_news_is_dropped_with_its_score(sieve: Sieve) -> None:
    text = "The orchestra opened its season with two symphonies, and the audience stood to applaud them."
    verdict = sieve.judge(report(text))
    assert (
        verdict.reason is Reason.SUBJECT and verdict.score is not None and verdict.score < sieve.topic.limit
    )


def test_a_pass_reads_one_of_several_printings(sieve: Sieve) -> None:
    sifter = Sifter(sieve)
    first, second = report(), report(outlet="Lake Times")
    cooking = report(
        "Peel the apples, cut them into slices and simmer them with sugar for a quarter of an hour."
    )
    became = list(sifter.all([first, cooking, second]))
    assert became[0] is first
    assert isinstance(became[1], Dropped) and became[1].reason is Reason.SUBJECT
    assert became[2] == Copy(second, first.id, same=True)


def test_two_parts_of_a_pass_can_be_put_together(sieve: Sieve) -> None:
    here, there = Copies(), Copies()
    Sifter(sieve, here).sift(report())
    there.merge(here)
    assert isinstance(Sifter(sieve, there).sift(report(outlet="Lake Times")), Copy)
