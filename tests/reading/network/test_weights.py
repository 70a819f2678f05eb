"""The shipped weights: what they are, and what is said where they are not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from marsad.reading.network import weights
from marsad.reading.network.weights import Network, WeightsDamaged, product
from marsad.reading.reader import READER

SHIPPED = Path(weights.__file__).parent / "shipped"
LARGEST = 30_000_000
"""Bytes that the network may have."""


@pytest.fixture(scope="module")
def network() -> Network:
    return Network.open()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "weights"))


def test_records_carry_the_name_of_the_shipped_weights(network: Network) -> None:
    assert READER.startswith(f"{network.version}.")


def test_the_weights_are_small() -> None:
    assert (SHIPPED / "network.onnx").stat().st_size < LARGEST


def test_weights_that_were_changed_are_refused(copy: Path) -> None:
    path = copy / "network.onnx"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(WeightsDamaged, match="install marsad again"):
        Network.of(copy)


@pytest.mark.parametrize("name", ["network.onnx", "card.json", "parts.npz", "tokenizer.json"])
def test_weights_that_are_missing_are_told(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(WeightsDamaged, match="install marsad again"):
        Network.of(copy)


def test_a_broken_card_is_told(copy: Path) -> None:
    (copy / "card.json").write_text("{", encoding="utf-8")
    with pytest.raises(WeightsDamaged):
        Network.of(copy)


def test_the_card_names_version_checksums_and_corpus() -> None:
    card = json.loads((SHIPPED / "card.json").read_text(encoding="utf-8"))
    assert set(card) == {"version", "sha256", "corpus"}


def test_every_word_is_told_of(network: Network) -> None:
    told = network.tell("Rebels shelled the town of Goma on Sunday, killing seven soldiers. " * 40)
    for row in (told.events, told.statuses, told.kinds, told.pair, told.event, told.part, told.role_word):
        assert len(row) == len(told.words)
        assert np.isfinite(row).all()


def test_the_same_text_is_told_alike(network: Network) -> None:
    text = "Gunmen killed three traders near Gao, a local official said."
    assert np.array_equal(network.tell(text).events, network.tell(text).events)


def test_the_number_of_threads_changes_nothing(network: Network) -> None:
    text = "Shells fell on the market of Nyala on Friday. Six people died and dozens were hurt. " * 12
    alone = Network.open(threads=1)
    assert np.allclose(network.tell(text).events, alone.tell(text).events, atol=1e-5)


@pytest.mark.parametrize("text", ["", " ", "\u202e", "."])
def test_almost_nothing(network: Network, text: str) -> None:
    assert len(network.tell(text).words) == len(text.strip().replace("\u202e", " ").strip() or text.strip())


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (3, 0), (700, 12), (5, 4000)])
def test_a_product_in_pieces_is_the_product(rows: int, columns: int) -> None:
    rng = np.random.default_rng(0)
    a = rng.integers(-9, 9, (rows, 160)).astype(np.float32)
    b = rng.integers(-9, 9, (columns, 160)).astype(np.float32)
    assert np.array_equal(product(a, b), a @ b.T)
