"""A report has the same record in every process, whatever order sets of words have there."""

from __future__ import annotations

import os
import subprocess
import sys

from .records import ROOT

SEEDS = range(5)

_READ = """
from marsad.knowledge.base import Knowledge
from marsad.reading.reader import read
from marsad.resolving.actors.scene import scene_of
from tests.records import report_of

knowledge = Knowledge.open()
for text in (
    "Fighters of the Allied Democratic Forces attacked a village on Monday.",
    "The Lord's Resistance Army freed nine people.",
    "Boko Haram burned a market.",
    "PKK fighters shot at a convoy.",
):
    report = report_of(text)
    print(scene_of(report, read(report, knowledge), knowledge).countries)
"""


def test_countries_that_weigh_the_same_keep_their_order() -> None:
    """The scene of a report decides whose army "the army" is."""

    def told(seed: int) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
        found = subprocess.run(
            [sys.executable, "-c", _READ],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return found.stdout

    first, *others = map(told, SEEDS)
    assert "', 0." in first, first  # there are countries, and some weigh the same
    assert all(other == first for other in others)
