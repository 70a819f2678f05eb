"""What every test may ask for: the pipeline, opened once, and a short way to read a text with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from marsad.knowledge.base import Knowledge
from marsad.knowledge.gazetteer import packs
from marsad.pipeline import Pipeline
from marsad.reading.network.weights import Network

from .records import DAY, Told, report_of, shared

settings.register_profile("marsad", deadline=None)  # machines are shared; speed is measured elsewhere
settings.load_profile("marsad")

Read = Callable[..., Told]


@pytest.fixture(scope="session")
def frames() -> Pipeline:
    """Frames and grammar alone: what tests of grammar's rules read with, whatever the weights say."""
    if not any(info.name == "world" for info in packs()):
        pytest.skip("the packs are not compiled; run `python hatch_build.py`")
    return Pipeline(Knowledge.open())


@pytest.fixture(scope="session")
def pipeline(frames: Pipeline) -> Pipeline:
    """The pipeline as it ships."""
    return Pipeline(frames.knowledge, Network.open())


@pytest.fixture(scope="session")
def read(frames: Pipeline) -> Read:
    """``read(text, published=…, title=…)``: the record of a small English report, by frames alone."""

    def record(text: str, published: date | str | None = DAY, title: str | None = None) -> Told:
        return Told.by(frames.read(report_of(text, published, title)))

    return record


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The folder of contract, corpora and scorer that lies outside the project."""
    folder = shared()
    if not folder.is_dir():
        pytest.skip(f"{folder} is absent; MARSAD_SHARED names the folder of contract, corpora and scorer")
    return folder
