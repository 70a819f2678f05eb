"""Values of a record in words: numbers, days, places, speakers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from marsad.incidents.figures import Toll
from marsad.model.event import Claim, Event, Harm, Participant, Side
from marsad.model.place import Place
from marsad.model.reading import Quantity
from marsad.model.report import Published
from marsad.model.time import When

Name = Callable[[str | None], str | None]
"""From an actor's id to its name in the record."""


_UNTOLD = "unknown"


def several(count: int, what: str) -> str:
    """ "1 row", "2 rows", "3 entities", "4 days"."""
    if count == 1:
        return f"{count} {what}"
    ends_in_ies = what.endswith("y") and what[-2:-1] not in set("aeiou")
    return f"{count} {what[:-1]}ies" if ends_in_ies else f"{count} {what}s"


def iso(day: date | None) -> str | None:
    """A day as files have it: 2016-11-06."""
    return day.isoformat() if day else None


def number(quantity: Quantity) -> str:
    """ "at least 7", "12 to 15", "up to 9", "40"; "some" where no number is told."""
    low, high = quantity.low, quantity.high
    if low is None:
        return "some" if high is None else f"up to {high}"
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"


def days(when: When) -> str:
    """The days of an event; why they are not known, where they are not."""
    known = between(when.start, when.end)
    return f"{known} ({when.reason})" if known == _UNTOLD and when.reason else known


def between(first: date | None, last: date | None) -> str:
    """From the first to the last of some days."""
    if first is None or last is None:
        return _UNTOLD
    return str(first) if first == last else f"{first} to {last}"


def toll(told: Toll) -> str:
    """ "killed: 9 to 11 (9 Kivu Post, 11 Radio Kivu)"; one figure alone stands without its source."""
    values = [r for r in told.reported if r.stands]
    span = str(told.low) if told.low == told.high else f"{_or(told.low)} to {_or(told.high)}"
    if len({r.figure.best for r in values}) < 2:
        return f"{told.effect.value}: {span}"
    each = ", ".join(f"{r.figure.best} {r.outlet or 'unknown outlet'}" for r in values)
    return f"{told.effect.value}: {span} ({each})"


def _or(figure: int | None) -> str:
    return "?" if figure is None else str(figure)


def publication(published: Published | None) -> str:
    if published is None:
        return "unknown"
    span = str(published.start) if published.day else f"between {published.start} and {published.end}"
    return f"{span} ({published.basis.value})"


def place_name(place: Place) -> str:
    """A place with its province and country: "Qasr al-Rih, Rif Dimashq, SY"."""
    areas = (place.admin1 if place.admin1 != place.name else None, place.country)
    return ", ".join((place.name, *(area for area in areas if area)))


def where(event: Event, place: Place | None) -> str:
    """The place of an event with its precision, or the words of the report where it is not resolved."""
    told = event.where
    if told is None:
        return "unknown"
    if place is None:
        return f"unresolved: {told.text}" if told.text else "unknown"
    precision = told.precision.value if told.precision else ""
    return place_name(place) + (f" ({precision})" if precision not in {"", "exact"} else "")


def parts(event: Event, name: Name, sides: Iterable[Side]) -> tuple[str, ...]:
    """The actors on these sides, each once."""
    wanted = set(sides)
    return tuple(dict.fromkeys(participant(p, name) for p in event.participants if p.side in wanted))


def participant(part: Participant, name: Name) -> str:
    return name(part.actor) or (part.span.text if part.span else "unknown")


def harm(told: Harm, name: Name) -> str:
    """ "killed: at least 7, Islamic State"."""
    total = " (part of a total)" if told.part_of_total else ""
    return f"{told.effect.value}: {number(told.quantity)}, {name(told.who) or 'not said who'}{total}"


def speaker(claim: Claim, name: Name) -> str:
    """ "an opposition spokesman, Syrian rebels (belligerent)"; the stance where it is more than saying."""
    organisation = claim.organisation or name(claim.actor)
    told = (
        claim.speaker
        if not organisation or organisation == claim.speaker
        else f"{claim.speaker}, {organisation}"
    )
    notes = [] if claim.stance.value == "asserts" else [claim.stance.value]
    if claim.belligerent is not None:
        notes.append("belligerent" if claim.belligerent else "not a belligerent")
    return f"{told} ({', '.join(notes)})" if notes else told


def speakers(claims: Iterable[Claim], name: Name) -> tuple[str, ...]:
    return tuple(dict.fromkeys(speaker(claim, name) for claim in claims))
