"""The bodies of ``marsad series`` and ``marsad counts``: a table, JSON lines or CSV, and a chart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from marsad.charts import check_path, write
from marsad.cli.display.lists import Asked, Layout, nothing
from marsad.cli.display.output import plain, print_csv, print_json
from marsad.cli.display.together import bring_together
from marsad.cli.exits import Exit
from marsad.cli.problems import CliError
from marsad.cli.session import Session
from marsad.knowledge.actors import Registry
from marsad.ledger import By, Counting, Ledger, Measure, Per, Tallied
from marsad.ledger.series import Amount
from marsad.ledger.series.cells import columns, records
from marsad.ledger.series.notes import notes, source, written

_WIDE, _NARROW = 8, 3
"""Groups that a table of a series names on a wide (120 columns) and on a narrow terminal."""
_WIDE_HARM, _NARROW_HARM = 5, 2
"""The same for figures with bounds, which take more room."""
_COLOURS = 8
"""Groups that a chart over time can tell apart."""
_BARS = 20
"""Groups that a chart of totals has room for on a page."""

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Told:
    """The options --count, --per and --top as they were given."""

    count: str
    per: str | None
    top: int | None

    def counting(self, usual: int | None) -> Counting:
        """The same, with ``usual`` groups where no number was given. Raises CliError for an unknown word."""
        per = None if self.per is None else chosen(Per, self.per, "--per")
        return Counting(chosen(Measure, self.count, "--count"), per, self.top or usual)


def chosen(kind: type[Choice], word: str, option: str) -> Choice:
    """The member of ``kind`` that ``word`` names. Raises CliError where there is none."""
    try:
        return kind(word.lower())
    except ValueError as error:
        raise CliError(f"{option} {word}: give one of {', '.join(kind)}", Exit.USAGE) from error


class Tallies:
    """Prints what was counted, and draws it where a chart is asked for."""

    def __init__(self, session: Session, where: str, laid_out: Layout, chart: Path | None) -> None:
        self._session = session
        self._where = where
        self._layout = laid_out
        self._chart = chart
        if chart:
            check_path(chart)

    def series(self, asked: Asked, told: Told, by: str) -> None:
        """Over time. CSV and JSON have all groups; what is to be looked at has those that can be."""
        if self._chart and told.top and told.top > _COLOURS:
            raise CliError(f"--top {told.top}: a chart can tell {_COLOURS} groups apart", Exit.USAGE)
        counting = told.counting(_COLOURS if self._chart else self._usual(told))
        period, wanted = chosen(By, by, "--by"), asked.filter()
        self._emit(asked, lambda ledger, known: ledger.series(known, wanted, counting, period))

    def counts(self, asked: Asked, told: Told) -> None:
        """In all."""
        counting, wanted = told.counting(_BARS if self._chart else None), asked.filter()
        self._emit(asked, lambda ledger, known: ledger.totals(known, wanted, counting))

    def _usual(self, told: Told) -> int | None:
        """How many groups a table has room for; None for what no one looks at as it is."""
        if self._layout is not Layout.TABLE:
            return None
        wide = self._session.out.width >= 120
        if chosen(Measure, told.count, "--count").effect:
            return _WIDE_HARM if wide else _NARROW_HARM
        return _WIDE if wide else _NARROW

    def _emit(self, asked: Asked, ask: Callable[[Ledger, Registry], Tallied]) -> None:
        with Ledger.open(self._where, create=False) as ledger:
            told = ask(ledger, bring_together(ledger, self._session))
            if not (told.series.rows or told.series.total.high or told.series.undated_items):
                self._session.err.print(_nothing(ledger, asked, told), soft_wrap=True)
                return
        if self._layout is Layout.TABLE:
            self._session.out.print(_by_period(told) if told.series.by else _by_group(told))
            _under(self._session.out, told)
        else:
            _print_records(told, self._layout)
            _under(self._session.err, told)
        if self._chart:
            self._draw(told, self._chart)

    def _draw(self, told: Tallied, path: Path) -> None:
        from marsad.charts.drawing import draw  # noqa: PLC0415 - matplotlib is an extra, and slow to load

        drawn = write(draw(told), path)
        self._session.err.print(f"chart: {path}", soft_wrap=True)
        if drawn.unwritten:
            message = f"no font on this machine has: {drawn.unwritten}; install the Noto fonts of that script"
            self._session.err.print(plain(message), soft_wrap=True)


def _under(out: Console, told: Tallied) -> None:
    for line in (*notes(told), source(told)):
        out.print(plain(line, "dim"), soft_wrap=True)


def _nothing(ledger: Ledger, asked: Asked, told: Tallied) -> str:
    """Why nothing was counted."""
    if told.unnumbered or ledger.events(asked.filter(), limit=1):
        return f"Nothing to count. {' '.join(notes(told))}"
    return nothing(ledger, asked)


def _filled(rows: Sequence[Sequence[Text]]) -> Table:
    """A table of a heading, rows, and a footer. The first column is of words; figures are never broken."""
    heading, *body, footer = rows
    table = Table(box=SIMPLE_HEAD, header_style="bold", padding=(0, 1), show_edge=False, show_footer=True)
    for n, name in enumerate(heading):
        figures = [line for row in (*body, footer) for line in row[n].plain.split("\n")] if n else [""]
        table.add_column(
            name,
            footer[n],
            justify="right" if n else "left",
            overflow="fold",
            min_width=max(map(len, figures)),
        )
    for row in body:
        table.add_row(*row)
    return table


def _by_period(told: Tallied) -> Table:
    series = told.series
    wide = not series.groups
    last = "total" if series.groups else told.measure.value
    heading = [plain(str(series.by)), *map(plain, series.groups), plain(last)]
    body = [[plain(r.period.label), *_numbers((*r.groups, r.total), wide)] for r in series.rows]
    return _filled([heading, *body, [plain("total"), *_numbers((*series.totals, series.total), wide)]])


def _by_group(told: Tallied) -> Table:
    series = told.series
    heading = [plain(told.per or ""), plain(told.measure.value)]
    body = [[plain(g), *_numbers([a])] for g, a in zip(series.groups, series.totals, strict=True)]
    return _filled([heading, *body, [plain("total"), *_numbers([series.total])]])


def _numbers(amounts: Iterable[Amount], wide: bool = True) -> list[Text]:
    """Cells with bounds beside or below; nought is dimmed, so that the eye finds what is there."""
    return [
        Text(written(a) if wide else written(a).replace(" ", "\n"), "" if a.high or a.open else "dim")
        for a in amounts
    ]


def _print_records(told: Tallied, laid_out: Layout) -> None:
    found = list(records(told))
    if laid_out is Layout.JSON:
        for record in found:
            print_json(record)
    else:
        print_csv(columns(told), found)
