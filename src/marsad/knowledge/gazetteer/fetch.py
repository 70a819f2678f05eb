"""``marsad gazetteer add SY``: a country's full GeoNames list as a pack of the user's own.

GeoNames publishes one zip a country at ``download.geonames.org/export/dump``, with one tab-separated line
a place of 19 fields (https://download.geonames.org/export/dump/readme.txt).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import httpx

from marsad.knowledge.gazetteer.store import PackInfo, pack_info
from marsad.knowledge.gazetteer.table import Row, write_pack

DUMP = "https://download.geonames.org/export/dump/{code}.zip"
CREDIT = "Contains data from GeoNames (geonames.org), CC BY 4.0, modified."
MOST_BYTES = 200_000_000
"""Of a zip; the greatest country file (China) has about 70 MB."""
MOST_UNPACKED = 1_500_000_000
SECONDS = 60.0
"""Without an answer or a further piece of the file."""
FIELDS = 19

KINDS: Mapping[str, str] = {
    "ADM1": "admin1", "ADM2": "admin2", "ADM3": "district", "PPLX": "neighbourhood",
    "RGN": "region", "PRK": "region", "AREA": "region", "MT": "mountains", "MTS": "mountains",
    "VAL": "valley",
    "DSRT": "desert", "FRST": "forest", "ISL": "island", "AIRP": "airport", "AIRF": "airport", "AIRB": "base",
    "MILB": "base", "INSM": "base", "DAM": "dam", "BDG": "facility", "PS": "facility", "OILR": "facility",
    "CMPRF": "camp", "CMPRFG": "camp", "CTRA": "facility", "HSP": "facility", "UNIV": "facility",
}  # fmt: skip
"""GeoNames feature codes that are kept, besides populated places (class P), with our kind."""
_GONE = frozenset({"PPLH", "PPLQ", "PPLCH", "ADM1H", "ADM2H"})
"""Historical and abandoned ones."""
_WANTED_NAME = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u0400-\u04ff\u0600-\u06ff]")


class CannotAdd(Exception):
    """A country's list cannot be had or read; the message says what to do."""


def add_country(code: str, source: Path | None, into: Path) -> PackInfo:
    """Write ``into``/<code>.sqlite from ``source`` (a GeoNames zip or txt), or from the web where it is None.

    ``code`` is ISO 3166-1 alpha-2. Raises ``CannotAdd``.
    """
    code = code.upper()
    if not re.fullmatch("[A-Z]{2}", code):
        raise CannotAdd(f"{code!r} is not a country code; give the two letters of ISO 3166-1, such as SY.")
    text = _text(code, download(code) if source is None else _read(source), source)
    rows = list(_rows(code, text.splitlines(), source))
    if not rows:
        raise CannotAdd(f"{_named(code, source)} holds no place of {code}.")
    pack = into / f"{code.lower()}.sqlite"
    write_pack(
        pack, {"name": code.lower(), "source": f"GeoNames, all places of {code}", "credit": CREDIT}, rows
    )
    return pack_info(pack)


def download(code: str) -> bytes:
    """The country's zip from GeoNames; raises ``CannotAdd`` when offline, refused or too large."""
    url = DUMP.format(code=code)
    by_hand = f"Where there is no connection, fetch {url} elsewhere and give the file with --from."
    pieces: list[bytes] = []
    size = 0
    try:
        with httpx.stream("GET", url, timeout=SECONDS, follow_redirects=True) as answer:
            if answer.status_code == httpx.codes.NOT_FOUND:
                raise CannotAdd(f"GeoNames has no file for {code} ({url}); is it a country code?")
            answer.raise_for_status()
            for piece in answer.iter_bytes():
                pieces.append(piece)
                size += len(piece)
                if size > MOST_BYTES:
                    raise CannotAdd(f"{url} is larger than {MOST_BYTES // 1_000_000} MB; not read further.")
    except httpx.HTTPStatusError as error:
        raise CannotAdd(f"{url} answered {error.response.status_code}. {by_hand}") from error
    except httpx.HTTPError as error:
        raise CannotAdd(f"{url} cannot be reached ({error}). {by_hand}") from error
    return b"".join(pieces)


def _named(code: str, source: Path | None) -> str:
    return str(source) if source else DUMP.format(code=code)


def _read(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except OSError as error:
        raise CannotAdd(f"{source} cannot be read: {error.strerror}.") from error


def _text(code: str, data: bytes, source: Path | None) -> str:
    """The list itself, out of its zip or as it is; raises ``CannotAdd``."""
    try:
        if data[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(data)) as folder:
                member = next((name for name in folder.namelist() if name.upper() == f"{code}.TXT"), None)
                if member is None:
                    raise CannotAdd(f"{_named(code, source)} holds no {code}.txt.")
                if folder.getinfo(member).file_size > MOST_UNPACKED:
                    raise CannotAdd(
                        f"{member} in {_named(code, source)} is too large to be a country's list."
                    )
                data = folder.read(member)
        return data.decode("utf-8")
    except (zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise CannotAdd(
            f"{_named(code, source)} is neither a GeoNames zip nor its UTF-8 text: {error}."
        ) from error


def _rows(code: str, lines: Iterable[str], source: Path | None) -> Iterator[Row]:
    for number, line in enumerate(lines, 1):
        cells = line.split("\t")
        if len(cells) != FIELDS:
            raise CannotAdd(
                f"{_named(code, source)}, line {number}: {len(cells)} fields where GeoNames has {FIELDS}."
            )
        if cells[8] != code:
            continue
        try:
            row = _row(cells)
        except ValueError as error:
            raise CannotAdd(f"{_named(code, source)}, line {number}: {error}.") from error
        if row:
            yield row


def _row(cells: list[str]) -> Row | None:
    """A line's place; None for features that news does not name as places."""
    number, name, plain, alternates, lat, lon, kind_class, feature, country, _, admin1, admin2 = cells[:12]
    population = int(cells[14] or 0)
    kind = _kind(kind_class, feature, population)
    if kind is None:
        return None
    level1 = f"geonames:{country}.{admin1}" if admin1 and admin1 != "00" else ""
    level2 = f"geonames:{country}.{admin1}.{admin2}" if level1 and admin2 else ""
    id_ = {"admin1": level1, "admin2": level2}.get(kind) or f"geonames:{number}"
    also = dict.fromkeys([plain, *alternates.split(",")])
    names = tuple(
        other for other in also if other and other != name and "|" not in other and _WANTED_NAME.match(other)
    )
    return Row(
        id_, name, kind, float(lat), float(lon), country, level1, level2, population, None, names
    )  # fmt: skip


def _kind(kind_class: str, feature: str, population: int) -> str | None:
    if feature in _GONE:
        return None
    if feature in KINDS:
        return KINDS[feature]
    if kind_class != "P":
        return None
    return "city" if population >= 100_000 else "town" if population >= 5_000 else "village"
