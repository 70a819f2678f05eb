"""Hypothesis strategies over the whole model: any record that a reader could make, however odd."""

from __future__ import annotations

from typing import TypeVar

from hypothesis import strategies as st

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

T = TypeVar("T")

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
    return Published(min(one, other), max(one, other), draw(st.sampled_from(Basis)), draw(some(WORDS)))


def claims(span: st.SearchStrategy[Span]) -> st.SearchStrategy[Claim]:
    return st.builds(Claim, WORDS, MAYBE, MAYBE, FLAG, st.sampled_from(Stance), st.none() | span)


def events(span: st.SearchStrategy[Span]) -> st.SearchStrategy[Event]:
    when = st.builds(
        When, st.none() | st.dates(), st.none() | st.dates(), st.sampled_from(Precision), MAYBE, MAYBE
    )
    where = st.builds(Where, MAYBE, MAYBE, st.none() | st.sampled_from(PlacePrecision), MAYBE)
    quantity = st.builds(Quantity, span, COUNTS, COUNTS)
    harm = st.builds(
        Harm, st.sampled_from(Effect), MAYBE, quantity, span, st.booleans(), some(st.integers(0, 9))
    )
    return st.builds(
        Event,
        id=WORDS,
        type=st.sampled_from(EventType),
        sub_type=WORDS,
        status=st.sampled_from(Status),
        when=when,
        where=st.none() | where,
        participants=some(st.builds(Participant, MAYBE, st.sampled_from(Side), WORDS, st.none() | span)),
        harm=some(harm),
        weapons=some(span),
        seized=some(st.builds(Seized, WORDS, COUNTS, span)),
        claims=some(claims(span)),
        evidence=st.lists(span, min_size=1, max_size=3).map(tuple),
        confidence=UNIT,
    )


def statements(span: st.SearchStrategy[Span]) -> st.SearchStrategy[ControlStatement]:
    return st.builds(
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


@st.composite
def records(draw: st.DrawFn) -> ReportRecord:
    text = draw(st.text(LETTERS, max_size=60))
    span = spans(text)
    cuts = st.builds(Removed, WORDS, st.integers(0, 60), st.integers(0, 60))
    report = st.builds(
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
        removed=some(cuts),
        title_span=st.none() | span,
        name=MAYBE,
    )
    actors = st.builds(RecordActor, WORDS, WORDS, st.sampled_from(ActorKind), MAYBE, FLAG, some(span))
    place = st.builds(
        Place, WORDS, WORDS, MAYBE, DEGREES, DEGREES, MAYBE, MAYBE, MAYBE, st.integers(0, 2**40), DEGREES
    )
    record = st.builds(
        ReportRecord,
        report,
        WORDS,
        some(actors),
        some(st.builds(RecordPlace, place, some(span), some(WORDS), MAYBE)),
        some(events(span)),
        some(statements(span)),
    )
    return draw(record)
