"""A reader from whom names of victims are withheld looks at all that the desk answers, and finds none."""

from __future__ import annotations

import html
import io
import re
import time
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient

from marsad.desk.people import Role
from marsad.export.formats import FORMATS
from marsad.knowledge.actors import Registry
from marsad.ledger import Ledger
from marsad.model.decision import About, Decision, Subject, Verb
from marsad.model.event import ControlState, ControlStatement
from marsad.model.record import ReportRecord

from ..ledger import factory
from ..ledger.test_masking import WITHHELD_NAMES
from ..ledger.test_masking import strike as killed
from .sharing import browser_of, with_accounts

NAME = re.compile(rf"(?<![a-z])(?:{'|'.join(WITHHELD_NAMES)})(?![a-z])", re.IGNORECASE)
MOST_ASKED = 8
"""Ways to ask one page that are followed: filters and orders of a list make many."""
AT = datetime(2024, 3, 1, 9, tzinfo=UTC)


def told() -> ReportRecord:
    """The report of a strike that names the dead, which also tells who holds the place."""
    record = killed()
    words = factory.quote(record.report.text, "Qadri had taught there for ten years")
    held = ControlStatement(
        place="geonames:2001", place_text="Wadi Amran", actor="houthis", state=ControlState.HOLDS,
        start="2019-08", end=None, evidence=(words,), event=None, claims=(),
    )  # fmt: skip
    place = replace(record.places[0].place, id="geonames:2001")
    where = record.events[0].where
    assert where is not None
    return replace(
        record,
        control=(held,),
        places=(replace(record.places[0], place=place),),
        events=(replace(record.events[0], where=replace(where, place=place.id)),),
    )


def retold() -> ReportRecord:
    """The same strike in another paper, whose reader took no name for that of a victim."""
    base = factory.strike(day=date(2019, 8, 5))
    text = base.report.text + " The teacher Nabil Qadri was among them."
    report = replace(factory.report_of(text), title="Nabil Qadri mourned", outlet="Red Sea Wire",
                     published=base.report.published)  # fmt: skip
    return replace(base, report=report)


def decided(record: ReportRecord) -> Iterator[Decision]:
    """What reviewers say of the event, with the name in it."""
    (event,) = record.events
    subject = Subject(record.report.id, event.id, About.EVENT, event.sub_type, (event.evidence[0].text,))
    for verb, why in ((Verb.CONFIRM, "the family of Nabil Qadri was asked"), (Verb.COMMENT, "Qadri was 40")):
        yield Decision(verb, (subject,), "Omar", AT, why)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("masked") / "a.sqlite"
    registry = Registry.load()
    with Ledger.open(path) as ledger:
        for record in (told(), retold(), factory.clash()):
            ledger.add(record)
        subjects = tuple(
            Subject(r.report.id, r.events[0].id, About.EVENT, r.events[0].sub_type,
                    (r.events[0].evidence[0].text,))
            for r in (told(), retold())
        )  # fmt: skip
        ledger.decide(Decision(Verb.JOIN, subjects, "Omar", AT, "Qadri is in both"))
        for decision in decided(told()):
            ledger.decide(decision)
        ledger.settle(registry)
    with browser_of(replace(with_accounts(path), mask_victims=True), Role.READER) as made:
        yield made


def visible(text: str) -> str:
    """An answer as a person or a script reads it."""
    return html.unescape(unquote(text))


def links(text: str) -> Iterable[str]:
    return (html.unescape(to) for to in re.findall(r'(?:href|src|action)="([^"]+)"', text))


def crawled(reader: TestClient) -> dict[str, str]:
    """Every page that a reader comes to from the first one, with what it answers."""
    found: dict[str, str] = {}
    asked: Counter[str] = Counter()
    waiting = ["/"]
    while waiting:
        address = waiting.pop(0)
        path = urlsplit(address).path
        if address in found or asked[path] >= MOST_ASKED:
            continue
        asked[path] += 1
        answer = reader.get(address)
        found[address] = answer.text
        for to in links(answer.text) if "html" in answer.headers.get("content-type", "") else ():
            target = urlsplit(urljoin(f"http://testserver{address}", to))
            if target.netloc == "testserver" and not target.path.startswith(("/static/", "/logout")):
                waiting.append(target.path + (f"?{target.query}" if target.query else ""))
    return found


