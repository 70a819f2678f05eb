"""Who held a place, in words for a reader: the answer, its evidence, its history, and hints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rich.console import Console

from marsad.cli.display.output import plain
from marsad.cli.display.words import place_name, speakers
from marsad.control.evidence import Basis, Evidence
from marsad.control.periods import ControlPeriod, Since
from marsad.control.standing import Standing, State
from marsad.ledger.answers import Answer, Around, Question
from marsad.ledger.words import several
from marsad.model.event import ControlState
from marsad.model.time import Precision

_MOST_LINES = 12
"""Lines of evidence under an answer; --json has all."""
_BASIS = {
    Basis.STATEMENT: "a statement that gives the day",
    Basis.EVENT: "an event",
    Basis.REPORT_DAY: "the day of a report",
}


@dataclass(frozen=True, slots=True)
class Told:
    """An answer with its question and what is known around it; ``by_ledger``: the user gave no day."""

    answer: Answer
    asked: Question
    hints: Around
    by_ledger: bool


def print_answer(out: Console, told: Told, history: bool) -> None:
    """Print the answer with what it rests on."""
    given, asked = told.answer, told.asked
    day = f"on {asked.on}" + (", the last day known to this ledger" if told.by_ledger else "")
    known = "" if asked.known == date.max else f", as known on {asked.known}"
    out.print(plain(f"{place_name(given.place)} ({given.place.id}) {day}{known}", "bold"), soft_wrap=True)
    for line in _state_lines(given, asked.on):
        out.print(plain(line), soft_wrap=True)
    if given.evidence:
        out.print(plain(f"\nEvidence ({several(len(given.evidence), 'statement')})", "bold"))
        _print_evidence(out, given, given.evidence)
    if history:
        _print_history(out, given)
    _print_hints(out, told.hints, asked.on)


def _state_lines(given: Answer, on: date) -> Iterator[str]:
    found = given.standing
    yield summary(found, given.names) + _begin(given)
    if found.told_later and found.evidence:
        yield f"Nobody tells of that day; on {found.evidence[-1].first} it is told who had the place by then."
    elif found.last_confirmed is not None:
        ago = (on - found.last_confirmed).days
        age = "that day" if not ago else f"{several(ago, 'day')} before"
        warning = f"; not confirmed since {found.last_confirmed}" if found.stale else ""
        yield f"last confirmed {found.last_confirmed}, {age}{warning}"
    elif found.state is State.UNKNOWN:
        yield "No report that counts tells who held it."


def summary(found: Standing, names: Mapping[str, str]) -> str:
    """ "held by A", "contested: A, B", "besieged by B, held by A", "unknown"."""
    holders = _names(found.holders, names)
    if found.state is State.HELD:
        return f"held by {holders}"
    if found.state is State.CONTESTED:
        return f"contested: {holders}"
    if found.state is State.BESIEGED:
        inside = f", held by {holders}" if holders else ", by whom it is held is not told"
        return f"besieged by {_names(found.by, names)}{inside}"
    return "unknown"


def _names(actors: Sequence[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(a, a) for a in actors)


def _begin(given: Answer) -> str:
    period = given.period
    if period is None or period.state is State.UNKNOWN:
        return ""
    basis = f", by {_BASIS[period.basis]}" if period.basis else ""
    return f" {begun(period)}{basis}"


def begun(period: ControlPeriod) -> str:
    """Since when: "since 2016-08-12 (day)", "since at least …" where only the first word is known."""
    day = written(period.start, period.precision)
    if period.since is Since.FIRST_TOLD:
        return f"since {day} at the latest"
    if period.since is Since.TAKEN_BACK:
        return "since before it was first told"
    return f"since {day} ({period.precision.value})"


def written(day: date, precision: Precision) -> str:
    """A day as exactly as it is known: "2016-08-12", "2016-08", "2016"."""
    cut = {Precision.MONTH: 7, Precision.YEAR: 4}.get(precision, 10)
    return day.isoformat()[:cut]


def _print_evidence(out: Console, given: Answer, evidence: Sequence[Evidence]) -> None:
    shown = evidence[-_MOST_LINES:]
    if len(shown) < len(evidence):
        out.print(f"  ({len(evidence) - len(shown)} earlier ones: --json has them)")
    for e in reversed(shown):
        out.print(plain(f"  {evidence_line(e, given)}"), soft_wrap=True)
        out.print(plain(f"      {source_line(e, given)}", "dim"), soft_wrap=True)


def evidence_line(e: Evidence, given: Answer) -> str:
    """ "2016-08-12 gains Islamic State: "took the town"" with the days that it attests."""
    days = written(e.first, e.precision)
    if e.first != e.last and (e.precision is Precision.DAY or e.state not in {ControlState.GAINS}):
        days = f"{days} to {e.last}"
    part = " a part" if e.part else ""
    words = " ".join(e.words.split())
    return f'{days}  {given.names.get(e.actor, e.actor)} {e.state.value}{part}: "{words}"'


def source_line(e: Evidence, given: Answer) -> str:
    """The report, its outlet and day, and who says so, with whether the speaker fights in this war."""
    said = "; ".join(speakers(e.claims, lambda actor: given.names.get(actor, actor) if actor else None))
    told = (
        f"{given.titles.get(e.report, e.report)} ({e.report[:9]}), {e.outlet or 'outlet unknown'}, {e.known}"
    )
    return f"{told}; {said}" if said else f"{told}; the report itself"


def _print_history(out: Console, given: Answer) -> None:
    out.print(plain("\nHistory", "bold"))
    if not given.periods:
        out.print("  nothing is told")
    for period in given.periods:
        out.print(plain(f"  {period_line(period, given.names)}"), soft_wrap=True)
        for e in period.begun_by[:2]:
            out.print(
                plain(f"      {evidence_line(e, given)} - {source_line(e, given)}", "dim"), soft_wrap=True
            )


def period_line(period: ControlPeriod, names: Mapping[str, str]) -> str:
    """ "2016-08-12 to 2016-10-01  held by A, changed then"."""
    days = f"{written(period.start, period.precision)} to {period.end or 'the day asked for'}"
    if period.state is State.UNKNOWN:
        last = f", not confirmed since {period.last_confirmed}" if period.last_confirmed else ""
        return f"{days}  unknown{last}"
    state = summary(Standing(period.state, period.holders, period.by), names)
    return f"{days}  {state}; {period.since.value}"


def _print_hints(out: Console, hints: Around, on: date) -> None:
    if hints.areas:
        out.print(plain("\nOf the area around it, which proves nothing of the place itself", "bold"))
        _print_others(out, hints.areas)
    if hints.inside:
        out.print(plain(f"\nPlaces in it on {on}, each for itself", "bold"))
        _print_others(out, hints.inside)


def _print_others(out: Console, others: Sequence[Answer]) -> None:
    for other in others:
        state = summary(other.standing, other.names)
        stale = f"; not confirmed since {other.standing.last_confirmed}" if other.standing.stale else ""
        out.print(plain(f"  {place_name(other.place)}: {state}{stale}"), soft_wrap=True)
