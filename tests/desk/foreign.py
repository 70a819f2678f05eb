"""Two short reports in other scripts, written for these tests: Arabic and Cyrillic in title, text, names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from marsad.model.actor import ActorKind
from marsad.model.event import (
    Claim,
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
from marsad.model.report import Basis, Published
from marsad.model.span import Span
from marsad.model.time import Precision, When

from ..ledger.factory import READER, report_of


@dataclass(frozen=True, slots=True)
class _Words:
    """Where in ``text`` everything stands."""

    title: str
    text: str
    outlet: str
    language: str
    actor: str
    place: Place
    told: str
    dead: str
    number: int
    speaker: str
    day: str


_ARABIC = _Words(
    title="مقتل أربعة مدنيين بقصف على سوق وادي الريح",
    text=(
        "مقتل أربعة مدنيين بقصف على سوق وادي الريح\n"
        "وادي الريح (نشرة النهر) - قُتل أربعة مدنيين يوم 6 تشرين الثاني 2016 عندما قصف لواء الريح "
        "سوق البلدة، بحسب ما قال طبيب في المشفى الميداني. وأضاف الطبيب أن عدد الجرحى لم يُعرف بعد، "
        "وأن الطريق إلى Qasr al-Rih مقطوع منذ الصباح."
    ),
    outlet="نشرة النهر",
    language="ar",
    actor="لواء الريح",
    place=Place("local:1", "وادي الريح", "village", 34.9, 36.7, "SY", "حمص", "تدمر"),
    told="قُتل أربعة مدنيين يوم 6 تشرين الثاني 2016 عندما قصف لواء الريح سوق البلدة",
    dead="أربعة مدنيين",
    number=4,
    speaker="طبيب في المشفى الميداني",
    day="6 تشرين الثاني 2016",
)
_CYRILLIC = _Words(
    title="Трое гражданских погибли при обстреле посёлка Верхнекаменновское под Степановкой",
    text=(
        "Трое гражданских погибли при обстреле посёлка Верхнекаменновское под Степановкой\n"
        "СТЕПАНОВКА (Степной вестник) - Трое гражданских погибли 7 ноября 2016 года, когда отряд "
        "«Северный ветер» обстрелял посёлок Верхнекаменновское, сообщил сотрудник районной больницы. "
        "Мост через реку закрыт."
    ),
    outlet="Степной вестник",
    language="uk",
    actor="отряд «Северный ветер»",
    place=Place(
        "local:1",
        "Верхнекаменновское",
        "village",
        48.9,
        38.2,
        "UA",
        "Луганская область",
        "Степановский район",
    ),
    told="Трое гражданских погибли 7 ноября 2016 года, когда отряд «Северный ветер» обстрелял посёлок",
    dead="Трое гражданских",
    number=3,
    speaker="сотрудник районной больницы",
    day="7 ноября 2016 года",
)


def arabic() -> ReportRecord:
    return _record(_ARABIC, date(2016, 11, 6))


def cyrillic() -> ReportRecord:
    return _record(_CYRILLIC, date(2016, 11, 7))


def _record(w: _Words, day: date) -> ReportRecord:
    def at(words: str) -> Span:
        """Where words stand in the text, below the title."""
        start = w.text.index(words, 0 if words == w.title else len(w.title))
        return Span(start, start + len(words), words)

    said = Claim(w.speaker, None, None, False, Stance.ASSERTS, at(w.speaker))
    event = Event(
        id="e1-shelling",
        type=EventType.EXPLOSIONS,
        sub_type="Shelling/artillery/missile attack",
        status=Status.HAPPENED,
        when=When(day, day, Precision.DAY, w.day),
        where=Where(w.place.id, w.place.name, PlacePrecision.EXACT),
        participants=(Participant("local:brigade", Side.A, "attacker", at(w.actor)),),
        harm=(
            Harm(
                Effect.KILLED, "civilians", Quantity(at(w.dead), w.number, w.number), at(w.dead), claims=(0,)
            ),
        ),
        weapons=(),
        seized=(),
        claims=(said,),
        evidence=(at(w.told),),
        confidence=0.5,
    )
    report = report_of(
        w.text, title=w.title, title_span=at(w.title), outlet=w.outlet, language=w.language,
        published=Published(day, day, Basis.GIVEN),
    )  # fmt: skip
    actor = RecordActor("local:brigade", w.actor, ActorKind.OTHER, None, None, (at(w.actor),))
    return ReportRecord(report, READER, (actor,), (RecordPlace(w.place, (at(w.place.name),)),), (event,))


def both() -> tuple[ReportRecord, ReportRecord]:
    return arabic(), cyrillic()
