"""Every record keeps the contract: its schema, its offsets, its references, the same ids every time."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import hypothesis
import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.intake import IntakeOptions, read_sources
from marsad.model.record import CONTRACT
from marsad.model.report import Report
from marsad.pipeline import Pipeline

from .records import REPORTS, Told, dangling, report_of, shared, spans

SCHEMA = shared() / "contract" / "report.schema.json"


@pytest.fixture(scope="session")
def contract() -> jsonschema.Draft202012Validator:
    if not SCHEMA.is_file():
        pytest.skip(f"the contract is not at {SCHEMA}; MARSAD_SHARED names the folder that holds it")
    return jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def examples() -> list[Report]:
    return [r for r in read_sources([str(REPORTS)], IntakeOptions()) if isinstance(r, Report)]


EXAMPLES = examples()


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda r: r.name)
def example(request: pytest.FixtureRequest, pipeline: Pipeline) -> tuple[Report, dict[str, Any]]:
    return request.param, pipeline.read(request.param).to_json()


def complaints(contract: jsonschema.Draft202012Validator, record: dict[str, Any]) -> list[str]:
    return [f"{list(e.absolute_path)}: {e.message[:200]}" for e in contract.iter_errors(record)]


def check(record: dict[str, Any]) -> None:
    """What holds for any record, whatever was read."""
    assert record["contract"] == CONTRACT
    text = record["report"]["text"]
    for words, start, end in spans(record):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == words
    assert list(dangling(record)) == []
    for kind in ("actors", "places", "events"):
        ids = [x["id"] for x in record[kind]]
        assert len(ids) == len(set(ids)), f"{kind} listed twice"
    for event in record["events"]:
        assert event["evidence"]
        start, end = event["when"]["start"], event["when"]["end"]
        assert (start is None) == (end is None)
        assert start is None or date.fromisoformat(start) <= date.fromisoformat(end)
        assert (event["when"]["precision"] == "unknown") == (start is None)
        for h in event["harm"]:
            assert h["low"] is None or h["low"] >= 0
            assert None in (h["low"], h["high"]) or h["low"] <= h["high"]
    for statement in record["control"]:
        assert statement["evidence"]
        assert None in (statement["from"], statement["to"]) or statement["from"] <= statement["to"]
    for place in record["places"]:
        assert (place["lat"] is None) == (place["lon"] is None)
        assert place["lat"] is None or (-90 <= place["lat"] <= 90 and -180 <= place["lon"] <= 180)
        assert place["mentions"], f"{place['id']} is mentioned nowhere"
    assert json.loads(json.dumps(record, ensure_ascii=False, allow_nan=False)) == record


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 8


def test_an_example_keeps_the_schema(
    example: tuple[Report, dict[str, Any]], contract: jsonschema.Draft202012Validator
) -> None:
    assert complaints(contract, example[1]) == []


def test_an_example_keeps_offsets_and_references(example: tuple[Report, dict[str, Any]]) -> None:
    check(example[1])


def test_an_example_reads_the_same_twice(example: tuple[Report, dict[str, Any]], pipeline: Pipeline) -> None:
    report, record = example
    assert pipeline.read(report).to_json() == record


def test_ids_do_not_hang_on_the_path(pipeline: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = next(p for p in sorted(REPORTS.glob("*.txt")))
    copy = tmp_path_factory.mktemp("elsewhere") / "other-name.txt"
    copy.write_bytes(path.read_bytes())
    ids = []
    for source in (path, copy):
        [report] = [r for r in read_sources([str(source)], IntakeOptions()) if isinstance(r, Report)]
        record = pipeline.read(report)
        ids.append([report.id, *(e.id for e in record.events)])
    assert ids[0] == ids[1]


def test_order_of_reading_does_not_matter(pipeline: Pipeline) -> None:
    forwards = {r.id: pipeline.read(r).to_json() for r in EXAMPLES[:4]}
    backwards = {r.id: pipeline.read(r).to_json() for r in reversed(EXAMPLES[:4])}
    assert forwards == backwards


# ---------------------------------------------------------------- reports put together from parts

WHO = (
    "M23 rebels", "The Syrian army", "Boko Haram", "gunmen", "Russian forces", "al-Shabaab fighters", "they",
    "the group", "A drone", "Israeli jets", "the ELN", "residents", "police", "two men",
    "The Houthis", "Nobody",
)  # fmt: skip
DID = (
    "attacked", "shelled", "killed", "did not attack", "captured", "threatened to storm", "withdrew from",
    "clashed with", "accused", "bombed", "were killed by", "denied attacking", "besieged",
    "will attack", "said",
    "abducted", "fired rockets at", "handed over",
)  # fmt: skip
WHOM = (
    "a village near Goma", "at least seven soldiers", "rebels in Idlib", "the town",
    "dozens of people", "Kharkiv",
    "the army", "three checkpoints", "70 to 80 civilians", "an army base in Gao",
    "the opposition-held city of Taiz",
    "12 people, including four children,", "", "el-Fasher", "the latter",
)  # fmt: skip
WHEN = ("on Sunday", "", "yesterday", "in April 2015", "since 2013", "on 30 February", "last week", "at dawn")
END = (".", ",", "?", "…", "”", ". “", ";", "\n\n", " and", " after", ", who", " (AFP)", ".\r\n")


@st.composite
def sentences(draw: st.DrawFn) -> str:
    parts = [draw(st.sampled_from(p)) for p in (WHO, DID, WHOM, WHEN)]
    return " ".join(p for p in parts if p) + draw(st.sampled_from(END))


REPORT_TEXTS = st.lists(sentences(), min_size=1, max_size=6).map(" ".join)
DATES = st.none() | st.dates(date(1990, 1, 1), date(2030, 12, 31))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=REPORT_TEXTS, published=DATES, title=st.none() | st.sampled_from(["Dozens killed in Idlib", "News"])
)
@hypothesis.example(text="Gunmen accused a village near Goma on Sunday. " * 2, published=None, title=None)
def test_any_report_keeps_the_contract(
    text: str, published: date | None, title: str | None, pipeline: Pipeline
) -> None:
    report = report_of(text, published, title)
    told = Told.by(pipeline.read(report))
    check(told.json)
    assert Told.by(pipeline.read(report)).json == told.json


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=REPORT_TEXTS, published=DATES)
def test_any_report_keeps_the_schema(
    text: str, published: date | None, pipeline: Pipeline, contract: jsonschema.Draft202012Validator
) -> None:
    assert complaints(contract, pipeline.read(report_of(text, published)).to_json()) == []
