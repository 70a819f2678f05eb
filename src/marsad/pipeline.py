"""The stages in order: Report → Reading → record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from marsad.knowledge.base import Knowledge
from marsad.model.record import ReportRecord
from marsad.model.report import Report
from marsad.reading.reader import READER, read
from marsad.resolving.resolve import resolve


class Pipeline:
    """Reads reports with one set of knowledge, opened once. Holds no state between reports."""

    reader = READER

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    @classmethod
    def open(
        cls,
        actor_files: Sequence[Path] = (),
        region_file: Path | None = None,
        frame_files: Sequence[Path] = (),
    ) -> Pipeline:
        """A pipeline with what ships with Marsad and the user's own files, which win.

        Raises ActorFileError, FrameFileError or GazetteerMissing.
        """
        return cls(Knowledge.open(actor_files, region_file, frame_files))

    def read(self, report: Report) -> ReportRecord:
        """The record of one report; one in a language that Marsad does not read has no events."""
        if report.language not in {None, "en"}:
            return ReportRecord(report, self.reader)
        return resolve(report, read(report, self.knowledge), self.knowledge)
