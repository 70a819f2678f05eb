"""Names of victims are withheld in all that a masked ledger gives out, and offsets stay true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from marsad.knowledge.actors import Registry
from marsad.ledger import Counting, EventFilter, Ledger, Per
from marsad.ledger.incidents import Order
from marsad.ledger.sharing.masked import MaskedLedger
from marsad.ledger.sharing.masking import BLOCK, WITHHELD, masked
from marsad.model.actor import ActorKind
from marsad.model.event import Effect, Harm, Participant, Side
from marsad.model.reading import Quantity
from marsad.model.record import RecordActor, ReportRecord
from marsad.model.span import Span

from . import factory

TEXT = (
    "Teacher Nabil Qadri killed in Wadi Amran\n"
    "WADI AMRAN - An air strike on {day} killed Nabil Qadri, a teacher, and wounded her son Tamim, said Huda "
    "Salman, a nurse. Qadri had taught there for ten years; the road to Wadi Amran is closed. "
    "The dead were named by relatives as Samir Attas, 40, and Dalal Attas."
)
WITHHELD_NAMES = ("Nabil", "Qadri", "Tamim", "Samir", "Attas", "Dalal", "nabil-qadri", "nabil_qadri")


def strike() -> ReportRecord:
    """A teacher and a boy are harmed; a nurse speaks."""
    base = factory.strike()
    text = TEXT.format(day="5 August 2019")
    report = replace(
        factory.report_of(text, title=text.split("\n")[0], published=base.report.published),
        url="https://gulf.example/2019/nabil-qadri-killed", name="nabil_qadri", outlet="Gulf Courier",
    )  # fmt: skip

    def at(words: str) -> Span:
        return factory.quote(text, words)

    def one(words: str) -> Quantity:
        return Quantity(at(words), 1, 1)

    (event,) = base.events
    victim, speaker = "local:nabil-qadri", "local:huda-salman"
    event = replace(
        event,
        participants=(Participant(victim, Side.CIVILIAN, "victims", at("Nabil Qadri, a teacher")),),
        harm=(
            Harm(Effect.KILLED, victim, one("Nabil Qadri"), at("Nabil Qadri")),
            Harm(Effect.WOUNDED, "civilians", one("her son Tamim"), at("her son Tamim")),
        ),
        weapons=(), claims=(), evidence=(at("An air strike on 5 August 2019 killed Nabil Qadri"),),
    )  # fmt: skip
    people = tuple(
        RecordActor(id_, name, ActorKind.PERSON, None, None, (at(name),))
        for id_, name in ((victim, "Nabil Qadri"), (speaker, "Huda\u0020Salman"))
    )
    places = tuple(replace(p, mentions=(at("WADI AMRAN"),)) for p in base.places)
    return replace(base, report=report, actors=people, places=places, events=(event,), control=())


def _told(value: object) -> str:
    return repr(value)


def test_names_become_blocks_of_the_same_length() -> None:
    record = strike()
    found = masked(record)
    assert not [name for name in WITHHELD_NAMES if name in _told(found)]
    assert len(found.report.text) == len(record.report.text) and found.report.id == record.report.id
    spans = [s for a in found.actors for s in a.mentions] + [h.span for h in found.events[0].harm]
    assert all(found.report.text[s.start : s.end] == s.text for s in spans)
    assert f"killed {BLOCK * 5} {BLOCK * 5}, a teacher" in found.report.text
    assert [a.name for a in found.actors] == [WITHHELD, "Huda Salman"], "who only speaks is no victim"
    assert "Wadi Amran" in found.report.text and "road to Wadi Amran" in found.report.text
    assert found.report.url == f"https://gulf.example/2019/{BLOCK * 5}-{BLOCK * 5}-killed"
    (event,) = found.events
    assert event.participants[0].actor == event.harm[0].who == found.actors[0].id == "local:withheld-1"


def test_a_record_without_named_victims_stays_as_it_is() -> None:
    for record in (factory.clash(), factory.strike(), factory.foreign()):
        assert masked(record) == record


def test_public_figures_of_the_registry_and_those_who_act_are_named() -> None:
    record = strike()
    (event,) = record.events
    acting = replace(event, participants=(replace(event.participants[0], side=Side.A),), harm=())
    assert "Qadri" in masked(replace(record, events=(acting,))).report.text.split("The dead")[0]
    known = tuple(replace(a, id=a.id.replace("local:", "")) for a in record.actors)
    assert masked(replace(record, actors=known)).actors[0].name == "Nabil Qadri"


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Ledger, MaskedLedger]]:
    path = tmp_path / "a.sqlite"
    with Ledger.open(path) as plain, MaskedLedger.open(path) as hiding:
        plain.add(strike())
        plain.add(factory.clash())
        yield plain, hiding


def test_all_that_a_masked_ledger_gives_out_is_masked(both: tuple[Ledger, MaskedLedger]) -> None:
    plain, hiding = both
    registry = Registry.load()
    report = strike().report.id
    event = strike().events[0].id
    assert "Qadri" in _told(plain.incidents(registry))

    def given(ledger: Ledger) -> list[object]:
        (incident,) = [i.id for i in ledger.incidents(registry) if i.lead.event.id == event]
        return [
            ledger.record(report), list(ledger.records()), ledger.reports(), ledger.events(), ledger.actors(),
            ledger.incidents(registry), ledger.incident(incident), ledger.history(incident),
            ledger.history(event), ledger.decisions(), ledger.search("teacher"), ledger.search("qadri"),
            ledger.questions(), ledger.passages(ledger.events()),
            ledger.incident_sheet(EventFilter(), Order.NEWEST, 9),
            ledger.near(registry, incident, "clashes"), ledger.pinned(), ledger.control_everywhere(),
            ledger.series(registry, counting=Counting(per=Per.ACTOR)),
            ledger.changes(datetime(2000, 1, 1, tzinfo=UTC)),
            ledger.tallied(registry, EventFilter(), Counting(per=Per.ACTOR), None),
        ]  # fmt: skip

    leaked = [
        (n, name) for n, told in enumerate(given(hiding)) for name in WITHHELD_NAMES if name in _told(told)
    ]
    assert leaked == []
    assert [len(x) if isinstance(x, list) else 1 for x in given(hiding)] == [
        len(x) if isinstance(x, list) else 1 for x in given(plain)
    ]
    assert hiding.counts() == plain.counts()
