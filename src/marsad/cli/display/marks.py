"""The text of a report with its evidence marked: a colour for each kind, a number for each record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum

from rich.text import Text

from marsad.cli.display.output import visible
from marsad.model.record import ReportRecord
from marsad.model.span import Span


class Mark(StrEnum):
    """Kinds of evidence, each with its style on the terminal; later ones show over earlier ones."""

    EVIDENCE = "underline"
    ACTOR = "bold cyan"
    PLACE = "bold green"
    WEAPON = "bold magenta"
    HARM = "bold red"
    SPEAKER = "bold yellow"


LEFT_OUT = "dim"
LABEL = "reverse"


def legend() -> Text:
    """The name of each kind in its own style."""
    line = Text()
    for mark in Mark:
        line.append(mark.name.lower(), mark.value).append("  ")
    return line.append("left out", LEFT_OUT)


def marks(record: ReportRecord) -> Iterator[tuple[Mark, Span]]:
    """Every stretch that the record rests on, with its kind."""
    told = [(c, c.claims) for c in record.control]
    for event in record.events:
        yield from ((Mark.EVIDENCE, span) for span in event.evidence)
        yield from ((Mark.WEAPON, span) for span in (*event.weapons, *(s.span for s in event.seized)))
        yield from ((Mark.HARM, harm.span) for harm in event.harm)
        yield from ((Mark.ACTOR, part.span) for part in event.participants if part.span)
        yield from ((Mark.SPEAKER, claim.span) for claim in event.claims if claim.span)
    for statement, claims in told:
        yield from ((Mark.EVIDENCE, span) for span in statement.evidence)
        yield from ((Mark.SPEAKER, claim.span) for claim in claims if claim.span)
    for actor in record.actors:
        yield from ((Mark.ACTOR, span) for span in actor.mentions)
    for place in record.places:
        yield from ((Mark.PLACE, span) for span in place.mentions)


def marked(record: ReportRecord) -> Text:
    """The whole text marked, what readers leave out dimmed, and a label where evidence ends."""
    report = record.report
    text = Text(visible(report.text))
    for cut in report.removed:
        text.stylize(LEFT_OUT, cut.start, cut.end)
    order = list(Mark)
    for mark, span in sorted(set(marks(record)), key=lambda found: order.index(found[0])):
        text.stylize(mark.value, span.start, span.end)
    return _labelled(text, _labels(record))


def _labels(record: ReportRecord) -> dict[int, list[str]]:
    """End of evidence → numbers of the records that it is evidence for."""
    found: dict[int, list[str]] = defaultdict(list)
    records: Iterable[tuple[str, tuple[Span, ...]]] = (
        *((str(n), event.evidence) for n, event in enumerate(record.events, 1)),
        *((f"C{n}", told.evidence) for n, told in enumerate(record.control, 1)),
    )
    for label, spans in records:
        for end in sorted({span.end for span in spans}):
            found[end].append(label)
    return found


def _labelled(text: Text, labels: dict[int, list[str]]) -> Text:
    ends = sorted(labels)
    result = Text()
    for end, piece in zip([*ends, None], text.divide(ends), strict=True):
        result.append_text(piece)
        if end is not None:
            result.append(" ").append(f"[{','.join(labels[end])}]", LABEL)
    return result
