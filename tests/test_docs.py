"""The documentation names only what exists, and all that there is to name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from marsad.cli.app import app
from marsad.knowledge.frames import Frame, shipped_frames
from marsad.model.actor import ActorKind
from marsad.model.event import (
    Claim,
    ControlState,
    ControlStatement,
    Effect,
    Event,
    EventType,
    Harm,
    Participant,
    PlacePrecision,
    Seized,
    Side,
    Where,
)
from marsad.model.place import Place
from marsad.model.reading import Quantity, Stance, Status
from marsad.model.record import RecordActor, RecordPlace, ReportRecord
from marsad.model.report import Basis, Published, Removed, Report
from marsad.model.span import Span
from marsad.model.time import Precision, When

from .records import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("examples/*.md")])
PAGES += sorted((ROOT / "tests" / "golden").glob("*.md"))
FENCED = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+(?:\n[^`\n]+)?)`")
CALL = re.compile(r"(?:^|[\s|$/])marsad[ \t]+(?!=)([^|>#\n]*)")
OPTION = re.compile(r"(?<![\w-])(--?[a-z][a-z-]*)")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
OF_TOOLS = frozenset(
    ["--check", "--data", "--head", "--only", "--part", "--parts", "--port", "--scale", "--strict"]
)
"""Options of other programs that the pages name by themselves."""


def ids(page: Path) -> str:
    return str(page.relative_to(ROOT))


# ------------------------------------------------------------------ commands and options


@dataclass(frozen=True, slots=True)
class Spoken:
    """A command as a page writes it: its words, and the options it is given."""

    page: Path
    text: str

    def words(self) -> list[str]:
        return [w.strip("`,.;:()") for w in self.text.split()]


def _commands() -> Mapping[tuple[str, ...], frozenset[str]]:
    """Options by command, the program itself under ``()``, groups under their own name."""
    found: dict[tuple[str, ...], frozenset[str]] = {}

    def walk(path: tuple[str, ...], command: Any) -> None:
        own = {o for p in command.params for o in (*p.opts, *p.secondary_opts) if o.startswith("-")}
        found[path] = frozenset({*own, "-h", "--help"})
        for name, inner in getattr(command, "commands", {}).items():
            walk((*path, name), inner)

    walk((), typer.main.get_command(app))
    return found


COMMANDS = _commands()


def _spoken(page: Path) -> Iterator[Spoken]:
    """Every call of marsad in the page's code, in blocks and within lines."""
    text = page.read_text(encoding="utf-8")
    for block in FENCED.findall(text):
        for line in block.splitlines():
            if re.match(r"(?:\$ |\S*marsad |echo .*\| marsad )", line):
                yield from (Spoken(page, m.group(1)) for m in CALL.finditer(line) if line[m.end() - 1 :])
    for code in INLINE.findall(FENCED.sub("", text)):
        yield from (Spoken(page, m.group(1)) for m in CALL.finditer(" ".join(code.split())))


def _resolved(spoken: Spoken) -> tuple[tuple[str, ...], list[str]]:
    """The command that is called, and the options that it is given. Raises KeyError for an unknown one."""
    path: tuple[str, ...] = ()
    given = OPTION.findall(spoken.text)
    for word in spoken.words():
        if word.startswith("-"):
            continue
        if (*path, word) in COMMANDS:
            path = (*path, word)
        elif not path or path == ("gazetteer",):
            raise KeyError(word)
        else:
            break
    return path, given


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_every_command_that_a_page_calls_exists_with_its_options(page: Path) -> None:
    wrong = []
    for spoken in _spoken(page):
        if spoken.text.startswith("..."):
            continue
        try:
            path, given = _resolved(spoken)
        except KeyError:
            wrong.append(f"marsad {spoken.text}")
            continue
        known = COMMANDS[path] | {"--debug"}  # that one stands before the command
        wrong += [f"marsad {spoken.text}: {option}" for option in given if option not in known]
    assert not wrong


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_every_option_that_a_page_names_exists(page: Path) -> None:
    known = OF_TOOLS.union(*COMMANDS.values())
    named = {
        o
        for code in INLINE.findall(page.read_text(encoding="utf-8"))
        for o in re.findall(r"^--[a-z-]+", code)
    }
    assert named <= known


