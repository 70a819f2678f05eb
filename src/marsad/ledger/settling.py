"""Bringing events together as incidents, report by report, as far as it has not been done yet.

What is stored is only what can be made anew: which cells each telling stands in, how likely pairs of
tellings are one incident, and which incident each belongs to. A report that is new, was read again or was
decided on waits in PENDING; settling it touches its own tellings and the clusters that they hang together
with. The order of arrival changes nothing, since clusters follow from their pairs alone.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, Executable, bindparam, delete, func, insert, select, update

from marsad.incidents import blocking, comparing, grouping
from marsad.incidents.components import components
from marsad.knowledge.actors import Registry
from marsad.ledger.atlas import pinning, points
from marsad.ledger.doubts import keeping, kinds
from marsad.ledger.incidents import made_of
from marsad.ledger.keys import incident_id
from marsad.ledger.review.store import decisions_on
from marsad.ledger.store.batches import batches
from marsad.ledger.store.tables import (
    DOUBT,
    EVENT_FACT,
    INCIDENT,
    INCIDENT_CHANGE,
    LIKENESS,
    PENDING,
    REPORT,
    STAMP,
    TELLING,
    TELLING_CELL,
)
from marsad.ledger.tellings import Known, Tellings, bounds, hashed, published, telling_in, tolls_in
from marsad.ledger.views import EventRow
from marsad.model.decision import Decision, Subject, Verb, effective

BATCH = 100
"""Reports settled in one transaction: an interrupted run loses no more than that."""
_STAMP = "incidents"


def put_off(connection: Connection, reports: Iterable[str]) -> None:
    """Note that the tellings of ``reports`` are to be worked out anew."""
    for report in sorted(set(reports)):
        known = select(PENDING.c.report).where(PENDING.c.report == report)
        if connection.execute(known).first() is None:
            connection.execute(insert(PENDING).values(report=report))


def outdated(connection: Connection, registry: Registry) -> bool:
    """Whether incidents were made with another registry or other weights, and are to be made anew."""
    found = connection.execute(select(STAMP.c.value).where(STAMP.c.name == _STAMP)).scalar()
    return found != stamp(registry)


def start_anew(connection: Connection, registry: Registry) -> None:
    """Put off all reports."""
    connection.execute(delete(PENDING))
    connection.execute(insert(PENDING).from_select(["report"], select(REPORT.c.id)))
    for table in (LIKENESS, TELLING_CELL, DOUBT):
        connection.execute(delete(table))
    connection.execute(delete(STAMP).where(STAMP.c.name == _STAMP))
    connection.execute(insert(STAMP).values(name=_STAMP, value=stamp(registry)))


def stamp(registry: Registry) -> str:
    """What incidents and their doubts follow from besides the events: weights, rules, who is kin to whom."""
    told = (comparing.version(), grouping.JOIN, grouping.THREAD, kinds.RULES)
    digest = hashlib.sha256(repr(told).encode())
    for actor in sorted(registry.actors.values(), key=lambda a: a.id):
        digest.update(repr((actor.id, actor.parent, actor.predecessors, actor.successors)).encode())
    return digest.hexdigest()


def waiting(connection: Connection) -> int:
    """How many reports wait to be settled."""
    return connection.execute(select(func.count()).select_from(PENDING)).scalar_one()


def settle_some(connection: Connection, registry: Registry) -> int:
    """Settle up to BATCH reports that wait; gives how many."""
    reports = (
        connection.execute(select(PENDING.c.report).order_by(PENDING.c.report).limit(BATCH)).scalars().all()
    )
    if reports:
        _Settling(connection, registry).settle(reports)
        connection.execute(delete(PENDING).where(PENDING.c.report.in_(reports)))
    return len(reports)


class _Settling:
    """One batch of reports."""

    def __init__(self, connection: Connection, registry: Registry) -> None:
        self._connection = connection
        self._registry = registry
        self._tellings = Tellings(connection)

    def settle(self, reports: Sequence[str]) -> None:
        touched = self._tellings.forget(reports)
        fresh = self._tellings.enter(reports)
        self._compare(fresh)
        self._rule(reports)
        touched.update(k.n for k in fresh)
        self._cluster(self._reached(touched))
        self._drop_empty()

    def _compare(self, fresh: Sequence[Known]) -> None:
        """Weigh the new tellings against all that they meet."""
        looked: dict[int, list[Known]] = defaultdict(list)
        for k in fresh:
            for cell in hashed(blocking.looks_in(k.telling)):
                looked[cell].append(k)
        met: dict[int, set[int]] = defaultdict(set)
        for some in batches(sorted(looked)):
            query = select(TELLING_CELL).where(TELLING_CELL.c.cell.in_(some))
            for row in self._connection.execute(query):
                for k in looked[row.cell]:
                    met[k.n].add(row.telling)
        known = {k.n: k.telling for k in fresh}
        others = set().union(*met.values()) - known.keys()
        known |= {n: telling_in(row) for n, row in self._tellings.rows(others).items()}
        pairs = {
            (min(n, other), max(n, other)) for n, others in met.items() for other in others if other != n
        }
        rows = []
        for one, other in sorted(pairs):
            if one not in known or other not in known or known[one].report == known[other].report:
                continue
            found = comparing.compare(known[one], known[other], comparing.World(self._registry))
            if found.probability >= grouping.THREAD:
                rows.append(
                    {
                        "one": one,
                        "other": other,
                        "probability": found.probability,
                        "reasons": dict(found.reasons),
                    }
                )
        if rows:
            self._connection.execute(insert(LIKENESS), rows)

    # --- what reviewers decided

    def _rule(self, reports: Sequence[str]) -> None:
        """Write what was decided of pairs with a telling of ``reports``; of several decisions the last."""
        ruled: dict[tuple[int, int], bool] = {}
        decisions = effective(decisions_on(self._connection, reports))
        numbers = self._tellings.numbers(
            {s for d in decisions for s in d.subjects if d.verb in {Verb.JOIN, Verb.SPLIT}}
        )
        for decision in decisions:
            ruled |= dict.fromkeys(_pairs(decision, numbers), decision.verb is Verb.JOIN)
        known = self._compared(ruled)
        self._execute(
            update(LIKENESS)
            .where(LIKENESS.c.one == bindparam("first"), LIKENESS.c.other == bindparam("second"))
            .values(ruled=bindparam("same")),
            [{"first": p[0], "second": p[1], "same": same} for p, same in ruled.items() if p in known],
        )
        self._execute(
            insert(LIKENESS),
            [
                {"one": p[0], "other": p[1], "probability": 0.0, "reasons": {}, "ruled": same}
                for p, same in ruled.items()
                if p not in known
            ],
        )

    def _compared(self, pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
        """Those of ``pairs`` that stand in the ledger, by few questions however many they are."""
        wanted = set(pairs)
        found: set[tuple[int, int]] = set()
        for some in batches(sorted({one for one, _ in wanted})):
            query = select(LIKENESS.c.one, LIKENESS.c.other).where(LIKENESS.c.one.in_(some))
            found.update((row.one, row.other) for row in self._connection.execute(query))
        return found & wanted

    # --- clusters

    def _reached(self, touched: set[int]) -> dict[tuple[int, int], Any]:
        """The likely or ruled pairs of all tellings that those touched may be one with, over however many.

        Those touched that hang together with none stand as pairs with themselves.
        """
        found: dict[tuple[int, int], Any] = {(n, n): None for n in touched}
        seen, edge = set[int](), set(touched)
        while edge:
            seen |= edge
            reached: set[int] = set()
            for some in batches(sorted(edge)):
                for end in (LIKENESS.c.one, LIKENESS.c.other):
                    for row in self._connection.execute(select(*_PAIR).where(end.in_(some))):
                        found[row.one, row.other] = row
                        if row.probability >= grouping.JOIN or row.ruled:
                            reached |= {row.one, row.other}
            edge = reached - seen
        return {pair: row for pair, row in found.items() if seen.issuperset(pair)}

    def _cluster(self, found: Mapping[tuple[int, int], Any]) -> None:
        """Cluster anew what hangs together by these pairs, and note which incidents changed by it."""
        rows = self._tellings.rows({n for pair in found for n in pair})
        key = {n: f"{row.report.id}/{row.event.id}" for n, row in rows.items()}
        number = {k: n for n, k in key.items()}
        reports = {key[n]: row.report.id for n, row in rows.items()}
        pairs = {
            frozenset((key[one], key[other])): row
            for (one, other), row in found.items()
            if row is not None and one in key and other in key
        }
        likely = {pair: row.probability for pair, row in pairs.items()}
        named: dict[str, Mapping[int, EventRow]] = {}
        inside: dict[int, list[frozenset[str]]] = defaultdict(list)
        joined = frozenset(pair for pair, row in pairs.items() if row.ruled)
        apart = frozenset(pair for pair, row in pairs.items() if row.ruled is False)
        together = components(
            reports, grouping.threads(likely, reports.keys(), grouping.Rulings(joined, apart))
        )
        home = {k: at for at, keys in enumerate(together) for k in keys}
        for pair in pairs:
            if len({home[key] for key in pair}) == 1:
                inside[home[next(iter(pair))]].append(pair)
        for at, keys in enumerate(together):
            mine = inside[at]
            rulings = grouping.Rulings(joined.intersection(mine), apart.intersection(mine))
            near = {pair: likely[pair] for pair in mine}
            for group in grouping.cluster(sorted(keys), near, reports, rulings):
                members = {number[k]: rows[number[k]] for k in group}
                lead = min(members.values(), key=published)
                named[incident_id(lead.report.id, lead.event.id)] = members
        self._name(named)

    def _name(self, named: Mapping[str, Mapping[int, EventRow]]) -> None:
        """Store incidents with their members; the id is that of the telling that was published first."""
        days = {name: bounds(members.values()) for name, members in named.items()}
        figures = {name: tolls_in(members.values()) for name, members in named.items()}
        harm = {name: kinds.people(found) for name, found in figures.items()}
        known: set[str] = set()
        for some in batches(sorted(named)):
            query = select(INCIDENT.c.id).where(INCIDENT.c.id.in_(some))
            known.update(self._connection.execute(query).scalars())
        self._execute(
            update(INCIDENT)
            .where(INCIDENT.c.id == bindparam("called"))
            .values(first=bindparam("begins"), last=bindparam("ends"), harm=bindparam("cost")),
            [
                {"called": n, "begins": days[n][0], "ends": days[n][1], "cost": harm[n]}
                for n in named
                if n in known
            ],
        )
        self._execute(
            insert(INCIDENT),
            [
                {"id": n, "first": days[n][0], "last": days[n][1], "harm": harm[n]}
                for n in named
                if n not in known
            ],
        )
        self._move({n: name for name, members in named.items() for n in members})
        keeping.note(self._connection, named, figures)
        made = made_of(self._connection, {name: members.values() for name, members in named.items()})
        pinning.keep(self._connection, list(made.values()))
        self._tellings.left -= named.keys()
        self._log(
            {
                name: tuple(sorted(f"{r.report.id}/{r.event.id}" for r in members.values()))
                for name, members in named.items()
            }
        )

    def _move(self, home: Mapping[int, str]) -> None:
        """Store to which incident tellings belong, where it is not the one that they belonged to."""
        moved = {n: name for n, name in home.items() if self._tellings.home.get(n) != name}
        self._execute(
            update(TELLING).where(TELLING.c.n == bindparam("told")).values(incident=bindparam("called")),
            [{"told": n, "called": name} for n, name in moved.items()],
        )
        at = self._tellings.at
        self._execute(
            update(EVENT_FACT)
            .where(EVENT_FACT.c.reading == bindparam("within"), EVENT_FACT.c.n == bindparam("told"))
            .values(incident=bindparam("called")),
            [{"within": at[n][0], "told": at[n][1], "called": name} for n, name in moved.items()],
        )

    def _drop_empty(self) -> None:
        """Take out incidents that nothing belongs to any more."""
        for some in batches(sorted(self._tellings.left)):
            query = select(TELLING.c.incident).where(TELLING.c.incident.in_(some)).distinct()
            empty = sorted(set(some) - set(self._connection.execute(query).scalars()))
            self._connection.execute(delete(INCIDENT).where(INCIDENT.c.id.in_(empty)))
            points.forget(self._connection, empty)
            self._log(dict.fromkeys(empty, ()))

    def _log(self, members: Mapping[str, tuple[str, ...]]) -> None:
        """Note the members of incidents where they are not what they were."""
        before: dict[str, tuple[str, ...]] = {}
        for some in batches(sorted(members)):
            last = select(func.max(INCIDENT_CHANGE.c.n)).where(INCIDENT_CHANGE.c.incident.in_(some))
            query = select(INCIDENT_CHANGE.c.incident, INCIDENT_CHANGE.c.members).where(
                INCIDENT_CHANGE.c.n.in_(last.group_by(INCIDENT_CHANGE.c.incident))
            )
            before.update((row.incident, row.members) for row in self._connection.execute(query))
        changed = [
            {"incident": name, "members": told}
            for name, told in members.items()
            if before.get(name, ()) != told
        ]
        self._execute(insert(INCIDENT_CHANGE), changed)

    def _execute(self, statement: Executable, rows: Sequence[Mapping[str, object]]) -> None:
        if rows:
            self._connection.execute(statement, rows)


_PAIR = (LIKENESS.c.one, LIKENESS.c.other, LIKENESS.c.probability, LIKENESS.c.ruled)


def _pairs(decision: Decision, numbers: Mapping[Subject, int]) -> Iterator[tuple[int, int]]:
    """The pairs of tellings that a join or split speaks of: all, or the first with each of the others."""
    told = [numbers[s] for s in decision.subjects if s in numbers]
    if decision.verb is Verb.JOIN:
        pairs: Iterable[tuple[int, ...]] = combinations(told, 2)
    elif decision.verb is Verb.SPLIT and decision.subjects and decision.subjects[0] in numbers:
        pairs = ((told[0], other) for other in told[1:])
    else:
        return
    yield from ((min(a, b), max(a, b)) for a, b in pairs if a != b)
