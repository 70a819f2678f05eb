"""The queue of doubts: what comes up, in which order, and that it leaves once somebody has decided on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from marsad.incidents.grouping import JOIN
from marsad.knowledge.actors import Registry
from marsad.ledger import Ledger
from marsad.ledger.doubts.asking import Question
from marsad.ledger.doubts.kinds import NEAR_JOIN, Kind, importance, of_pair
from marsad.ledger.filters import EventFilter
from marsad.ledger.incidents import Order
from marsad.ledger.near import by_words
from marsad.ledger.passages import around
from marsad.ledger.review.judging import Reviewer
from marsad.ledger.store.tables import DOUBT, LIKENESS, TELLING
from marsad.model.event import Event, PlacePrecision, Where
from marsad.model.reading import Quantity, Status
from marsad.model.record import ReportRecord

from .factory import clash, quote, strike
from .test_incidents import retold


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


def as_told(record: ReportRecord, **changed: object) -> ReportRecord:
    """The record with its event told otherwise."""
    event: Event = replace(record.events[0], **changed)  # type: ignore[arg-type]
    return replace(record, events=(event,), control=())


def killed(record: ReportRecord, figure: int) -> ReportRecord:
    (harm,) = record.events[0].harm
    return as_told(record, harm=(replace(harm, quantity=Quantity(harm.quantity.span, figure, figure)),))


def by_two(low: int, high: int, n: int = 0) -> list[ReportRecord]:
    """Two outlets' reports of one clash with other figures; of another ``n`` in another season."""
    first = clash(n, date(2016, 1 + 4 * n, 6))
    return [killed(first, low), killed(retold(first, "Heavy fighting again", f"Mill Gazette {n}"), high)]


def asked(ledger: Ledger, registry: Registry, kind: Kind | None = None) -> list[Question]:
    ledger.settle(registry)
    return ledger.questions(kind)


def decide(ledger: Ledger, verb: str, *keys: str, by: str = "Amal", apart: tuple[str, ...] = ()) -> str:
    who = Reviewer(ledger, by, datetime.now(UTC), "looked it up")
    made = {
        "confirm": lambda: who.of_all(_verb("confirm"), keys),
        "withdraw": lambda: who.of_all(_verb("withdraw"), keys),
        "join": lambda: who.join(keys),
        "split": lambda: who.split(keys[0], apart),
        "reverse": lambda: who.reverse(keys[0]),
    }[verb]()
    ledger.decide(made)
    return made.id


def _verb(name: str):  # type: ignore[no-untyped-def]
    from marsad.model.decision import Verb

    return Verb(name)


def test_a_contested_toll_is_asked_in_words_and_leaves_once_confirmed(
    ledger: Ledger, registry: Registry
) -> None:
    for record in by_two(11, 40):
        ledger.add(record)
    (question,) = asked(ledger, registry)
    assert question.kind is Kind.TOLL
    assert question.words == "Two sources give 11 and 40 dead: which stands?"
    assert question.records == (question.incident,)
    assert question.importance == pytest.approx(importance(1 - 11 / 40, 40))
    decision = decide(ledger, "confirm", question.incident)
    assert asked(ledger, registry) == []
    decide(ledger, "reverse", decision)
    assert [q.id for q in asked(ledger, registry)] == [question.id]


def test_figures_within_a_factor_of_two_are_no_question(ledger: Ledger, registry: Registry) -> None:
    for record in by_two(20, 40):
        ledger.add(record)
    assert asked(ledger, registry) == []


