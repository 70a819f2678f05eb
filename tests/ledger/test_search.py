"""Searching the texts, on both stores: what is found, in what order, and what no input can break."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql

from marsad.ledger import BadSearch, Ledger, RecordRefused, ReportFilter
from marsad.ledger.fulltext.folding import placed_words, words
from marsad.model.record import ReportRecord
from marsad.model.report import Basis, Published, Report

from . import factory
from .test_migrations import older

TEXTS = {
    "aleppo": "Air strikes on Aleppo\nTwo air strikes hit a hospital in Aleppo's al-Sakhour district.",
    "market": "Market closed\nThe air was clear when strikes by workers closed a market of Aleppo.",
    "arabic": "قصف على حلب\nقُتل سبعة مدنيين في قصف على حيّ الصاخور في مدينة حلب، وفق مصادر طبّية.",
    "russian": "Обстрел Харькова\nВ результате обстрела ЙОЛКИНА погибли трое жителей Харькова.",
    "turkish": "Diyarbakır\nDiyarbakır'da çatışma: üç kişi öldü, Şırnak yolu kapandı.",
    "burmese": "မြန်မာ\nစစ်ကောင်စီတပ်က ရွာကို လက်နက်ကြီးဖြင့် ပစ်ခတ်ခဲ့သည်။",
    "hindi": "बस्तर\nबस्तर में मुठभेड़ में तीन लोग मारे गए।",
}


def report(name: str, text: str, **facts: object) -> ReportRecord:
    id_ = "r" + hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:20]
    told = Report(id=id_, source=f"{name}.txt", text=text, name=name, title=text.split("\n", 1)[0], **facts)  # type: ignore[arg-type]
    return ReportRecord(told, factory.READER)


@pytest.fixture
def stocked(ledger: Ledger) -> Ledger:
    for name, text in TEXTS.items():
        ledger.add(report(name, text))
    return ledger


def names(ledger: Ledger, typed: str, asked: ReportFilter = ReportFilter()) -> set[str | None]:  # noqa: B008
    return {found.report.name for found in ledger.search(typed, asked)}


def test_questions_find_the_same_on_both_stores(stocked: Ledger) -> None:
    expected = {
        "aleppo": {"aleppo", "market"},
        "ALEPPO strikes": {"aleppo", "market"},
        '"air strikes"': {"aleppo"},
        "“air strikes”": {"aleppo"},
        "strikes -hospital": {"market"},
        'aleppo -"air strikes"': {"market"},
        "hospital OR market": {"aleppo", "market"},
        "aleppo hospital OR market": {"aleppo", "market"},
        "aleppo hospital OR church": {"aleppo"},
        "hosp*": {"aleppo"},
        "hosp": set(),
        '"al-sakh"*': {"aleppo"},
        "sakhour": {"aleppo"},
        "al-Sakhour": {"aleppo"},
        "حلب": {"arabic"},
        "حي": {"arabic"},
        "قتل": {"arabic"},
        "طبية": {"arabic"},
        "ХАРЬКОВА": {"russian"},
        "иолкина": {"russian"},
        "харьк*": {"russian"},
        "diyarbakir": {"turkish"},
        "SIRNAK catisma": {"turkish"},
        "Diyarbakır AND oldu": {"turkish"},
        "လက်နက်ကြီး": {"burmese"},
        "मुठभेड़": {"hindi"},
        "बस्तर": {"hindi"},
    }
    assert {typed: names(stocked, typed) for typed in expected} == expected


def test_title_and_text_answer_together_but_no_phrase_goes_on_from_one_to_the_other(ledger: Ledger) -> None:
    told = factory.report_of("The ferry was shelled.", title="Two sailors drowned", name="ferry")
    ledger.add(ReportRecord(told, factory.READER))
    assert names(ledger, "drowned ferry") == {"ferry"}
    assert names(ledger, '"sailors drowned"') == {"ferry"}
    assert names(ledger, '"drowned the ferry"') == set()


def test_a_word_of_the_title_weighs_more(ledger: Ledger) -> None:
    filler = "Talks went on in the capital for one more day without any result. " * 3
    ledger.add(report("text", f"Talks\n{filler}A convoy was seen. {filler}"))
    ledger.add(report("title", f"Convoy\n{filler}Nothing was seen. {filler}"))
    ledger.add(report("neither", f"Talks\n{filler}"))
    assert [found.report.name for found in ledger.search("convoy")] == ["title", "text"]


def test_filters_are_of_reports_and_their_publication(ledger: Ledger) -> None:
    for n, (outlet, day) in enumerate({"River Post": date(2016, 11, 6), "Mill": date(2017, 3, 1)}.items()):
        published = Published(day, day, Basis.GIVEN)
        ledger.add(report(outlet, f"Convoy\nnumber {n}", outlet=outlet, published=published, language="en"))
    ledger.add(report("unknown", "Convoy\nwithout a day", language="fr"))
    assert names(ledger, "convoy") == {"River Post", "Mill", "unknown"}
    assert names(ledger, "convoy", ReportFilter(outlet="river")) == {"River Post"}
    assert names(ledger, "convoy", ReportFilter(start=date(2016, 11, 7))) == {"Mill"}
    assert names(ledger, "convoy", ReportFilter(end=date(2016, 11, 6))) == {"River Post"}
    assert names(ledger, "convoy", ReportFilter(language="FR")) == {"unknown"}
    assert len(ledger.search("convoy", limit=2)) == 2


def test_the_snippet_stands_in_the_text_and_shows_the_hits(stocked: Ledger) -> None:
    long = "Nothing to see. " * 60 + "Then shells fell on Qāmishlī again. " + "Nothing to see. " * 60
    stocked.add(report("long", long))
    for typed, hit in {"qamishli": "Qāmishlī", "shell*": "shells", '"on qamishli"': "on Qāmishlī"}.items():
        (found,) = stocked.search(typed)
        told = found.snippet
        assert long[told.span.start : told.span.end] == told.span.text
        assert [h.text for h in told.hits] == [hit]
        assert len(told.span.text) <= 260
    (found,) = stocked.search("طبية")
    assert [h.text for h in found.snippet.hits] == ["طبّية"]
    (found,) = stocked.search("harkov OR обстрел")
    assert [h.text for h in found.title_hits] == ["Обстрел"]


def test_the_newest_reading_counts_and_a_text_is_indexed_once(ledger: Ledger) -> None:
    old = report("old", "Convoy\nThe convoy reached the crossing.")
    ledger.add(old)
    ledger.add(replace(old, reader="second reader"))
    menu = replace(old.report, text="Convoy\nHelp reached the crossing.", title=None)
    assert names(ledger, "convoy") == {"old"}
    with ledger.engine.connect() as connection:
        assert connection.execute(sql("SELECT count(*) FROM search_words")).scalar() == 1
    ledger.add(replace(old, report=menu, reader="third reader"))
    assert len(ledger.search("crossing")) == 1
    assert names(ledger, '"convoy reached"') == set()


def test_what_is_refused_is_not_indexed(ledger: Ledger) -> None:
    record = factory.clash()
    absurd = replace(record.events[0], seized=(replace(record.events[0].seized[0], count=10**30),))
    with pytest.raises(RecordRefused):
        ledger.add(replace(record, events=(absurd,)))
    assert ledger.search("clashes") == []
    ledger.add(record)
    assert len(ledger.search("clashes")) == 1


@pytest.mark.parametrize(
    "typed", ["", "  ", '""', "-", "***", "OR", "AND OR", "-convoy", '-"a convoy"', "؟ !"]
)
def test_a_question_without_a_word_is_refused(ledger: Ledger, typed: str) -> None:
    with pytest.raises(BadSearch, match="no word to search for"):
        ledger.search(typed)


def test_a_question_of_too_many_words_is_refused(ledger: Ledger) -> None:
    with pytest.raises(BadSearch, match="more than 64 words"):
        ledger.search("convoy " * 65)
    assert ledger.search("convoy " * 64) == []


SIGNS = "\" ' * - ( ) ^ \\ <-> & | ! :* % ; { + title: NEAR( OR AND NOT"
ODD = 'a -a a* a:* "a convoy حلب \0 \ud800 ﷺ ½ İ ß'
PIECES = st.lists(st.sampled_from([*SIGNS.split(), *ODD.split(" ")]), max_size=30)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.one_of(st.text(max_size=60), PIECES.map("".join), PIECES.map(" ".join)))
@example("a' OR 1=1; DROP TABLE search_words; --")
@example("x" * 5000)
@example("'\\' <-> convoy:*")
def test_no_input_is_an_error_of_the_store(stocked: Ledger, typed: str) -> None:
    try:
        found = stocked.search(typed)
    except BadSearch:
        return
    assert all(f.report.name in TEXTS for f in found)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
@example("\0\ud800 word \ufdd0 ﷺ")
def test_every_text_is_found_by_each_of_its_words(ledger: Ledger, text: str) -> None:
    record = report("any", text)
    ledger.add(record)
    for word in words(text)[:5]:
        assert record.report.id in {found.report.id for found in ledger.search(f'"{word}"')}


@given(text=st.text(max_size=200))
def test_placed_words_are_the_words(text: str) -> None:
    placed = list(placed_words(text))
    assert [word.text for word in placed] == words(text)
    assert all(words(text[w.start : w.end]) for w in placed)


def large(distinct: Iterable[str]) -> str:
    return "Large\n" + " ".join(distinct)


def test_texts_that_are_too_large_for_an_index_are_kept(ledger: Ledger) -> None:
    ledger.add(report("distinct", large(f"w{n:06d}x{'y' * 40}" for n in range(30_000))))
    ledger.add(report("repeated", large("shell" for _ in range(20_000)) + " ends"))
    ledger.add(report("long", large(["z" * 100_000])))
    assert names(ledger, "w0000*") == {"distinct"}
    assert names(ledger, "shell ends") == {"repeated"}
    assert names(ledger, "z" * 100_000) == {"long"}


def test_the_migration_indexes_what_is_stored(place: str, tmp_path: Path) -> None:
    told = [report(name, text) for name, text in TEXTS.items()]
    older(place, "0003", tmp_path, [*told, report("reread", TEXTS["aleppo"])])
    with Ledger.open(place) as ledger:
        assert names(ledger, "حلب") == {"arabic"}
        assert names(ledger, "sakhour") == {"aleppo"}
        with ledger.engine.connect() as connection:
            assert connection.execute(sql("SELECT count(*) FROM search_words")).scalar() == len(TEXTS)


def test_the_index_is_smaller_than_the_text(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    story = " ".join(f"Shells fell on quarter {n % 97} of the town, {n} people fled." for n in range(400))
    with Ledger.open(path) as ledger:
        for n in range(20):
            ledger.add(report(f"r{n}", f"Report {n}\n{story} {n}"))
    with sqlite3.connect(path) as connection:
        index = "SELECT sum(length(block)) FROM search_words_data"
        held = "SELECT sum(length(text)) FROM text"
        assert connection.execute(index).fetchone()[0] < connection.execute(held).fetchone()[0]
