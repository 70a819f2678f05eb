"""Small ledgers written by hand, and exports of them in a folder of their own."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from marsad.export import trace
from marsad.export.formats import FORMATS
from marsad.export.loss import Losses
from marsad.export.unit import Unit
from marsad.export.write import Request, export, loss_path_of
from marsad.knowledge.actors import Registry
from marsad.ledger import Incident
from marsad.model.record import ReportRecord

from .ledgers import incident_of


@dataclass(frozen=True)
class Exported:
    """An export with what stands beside it."""

    file: Path
    losses: Losses

    @property
    def csv(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.file.read_text("utf-8"), newline="")))

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.file.read_bytes().split(b"\n") if line]

    @property
    def loss(self) -> str:
        return loss_path_of(self.file).read_text("utf-8")

    @property
    def trace(self) -> list[dict[str, Any]]:
        """The lines of the trace, its head first."""
        text = trace.path_of(self.file).read_bytes()
        return [json.loads(line) for line in text.split(b"\n") if line]


Export = Callable[..., Exported]


@pytest.fixture(scope="session")
def registry() -> Registry:
    return Registry.load()


@pytest.fixture
def exported(tmp_path: Path, registry: Registry) -> Export:
    """``exported(format, *incidents or records)``; a record alone is an incident of its own."""

    def write(
        form: str, *told: Incident | ReportRecord, force: bool = False, statements: int = 0
    ) -> Exported:
        incidents = [t if isinstance(t, Incident) else incident_of(t) for t in told]
        file = tmp_path / f"out.{form}"
        request = Request(FORMATS[form], file, "ledger.sqlite", force=force, statements=statements)
        return Exported(file, export(request, [Unit(i, registry) for i in incidents]))

    return write
