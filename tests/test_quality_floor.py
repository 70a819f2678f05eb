"""What Marsad reaches on the first real articles of the test part: it may rise, not fall.

A failure names measures, never articles: nobody should read the test part.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest

from marsad.pipeline import Pipeline

from .records import ROOT

ARTICLES = 25

# Floors lie a little under what was reached when they were set; raise them with every gain.
FLOORS: Mapping[str, float] = {
    "events F1": 0.80,
    "events, all fields right F1": 0.45,
    "actors of matched events F1": 0.73,
    "killed counts F1": 0.84,
    "wounded counts F1": 0.75,
    "control statements F1": 0.40,
    "type": 0.97,
    "sub_type": 0.86,
    "status": 0.83,
    "date (day-precise, within 1 day)": 0.93,
    "place within 25 km": 0.86,
    "a source named": 0.84,
    "belligerent source flag": 0.78,
}


@pytest.fixture(scope="module")
def evaluate() -> ModuleType:
    pytest.importorskip("scipy", reason="the scorer needs scipy")
    spec = importlib.util.spec_from_file_location("evaluate", ROOT / "tools" / "evaluate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    before = list(sys.path)
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path[:] = before
    return module


@pytest.fixture(scope="module")
def reached(
    evaluate: ModuleType, pipeline: Pipeline, shared_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, float]:
    """Every measure of the scorer, by its name there; without ``pipeline`` (no packs) it is skipped."""
    if not (shared_folder / "data").is_dir() or not (shared_folder / "eval" / "score.py").is_file():
        pytest.skip(f"{shared_folder} holds no corpora or no scorer")
    folder = tmp_path_factory.mktemp("floor")
    assert evaluate.write_gold_and_predictions("test", shared_folder, folder, pipeline, ARTICLES) == ARTICLES
    measures, _ = evaluate.load_scorer(shared_folder).score(folder / "gold", folder / "given")
    return dict(measures)


@pytest.mark.parametrize("measure", sorted(FLOORS))
def test_floor(measure: str, reached: Mapping[str, float]) -> None:
    assert reached[measure] >= FLOORS[measure], f"{measure} fell to {reached[measure]:.3f}"