def test_many_dead_come_before_few_and_both_before_a_place_without_harm(
    ledger: Ledger, registry: Registry
) -> None:
    nowhere = Where(None, "the old bridge", None, "no place of this name")
    told = [*by_two(11, 40, 1), *by_two(3, 10, 2), as_told(strike(3), where=nowhere, harm=())]
    for record in told:
        ledger.add(record)
    found = asked(ledger, registry)
    assert [q.words for q in found] == [
        "Two sources give 11 and 40 dead: which stands?",
        "Two sources give 3 and 10 dead: which stands?",
        "Which place is “the old bridge”?",
    ]
    assert [q.kind for q in asked(ledger, registry, Kind.PLACE)] == [Kind.PLACE]
    assert ledger.questions_left() == (3, {k: {Kind.TOLL: 2, Kind.PLACE: 1}.get(k, 0) for k in Kind})
    assert [q.id for q in ledger.questions(limit=1, offset=1)] == [found[1].id]


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"confidence": 0.3}, Kind.EVENT),
        ({"field_confidence": {"sub_type": 0.2, "when": 0.9}}, Kind.FIELD),
        ({"status": Status.ALLEGED}, Kind.CLAIM),
        ({"status": Status.DENIED}, Kind.CLAIM),
        ({"where": None}, Kind.PLACE),
        ({"where": Where("geonames:404", "Nirgends", PlacePrecision.EXACT)}, Kind.PLACE),
    ],
)
def test_each_doubt_of_an_event_comes_up_and_leaves_when_it_is_confirmed_or_withdrawn(
    ledger: Ledger, registry: Registry, changed: dict[str, object], kind: Kind
) -> None:
    ledger.add(as_told(clash(), **changed))
    (question,) = asked(ledger, registry)
    assert question.kind is kind
    assert question.passages[question.rows[0].key]
    for verb in ("confirm", "withdraw"):
        decision = decide(ledger, verb, question.records[0])
        assert asked(ledger, registry) == []
        decide(ledger, "reverse", decision)
        assert [q.kind for q in asked(ledger, registry)] == [kind]


def test_an_event_of_several_doubts_is_asked_about_once(ledger: Ledger, registry: Registry) -> None:
    ledger.add(as_told(clash(), confidence=0.3, status=Status.ALLEGED, where=None))
    (question,) = asked(ledger, registry)
    assert {question.kind, *question.also} == {Kind.EVENT, Kind.CLAIM, Kind.PLACE}
    assert ledger.questions_left()[0] == 1


def test_pairs_near_the_limit_leave_by_a_join_or_a_split(ledger: Ledger, registry: Registry) -> None:
    ledger.add(clash(1))
    ledger.add(retold(clash(1), "Heavy fighting again", "Mill Gazette"))
    ledger.settle(registry)
    _near_the_limit(ledger, registry, JOIN + 0.02)
    (question,) = ledger.questions(Kind.PAIR)
    assert question.together
    assert "by a hair" in question.words
    assert len(question.records) == 2
    decision = decide(ledger, "split", question.records[0], apart=question.records[1:])
    assert asked(ledger, registry, Kind.PAIR) == []
    assert len(ledger.incidents(registry)) == 2
    decide(ledger, "reverse", decision)
    decide(ledger, "join", *question.records)
    assert asked(ledger, registry, Kind.PAIR) == []
    assert len(ledger.incidents(registry)) == 1


def _near_the_limit(ledger: Ledger, registry: Registry, likeness: float) -> None:
    """As if the only pair had been found to be about as likely one as not."""
    from marsad.ledger.doubts import keeping

    (incident,) = ledger.incidents(registry)
    with ledger.writing() as connection:
        connection.execute(update(LIKENESS).values(probability=likeness))
        numbers = connection.execute(select(TELLING.c.n).order_by(TELLING.c.n)).scalars().all()
        by_key = {row.report.id: row for row in incident.rows}
        told = connection.execute(select(TELLING.c.n, TELLING.c.report)).all()
        members = {t.n: by_key[t.report] for t in told if t.n in numbers}
        keeping.note(connection, {incident.id: members}, {incident.id: incident.tolls})


def test_likeness_far_from_the_limit_is_no_doubt() -> None:
    assert of_pair(1, 2, JOIN + NEAR_JOIN, 5) is None
    assert of_pair(1, 2, 0.99, 5) is None
    close, less = of_pair(1, 2, JOIN, 5), of_pair(1, 2, JOIN + NEAR_JOIN / 2, 5)
    assert close and less and close.importance > less.importance


