"""The page of the desk shows the pictures that the tool takes, and each is small and says what it shows."""

from __future__ import annotations

import re
from types import ModuleType

import pytest

from ..records import ROOT, loaded


@pytest.fixture(scope="module")
def pictures() -> ModuleType:
    pytest.importorskip("playwright", reason="Playwright is not installed")
    return loaded(ROOT / "tools" / "pictures.py")


def test_the_page_shows_what_the_tool_takes(pictures: ModuleType) -> None:
    page = (ROOT / "docs" / "desk.md").read_text("utf-8")
    shown = re.findall(r'<img src="pictures/([a-z]+)\.png" alt="([^"]{20,})"', page)
    assert sorted(name for name, _ in shown) == sorted(p.name for p in pictures.PAGES)


def test_pictures_are_small_and_none_is_left_over(pictures: ModuleType) -> None:
    names = {p.name for p in pictures.PAGES}
    for file in (ROOT / "docs" / "pictures").glob("*"):
        assert file.stem in names and file.stat().st_size <= pictures.LARGEST
