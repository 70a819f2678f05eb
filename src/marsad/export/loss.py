"""The loss report: what an export left out, narrowed and cannot say, counted as it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from marsad import __version__
from marsad.export.cells import Row
from marsad.export.form import Format
from marsad.export.text import tidy
from marsad.export.unit import Unit
from marsad.ledger.words import several


@dataclass(slots=True)
class Losses:
    """Counts of one export, filled row by row."""

    asked: int = 0
    written: int = 0
    rows: int = 0
    events: int = 0
    reports: set[str] = field(default_factory=set)
    left_out: Counter[str] = field(default_factory=Counter)
    """Reason → incidents."""
    statements: int = 0
    dropped_events: int = 0
    """Events left out of incidents that are written."""
    narrowed: Counter[str] = field(default_factory=Counter)
    """What became less → rows."""
    unsaid: Counter[str] = field(default_factory=Counter)
    """What the format cannot say → incidents that have it."""
    empty: Counter[str] = field(default_factory=Counter)
    """Column → rows in which it is empty."""
    reasons: dict[str, Counter[str]] = field(default_factory=dict)
    """Column → why it is empty → rows."""

    def count_out(self, reason: str) -> None:
        self.left_out[reason] += 1

    def count_in(self, unit: Unit, form: Format, dropped: int) -> None:
        self.written += 1
        self.events += len(unit.rows)
        self.reports.update(r.report.id for r in unit.rows)
        self.dropped_events += dropped
        self.unsaid.update(u.what for u in form.unsaid if u.has(unit))

    def count_row(self, row: Row) -> None:
        self.rows += 1
        for name, cell in row.items():
            self.narrowed.update(cell.lost)
            if cell.empty:
                self.empty[name] += 1
                if cell.rule:
                    self.reasons.setdefault(name, Counter())[cell.rule] += 1


@dataclass(frozen=True, slots=True)
class Heading:
    """What the report says of itself: the file, the ledger, and the filters in words."""

    file: str
    ledger: str
    asked: Sequence[str]
    guarded: bool
    """Whether text that looks like a formula gets an apostrophe."""


def report(form: Format, losses: Losses, heading: Heading) -> str:
    """The loss report as Markdown."""
    return "\n".join(
        (
            f"# What `{tidy(heading.file)}` holds, and what it lost\n",
            f"{form.title}; written by Marsad {__version__} from {tidy(heading.ledger)}.",
            f"Asked for: {tidy('; '.join(heading.asked)) or 'everything'}.\n",
            *_counts(form, losses),
            *_section("Left out", _left_out(losses), "Nothing was left out."),
            *_section("Narrowed", _narrowed(form, losses), "No cell says less than the ledger."),
            *_section(
                "What the format cannot say", _unsaid(form, losses), "Nothing that these incidents have."
            ),
            *_section("Standing differences", [f"- {d}" for d in form.differs], "None are known."),
            *_section("Columns that are always empty", _always(form), "None."),
            *_section("Columns that are empty here", _empty(form, losses), "None."),
            "## Where each cell comes from\n",
            f"`marsad trace {tidy(heading.file)} ROW COLUMN` leads from a {form.row_word} (counted from 1)",
            "and a column to the report, its characters, the reader that read them and the rule.\n",
            *(_GUARDED if heading.guarded else ()),
        )
    )


_GUARDED = (
    "Text that begins with a sign that a spreadsheet takes for a formula (= + - @) has an apostrophe first;",
    "characters that no text file can hold are blanks, and every cell of text stands on one line.\n",
)


def _counts(form: Format, losses: Losses) -> Iterator[str]:
    yield "| | |"
    yield "|---|---:|"
    yield f"| incidents asked for | {losses.asked} |"
    yield f"| incidents written | {losses.written} |"
    yield f"| {'entities' if form.row_word == 'entity' else form.row_word + 's'} written | {losses.rows} |"
    yield f"| events behind them | {losses.events} |"
    yield f"| reports behind them | {len(losses.reports)} |"
    yield f"| incidents left out | {losses.left_out.total()} |\n"


def _section(title: str, lines: Sequence[str], otherwise: str) -> Iterator[str]:
    yield f"## {title}\n"
    yield from lines or (otherwise,)
    yield ""


def _left_out(losses: Losses) -> list[str]:
    lines = [f"- {several(n, 'incident')}: {reason}" for reason, n in losses.left_out.most_common()]
    if losses.statements:
        lines.append(
            f"- {several(losses.statements, 'statement')} (threats, accusations, denials): no incidents"
        )
    if losses.dropped_events:
        lines.append(
            f"- {several(losses.dropped_events, 'event')} of incidents that are written: "
            "only threatened, planned or denied"
        )
    return lines


def _narrowed(form: Format, losses: Losses) -> list[str]:
    return [f"- {several(n, form.row_word)}: {what}" for what, n in losses.narrowed.most_common()]


def _unsaid(form: Format, losses: Losses) -> list[str]:
    return [
        f"- {losses.unsaid[u.what]} of {several(losses.written, 'incident')}: {u.what}"
        for u in form.unsaid
        if losses.unsaid[u.what]
    ]


def _always(form: Format) -> list[str]:
    return [f"- `{c.name}`: {c.always_empty}" for c in form.columns if c.always_empty]


def _empty(form: Format, losses: Losses) -> list[str]:
    """Columns that are empty in some rows, with the commonest reason."""
    always = {c.name for c in form.columns if c.always_empty}
    lines = []
    for name, n in losses.empty.most_common():
        if name not in always:
            lines.append(f"- `{name}`: {n} of {losses.rows}{_commonest(losses.reasons.get(name))}")
    return lines


def _commonest(reasons: Counter[str] | None) -> str:
    if not reasons:
        return ""
    reason, n = reasons.most_common(1)[0]
    if n == reasons.total():
        return f": {tidy(reason)}"
    return f": {tidy(reason)} ({n}), and others"
