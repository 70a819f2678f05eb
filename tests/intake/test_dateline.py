"""The place that opens a report."""

from __future__ import annotations

import pytest

from marsad.intake.dateline import find_dateline


@pytest.mark.parametrize(
    ("text", "place", "agency"),
    [
        ("GOMA, Congo, Nov 6 (Reuters) - Rebels advanced on Sunday.", "GOMA, Congo", "Reuters"),
        ("KHARKIV, Ukraine (AP) — Shells hit a school.", "KHARKIV, Ukraine", "AP"),
        ("ADEN, 6 November 2018 (AFP) - Coalition jets struck.", "ADEN", "AFP"),
        ("MOSCOW (Sputnik) According to the ministry, jets took off.", "MOSCOW", "Sputnik"),
        ("Juba – Gunmen killed three traders.", "Juba", None),
        ("Beirut- Factions began an assault.", "Beirut", None),
        ("KHARTOUM - The army said it repelled an attack.", "KHARTOUM", None),
        ("N'Djamena, Chad -- Soldiers fired in the air.", "N'Djamena, Chad", None),
        ("BAMAKO Thirteen soldiers died in an ambush.", "BAMAKO", None),
        ("Homs\xa0 Following a truce, buses left.", "Homs", None),
        ("Mazar-i-Sharif – Police said nine died.", "Mazar-i-Sharif", None),
        ("SANAA/ADEN (Reuters) - Talks resumed.", "SANAA/ADEN", "Reuters"),
        ("Photo of the market on Monday. BAIDOA (Xinhua) Troops killed 12 fighters.", "BAIDOA", "Xinhua"),
    ],
)
def test_finds_the_place(text: str, place: str, agency: str | None) -> None:
    found = find_dateline(text, 0)
    assert found is not None
    assert (found.place, found.agency) == (place, agency)


@pytest.mark.parametrize(
    "text",
    [
        "Fighters of the Free Army (FA) Captured the town.",
        "Free Lake Army (FLA) Fighters captured the town.",
        "SANA One civilian was killed.",
        "ISIS Fighters attacked; the town fell to ISIS later.",
        "The army – Which denied it – fired.",
        "Government troops entered the town on Sunday.",
        "UN Security Council members met.",
        "",
    ],
)
def test_finds_none_where_none_is(text: str) -> None:
    assert find_dateline(text, 0) is None
