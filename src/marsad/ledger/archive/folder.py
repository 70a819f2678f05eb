"""A folder of records in Parquet, parted by day, which many workers fill and a ledger takes in.

```
day=2016-11-06/3f….parquet   records of reports of that day, from one split of the inputs
_splits/3f….json             that split is finished: its files, and what was counted
_aside/3f….jsonl             documents of it that could not be read, each with the reason
_sifted/3f….jsonl            reports that were not worth reading
_copies/…, _copies.json      which reports are copies of others (``engines/copies.py`` has their forms)
_begun/3f….json              a worker of a cluster is at that split, or was when it was lost
_records.json                the form, and with what all of it was read
```

A split counts when its file in ``_splits`` is there, which is written last. Until then its other files may
be there or not; whoever reads the split again writes the same ones. The records of copies are a split of
their own, ``3f…-copies``. Names that begin with an underline are passed over by whatever else reads such
folders (pyarrow, DuckDB, Spark, polars).
"""

from __future__ import annotations

import io
import json
import os
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from marsad.intake import IntakeError
from marsad.intake.addresses import file_system, is_store, local
from marsad.ledger.adding import Kept
from marsad.ledger.archive.rows import Row, kept_of_row, schema
from marsad.ledger.errors import LedgerError
from marsad.ledger.everything import Broken, Size, Taken

FORMAT = "marsad-records"
VERSION = 1
ABOUT = "_records.json"
_NO_DAY = "__HIVE_DEFAULT_PARTITION__"
"""What Hive, and with it all that reads parted folders, calls the part of rows without a value."""
_AT_ONCE = 200
"""Records in memory at once when a file is read."""


class FolderUnusable(LedgerError):
    """A folder of records that is none, or cannot be read or written."""

    problem = "this folder of records cannot be used"
    remedy = "check the address and its permissions"


