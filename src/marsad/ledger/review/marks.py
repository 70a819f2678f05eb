"""Which decision set which field of an event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from marsad.ledger.review.finding import find_event
from marsad.model.decision import About, Decision, Verb, effective
from marsad.model.event import Event


def marks(
    decisions: Iterable[Decision], events: Mapping[str, Sequence[Event]]
) -> dict[tuple[str, str], dict[str, str]]:
    """(Report, event id) → field → id of the decision that set it; "" for one that confirmed or added it all.

    ``events`` are the events of each report that was decided on.
    """
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for decision in effective(decisions):
        if decision.verb not in {Verb.CONFIRM, Verb.CORRECT, Verb.ADD}:
            continue
        field = decision.field or "" if decision.verb is Verb.CORRECT else ""
        for subject in decision.subjects:
            if subject.about is About.EVENT and subject.report in events:
                event = find_event(subject, events[subject.report])
                if event is not None:
                    found[subject.report, event.id][field.partition("/")[0]] = decision.id
    return dict(found)
