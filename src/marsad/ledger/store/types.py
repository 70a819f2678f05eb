"""Column types that give back exactly what was put in, on every database."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

# PostgreSQL takes no NUL, no database takes a lone surrogate, and damaged pages hold both. They are kept as
# U+FDD0, which Unicode reserves for such inner use, and four hexadecimal digits.
_MARK = "\ufdd0"
_UNSAFE = re.compile(f"[\0\ud800-\udfff{_MARK}]")
_ESCAPED = re.compile(f"{_MARK}([0-9a-f]{{4}})")


def escape(text: str) -> str:
    """``text`` with the characters that databases refuse written as U+FDD0 and their number."""
    return _UNSAFE.sub(lambda m: f"{_MARK}{ord(m.group()):04x}", text)


def unescape(text: str) -> str:
    """The inverse of ``escape``."""
    return _ESCAPED.sub(lambda m: chr(int(m.group(1), 16)), text) if _MARK in text else text


class Words(TypeDecorator[str]):
    """Any Python string, odd characters included."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else escape(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else unescape(value)


class Lines(TypeDecorator[tuple[str, ...]]):
    """A tuple of strings as a JSON list; it is read whole, never searched."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:
        return escape(json.dumps(value or (), ensure_ascii=False))

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        return tuple(json.loads(unescape(value or "[]")))


class Shares(TypeDecorator[dict[str, float]]):
    """Numbers by name as a JSON object."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dict[str, float] | None, dialect: Dialect) -> str:
        return json.dumps(value or {})

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, float]:
        return dict(json.loads(value or "{}"))


class Numbers(TypeDecorator[tuple[int, ...]]):
    """A tuple of integers as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[int, ...] | None, dialect: Dialect) -> str:
        return json.dumps(value or ())

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[int, ...]:
        return tuple(json.loads(value or "[]"))


class Instant(TypeDecorator[datetime]):
    """A moment, kept and given back in UTC; a naive one is taken to be UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        utc = aware.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
