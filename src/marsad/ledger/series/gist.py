"""One thing to count, reduced to what counting needs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from marsad.incidents.figures import Reported
from marsad.ledger.keys import name_key
from marsad.ledger.series.subjects import Per, Subject
from marsad.ledger.series.tally import Amount
from marsad.ledger.views import EventRow
from marsad.model.actor import ActorKind
from marsad.model.event import Effect
from marsad.model.place import Place


class Teller(NamedTuple):
    """A report that tells of something, and which reader read it."""

    report: str
    outlet: str | None
    reader: str


class Named(NamedTuple):
    """An actor: its id in the registry, or what stands for it there, and its name in one report.

    ``person``: it is one whom only reports know.
    """

    key: str
    name: str
    person: bool = False


@dataclass(frozen=True, slots=True)
class Gist:
    """``groups`` are those that it stands in by each way to make groups but actors; ``actors`` take part in
    its events, one entry for each event; ``harm`` is how many it harmed, None where no number is told.
    """

    first: date | None
    last: date | None
    groups: Mapping[Per, tuple[str, ...]]
    actors: tuple[Named, ...]
    harm: Mapping[Effect, Amount | None]
    tellers: tuple[Teller, ...]


def gist_of(subject: Subject, several: bool = False) -> Gist:
    """What counting needs of ``subject``; ``several`` where it stands in the groups of all its events, not in
    those of the event that stands for it.
    """
    rows = subject.rows if several else (subject.lead,)
    groups = {per: _each(value(row) for row in rows) for per, value in _VALUES.items()}
    groups[Per.OUTLET] = _each(row.report.outlet for row in subject.rows)
    told = {h.effect for row in subject.rows for h in row.event.harm}
    counted = {effect: harm_of(subject, effect) for effect in Effect}
    return Gist(
        subject.first,
        subject.last,
        groups,
        tuple(named for row in subject.rows for named in _actors(row)),
        {effect: amount for effect, amount in counted.items() if amount is not None or effect in told},
        tuple(dict.fromkeys(Teller(r.report.id, r.report.outlet, r.report.reader) for r in subject.rows)),
    )


def written(gist: Gist) -> str:
    """A gist as one line of JSON; ``read`` is the inverse."""
    parts = (
        gist.first and gist.first.isoformat(),
        gist.last and gist.last.isoformat(),
        {per.value: names for per, names in gist.groups.items() if names},
        gist.actors,
        {effect.value: amount and _cells(amount) for effect, amount in gist.harm.items()},
        gist.tellers,
    )
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def read(line: str) -> Gist:
    """The gist that ``written`` made the line of."""
    first, last, groups, actors, harm, tellers = json.loads(line)
    return Gist(
        first and date.fromisoformat(first),
        last and date.fromisoformat(last),
        {per: tuple(groups.get(word, ())) for word, per in _PER},
        tuple(Named(*cells) for cells in actors),
        {_EFFECT[word]: None if cells is None else Amount(*cells) for word, cells in harm.items()},
        tuple(Teller(*cells) for cells in tellers),
    )


_PER = tuple((per.value, per) for per in Per if per is not Per.ACTOR)
_EFFECT = {effect.value: effect for effect in Effect}


def _cells(amount: Amount) -> tuple[int, int, int, bool]:
    return amount.best, amount.low, amount.high, amount.open


def harm_of(subject: Subject, effect: Effect) -> Amount | None:
    """How many were harmed, of the figures that events which count give; None where none has a number."""
    total = next((t for t in subject.tolls if t.effect is effect and t.who is None), None)
    if total is None or total.best is None:
        return None
    keys = {f"{row.report.id}/{row.event.id}" for row in subject.rows}
    standing = [r for r in total.reported if r.telling in keys and not r.superseded]
    if not standing:
        return None
    values = [r.figure.best for r in standing]
    best = total.best if total.best in values else _latest(standing)
    low = min((r.figure.low for r in standing if r.figure.low is not None), default=0)
    high = max(r.figure.high if r.figure.high is not None else r.figure.low or 0 for r in standing)
    return Amount(best, low, high, any(r.figure.high is None for r in standing))


def _latest(standing: Sequence[Reported]) -> int:
    return max(standing, key=lambda r: (r.published or date.min, r.telling)).figure.best or 0


def _each(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for v in values if v))


def _area(place: Place | None, *names: str | None) -> str | None:
    name = next((n for n in names if n), None)
    country = place.country if place else None
    return ", ".join(part for part in (name, country) if part) or None


_VALUES: Mapping[Per, Callable[[EventRow], str | None]] = {
    Per.AREA: lambda row: _area(row.place, *((row.place.admin2, row.place.admin1) if row.place else ())),
    Per.ADMIN1: lambda row: _area(row.place, row.place.admin1) if row.place and row.place.admin1 else None,
    Per.COUNTRY: lambda row: row.place.country if row.place else None,
    Per.TYPE: lambda row: row.event.type.value,
    Per.SUB_TYPE: lambda row: row.event.sub_type,
    Per.STATUS: lambda row: row.event.status.value,
}


def _actors(row: EventRow) -> list[Named]:
    """Those who take part: by ids of the registry; others, which have none, by their names."""
    ids = dict.fromkeys(p.actor for p in row.event.participants if p.actor)
    return [Named(_key(row, id_), row.name(id_) or id_, _is_local_person(row, id_)) for id_ in ids]


def _is_local_person(row: EventRow, id_: str) -> bool:
    return id_.startswith("local:") and row.kinds.get(id_) is ActorKind.PERSON


def _key(row: EventRow, id_: str) -> str:
    return f"local:{name_key(row.name(id_) or id_)}" if id_.startswith("local:") else id_
