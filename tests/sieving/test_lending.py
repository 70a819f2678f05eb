"""A copy has the record that its own words bear out."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import timedelta
from typing import Any

import pytest

from marsad.model.record import ReportRecord
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.pipeline import Pipeline
from marsad.sieving import lend

from .reports import DAY, WIRE, report


@pytest.fixture(scope="module")
def read() -> ReportRecord:
    return Pipeline.open().read(report())


def spans(value: Any) -> list[Span]:
    if isinstance(value, Span):
        return [value]
    if isinstance(value, tuple):
        return [s for v in value for s in spans(v)]
    if is_dataclass(value) and not isinstance(value, type | Report):
        return [s for f in fields(value) for s in spans(getattr(value, f.name))]
    return []


def whole(record: ReportRecord) -> ReportRecord:
    """The record, after a look at its evidence."""
    for span in spans(record):
        assert record.report.text[span.start : span.end] == span.text
    assert len({e.id for e in record.events}) == len(record.events)
    return record


def told(record: ReportRecord) -> list[object]:
    return [(e.sub_type, e.when, e.where, [s.text for s in e.evidence], [h.quantity.best for h in e.harm])
            for e in record.events]  # fmt: skip


def test_the_same_text_has_the_same_record_under_its_own_name(read: ReportRecord) -> None:
    copy = report(outlet="Lake Times")
    lent = whole(lend(read, copy))
    assert read.events and told(lent) == told(read)
    assert lent.report == copy and lent.copy_of == read.report.id and lent.reader == read.reader
    assert not {e.id for e in lent.events} & {e.id for e in read.events}
    assert lent.actors == read.actors and lent.places == read.places


def test_evidence_stands_at_its_place_in_the_copy(read: ReportRecord) -> None:
    copy = report("Nine dead in the north\n\nGAO (AFP) - " + WIRE.replace("\n\n", "\n"), outlet="Lake Times")
    assert told(whole(lend(read, copy))) == told(read)


def test_what_a_copy_leaves_out_is_not_its_record(read: ReportRecord) -> None:
    last = WIRE.rsplit("\n\n", 3)[1:]
    lent = whole(lend(read, report("\n\n".join(last), outlet="Lake Times")))
    assert not any("killed" in s.text for e in lent.events for s in e.evidence)
    assert len(lent.events) < len(read.events)


def test_days_are_those_of_the_first_printing(read: ReportRecord) -> None:
    lent = lend(read, report(outlet="Lake Times", day=DAY + timedelta(days=2)))
    assert [e.when for e in lent.events] == [e.when for e in read.events]
    assert lent.report.published and lent.report.published.day == DAY + timedelta(days=2)


def test_a_copy_of_a_copy_names_what_was_read(read: ReportRecord) -> None:
    lent = lend(read, report(outlet="Lake Times"))
    assert lend(lent, report(outlet="Hill Gazette")).copy_of == read.report.id


def test_the_record_says_whose_copy_it_is(read: ReportRecord) -> None:
    assert lend(read, report(outlet="Lake Times")).to_json()["copy_of"] == read.report.id
    assert "copy_of" not in read.to_json()
