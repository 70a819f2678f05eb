"""Part of ``make bench``: how long the desk takes for each of its pages on a ledger of a hundred thousand
events (``growth.py`` makes it).

The desk runs in this process and is asked as a browser asks, for every page with a sample of filters: once
all of it, then again until the time is up (``--minutes``). What is told is the time from the request to the
whole answer; and, since other work on the machine lengthens that, the time that the processor spent on it.
The ratio is to the list of all incidents in the same run. Numbers are forgotten between rounds, so that each
page of them is counted, not remembered.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from fastapi.testclient import TestClient
from sqlalchemy import func, select, update

from growth import RESULTS, ROOT, Grown, World
from marsad.desk.app import create_app
from marsad.desk.settings import Settings
from marsad.knowledge.actors import Registry
from marsad.ledger import Kept, Ledger
from marsad.ledger.doubts.kinds import Kind
from marsad.ledger.settling import stamp
from marsad.ledger.store.tables import EVENT, INCIDENT, NAMING, REPORT, STAMP
from marsad.model.event import ControlState, ControlStatement
from marsad.model.record import ReportRecord

EVENTS = 100_000
AIM_MS = 200.0
SLIDER_MS = 150.0
"""What a page, and the slider of the map, are to take at most in 95 of 100 cases."""
SLIDER = "map: the slider"
PLAIN = "incidents: all"
MINUTES = 4.0
_SAMPLE = 8
"""Values of each filter, and incidents and reports, that are asked for."""
_TOLD = 1_500
"""Reports that say who holds a place, so that the map's slider has something to weigh."""


@dataclass(frozen=True, slots=True)
class Timed:
    """One kind of page: medians and 95th percentiles in milliseconds, over all that was asked for."""

    page: str
    asked: int
    p50: float
    p95: float
    cpu_p50: float
    cpu_p95: float
    slowest: str

    @property
    def aim(self) -> float:
        return SLIDER_MS if self.page == SLIDER else AIM_MS


class Sample:
    """What there is to ask for in a ledger: some of everything, the common and the rare."""

    def __init__(self, ledger: Ledger, seed: int = 1) -> None:
        chance = random.Random(seed)
        with ledger.snapshot() as connection:
            incidents = connection.execute(select(INCIDENT.c.id).order_by(INCIDENT.c.id)).scalars().all()
            reports = connection.execute(select(REPORT.c.id).order_by(REPORT.c.id)).scalars().all()
            names: dict[str, list[str]] = defaultdict(list)
            for row in connection.execute(select(NAMING).order_by(NAMING.c.name)):
                names[row.role].append(row.name)
                names["country"] += [row.country] if row.country else []
                names["province"] += [row.admin1] if row.admin1 else []
            self.first, self.last = connection.execute(
                select(func.min(EVENT.c.day_from), func.max(EVENT.c.day_to))
            ).one()
        self.incidents, self.reports = chance.sample(incidents, _SAMPLE), chance.sample(reports, _SAMPLE)
        some = {role: chance.sample(sorted(set(n)), min(_SAMPLE, len(set(n)))) for role, n in names.items()}
        days = [
            self.first + timedelta(days=chance.randrange((self.last - self.first).days)) for _ in range(6)
        ]
        self.days: list[date] = sorted(days)
        self.filters = {
            "actor": [*(f"actor={name}" for name in some["actor"]), "actor=army", "actor=rebels-1"],
            "place": [f"place={name}" for name in [*some["place"], *some["province"]]],
            "country": [f"country={code}" for code in some["country"]],
            "outlet": [f"outlet={name}" for name in some["outlet"]],
            "type": [f"type={name}" for name in ("Battles", "Explosions", "Violence", "Armed clash")],
            "status": ["status=happened", "status=threatened"],
            "days": [
                *(
                    f"from={a}&to={b}"
                    for a, b in zip(days, [d + timedelta(days=60) for d in days], strict=True)
                ),
                *(f"from={day}" for day in days[:3]),
                *(f"to={day}" for day in days[:3]),
            ],
            "several": [
                f"actor={a}&type=Battles&country={c}&outlet={o}"
                for a, c, o in zip(some["actor"], some["country"], [*some["outlet"]] * 2, strict=False)
            ],
        }


