"""Readers that some documents end: how a crawl must go on is told by words in the documents."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

from marsad.cli.session import PipelineMaker, UserFiles
from marsad.model.record import ReportRecord
from marsad.model.report import Report
from marsad.sieving import Reason, Verdict
from tests.cli.stub import READER, Stub

_ONCE = re.compile(r"ONCE (\S+)")


class Fragile:
    """Dies of "CRASH", never ends with "HANG", takes its time over "SLOW", dies of "ONCE path" once.

    "PARENT" takes its worker with it.
    """

    def __init__(self) -> None:
        self._stub = Stub()

    def read(self, report: Report) -> ReportRecord:
        once = _ONCE.search(report.text)
        if once and not Path(once[1]).exists():
            Path(once[1]).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if "CRASH" in report.text:
            os.kill(os.getpid(), signal.SIGSEGV)
        if "PARENT" in report.text:
            os.kill(os.getppid(), signal.SIGKILL)
        if "HANG" in report.text:
            time.sleep(1000)
        return self._stub.read(report)


def open_fragile(files: UserFiles | None = None) -> Fragile:
    return Fragile()


def open_broken() -> Fragile:
    raise OSError(2, "No such file or directory", "packs/world.sqlite")


class OfMills:
    """A sieve: what does not speak of a mill is dropped."""

    def covers(self, report: Report) -> bool:
        return True

    def judge(self, report: Report) -> Verdict:
        return Verdict(None if "mill" in report.text else Reason.SUBJECT)


FRAGILE = PipelineMaker(READER, open_fragile)
"""For commands that run in a process of their own."""
