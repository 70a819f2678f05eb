"""Part of ``make bench``: what a ledger costs as it grows, at ten thousand, a hundred thousand, a million
events (``--sizes``).

The reports are made up: wars of many countries, one town named more often than another, one to six events a
report, and one happening in twelve told by two to four outlets. A larger ledger covers more wars and more
years, as real ones do, so that what happens in one place on one day stays as dense. All goes in through
``Ledger.add_many`` and ``Ledger.settle``. Each size is a ledger of its own, which is kept: a fill that was
broken off goes on where it stood.

The time per event is measured on a few more of them in each ledger in turn, again and again, so that whatever
else the machine does falls on all sizes alike; the medians are compared.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

from sqlalchemy import func, select

from marsad.knowledge.actors import Registry
from marsad.ledger import EventFilter, Incident, Kept, Ledger
from marsad.ledger.incidents import incidents
from marsad.ledger.store.tables import EVENT, READING
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
from marsad.model.report import Basis, Published, Report
from marsad.model.span import Span
from marsad.model.time import Precision, When

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench-results"
SIZES = (10_000, 100_000)
ADDED = 200
"""Events, at least, that are added to a ledger before it is the next one's turn."""
ROUNDS = 10
MOST_RATIO = 1.5
QUICK_MS = 50.0
"""A query that a person waits for is to take no longer."""
READ = datetime(2026, 1, 1, tzinfo=UTC)
_BATCH = 1500
_ROUNDS = 15
_DAYS = 500
"""Days that one war of the made-up world is reported on."""
_PER_WAR = 5_000
"""Events of one war in those days."""
_TOWNS = 400
_KINDS = (
    (EventType.BATTLES, "Armed clash", "clashed with"),
    (EventType.EXPLOSIONS, "Shelling/artillery/missile attack", "shelled positions of"),
    (EventType.EXPLOSIONS, "Air/drone strike", "bombed positions of"),
    (EventType.VIOLENCE_AGAINST_CIVILIANS, "Attack", "attacked people who were said to support"),
    (EventType.STRATEGIC_DEVELOPMENTS, "Arrests", "arrested several members of"),
)
_OUTLETS = ("Dawn Post", "Harbour Radio", "The Valley Times", "Northern Wire", "Lake Herald", "City Desk")


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened in the made-up world."""

    place: Place
    day: date
    kind: tuple[EventType, str, str]
    sides: tuple[str, str]
    killed: int
    detail: int


class World:
    """Happenings and reports without end; the same seed makes the same ones."""

    def __init__(self, seed: int = 1) -> None:
        self._chance = random.Random(seed)
        self._events = 0
        self._reports = 0
        self._retold: list[tuple[Happening, int]] = []
        """Happenings that other outlets tell too, and how many still do."""

    def reports(self) -> Iterator[ReportRecord]:
        """Reports, the wars one after another and the days of each in order."""
        while True:
            war, within = divmod(self._events, _PER_WAR)
            yield self._report(war, within * _DAYS // _PER_WAR)

    def _report(self, war: int, day: int) -> ReportRecord:
        happenings = [self._next(war, day) for _ in range(self._chance.choice((1, 1, 2, 3, 4, 6)))]
        distinct = list(dict.fromkeys(happenings))
        self._events += len(distinct)
        self._reports += 1
        outlet = self._chance.choice(_OUTLETS)
        return written(self._reports, outlet, distinct, self._chance)

    def _next(self, war: int, day: int) -> Happening:
        if self._retold and self._chance.random() < 0.15:
            at = self._chance.randrange(len(self._retold))
            happening, left = self._retold[at]
            self._retold[at] = happening, left - 1
            if left <= 1:
                self._retold.pop(at)
            return happening
        happening = self._happen(war, day)
        if self._chance.random() < 1 / 12:
            self._retold.append((happening, self._chance.choice((1, 1, 2, 3))))
            del self._retold[:-40]  # nobody tells the news of last month
        return happening

    def _happen(self, war: int, day: int) -> Happening:
        chance = self._chance
        town = int(_TOWNS * chance.random() ** 2)  # a quarter of the towns has half of the fighting
        spot = random.Random(war * 1000 + town)
        lat, lon = -30 + war * 7 % 80 + spot.uniform(0, 3), -15 + war * 13 % 130 + spot.uniform(0, 3)
        country = f"{chr(65 + war % 26)}{chr(65 + war // 26 % 26)}"
        where = Place(
            f"geonames:{war * 1000 + town}", f"Town {war}-{town}", "town", round(lat, 4), round(lon, 4),
            country, f"Province {war}-{town % 12}", None, 9000 + town,
        )  # fmt: skip
        sides = (f"army-{war}-{chance.randrange(3)}", f"rebels-{war}-{chance.randrange(5)}")
        when = date(1990, 1, 1) + timedelta(days=(war * 53) % 12_000 + day)
        return Happening(
            where, when, chance.choice(_KINDS), sides, int(chance.paretovariate(0.9)), chance.randrange(900)
        )


def written(number: int, outlet: str, told: Sequence[Happening], chance: random.Random) -> ReportRecord:
    """The record of a report that tells of these happenings in sentences of its own."""
    text, events = f"{outlet}, report {number}.\n", []
    actors: dict[str, RecordActor] = {}
    places: dict[str, RecordPlace] = {}
    for happening in told:
        start = len(text)
        (one, other), did = happening.sides, happening.kind[2]
        killed = max(1, happening.killed + chance.choice((0, 0, 0, 1, -1)))
        sentence = (
            f"{one} {did} {other} in {happening.place.name} on {happening.day}, and {killed} people were "
            f"killed near street {happening.detail}, residents said. "
        )
        text += sentence
        for side in (one, other):
            actors[side] = RecordActor(side, side, ActorKind.REBEL_GROUP, happening.place.country, True, ())
        places[happening.place.id] = RecordPlace(happening.place, ())
        at = start + sentence.index(f"{killed} people were")
        spans = Span.of(text, start, len(text) - 1), Span.of(text, at, at + len(f"{killed} people"))
        events.append((happening, killed, spans))
    published = max(h.day for h in told) + timedelta(days=1)
    digest = hashlib.sha256(text.encode()).hexdigest()[:20]
    report = Report(
        f"r{digest}", f"made-up/{number}.txt", text, outlet=outlet, language="en",
        published=Published(published, published, Basis.GIVEN), name=str(number),
    )  # fmt: skip
    return ReportRecord(
        report, "made up", tuple(actors.values()), tuple(places.values()),
        tuple(_event(f"e{digest[:12]}{n}", *event) for n, event in enumerate(events)),
    )  # fmt: skip


def _event(name: str, told: Happening, killed: int, spans: tuple[Span, Span]) -> Event:
    evidence, span = spans
    return Event(
        id=name,
        type=told.kind[0],
        sub_type=told.kind[1],
        status=Status.HAPPENED,
        when=When(told.day, told.day, Precision.DAY, text=str(told.day)),
        where=Where(told.place.id, told.place.name, PlacePrecision.EXACT),
        participants=(
            Participant(told.sides[0], Side.A, "attacker", evidence),
            Participant(told.sides[1], Side.B, "target", evidence),
        ),
        harm=(Harm(Effect.KILLED, None, Quantity(span, killed, killed), span, claims=(0,)),),
        weapons=(),
        seized=(),
        claims=(Claim("residents", None, None, None, Stance.ASSERTS),),
        evidence=(evidence,),
        confidence=0.8,
        field_confidence={"when": 0.9, "where": 0.9},
    )


@dataclass(frozen=True, slots=True)
class Cost:
    """What one round of adding cost: milliseconds an event, and of these those of the processor."""

    add_ms: float
    settle_ms: float
    cpu_ms: float

    @property
    def total_ms(self) -> float:
        return self.add_ms + self.settle_ms


@dataclass(frozen=True, slots=True)
class Measured:
    """One size: medians over the rounds; ``queries`` in milliseconds; memory of the whole process so far."""

    events: int
    add_ms: float
    settle_ms: float
    total_ms: float
    cpu_ms: float
    memory_mb: float
    file_mb: float
    queries: dict[str, float]


class Grown:
    """A ledger of the made-up world, filled as far as it is."""

    def __init__(self, path: Path) -> None:
        self.ledger = Ledger.open(path)
        self.path = path
        with self.ledger.snapshot() as connection:
            reports = connection.execute(select(func.count()).select_from(READING)).scalar_one()
            self.events: int = connection.execute(select(func.count()).select_from(EVENT)).scalar_one()
        self._reports = islice(World().reports(), reports, None)

    def more(self, events: int) -> list[Kept]:
        """The next reports, which tell of so many events or a few more."""
        found: list[Kept] = []
        while sum(len(k.record.events) for k in found) < events:
            found.append(Kept(next(self._reports), READ))
        self.events += sum(len(k.record.events) for k in found)
        return found

    def fill(self, registry: Registry, size: int) -> None:
        """Go on until it holds ``size`` events."""
        self.ledger.settle(registry)
        began, had = time.perf_counter(), self.events
        while self.events < size:
            self.ledger.add_many(self.more(min(_BATCH, size - self.events)))
            self.ledger.settle(registry)
            spent = time.perf_counter() - began
            each = 1000 * spent / (self.events - had)
            print(f"\r{self.events:>9,} events, {spent:,.0f} s, {each:.2f} ms an event", end="", flush=True)
        print()

    def cost(self, registry: Registry) -> Cost:
        """Add reports one by one, as reading does, and settle them."""
        began = self.events
        some = self.more(ADDED)
        events, cpu = self.events - began, time.process_time()
        adding = _seconds(lambda: [self.ledger.add(k.record, k.read_at) for k in some])
        settling = _seconds(lambda: self.ledger.settle(registry))
        return Cost(
            1000 * adding / events, 1000 * settling / events, 1000 * (time.process_time() - cpu) / events
        )


def named(size: int) -> str:
    """What the ledger of a size is called: growth10k.sqlite."""
    return f"growth{size // 1_000_000}m" if size >= 1_000_000 else f"growth{size // 1000}k"


def measure(grown: Sequence[Grown], registry: Registry) -> list[Measured]:
    """Add to each in turn, and then ask each."""
    costs: dict[Path, list[Cost]] = {one.path: [] for one in grown}
    for one in grown:
        one.cost(registry)  # what a first round costs more is no matter of size
    for _ in range(ROUNDS):
        for one in grown:
            costs[one.path].append(one.cost(registry))
    found = []
    for one in grown:
        add, settle, total, cpu = (
            statistics.median(getattr(cost, name) for cost in costs[one.path])
            for name in ("add_ms", "settle_ms", "total_ms", "cpu_ms")
        )
        some = one.more(ADDED)
        one.ledger.add_many(some)
        asked = _asked(one.ledger, registry, some)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = one.path.stat().st_size / 2**20
        found.append(Measured(one.events, add, settle, total, cpu, memory, size, asked))
        print(_line(found[-1]), flush=True)
    return found


def _asked(ledger: Ledger, registry: Registry, more: Sequence[Kept]) -> dict[str, float]:
    """What people ask most: one place's history, one day's incidents, one incident, one report."""
    record = next(k.record for k in more if k.record.events)
    place = record.places[0].place.id
    day = record.events[0].when.start
    incident = ledger.incidents(registry, EventFilter(report=record.report.id))[0].id
    return {
        "one place's history": _ms(lambda: ledger.events(EventFilter(place=place))),
        "a day's incidents": _ms(lambda: ledger.incidents(registry, EventFilter(start=day, end=day))),
        "one incident": _ms(lambda: _incident(ledger, incident)),
        "one report": _ms(lambda: ledger.record(record.report.id)),
    }


def _incident(ledger: Ledger, name: str) -> list[Incident]:
    with ledger.snapshot() as connection:
        return incidents(connection, EventFilter(), ids=(name,))


def _ms(ask: Callable[[], object]) -> float:
    return 1000 * statistics.median(_seconds(ask) for _ in range(_ROUNDS))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _line(one: Measured) -> str:
    asked = ", ".join(f"{name} {ms:.1f} ms" for name, ms in one.queries.items())
    return (
        f"{one.events:>9,} events: {one.add_ms:.2f} + {one.settle_ms:.2f} ms an event (add, settle), "
        f"{one.cpu_ms:.2f} of them the processor's; "
        f"{asked}; {one.memory_mb:,.0f} MB of memory, file {one.file_mb:,.0f} MB"
    )


def report(found: Sequence[Measured]) -> None:
    """Say how the costs grew, and keep a table and a plot."""
    first, last = found[0], found[-1]
    ratio, work = last.total_ms / first.total_ms, last.cpu_ms / first.cpu_ms
    slow = max(last.queries.values())
    print(
        f"an event costs {ratio:.2f} times as much at {last.events:,} as at {first.events:,} events, "
        f"{work:.2f} times as much of the processor (aim: at most {MOST_RATIO})"
    )
    print(f"the slowest query takes {slow:.0f} ms at {last.events:,} events (aim: {QUICK_MS:.0f})")
    RESULTS.mkdir(exist_ok=True)
    rows = [asdict(m) for m in found]
    (RESULTS / "growth.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    (RESULTS / "growth.md").write_text(_table(found), encoding="utf-8")
    _plot(found)


def _table(found: Sequence[Measured]) -> str:
    names = list(found[0].queries)
    head = [
        "events",
        "add, ms",
        "settle, ms",
        "processor, ms",
        *(f"{n}, ms" for n in names),
        "memory, MB",
        "file, MB",
    ]
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for m in found:
        cells = [f"{m.events:,}", f"{m.add_ms:.2f}", f"{m.settle_ms:.2f}", f"{m.cpu_ms:.2f}"]
        cells += [f"{m.queries[n]:.1f}" for n in names]
        lines.append(f"| {' | '.join([*cells, f'{m.memory_mb:,.0f}', f'{m.file_mb:,.0f}'])} |")
    return "\n".join(lines) + "\n"


def _plot(found: Sequence[Measured]) -> None:
    try:
        from matplotlib.figure import Figure  # noqa: PLC0415 - the charts extra has it
    except ImportError:
        return
    figure = Figure(figsize=(9, 3.6), layout="constrained")
    costs, asked = figure.subplots(1, 2)
    sizes = [m.events for m in found]
    for name, values in (("add", [m.add_ms for m in found]), ("settle", [m.settle_ms for m in found])):
        costs.plot(sizes, values, "o-", label=name)
    costs.set(xscale="log", xlabel="events in the ledger", ylabel="ms an event", ylim=(0, None))
    for name in found[0].queries:
        asked.plot(sizes, [m.queries[name] for m in found], "o-", label=name)
    asked.axhline(QUICK_MS, color="grey", linestyle=":", label=f"aim: {QUICK_MS:.0f} ms")
    asked.set(xscale="log", yscale="log", xlabel="events in the ledger", ylabel="ms")
    for part in (costs, asked):
        part.legend(fontsize="small", loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)
    figure.savefig(RESULTS / "growth.png", dpi=150)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="events of each ledger")
    parser.add_argument("--folder", type=Path, default=ROOT / "build", help="where the ledgers are kept")
    parser.add_argument("--only-fill", action="store_true", help="measure nothing")
    asked = parser.parse_args()
    asked.folder.mkdir(exist_ok=True, parents=True)
    registry = Registry.load()
    grown = [Grown(asked.folder / f"{named(size)}.sqlite") for size in asked.sizes]
    for one, size in zip(grown, asked.sizes, strict=True):
        one.fill(registry, size)
    if not asked.only_fill:
        report(measure(grown, registry))


if __name__ == "__main__":
    main()