def addresses(sample: Sample) -> Iterator[tuple[str, str]]:
    """Kind of page and address, of all that is asked for."""
    for order in ("newest", "oldest", "harm"):
        yield PLAIN, f"/incidents?order={order}"
        yield "incidents: deep pages", f"/incidents?order={order}&page=900"
    for name, told in sample.filters.items():
        for query in told:
            yield f"incidents: {name}", f"/incidents?{query}"
            yield f"reports: {name}", f"/reports?{query}"
            yield f"counts: {name}", f"/counts?{query}&by=year"
            yield f"map: {name}", f"/api/v1/map/incidents?zoom=2&{query}"
            yield "map: list", f"/api/v1/map/list?{query}"
            yield "map: days", f"/api/v1/map/days?{query}"
    yield from (("incident", f"/incidents/{name}") for name in sample.incidents)
    yield from (("incident: candidates", f"/api/v1/incidents/{i}/candidates") for i in sample.incidents)
    yield from (("report", f"/reports/{name}") for name in sample.reports)
    yield from (("reports: all", f"/reports?page={n}") for n in (1, 2, 300))
    yield from (("reports: words", f"/reports?words={w}") for w in ("street 17", "killed", "residents said"))
    yield "reports: words", "/reports?words=street 17&type=Battles"
    yield "queue", "/queue"
    yield from (("queue", f"/queue?kind={kind.value}") for kind in Kind)
    yield "queue", "/queue?offset=900"
    yield "map", "/map"
    for zoom, box in ((2, "-180,-80,180,80"), (5, "0,-30,60,30"), (8, "10,0,20,10"), (11, "12,2,13,3")):
        yield "map: incidents", f"/api/v1/map/incidents?zoom={zoom}&box={box}"
        yield "map: list", f"/api/v1/map/list?box={box}"
    yield "map: days", "/api/v1/map/days"
    yield from ((SLIDER, f"/api/v1/map/control?on={day}") for day in sample.days)
    yield from ((SLIDER, f"/api/v1/map/control/periods?known={day}") for day in sample.days)
    yield SLIDER, "/api/v1/map/control/periods"
    for by in ("week", "month", "year", "all"):
        for per in ("", "type", "actor", "country", "area"):
            yield "counts: all", f"/counts?by={by}&per={per}&from={sample.last - timedelta(days=700)}"
            yield "counts: killed", f"/counts?by={by}&per={per}&count=killed&from={sample.days[2]}"
    yield from (("add and export", address) for address in ("/add", "/export"))
    yield from (("names as they are typed", f"/api/v1/places?words={w}") for w in ("dam", "al", "aleppo"))
    yield from (("names as they are typed", f"/api/v1/actors?words={w}") for w in ("free", "isis"))


def ask(client: TestClient, wanted: Sequence[tuple[str, str]], minutes: float) -> list[Timed]:
    """Ask for everything once, and then again until the time is up."""
    spent: dict[str, list[tuple[float, float, str]]] = defaultdict(list)
    end = time.monotonic() + 60 * minutes
    for rounds in count():
        client.app.state.workplace.memory.forget_answers()  # type: ignore[attr-defined]
        for page, address in wanted:
            if rounds and time.monotonic() > end:
                return [_timed(page, told) for page, told in spent.items()]
            began, cpu = time.perf_counter(), time.process_time()
            answer = client.get(address)
            took = 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - cpu)
            if answer.status_code != 200:
                raise SystemExit(f"{address} answers {answer.status_code}: {answer.text[:300]}")
            spent[page].append((*took, address))
            counted(client, answer.text)
    raise AssertionError("count() does not end")


def counted(client: TestClient, text: str) -> float:
    """Wait until what a page of numbers waits for is done; gives the seconds."""
    began = time.perf_counter()
    if 'data-job="' in text and "Looking through the ledger" in text:
        job = text.split('data-job="')[1].split('"', maxsplit=1)[0]
        while client.get(f"/api/v1/jobs/{job}").json()["stage"] in {"waiting", "working"}:
            time.sleep(0.1)
    return time.perf_counter() - began


