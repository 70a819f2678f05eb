"""The page of the crosswalk follows the table of event types."""

from __future__ import annotations

from types import ModuleType

import pytest

from marsad.knowledge.frames import Frame, shipped_frames
from marsad.model.event import EventType

from ..records import ROOT, loaded


@pytest.fixture(scope="module")
def crosswalk() -> ModuleType:
    return loaded(ROOT / "tools" / "crosswalk.py")


def test_the_page_is_up_to_date(crosswalk: ModuleType) -> None:
    fresh = crosswalk.page(shipped_frames().frames.values())
    assert crosswalk.PAGE.read_text(encoding="utf-8") == fresh, "stale: run `python tools/crosswalk.py`"


def test_every_frame_stands_in_both_directions(crosswalk: ModuleType) -> None:
    there, back = crosswalk.page(shipped_frames().frames.values()).split("## From PLOVER and CAMEO")
    for name in shipped_frames().frames:
        assert f"`{name}`" in there
        assert f"`{name}`" in back


def test_frames_with_the_same_codes_share_a_row(crosswalk: ModuleType) -> None:
    pair = [
        Frame("scuffle", EventType.RIOTS, "Mob violence", plover="ASSAULT", cameo="180"),
        Frame("affray", EventType.RIOTS, "Mob violence", plover="ASSAULT", cameo="180"),
    ]
    assert (
        "| Mob violence | `scuffle`, `affray` | ASSAULT | 180 use unconventional violence |"
        in crosswalk.page(pair)
    )


def test_a_code_that_cameo_lacks_is_said_to_be_none(crosswalk: ModuleType) -> None:
    odd = Frame("odd", EventType.BATTLES, "Armed clash", plover="ASSAULT", cameo="1999")
    assert "1999 (not a code of CAMEO 1.1b3)" in crosswalk.page([odd])


def test_a_frame_without_codes_leaves_its_cells_empty(crosswalk: ModuleType) -> None:
    bare = Frame("bare", EventType.PROTESTS, "Peaceful protest")
    assert "| Peaceful protest | `bare` | – | – |" in crosswalk.page([bare])
