"""Incidents do not depend on the order in which reports arrive, or on where a run was broken off."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from marsad.knowledge.actors import Registry
from marsad.ledger import Ledger, settling
from marsad.ledger.store.tables import INCIDENT_CHANGE
from marsad.model.record import ReportRecord

from .factory import clash, strike
from .test_incidents import retold


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


def _reports() -> list[ReportRecord]:
    day = date(2016, 11, 6)
    return [
        clash(),
        retold(clash(), "Heavy battles", "Qasr Online"),
        retold(clash(), "New fighting", "Rih Press"),
        clash(1, day + timedelta(days=1)),
        strike(),
    ]


def _grouped(ledger: Ledger, registry: Registry) -> set[tuple[str, frozenset[str]]]:
    found = ledger.incidents(registry)
    return {(i.id, frozenset(f"{r.report.id}/{r.event.id}" for r in i.rows)) for i in found}


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(order=st.permutations(range(5)), step=st.integers(1, 5))
def test_order_of_arrival_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, registry: Registry, order: list[int], step: int
) -> None:
    records = _reports()
    found = []
    for some in (range(5), order):
        path = tmp_path_factory.mktemp("ledger") / "ledger.sqlite"
        with Ledger.open(path) as ledger:
            for n, at in enumerate(some):
                ledger.add(records[at])
                if n % step == 0:
                    ledger.settle(registry)
            found.append(_grouped(ledger, registry))
    assert found[0] == found[1]
    assert any(len(members) > 1 for _, members in found[0])


def test_on_both_stores_every_report_is_settled_once(place: str, registry: Registry) -> None:
    with Ledger.open(place) as ledger:
        for record in _reports():
            ledger.add(record)
        seen: list[tuple[int, int]] = []
        ledger.settle(registry, lambda done, total: seen.append((done, total)))
        assert seen == [(5, 5)]
        grouped = _grouped(ledger, registry)
        ledger.settle(registry, lambda done, total: seen.append((done, total)))
        assert len(seen) == 1, "nothing waits any more"
        with ledger.engine.connect() as connection:
            changes = connection.execute(select(func.count()).select_from(INCIDENT_CHANGE)).scalar_one()
        assert changes == len(grouped)


def test_another_registry_makes_incidents_anew(place: str, registry: Registry) -> None:
    with Ledger.open(place) as ledger:
        for record in _reports():
            ledger.add(record)
        grouped = _grouped(ledger, registry)
        with ledger.engine.connect() as connection:
            assert not settling.outdated(connection, registry)
            assert settling.outdated(connection, Registry((), (), ()))
        assert _grouped(ledger, Registry((), (), ()))
        assert _grouped(ledger, registry) == grouped
