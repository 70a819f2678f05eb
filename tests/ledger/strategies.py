"""Hypothesis strategies over the whole model: any record that a reader could make, however odd."""

from __future__ import annotations

from dataclasses import fields
from typing import TypeVar

from hypothesis import strategies as st

from marsad.model.actor import ActorKind
from marsad.model.event import (
    JUDGED,
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

T = TypeVar("T")


def whole(kind: type[T], /, **values: st.SearchStrategy[object]) -> st.SearchStrategy[T]:
    """Values of a dataclass of the model. A field that the model gains must be named here, and stored."""
    assert set(values) == {field.name for field in fields(kind)}, f"name all fields of {kind.__name__}"  # type: ignore[arg-type]
    return st.builds(kind, **values)


# Lone surrogates, NUL and noncharacters included: damaged pages hold them.
LETTERS = st.characters(exclude_categories=()) | st.sampled_from("\0\ud800\ufdd0\ufdd1'\"%_\\")
WORDS = st.text(LETTERS, max_size=12)
MAYBE = st.none() | WORDS
COUNTS = st.none() | st.integers(0, 2**63 - 1)
UNIT = st.none() | st.floats(0, 1)
DEGREES = st.none() | st.floats(-180, 180)
FLAG = st.none() | st.booleans()


def some(values: st.SearchStrategy[T], most: int = 3) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(values, max_size=most).map(tuple)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text)))
    return Span.of(text, start, draw(st.integers(start, len(text))))


@st.composite
def publications(draw: st.DrawFn) -> Published:
    one, other = draw(st.dates()), draw(st.dates())
    days = {"start": st.just(min(one, other)), "end": st.just(max(one, other))}
    return draw(whole(Published, **days, basis=st.sampled_from(Basis), reasons=some(WORDS)))


def claims(span: st.SearchStrategy[Span]) -> st.SearchStrategy[Claim]:
    return whole(
        Claim,
        speaker=WORDS,
        organisation=MAYBE,
        actor=MAYBE,
        belligerent=FLAG,
        stance=st.sampled_from(Stance),
        span=st.none() | span,
    )


def harm(span: st.SearchStrategy[Span]) -> st.SearchStrategy[Harm]:
    return whole(
        Harm,
        effect=st.sampled_from(Effect),
        who=MAYBE,
        quantity=whole(Quantity, span=span, low=COUNTS, high=COUNTS),
        span=span,
        part_of_total=st.booleans(),
        claims=some(st.integers(0, 9)),
    )


def events(span: st.SearchStrategy[Span]) -> st.SearchStrategy[Event]:
    day = st.none() | st.dates()
    side = st.sampled_from(Side)
    precision = st.none() | st.sampled_from(PlacePrecision)
    return whole(
        Event,
        id=WORDS,
        type=st.sampled_from(EventType),
        sub_type=WORDS,
        status=st.sampled_from(Status),
        when=whole(When, start=day, end=day, precision=st.sampled_from(Precision), text=MAYBE, reason=MAYBE),
        where=st.none() | whole(Where, place=MAYBE, text=MAYBE, precision=precision, reason=MAYBE),
        participants=some(whole(Participant, actor=MAYBE, side=side, role=WORDS, span=st.none() | span)),
        harm=some(harm(span)),
        weapons=some(span),
        seized=some(whole(Seized, what=WORDS, count=COUNTS, span=span)),
        claims=some(claims(span)),
        evidence=st.lists(span, min_size=1, max_size=3).map(tuple),
        confidence=UNIT,
        field_confidence=st.dictionaries(st.sampled_from(JUDGED), st.floats(0, 1)),
    )


def statements(span: st.SearchStrategy[Span]) -> st.SearchStrategy[ControlStatement]:
    return whole(
        ControlStatement,
        place=MAYBE,
        place_text=WORDS,
        actor=MAYBE,
        state=st.sampled_from(ControlState),
        start=MAYBE,
        end=MAYBE,
        evidence=st.lists(span, min_size=1, max_size=3).map(tuple),
        event=MAYBE,
        claims=some(claims(span)),
        confidence=UNIT,
    )


def reports(text: str) -> st.SearchStrategy[Report]:
    span = spans(text)
    return whole(
        Report,
        id=st.text("0123456789abcdef", min_size=20, max_size=20),
        source=WORDS,
        text=st.just(text),
        title=MAYBE,
        outlet=MAYBE,
        dateline=MAYBE,
        published=st.none() | publications(),
        bylines=some(WORDS),
        credit=MAYBE,
        captions=some(span),
        language=MAYBE,
        url=MAYBE,
        removed=some(whole(Removed, what=WORDS, start=st.integers(0, 60), end=st.integers(0, 60))),
        title_span=st.none() | span,
        name=MAYBE,
    )


def places(span: st.SearchStrategy[Span]) -> st.SearchStrategy[RecordPlace]:
    place = whole(
        Place,
        id=WORDS,
        name=WORDS,
        kind=MAYBE,
        lat=DEGREES,
        lon=DEGREES,
        country=MAYBE,
        admin1=MAYBE,
        admin2=MAYBE,
        population=st.integers(0, 2**40),
        radius_km=DEGREES,
    )
    return whole(
        RecordPlace,
        place=place,
        mentions=some(span),
        rejected=some(WORDS),
        reason=MAYBE,
        gazetteer_name=MAYBE,
    )


def actors(span: st.SearchStrategy[Span]) -> st.SearchStrategy[RecordActor]:
    return whole(
        RecordActor,
        id=WORDS,
        name=WORDS,
        kind=st.sampled_from(ActorKind),
        country=MAYBE,
        party=FLAG,
        mentions=some(span),
    )


@st.composite
def records(draw: st.DrawFn) -> ReportRecord:
    text = draw(st.text(LETTERS, max_size=60))
    span = spans(text)
    return draw(
        whole(
            ReportRecord,
            report=reports(text),
            reader=WORDS,
            actors=some(actors(span)),
            places=some(places(span)),
            events=some(events(span)),
            control=some(statements(span)),
            copy_of=MAYBE,
        )
    )
