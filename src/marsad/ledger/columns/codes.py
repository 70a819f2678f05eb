"""Words as numbers, and tables of them: columns of numbers are small and quick."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Mask = npt.NDArray[np.bool_]
Value = TypeVar("Value")


class Codes(Generic[Value]):
    """Values by number, each once; None is 0. A number that was given once stays. For many threads."""

    def __init__(self) -> None:
        self.values: list[Value | None] = [None]
        self._numbers: dict[Value | None, int] = {None: 0}
        self._lock = threading.Lock()

    def number(self, value: Value | None) -> int:
        found = self._numbers.get(value)
        if found is None:
            with self._lock:
                found = self._numbers.setdefault(value, len(self.values))
                if found == len(self.values):
                    self.values.append(value)
        return found

    def among(self, wanted: Iterable[Value]) -> Mask:
        """Whether each number stands for one of ``wanted``."""
        found = np.zeros(len(self.values), bool)
        found[[self._numbers[value] for value in wanted if value in self._numbers]] = True
        return found


def number_of(incident: str) -> int:
    """An incident's id, "i" and twelve hexadecimal digits, as a number: the numbers have the ids' order."""
    return int(incident[1:], 16)


def incident_of(number: int) -> str:
    """The inverse of ``number_of``."""
    return f"i{number:012x}"


def renewed(old: Array, fresh: Iterable[tuple[object, ...]], gone: Array) -> Array:
    """The records of ``old`` without those of incidents that are ``gone``, and with ``fresh`` ones, in the
    order of incidents. A day that is None becomes NaT.
    """
    new = np.fromiter(fresh, dtype=old.dtype)  # record by record, since a list of them all takes much room
    every = np.concatenate([old[~np.isin(old["incident"], gone)], new]) if len(old) else new
    return every[np.argsort(every["incident"], kind="stable")]
