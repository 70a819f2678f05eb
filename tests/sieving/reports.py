"""Reports for the tests of the sieve, written for them."""

from __future__ import annotations

from datetime import date

from marsad.intake import IntakeOptions, Skipped, read_text
from marsad.model.report import Report

WIRE = """At least nine soldiers were killed on Sunday when fighters attacked a post near Gao, officials said.

The attackers came on motorcycles before dawn and burned two vehicles, according to a resident of Ansongo.

A spokesman for the army, Colonel Issa Keita, said that reinforcements had been sent to Labbezanga.

Mali has fought armed groups in the north and the centre of the country for more than ten years."""
DAY = date(2023, 5, 15)


def report(
    text: str = WIRE, outlet: str = "River Post", day: date | None = DAY, title: str | None = None
) -> Report:
    found = read_text(text, f"{outlet}.txt", IntakeOptions(published=day, outlet=outlet), title)
    assert not isinstance(found, Skipped)
    return found
