"""The plainest engine: this process, one split after another. What breaks the reader breaks the run."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from marsad.engines.splits import Split
from marsad.engines.splitting import Job, read_split
from marsad.engines.tally import Tally


class One:
    def run(self, job: Job, splits: Sequence[Split]) -> Generator[Tally]:
        ask = job.work.opener()()
        for split in splits:
            yield read_split(split, job, ask)
