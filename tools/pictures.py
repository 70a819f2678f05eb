"""The pictures of docs/desk.md: pages of the desk on the demo ledger, as a first-time analyst sees them.

``python tools/pictures.py`` needs the ledger that ``make demo`` leaves, Chromium and the desk's assets. Each
picture is written to docs/pictures, in 256 colours, and stays below LARGEST.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import uvicorn
from PIL import Image
from playwright.sync_api import ViewportSize, sync_playwright

from marsad.desk.app import create_app
from marsad.desk.settings import Settings
from marsad.ledger import EventFilter, Ledger

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SIZE = ViewportSize(width=1200, height=780)
LARGEST = 150_000
"""Bytes of one picture: a page of documentation loads at once."""
_INCIDENT_OF_SEVERAL = "El Obeid"


@dataclass(frozen=True, slots=True)
class Picture:
    """One page; ``address`` may hold {report} and {incident}, ``wait`` is what must be there first."""

    name: str
    address: str
    wait: str = "main"
    settle: float = 0.5
    """Seconds for what moves: a map that draws its pieces."""


PAGES = (
    Picture("add", "/add"),
    Picture("reports", "/reports?words=shelling+market"),
    Picture("report", "/reports/{report}"),
    Picture("incident", "/incidents/{incident}"),
    Picture("queue", "/queue"),
    Picture("map", "/map", "canvas", 4.0),
    Picture("counts", "/counts?per=type&by=month&from=2023"),
    Picture("export", "/export?format=acled"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ledger", type=Path, default=ROOT / "demo.sqlite")
    parser.add_argument("--only", default="", help="names of pictures, with commas between")
    asked = parser.parse_args()
    if not asked.ledger.is_file():
        raise SystemExit(f"{asked.ledger} is not there; run `make demo` first, or name another with --ledger")
    wanted = [p for p in PAGES if not asked.only or p.name in asked.only.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(shutil.copy(asked.ledger, Path(folder) / "demo.sqlite"))
        with served(ledger) as address:
            failed = take(address, wanted, _subjects(ledger))
    if failed:
        raise SystemExit(f"not taken: {', '.join(failed)}")


def _subjects(ledger: Path) -> dict[str, str]:
    """A report and an incident worth looking at: the incident that most reports tell of, and one of them."""
    with Ledger.open(ledger, create=False) as opened:
        from marsad.knowledge.actors import Registry  # noqa: PLC0415 - only here

        registry = Registry.load(())
        opened.settle(registry)
        told = opened.incidents(registry, EventFilter(place=_INCIDENT_OF_SEVERAL)) or opened.incidents(
            registry
        )
        most = max(told, key=lambda i: len({row.report.id for row in i.rows}))
        return {"incident": most.id, "report": most.rows[0].report.id}


@contextmanager
def served(ledger: Path) -> Iterator[str]:
    """The address of a desk on ``ledger`` while the block runs."""
    listening = socket.create_server(("127.0.0.1", 0))
    settings = Settings(str(ledger), reviewer="Amal")
    server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def take(address: str, wanted: list[Picture], subjects: dict[str, str]) -> list[str]:
    """Write the pictures; gives the names of those whose page did not answer or that came out too large."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    failed = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(viewport=SIZE, color_scheme="light").new_page()
        for picture in wanted:
            answer = page.goto(address + picture.address.format(**subjects))
            if answer is None or not answer.ok:
                print(
                    f"{picture.name}: {picture.address} answers {answer and answer.status}", file=sys.stderr
                )
                failed.append(picture.name)
                continue
            page.wait_for_selector(picture.wait)
            page.wait_for_timeout(picture.settle * 1000)
            if not _written(page, PICTURES / f"{picture.name}.png"):
                failed.append(picture.name)
        browser.close()
    return failed


def _written(page: Any, path: Path) -> bool:
    """Write what the page shows. A picture that is too large is kept, so that one can see why, and told."""
    seen = Image.open(BytesIO(page.screenshot())).convert("RGB")
    seen.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}: {size:,} bytes{' — too large' if size > LARGEST else ''}")
    return size <= LARGEST


if __name__ == "__main__":
    main()
