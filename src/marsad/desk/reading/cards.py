"""Records as cards: each field in words, what is doubtful about it, and what it takes to edit it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from marsad.desk.reading.article import KINDS
from marsad.ledger import words
from marsad.ledger.keys import incident_id
from marsad.ledger.review.fields import REVIEWED
from marsad.ledger.review.finding import statement_id
from marsad.model.actor import ActorKind
from marsad.model.event import Claim, ControlStatement, Effect, Event, Harm, Participant, Side
from marsad.model.place import Place
from marsad.model.record import ReportRecord
from marsad.model.time import Precision, When

DOUBTFUL = 0.6
"""Probability below which a field, or a whole record, is shown as doubtful."""
LABELS: Mapping[str, str] = {
    "type": "Type", "status": "Status", "when": "When", "where": "Where", "a": "Side A", "b": "Side B",
    "civilian": "Civilians", "target": "Target", "agent": "By", "weapons": "Weapons", "seized": "Seized",
    "says": "Source", "actor": "Who", "state": "Control", "from": "From", "to": "To",
    **{e.value: e.value.capitalize() for e in Effect},
}  # fmt: skip
_JUDGED = {"type": "sub_type", "status": "status", "when": "when", "where": "where"}
_JUDGED |= dict.fromkeys(map(str, Side), "participants") | dict.fromkeys(map(str, Effect), "harm")


@dataclass(frozen=True, slots=True)
class Row:
    """One field. ``shown`` are its values in words; ``value`` is what an editor begins with, None for a field
    that is not edited. ``why`` says why it is as it is, or why nothing is known.
    """

    field: str
    shown: tuple[str, ...]
    value: object = None
    why: str | None = None
    unresolved: bool = False
    confidence: float | None = None
    by: str | None = None
    """The reviewer who set it."""

    @property
    def label(self) -> str:
        return LABELS[self.field]

    @property
    def kind(self) -> str:
        return KINDS[self.field]

    @property
    def doubtful(self) -> bool:
        return not self.by and self.confidence is not None and self.confidence < DOUBTFUL


@dataclass(frozen=True, slots=True)
class Card:
    """One record. ``number`` is its name on the page, ``seen`` the newest decision on it or "", ``further``
    the fields that have no row and may be set.
    """

    number: str
    id: str
    report: str
    about: str
    heading: str
    gist: str
    rows: tuple[Row, ...]
    seen: str = ""
    status: str = ""
    confidence: float | None = None
    by: str | None = None
    """The reviewer who confirmed or added it."""
    incident: str | None = None

    @property
    def key(self) -> str:
        return f"{self.report}/{self.id}"

    @property
    def doubtful(self) -> bool:
        return not self.by and self.confidence is not None and self.confidence < DOUBTFUL

    @property
    def unresolved(self) -> int:
        return sum(row.unresolved for row in self.rows)

    @property
    def further(self) -> tuple[tuple[str, str], ...]:
        if self.about != "event":
            return ()
        there = {row.field for row in self.rows}
        return tuple((f, LABELS[f]) for f in (*Side, *Effect, "says") if f not in there)


@dataclass(frozen=True, slots=True)
class Decided:
    """Who decided what of a record: field → reviewer, "" for all of it; and the newest decision's id."""

    by: Mapping[str, str]
    seen: str = ""


UNDECIDED = Decided({})


def cards(record: ReportRecord, decided: Mapping[str, Decided]) -> tuple[Card, ...]:
    """The events, then the statements of control; ``decided`` is by record id."""
    made = _Maker(record, decided)
    return (
        *(made.event(str(n), e) for n, e in enumerate(record.events, 1)),
        *(made.statement(f"C{n}", c) for n, c in enumerate(record.control, 1)),
    )


