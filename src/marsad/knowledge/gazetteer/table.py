"""Tables of places (text, one line a place) and the SQLite packs compiled from them.

A table begins with ``# key: value`` lines (name, source, credit), then has one line a place with the
tab-separated fields of ``Row``; ``names`` are parted by ``|``. A pack holds the same, indexed:

- ``about(key, value)``: the table's head, ``digest``, ``format``, and the counts ``places`` and ``names``
- ``place(n, id, name, kind, lat, lon, country, admin1, admin2, population, radius_km, names, keys)``, where
  ``admin1`` and ``admin2`` are ids of places of the same pack, and ``keys`` are the ``name_key`` of the name
  and of each of ``names``, parted by ``|`` too
- ``name(key, place, spelling)``: ``key`` is ``name_key`` of the place's spelling 0 (its name) or n (the nth
  of ``names``)

The build hook loads this module by its path, so it imports the standard library and ``keys`` only.
"""

from __future__ import annotations

import hashlib
import lzma
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from marsad.knowledge.gazetteer.keys import name_key

FORMAT = "2"
"""Of the packs: one of another format is made anew."""
SCHEMA = """
CREATE TABLE about(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE place(n INTEGER PRIMARY KEY, id TEXT, name TEXT, kind TEXT, lat REAL, lon REAL, country TEXT,
  admin1 TEXT, admin2 TEXT, population INTEGER, radius_km REAL, names TEXT, keys TEXT);
CREATE TABLE name(key TEXT, place INTEGER, spelling INTEGER, PRIMARY KEY(key, place, spelling)) WITHOUT ROWID;
"""
INDEXES = "CREATE UNIQUE INDEX place_id ON place(id); CREATE INDEX place_at ON place(lat, lon);"


class BadTable(ValueError):
    """A table cannot be read; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Row:
    """One place of a table; ``admin1`` and ``admin2`` are ids of other rows; ``""`` and None are unknown."""

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    country: str
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    radius_km: float | None = None
    names: tuple[str, ...] = ()


def _line(row: Row) -> str:
    cells = ["|".join(cell) if isinstance(cell, tuple) else cell for cell in astuple(row)]
    return "\t".join("" if cell is None else str(cell) for cell in cells) + "\n"


def _row(line: str) -> Row:
    id_, name, kind, lat, lon, country, admin1, admin2, population, radius, names = line.rstrip("\n").split(
        "\t"
    )
    return Row(
        id_, name, kind, float(lat), float(lon), country, admin1, admin2, int(population),
        float(radius) if radius else None, tuple(names.split("|")) if names else (),
    )  # fmt: skip


def write_table(path: Path, head: Mapping[str, str], rows: Iterable[Row]) -> None:
    """Write ``rows`` as an xz-compressed table with ``head`` (name, source, credit) on top."""
    part = path.with_suffix(".part")
    with lzma.open(part, "wt", encoding="utf-8", preset=9 | lzma.PRESET_EXTREME) as out:
        out.writelines(f"# {key}: {value}\n" for key, value in head.items())
        out.writelines(map(_line, rows))
    part.replace(path)


def read_table(path: Path) -> tuple[dict[str, str], Iterator[Row]]:
    """The head and the rows of a table; raises ``BadTable`` at the first line that is not one."""
    lines = lzma.open(path, "rt", encoding="utf-8")  # noqa: SIM115 (closed by rows())
    head: dict[str, str] = {}
    first = next(lines, "")
    while first.startswith("# "):
        key, _, value = first[2:].rstrip("\n").partition(": ")
        head[key] = value
        first = next(lines, "")

    def rows() -> Iterator[Row]:
        with lines:
            for number, line in enumerate([first] if first else [], len(head) + 1):
                yield _checked(path, number, line)
            for number, line in enumerate(lines, len(head) + 2):
                yield _checked(path, number, line)

    return head, rows()


def _checked(path: Path, number: int, line: str) -> Row:
    try:
        return _row(line)
    except ValueError as error:
        raise BadTable(f"{path}, line {number}: not a place of a gazetteer table ({error})") from error


def write_pack(into: Path, head: Mapping[str, str], rows: Iterable[Row]) -> None:
    """Compile rows into the pack ``into``; an older file there is replaced when the new one is whole."""
    into.parent.mkdir(parents=True, exist_ok=True)
    part = into.with_suffix(f".{os.getpid()}.part")
    part.unlink(missing_ok=True)
    connection = sqlite3.connect(part)
    try:
        connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;" + SCHEMA
        )
        places, names = _fill(connection, rows)
        about = {**head, "format": FORMAT, "places": str(places), "names": str(names)}
        connection.executemany("INSERT INTO about VALUES(?, ?)", about.items())
        connection.commit()
        connection.executescript(INDEXES)
        connection.close()
        part.replace(into)
    finally:
        connection.close()
        part.unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, rows: Iterable[Row]) -> tuple[int, int]:
    keyed: list[tuple[str, int, int]] = []
    places = 0
    for places, row in enumerate(rows, 1):
        keys = [name_key(spelling) for spelling in (row.name, *row.names)]
        connection.execute(
            "INSERT INTO place VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (places, row.id, row.name, row.kind, row.lat, row.lon, row.country, row.admin1 or None,
             row.admin2 or None, row.population, row.radius_km, "|".join(row.names) or None, "|".join(keys)),
        )  # fmt: skip
        keyed += [(key, places, number) for number, key in enumerate(keys) if key]
    keyed.sort()
    connection.executemany("INSERT INTO name VALUES(?,?,?)", keyed)
    return places, len(keyed)


def _digest(table: Path) -> str:
    """Of everything that decides what a pack holds: the table, and the code that keys and compiles it."""
    parts = (table, Path(__file__).with_name("keys.py"), Path(__file__))
    return hashlib.sha256(b"".join(hashlib.sha256(part.read_bytes()).digest() for part in parts)).hexdigest()


def pack_head(pack: Path) -> dict[str, str]:
    """What the pack says about itself; empty where the file is no pack."""
    try:
        connection = sqlite3.connect(f"file:{pack}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error:
        return {}
    try:
        return dict(connection.execute("SELECT key, value FROM about"))
    except sqlite3.Error:
        return {}
    finally:
        connection.close()


def compile_folder(
    tables: Path, into: Path, say: Callable[[str], None] = lambda line: None
) -> tuple[Path, ...]:
    """Compile every ``*.tsv.xz`` of ``tables`` into ``into``/<name>.sqlite, fresh packs excepted.

    Returns the packs, all of them. ``say`` gets a line for each pack written.
    """
    packs = []
    for table in sorted(tables.glob("*.tsv.xz")):
        pack = into / (table.name.removesuffix(".tsv.xz") + ".sqlite")
        digest = _digest(table)
        if pack_head(pack).get("digest") != digest:
            head, rows = read_table(table)
            write_pack(pack, {**head, "digest": digest}, rows)
            say(f"{pack}: {pack.stat().st_size / 1e6:.1f} MB")
        packs.append(pack)
    return tuple(packs)