def _timed(page: str, told: Sequence[tuple[float, float, str]]) -> Timed:
    wall, cpu = sorted(t[0] for t in told), sorted(t[1] for t in told)
    late = max(0, -(-95 * len(told) // 100) - 1)
    medians = {
        address: statistics.median(t[1] for t in told if t[2] == address) for address in {t[2] for t in told}
    }
    return Timed(
        page, len(medians), statistics.median(wall), wall[late], statistics.median(cpu), cpu[late],
        max(medians, key=lambda address: medians[address]),
    )  # fmt: skip


def holdings(number: int) -> Iterator[ReportRecord]:
    """Reports of the made-up world that each say besides who holds a place."""
    for n, record in enumerate(World(seed=2).reports()):
        if n == number:
            return
        event, place = record.events[0], record.places[0].place
        day = event.when.start
        told = ControlStatement(
            place=place.id, place_text=place.name, actor=record.actors[n % 2].id, state=ControlState.HOLDS,
            start=str(day), end=None, evidence=event.evidence,
        )  # fmt: skip
        yield ReportRecord(record.report, record.reader, record.actors, record.places, record.events, (told,))


def taken_as_settled(ledger: Ledger, registry: Registry) -> None:
    """Let the incidents of a ledger that was made with another registry or other weights stand: how fast they
    are shown does not hang on what joined them, and to make them anew takes a quarter of an hour.
    """
    with ledger.writing() as connection:
        connection.execute(update(STAMP).where(STAMP.c.name == "incidents").values(value=stamp(registry)))


def report(found: Sequence[Timed]) -> None:
    """Print the table, and keep it with a plot."""
    plain = next(t for t in found if t.page == PLAIN)
    head = "page", "asked", "p50, ms", "p95, ms", "processor p50, ms", "p95, ms", "p50 as the list", "slowest"
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for t in sorted(found, key=lambda t: -t.p95):
        cells = t.page, t.asked, *(f"{ms:.0f}" for ms in (t.p50, t.p95, t.cpu_p50, t.cpu_p95))
        lines.append(f"| {' | '.join(map(str, cells))} | {t.cpu_p50 / plain.cpu_p50:.2f} | {t.slowest} |")
    print("\n".join(lines))
    over = [t.page for t in found if t.p95 > t.aim]
    print(f"over the aim at the 95th percentile: {', '.join(over) or 'none'}")
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "desk.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (RESULTS / "desk.json").write_text(
        json.dumps([asdict(t) for t in found], indent=1) + "\n", encoding="utf-8"
    )
    _plot(sorted(found, key=lambda t: t.p95))


def _plot(found: Sequence[Timed]) -> None:
    try:
        from matplotlib.figure import Figure  # noqa: PLC0415 - the charts extra has it
    except ImportError:
        return
    figure = Figure(figsize=(8, 0.24 * len(found) + 1.2), layout="constrained")
    axes = figure.subplots()
    names = [t.page for t in found]
    axes.barh(names, [t.p95 for t in found], color="#c9d3df", label="95th percentile")
    axes.barh(names, [t.p50 for t in found], color="#3b6ea5", height=0.45, label="median")
    axes.axvline(AIM_MS, color="grey", linestyle=":", label=f"aim: {AIM_MS:.0f} ms")
    axes.set(xlabel="ms from request to answer")
    axes.legend(fontsize="small", loc="lower right")
    figure.savefig(RESULTS / "desk.png", dpi=150)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--ledger", type=Path, default=ROOT / "build" / "growth100k.sqlite")
    parser.add_argument(
        "--minutes", type=float, default=MINUTES, help="how long all is asked for, at least once"
    )
    asked = parser.parse_args()
    registry = Registry.load()
    if not asked.ledger.exists():
        asked.ledger.parent.mkdir(exist_ok=True, parents=True)
        Grown(asked.ledger).fill(registry, EVENTS)
    with tempfile.TemporaryDirectory(prefix="marsad-desk-") as folder:
        path = Path(shutil.copy(asked.ledger, Path(folder) / "desk.sqlite"))
        with Ledger.open(path) as ledger:
            taken_as_settled(ledger, registry)
            ledger.add_many([Kept(record) for record in holdings(_TOLD)])
            ledger.settle(registry)
            sample = Sample(ledger)
        app = create_app(Settings(str(path), reviewer="Bench"))
        with TestClient(app) as client:
            wanted = list(addresses(sample))
            workplace = app.state.workplace  # which looks ahead as ``marsad desk`` has it do
            workplace.jobs.only("count", workplace.look_ahead)
            for asked_for in ("/counts", "/counts?count=events&by=year"):
                first = client.get(asked_for).text
                print(f"{asked_for} is answered {counted(client, first):.1f} s after it is first asked for")
            for address in dict.fromkeys(page for page, _ in wanted):
                client.get(next(a for p, a in wanted if p == address))  # what is opened once is opened now
            report(ask(client, wanted, asked.minutes))


if __name__ == "__main__":
    main()
