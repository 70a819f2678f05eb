"""The plainest engine: this process, one split after another. What breaks the reader breaks the run."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from marsad.engines.splits import Split
from marsad.engines.splitting import Task
from marsad.engines.tally import Tally


class One:
    def run(self, task: Task, splits: Sequence[Split]) -> Generator[Tally]:
        ask = task.opener()()
        for split in splits:
            yield task.do(split, ask)
