"""A desk on a ledger of the example reports: by test client, and served to a real browser."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient

from marsad.desk.app import create_app
from marsad.desk.render import VENDOR
from marsad.desk.settings import Settings
from marsad.intake import IntakeOptions, read_sources
from marsad.ledger import Ledger
from marsad.model.report import Report
from marsad.pipeline import Pipeline

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))


@pytest.fixture(scope="session")
def read_once(pipeline: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of all example reports; copied for each test that asks for one."""
    path = tmp_path_factory.mktemp("desk") / "read.sqlite"
    folders = [str(EXAMPLES / "reports"), str(EXAMPLES / "one-incident")]
    with Ledger.open(path) as ledger:
        for report in read_sources(folders, IntakeOptions()):
            if isinstance(report, Report):
                ledger.add(pipeline.read(report))
        ledger.settle(pipeline.knowledge.registry)
    return path


@pytest.fixture
def ledger_file(read_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(read_once, tmp_path / "desk.sqlite"))


@pytest.fixture
def client(ledger_file: Path, pipeline: Pipeline) -> Iterator[TestClient]:
    """A browser without a window, on a desk of one's own."""
    app = create_app(Settings(str(ledger_file), reviewer="Amal"))
    app.state.workplace.knowledge = pipeline.knowledge  # opened once for all tests: it takes seconds
    with TestClient(app) as made:
        yield made


@pytest.fixture
def served(ledger_file: Path, pipeline: Pipeline) -> Iterator[str]:
    """The address of a desk that answers on a port of this machine."""
    yield from serving(Settings(str(ledger_file), reviewer="Amal"), pipeline)


def serving(settings: Settings, pipeline: Pipeline | None = None) -> Iterator[str]:
    """Serve a desk in a thread; yields its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    app = create_app(settings)
    if pipeline is not None:
        app.state.workplace.knowledge = pipeline.knowledge
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Debian's Chromium, driven by Playwright."""
    if not CHROMIUM.exists():
        pytest.skip(f"there is no Chromium at {CHROMIUM}; install the package chromium")
    if not VENDOR.is_dir():
        pytest.skip("the desk's assets are not built; install Node 20 and run `python hatch_build.py`")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield made
        made.close()