def test_no_page_that_a_reader_comes_to_names_a_victim(reader: TestClient) -> None:
    found = crawled(reader)
    kinds = {re.sub(r"/[ri][0-9a-f-]{8,}", "/ID", urlsplit(a).path) for a in found}
    assert kinds >= {
        "/",
        "/incidents",
        "/incidents/ID",
        "/reports",
        "/reports/ID",
        "/map",
        "/counts",
        "/export",
    }
    leaked = {a: m[0] for a, text in found.items() if (m := NAME.search(visible(text)))}
    assert leaked == {}
    assert "█████ █████" in "".join(found.values())


def asked(reader: TestClient) -> Iterator[str]:
    """The address of every GET of the interface, with ids that are there and what brings the names up."""
    sheet = reader.get("/api/v1/incidents").json()
    incidents = [i["id"] for i in sheet["incidents"]]
    reports = {
        s["report"]: s["event"]
        for i in incidents
        for s in reader.get(f"/api/v1/incidents/{i}").json()["sources"]
    }
    values = {
        "incident": incidents,
        "report": [*reports],
        "place": ["geonames:2001", "geonames:1001"],
        "job": ["none"],
        "name": [],
    }
    queries = (
        "words=teacher", "words=Wadi", "per=actor", "per=actor&count=killed", "per=actor&count=events",
        "per=outlet&count=reports", "record=" + incidents[0],
        *(f"record={r}" for r in reports), *(f"record={r}/{e}" for r, e in reports.items()),
    )  # fmt: skip
    for path, verbs in reader.get("/api/v1/openapi.json").json()["paths"].items():
        if "get" not in verbs:
            continue
        names = re.findall(r"{(\w+)}", path)
        kind = "incident" if "incidents" in path else "report"
        paths = [path]
        for name in names:
            given = values.get(name, values[kind])
            paths = [p.replace(f"{{{name}}}", v) for p in paths for v in given]
        for one in paths:
            yield one
            takes = {p["name"] for p in verbs["get"].get("parameters", ())}
            yield from (f"{one}?{q}" for q in queries if {*re.findall(r"(\w+)=", q)} <= takes)


def test_no_answer_of_the_interface_names_a_victim(reader: TestClient) -> None:
    answers = {address: reader.get(address) for address in asked(reader)}
    told_of = {a: r for a, r in answers.items() if r.status_code == 200}
    assert len({urlsplit(a).path for a in told_of}) > 20
    leaked = {a: m[0] for a, r in answers.items() if (m := NAME.search(visible(r.text)))}
    assert leaked == {}
    assert "name withheld" in reader.get("/api/v1/counts?per=actor").text


@pytest.mark.parametrize("form", ["acled", "hxl", "geojson"])
def test_no_file_that_a_reader_makes_names_a_victim(reader: TestClient, form: str) -> None:
    assert form in FORMATS
    job = reader.post(f"/api/v1/exports/{form}").json()
    for _ in range(200):
        job = reader.get(f"/api/v1/jobs/{job['id']}").json()
        if job["stage"] in {"done", "failed"}:
            break
        time.sleep(0.05)
    assert job["stage"] == "done", job
    packed = zipfile.ZipFile(io.BytesIO(reader.get(job["file"]).content))
    parts = {name: packed.read(name).decode("utf-8", "replace") for name in packed.namelist()}
    assert any("Gulf Courier" in text for text in parts.values()), parts
    assert {n: m[0] for n, text in parts.items() if (m := NAME.search(visible(text)))} == {}
    assert not NAME.search(visible(str(job)))


def test_a_reader_from_whom_names_are_withheld_takes_no_archive(reader: TestClient) -> None:
    answer = reader.post("/api/v1/exports/archive")
    assert answer.status_code == 403 and "names of victims" in answer.json()["detail"]
    assert "format=archive" not in reader.get("/export").text


def test_the_desk_asks_its_ledger_and_not_the_database() -> None:
    """What goes by a connection of its own goes past the masking."""
    desk = Path(__file__).resolve().parents[2] / "src" / "marsad" / "desk"
    found = [
        p.name for p in desk.rglob("*.py") if re.search(r"\.(snapshot|_connected|engine)\b", p.read_text())
    ]
    assert found == []
