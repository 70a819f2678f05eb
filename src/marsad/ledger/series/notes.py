"""What a table or chart of numbers must say beside them: what counts, what is left out, who tells it."""

from __future__ import annotations

from marsad.ledger.series.asking import Tallied
from marsad.ledger.series.subjects import Measure, Per
from marsad.ledger.series.tally import Amount

_SEVERAL = {Per.ACTOR: "of each actor that takes part", Per.OUTLET: "of each outlet that tells of it"}


def written(amount: Amount) -> str:
    """ "7"; "7+" for at least 7; "9 (7–12)" and "9 (7–12+)" where sources differ."""
    more = "+" if amount.open else ""
    if amount.low == amount.best == amount.high:
        return f"{amount.best:,}{more}"
    return f"{amount.best:,} ({amount.low:,}–{amount.high:,}{more})"


def noun(measure: Measure, count: int = 2) -> str:
    """What is counted one by one: "incident", "incidents"; harm is counted incident by incident."""
    one = {Measure.EVENTS: "event", Measure.REPORTS: "report"}.get(measure, "incident")
    return one if count == 1 else one + "s"


def source(told: Tallied) -> str:
    """ "12 reports of 5 outlets; incidents by Marsad network-1.2"."""
    who = f"{told.outlets} outlet{'' if told.outlets == 1 else 's'}" if told.outlets else "unnamed outlets"
    what = "events" if told.measure in {Measure.EVENTS, Measure.REPORTS} else "incidents"
    readers = ", ".join(told.readers)
    return f"{_number(told.reports, 'report')} of {who}; {what} by Marsad" + (
        f" {readers}" if readers else ""
    )


def notes(told: Tallied) -> tuple[str, ...]:
    """Sentences to stand under the numbers, those that hold for these."""
    found = (
        _what_counts(told),
        _figures(told),
        _undated(told),
        _spanning(told),
        _outside(told),
        _unnumbered(told),
        _overlapping(told),
    )
    return tuple(note for note in found if note)


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _things(told: Tallied, count: int) -> str:
    return f"{count} {noun(told.measure, count)}"


def _what_counts(told: Tallied) -> str:
    if told.asked.status is not None:
        return f"Counted are events of the status {told.asked.status.value}."
    left_out = "threats, plans, attempts, allegations and denials are left out"
    return f"Counted is what happened or goes on; {left_out}" + (
        "." if told.asked.type is not None else ", and so are statements."
    )


def _figures(told: Tallied) -> str:
    total = told.series.total + told.series.undated
    if told.measure.effect is None or (total.exact and not told.series.rows):
        return ""
    bounds = "Figures are best estimates with the lowest and highest that stand"
    return f"{bounds}; + where a source says “at least”." if total.open else f"{bounds}."


def _undated(told: Tallied) -> str:
    count = told.series.undated_items
    if not count:
        return ""
    harmed = f" ({told.measure.value}: {written(told.series.undated)})" if told.measure.effect else ""
    return f"{_things(told, count)} of unknown day{harmed} {_are(count)} in no period."


def _spanning(told: Tallied) -> str:
    count = told.series.spanning
    if not count:
        return ""
    verb = "lies" if count == 1 else "lie"
    counts = "counts" if count == 1 else "count"
    return f"{_things(told, count)} {verb} in more than one {told.series.by} and {counts} in the first."


def _outside(told: Tallied) -> str:
    count = told.series.outside
    if not count:
        return ""
    return (
        f"{_things(told, count)} {_are(count)} left out: one source gives a day that was asked for, "
        "the surest sources another."
    )


def _unnumbered(told: Tallied) -> str:
    count = told.unnumbered
    if not count:
        return ""
    harmed = f"{'tells' if count == 1 else 'tell'} of {told.measure.value} without a number"
    return f"{_things(told, count)} {harmed} and {_are(count)} in no sum."


def _overlapping(told: Tallied) -> str:
    if not told.series.overlapping or told.per is None:
        return ""
    each = _SEVERAL.get(told.per, f"of each {told.per.value} that it tells of")
    losses = "; figures are of all whom it harmed, not of that actor's losses"
    said = losses if told.per is Per.ACTOR and told.measure.effect else ""
    return f"Every {noun(told.measure, 1)} stands in the group {each}{said}; the total counts it once."


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
