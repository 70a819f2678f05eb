"""What was done so far: counts that add up, whoever did the work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

_KINDS = 200
"""So many different reasons are counted one by one; the files of the splits have all of them."""
_OTHERS = ("of other reasons", "look into the files of _splits")
_TOLD = 10


@dataclass(frozen=True, slots=True)
class Aside:
    """A document that no worker could read: how often it was tried, and what happened."""

    source: str
    reason: str
    tries: int


@dataclass(slots=True)
class Tally:
    """Counts of a run, or of a part of it. ``splits`` are those that were finished."""

    documents: int = 0
    records: int = 0
    events: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    copies: int = 0
    languages: Counter[str] = field(default_factory=Counter)
    """Records of reports in a language that is not read."""
    skipped: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Reason and remedy → how many."""
    examples: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """Reason and remedy → some of the inputs."""
    aside: list[Aside] = field(default_factory=list)
    size: int = 0
    """Bytes of input that are finished."""
    splits: list[str] = field(default_factory=list)

    def skip(self, source: str, reason: str, remedy: str) -> None:
        key = (reason, remedy) if (reason, remedy) in self.skipped or len(self.skipped) < _KINDS else _OTHERS
        self.skipped[key] += 1
        some = self.examples.setdefault(key, [])
        if len(some) <= _TOLD:
            some.append(source)

    def add(self, more: Tally) -> None:
        """Take in the counts of another part of the run."""
        self.documents += more.documents
        self.records += more.records
        self.events += more.events
        self.copies += more.copies
        self.size += more.size
        self.dropped += more.dropped
        self.languages += more.languages
        for key, number in more.skipped.items():
            kept = key if key in self.skipped or len(self.skipped) < _KINDS else _OTHERS
            self.skipped[kept] += number
            some = self.examples.setdefault(kept, [])
            some += more.examples.get(key, [])[: _TOLD + 1 - len(some)]
        self.aside += more.aside

    def counts(self) -> dict[str, Any]:
        """The counts as JSON, for the file of a finished split."""
        skipped = [
            {"reason": reason, "remedy": remedy, "number": number, "sources": self.examples[reason, remedy]}
            for (reason, remedy), number in self.skipped.items()
        ]
        return {
            "documents": self.documents,
            "records": self.records,
            "events": self.events,
            "copies": self.copies,
            "dropped": dict(self.dropped),
            "languages": dict(self.languages),
            "skipped": skipped,
            "aside": len(self.aside),
            "size": self.size,
        }


def told(aside: Sequence[Aside]) -> list[dict[str, object]]:
    """Documents set aside, as JSON."""
    return [asdict(one) for one in aside]
