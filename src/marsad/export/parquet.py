"""Parquet: an incident a row, typed, with every toll and every event nested in it, claims and words too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO

from marsad.export import facts
from marsad.export.cells import Cell, Column, Row, origins, together
from marsad.export.deaths import figure, grade, origins_of
from marsad.export.errors import LibraryMissing
from marsad.export.form import Format, Unsaid, everything
from marsad.export.nested import EVENT, TOLL, event_value, toll_value
from marsad.export.text import jsonable
from marsad.export.unit import Unit
from marsad.model.event import Effect

_AT_ONCE = 1000
"""Rows of one row group."""
TYPES: Mapping[str, Any] = {
    "id": "string", "first_day": "date32", "last_day": "date32", "type": "string", "sub_type": "string",
    "status": "string", "place_id": "string", "place": "string", "place_kind": "string",
    "place_precision": "string", "admin1": "string", "admin2": "string", "country": "string",
    "lat": "float64", "lon": "float64", "killed_low": "int64", "killed_best": "int64", "killed_high": "int64",
    "wounded_low": "int64", "wounded_best": "int64", "wounded_high": "int64", "grade": "string",
    "outlets": ["string"], "reports": "int64", "witnesses": "int64", "reasons": ["string"], "tolls": [TOLL],
    "events": [EVENT],
}  # fmt: skip
"""Column → type: a name of pyarrow's, a list of a type, or a struct."""


def _tolls(unit: Unit) -> Cell:
    tolls = unit.incident.tolls
    if not tolls:
        return Cell([], rule="no report gives a figure of harm")
    return Cell(
        [toll_value(t) for t in tolls], together(origins_of(unit, t) for t in tolls), "every source's figures"
    )


def _events(unit: Unit) -> Cell:
    found = together(origins(r, "", r.event.evidence) for r in unit.rows)
    return Cell([event_value(r) for r in unit.rows], found, "the events as they were read")


def _outlets(unit: Unit) -> Cell:
    return Cell(list(dict.fromkeys(map(facts.outlet, unit.rows))), facts.sources(unit), "who tells it")


def _reasons(unit: Unit) -> Cell:
    found = list(unit.incident.reasons)
    return Cell(found, facts.sources(unit) if found else (), "what brought the reports' events together")


def _figures(effect: Effect) -> Iterable[Column]:
    def of(which: str) -> Column:
        return Column(f"{effect.value}_{which}", lambda u: figure(u, effect, which))

    return map(of, ("low", "best", "high"))


COLUMNS = (
    Column("id", facts.incident_id),
    Column("first_day", facts.first_day),
    Column("last_day", facts.last_day),
    Column("type", lambda u: facts.kind(u, u.lead.event.type.value)),
    Column("sub_type", lambda u: facts.kind(u, u.lead.event.sub_type, "sub_type")),
    Column("status", facts.status),
    Column("place_id", facts.about_place("id")),
    Column("place", facts.place_name),
    Column("place_kind", facts.about_place("kind")),
    Column("place_precision", facts.precision_word),
    Column("admin1", facts.about_place("admin1")),
    Column("admin2", facts.about_place("admin2")),
    Column("country", facts.about_place("country")),
    Column("lat", facts.about_place("lat")),
    Column("lon", facts.about_place("lon")),
    *_figures(Effect.KILLED),
    *_figures(Effect.WOUNDED),
    Column("grade", grade),
    Column("outlets", _outlets),
    Column("reports", facts.reports),
    Column("witnesses", facts.independent),
    Column("reasons", _reasons),
    Column("tolls", _tolls),
    Column("events", _events),
)  # fmt: skip


def _arrow() -> Any:
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra; only this format needs it
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError as error:
        raise LibraryMissing("pyarrow", "parquet") from error
    return pa


def _type(pa: Any, of: Any) -> Any:
    if isinstance(of, list):
        return pa.list_(_type(pa, of[0]))
    if isinstance(of, Mapping):
        return pa.struct([(name, _type(pa, inner)) for name, inner in of.items()])
    return pa.timestamp("us", tz="UTC") if of == "timestamp" else {
        "string": pa.string(), "int64": pa.int64(), "float64": pa.float64(), "bool": pa.bool_(),
        "date32": pa.date32(),
    }[of]  # fmt: skip


class ParquetWriter:
    """Row groups of a thousand incidents, so that memory stays small."""

    def __init__(self, file: BinaryIO, columns: Sequence[Column]) -> None:
        self._pa = _arrow()
        self._schema = self._pa.schema([(c.name, _type(self._pa, TYPES[c.name])) for c in columns])
        self._writer = self._pa.parquet.ParquetWriter(file, self._schema, compression="zstd")
        self._rows: list[dict[str, object]] = []

    def write(self, row: Row) -> None:
        self._rows.append({name: _clean(cell.value) for name, cell in row.items()})
        if len(self._rows) >= _AT_ONCE:
            self._flush()

    def finish(self) -> None:
        if self._rows:
            self._flush()
        self._writer.close()

    def _flush(self) -> None:
        self._writer.write_table(self._pa.Table.from_pylist(self._rows, schema=self._schema))
        self._rows = []


_MOST = 2**63
"""What the columns' 64 bits hold. A hostile report may name a toll past it, which counts nobody."""


def _clean(value: object) -> object:
    """Text without lone surrogates, which UTF-8 lacks, and no number that 64 bits do not hold; days and hours
    stay what they are.
    """
    if isinstance(value, dict):
        return {k: _clean(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_clean(v) for v in value]
    if isinstance(value, int) and not -_MOST <= value < _MOST:
        return None
    return jsonable(value) if isinstance(value, str) else value


PARQUET = Format(
    name="parquet",
    title="Parquet, an incident a row with its events nested",
    columns=COLUMNS,
    writer=ParquetWriter,
    ending=".parquet",
    admit=everything,
    unsaid=(
        Unsaid("candidates for the place that were not chosen", lambda u: u.lead.place is not None),
        Unsaid("the text of the reports around the words", lambda u: True),
    ),
    differs=("Threats and plans stand among what happened; the column status tells them apart.",),
)
