"""Files here and in object stores, opened and listed by their addresses: a path, ``s3://…``, ``gs://…``.

pyarrow knows S3, Google Cloud Storage, Azure and HDFS itself; any other address goes to fsspec. Both are
extras. Addresses of the web (http, https) are no stores: ``fetch.py`` gets those, under its own rules.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from marsad.intake.errors import IntakeError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BLOCK = 1 << 20
"""Bytes of one request to an object store."""
_INSTALL = 'install it with `pip install "marsad[cluster]"`'


@dataclass(frozen=True, slots=True)
class Entry:
    """A file and its size in bytes."""

    address: str
    size: int


def is_store(address: str) -> bool:
    """Whether ``address`` leads to an object store or another file system, not to a path here or the web."""
    return "://" in address and urlsplit(address).scheme.lower() not in {"http", "https", "file"}


def local(address: str) -> Path:
    """The path that a local address means; ``file://`` is taken off."""
    return Path(unquote(urlsplit(address).path)) if address.startswith("file://") else Path(address)


def under(folder: str, name: str) -> str:
    """The address of ``name`` inside ``folder``."""
    return f"{folder.rstrip('/')}/{name}" if is_store(folder) else str(local(folder) / name)


def file_system(address: str) -> tuple[Any, str]:
    """The pyarrow file system of an address, and the path in it. Raises IntakeError."""
    try:
        from pyarrow import fs  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise IntakeError("object stores need pyarrow", _INSTALL) from error
    if not is_store(address):
        return fs.LocalFileSystem(), str(local(address).absolute())
    try:
        found, path = fs.FileSystem.from_uri(address)
    except (ValueError, OSError) as unknown:
        return _by_fsspec(address, fs, unknown)
    return found, path


def _by_fsspec(address: str, fs: Any, unknown: Exception) -> tuple[Any, str]:
    remedy = "check the address, its credentials and its region"
    try:
        import fsspec  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise IntakeError(f"this kind of address needs fsspec ({unknown})", _INSTALL) from error
    try:
        found, path = fsspec.core.url_to_fs(address)
    except ImportError as error:
        raise IntakeError(
            f"this kind of address needs a library more ({error})", "install what it names"
        ) from error
    except (ValueError, OSError) as error:
        raise IntakeError(f"this address cannot be opened ({error or unknown})", remedy) from error
    return fs.PyFileSystem(fs.FSSpecHandler(found)), path


class _Raw(io.RawIOBase):
    """A file of pyarrow's as Python's own layers want it."""

    def __init__(self, file: Any) -> None:
        super().__init__()
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        data = self._file.read(len(view))
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


def opened(address: str) -> io.BufferedReader:
    """A file open for reading and seeking; little of it is in memory at once. Raises OSError, IntakeError."""
    if not is_store(address):
        return local(address).open("rb")
    found, path = file_system(address)
    return io.BufferedReader(_Raw(found.open_input_file(path)), _BLOCK)


def entries(address: str) -> Iterator[Entry]:
    """The file, or the files of the folder, in the order of their paths; names with a dot first are left out.

    Raises IntakeError where there is none, OSError where the system refuses.
    """
    if is_store(address):
        yield from _stored(address)
        return
    path = local(address)
    if not path.is_dir():
        yield Entry(str(path), path.stat().st_size)
        return
    for at, folders, files in os.walk(path):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for f in sorted(files):
            if not f.startswith("."):
                yield Entry(str(Path(at) / f), (Path(at) / f).stat().st_size)


def _stored(address: str) -> Iterator[Entry]:
    from pyarrow import fs  # noqa: PLC0415 - file_system says where it is missing

    found, path = file_system(address)
    info = found.get_file_info(path)
    if info.type == fs.FileType.File:
        yield Entry(address, info.size)
        return
    if info.type == fs.FileType.NotFound:
        raise IntakeError("there is no such file", "check the address")
    inside = found.get_file_info(fs.FileSelector(path, recursive=True))
    for one in sorted((i for i in inside if i.type == fs.FileType.File), key=lambda i: i.path):
        name = one.path[len(path.rstrip("/")) + 1 :]
        if not any(part.startswith(".") for part in name.split("/")):
            yield Entry(under(address, name), one.size)
