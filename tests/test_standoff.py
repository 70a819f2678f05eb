"""The corpus: annotations apart from their texts, put together again without loss, and kept apart by part."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .records import ROOT, loaded, shared

CORPUS = ROOT / "training" / "corpus"
PARTS = ("dev", "test", "train")
RUN = 30
"""Words in a row that no article of one part may share with one of the other."""


standoff = loaded(ROOT / "training" / "standoff.py")

TEXT = (
    "Rebels attacked the village of Kashuga on Sunday, killing at least seven soldiers and "
    "wounding many others, "
    "the army said. A spokesman for the movement, who asked not to be named, denied that it had lost any men."
)
LONG = TEXT[:107]
RECORD = {
    "id": "kashuga",
    "published": "2023-03-03",
    "events": [
        {
            "n": 1,
            "main": True,
            "place": {"name": "Kashuga", "lat": -1.1, "lon": 28.9},
            "killed": [{"who": "FARDC", "low": 7, "high": None, "as_written": "at least seven soldiers"}],
            "evidence": [LONG, "the army said"],
            "said_by": ["A spokesman for the movement, who asked not to be named"],
        }
    ],
    "control": [],
}


def test_a_record_comes_back_as_it_was() -> None:
    stored = standoff.to_standoff(RECORD, TEXT)
    assert standoff.from_standoff(json.loads(json.dumps(stored)), TEXT) == RECORD


def test_long_quotations_are_stored_as_offsets() -> None:
    stored = standoff.to_standoff(RECORD, TEXT)
    [event] = stored["events"]
    assert event["evidence"] == [[0, 107], "the army said"]
    assert event["killed"][0]["as_written"] == "at least seven soldiers"
    assert LONG not in json.dumps(stored)


def test_a_quotation_that_is_not_in_the_text_is_refused() -> None:
    record = {**RECORD, "events": [{"evidence": ["Rebels attacked nobody"]}]}
    with pytest.raises(ValueError, match="kashuga: not in the text"):
        standoff.to_standoff(record, TEXT)


def test_words_that_stand_twice_are_told_apart_by_their_context() -> None:
    event = {
        "triggers": [["attacked", "Rebels attacked the village"]],
        "actors": [{"name": "x", "side": "a", "as_written": [["A", "A spokesman for"], "Rebels"]}],
        "date": {"as_written": ["the", "for the movement"]},
    }
    stored = standoff.to_standoff(
        {"id": "k", "events": [event], "not_events": [["denied", "denied that", "talk"]]}, TEXT
    )
    [kept] = stored["events"]
    assert kept["triggers"] == [[7, 15]]
    assert kept["actors"][0]["as_written"] == [
        [TEXT.index("A spokesman"), TEXT.index("A spokesman") + 1],
        "Rebels",
    ]
    assert TEXT[slice(*kept["date"]["as_written"])] == "the"
    assert stored["not_events"] == [
        {"words": [TEXT.index("denied"), TEXT.index("denied") + 6], "why": "talk"}
    ]


def test_a_context_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="not once in the text"):
        standoff.to_standoff({"id": "k", "events": [{"triggers": [["the", "the"]]}]}, TEXT)


def test_the_record_itself_is_not_changed() -> None:
    before = json.dumps(RECORD)
    standoff.to_standoff(RECORD, TEXT)
    assert json.dumps(RECORD) == before


@given(st.data())
def test_any_quotations_come_back(data: st.DataObject) -> None:
    text = data.draw(st.text(min_size=1, max_size=200))
    cuts = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    quotes = [text[a : a + n] for a, n in data.draw(st.lists(cuts, max_size=5))]
    record = {"id": "x", "events": [{"evidence": quotes, "killed": [{"as_written": q} for q in quotes]}]}
    assert standoff.from_standoff(standoff.to_standoff(record, text), text) == record


def test_an_article_as_a_line_for_the_reader() -> None:
    line = json.loads(standoff.Article("a1", TEXT, "Title", None, "2023-03-03").to_line())
    assert line == {"id": "a1", "title": "Title", "text": TEXT, "published": "2023-03-03"}


# ---------------------------------------------------------------- the stored records


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The text of every article of the corpora by id."""
    data = shared() / "data"
    if not data.is_dir():
        pytest.skip(f"the corpora are not at {data}; MARSAD_SHARED names the folder that holds them")
    return {a.id: a.text for a in standoff.articles(data)}


