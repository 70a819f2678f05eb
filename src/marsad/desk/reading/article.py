"""The article cut into segments, each with all the fields that stand on its characters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from marsad.ledger.evidence import TOLD, Stretch
from marsad.model.event import Effect, Side
from marsad.model.report import Report

KINDS: Mapping[str, str] = {
    **dict.fromkeys(map(str, Effect), "harm"),
    "when": "when",
    "from": "when",
    "to": "when",
    "where": "where",
    **dict.fromkeys(map(str, Side), "who"),
    "actor": "who",
    "says": "says",
    "weapons": "what",
    "seized": "what",
    "type": "what",
    "status": "what",
    "state": "holds",
}
"""Field of a record → kind of evidence, which has a colour. Earlier ones show over later ones."""
_ORDER = tuple(dict.fromkeys(KINDS.values()))


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters from ``at`` (an index into the text) on that belong to the same fields.

    ``fields`` are written NUMBER.FIELD, the number being the record's on the page; ``kind`` is that of the
    field that shows, "" where only whole sentences tell of a record. ``left_out`` are characters that are not
    of the article.
    """

    at: int
    text: str
    fields: tuple[str, ...] = ()
    kind: str = ""
    left_out: bool = False

    @property
    def records(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(f.partition(".")[0] for f in self.fields))


def segments(report: Report, found: Iterable[Stretch], numbers: Mapping[str, str]) -> tuple[Segment, ...]:
    """The whole text in order; ``numbers`` are those of the records on the page, by id."""
    told = [(s.span.start, s.span.end, f"{numbers[s.record]}.{s.field}") for s in found]
    cuts = [(r.start, r.end) for r in report.removed]
    return tuple(_pieces(report.text, told, cuts))


def _pieces(
    text: str, told: Sequence[tuple[int, int, str]], cuts: Sequence[tuple[int, int]]
) -> Iterator[Segment]:
    begins: dict[int, list[str]] = defaultdict(list)
    ends: dict[int, list[str]] = defaultdict(list)
    for start, end, name in told:
        begins[start].append(name)
        ends[end].append(name)
    borders = {0, len(text), *begins, *ends, *(at for cut in cuts for at in cut)}
    open_: list[str] = []
    for start, end in pairwise(sorted(b for b in borders if 0 <= b <= len(text))):
        for name in ends[start]:
            open_.remove(name)
        open_ += begins[start]
        names = tuple(dict.fromkeys(open_))
        out = any(a <= start and end <= b for a, b in cuts)
        yield Segment(start, text[start:end], names, _kind(names), out)


def _kind(names: Iterable[str]) -> str:
    fields = (name.partition(".")[2] for name in names)
    kinds = {KINDS.get(f, "what") for f in fields if f != TOLD}
    return next((k for k in _ORDER if k in kinds), "")
