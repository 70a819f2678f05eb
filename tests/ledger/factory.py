"""Small records for tests, each with its evidence cut out of a text of its own."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

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
    Seized,
    Side,
    Where,
)
from marsad.model.place import Place
from marsad.model.reading import Quantity, Stance, Status
from marsad.model.record import RecordActor, RecordPlace, ReportRecord
from marsad.model.report import Basis, Published, Removed, Report
from marsad.model.span import Span
from marsad.model.time import Precision, When

READER = "test reader 1"

_CLASH = (
    "Fierce clashes in Qasr al-Rih\n"
    "QASR AL-RIH, Syria - At least seven militants of Islamic State were killed on {day} in clashes with the "
    "Free Syrian Army near the village of Qasr al-Rih, number {n}, an opposition spokesman said. The rebels "
    "fired mortar shells and took three checkpoints. Islamic State still holds the nearby mill.\n"
    "Share this page: 14 comments"
)
_STRIKE = (
    "Air strike hits market in Wadi Amran\n"
    "SANAA - An air strike of the Saudi-led coalition hit a market in Wadi Amran on {day}, killing between "
    "12 and 15 civilians, health workers of the Houthi authorities said, in the raid numbered {n}."
)


def quote(text: str, words: str) -> Span:
    """The first place where ``words`` stand in ``text``."""
    start = text.index(words)
    return Span(start, start + len(words), words)


def report_of(text: str, **facts: object) -> Report:
    """A report with an id from its text."""
    digest = hashlib.sha256(text.encode()).hexdigest()[:20]
    known = {"id": f"r{digest}", "source": f"reports/{digest[:6]}.txt", "text": text, "name": digest[:6]}
    return Report(**{**known, **facts})  # type: ignore[arg-type]


def clash(n: int = 0, day: date = date(2016, 11, 6), reader: str = READER) -> ReportRecord:
    """A battle in Syria with harm, weapons, things seized, a claim and a control statement."""
    text = _CLASH.format(day=day.strftime("%d %B %Y"), n=n)
    title = quote(text, "Fierce clashes in Qasr al-Rih")
    said = Claim(
        "an opposition spokesman",
        None,
        "syrian-rebels",
        True,
        Stance.ASSERTS,
        quote(text, "an opposition spokesman"),
    )
    seven = Quantity(quote(text, "At least seven"), 7, None)
    mentions = (quote(text, "Islamic State"), quote(text, "militants"))
    event = Event(
        id=f"e{n}-clash",
        type=EventType.BATTLES,
        sub_type="Armed clash",
        status=Status.HAPPENED,
        when=When(day, day, Precision.DAY, text=day.strftime("%d %B %Y")),
        where=Where(
            "geonames:1001", "Qasr al-Rih", PlacePrecision.NEAR, "the village that the sentence names"
        ),
        participants=(
            Participant("free-syrian-army", Side.A, "attacker", quote(text, "Free Syrian Army")),
            Participant("islamic-state", Side.B, "defender", quote(text, "Islamic State")),
        ),
        harm=(
            Harm(Effect.KILLED, "islamic-state", seven, quote(text, "At least seven militants"), claims=(0,)),
        ),
        weapons=(quote(text, "mortar shells"),),
        seized=(Seized("checkpoints", 3, quote(text, "three checkpoints")),),
        claims=(said,),
        evidence=(quote(text, "At least seven militants of Islamic State were killed"),),
        confidence=0.75,
    )
    held = ControlStatement(
        place="local:1",
        place_text="the nearby mill",
        actor="islamic-state",
        state=ControlState.HOLDS,
        start="2016-11",
        end=None,
        evidence=(quote(text, "still holds the nearby mill"),),
        event=event.id,
        claims=(replace(said, stance=Stance.CLAIMS),),
    )
    report = report_of(
        text,
        title=title.text,
        title_span=title,
        outlet="Rih News",
        dateline="QASR AL-RIH",
        published=Published(day, day, Basis.GIVEN),
        bylines=("Salma Haddad",),
        language="en",
        removed=(Removed("comments", text.index("Share"), len(text)),),
    )
    village = Place("geonames:1001", "Qasr al-Rih", "village", 33.6, 36.5, "SY", "Rif Dimashq", "Duma")
    mill = Place("local:1", "the nearby mill")
    return ReportRecord(
        report,
        reader,
        (
            RecordActor("islamic-state", "Islamic State", ActorKind.JIHADIST_GROUP, None, True, mentions),
            RecordActor(
                "free-syrian-army",
                "Free Syrian Army",
                ActorKind.REBEL_GROUP,
                "SY",
                True,
                (quote(text, "rebels"),),
            ),
            RecordActor("syrian-rebels", "Syrian rebels", ActorKind.REBEL_GROUP, "SY", True, ()),
        ),
        (
            RecordPlace(
                village,
                (quote(text, "Qasr al-Rih"),),
                rejected=("geonames:7 Qasr al-Rih, Hama, SY",),
                reason="near Duma",
                gazetteer_name="Qaşr ar Rīḩ",
            ),
            RecordPlace(mill, (quote(text, "the nearby mill"),)),
        ),
        (event,),
        (held,),
    )


def strike(n: int = 0, day: date = date(2019, 8, 11), reader: str = READER) -> ReportRecord:
    """An air strike on civilians in Yemen, dated to the month, by an actor outside the registry."""
    text = _STRIKE.format(day=day.strftime("%d %B %Y"), n=n)
    toll = Quantity(quote(text, "between 12 and 15"), 12, 15)
    event = Event(
        id=f"e{n}-strike",
        type=EventType.EXPLOSIONS,
        sub_type="Air/drone strike",
        status=Status.HAPPENED,
        when=When(day.replace(day=1), day, Precision.MONTH, text="this month", reason="month only"),
        where=Where("geonames:2002", "Wadi Amran", PlacePrecision.EXACT),
        participants=(Participant("local:1", Side.A, "attacker", quote(text, "Saudi-led coalition")),),
        harm=(Harm(Effect.KILLED, "civilians", toll, quote(text, "between 12 and 15 civilians")),),
        weapons=(),
        seized=(),
        claims=(Claim("health workers", "Houthi authorities", None, None, Stance.ASSERTS),),
        evidence=(quote(text, "An air strike of the Saudi-led coalition hit a market"),),
    )
    report = report_of(
        text, outlet="Red Sea Wire", published=Published(day, day, Basis.METADATA), language="en"
    )
    return ReportRecord(
        report,
        reader,
        (RecordActor("local:1", "Saudi-led coalition", ActorKind.COALITION, "SA", True, ()),),
        (RecordPlace(Place("geonames:2002", "Wādī ‘Amrān", "town", 15.7, 43.9, "YE", "Amran"), ()),),
        (event,),
    )


def foreign(n: int = 0) -> ReportRecord:
    """A report in another language: known, but with nothing read in it."""
    return ReportRecord(
        report_of(f"Des affrontements ont éclaté dans le village, numéro {n}.", language="fr"), READER
    )


def hostile(words: str) -> ReportRecord:
    """A record in which ``words`` stand wherever a report's own text can stand."""
    text = f"{words} hit the mill on Monday. {words}"
    told = Event(
        id="e-hostile",
        type=EventType.BATTLES,
        sub_type="Armed clash",
        status=Status.HAPPENED,
        when=When(date(2016, 11, 7), date(2016, 11, 7), Precision.DAY, "Monday", words),
        where=Where("local:1", words, PlacePrecision.EXACT, words),
        participants=(Participant("local:x", Side.A, "party", quote(text, words)),),
        harm=(),
        weapons=(quote(text, words),),
        seized=(),
        claims=(Claim(words, words, None, None, Stance.ASSERTS, quote(text, words)),),
        evidence=(quote(text, f"{words} hit the mill on Monday."),),
    )
    report = report_of(
        text, title=words, outlet=words, dateline=words, bylines=(words,), url="javascript:alert(1)"
    )
    return ReportRecord(
        report,
        READER,
        (RecordActor("local:x", words, ActorKind.OTHER, None, None, (quote(text, words),)),),
        (RecordPlace(Place("local:1", words), (quote(text, words),)),),
        (told,),
    )