def stored(part: str) -> dict[str, dict[str, Any]]:
    return {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in sorted((CORPUS / part).glob("*.json"))}


def quoted(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Every quotation of a record with its field: a string, or the two offsets of a longer one."""
    if isinstance(value, dict):
        for k, inner in value.items():
            yield from quoted(inner, k)
    elif isinstance(value, list) and len(value) == 2 and all(isinstance(v, int) for v in value):
        yield key, value
    elif isinstance(value, list):
        for inner in value:
            yield from quoted(inner, key)
    elif isinstance(value, str):
        yield key, value


@pytest.mark.parametrize("part", PARTS)
def test_there_are_records(part: str) -> None:
    assert len(stored(part)) >= 40


def test_no_record_is_in_two_parts() -> None:
    names = [name for part in PARTS for name in stored(part)]
    assert len(names) == len(set(names))


# What these tests say when they fail names the record and no word of it: nobody should read the test part.


@pytest.mark.parametrize("part", PARTS)
def test_every_record_points_to_an_article_and_its_words(part: str, texts: dict[str, str]) -> None:
    faults = []
    for name, record in stored(part).items():
        if record["id"] != name or name not in texts:
            faults.append(f"{name}: no such article")
            continue
        faults += [
            f"{name}: {key}" for key, value in quoted(record) if not stands_in(texts[name], key, value)
        ]
    assert faults == []


def stands_in(text: str, key: str, value: Any) -> bool:
    if isinstance(value, list):
        start, end = value
        return 0 <= start < end <= len(text) and bool(text[start:end].strip())
    return key not in {"as_written", "evidence"} or value in text


@pytest.mark.parametrize("part", PARTS)
def test_every_record_goes_back_to_the_same_offsets(part: str, texts: dict[str, str]) -> None:
    changed = []
    for name, record in stored(part).items():
        whole = standoff.from_standoff(record, texts[name])
        if standoff.from_standoff(standoff.to_standoff(whole, texts[name]), texts[name]) != whole:
            changed.append(name)
    assert changed == []


@pytest.mark.parametrize("part", PARTS)
def test_no_text_is_stored(part: str) -> None:
    """What stands in the project is short: names and figures, no sentences."""
    long = [
        f"{name}: {key}"
        for name, record in stored(part).items()
        for key, value in quoted(record)
        if key in {"as_written", "evidence"} and isinstance(value, str) and len(value) > standoff.SHORT
    ]
    assert long == []


def runs(text: str) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


@pytest.mark.parametrize("part", ["dev", "train"])
def test_test_articles_share_no_run_of_words_with_others(part: str, texts: dict[str, str]) -> None:
    others = {run: name for name in stored(part) for run in runs(texts[name])}
    shared_runs = {
        (name, others[run]) for name in stored("test") for run in runs(texts[name]) if run in others
    }
    assert shared_runs == set()


# ---------------------------------------------------------------- the project's own reports


def test_own_records_quote_their_texts() -> None:
    faults = [
        f"{name}: {key} {value!r}"
        for name, record in (stored("own") | stored("afield")).items()
        if "text" in record
        for key, value in quoted({k: v for k, v in record.items() if k != "text"})
        if not stands_in(record["text"], key, value)
    ]
    assert faults == []


def test_own_reports_share_no_run_of_words_with_test_articles(texts: dict[str, str]) -> None:
    taken = {run for name in stored("test") for run in runs(texts[name])}
    assert [name for name, record in stored("own").items() if runs(record["text"]) & taken] == []


def test_second_records_are_of_articles_that_have_a_first() -> None:
    assert set(stored("second")) <= set(stored("train"))


def test_articles_that_measure_the_network_are_of_the_training_part() -> None:
    held = (CORPUS / "held.txt").read_text(encoding="utf-8").split()
    assert set(held) <= set(stored("train"))
