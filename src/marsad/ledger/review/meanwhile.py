"""What others decided on a record since somebody looked at it, so that no decision is made unknowing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from marsad.ledger.errors import DecidedMeanwhile
from marsad.model.decision import Decision, Subject, Verb


def on_records(decisions: Iterable[Decision], subjects: Sequence[Subject]) -> dict[str, list[Decision]]:
    """Record id → the decisions on it, in the order given; comments change nothing and are left out.

    ``subjects`` are the records of one report as they are now. A decision on a record that has another id
    now, as a corrected statement of control has, is known by the words that the record rests on.
    """
    known = {s.id for s in subjects}
    resting: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for subject in subjects:
        resting[subject.evidence].append(subject.id)
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.verb is Verb.COMMENT:
            continue
        ids = (
            i for s in decision.subjects for i in ((s.id,) if s.id in known else resting.get(s.evidence, ()))
        )
        for record in dict.fromkeys(ids):
            found[record].append(decision)
    return dict(found)


def check_seen(
    subjects: Sequence[Subject], seen: Mapping[str, str], told: Mapping[str, Sequence[Decision]]
) -> None:
    """Raises DecidedMeanwhile where the newest decision on a record is not the one that the reviewer saw.

    ``seen`` is by record id, "" where there was none; records that are not in it are not looked at. ``told``
    is what ``on_records`` gives.
    """
    for subject in subjects:
        if subject.id not in seen:
            continue
        decisions = list(told.get(subject.id, ()))
        ids = [d.id for d in decisions]
        newest = ids[-1] if ids else ""
        if newest != seen[subject.id]:
            known = ids.index(seen[subject.id]) + 1 if seen[subject.id] in ids else 0
            raise DecidedMeanwhile(subject.id, tuple(decisions[known:]))
