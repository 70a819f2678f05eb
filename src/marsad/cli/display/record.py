"""One record laid out: the marked text, and beside or below it what was read."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from marsad.cli.display.marks import legend, marked
from marsad.cli.display.output import plain
from marsad.ledger import words
from marsad.model.event import ControlStatement, Event, Side
from marsad.model.place import Place
from marsad.model.record import ReportRecord
from marsad.model.report import Report

_SIDE_BY_SIDE = 130
"""From this many columns on, the records stand beside the text."""
_READ_LANGUAGES = frozenset({None, "en"})
_SIDES = (
    ("side A", (Side.A,)),
    ("side B", (Side.B,)),
    ("civilians", (Side.CIVILIAN,)),
    ("target", (Side.TARGET,)),
    ("by", (Side.AGENT,)),
)


def print_record(console: Console, record: ReportRecord) -> None:
    """Print the head of a report, its text with the evidence marked, and its records."""
    console.print(Rule(plain(record.report.title or record.report.name or record.report.id, "bold")))
    console.print(_head(record))
    text = Group(legend(), Text(), marked(record))
    if console.width >= _SIDE_BY_SIDE:
        grid = Table.grid(expand=True, padding=(0, 2))
        grid.add_column(ratio=11)
        grid.add_column(ratio=9)
        grid.add_row(text, Group(*_records(record)))
        console.print(grid)
    else:
        console.print(text)
        console.print(Rule())
        for part in _records(record):
            console.print(part)


def _head(record: ReportRecord) -> Table:
    report = record.report
    table = _pairs()
    facts = (
        ("outlet", report.outlet),
        ("dateline", report.dateline),
        ("published", words.publication(report.published)),
        ("", "; ".join(report.published.reasons) if report.published else None),
        ("by", "; ".join(report.bylines)),
        ("credit", report.credit),
        ("language", None if report.language in _READ_LANGUAGES else report.language),
        ("source", report.source),
        ("report", f"{report.id}, read by {record.reader}"),
    )
    for label, value in facts:
        if value:
            table.add_row(label, plain(value))
    return table


def _pairs() -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(style="dim", justify="right", min_width=9)
    table.add_column(overflow="fold")
    return table


def _records(record: ReportRecord) -> Iterator[RenderableType]:
    if not record.events and not record.control:
        yield Padding(plain(nothing_read(record.report)), (1, 0))
        return
    names = {actor.id: actor.name for actor in record.actors}
    places = {found.place.id: found.place for found in record.places}

    def name(actor: str | None) -> str | None:
        return None if actor is None else names.get(actor, actor)

    for n, event in enumerate(record.events, 1):
        at = event.where.place if event.where else None
        yield _event(n, event, places.get(at) if at else None, name)
    if record.control:
        yield _control(record.control, places, name)


def nothing_read(report: Report) -> str:
    """Why a record holds nothing."""
    if report.language not in _READ_LANGUAGES:
        return f"This report is in another language ({report.language}): it is stored, but not read."
    return "Nothing was read in this report: it tells of no event that Marsad knows."


def _event(n: int, event: Event, place: Place | None, name: words.Name) -> RenderableType:
    head = Text.assemble(
        (f"[{n}]", "reverse"), " ", plain(event.type.value, "bold"), " · ", plain(event.sub_type)
    )
    head.append_text(
        plain(f" · {event.status.value}", "" if event.status.value == "happened" else "bold yellow")
    )
    table = _pairs()
    rows = (
        ("when", words.days(event.when)),
        ("where", words.where(event, place)),
        *((label, "; ".join(words.parts(event, name, sides))) for label, sides in _SIDES),
        *(("harm" if i == 0 else "", words.harm(h, name)) for i, h in enumerate(event.harm)),
        ("weapons", "; ".join(dict.fromkeys(w.text for w in event.weapons))),
        ("seized", "; ".join(f"{s.count or ''} {s.what}".strip() for s in event.seized)),
        *(("says" if i == 0 else "", words.speaker(c, name)) for i, c in enumerate(event.claims)),
    )
    for label, value in rows:
        if value:
            table.add_row(label, plain(value))
    return Group(head, table, Text())


def _control(
    statements: tuple[ControlStatement, ...], places: dict[str, Place], name: words.Name
) -> RenderableType:
    lines: list[RenderableType] = [Text("Who holds what", "bold"), Text()]
    for n, told in enumerate(statements, 1):
        place = places.get(told.place) if told.place else None
        days = [f"from {told.start}" if told.start else "", f"to {told.end}" if told.end else ""]
        head = Text.assemble(
            (f"[C{n}]", "reverse"),
            " ",
            plain(words.place_name(place) if place else told.place_text, "bold"),
            " · ",
            plain(name(told.actor) or "somebody not named"),
            " ",
            plain(told.state.value, "bold"),
            plain("".join(f" {d}" for d in days if d)),
        )
        lines.append(head)
        if told.claims:
            table = _pairs()
            table.add_row("says", plain("; ".join(words.speakers(told.claims, name))))
            lines.append(table)
    return Padding(Group(*lines), (1, 0, 0, 0))
