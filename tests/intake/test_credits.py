"""Bylines and credit."""

from __future__ import annotations

import pytest

from marsad.intake.compose import compose
from marsad.intake.draft import Draft
from marsad.intake.options import IntakeOptions
from marsad.model.report import Report

BODY = "Fighters seized a bridge near the town on Sunday, killing nine soldiers, two officials said."


def read(text: str, **fields: str) -> Report:
    return compose(Draft("x.txt", text, **fields), IntakeOptions())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            f"Rebels seize lake bridge\nBy Amina Diallo and Jean Mbusa\n{BODY}\n{BODY}",
            ("Amina Diallo", "Jean Mbusa"),
        ),
        (
            f"Rebels seize lake bridge\n{BODY}\nReporting by: Amina Diallo, Jean Mbusa | Source: Lake News",
            ("Amina Diallo", "Jean Mbusa"),
        ),
        (
            f"Rebels seize lake bridge\n{BODY}\n(Reporting by Amina Diallo in Goma; Writing by Jean Mbusa;"
            " Editing by O. Kone)",
            ("Amina Diallo", "Jean Mbusa", "O. Kone"),
        ),
        (
            f"{BODY} Reporting by Amina Diallo; Editing by Jean Mbusa and Omar Kone",
            ("Amina Diallo", "Jean Mbusa", "Omar Kone"),
        ),
        (f"{BODY} Amina al-Diallo / Jean Mbusa", ("Amina al-Diallo", "Jean Mbusa")),
    ],
)
def test_names_of_the_authors(text: str, names: tuple[str, ...]) -> None:
    report = read(text)
    assert report.bylines == names
    cut = [text[r.start : r.end] for r in report.removed if r.what == "byline"]
    assert any(names[0] in c for c in cut)


def test_a_byline_between_date_and_title_of_one_paragraph() -> None:
    report = read(
        f"May 3 2021 by Amina Diallo Rebels seize lake bridge {BODY}", title="Rebels seize lake bridge"
    )
    assert report.bylines == ("Amina Diallo",)
    assert report.title_span is not None


@pytest.mark.parametrize(
    ("tail", "credit"),
    [
        ("(Source: Lake Coalition)", "Lake Coalition"),
        ("- REUTERS", "REUTERS"),
        ("(AFP)", "AFP"),
        ("Source: Lake News", "Lake News"),
    ],
)
def test_a_credit_at_the_end(tail: str, credit: str) -> None:
    report = read(f"{BODY} {BODY} {tail}")
    assert report.credit == credit
    assert report.text[report.removed[-1].start :] == tail


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        (f"Rebels seize lake bridge\n\nGAO, Mali, May 3 (LKN) - {BODY}", "LKN"),
        (f"{BODY}\n\n(Reporting by Amina Diallo for Lake Press; Editing by O. Kone)", "Lake Press"),
        (f"Rebels seize lake bridge\n\n{BODY}\nOur Standards: The Lakewire Trust Principles.", "Lakewire"),
        (f"{BODY}\nOur Standards: The Thomson Reuters Trust Principles.", "Reuters"),
        (f"Rebels seize lake bridge\nBy Amina Diallo and Jean Mbusa, CNN\n\n{BODY}", "CNN"),
        (f"Rebels seize lake bridge\nBy Amina Diallo\nBBC News, Gao\n\n{BODY}", "BBC News"),
        (f"Rebels seize lake bridge\n3 May 2021 (Lake Press)\n\n{BODY}", "Lake Press"),
        (f"Rebels seize lake bridge\n\n{BODY}\n\nSource: Al Jazeera and news agencies", "Al Jazeera"),
    ],
)
def test_the_outlet_where_the_text_tells_it(text: str, outlet: str) -> None:
    assert read(text).outlet == outlet


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY} A source told us that reporting by state media was wrong. Aid workers fled.",
        f"{BODY} The town was held by Amina Diallo. It fell.",
        f"{BODY} Sources said the base was lost.",
    ],
)
def test_sentences_about_sources_are_no_credits(text: str) -> None:
    report = read(text)
    assert report.bylines == ()
    assert report.credit is None
    assert report.removed == ()
