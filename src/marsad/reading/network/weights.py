"""The shipped weights: opened once, checked against their checksum."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from marsad.reading.network.pieces import windows_of, words_of

Floats = npt.NDArray[np.float32]

OUTPUTS = ("events", "statuses", "kinds", "pair", "event", "part", "role_word")
"""What the network tells of each piece: logits of kinds of happenings, of statuses, of kinds of actors and of
roles, and the vectors from which pairs of words are judged.
"""
FILES = ("network.onnx", "parts.npz", "tokenizer.json")
DISTANCES = 8
"""Classes of distance between words on each side."""
_PARTS = ("pair_distance", "pair_scale", "role", "role_distance")
_STEPS = np.array([1, 3, 6, 12, 25, 50, 120])


class WeightsDamaged(Exception):
    """The weights in the package are not those that were released; the remedy is to install again."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the network tells of the words of one text, one row a word. All but ``words`` are logits or
    vectors; see OUTPUTS. ``part`` has been through tanh.
    """

    words: list[tuple[int, int]]
    events: Floats
    statuses: Floats
    kinds: Floats
    pair: Floats
    event: Floats
    part: Floats
    role_word: Floats


@dataclass(frozen=True, slots=True)
class Network:
    """The network, ready to read. ``version`` names the weights; records carry it."""

    version: str
    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    pair_distance: Floats
    pair_scale: Floats
    role: Floats
    role_distance: Floats

    @classmethod
    def open(cls, threads: int = 0) -> Network:
        """The shipped network. ``threads`` is how many each call uses, 0 for all cores; processes that read
        side by side take one each. Raises WeightsDamaged.
        """
        with as_file(files("marsad.reading.network") / "shipped") as folder:
            return cls.of(folder, threads)

    @classmethod
    def of(cls, folder: Path, threads: int = 0) -> Network:
        """The network of a folder that ``training.network.export`` wrote. Raises WeightsDamaged."""
        card, files_ = _checked(folder)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.enable_cpu_mem_arena = False  # reports of all lengths would make the arena grow and grow
        options.enable_mem_pattern = False
        # threads that wait for the next text should sleep: spinning takes the cores from what else is read
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        parts = np.load(io.BytesIO(files_["parts.npz"]))
        if missing := set(_PARTS) - set(parts.files):
            raise WeightsDamaged(f"{folder / 'parts.npz'} lacks {sorted(missing)}; install marsad again")
        return cls(
            card["version"],
            onnxruntime.InferenceSession(files_["network.onnx"], options, providers=["CPUExecutionProvider"]),
            Tokenizer.from_str(files_["tokenizer.json"].decode("utf-8")),
            *(parts[name] for name in _PARTS),
        )

    def tell(self, text: str, hidden: Sequence[tuple[int, int]] = ()) -> Told:
        """What the network tells of each word of ``text``. One call for each window of 510 pieces.

        The words of the stretches ``hidden`` it is not shown.
        """
        words = words_of(text)
        rows: list[list[Floats]] = [[] for _ in OUTPUTS]
        for window in windows_of(self.tokenizer, text, words, hidden):
            given = {"ids": window.ids[None], "cases": window.cases[None]}
            for row, out in zip(rows, self.session.run(list(OUTPUTS), given), strict=True):
                row.append(out[0][window.at])
        told = dict(zip(OUTPUTS, (np.concatenate(r) for r in rows), strict=True))
        told["part"] = np.tanh(told["part"])  # once, not for each happening
        return Told(words, **told)

    def same(self, told: Told, at: npt.NDArray[np.int64]) -> Floats:
        """Logits, (n, n), that the words at indices ``at`` tell the same happening."""
        v = np.tanh(told.pair[at])
        distance = np.abs(at[:, None] - at[None, :])
        near = self.pair_distance[np.searchsorted(_STEPS, distance, side="right")]
        logits: Floats = self.pair_scale[0] * product(v, v) + self.pair_scale[1] + near
        return logits

    def roles(self, told: Told, triggers: npt.NDArray[np.int64], words: slice) -> Floats:
        """Logits, (words, roles), of the part that each of ``words`` has in what ``triggers`` tell."""
        event = np.tanh(told.event[triggers].mean(0))
        gaps = np.arange(len(told.words))[words][:, None] - triggers[None]
        gap = gaps[np.arange(len(gaps)), np.abs(gaps).argmin(1)]
        steps = np.searchsorted(_STEPS, np.abs(gap), side="right") + DISTANCES * (gap > 0)
        score = product(told.part[words], event * self.role)
        logits: Floats = score + told.role_word[words] + self.role_distance[steps]
        return logits


_SMALL = 1 << 18
"""Multiplications that no library spreads over threads."""


def product(a: Floats, b: Floats) -> Floats:
    """``a @ b.T``, in pieces too small for threads: those would spin for longer than it takes."""
    rows = max(1, _SMALL // max(1, b.size))
    return np.concatenate([a[at : at + rows] @ b.T for at in range(0, len(a) or 1, rows)])


def _checked(folder: Path) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The card of a folder of weights and the contents of its files. Raises WeightsDamaged."""
    try:
        card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        found = {name: (folder / name).read_bytes() for name in FILES}
        wanted = card["sha256"]
    except (OSError, ValueError, KeyError) as error:
        message = f"the reader's weights cannot be read ({error}); install marsad again"
        raise WeightsDamaged(message) from error
    for name, contents in found.items():
        if hashlib.sha256(contents).hexdigest() != wanted.get(name):
            raise WeightsDamaged(f"{folder / name} is not what was released; install marsad again")
    return card, found