def test_the_pages_call_every_command_and_name_every_option() -> None:
    text = " ".join(p.read_text(encoding="utf-8") for p in PAGES)
    called = {_resolved(s)[0] for p in PAGES for s in _spoken(p) if not s.text.startswith("...")}
    groups = {path[:-1] for path in COMMANDS if path}
    assert set(COMMANDS) - groups <= called
    missing = {o for options in COMMANDS.values() for o in options if o not in text}
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_every_make_target_that_a_page_names_exists(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"^make ([a-z]+)", text, re.MULTILINE) + re.findall(r"`make ([a-z]+)`", text)
    assert set(named) <= targets


# ------------------------------------------------------------------ links


def _anchor(heading: str) -> str:
    """The anchor that common renderers give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_every_relative_link_leads_to_a_file_and_every_anchor_to_a_heading(page: Path) -> None:
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    wrong = []
    for link in LINK.findall(text):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists():
            wrong.append(link)
        elif anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            if anchor not in map(_anchor, headings):
                wrong.append(link)
    assert not wrong


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_every_path_of_the_project_that_a_page_names_exists(page: Path) -> None:
    named = re.findall(
        r"`((?:src|docs|tools|tests|training|examples|gazetteer)/[\w./-]+)`", page.read_text("utf-8")
    )
    assert not [path for path in named if not (ROOT / path).exists()]


# ------------------------------------------------------------------ the record


def _record() -> ReportRecord:
    """A record with one of everything."""
    span = Span(0, 2, "ab")
    day = date(2024, 3, 14)
    claim = Claim("a", "b", "c", True, Stance.ASSERTS, span)
    event = Event(
        id="e",
        type=EventType.BATTLES,
        sub_type="Armed clash",
        status=Status.HAPPENED,
        when=When(day, day, Precision.DAY),
        where=Where("p", "ab", PlacePrecision.EXACT),
        participants=(Participant("a", Side.A, "agent", span),),
        harm=(Harm(Effect.KILLED, "a", Quantity(span, 1, 1), span),),
        weapons=(span,),
        seized=(Seized("tank", 1, span),),
        claims=(claim,),
        evidence=(span,),
    )
    report = Report(
        id="r",
        source="s",
        text="ab",
        published=Published(day, day, Basis.GIVEN),
        captions=(span,),
        removed=(Removed("tags", 0, 1),),
    )
    return ReportRecord(
        report,
        "reader-1",
        (RecordActor("a", "a", ActorKind.MILITIA, None, True, (span,)),),
        (RecordPlace(Place("p", "ab"), (span,)),),
        (event,),
        (ControlStatement("p", "ab", "a", ControlState.HOLDS, None, None, (span,), claims=(claim,)),),
    )


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


def test_the_page_of_the_record_explains_every_field() -> None:
    page = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    assert not {key for key in _keys(_record().to_json()) if f"`{key}`" not in page}


@pytest.mark.parametrize(
    "words", [EventType, Status, Precision, PlacePrecision, Effect, Stance, ControlState, Basis]
)
def test_the_page_of_the_record_names_every_value(words: type[Any]) -> None:
    page = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    assert not [word.value for word in words if word.value not in page]


# ------------------------------------------------------------------ what a person may edit


def test_the_page_of_frames_explains_every_field_and_every_support() -> None:
    page = (ROOT / "docs" / "frames.md").read_text(encoding="utf-8")
    frames = shipped_frames().frames.values()
    wanted = {f.name for f in fields(Frame)} | {word for frame in frames for word in frame.support}
    assert not {word for word in wanted if f"`{word}`" not in page}


def test_the_page_of_actors_names_every_kind() -> None:
    page = (ROOT / "docs" / "actors.md").read_text(encoding="utf-8")
    assert not [kind.value for kind in ActorKind if kind.value not in page]


@pytest.mark.parametrize(
    ("name", "option"), [("actors", "actors"), ("places", "regions"), ("frames", "frames")]
)
def test_the_entries_that_pages_show_can_be_used(name: str, option: str, tmp_path: Path) -> None:
    from marsad.knowledge.actors import Registry
    from marsad.knowledge.frames import FrameTable
    from marsad.knowledge.gazetteer.regions import read_regions

    text = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    for number, block in enumerate(re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)):
        file = tmp_path / f"{number}.yaml"
        file.write_text(block, encoding="utf-8")
        wanted = {entry["id"] for entry in yaml.safe_load(block)}
        if option == "actors":
            found = set(Registry.load([file]).actors)
        elif option == "regions":
            found = {ident.removeprefix("region:") for ident in read_regions(file)}
        else:
            found = set(FrameTable.load([file]).frames)
        assert wanted <= found
