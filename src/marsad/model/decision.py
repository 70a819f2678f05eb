"""Decisions: what a reviewer judged of records, appended and never changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any


class Verb(StrEnum):
    CONFIRM = "confirm"
    CORRECT = "correct"
    ADD = "add"
    JOIN = "join"
    SPLIT = "split"
    WITHDRAW = "withdraw"
    COMMENT = "comment"
    REVERSE = "reverse"


class About(StrEnum):
    EVENT = "event"
    CONTROL = "control"


@dataclass(frozen=True, slots=True)
class Subject:
    """A record as the reviewer saw it, by its report and its id there.

    ``evidence`` are the words that it rested on, and ``type`` what it was: by them the record is found again
    when a later reader gives it another id.
    """

    report: str
    id: str
    about: About
    type: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided what of which records, when (in UTC), and why.

    ``field`` and ``value`` say what a correction sets, in the form of the contract; an addition is of an
    event that the reader missed, ``value`` being its fields. A join makes all ``subjects`` one incident; a
    split takes the first apart from all others. ``reverses`` is the id of the decision that is taken back.
    """

    verb: Verb
    subjects: tuple[Subject, ...]
    by: str
    at: datetime
    why: str
    field: str | None = None
    value: Mapping[str, object] | None = None
    reverses: str | None = None

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a decision needs the time zone of its hour")

    @property
    def id(self) -> str:
        """The same decision has the same id in every ledger."""
        said = json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
        return "d" + hashlib.sha256(said).hexdigest()[:20]

    def to_json(self) -> dict[str, object]:
        return {
            "verb": self.verb.value,
            "subjects": [
                {
                    "report": s.report,
                    "id": s.id,
                    "about": s.about.value,
                    "type": s.type,
                    "evidence": list(s.evidence),
                }
                for s in self.subjects
            ],
            "by": self.by,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "why": self.why,
            "field": self.field,
            "value": None if self.value is None else dict(self.value),
            "reverses": self.reverses,
        }

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Decision:
        """The inverse of ``to_json``. Raises ValueError, KeyError or TypeError for another form."""
        return cls(
            verb=Verb(said["verb"]),
            subjects=tuple(
                Subject(
                    str(s["report"]),
                    str(s["id"]),
                    About(s["about"]),
                    str(s["type"]),
                    tuple(map(str, s["evidence"])),
                )
                for s in said["subjects"]
            ),
            by=str(said["by"]),
            at=datetime.fromisoformat(said["at"]),
            why=str(said["why"]),
            field=said.get("field"),
            value=said.get("value"),
            reverses=said.get("reverses"),
        )


def effective(decisions: Iterable[Decision]) -> list[Decision]:
    """Those that nobody took back, the earliest first; a reversal can be reversed too."""
    told = sorted(decisions, key=lambda d: (d.at, d.id))
    reversed_: set[str] = set()
    for decision in reversed(told):
        if decision.verb is Verb.REVERSE and decision.reverses and decision.id not in reversed_:
            reversed_.add(decision.reverses)
    return [d for d in told if d.id not in reversed_ and d.verb is not Verb.REVERSE]
