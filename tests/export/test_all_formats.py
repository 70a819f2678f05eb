"""What holds for every format: cells lead back or have a rule, losses are counted, nothing is half done."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.export import trace
from marsad.export.errors import AlreadyThere, NotWritable, TraceError
from marsad.export.form import Format
from marsad.export.formats import FORMATS
from marsad.export.text import CsvWriter, harmless
from marsad.export.trace import look_up
from marsad.export.unit import Unit
from marsad.export.write import Request, export
from marsad.knowledge.actors import Registry
from marsad.model.event import Claim
from marsad.model.reading import Stance, Status
from marsad.model.record import ReportRecord
from marsad.model.report import Report

from ..ledger.factory import clash, quote, strike
from ..ledger.strategies import records
from ..records import ROOT
from .conftest import Export
from .ledgers import event_of, harm_of, incident_of, plain, record_of, second_report

PARTS = ("", ".loss.md", ".trace.jsonl")
FLAT = [f.name for f in FORMATS.values() if f.writer is CsvWriter]


@pytest.fixture(params=sorted(FORMATS))
def form(request: pytest.FixtureRequest) -> str:
    if request.param == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    return str(request.param)


# ------------------------------------------------------------------ trace


def _untraced(line: dict[str, Any]) -> list[str]:
    """Columns whose cell holds something and leads nowhere."""
    return [
        name
        for name, cell in line["cells"].items()
        if cell.get("value") not in (None, "", [], {}) and not cell["from"] and not cell.get("rule")
    ]


def test_every_cell_leads_to_words_or_has_a_rule(exported: Export, form: str) -> None:
    told = [incident_of(clash(), second_report()), strike(), plain("Clashes broke out.")]
    head, *lines = exported(form, *told).trace
    assert head["rows"] == len(lines) > 0
    assert not [column for line in lines for column in _untraced(line)]
    for line in lines:
        for cell in line["cells"].values():
            assert all(0 <= n < len(line["origins"]) for n in cell["from"])


def test_every_span_of_a_trace_stands_in_its_report(exported: Export, form: str) -> None:
    reports = {r.report.id: r.report.text for r in (clash(), second_report(), strike())}
    _, *lines = exported(form, incident_of(clash(), second_report()), strike()).trace
    origins = [o for line in lines for o in line["origins"]]
    assert any(o["words"] for o in origins)
    for origin in origins:
        assert origin["report"] in reports
        assert origin["reader"] == "test reader 1"
        if origin["words"] is not None:
            assert reports[origin["report"]][origin["start"] : origin["end"]] == origin["words"]


@pytest.mark.parametrize("form", FLAT)
def test_the_trace_has_the_cells_of_the_file(exported: Export, form: str) -> None:
    done = exported(form, incident_of(clash(), second_report()), strike())
    skipped = 1 if form == "hxl" else 0
    for row, line in zip(done.csv[skipped:], done.trace[1:], strict=True):
        for name, text in row.items():
            value = line["cells"].get(name, {}).get("value")
            assert text == ("" if value is None else str(value)), name


def test_a_figure_leads_to_the_words_of_every_source(exported: Export) -> None:
    done = exported("acled", incident_of(clash(), second_report()))
    found = look_up(done.file, 1, "fatalities")
    assert found.cell.value == 7
    assert found.cell.rule == "the lowest figure that stands: ACLED"
    assert [(o.outlet, o.span and o.span.text) for o in found.cell.origins] == [
        ("Rih News", "At least seven militants"),
        ("Duma Post", "At least nine fighters"),
    ]


def test_a_decision_of_a_reviewer_is_named(exported: Export) -> None:
    incident = incident_of(clash())
    decided = tuple(
        replace(r, decided={"killed": "d123", "type": "d1", "actors": "d2", "": "d0"}) for r in incident.rows
    )
    done = exported("acled", replace(incident, rows=decided))
    assert [o.decision for o in look_up(done.file, 1, "fatalities").cell.origins] == ["d123"]
    for column, decision in (("event_type", "d1"), ("actor1", "d2"), ("event_date", "d0")):
        assert {o.decision for o in look_up(done.file, 1, column).cell.origins} == {decision}, column


def test_an_empty_cell_says_why(exported: Export) -> None:
    done = exported("acled", plain("Clashes broke out."))
    assert "third level of areas" in (look_up(done.file, 1, "admin3").cell.rule or "")
    assert "no further party" in (look_up(done.file, 1, "ASSOC_ACTOR_1").cell.rule or "")


def test_questions_that_a_trace_cannot_answer(exported: Export) -> None:
    done = exported("acled", clash(), strike())
    file = done.file
    for row, column, said in (
        (3, "year", "holds rows 1 to 2; there is no 3"),
        (0, "year", "there is no 0"),
        (1, "fatalites", "did you mean fatalities"),
        (1, "zzzz", "columns are: event_id_cnty"),
    ):
        with pytest.raises(TraceError, match=said):
            look_up(file, row, column)
    with pytest.raises(TraceError, match="is not there"):
        look_up(file.with_name("other.csv"), 1, "year")
    file.write_bytes(file.read_bytes() + b"\r\n")
    with pytest.raises(TraceError, match="has changed since it was exported"):
        look_up(file, 1, "year")
    trace.path_of(file).write_text("{", "utf-8")
    with pytest.raises(TraceError, match="is damaged"):
        look_up(file, 1, "year")
    trace.path_of(file).unlink()
    with pytest.raises(TraceError, match="is missing"):
        look_up(file, 1, "year")


# ------------------------------------------------------------------ loss


def test_the_loss_report_counts_this_export(exported: Export, form: str) -> None:
    threat = plain("They will storm it.", status=Status.THREATENED)
    done = exported(form, incident_of(clash(), second_report()), strike(), threat, statements=2)
    assert "| incidents asked for | 3 |" in done.loss
    assert f"| incidents written | {done.losses.written} |" in done.loss
    assert f"| incidents left out | {3 - done.losses.written} |" in done.loss
    assert "2 statements" in done.loss
    for column in FORMATS[form].columns:
        if column.always_empty:
            assert f"- `{column.name}`: {column.always_empty}" in done.loss


def test_what_the_format_cannot_say_is_counted(exported: Export) -> None:
    loss = exported("acled", incident_of(clash(), second_report()), plain("Clashes broke out.")).loss
    assert "- 1 of 2 incidents: who says so" in loss
    assert "- 1 of 2 incidents: figures of several sources that differ" in loss
    assert "- 1 of 2 incidents: things seized" in loss
    assert "captured, displaced" not in loss


# ------------------------------------------------------------------ hostile words

EVIL = "=HYPERLINK(0)"


@pytest.mark.parametrize("form", FLAT)
def test_no_text_of_a_report_becomes_a_formula(exported: Export, form: str) -> None:
    text = f"{EVIL}\nfour people were killed,\0\ud800 said +SUM(1)"
    event = event_of(
        text,
        harm=(harm_of(text, "four people", 4, 4),),
        claims=(Claim("+SUM(1)", "@evil", None, None, Stance.ASSERTS, quote(text, "+SUM(1)")),),
        weapons=(quote(text, EVIL),),
    )
    report = Report("r1", "=1", text, title="-1+1|cmd", outlet="=1+1", url="@x", language="en")
    done = exported(form, record_of(report, event))
    rows = list(csv.reader(io.StringIO(done.file.read_text("utf-8"), newline="")))
    assert len(rows) == (3 if form == "hxl" else 2)
    for cell in rows[-1]:
        assert not re.match(r"[=+@\t\r-]", cell) or re.fullmatch(r"-\d+(\.\d+)?", cell), cell
        assert not re.search(r";\s*[=+@-]", cell), cell
        assert "\n" not in cell
    assert any("'=1+1" in cell for cell in rows[-1]), "the outlet's name is kept"


@given(st.text())
def test_harmless_text_begins_with_no_sign_and_keeps_its_words(text: str) -> None:
    safe = harmless(text)
    assert not safe or safe[0] not in "=+-@\t\r＝＋－＠"
    assert "\n" not in safe and "\0" not in safe
    safe.encode("utf-8")
    assert harmless("a; b") == "a; b"


def test_negative_degrees_stay_numbers(exported: Export) -> None:
    record = plain("Clashes broke out.")
    place = replace(record.places[0].place, lon=-73.1)
    (row,) = exported("acled", replace(record, places=(replace(record.places[0], place=place),))).csv
    assert row["longitude"] == "-73.1"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(records().filter(lambda r: r.events), min_size=1, max_size=3))
def test_whatever_a_reader_made_can_be_exported(
    tmp_path_factory: pytest.TempPathFactory, registry: Registry, told: list[ReportRecord]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    units = [Unit(incident_of(*told), registry)]
    for name, form in FORMATS.items():
        file = folder / name
        losses = export(Request(form, file, "l"), units)
        head, *lines = trace.path_of(file).read_text("utf-8").split("\n")[:-1]
        assert json.loads(head)["rows"] == losses.rows == len(lines)
        assert not [column for line in lines for column in _untraced(json.loads(line))]


# ------------------------------------------------------------------ files


def test_the_same_incidents_give_the_same_bytes(exported: Export, form: str) -> None:
    told = (incident_of(clash(), second_report()), strike())
    first = exported(form, *told)
    before = [Path(f"{first.file}{part}").read_bytes() for part in PARTS]
    again = exported(form, *told, force=True)
    assert [Path(f"{again.file}{part}").read_bytes() for part in PARTS] == before


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_written_over_without_force(exported: Export, tmp_path: Path, part: str) -> None:
    kept = tmp_path / f"out.acled{part}"
    kept.write_text("mine", "utf-8")
    with pytest.raises(AlreadyThere, match="--force"):
        exported("acled", clash())
    assert kept.read_text("utf-8") == "mine"
    assert sorted(p.name for p in tmp_path.iterdir()) == [kept.name]
    exported("acled", clash(), force=True)
    assert "mine" not in kept.read_text("utf-8")


def test_an_export_that_fails_leaves_the_old_one(tmp_path: Path, registry: Registry) -> None:
    file = tmp_path / "out.csv"
    good = [Unit(incident_of(clash()), registry)]
    export(Request(FORMATS["acled"], file, "l"), good)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    def units() -> Any:
        yield good[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(Request(FORMATS["acled"], file, "l", force=True), units())
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_places_that_cannot_be_written_are_told(tmp_path: Path, registry: Registry) -> None:
    for file, said in (
        (tmp_path, "it is a folder"),
        (tmp_path / "none" / "out.csv", "does not exist"),
        (Path("/dev/null"), "no plain file"),
    ):
        with pytest.raises(NotWritable, match=said):
            export(Request(FORMATS["acled"], file, "l", force=True), [])


def test_a_link_stays_a_link(exported: Export, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "real.csv").write_text("old", "utf-8")
    link = tmp_path / "out.acled"
    link.symlink_to(elsewhere / "real.csv")
    done = exported("acled", clash(), force=True)
    assert link.is_symlink()
    assert "SYRi0-clash" in (elsewhere / "real.csv").read_text("utf-8")
    assert look_up(done.file, 1, "year").cell.value == 2016


# ------------------------------------------------------------------ documentation


@pytest.mark.parametrize("form", FORMATS.values(), ids=lambda f: f.name)
def test_the_page_of_exports_names_every_column(form: Format) -> None:
    page = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    heading = f"## {form.name}\n"
    assert heading in page
    section = page.split(heading)[1].split("\n## ")[0]
    assert not [c.name for c in form.columns if f"`{c.name}`" not in section]
    assert not [c.tag for c in form.columns if c.tag and f"`{c.tag}`" not in section]