class _Maker:
    """Makes the cards of one report."""

    def __init__(self, record: ReportRecord, decided: Mapping[str, Decided]) -> None:
        self._report = record.report.id
        self._actors = {a.id: a for a in record.actors}
        self._places = {p.place.id: p.place for p in record.places}
        self._decided = decided

    def event(self, number: str, event: Event) -> Card:
        known = self._decided.get(event.id, UNDECIDED)
        place = self._places.get(event.where.place or "") if event.where else None
        rows = tuple(self._event_rows(event, place, known))
        day = words.between(event.when.start, event.when.end)
        harm = ", ".join(f"{h.effect.value} {words.number(h.quantity)}" for h in event.harm[:2])
        gist = " · ".join(filter(None, (day, place.name if place else "", harm)))
        return Card(
            number, event.id, self._report, "event", event.sub_type, gist, rows, known.seen,
            event.status.value, event.confidence, known.by.get(""), incident_id(self._report, event.id),
        )  # fmt: skip

    def _event_rows(self, event: Event, place: Place | None, known: Decided) -> Iterator[Row]:
        sure = event.field_confidence

        def row(field: str, shown: Iterable[str], value: object = None, **more: object) -> Row:
            by = known.by.get(field) or known.by.get("")
            told = Row(field, tuple(shown), value, confidence=sure.get(_JUDGED.get(field, "")), by=by)
            return replace(told, **more)  # type: ignore[arg-type]

        yield row("type", (f"{event.sub_type}",), event.sub_type, why=event.type.value)
        yield row("status", (event.status.value,), event.status.value)
        unknown = event.when.start is None
        yield row(
            "when", (_days(event.when),), as_typed(event.when), why=_because(event.when.reason),
            unresolved=unknown and not known.by.get("when"),
        )  # fmt: skip
        yield row("where", (_where(event, place),), _place(place), **_place_doubt(event, place, known))
        for side in Side:
            if parts := [p for p in event.participants if p.side is side]:
                shown = dict.fromkeys(words.participant(p, self._name) for p in parts)
                yield row(side, shown, [self._part(p) for p in parts])
        for effect in Effect:
            if told := [h for h in event.harm if h.effect is effect]:
                yield row(effect, map(self._figure_words, told), [self._figure(h) for h in told])
        if event.weapons:
            yield row("weapons", dict.fromkeys(w.text for w in event.weapons))
        if event.seized:
            yield row("seized", (f"{s.count or ''} {s.what}".strip() for s in event.seized))
        if event.claims:
            yield row("says", words.speakers(event.claims, self._name), [_claim(c) for c in event.claims])

    def statement(self, number: str, told: ControlStatement) -> Card:
        key = statement_id(self._report, told)
        known = self._decided.get(key, UNDECIDED)
        place = self._places.get(told.place or "")
        where = words.place_name(place) if place else told.place_text
        who = self._name(told.actor) or "somebody not named"
        by = known.by
        lost = place is None or place.lat is None
        rows = [
            Row("actor", (who,), told.actor and self._actor(told.actor), by=by.get("actor"),
                unresolved=told.actor is None),
            Row("state", (told.state.value,), told.state.value, by=by.get("state")),
            Row("where", (where,), _place(place), by=by.get("where"), unresolved=lost,
                why="the gazetteer has no such place" if lost else None),
            Row("from", (told.start or "unknown",), told.start or "", by=by.get("from")),
            Row("to", (told.end or "unknown",), told.end or "", by=by.get("to")),
        ]  # fmt: skip
        if told.claims:
            rows.append(Row("says", words.speakers(told.claims, self._name)))
        gist = " · ".join(filter(None, (where, told.start and f"from {told.start}")))
        heading = f"{who} {told.state.value}"
        return Card(
            number, key, self._report, "control", heading, gist, tuple(rows), known.seen,
            confidence=told.confidence, by=by.get(""),
        )  # fmt: skip

    def _name(self, actor: str | None) -> str | None:
        found = self._actors.get(actor or "")
        return found.name if found else actor

    def _actor(self, ident: str) -> dict[str, object]:
        """An actor of the record in the form of the contract."""
        found = self._actors.get(ident)
        if found is None:
            return {"id": ident, "name": ident, "kind": ActorKind.OTHER.value}
        return {
            "id": ident, "name": found.name, "kind": found.kind.value, "country": found.country,
            "party": found.party,
        }  # fmt: skip

    def _part(self, part: Participant) -> dict[str, object]:
        ident = part.actor or (part.span.text if part.span else "unknown")
        return {**self._actor(ident), "role": part.role}

    def _figure_words(self, harm: Harm) -> str:
        group = self._name(harm.who if harm.who != "unknown" else None)
        total = " (part of a total)" if harm.part_of_total else ""
        return f"{words.number(harm.quantity)}{f' {group}' if group else ''}{total}"

    def _figure(self, harm: Harm) -> dict[str, object]:
        return {
            "who": harm.who, "name": self._name(harm.who), "low": harm.quantity.low,
            "high": harm.quantity.high, "part_of_total": harm.part_of_total,
        }  # fmt: skip


def as_typed(when: When) -> str:
    """The days of an event as a person writes them for a correction."""
    if when.start is None or when.end is None:
        return ""
    if when.start == when.end:
        return when.start.isoformat()
    if when.precision is Precision.MONTH:
        return f"{when.start:%Y-%m}"
    if when.precision is Precision.YEAR:
        return f"{when.start:%Y}"
    return f"{when.start}..{when.end}"


def _days(when: When) -> str:
    return words.between(when.start, when.end)


def _because(reason: str | None) -> str | None:
    return None if reason == REVIEWED else reason


def _where(event: Event, place: Place | None) -> str:
    return words.where(event, place) if event.where else "not told"


def _place(place: Place | None) -> dict[str, object]:
    if place is None:
        return {"id": "", "name": ""}
    return {"id": place.id, "name": place.name, "lat": place.lat, "lon": place.lon}


def _place_doubt(event: Event, place: Place | None, known: Decided) -> dict[str, object]:
    """Why the place is where it is; unresolved where it lies nowhere on a map."""
    if event.where is None:
        return {}
    nowhere = place is None or place.lat is None
    return {"why": _because(event.where.reason), "unresolved": nowhere and not known.by.get("where")}


def _claim(claim: Claim) -> dict[str, object]:
    return {
        "speaker": claim.speaker, "organisation": claim.organisation, "actor": claim.actor,
        "belligerent": claim.belligerent, "stance": claim.stance.value,
    }  # fmt: skip
