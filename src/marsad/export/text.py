"""Writing rows as CSV and as JSON lines; text that stays text whatever opens it."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO
from typing import BinaryIO

from marsad.export.cells import Column, Row

_FORMULA = re.compile(r"(^|;\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""Where a spreadsheet may see a formula begin: at the head of a cell, or after a semicolon, at which some
locales part cells. The wide forms count too (OWASP: CSV injection).
"""
_UNWRITABLE = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def tidy(text: str) -> str:
    """``text`` on one line, without characters that no file of text can hold."""
    return " ".join(_UNWRITABLE.sub(" ", text).split())


def harmless(text: str) -> str:
    """``text`` with an apostrophe before what a spreadsheet would take for a formula."""
    return _FORMULA.sub(r"\1'", tidy(text))


def flat(value: object) -> object:
    """A value as a cell of CSV: numbers stay numbers, days are ISO 8601, text is made harmless."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    return value.isoformat() if isinstance(value, date) else harmless(str(value))


class CsvWriter:
    """CSV in UTF-8: a heading, a row of HXL hashtags where columns have them, and the rows."""

    def __init__(self, file: BinaryIO, columns: Sequence[Column]) -> None:
        self._file = file
        self._names = [c.name for c in columns]
        self._put(self._names)
        if any(c.tag for c in columns):
            self._put([c.tag or "" for c in columns])

    def write(self, row: Row) -> None:
        self._put([flat(row[name].value) for name in self._names])

    def finish(self) -> None:
        pass

    def _put(self, cells: Sequence[object]) -> None:
        line = StringIO()
        csv.writer(line, lineterminator="\r\n").writerow(cells)
        self._file.write(line.getvalue().encode("utf-8"))


class JsonLinesWriter:
    """One JSON object a line, in UTF-8."""

    def __init__(self, file: BinaryIO, columns: Sequence[Column]) -> None:
        self._file = file

    def write(self, row: Row) -> None:
        self._file.write(json_bytes({name: cell.value for name, cell in row.items()}) + b"\n")

    def finish(self) -> None:
        pass


def json_bytes(value: object) -> bytes:
    return json.dumps(jsonable(value), ensure_ascii=False, allow_nan=False).encode("utf-8")


def jsonable(value: object) -> object:
    """``value`` with days as ISO 8601 and no character that UTF-8 lacks."""
    if isinstance(value, Mapping):
        return {str(k): jsonable(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [jsonable(v) for v in value]
    if isinstance(value, date):
        return value.isoformat()
    return _LONE.sub("\ufffd", value) if isinstance(value, str) else value


_LONE = re.compile("[\ud800-\udfff]")
