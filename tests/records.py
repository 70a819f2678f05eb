"""Reading small reports in tests, and asking their records plain questions."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from marsad.model.record import ReportRecord
from marsad.model.report import Basis, Published, Report
from marsad.model.span import Span

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "examples" / "reports"
DAY = date(2024, 3, 14)
"""A Thursday: the publication date of reports that name none."""


def shared() -> Path:
    """The folder outside the project that holds the contract, the corpora and the scorer, if any."""
    return Path(os.environ.get("MARSAD_SHARED", ROOT.parent / "shared"))


def loaded(path: Path) -> ModuleType:
    """A module of the tools, the training or the scorer, which are no packages, run anew."""
    spec = importlib.util.spec_from_file_location(f"marsad_tests_{path.parent.name}_{path.stem}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[module.__name__] = module  # dataclasses look their module up
    before = list(sys.path)
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path[:] = before
    return module


def report_of(text: str, published: date | str | None = DAY, title: str | None = None) -> Report:
    """An English report of ``text`` as intake would hand it on; the title stands above the text."""
    day = date.fromisoformat(published) if isinstance(published, str) else published
    whole = f"{title}\n\n{text}" if title else text
    return Report(
        id="r0",
        source="test",
        text=whole,
        title=title,
        published=Published(day, day, Basis.GIVEN) if day else None,
        language="en",
        title_span=Span.of(whole, 0, len(title)) if title else None,
    )


@dataclass(frozen=True)
class Told:
    """One record as JSON, with the questions that tests put to it."""

    record: ReportRecord
    json: dict[str, Any]

    @classmethod
    def by(cls, record: ReportRecord) -> Told:
        return cls(record, record.to_json())

    @property
    def events(self) -> list[dict[str, Any]]:
        return list(self.json["events"])

    @property
    def control(self) -> list[dict[str, Any]]:
        return list(self.json["control"])

    @property
    def happenings(self) -> list[dict[str, Any]]:
        """Events, statements aside, that the report tells as having happened or going on."""
        return [e for e in self.events if e["type"] != "Statement" and e["status"] in {"happened", "ongoing"}]

    @property
    def statements(self) -> list[dict[str, Any]]:
        return [e for e in self.events if e["type"] == "Statement"]

    def place_name(self, place: str | None) -> str | None:
        return next((p["name"] for p in self.json["places"] if p["id"] == place), None)

    def where(self, event: dict[str, Any]) -> str | None:
        """The name of the event's place as the report or the gazetteer has it."""
        where = event["where"] or {}
        return self.place_name(where.get("place")) or where.get("text")

    def __str__(self) -> str:
        """All events in short, for messages of failed tests."""
        lines = [self._line(e) for e in self.events]
        lines += [
            f"control: {c['actor']} {c['state']} {c['place_text']} {c['from']}..{c['to']}"
            for c in self.control
        ]
        return "\n".join(lines) or "no events"

    def _line(self, event: dict[str, Any]) -> str:
        sides = [f"{p['side']}:{p['actor'] or p.get('text')}" for p in event["participants"]]
        figures = [f"{h['effect']} {h['who']} {h['low']}..{h['high']}" for h in event["harm"]]
        says = [(c["speaker"], c["stance"]) for c in event["claims"]]
        when = f"{event['when']['start']}..{event['when']['end']}"
        kind = f"{event['type']} / {event['sub_type']} / {event['status']}"
        return f"{kind} {when} {self.where(event)} {sides} {figures} {says}"


def side(event: dict[str, Any], *sides: str) -> set[str]:
    """Ids of the actors on any of ``sides``; all of them where none is given."""
    return {p["actor"] for p in event["participants"] if p["actor"] and (not sides or p["side"] in sides)}


def harm(event: dict[str, Any], effect: str) -> dict[str | None, tuple[int | None, int | None]]:
    """Low and high by who suffered ``effect``; the first figure where there are several."""
    found: dict[str | None, tuple[int | None, int | None]] = {}
    for h in event["harm"]:
        if h["effect"] == effect:
            found.setdefault(h["who"], (h["low"], h["high"]))
    return found


def spans(value: object) -> Iterator[tuple[str, int, int]]:
    """Every (text, start, end) that stands together anywhere in a JSON value."""
    if isinstance(value, dict):
        if {"text", "start", "end"} <= value.keys() and isinstance(value["start"], int):
            yield value["text"], value["start"], value["end"]
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def dangling(record: dict[str, Any]) -> Iterable[str]:
    """What the record refers to without listing it: actors, places, events, claims."""
    actors = {a["id"] for a in record["actors"]}
    groups = {"civilians", "children", "unknown"}
    places = {p["id"] for p in record["places"]}
    events = {e["id"] for e in record["events"]}
    for e in record["events"]:
        for p in e["participants"]:
            if p["actor"] is not None and p["actor"] not in actors | {"civilians"}:
                yield f"participant {p['actor']}"
        for h in e["harm"]:
            if h["who"] is not None and h["who"] not in actors | groups:
                yield f"harm to {h['who']}"
            yield from (f"claim {n}" for n in h.get("claims", ()) if not 0 <= n < len(e["claims"]))
        for c in e["claims"]:
            if c["actor"] is not None and c["actor"] not in actors:
                yield f"speaker {c['actor']}"
        where = e["where"] or {}
        if where.get("place") is not None and where["place"] not in places:
            yield f"place {where['place']}"
    for s in record["control"]:
        if s["actor"] is not None and s["actor"] not in actors:
            yield f"holder {s['actor']}"
        if s["place"] is not None and s["place"] not in places:
            yield f"held place {s['place']}"
        if s.get("event") is not None and s["event"] not in events:
            yield f"event {s['event']}"
