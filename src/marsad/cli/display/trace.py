"""The body of ``marsad trace``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rich.text import Text

from marsad.cli.display.chronicle import minute
from marsad.cli.display.output import plain, print_json
from marsad.cli.options import DEFAULT_LEDGER
from marsad.cli.session import Session
from marsad.export.cells import Origin
from marsad.export.trace import Traced, look_up
from marsad.ledger import Ledger
from marsad.ledger.history import told
from marsad.model.decision import Decision, effective
from marsad.model.span import Span

_AROUND = 90
"""Characters of text shown on either side of the words."""


@dataclass(frozen=True, slots=True)
class Around:
    """Words with the text before and after them."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class TraceRequest:
    """The options of the command as they were given."""

    file: Path
    row: int
    column: str
    ledger: str | None
    as_json: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger at hand knows of a cell's origins; nothing where none is at hand."""

    texts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The texts of the reports, by report and reader."""
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    standing: frozenset[str] = frozenset()
    """The decisions that nobody has taken back."""


def run_trace(asked: TraceRequest, session: Session) -> None:
    """Print where a cell comes from, with the text around the words where the ledger has it."""
    found = look_up(asked.file, asked.row, asked.column)
    known = _known(found, asked.ledger)
    if asked.as_json:
        print_json(_json(found, known))
        return
    for line in _lines(asked.file, found, known):
        session.out.print(line, soft_wrap=True)


def _known(found: Traced, where: str | None) -> Known:
    """By the ledger that was named or the one at hand."""
    place = where or (DEFAULT_LEDGER if Path(DEFAULT_LEDGER).is_file() else None)
    if place is None:
        return Known()
    texts = {}
    with Ledger.open(place, create=False) as ledger:
        for report, reader in dict.fromkeys((o.report, o.reader) for o in found.cell.origins):
            record = ledger.record(report, reader)
            if record is not None:
                texts[report, reader] = record.report.text
        decided = ledger.decisions() if any(o.decision for o in found.cell.origins) else []
    return Known(texts, {d.id: d for d in decided}, frozenset(d.id for d in effective(decided)))


def _around(origin: Origin, known: Known) -> Around | None:
    """None where there is no text, or another copy of it."""
    text, span = known.texts.get((origin.report, origin.reader)), origin.span
    if text is None or span is None or text[span.start : span.end] != span.text:
        return None
    before = text[max(0, span.start - _AROUND) : span.start]
    after = text[span.end : span.end + _AROUND]
    return Around(
        ("…" if span.start > _AROUND else "") + before,
        span.text,
        after + ("…" if span.end + _AROUND < len(text) else ""),
    )


def _lines(file: Path, found: Traced, known: Known) -> Iterator[Text]:
    cell = found.cell
    yield plain(f"{file}, {found.row_word} {found.row}, {found.column}: {_value(found)}", "bold")
    yield plain(f"incident {found.incident}")
    if cell.rule:
        yield plain(f"{'why empty' if found.shown and cell.empty else 'rule'}: {cell.rule}")
    if not cell.origins:
        yield plain("No characters of a report stand behind this cell.")
    for number, origin in enumerate(cell.origins, 1):
        yield Text()
        yield from _origin(number, origin, known)


def _value(found: Traced) -> str:
    if not found.shown:
        return "(nested; it stands in the file)"
    if found.cell.empty:
        return "(empty)"
    value = found.cell.value
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _origin(number: int, origin: Origin, known: Known) -> Iterator[Text]:
    yield plain(f"{number}. {origin.outlet or 'unknown outlet'} · {origin.source}")
    yield plain(f"   report {origin.report}, event {origin.event}, read by {origin.reader}")
    if origin.decision:
        yield from _decided(origin.decision, known)
    if origin.span is None:
        yield plain("   the report itself, no particular words")
        return
    yield plain(f"   characters {origin.span.start} to {origin.span.end}:")
    around = _around(origin, known)
    if around is None:
        yield plain(f"   “{_one_line(origin.span.text)}”")
        if (origin.report, origin.reader) not in known.texts:
            yield plain("   (the text around it is in the ledger: name it with --ledger)")
        else:
            yield plain(
                "   (the ledger holds another copy of this report, in which the words do not stand there)"
            )
        return
    line = plain("   " + _one_line(around.before))
    line.append(plain(_one_line(around.words), "bold reverse"))
    line.append(plain(_one_line(around.after)))
    yield line


def _decided(ident: str, known: Known) -> Iterator[Text]:
    """Who set the field, when, to what and why, as far as the ledger knows."""
    decision = known.decisions.get(ident)
    if decision is None:
        yield plain(f"   set by the reviewer's decision {ident}")
        yield plain("   (who, when and why are in the ledger: name it with --ledger)")
        return
    yield plain(f"   {decision.by} {told(decision)}, on {minute(decision.at)} UTC (decision {ident})")
    yield plain(f"   why: {_one_line(decision.why) or 'no reason was given'}")
    if ident not in known.standing:
        yield plain("   (taken back since: export again)")


def _one_line(text: str) -> str:
    """Line breaks as blanks, one for one."""
    return text.replace("\n", " ").replace("\r", " ").replace("\t", " ")


def _json(found: Traced, known: Known) -> dict[str, object]:
    return {
        "row": found.row,
        "column": found.column,
        "value": found.cell.value,
        "incident": found.incident,
        "rule": found.cell.rule,
        "origins": [_origin_json(o, known) for o in found.cell.origins],
    }


def _origin_json(origin: Origin, known: Known) -> dict[str, object]:
    around = _around(origin, known)
    span: Span | None = origin.span
    return {
        "report": origin.report,
        "source": origin.source,
        "outlet": origin.outlet,
        "reader": origin.reader,
        "event": origin.event,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "words": span.text if span else None,
        "before": around.before if around else None,
        "after": around.after if around else None,
        "decision": origin.decision,
        "decided": _decided_json(origin.decision, known),
    }


def _decided_json(ident: str | None, known: Known) -> dict[str, object] | None:
    decision = known.decisions.get(ident or "")
    if decision is None:
        return None
    return {
        "by": decision.by,
        "at": decision.at.isoformat(),
        "what": told(decision),
        "why": decision.why,
        "stands": decision.id in known.standing,
    }
