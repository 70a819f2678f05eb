"""How much of their words two texts share, estimated by minhash over runs of words (Broder 1997).

The one implementation: the sieve finds reprints by it before they are read, the ledger finds which reports
are one witness (``incidents/sources.py``). datasketch on PyPI does the same; these lines of numpy need no
library that brings scipy.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache

import numpy as np
import numpy.typing as npt

RUN = 4
"""Words of one run."""
HASHES = 128
_WORD = re.compile(r"\w+")

Signature = npt.NDArray[np.uint64]


def signature(text: str) -> Signature:
    """The least hash of the runs of a text under each of HASHES hash functions."""
    runs = runs_of(text)
    raw = np.array(
        [
            int.from_bytes(hashlib.blake2b(r.encode("utf-8", "replace"), digest_size=8).digest(), "big")
            for r in runs
        ],
        dtype=np.uint64,
    )
    least: Signature = mixed(raw[None, :] ^ _seeds()[:, None]).min(1)
    return least


def runs_of(text: str) -> set[str]:
    """The runs of RUN words of a text; the whole of a shorter one."""
    words = _WORD.findall(text.lower())
    return {" ".join(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))}


@cache
def _seeds() -> Signature:
    """What tells the hash functions apart: the same for every text."""
    return np.random.default_rng(1997).integers(0, 1 << 63, HASHES, dtype=np.uint64)


def mixed(bits: Signature) -> Signature:
    """Every bit of the outcome hangs on every bit of the number (the last step of splitmix64).

    A product and a sum alone keep the order of small numbers: all functions would pick the same run.
    """
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


def likeness(one: npt.NDArray[np.unsignedinteger], other: npt.NDArray[np.unsignedinteger]) -> float:
    """An estimate of the share of runs that two texts have in common (Jaccard)."""
    return float((one == other).mean())


def bands_of(signature: npt.NDArray[np.unsignedinteger], rows: int) -> list[bytes]:
    """The signature cut into bands of ``rows`` hashes: texts that agree in one are worth comparing."""
    return [signature[at : at + rows].tobytes() for at in range(0, len(signature) - rows + 1, rows)]
