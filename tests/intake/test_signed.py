"""Those who sign a report without a "by"."""

from __future__ import annotations

import pytest

from marsad.intake.compose import compose
from marsad.intake.draft import Draft
from marsad.intake.options import IntakeOptions

BODY = "Fighters seized a bridge near the town on Sunday, killing nine soldiers, two officials said."


@pytest.mark.parametrize(
    ("tail", "names"),
    [
        ("Amina Diallo in Gao, with Jean Mbusa in Goma", ("Amina Diallo", "Jean Mbusa")),
        ("Amina Diallo in Gao and Jean Mbusa in Port Harcourt", ("Amina Diallo", "Jean Mbusa")),
        ("MOUSSA ISSA KONE\nColonel\nDirector of Public Relations", ("MOUSSA ISSA KONE",)),
        ("Signed\nMoussa Kone\nSpokesperson of the Ministry of Defence", ("Moussa Kone",)),
    ],
)
def test_below_the_last_sentence(tail: str, names: tuple[str, ...]) -> None:
    text = f"Rebels seize lake bridge\n\n{BODY}\n\n{tail}\n\n14 shares"
    report = compose(Draft("x", text), IntakeOptions())
    assert report.bylines == names
    assert tail in [text[r.start : r.end] for r in report.removed]


def test_above_the_date() -> None:
    text = f"Rebels seize lake bridge\n\nAmina Diallo in Gao and agencies\nMon 3 May 2021 14.05 BST\n\n{BODY}"
    assert compose(Draft("x", text), IntakeOptions()).bylines == ("Amina Diallo",)


@pytest.mark.parametrize(
    "tail",
    [
        "Heavy Fighting in Gao\n\nThe army said it had lost two men.",
        "KAMANGO DISTRICT\n\nTwo herders were shot dead near the wells.",
        "A few hundred people remain in the camp",
        "Kamango: nine dead\nGao: two dead",
    ],
)
def test_what_ends_or_divides_a_report_is_no_signature(tail: str) -> None:
    report = compose(Draft("x", f"Rebels seize lake bridge\n\n{BODY}\n\n{tail}"), IntakeOptions())
    assert report.bylines == ()
    assert report.removed == ()
