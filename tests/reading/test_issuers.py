"""Who issues a report that is a release itself."""

from __future__ import annotations

import pytest

from marsad.reading.speech import issuer_of


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        (
            "REPUBLIC OF RUVANIA\nMINISTRY OF DEFENCE\nPRESS RELEASE\n\nOn 3 May a patrol was ambushed.",
            "MINISTRY OF DEFENCE",
        ),
        (
            "For Immediate Release\nCoalition Forces Public Affairs Office\n\nTwo soldiers died on Monday.",
            "Coalition Forces Public Affairs Office",
        ),
        (
            "quito 4 jun 90 (armed forces press committee) -- two rebels died today.",
            "armed forces press committee",
        ),
    ],
)
def test_the_body_in_the_head_of_a_release(text: str, issuer: str) -> None:
    found = issuer_of(text)
    assert found is not None
    assert (found.speaker.text, found.credit, found.said) == (issuer, True, ())
    assert text[found.speaker.start : found.speaker.end] == issuer


@pytest.mark.parametrize(
    "text",
    [
        "Army kills five rebels\n\nThe army said in a press release that five rebels had died.",
        "PRESS RELEASE\n\nOn 3 May a patrol was ambushed near the river and two soldiers were wounded.",
        "Ministry of Defence\n\nTwo soldiers died on Monday when a mine went off under their car.",
        "",
    ],
)
def test_no_release_or_nobody_named(text: str) -> None:
    assert issuer_of(text) is None
