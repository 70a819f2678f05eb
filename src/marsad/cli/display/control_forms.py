"""Who held which place, as JSON, CSV, GeoJSON or a table."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from io import StringIO
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.table import Table

from marsad.cli.display.control_words import begun, summary
from marsad.cli.display.output import json_line, plain, write_bytes
from marsad.cli.session import Session
from marsad.export.control import COLUMNS, answer_json, cells, geojson, told
from marsad.ledger.answers import Answer, Around, Question
from marsad.ledger.words import place_name, several


def write(
    answers: Sequence[Answer], asked: Question, form: str, output: Path | None, session: Session
) -> None:
    """Write all answers in one of the forms of WRITERS to a file or to standard output."""
    if form == "table" and output is None:
        session.out.print(_table(answers, asked))
        return
    data = WRITERS[form](answers, asked)
    if output is None:
        write_bytes(data)
        return
    output.write_bytes(data)
    session.err.print(f"{several(len(answers), 'place')} written to {output}", soft_wrap=True)


def _table(answers: Sequence[Answer], asked: Question) -> Table:
    table = Table("place", "state", "since", "last confirmed", box=SIMPLE_HEAD, header_style="bold")
    for found in answers:
        last = found.standing.last_confirmed
        table.add_row(
            plain(place_name(found.place)),
            plain(summary(found.standing, found.names)),
            plain(begun(found.period).removeprefix("since ") if told(found) and found.period else ""),
            plain(f"{last}{' (stale)' if found.standing.stale else ''}" if last else ""),
        )
    return table


def _csv(answers: Sequence[Answer], asked: Question) -> bytes:
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(cells(found, asked) for found in answers)
    return out.getvalue().encode("utf-8", errors="replace")


def _geojson(answers: Sequence[Answer], asked: Question) -> bytes:
    return json_line(geojson(answers, asked)) + b"\n"


def _json(answers: Sequence[Answer], asked: Question) -> bytes:
    return b"".join(json_line(answer_json(a, asked, Around(), history=False)) + b"\n" for a in answers)


def _text(answers: Sequence[Answer], asked: Question) -> bytes:
    lines = (f"{place_name(a.place)}\t{summary(a.standing, a.names)}" for a in answers)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", errors="replace")


Writer = Callable[[Sequence[Answer], Question], bytes]
WRITERS: Mapping[str, Writer] = {"table": _text, "geojson": _geojson, "csv": _csv, "json": _json}
