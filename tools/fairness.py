"""Read the same event with the sides swapped and compare: ``python tools/fairness.py [--show]``.

Who did a thing must not change what kind of thing it was. Each text of ``fairness.yaml`` tells of two sides.
It is read twice, once with each side in each part. Both records must have the same number of events and, one
by one in the order of telling, the same type, harm and status. Sub-types may differ: where a place changes
hands, ACLED's own depend on who acts.

Prints, by kind of side and by pair of kinds, how many pairs were read and the share of them, in percent, in
which both records agree. ``--show`` prints the pairs in which they do not.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, product
from pathlib import Path
from typing import Any

import yaml
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from marsad.knowledge.actors import Registry
from marsad.model.event import Effect, Event
from marsad.model.record import ReportRecord
from marsad.model.report import Basis, Published, Report
from marsad.pipeline import Pipeline

TEXTS = Path(__file__).with_suffix(".yaml")
KINDS = ("state", "rebel", "jihadist", "foreign")
MEASURES: tuple[tuple[str, Callable[[Comparison], bool]], ...] = (
    ("events", lambda c: c.number),
    ("type", lambda c: c.type),
    ("harm", lambda c: c.harm),
    ("status", lambda c: c.status),
    ("all", lambda c: c.all),
)
"""The columns of the table: in which of these a pair's records agree."""

# ------------------------------------------------------------------ what is read


@dataclass(frozen=True, slots=True)
class Story:
    """A text with placeholders for sides, places and a day; ``kinds`` are those of sides that fit it."""

    about: str
    text: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a war under the words of the press."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class War:
    """A war in one year; ``towns`` are (town, where it lies)."""

    name: str
    year: int
    towns: tuple[tuple[str, str], ...]
    sides: tuple[Side, ...]

    @property
    def published(self) -> date:
        """A day in spring, so that the days told before it lie in the same year."""
        return date(self.year, 3, 14)

    def of_kind(self, kind: str) -> list[Side]:
        return [s for s in self.sides if s.kind == kind]


@dataclass(frozen=True, slots=True)
class Pair:
    """One story in one war with two sides; ``start`` is the number of the town where it happens."""

    story: Story
    war: War
    one: Side
    other: Side
    start: int

    def reports(self) -> tuple[Report, Report]:
        """The story with ``one`` as A and ``other`` as B, and the other way round."""
        return self._report(self.one, self.other), self._report(self.other, self.one)

    def _report(self, a: Side, b: Side) -> Report:
        towns = self.war.towns
        town, province = towns[self.start % len(towns)]
        day = self.war.published - timedelta(days=9)
        text = told(
            self.story.text,
            {
                "A": a.words,
                "B": b.words,
                "town": town,
                "other": towns[(self.start + 1) % len(towns)][0],
                "province": province,
                "date": f"{day.day} {day:%B}",
            },
        )
        published = Published(self.war.published, self.war.published, Basis.GIVEN)
        return Report(id="r0", source="fairness", text=text, published=published, language="en")


def told(text: str, words: Mapping[str, str]) -> str:
    """``text`` with its placeholders filled; one that opens a sentence gets a capital letter."""

    def fill(match: re.Match[str]) -> str:
        filled = words[match["name"]]
        return match["before"] + (filled[0].upper() + filled[1:] if match["opens"] is not None else filled)

    return re.sub(r"(?P<before>(?P<opens>^|[.?!][\"”]? )?)\{(?P<name>\w+)\}", fill, text)


def stories_and_wars(path: Path = TEXTS) -> tuple[list[Story], list[War]]:
    """What ``path`` holds, in its order."""
    stored: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    stories = [Story(t["about"], t["text"], tuple(t.get("kinds", KINDS))) for t in stored["texts"]]
    wars = [
        War(
            w["war"],
            w["year"],
            tuple(w["towns"].items()),
            tuple(Side(kind, words) for kind in KINDS for words in w.get(kind, ())),
        )
        for w in stored["wars"]
    ]
    return stories, wars


def unknown_sides(wars: Iterable[War], registry: Registry) -> list[str]:
    """The sides whose words do not begin with a name of the registry: reading could only guess at them."""
    return [s.words for w in wars for s in w.sides if not _named(s.words.split(), registry)]


def _named(words: Sequence[str], registry: Registry) -> bool:
    return any(registry.names.ids(" ".join(words[:n])) for n in range(1, len(words) + 1))


def pairs_of(stories: Sequence[Story], wars: Sequence[War]) -> list[Pair]:
    """Every story once for each two kinds that may stand in it, by turns in the wars that have both.

    Thus each pair of kinds is read as often as any other, and each story too, except where only some kinds
    may stand in it. Sides and towns take turns as well.
    """
    pairs = []
    for n, story in enumerate(stories):
        for k, (kind, other_kind) in enumerate(combinations(KINDS, 2)):
            if not {kind, other_kind} <= {*story.kinds}:
                continue
            fit = [w for w in wars if w.of_kind(kind) and w.of_kind(other_kind)]
            rounds, turn = divmod(n + k, len(fit))
            sides = [*product(fit[turn].of_kind(kind), fit[turn].of_kind(other_kind))]
            one, other = sides[rounds % len(sides)]
            pairs.append(Pair(story, fit[turn], one, other, n + rounds))
    return pairs