def test_what_is_read_again_or_gone_leaves_no_doubt_behind(ledger: Ledger, registry: Registry) -> None:
    unsure = as_told(clash(), confidence=0.3)
    ledger.add(unsure, datetime(2020, 1, 1, tzinfo=UTC))
    assert len(asked(ledger, registry)) == 1
    ledger.add(clash(reader="test reader 2"), datetime(2021, 1, 1, tzinfo=UTC))
    assert asked(ledger, registry) == []
    with ledger.snapshot() as connection:
        assert connection.execute(select(DOUBT)).all() == []


def test_the_days_work_counts_what_stands_of_ones_own(ledger: Ledger, registry: Registry) -> None:
    for n in range(3):
        ledger.add(as_told(clash(n), confidence=0.3))
    questions = asked(ledger, registry)
    before = datetime.now(UTC) - timedelta(hours=1)
    first = decide(ledger, "confirm", questions[0].records[0])
    decide(ledger, "withdraw", questions[1].records[0])
    decide(ledger, "confirm", questions[2].records[0], by="Basil")
    assert ledger.answered("Amal", before) == 2
    decide(ledger, "reverse", first)
    assert ledger.answered("Amal", before) == 1
    assert ledger.answered("Amal", datetime.now(UTC) + timedelta(hours=1)) == 0


def test_incidents_by_page_the_newest_or_those_of_most_harm_first(ledger: Ledger, registry: Registry) -> None:
    for record in (killed(clash(1), 3), killed(strike(2), 50)):
        ledger.add(record)
    ledger.add(as_told(clash(5, date(2011, 3, 3)), harm=(), where=None))
    ledger.settle(registry)
    harm, total = ledger.incident_sheet(EventFilter(), Order.HARM, 2)
    assert total == 3
    assert [i.tolls[0].best for i in harm] == [50, 3]
    newest, _ = ledger.incident_sheet(EventFilter(), Order.NEWEST, 1)
    assert newest[0].lead.event.sub_type == "Air/drone strike"
    rest, total = ledger.incident_sheet(EventFilter(country="SY"), Order.NEWEST, 5)
    assert [i.lead.place.country for i in rest if i.lead.place] == ["SY"]
    assert total == 1


def test_others_near_in_time_and_place_are_offered_and_found_by_words(
    ledger: Ledger, registry: Registry
) -> None:
    ledger.add(clash(1))
    ledger.add(retold(clash(1), "Heavy fighting again", "Mill Gazette"))
    ledger.add(strike(2))
    ledger.settle(registry)
    (incident,) = [i for i in ledger.incidents(registry) if len(i.rows) == 2]
    decide(ledger, "split", incident.rows[0].key)
    ledger.settle(registry)
    offered = ledger.near(registry, incident.id)
    assert len(offered) == 1
    assert offered[0].likeness is not None and offered[0].likeness > 0.5
    found = ledger.near(registry, incident.id, "coalition market")
    assert [n.incident.lead.event.sub_type for n in found] == ["Air/drone strike"]
    assert found[0].likeness is None
    with ledger.snapshot() as connection:
        assert by_words(connection, incident.id, "zeppelin", 5) == []


def test_a_passage_is_the_sentence_with_figures_and_speakers_marked() -> None:
    record = clash()
    (passage,) = around(record.report.text, record.events[0])
    assert "".join(p.text for p in passage.pieces) == record.report.text[passage.start : passage.end]
    assert [(p.kind, p.text) for p in passage.pieces if p.kind] == [
        ("harm", "At least seven militants"), ("says", "an opposition spokesman"),
    ]  # fmt: skip
    assert passage.pieces[-1].text.endswith("said.")


def test_a_passage_of_a_line_without_end_is_short() -> None:
    text = "word " * 20_000 + "seven were killed" + " word" * 20_000
    event = replace(
        clash().events[0], evidence=(quote(text, "seven were killed"),), harm=(), claims=(), participants=()
    )
    (passage,) = around(text, event)
    assert passage.end - passage.start < 1000
