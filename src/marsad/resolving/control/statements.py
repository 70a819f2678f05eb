"""Control statements: who gains, loses, holds, contests or besieges a place, by words and by events."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from marsad.model.event import ControlState, ControlStatement, Event
from marsad.resolving.context import Context
from marsad.resolving.control.happened import from_happening
from marsad.resolving.control.held import from_holding
from marsad.resolving.control.spots import Spots
from marsad.resolving.events.merging import Cluster

_LASTS = re.compile(r"\b(?:ha[sv]e? (?:\w+ ){0,2}?been|remains?|stays?|still|now)\b")
""" "has been in the hands of": who holds a place now has not lost it, whatever else is told beside it."""
_NAME_ALONE = re.compile(r"(?:the\s+)?(?:(?:[A-Z]|[a-z]{2}[- ](?=[A-Z]))\S*\s*)+")
""" "Tadmur" and "Tadmor" are one place; "the west of Tadmur" is not Tadmur."""


def control_of(
    context: Context,
    clusters: Sequence[tuple[Cluster, Event]],
    spots: Spots,
) -> tuple[ControlStatement, ...]:
    """Control statements of a report in the order of the text, each place, actor and state once."""
    found: list[ControlStatement] = []
    for cluster, event in clusters:
        for draft in cluster.drafts:
            found += from_happening(context, draft, event, spots)
    happenings = [c for c, _ in clusters]
    for holding in context.reading.holdings:
        lasts = _LASTS.search(holding.span.text) is not None
        for statement in from_holding(context, holding, happenings, spots):
            found.append(statement if lasts else _lost_meanwhile(context, statement, found))
    found = [s for s in found if not _given_up(context, s, found)]
    told: list[ControlStatement] = []
    seen: set[tuple[str, str | None, ControlState]] = set()
    for statement in sorted(found, key=lambda s: s.evidence[0].start):
        words = {_worded(statement.place_text)}
        if statement.place is not None and _NAME_ALONE.fullmatch(statement.place_text):
            words.add(statement.place)
        keys = {(place, statement.actor, statement.state) for place in words}
        if seen.isdisjoint(keys):
            told.append(statement)
        seen |= keys
    return tuple(told)


def _lost_meanwhile(
    context: Context, statement: ControlStatement, found: Sequence[ControlStatement]
) -> ControlStatement:
    """A holder whose place the same sentence lets another take has lost it ("retook the rebel-held town")."""
    if statement.state is not ControlState.HOLDS:
        return statement
    span = next(
        (s for s in context.reading.sentences if s.covers(statement.evidence[0])), statement.evidence[0]
    )
    if any(
        _same_taken(t, statement) and t.actor == statement.actor for t in found if span.covers(t.evidence[0])
    ):
        return statement  # "keeps X, which it seized"
    for taken in found:
        same = taken.place is not None and taken.place == statement.place
        beside = taken.event is not None and same and span.covers(taken.evidence[0])
        beside = beside and _one_worded(taken.place_text, statement.place_text)
        if taken.state is ControlState.GAINS and beside and taken.actor != statement.actor:
            return replace(statement, state=ControlState.LOSES, start=taken.start, event=taken.event)
    return statement


def _given_up(context: Context, statement: ControlStatement, found: Sequence[ControlStatement]) -> bool:
    """Whether the same sentence says that who is said to hold a place lost it: "lost X, its stronghold"."""
    if statement.state is not ControlState.HOLDS or statement.place is None:
        return False
    span = next((s for s in context.reading.sentences if s.covers(statement.evidence[0])), None)
    return any(
        other.state is ControlState.LOSES
        and (other.actor, other.place) == (statement.actor, statement.place)
        and span is not None
        and span.covers(other.evidence[0])
        for other in found
    )


def _one_worded(one: str, other: str) -> bool:
    """Whether words may be of one thing: "X" and "the town of X", not "territory" and "a district of X"."""
    mine, theirs = _worded(one), _worded(other)
    return mine in theirs or theirs in mine


def _same_taken(taken: ControlStatement, statement: ControlStatement) -> bool:
    """Whether ``taken`` tells that the place of ``statement`` was taken."""
    return taken.state is ControlState.GAINS and taken.place is not None and taken.place == statement.place


def _worded(place: str) -> str:
    """A wording without articles: the west of a city and the city are held apart, "the
    city" is not."""
    bare = re.sub(r"\b(?:the|city|town|village|district|al|el)\b", "", place.lower())
    return re.sub(r"\W+", " ", re.sub(r"\b(north|south|east|west)ern\b", r"\1", bare)).strip()
