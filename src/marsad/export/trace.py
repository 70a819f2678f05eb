"""The trace of an export: for every cell the reports, characters, reader and rule behind it.

JSON lines. The first says which file it belongs to, by its SHA-256; then a line a row, in order: ``origins``
are the places that its cells come from, ``cells`` maps a column to its value, the numbers of its origins
(``from``) and its rule. Values that are themselves nested are not repeated.
"""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marsad import __version__
from marsad.export.cells import Cell, Origin, Row
from marsad.export.errors import TraceError
from marsad.export.form import Format
from marsad.export.text import json_bytes, jsonable
from marsad.model.span import Span

FORM = 1
_LISTED = 12
"""So many column names are told where one is wrong."""


def path_of(file: Path) -> Path:
    return file.with_name(file.name + ".trace.jsonl")


# --- writing


def header(form: Format, file: str, sha256: str, rows: int) -> bytes:
    """The first line."""
    return json_bytes(
        {
            "trace": FORM,
            "marsad": __version__,
            "file": file,
            "format": form.name,
            "row_word": form.row_word,
            "rows": rows,
            "sha256": sha256,
            "columns": [c.name for c in form.columns],
            "always_empty": {c.name: c.always_empty for c in form.columns if c.always_empty},
        }
    )


def line(number: int, incident: str, row: Row) -> bytes:
    """The line of a row; ``number`` counts from 1."""
    numbers: dict[Origin, int] = {}
    cells = {
        name: _cell(cell, numbers)
        for name, cell in row.items()
        if cell.origins or cell.rule or not cell.empty
    }
    return json_bytes(
        {"row": number, "incident": incident, "origins": [_origin(o) for o in numbers], "cells": cells}
    )


def _cell(cell: Cell, numbers: dict[Origin, int]) -> dict[str, object]:
    found: dict[str, object] = {"from": [numbers.setdefault(o, len(numbers)) for o in cell.origins]}
    if not _nested(cell.value):
        found["value"] = jsonable(cell.value)
    if cell.rule:
        found["rule"] = cell.rule
    return found


def _nested(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(v, Mapping | list) for v in value)


def _origin(origin: Origin) -> dict[str, object]:
    span = origin.span
    return {
        "report": origin.report,
        "source": origin.source,
        "outlet": origin.outlet,
        "reader": origin.reader,
        "event": origin.event,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "words": span.text if span else None,
        "decision": origin.decision,
    }


def sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(2**20):
            digest.update(block)
    return digest.hexdigest()


# --- reading


@dataclass(frozen=True, slots=True)
class Traced:
    """A cell with all that is known of it."""

    form: str
    row_word: str
    row: int
    column: str
    incident: str
    cell: Cell
    shown: bool
    """Whether the trace holds the value; nested ones stand in the file alone."""


def look_up(file: Path, row: int, column: str) -> Traced:
    """The cell of ``row`` (from 1) in ``column``. Raises TraceError for a trace that is missing, damaged or
    of another file, and for a row or column that there is none of.
    """
    trace = path_of(file)
    if not file.is_file():
        raise TraceError(f"{file} is not there; name a file that `marsad export` wrote")
    try:
        with trace.open(encoding="utf-8") as lines:
            head = json.loads(next(lines))
            _check(file, trace, head)
            name = _column(column, head["columns"])
            found = _line(lines, file, row, head)
        return _traced(head, row, name, found)
    except FileNotFoundError:
        raise TraceError(
            f"{trace} is missing; `marsad export` writes it beside the file: keep both, or export again"
        ) from None
    except (ValueError, KeyError, TypeError, IndexError, StopIteration) as error:
        raise TraceError(f"{trace} is damaged ({error!r}); export again") from error


def _check(file: Path, trace: Path, head: Mapping[str, Any]) -> None:
    if head["trace"] != FORM:
        raise TraceError(f"{trace} was written by another version of Marsad ({head['marsad']}); export again")
    if sha256_of(file) != head["sha256"]:
        raise TraceError(
            f"{file} has changed since it was exported, so rows and cells may have moved; "
            "put back the file as it was exported, or export again"
        )


def _line(lines: Any, file: Path, row: int, head: Mapping[str, Any]) -> Mapping[str, Any]:
    rows = head["rows"]
    if not 1 <= row <= rows:
        many = f"{head['row_word']}s 1 to {rows}" if rows > 1 else f"{rows or 'no'} {head['row_word']}"
        raise TraceError(f"{file} holds {many}; there is no {row} (headings are not counted)")
    for number, text in enumerate(lines, 1):
        if number == row:
            found: Mapping[str, Any] = json.loads(text)
            return found
    raise ValueError(f"it ends before row {row}")


def _column(asked: str, columns: Sequence[str]) -> str:
    """The column that is meant, whatever its case."""
    for name in columns:
        if name == asked or name.casefold() == asked.casefold():
            return name
    folded = {c.casefold(): c for c in columns}
    meant = [folded[c] for c in difflib.get_close_matches(asked.casefold(), folded, n=3, cutoff=0.6)]
    hint = f"did you mean {' or '.join(meant)}?" if meant else f"columns are: {_first_of(columns)}"
    raise TraceError(f"there is no column {asked!r}; {hint}")


def _first_of(columns: Sequence[str]) -> str:
    return ", ".join(columns[:_LISTED]) + (", ..." if len(columns) > _LISTED else "")


def _traced(head: Mapping[str, Any], row: int, column: str, found: Mapping[str, Any]) -> Traced:
    told = found["cells"].get(column)
    why = head["always_empty"].get(column)
    if told is None:
        others = ", ".join(found["cells"])
        told = {"from": [], "value": None, "rule": why or f"this {head['row_word']} has only: {others}"}
    origins = tuple(_origin_of(found["origins"][n]) for n in told["from"])
    cell = Cell(told.get("value"), origins, told.get("rule"))
    return Traced(head["format"], head["row_word"], row, column, found["incident"], cell, "value" in told)


def _origin_of(told: Mapping[str, Any]) -> Origin:
    span = None if told["start"] is None else Span(told["start"], told["end"], told["words"])
    facts = (told["report"], told["source"], told["outlet"], told["reader"], told["event"])
    return Origin(*facts, span, told["decision"])
