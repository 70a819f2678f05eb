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
        ("KAYES, Mali, June 14 (LKN) - Gunmen fired.", "KAYES, Mali", "LKN"),
        ("PUERTO RICO, Colombia, Nov 23 (XYZ) — Rebels fired.", "PUERTO RICO, Colombia", "XYZ"),
        ("GENEVA/NAIROBI (Lakewire) – Talks resumed.", "GENEVA/NAIROBI", "Lakewire"),
        (
            "GENEVA, Switzerland / NAIROBI, Kenya (AP) – Talks resumed.",
            "GENEVA, Switzerland / NAIROBI, Kenya",
            "AP",
        ),
        ("MOSCOW, May 3. /Polaris/. Troops advanced.", "MOSCOW", "Polaris"),
        ("BAKU. Oct 19 (Interfax) - Troops advanced.", "BAKU", "Interfax"),
        ("ŞANLIURFA, Turkey, Monday (Bosphorus Wire) - Shells fell.", "ŞANLIURFA, Turkey", "Bosphorus Wire"),
        ("Washington, D.C., May 3 (AP) - Envoys met.", "Washington, D.C.", "AP"),
        ("Bamako, Mali CNN — Soldiers fired.", "Bamako, Mali", "CNN"),
        ("BAMAKO, MALI —\n\nSoldiers fired on a crowd.", "BAMAKO, MALI", None),
        (
            "BAMAKO, Mali\n\n"
            + "Soldiers fired on a crowd that had gathered at the bridge, killing nine people there.",
            "BAMAKO, Mali",
            None,
        ),
        (
            "Army blames rebels\nGAO — "
            + "Soldiers fired on a crowd that had gathered at the bridge, killing nine people.",
            "GAO",
            None,
        ),
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
        "Free Lake Army (FLA) - Fighters captured the town.",
        "PRESENTER: Good evening.",
        "Fighting went on.\nGAO - nine dead",
        "Government troops entered the town on Sunday.",
        "UN Security Council members met.",
        "",
    ],
)
def test_finds_none_where_none_is(text: str) -> None:
    assert find_dateline(text, 0) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("GOMA, Congo, Nov 6 (Reuters) - Rebels advanced.", "Nov 6"),
        ("ADEN, 6 November 2018 (AFP) - Coalition jets struck.", "6 November 2018"),
        ("MOSCOW, October 19. /Polaris/. Troops advanced.", "October 19"),
        ("KHARTOUM - The army said it repelled an attack.", None),
    ],
)
def test_keeps_the_date_of_a_dateline(text: str, day: str | None) -> None:
    found = find_dateline(text, 0)
    assert found is not None
    assert found.date == day
