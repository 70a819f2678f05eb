"""One incident in a terminal: its sources side by side, and what the rules make of their figures."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from marsad.cli.display.output import plain
from marsad.incidents.figures import Reported, Toll
from marsad.ledger import EventRow, Incident, words
from marsad.ledger.words import several
from marsad.model.event import Side

_A = (Side.A, Side.AGENT)
_B = (Side.B, Side.CIVILIAN, Side.TARGET)


def print_incident(out: Console, found: Incident) -> None:
    """Heading, sources, tolls, and why it is one."""
    lead = found.lead
    head = f"{lead.event.type.value} · {lead.event.sub_type} · {words.between(found.first, found.last)}"
    out.print(plain(f"{found.id}  {head}", "bold"))
    told = several(len({r.report.id for r in found.rows}), "report")
    out.print(plain(f"{told}, {several(found.witnesses, 'independent source')}"))
    if found.reasons:
        out.print(plain("one incident because of: " + ", ".join(found.reasons)))
    out.print(_sources(found))
    if found.tolls:
        out.print(_tolls(found))


def _sources(found: Incident) -> Table:
    table = Table(box=SIMPLE_HEAD, header_style="bold", padding=(0, 1), show_edge=False)
    for heading in ("outlet", "published", "when", "where", "side A", "side B, target", "harm", "says"):
        table.add_column(heading, overflow="fold")
    for row in found.rows:
        table.add_row(*map(plain, _source(row)))
        table.add_section()
    return table


def _source(row: EventRow) -> tuple[str, ...]:
    event, published = row.event, row.report.published
    return (
        f"{row.report.outlet or row.report.source}\n{row.report.id[:9]} {event.id[:9]}",
        words.between(published.start, published.end) if published else "unknown",
        words.days(event.when) if event.when.start else "unknown",
        words.where(event, row.place) or "unknown",
        "\n".join(words.parts(event, row.name, _A)),
        "\n".join(words.parts(event, row.name, _B)),
        "\n".join(words.harm(h, row.name) for h in event.harm),
        "\n".join(words.speakers(event.claims, row.name)),
    )


def _tolls(found: Incident) -> Table:
    table = Table(box=SIMPLE_HEAD, header_style="bold", padding=(0, 1), show_edge=False)
    for heading in ("harm", "of whom", "low (ACLED)", "best (UCDP)", "high", "grade", "by source"):
        table.add_column(heading, overflow="fold", justify="right" if "(" in heading else "left")
    for toll in found.tolls:
        each = map(_reported, toll.reported)
        numbers = ("" if n is None else str(n) for n in (toll.low, toll.best, toll.high))
        cells = (toll.effect.value, _of_whom(found, toll), *numbers, toll.grade.value, "\n".join(each))
        table.add_row(*map(plain, cells))
    return table


def _of_whom(found: Incident, toll: Toll) -> str:
    if toll.who is None:
        return "all"
    return next((name for r in found.rows if (name := r.names.get(toll.who))), toll.who)


def _reported(given: Reported) -> str:
    notes = [
        note
        for note, so in (
            ("a belligerent", given.belligerent),
            ("superseded", given.superseded),
            ("withdrawn", given.withdrawn),
        )
        if so
    ]
    said = f"{given.figure.best} {given.outlet or 'unknown outlet'}"
    return f"{said} ({', '.join(notes)})" if notes else said
