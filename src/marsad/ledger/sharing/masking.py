"""Names of victims withheld: in a record, an event or an incident each letter of them becomes a block.

Whose names: persons that only reports know (the registry's are public figures) and that are on the side that
suffers, or that a figure of harm is of, or that follow words such as "the dead were named as". Texts keep
their length, so that offsets stay true; ids made of a name become numbers. What the reader took for no name
is not masked: who publishes looks before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from itertools import accumulate, pairwise
from typing import Any, TypeVar

from marsad.ledger.passages import Passage
from marsad.ledger.search import Found
from marsad.ledger.series.tally import WITHHELD
from marsad.ledger.views import EventRow
from marsad.model.actor import ActorKind
from marsad.model.event import Event, Side
from marsad.model.record import RecordActor, ReportRecord
from marsad.model.span import Span

BLOCK = "█"
__all__ = ["BLOCK", "WITHHELD", "Hidden", "Masking", "hidden_in", "masked"]
_ACTING = frozenset((Side.A, Side.AGENT))
_LOCAL = "local:"
_PART = 3
"""A part of a name is masked where it stands alone, from so many letters on."""
_NAMED = re.compile(
    r"\b(?:(?:named|identified)(?:\s+\w+){0,3}?\s+as"
    r"|names? of the (?:dead|killed|victims?|wounded)\s*(?:are|were|is|:))\s+([^.;\n]{3,400})"
)
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Hidden:
    """What of one report is withheld: ``ids`` of its actors, and ``names`` with their parts."""

    report: str
    text: str
    ids: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Masking:
    """How the victims of some reports are masked: ``ids`` of actors, ``names``, ``texts`` by report."""

    ids: Mapping[str, str]
    names: re.Pattern[str] | None
    texts: Mapping[str, str]

    @classmethod
    def of(cls, found: Iterable[Hidden]) -> Masking:
        """What is ``found`` is withheld from all that is made of these reports together."""
        kept = list(found)
        names = _pattern({name for hidden in kept for name in hidden.names})
        hidden_ids = sorted({id_ for hidden in kept for id_ in hidden.ids})
        ids = {old: f"{_LOCAL}withheld-{n}" for n, old in enumerate(hidden_ids, 1)}
        return cls(ids, names, {h.report: _blocked(h.text, names) for h in kept})

    def anything(self, value: _Value) -> _Value:
        """Whatever is made of these reports: a record, an incident, a question, a step of a history."""
        found: _Value = self._through(value, None) if self.names or self.ids else value
        return found

    def words(self, words: str) -> str:
        """Any words, such as a title."""
        return _blocked(words, self.names)

    def _record(self, record: ReportRecord) -> ReportRecord:
        text = self.texts.get(record.report.id) or self.words(record.report.text)
        masked: ReportRecord = self._inside(record, text)
        report = replace(masked.report, id=record.report.id, text=text)
        actors = tuple(
            replace(new, name=WITHHELD) if old.id in self.ids else new
            for old, new in zip(record.actors, masked.actors, strict=True)
        )
        return replace(masked, report=report, actors=actors, reader=record.reader)

    def _row(self, row: EventRow) -> EventRow:
        masked: EventRow = self._inside(row, self.texts.get(row.report.id))
        names = {
            self.ids.get(k, k): WITHHELD if k in self.ids else self.words(v) for k, v in row.names.items()
        }
        report = replace(masked.report, id=row.report.id, reader=row.report.reader)
        return replace(masked, report=report, names=names)

    def _passage(self, passage: Passage, text: str | None) -> Passage:
        """A name may go over from one piece to the next, or be cut where the passage begins."""
        told = (
            text[passage.start : passage.end] if text else self.words("".join(p.text for p in passage.pieces))
        )
        ends = [*accumulate(len(p.text) for p in passage.pieces)]
        pieces = zip(passage.pieces, pairwise((0, *ends)), strict=True)
        return replace(passage, pieces=tuple(replace(p, text=told[a:b]) for p, (a, b) in pieces))

    def _through(self, value: Any, text: str | None) -> Any:
        """``text`` is that of the report which ``value`` is of, where that is known."""
        match value:
            case Span():
                return self._span(value, text)
            case str():
                return value if isinstance(value, Enum) else self.ids.get(value) or self.words(value)
            case ReportRecord():
                return self._record(value)
            case EventRow():
                return self._row(value)
            case Passage():
                return self._passage(value, text)
            case Found():
                inner = self._inside(value, None)
                return replace(inner, snippet=self._inside(value.snippet, self.texts.get(value.report.id)))
            case tuple() | list():
                return type(value)(self._through(v, text) for v in value)
            case Mapping():
                return {
                    self._through(k, text): self._through(v, self.texts.get(str(k).partition("/")[0], text))
                    for k, v in value.items()
                }
        return self._inside(value, text) if is_dataclass(value) and not isinstance(value, type) else value

    def _inside(self, value: Any, text: str | None) -> Any:
        """A dataclass, with each field masked."""
        inner = {f.name: self._through(getattr(value, f.name), text) for f in fields(value) if f.init}
        return replace(value, **inner)

    def _span(self, span: Span, text: str | None) -> Span:
        if text is not None and span.end <= len(text):
            return Span.of(text, span.start, span.end)
        return replace(span, text=self.words(span.text))


def masked(record: ReportRecord) -> ReportRecord:
    """One record with the names of its victims withheld."""
    hidden = hidden_in(record)
    return Masking.of([hidden] if hidden else []).anything(record)


def hidden_in(record: ReportRecord) -> Hidden | None:
    """What of a report is withheld; None where it names no victim."""
    ids = frozenset(a.id for a in _victims(record))
    names = frozenset(_names(record))
    return Hidden(record.report.id, record.report.text, ids, names) if ids or names else None


# --- whose names


def _victims(record: ReportRecord) -> list[RecordActor]:
    """Persons that only the report knows and that suffer in one of its events."""
    suffering = {
        p.actor for e in record.events for p in e.participants if p.side not in _ACTING and p.actor
    } | {h.who for e in record.events for h in e.harm if h.who}
    harmed = [h.span for e in record.events for h in e.harm]
    return [
        a
        for a in record.actors
        if a.kind is ActorKind.PERSON
        and a.id.startswith(_LOCAL)
        and (a.id in suffering or any(m.overlaps(h) for m in a.mentions for h in harmed))
    ]


def _names(record: ReportRecord) -> set[str]:
    """Full names, and parts of them that are no name of anything else in the record."""
    others = {a.name for a in record.actors if not a.id.startswith(_LOCAL)}
    others |= {p.place.name for p in record.places} | {m.text for p in record.places for m in p.mentions}
    taken = {part.casefold() for name in others for part in name.split()}
    whole = {a.name for a in _victims(record)}
    whole |= {name for event in record.events for name in _harmed(event)}
    whole |= {n for found in _NAMED.finditer(record.report.text) for n in _capitalised(found[1])}
    whole = {name for name in whole if not {p.casefold() for p in name.split()} <= taken}
    parts = {p.strip("'’.,") for name in whole for p in name.split()}
    return whole | {p for p in parts if len(p) >= _PART and p[:1].isupper() and p.casefold() not in taken}


def _harmed(event: Event) -> Iterator[str]:
    """Names inside the words for one person who is harmed: "her son Omar", but not the first word alone,
    which may be a capital of the sentence's.
    """
    for harm in event.harm:
        if harm.quantity.low == 1:
            words = harm.span.text
            yield from (n for n in _capitalised(words) if " " in n or not words.startswith(n))


def _capitalised(words: str) -> list[str]:
    """Runs of words that begin with a capital."""
    found: list[str] = []
    run: list[str] = []
    for word in [*re.findall(r"[\w'’-]+|[^\w\s]", words), ""]:
        if word[:1].isupper() or (
            run and word.lower() in {"al", "el", "bin", "ibn", "abu", "umm", "de", "van"}
        ):
            run.append(word)
        elif run:
            found.append(" ".join(run))
            run = []
    return found


# --- blocks


def _pattern(names: set[str]) -> re.Pattern[str] | None:
    """What finds any of ``names``, the longest first, and as addresses write them too: a-hyphened-name."""
    if not names:
        return None
    spelled = {form for name in names for form in (name, _plain(name)) if form}
    longest = sorted(spelled, key=lambda n: (-len(n), n))
    found = (r"[\s._+-]+".join(map(re.escape, name.split())) for name in longest)
    return re.compile(r"(?<![^\W_])(?:" + "|".join(found) + r")(?![^\W_])", re.IGNORECASE)


def _plain(name: str) -> str:
    """Without accents, as addresses of pages are written."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def _blocked(text: str, names: re.Pattern[str] | None) -> str:
    """``text`` of the same length, with each letter of the names a block."""
    if names is None:
        return text
    return names.sub(lambda m: "".join(BLOCK if c.isalnum() else c for c in m.group()), text)
