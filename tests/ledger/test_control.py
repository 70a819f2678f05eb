"""Who held a place, asked of a ledger on either store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from marsad.control.sides import sides
from marsad.control.standing import State
from marsad.knowledge.actors import Registry
from marsad.knowledge.gazetteer import Gazetteer
from marsad.ledger import Ledger
from marsad.ledger.answers import Question, answer, around, on_map
from marsad.ledger.review.finding import subject_of_statement
from marsad.model.actor import ActorKind
from marsad.model.decision import Decision, Verb
from marsad.model.event import Claim, ControlState, ControlStatement
from marsad.model.place import Place
from marsad.model.reading import Stance
from marsad.model.record import RecordActor, RecordPlace, ReportRecord
from marsad.model.report import Basis, Published

from .factory import quote, report_of

MARCH, MAY, JUNE = date(2024, 3, 1), date(2024, 5, 10), date(2024, 6, 20)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


def town(gazetteer: Gazetteer, name: str) -> Place:
    """The town that a name stands for most of all."""
    return next(c.place for c in gazetteer.lookup(name) if c.place.kind in {"city", "town", "village"})


def told(place: Place, actor: str, state: str, day: date, outlet: str = "Nile Wire") -> ReportRecord:
    """A report of ``day`` with one control statement, said by a spokesman who fights."""
    text = f"The {actor} {state} {place.name}, a spokesman said to {outlet} on {day}."
    span = quote(text, f"The {actor} {state} {place.name}")
    claim = Claim("a spokesman", None, actor, True, Stance.CLAIMS)
    statement = ControlStatement(
        place.id, place.name, actor, ControlState(state), None, None, (span,), claims=(claim,)
    )
    return ReportRecord(
        report_of(text, outlet=outlet, published=Published(day, day, Basis.GIVEN)),
        "reader 1",
        (RecordActor(actor, actor.upper(), ActorKind.REBEL_GROUP, "SD", True, ()),),
        (RecordPlace(place, ()),),
        (),
        (statement,),
    )


def ask(registry: Registry, on: date = JUNE, known: date = JUNE) -> Question:
    return Question(on, known, sides(registry))


def test_the_last_to_take_it_holds_it_with_its_evidence(
    ledger: Ledger, gazetteer: Gazetteer, registry: Registry
) -> None:
    fasher = town(gazetteer, "El Fasher")
    ledger.add(told(fasher, "sd-forces", "holds", MARCH))
    ledger.add(told(fasher, "rsf", "gains", MAY, "Red Sea Post"))
    found = ledger.control_of([fasher.id])[fasher.id]
    given = answer(found.place, found, ask(registry))
    assert (given.standing.state, given.standing.holders) == (State.HELD, ("rsf",))
    assert given.names["rsf"] == "RSF"
    (last,) = [e for e in given.evidence if e.actor == "rsf"]
    assert (last.outlet, last.known, last.claims[0].belligerent) == ("Red Sea Post", MAY, True)
    earlier = answer(found.place, found, ask(registry, known=date(2024, 5, 9)))
    assert earlier.standing.holders == ("sd-forces",)


def test_only_the_newest_reading_of_a_report_counts(ledger: Ledger, gazetteer: Gazetteer) -> None:
    fasher = town(gazetteer, "El Fasher")
    record = told(fasher, "rsf", "gains", MAY)
    ledger.add(record)
    ledger.add(replace(record, reader="reader 2", control=()))
    assert ledger.control_of([fasher.id]) == {}


def test_what_reviewers_withdraw_or_correct_counts_so(ledger: Ledger, gazetteer: Gazetteer) -> None:
    fasher = town(gazetteer, "El Fasher")
    record = told(fasher, "rsf", "gains", MAY)
    ledger.add(record)
    subject = subject_of_statement(record.report.id, record.control[0])
    noon = datetime(2026, 1, 2, 12, tzinfo=UTC)

    def states() -> list[str]:
        return [e.state.value for p in ledger.control_of([fasher.id]).values() for e in p.evidence]

    assert states() == ["gains"]
    ledger.decide(Decision(Verb.CORRECT, (subject,), "Amal", noon, "", "state", {"state": "besieges"}))
    assert states() == ["besieges"]
    ledger.decide(Decision(Verb.WITHDRAW, (subject,), "Amal", noon + timedelta(hours=1), "of another year"))
    assert states() == []


@pytest.mark.parametrize("name", ["El Fasher", "al-Fashir", "Al Fashir", "Fasher", "El Fasher, North Darfur"])
def test_a_place_is_found_in_any_spelling(ledger: Ledger, gazetteer: Gazetteer, name: str) -> None:
    fasher = town(gazetteer, "El Fasher")
    ledger.add(told(fasher, "rsf", "gains", MAY))
    meant = ledger.place_meant(gazetteer, name).place
    assert meant is not None
    assert meant.id == fasher.id
    assert ledger.place_meant(gazetteer, fasher.id).place == meant


def test_a_name_of_several_places_is_put_to_the_user(ledger: Ledger, gazetteer: Gazetteer) -> None:
    many = [
        c.place
        for c in gazetteer.lookup("Tripoli")
        if c.place.country in {"LY", "LB"} and c.place.kind == "city"
    ]
    assert len(many) == 2
    ledger.add(told(many[0], "rsf", "gains", MAY))
    one = ledger.place_meant(gazetteer, "Tripoli")
    assert one.place == many[0]  # the only one that reports tell of
    ledger.add(told(many[1], "rsf", "gains", JUNE))
    found = ledger.place_meant(gazetteer, "Tripoli")
    assert found.place is None
    assert {p.id for p, _ in found.others} == {p.id for p in many}
    chosen = ledger.place_meant(gazetteer, "Tripoli", "lb").place
    assert chosen is not None
    assert chosen.country == "LB"


def test_an_unknown_name_brings_close_ones(ledger: Ledger, gazetteer: Gazetteer) -> None:
    ledger.add(told(town(gazetteer, "El Fasher"), "rsf", "gains", MAY))
    found = ledger.place_meant(gazetteer, "Fasherq")
    assert (found.place, found.others) == (None, ())
    assert len(found.close) == 1


def test_a_place_that_only_reports_know(ledger: Ledger, gazetteer: Gazetteer) -> None:
    mill = Place("local:3", "Qqarvella mill", country="SD")
    ledger.add(told(mill, "rsf", "gains", MAY))
    ledger.add(told(replace(mill, id="local:8"), "sd-forces", "gains", JUNE))
    meant = ledger.place_meant(gazetteer, "Qqarvella Mill").place
    assert meant is not None
    found = ledger.control_of([meant.id])[meant.id]
    assert [e.actor for e in found.evidence] == ["rsf", "sd-forces"]


def test_what_reports_alone_know_is_found_in_any_country_and_area(
    ledger: Ledger, gazetteer: Gazetteer
) -> None:
    ledger.add(told(Place("local:1", "Qqarvella"), "rsf", "gains", MAY))
    for words in ("Qqarvella district", "Qqarvella (Khartoum city)"):
        meant = ledger.place_meant(gazetteer, words, "SD").place
        assert meant is not None and meant.name == "Qqarvella", words


def test_the_sides_of_a_town_stand_below_it(ledger: Ledger, gazetteer: Gazetteer, registry: Registry) -> None:
    fasher = town(gazetteer, "El Fasher")
    side = replace(fasher, id="local:1", name=f"northern {fasher.name}", kind="district")
    ledger.add(told(side, "rsf", "holds", MAY))
    below = around(ledger, gazetteer, fasher, known=True, asked=ask(registry)).inside
    assert [(a.place.name, a.standing.holders) for a in below] == [(side.name, ("rsf",))]


def test_a_village_inherits_nothing_and_an_area_sums_nothing(
    ledger: Ledger, gazetteer: Gazetteer, registry: Registry
) -> None:
    fasher = town(gazetteer, "El Fasher")
    province = next(p for p in gazetteer.parents(fasher) if p.kind == "admin1")
    ledger.add(told(province, "rsf", "holds", MAY))
    village = answer(fasher, None, ask(registry))
    assert village.standing.state is State.UNKNOWN
    hints = around(ledger, gazetteer, fasher, known=False, asked=ask(registry))
    assert [a.place.id for a in hints.areas] == [province.id]
    ledger.add(told(fasher, "sd-forces", "holds", MAY))
    inside = around(ledger, gazetteer, province, known=True, asked=ask(registry))
    assert [(a.place.id, a.standing.holders) for a in inside.inside] == [(fasher.id, ("sd-forces",))]
    assert inside.areas == ()


def test_the_map_has_every_place_known_by_then(
    ledger: Ledger, gazetteer: Gazetteer, registry: Registry
) -> None:
    fasher, goma = town(gazetteer, "El Fasher"), town(gazetteer, "Goma")
    ledger.add(told(fasher, "rsf", "gains", MAY))
    ledger.add(told(goma, "m23", "gains", JUNE))
    ledger.add(told(Place("local:1", "somewhere"), "rsf", "gains", MAY))
    everywhere = ledger.control_everywhere()
    assert {a.place.name for a in on_map(everywhere.values(), ask(registry))} == {fasher.name, goma.name}
    assert [a.place.name for a in on_map(everywhere.values(), ask(registry, known=MAY))] == [fasher.name]
    assert set(ledger.control_everywhere("cd")) == {goma.id}
    assert ledger.last_day() == JUNE


def test_nothing_told(ledger: Ledger) -> None:
    assert ledger.last_day() is None
    assert ledger.control_everywhere() == {}
