"""A pipeline that needs no knowledge: each sentence with "killed" is an event in the town after "in"."""

from __future__ import annotations

import re
import time

from marsad.cli.session import PipelineMaker, UserFiles
from marsad.model.actor import ActorKind
from marsad.model.event import (
    Claim,
    ControlState,
    ControlStatement,
    Effect,
    Event,
    EventType,
    Harm,
    Participant,
    PlacePrecision,
    Side,
    Where,
)
from marsad.model.place import Place
from marsad.model.reading import Quantity, Stance, Status
from marsad.model.record import RecordActor, RecordPlace, ReportRecord
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.model.time import Precision, When

READER = "stub 1"
_KILLED = re.compile(r"(?P<who>[A-Z]\w+) killed (?P<number>\d+) people in (?P<where>[A-Z]\w+)")
_HELD = re.compile(r"(?P<who>[A-Z]\w+) holds (?P<where>[A-Z]\w+)")


class Stub:
    """Reads nothing in another language, fails on "BREAK", and takes its time over "SLOW"."""

    def read(self, report: Report) -> ReportRecord:
        if report.language not in {None, "en"}:
            return ReportRecord(report, READER)
        if "BREAK" in report.text:
            raise RuntimeError("it broke")
        if "SLOW" in report.text:
            time.sleep(0.1)
        found = list(_KILLED.finditer(report.text))
        held = list(_HELD.finditer(report.text))
        names = {m["who"]: _span(report, m, "who") for m in (*found, *held)}
        places = {m["where"]: _span(report, m, "where") for m in (*found, *held)}
        return ReportRecord(
            report,
            READER,
            tuple(RecordActor(n.lower(), n, ActorKind.MILITIA, "SY", True, (s,)) for n, s in names.items()),
            tuple(
                RecordPlace(Place(f"geonames:{n}", n, "town", 33.0, 36.0, "SY", "Homs"), (s,))
                for n, s in places.items()
            ),
            tuple(_event(report, n, m) for n, m in enumerate(found)),
            tuple(_held(report, m) for m in held),
        )


def _span(report: Report, match: re.Match[str], group: str) -> Span:
    return Span.of(report.text, *match.span(group))


def _event(report: Report, n: int, m: re.Match[str]) -> Event:
    number = _span(report, m, "number")
    day = report.published.day if report.published else None
    return Event(
        id=f"{report.id}-{n}",
        type=EventType.BATTLES,
        sub_type="Armed clash",
        status=Status.HAPPENED,
        when=When(day, day, Precision.DAY) if day else When.unknown("no day is told"),
        where=Where(f"geonames:{m['where']}", m["where"], PlacePrecision.EXACT),
        participants=(Participant(m["who"].lower(), Side.A, "attacker", _span(report, m, "who")),),
        harm=(
            Harm(Effect.KILLED, "civilians", Quantity(number, int(m["number"]), None), number, claims=(0,)),
        ),
        weapons=(),
        seized=(),
        claims=(Claim("a [red]spokesman[/red]", None, m["who"].lower(), True, Stance.CLAIMS),),
        evidence=(Span.of(report.text, *m.span()),),
    )


def _held(report: Report, m: re.Match[str]) -> ControlStatement:
    evidence = (Span.of(report.text, *m.span()),)
    return ControlStatement(
        f"geonames:{m['where']}", m["where"], m["who"].lower(), ControlState.HOLDS, None, None, evidence
    )


def open_stub(files: UserFiles) -> Stub:
    return Stub()


def open_nothing(files: UserFiles) -> Stub:
    raise OSError(2, "No such file or directory", "packs/world.sqlite")


STUB = PipelineMaker(READER, open_stub)
CANNOT_OPEN = PipelineMaker(READER, open_nothing)