# ------------------------------------------------------------------ comparing


Figure = tuple[Effect, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """In what the two records of a pair agree. Records with unlike numbers of events agree in nothing."""

    number: bool
    type: bool
    harm: bool
    status: bool

    @property
    def all(self) -> bool:
        return self.type and self.harm and self.status


def compare(first: ReportRecord, second: ReportRecord) -> Comparison:
    """Both records' events one by one in the order of telling, which is that of the record."""
    return Comparison(
        len(first.events) == len(second.events),
        [e.type for e in first.events] == [e.type for e in second.events],
        [figures(e) for e in first.events] == [figures(e) for e in second.events],
        [e.status for e in first.events] == [e.status for e in second.events],
    )


def figures(event: Event) -> list[Figure]:
    """Effect, low and high of all harm, whoever suffers it; sorted, for their order means nothing."""
    return sorted(
        ((h.effect, h.quantity.low, h.quantity.high) for h in event.harm),
        key=lambda f: (f[0], f[1] is None, f[1] or 0, f[2] is None, f[2] or 0),
    )


# ------------------------------------------------------------------ counting


@dataclass(frozen=True, slots=True)
class Compared:
    """The two kinds of side of a pair, and in what its records agree."""

    kinds: tuple[str, str]
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table. ``rates`` are percents by measure; empty where there is no pair."""

    name: str
    pairs: int
    rates: Mapping[str, float]


def rows_of(compared: Sequence[Compared]) -> list[Row]:
    """A row for each kind of side (the pairs it takes part in), for each two kinds, and for all pairs."""
    by_kind = [_row(kind, [c for c in compared if kind in c.kinds]) for kind in KINDS]
    by_pair = [
        _row(f"{kind} / {other}", [c for c in compared if {*c.kinds} == {kind, other}])
        for kind, other in combinations(KINDS, 2)
    ]
    return [*by_kind, *by_pair, _row("total", compared)]


def _row(name: str, compared: Sequence[Compared]) -> Row:
    count = len(compared)
    if not count:
        return Row(name, 0, {})
    return Row(
        name, count, {m: 100 * sum(same(c.comparison) for c in compared) / count for m, same in MEASURES}
    )


def table_of(rows: Sequence[Row]) -> Table:
    """The rows for a terminal, with a line after the kinds and after the pairs of kinds."""
    table = Table(box=SIMPLE_HEAD)
    table.add_column("same, in % of pairs")
    for column in ("pairs", *(m for m, _ in MEASURES)):
        table.add_column(column, justify="right")
    for n, row in enumerate(rows):
        rates = [f"{row.rates[m]:.1f}" if row.rates else "–" for m, _ in MEASURES]
        ends = n == len(KINDS) - 1 or n == len(rows) - 2
        table.add_row(row.name, str(row.pairs), *rates, end_section=ends)
    return table


# ------------------------------------------------------------------ showing


def difference(pair: Pair, first: ReportRecord, second: ReportRecord) -> str:
    """Both texts of a pair with their events, under what they differ in."""
    comparison = compare(first, second)
    unlike = ", ".join(m for m, same in MEASURES if m != "all" and not same(comparison))
    lines = [f"{pair.war.name}, {pair.story.about}, {pair.one.kind} / {pair.other.kind}: {unlike} differ"]
    for record in (first, second):
        lines += ["", f"  {record.report.text}"]
        lines += [f"    {_line(e)}" for e in record.events] or ["    no events"]
    return "\n".join(lines)


def _line(event: Event) -> str:
    harm = [f"{effect} {_bound(low)}–{_bound(high)}" for effect, low, high in figures(event)]
    return " · ".join([event.type, event.sub_type, event.status, *harm])


def _bound(value: int | None) -> str:
    return "?" if value is None else str(value)


def progress() -> Progress:
    """A bar on the error output."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
        console=Console(stderr=True),
        transient=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print the pairs that differ")
    parser.add_argument("--limit", type=int, metavar="N", help="read the first N pairs only")
    args = parser.parse_args()
    stories, wars = stories_and_wars()
    pipeline = Pipeline.open()
    unknown = unknown_sides(wars, pipeline.knowledge.registry)
    if unknown:
        raise SystemExit(f"{TEXTS.name} names sides that the registry lacks: {', '.join(unknown)}")
    compared, differences = [], []
    with progress() as bar:
        for pair in bar.track(pairs_of(stories, wars)[: args.limit], description="pairs"):
            first, second = (pipeline.read(report) for report in pair.reports())
            comparison = compare(first, second)
            compared.append(Compared((pair.one.kind, pair.other.kind), comparison))
            if not comparison.all:
                differences.append(difference(pair, first, second))
    if args.show:
        print("\n\n".join(differences) + "\n")
    Console().print(table_of(rows_of(compared)))


if __name__ == "__main__":
    main()
