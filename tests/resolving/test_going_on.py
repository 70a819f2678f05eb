"""What goes on still: since a day, or underway. Every sentence is invented."""

from __future__ import annotations

import pytest

from ..conftest import Read


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "Rebels have been battling the army near Goma since 3 June, when they launched an offensive.",
            "ongoing",
        ),
        ("Clashes with the M23 are still underway near Sake, the army said.", "ongoing"),
        ("The army's clashes with the M23 are under way near Sake.", "ongoing"),
        ("The army clashed with rebels in Goma on Friday. The clashes are over, residents said.", "happened"),
        ("Rebels launched an offensive against the army near Goma on 3 June.", "happened"),
    ],
)
def test_status(read: Read, text: str, status: str) -> None:
    told = read(text)
    assert {e["status"] for e in told.happenings} == {status}, str(told)