class RecordsFolder:
    """One such folder, here or in an object store. Raises FolderUnusable where the store fails."""

    def __init__(self, address: str) -> None:
        self.address = address
        try:
            self._fs, self._root = file_system(address)
        except IntakeError as error:
            raise FolderUnusable(address, error.reason, error.remedy) from error
        self._local = not is_store(address)

    # --- what a run does

    def begin(self, settings: Mapping[str, object], split: int) -> int:
        """Make the folder, or go on with one that was made with the same settings.

        ``split`` is how large (bytes) the parts of inputs shall be; gives how large they are in this folder:
        inputs that were cut otherwise would be read twice.
        """
        said = {"format": FORMAT, "version": VERSION, **settings}
        known = self._about()
        if known is None:
            whole = {**said, "split": split}
            self.write(ABOUT, json.dumps(whole, indent=1).encode("ascii") + b"\n")
            return split
        other = [name for name in said if known.get(name) != said[name]]
        if other:
            told = ", ".join(f"{name} {known.get(name)!r}, not {said[name]!r}" for name in other)
            raise FolderUnusable(self.address, f"it was begun with {told}", "name another folder")
        return int(known.get("split", split))

    def finished(self) -> frozenset[str]:
        """The splits that are finished."""
        return frozenset(name.removesuffix(".json") for name in self.names("_splits", ".json"))

    def aside(self) -> frozenset[str]:
        """The splits with documents that were set aside."""
        return frozenset(name.removesuffix(".jsonl") for name in self.names("_aside", ".jsonl"))

    def set_aside(self, split: str) -> list[dict[str, Any]]:
        """The documents of a split that were set aside."""
        return [json.loads(line) for line in self.read(f"_aside/{split}.jsonl").splitlines()]

    def reopen(self, split: str) -> None:
        """Have a split count as unfinished."""
        self._delete(f"_splits/{split}.json")

    def attempt(self, split: str, run: str) -> int:
        """Note that a worker of a run begins with a split; gives how often one has, until it is finished."""
        name = f"_begun/{split}.json"
        known = json.loads(self.read(name)) if self.is_there(name) else {}
        number = int(known.get("times", 0)) + 1 if known.get("run") == run else 1
        self.write(name, _json_line({"run": run, "times": number}))
        return number

    def put(
        self,
        split: str,
        rows: Iterable[Row],
        counts: Mapping[str, object],
        aside: Sequence[Mapping[str, object]] = (),
        sifted: Sequence[Mapping[str, object]] = (),
    ) -> None:
        """Put a split's records away; it is finished when this returns."""
        by_day: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            by_day[row.day.isoformat() if row.day else _NO_DAY].append(row)
        parts = []
        for day, some in sorted(by_day.items()):
            parts.append(f"day={day}/{split}.parquet")
            self.write(parts[-1], _parquet(some))
        for name, told in (("_aside", aside), ("_sifted", sifted)):
            if told:
                self.write(f"{name}/{split}.jsonl", b"".join(map(_json_line, told)))
            else:
                self._delete(f"{name}/{split}.jsonl")
        self.write(f"_splits/{split}.json", _json_line({"parts": parts, **counts}))
        self._delete(f"_begun/{split}.json")

    # --- what a ledger does

    def counts(self) -> Size:
        """How many records there are."""
        number = sum(int(self._manifest(split)["records"]) for split in self.finished())
        return Size(number, number, 0)

    def records(
        self, splits: Iterable[str] | None = None, reports: Container[str] | None = None
    ) -> Iterator[Kept | Broken]:
        """The records of all finished splits, or of those named, and of these reports only, where they are
        given; what cannot be made out is told.
        """
        for split in sorted(self.finished() if splits is None else splits):
            for part in self._manifest(split)["parts"]:
                yield from self.rows(str(part), reports)

    def decisions(self) -> Iterator[Taken | Broken]:
        """None: a folder of records has no decisions."""
        return iter(())

    def keys(self, split: str) -> set[tuple[str, str]]:
        """Report and reader of each record of a split."""
        found: set[tuple[str, str]] = set()
        for part in self._manifest(split)["parts"]:
            with self._opened(str(part)) as file:
                for batch in file.iter_batches(columns=["report", "reader"]):
                    found.update(zip(*batch.to_pydict().values(), strict=True))
        return found

    def put_rows(self, name: str, rows: Sequence[Row]) -> None:
        """Put records into a file of their own, which counts for nothing yet."""
        self.write(name, _parquet(rows))

    def rows(self, part: str, reports: Container[str] | None = None) -> Iterator[Kept | Broken]:
        """The records of one file, or those of these reports."""
        number = 0
        with self._opened(part) as file:
            for batch in file.iter_batches(_AT_ONCE, columns=["report", "record"]):
                for report, record in zip(*batch.to_pydict().values(), strict=True):
                    number += 1
                    if reports is not None and report not in reports:
                        continue
                    try:
                        yield kept_of_row(record)
                    except (LookupError, TypeError, ValueError, RecursionError, AttributeError) as error:
                        yield Broken(f"row {number} of {part}", str(error))

    def _opened(self, part: str) -> Any:
        from pyarrow import parquet  # noqa: PLC0415 - an extra, which __init__ looks for

        try:
            return parquet.ParquetFile(self._fs.open_input_file(self._path(part)))
        except (OSError, ValueError) as error:
            raise FolderUnusable(
                self.address, f"its part {part} is damaged or missing ({error})", "get another copy of it"
            ) from error

    def _manifest(self, split: str) -> dict[str, Any]:
        try:
            said: dict[str, Any] = json.loads(self.read(f"_splits/{split}.json"))
        except ValueError as error:
            raise FolderUnusable(
                self.address, f"_splits/{split}.json is damaged ({error})", "delete that file and read again"
            ) from error
        return said

    def _about(self) -> dict[str, Any] | None:
        if not self.is_there(ABOUT):
            return None
        try:
            said: dict[str, Any] = json.loads(self.read(ABOUT))
        except ValueError as error:
            raise FolderUnusable(self.address, f"its {ABOUT} cannot be read ({error})") from error
        return said

    # --- files, also for what a run keeps here beside records

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    def is_there(self, name: str) -> bool:
        """Whether there is a file of that name in the folder."""
        from pyarrow import fs  # noqa: PLC0415 - an extra, which __init__ looks for

        try:
            return bool(self._fs.get_file_info(self._path(name)).type == fs.FileType.File)
        except OSError as error:
            raise FolderUnusable(self.address, f"it cannot be looked into ({error})") from error

    def read(self, name: str) -> bytes:
        """The content of a file of the folder."""
        try:
            with self._fs.open_input_file(self._path(name)) as file:
                data: bytes = file.read()
        except OSError as error:
            raise FolderUnusable(self.address, f"{name} cannot be read ({error})") from error
        return data

    def write(self, name: str, data: bytes) -> None:
        """Put a file into the folder. It appears whole or not at all: by a new name here, by the store's own
        rule elsewhere.
        """
        try:
            if self._local:
                _written(Path(self._path(name)), data)
            else:
                with self._fs.open_output_stream(self._path(name), compression=None) as file:
                    file.write(data)
        except OSError as error:
            said = error.strerror or str(error)
            raise FolderUnusable(
                self.address, f"{name} cannot be written ({said})", "make room or mend its permissions, and "
                "run the same command again"
            ) from error  # fmt: skip

    def _delete(self, name: str) -> None:
        with suppress(FileNotFoundError):
            self._fs.delete_file(self._path(name))

    def names(self, folder: str, ending: str) -> Iterator[str]:
        """The files of a folder in this one whose names end so."""
        from pyarrow import fs  # noqa: PLC0415 - an extra, which __init__ looks for

        try:
            found = self._fs.get_file_info(fs.FileSelector(self._path(folder), allow_not_found=True))
        except OSError as error:
            raise FolderUnusable(self.address, f"it cannot be listed ({error})") from error
        names = (one.base_name for one in found)
        return (name for name in names if name.endswith(ending) and not name.startswith("."))


def is_folder(where: str) -> bool:
    """Whether an address is meant to be a folder of records."""
    if is_store(where):
        kind = where.partition(":")[0].lower()
        return not kind.startswith("postgres") and "sql" not in kind  # those are servers
    return (local(where) / ABOUT).is_file()


def _written(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _parquet(rows: Sequence[Row]) -> bytes:
    import pyarrow as pa  # noqa: PLC0415 - an extra, which RecordsFolder looks for
    from pyarrow import parquet  # noqa: PLC0415

    columns = schema(pa)
    said = [{name: value for name, value in asdict(row).items() if name != "day"} for row in rows]
    into = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(said, schema=columns), into, compression="zstd")
    return into.getvalue()


def _json_line(said: Mapping[str, object]) -> bytes:
    return json.dumps(said).encode("ascii") + b"\n"
