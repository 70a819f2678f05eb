"""The body of ``marsad doctor``."""

from __future__ import annotations

import importlib.metadata
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table
from rich.text import Text

from marsad import __version__
from marsad.cli.display.output import plain, print_json
from marsad.cli.exits import Exit
from marsad.cli.problems import problem_of
from marsad.cli.session import Session, UserFiles, user_files, user_folder
from marsad.knowledge.actors import Registry
from marsad.knowledge.actors.registry import ActorFileError
from marsad.knowledge.frames import FrameFileError, FrameTable
from marsad.knowledge.gazetteer import GazetteerMissing, packs
from marsad.knowledge.gazetteer.regions import BadRegions, read_regions
from marsad.knowledge.gazetteer.store import SHIPPED
from marsad.ledger import Ledger, LedgerError, LedgerMissing
from marsad.ledger.words import several
from marsad.pipeline import Pipeline
from marsad.reading.network.weights import Network, WeightsDamaged

_LIBRARIES = (
    "alembic", "fastwarc", "httpx", "lxml", "numpy", "onnxruntime", "rich", "sqlalchemy", "tokenizers",
    "trafilatura", "typer",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's. Where ``fine`` is False, ``text`` says what is wrong and what to do."""

    topic: str
    name: str
    text: str
    fine: bool = True


def run_doctor(where: str, as_json: bool, session: Session) -> int:
    """Print what is found; the exit code says whether all is well."""
    found = [*_versions(), *_weights(), *_ledger(where), *_packs(), *_knowledge(user_files())]
    well = all(finding.fine for finding in found)
    if as_json:
        findings = [{"topic": f.topic, "name": f.name, "text": f.text, "fine": f.fine} for f in found]
        print_json({"well": well, "findings": findings})
    else:
        session.out.print(_table(found))
        session.out.print("All is well." if well else "Something is missing or wrong: see the lines marked !")
    return Exit.OK if well else Exit.NOTHING


def _table(found: list[Finding]) -> Table:
    table = Table.grid(padding=(0, 1))
    topic = ""
    for finding in found:
        sign = Text("ok", "green") if finding.fine else Text("!", "bold red")
        heading = finding.topic if finding.topic != topic else ""
        table.add_row(sign, Text(heading, "bold"), plain(finding.name), plain(finding.text))
        topic = finding.topic
    return table


def _versions() -> Iterator[Finding]:
    yield Finding("versions", "marsad", f"{__version__}, reader {Pipeline.reader}")
    yield Finding(
        "versions", "python", f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    )
    for name in _LIBRARIES:
        try:
            yield Finding("versions", name, importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:
            yield Finding("versions", name, "not installed; run `pip install --upgrade marsad`", fine=False)


def _weights() -> Iterator[Finding]:
    try:
        yield Finding("reader", "weights", Network.open().version)
    except WeightsDamaged as error:
        yield Finding("reader", "weights", str(error), fine=False)


def _ledger(where: str) -> Iterator[Finding]:
    try:
        with Ledger.open(where, create=False) as ledger:
            ledger.check()
            counts = ledger.counts()
    except LedgerMissing:
        yield Finding("ledger", where, "none yet; `marsad read` makes one")
        return
    except LedgerError as error:
        yield Finding("ledger", where, f"{error.problem}; {error.remedy}", fine=False)
        return
    yield Finding(
        "ledger",
        ledger.where,
        ", ".join(
            several(number, what)
            for number, what in (
                (counts.reports, "report"),
                (counts.events, "event"),
                (counts.control, "control statement"),
            )
        ),
    )
    stale = sum(number for reader, number in counts.readers.items() if reader != Pipeline.reader)
    if stale:
        yield Finding(
            "ledger",
            "",
            f"{several(stale, 'report')} read by another reader; read again, this one reads them too",
        )


def _packs() -> Iterator[Finding]:
    try:
        found = packs()
    except GazetteerMissing as error:
        yield Finding("gazetteer", "", str(error), fine=False)
        return
    for pack in found:
        origin = "shipped" if pack.path.parent == SHIPPED else "yours"
        yield Finding(
            "gazetteer", pack.name, f"{pack.places:,} places, {pack.names:,} names ({origin}): {pack.source}"
        )
    if not any(pack.path == SHIPPED / "world.sqlite" for pack in found):
        yield Finding(
            "gazetteer",
            "world",
            f"missing from {SHIPPED}; install Marsad again, or run `python hatch_build.py` in a checkout",
            fine=False,
        )
    yield Finding("gazetteer", "more", "`marsad gazetteer add CODE` adds all places of a country")


def _knowledge(files: UserFiles) -> Iterator[Finding]:
    try:
        registry = Registry.load(files.actors)
        frames = FrameTable.load(files.frames)
        regions = read_regions(files.regions)
    except (ActorFileError, FrameFileError, BadRegions, OSError) as error:
        yield Finding("knowledge", "", problem_of(error).message, fine=False)
        return
    yield Finding(
        "knowledge",
        "actors, regions, frames",
        f"{len(registry.actors)}, {len(regions)}, {len(frames.frames)}",
    )
    yield from (Finding("your files", path.name, str(path)) for path in files.all())
    if not files.all():
        names = "actors.yaml, regions.yaml, frames.yaml"
        yield Finding("your files", "none", f"{names} in {_short(user_folder())} would be read, and win")


def _short(path: Path) -> str:
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
