"""JSON lines → drafts: ``id``, ``title``, ``text`` and, where known, ``published``, ``outlet``, ``url``."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date, datetime

from marsad.intake.decode import clean
from marsad.intake.draft import Draft
from marsad.intake.errors import IntakeError, Skipped

_FORM = 'write one JSON object a line, with at least "text"'


def read_lines(
    stream: io.BufferedIOBase, source: str, max_bytes: int, first: int = 1, size: int | None = None
) -> Iterator[Draft | Skipped]:
    """A draft for each line of ``stream``, or a Skipped that names it. Blank lines only count.

    ``first`` is the number of the first line. Where ``size`` is given, lines that begin behind so many bytes
    are left to others.
    """
    number, at_byte = first - 1, 0
    while size is None or at_byte < size:
        number += 1
        line = stream.readline(max_bytes + 1)
        at_byte += len(line)
        if not line:
            return
        at = f"{source}:{number}"
        if len(line) > max_bytes:
            yield Skipped(
                at, f"the line is longer than {max_bytes:,} bytes", "split the text or raise the limit"
            )
            while line and not line.endswith(b"\n"):
                line = stream.readline(max_bytes)
                at_byte += len(line)
        elif line.strip(b"\0 \t\r\n\xef\xbb\xbf"):
            try:
                yield read_record(_parsed(line), at)
            except IntakeError as error:
                yield Skipped.because(at, error)


def read_document(data: bytes, source: str) -> Iterator[Draft | Skipped]:
    """Drafts of a whole JSON file: one object, or a list of them."""
    value = _parsed(data)
    many = isinstance(value, list)
    for n, record in enumerate(value if isinstance(value, list) else [value], start=1):
        at = f"{source}:{n}" if many else source
        try:
            yield read_record(record, at)
        except IntakeError as error:
            yield Skipped.because(at, error)


def read_record(record: object, source: str) -> Draft:
    """The draft of one JSON object; its text is kept as it is. Raises IntakeError for what does not fit."""
    if not isinstance(record, dict):
        raise IntakeError("it is no JSON object", _FORM)
    text = _string(record, "text")
    if text is None or not text.strip():
        raise IntakeError('"text" is missing or empty', _FORM)
    return Draft(
        source=source,
        text=clean(text),
        name=_name(record),
        title=_string(record, "title"),
        outlet=_string(record, "outlet"),
        published=_day(record),
        url=_string(record, "url"),
    )


def _parsed(data: bytes) -> object:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise IntakeError("it is not UTF-8", "save it as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise IntakeError(f"it is no valid JSON ({str(error)[:80]})", _FORM) from error


def _string(record: dict[str, object], field: str) -> str | None:
    value = record.get(field)
    if value is None:
        return None
    if not isinstance(value, str):
        raise IntakeError(f'"{field}" is no string', f'write "{field}" as a string or leave it out')
    cleaned = value if field == "text" else clean(value).strip()
    return cleaned or None


def _name(record: dict[str, object]) -> str | None:
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _string(record, "id")


def _day(record: dict[str, object]) -> date | None:
    value = _string(record, "published")
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value).date()
    except ValueError as error:
        raise IntakeError(
            f'"published" is no ISO 8601 date ({value[:40]!r})', 'write it as in "2021-05-03" or leave it out'
        ) from error
