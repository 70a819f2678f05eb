"""Inputs → reports: finds, opens and reads what the user named; one broken item never ends the run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.intake.errors import Skipped
from marsad.intake.options import IntakeOptions
from marsad.model.report import Report


def read_sources(inputs: Sequence[str], options: IntakeOptions) -> Iterator[Report | Skipped]:
    """Stream the reports of ``inputs``, and a Skipped for each item that could not be read."""
    raise NotImplementedError


def count_hint(inputs: Sequence[str]) -> int | None:
    """About how many items ``inputs`` hold, for progress bars; None where that is not cheap to say."""
    raise NotImplementedError
