"""The stages in order: Report → Reading → record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from marsad.knowledge.base import Knowledge
from marsad.knowledge.casing import legible
from marsad.model.record import ReportRecord, as_written
from marsad.model.report import Report
from marsad.reading.network.weights import Network
from marsad.reading.reader import READER, read
from marsad.resolving.resolve import resolve


class Pipeline:
    """Reads reports with one set of knowledge, opened once. Holds no state between reports."""

    reader = READER

    def __init__(self, knowledge: Knowledge, network: Network | None = None) -> None:
        self.knowledge = knowledge
        self.network = network
        """None reads by frames and grammar alone."""

    @classmethod
    def open(
        cls,
        actor_files: Sequence[Path] = (),
        region_file: Path | None = None,
        frame_files: Sequence[Path] = (),
        threads: int = 0,
    ) -> Pipeline:
        """A pipeline with what ships with Marsad and the user's own files, which win.

        ``threads`` is how many the network uses, 0 for all cores.
        Raises ActorFileError, FrameFileError, GazetteerMissing or WeightsDamaged.
        """
        return cls(Knowledge.open(actor_files, region_file, frame_files), Network.open(threads))

    def read(self, report: Report) -> ReportRecord:
        """The record of one report; one in a language that Marsad does not read has no events."""
        if report.language not in {None, "en"}:
            return ReportRecord(report, self.reader)
        given = legible(report, self.knowledge.registry)
        record = resolve(given, read(given, self.knowledge, self.network), self.knowledge)
        return record if given is report else as_written(record, report)
