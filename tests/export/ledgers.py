"""Records for exports: one battle told by two outlets with different tolls, threats, hostile words."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

from marsad.incidents.figures import tolls
from marsad.incidents.telling import Teller, telling_of
from marsad.ledger import EventRow, Incident, ReportHead
from marsad.model.actor import ActorKind
from marsad.model.event import Effect, Event, EventType, Harm, PlacePrecision, Where
from marsad.model.place import Place
from marsad.model.reading import Quantity, Status
from marsad.model.record import RecordActor, RecordPlace, ReportRecord
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.model.time import Precision, When

from ..ledger.factory import clash, quote, report_of

DAY = date(2016, 11, 6)
READ_AT = datetime(2024, 5, 1, 12, tzinfo=UTC)


def second_report(killed: str = "At least nine", low: int = 9, high: int | None = None) -> ReportRecord:
    """The battle of ``clash`` as another outlet tells it in words of its own, with another toll."""
    text = (
        "Rebels and Islamic State fight over Qasr al-Rih\n"
        f"DUMA - {killed} fighters of Islamic State died on Sunday when the Free Syrian Army attacked "
        "Qasr al-Rih with mortar shells, a doctor in Duma told the Post."
    )
    base = clash()
    event = base.events[0]
    told = replace(
        event,
        id="esecond",
        when=replace(event.when, text="Sunday", reason="the Sunday on or before 2016-11-06"),
        participants=(
            replace(event.participants[0], span=quote(text, "Free Syrian Army")),
            replace(event.participants[1], span=quote(text, "Islamic State")),
        ),
        harm=(
            Harm(
                Effect.KILLED,
                "islamic-state",
                Quantity(quote(text, killed), low, high),
                quote(text, f"{killed} fighters"),
                claims=(0,),
            ),
        ),
        weapons=(quote(text, "mortar shells"),),
        seized=(),
        claims=(
            replace(
                event.claims[0],
                speaker="a doctor in Duma",
                actor=None,
                belligerent=False,
                span=quote(text, "a doctor in Duma"),
            ),
        ),
        evidence=(quote(text, text.split("\n")[1].removeprefix("DUMA - ")),),
    )
    report = replace(
        base.report, id="rz-post", source="post.txt", name="post", text=text, title=None, title_span=None,
        outlet="Duma Post", captions=(), removed=(), dateline="DUMA",
    )  # fmt: skip
    return replace(
        base,
        report=report,
        events=(told,),
        control=(),
        actors=tuple(replace(a, mentions=()) for a in base.actors),
        places=tuple(replace(p, mentions=()) for p in base.places),
    )


def head_of(record: ReportRecord) -> ReportHead:
    """The report as the ledger would tell it."""
    r = record.report
    return ReportHead(
        r.id, r.source, r.name, r.url, r.title, r.outlet, r.published, r.language, record.reader, READ_AT,
        len(record.events),
    )  # fmt: skip


def incident_of(*records: ReportRecord, reasons: tuple[str, ...] = ("same place",)) -> Incident:
    """All events of these records as one incident, whatever the ledger would make of them."""
    rows, tellings = [], []
    for record in records:
        head = head_of(record)
        names = {a.id: a.name for a in record.actors}
        kinds = {a.id: a.kind for a in record.actors}
        places = {p.place.id: p.place for p in record.places}
        for event in record.events:
            place = places.get(event.where.place or "") if event.where else None
            row = EventRow(head, event, place, names, kinds=kinds)
            rows.append(row)
            teller = Teller(head.id, head.id, head.outlet, head.published)
            tellings.append(telling_of(row.key, event, place, teller))
    ident = "i" + rows[0].event.id[1:13]
    return Incident(ident, tuple(rows), tolls(tellings), reasons, len(records))


def event_of(text: str, **facts: object) -> Event:
    """An event whose evidence is the whole text; ``facts`` replace what a plain one has."""
    plain = Event(
        id="eplain",
        type=EventType.BATTLES,
        sub_type="Armed clash",
        status=Status.HAPPENED,
        when=When(DAY, DAY, Precision.DAY),
        where=Where("geonames:1001", "Qasr al-Rih", PlacePrecision.EXACT),
        participants=(),
        harm=(),
        weapons=(),
        seized=(),
        claims=(),
        evidence=(Span(0, len(text), text),),
    )
    return replace(plain, **facts)  # type: ignore[arg-type]


def record_of(report: Report, *events: Event, place: Place | None = None) -> ReportRecord:
    """A record of these events; their actors are those of ``clash``."""
    village = place or Place(
        "geonames:1001", "Qasr al-Rih", "village", 33.6, 36.5, "SY", "Rif Dimashq", "Duma"
    )
    actors = (
        RecordActor("islamic-state", "Islamic State", ActorKind.JIHADIST_GROUP, None, True, ()),
        RecordActor("free-syrian-army", "Free Syrian Army", ActorKind.REBEL_GROUP, "SY", True, ()),
        RecordActor("sy-forces", "Syrian government forces", ActorKind.STATE_FORCE, "SY", True, ()),
        RecordActor("local:1", "the Men of the Mill", ActorKind.MILITIA, None, True, ()),
    )
    return ReportRecord(report, "test reader 1", actors, (RecordPlace(village, ()),), events)


def plain(words: str, outlet: str = "Rih News", **facts: object) -> ReportRecord:
    """A report of one sentence with one event."""
    text = f"{words} ({outlet})"
    place = facts.pop("place", None)
    assert place is None or isinstance(place, Place)
    event = event_of(text, id="e" + hashlib.sha256(words.encode()).hexdigest()[:12], **facts)
    return record_of(report_of(text, outlet=outlet, language="en"), event, place=place)


def harm_of(
    text: str, words: str, low: int | None, high: int | None, who: str = "civilians", **facts: object
) -> Harm:
    """Harm with the words for it."""
    span = quote(text, words)
    known = {"effect": Effect.KILLED, "part_of_total": False, **facts}
    return Harm(who=who, quantity=Quantity(span, low, high), span=span, **known)  # type: ignore[arg-type]
