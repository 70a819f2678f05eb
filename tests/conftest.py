"""What every test may ask for: the pipeline, opened once, and a short way to read a text with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from marsad.knowledge.gazetteer import packs
from marsad.knowledge.base import Knowledge
from marsad.pipeline import Pipeline

from .records import DAY, Told, report_of, shared

Read = Callable[..., Told]


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    if not any(info.name == "world" for info in packs()):
        pytest.skip("the packs are not compiled; run `python hatch_build.py`")
    return Pipeline(Knowledge.open())


@pytest.fixture(scope="session")
def read(pipeline: Pipeline) -> Read:
    """``read(text, published=…, title=…)``: the record of a small English report."""

    def record(text: str, published: date | str | None = DAY, title: str | None = None) -> Told:
        return Told.by(pipeline.read(report_of(text, published, title)))

    return record


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The folder of contract, corpora and scorer that lies outside the project."""
    folder = shared()
    if not folder.is_dir():
        pytest.skip(f"{folder} is absent; MARSAD_SHARED names the folder of contract, corpora and scorer")
    return folder
