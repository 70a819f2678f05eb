"""Each doubt as a question that a human can answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from marsad.incidents.figures import Toll
from marsad.ledger.doubts.kinds import Kind
from marsad.ledger.views import EventRow

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
_HARMED: Mapping[str, str] = {"killed": "dead"}
"""Effects that read otherwise behind a number; the others stand as they are: "25 wounded"."""
_FIELDS: Mapping[str, str] = {
    "type": "What kind of event is this?",
    "sub_type": "What kind of event is this?",
    "status": "Did this happen, or is it only said to be so?",
    "when": "On which day was this?",
    "where": "Where was this?",
    "participants": "Who took part in this?",
    "harm": "Are the figures read right?",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question is made of; see ``Question``."""

    kind: Kind
    about: str
    rows: Sequence[EventRow]
    toll: Toll | None
    together: bool


def wording(asked: Asked) -> str:
    """The question. Names of places and outlets stand in the events beside it, not in its words."""
    if asked.kind is Kind.TOLL:
        return _toll(asked)
    if asked.kind is Kind.PAIR:
        return (
            "Two reports were brought together by a hair: do they tell of one incident?"
            if asked.together
            else "Two reports were kept apart by a hair: do they tell of one incident?"
        )
    if asked.kind is Kind.CLAIM:
        return f"This is {asked.about} and not told as a fact: does the record say so rightly?"
    if asked.kind is Kind.PLACE:
        return _place(asked.rows[0])
    if asked.kind is Kind.EVENT:
        return "Does the report tell of such an event at all?"
    return _FIELDS.get(asked.about, f"Is the field {asked.about} read right?")


def _toll(asked: Asked) -> str:
    harmed = _HARMED.get(asked.about, asked.about)
    reported = asked.toll.reported if asked.toll else ()
    standing = [r for r in reported if r.stands and r.figure.best is not None]
    figures = sorted({r.figure.best for r in standing if r.figure.best is not None})
    told = len({r.telling for r in standing})
    many = _NUMBERS[told] if told < len(_NUMBERS) else str(told)
    if told == 1:
        return f"One report cites {_listed(figures)} {harmed}: which stands?"
    return f"{many} sources give {_listed(figures)} {harmed}: which stands?"


def _listed(figures: Sequence[int]) -> str:
    if len(figures) < 2:
        return "".join(map(str, figures))
    return f"{', '.join(f'{n:,}' for n in figures[:-1])} and {figures[-1]:,}"


def _place(row: EventRow) -> str:
    where = row.event.where
    if where and where.text:
        return f"Which place is “{where.text}”?"
    return "Where was this? The report names no place that could be found for it."
