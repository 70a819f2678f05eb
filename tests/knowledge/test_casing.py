"""Reports without case get the capitals that names and sentences have, character for character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.intake import IntakeOptions, read_sources
from marsad.knowledge.actors import Registry
from marsad.knowledge.casing import cased, without_case
from marsad.model.report import Report
from marsad.pipeline import Pipeline

WRITTEN = (
    "Guerrillas of the Farabundo Marti National Liberation Front (FMLN) ambushed a patrol of the Salvadoran"
    " Army near San Miguel on 27 March. The U.S. Embassy said that Colonel Ramiro Quezada was wounded. The"
    " patrol returned fire."
)


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


@pytest.mark.parametrize("given_text", [WRITTEN.lower(), WRITTEN.upper()])
def test_names_and_openings_get_capitals(given_text: str, registry: Registry) -> None:
    assert cased(given_text, registry) == WRITTEN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (WRITTEN, False),
        (WRITTEN.lower(), True),
        (WRITTEN.upper(), True),
        ("short text", False),
        ("这里没有大小写" * 20, False),
    ],
)
def test_which_texts_have_no_case(text: str, expected: bool) -> None:
    assert without_case(text) is expected


def test_a_name_that_ends_inside_a_word_loses_no_letter(registry: Registry) -> None:
    text = "the presidential guards in lima said that a bomb had wounded three children"
    assert cased(text, registry).lower() == text


@given(st.text())
def test_length_stays(registry: Registry, text: str) -> None:
    assert len(cased(text, registry)) == len(text)


def test_the_record_quotes_the_text_as_it_is(pipeline: Pipeline, tmp_path: object) -> None:
    source = tmp_path / "wire.txt"  # type: ignore[operator]
    source.write_text(WRITTEN.lower(), encoding="utf-8")
    (report,) = read_sources([str(source)], IntakeOptions())
    assert isinstance(report, Report)
    record = pipeline.read(report)
    spans = [s for a in record.actors for s in a.mentions] + [s for e in record.events for s in e.evidence]
    assert spans
    assert all(report.text[s.start : s.end] == s.text for s in spans)
    assert "FMLN" in {a.name for a in record.actors}
