"""How likely each time that a report tells is an event's own: all of them weighed by the same signs.

No single rule tells the day of an event. The reader's probability, where the words for the time stand to the
words of the deed, what else they may date and the days of the happenings told beside it each say something;
``time_weights.json`` holds what each is worth, a conditional logit that ``tools/fit_times.py`` fits on
articles with gold records. Two answers compete with the times told: the week up to publication, for news
without a day, and none at all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from importlib.resources import files
from math import exp, log

from marsad.model.reading import PartName, RoleName, Trigger
from marsad.model.time import Precision, TimeKind, TimeLink, When
from marsad.resolving.context import Context
from marsad.resolving.dates.resolve import current_week
from marsad.resolving.events.likely import told_of
from marsad.resolving.events.merging import Cluster
from marsad.resolving.events.own_time import dates_a_count, dates_another, set_apart, tied_since
from marsad.resolving.events.ruled_time import (
    BACKGROUND,
    LENT,
    going_on,
    heading,
    time_by_rules,
    told_before,
    told_next,
)
from marsad.resolving.events.told import says_when_told

_EDGE = 0.02
"""Probabilities are taken as no nearer to 0 or 1 than this."""
_DOUBTFUL = 0.4
"""Probability below which the likeliest time is too doubtful to go against the rules."""
_FAR = 5
"""Sentences from which on a time stands no farther away."""
_OPENING = 120
"""Characters within which a dateline gives the day of publication."""
_NEWS = timedelta(days=31)
"""How long before publication the news may lie."""
_RELATIVE = re.compile(
    r"\b(?:who|whom|whose|which|that|where|when|while|since|after|before|until|as|because|struck|reached|signed)\b",
    re.IGNORECASE,
)
"""What may open a clause with a time of its own."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What an event's time may be, and the signs that speak for and against it."""

    when: When
    signs: Mapping[str, float]


def weighed_time(context: Context, cluster: Cluster, clusters: Sequence[Cluster]) -> When:
    """The likeliest time of an event, as the rules have it where none is likely.

    Times that several words tell count together.
    """
    apart = _set_apart(context, cluster, clusters)
    if apart is not None:
        return context.times[apart]
    found = candidates(context, cluster, clusters)
    worth = weights()
    scores = [sum(worth.get(name, 0.0) * value for name, value in c.signs.items()) for c in found]
    most = max(scores)
    odds: dict[tuple[object, ...], float] = {}
    for candidate, score in zip(found, scores, strict=True):
        key = _days(candidate.when)
        odds[key] = odds.get(key, 0.0) + exp(score - most)
    best = max(odds, key=lambda k: odds[k])
    if odds[best] < _DOUBTFUL * sum(odds.values()):
        return time_by_rules(context, cluster, clusters)
    told = [(s, -n) for n, (c, s) in enumerate(zip(found, scores, strict=True)) if _days(c.when) == best]
    return found[-max(told)[1]].when


def _set_apart(context: Context, cluster: Cluster, clusters: Sequence[Cluster]) -> int | None:
    triggers = [t for d in cluster.drafts for t in d.triggers]
    others = [t for c in clusters if c is not cluster for d in c.drafts for t in d.triggers]
    return set_apart(context, triggers, others)


def _days(when: When) -> tuple[object, ...]:
    return when.start, when.end, when.precision


def candidates(context: Context, cluster: Cluster, clusters: Sequence[Cluster]) -> list[Candidate]:
    """Every time of the report with known days, then the week of the news, then none.

    In a report without a publication date the times told beside the deed count too: "on 6 August" cannot be
    known there, but speaks against a year told elsewhere.
    """
    triggers = [t for d in cluster.drafts for t in d.triggers]
    ruled = time_by_rules(context, cluster, clusters)
    undated = context.report.published is None
    told_here = {t.sentence for t in triggers if undated}
    position = {
        i: _of_position(context, triggers, clusters, i)
        for i, w in context.times.items()
        if w.start is not None or context.mention(i).sentence in told_here
    }
    position = {i: s for i, s in position.items() if not dates_a_count(context, i)} or position
    dated = any(s["in_clause"] and not s["another"] and not s["saying"] for s in position.values())
    reader = _by_reader(context, cluster)
    lent = _lent(context, cluster, clusters)
    found = []
    for i, where in position.items():
        when = _lasting(context, cluster, triggers, i)
        same = {name: float(_days(w) == _days(context.times[i])) for name, w in lent.items()}
        signs = {
            **where,
            **same,
            **_of_days(context, i, context.times[i]),
            "reader": _logit(reader.get(i, 0.0)),
            "likeliest": float(reader.get(i, 0.0) >= max(reader.values(), default=0.0)),
            "shared": _shared(cluster, clusters, context.times[i]),
            "by_rules": float(_days(ruled) in {_days(context.times[i]), _days(when)}),
            "though_dated": float(dated and not where["beside"]),
        }
        found.append(Candidate(_told_as(when, same, where), signs))
    shared = {"alone": float(not lent), "though_dated": float(dated)}
    return [*found, *_without_words(context, ruled, shared)]


def _lent(context: Context, cluster: Cluster, clusters: Sequence[Cluster]) -> dict[str, When]:
    """The days that what stands around an event may lend it."""
    around = {
        "heading": heading(context, cluster),
        "told_before": told_before(context, cluster, clusters),
        "told_next": told_next(context, cluster, clusters),
    }
    return {name: when for name, when in around.items() if when is not None}


def _shared(cluster: Cluster, clusters: Sequence[Cluster], when: When) -> float:
    """The share of the report's other events that are told with that time."""
    others = [c.when() for c in clusters if c is not cluster]
    return sum(o is not None and _days(o) == _days(when) for o in others) / max(1, len(others))


def _told_as(when: When, same: Mapping[str, float], where: Mapping[str, float]) -> When:
    """The time with the reason why it is an event's whose own sentences do not tell it."""
    if where["beside"]:
        return when
    lender = next((name for name, is_same in same.items() if is_same), None)
    return replace(
        when, reason=LENT[lender] if lender else "the likeliest day of those that the report tells"
    )


def _without_words(context: Context, ruled: When, shared: Mapping[str, float]) -> Iterator[Candidate]:
    """The week of the news and no time at all; ``shared`` are the signs that both have."""
    week = current_week(context.report.published)
    none = When.unknown(BACKGROUND if week.start is not None else week.reason or BACKGROUND)
    for name, when in (("week", week), ("none", none)):
        signs = {
            name: 1.0,
            f"{name}_alone": shared["alone"],
            "by_rules": float(_days(ruled) == _days(when)),
            "though_dated": shared["though_dated"],
        }
        yield Candidate(when, signs)


def _by_reader(context: Context, cluster: Cluster) -> dict[int, float]:
    found: dict[int, float] = {}
    for happening in told_of(context, cluster):
        for part in happening.parts:
            if part.name is PartName.TIME and part.mention in context.times:
                found[part.mention] = max(found.get(part.mention, 0.0), part.probability)
    return found


def _lasting(context: Context, cluster: Cluster, triggers: Sequence[Trigger], index: int) -> When:
    """The time, up to publication where the event is told to go on since then."""
    mention, when = context.mention(index), context.times[index]
    link = mention.time.link if mention.time else TimeLink.AT
    beside = [t for t in triggers if t.sentence == mention.sentence]
    lasts = link is TimeLink.SINCE or any(tied_since(context, t, index) for t in beside)
    return going_on(context, cluster, when) if lasts else when


def _of_position(
    context: Context, triggers: Sequence[Trigger], clusters: Sequence[Cluster], index: int
) -> dict[str, float]:
    """Where the words for the time stand to those of the deed and of other deeds."""
    mention = context.mention(index)
    span, sentence = mention.span, mention.sentence
    beside = [t for t in triggers if t.sentence == sentence]
    role = any(r.mention == index and r.name is RoleName.TIME for t in triggers for r in t.roles)
    gap = min(abs(t.sentence - sentence) for t in triggers)
    all_here = [t for c in clusters for d in c.drafts for t in d.triggers if t.sentence == sentence]
    others = [t for t in all_here if t not in triggers]
    mine = min((_distance(t, index, context) for t in beside), default=10**6)
    theirs = min((_distance(t, index, context) for t in others), default=10**6)
    clause = any(t.clause.covers(span) for t in beside)
    return {
        "beside": float(bool(beside)),
        "in_clause": float(clause),
        "role": float(role),
        "before": float(bool(beside) and span.start < min(t.span.start for t in beside)),
        "another": float(bool(beside) and all(dates_another(context, t, index) for t in beside)),
        "saying": float(says_when_told(context, span, triggers)),
        "other_clause": float(bool(beside) and _crosses(context, beside, index)),
        "of_other": float(theirs < mine),
        "of_other_clause": float(any(t.clause.covers(span) for t in others) and not clause),
        "gap": min(gap, _FAR) / _FAR,
        "later": float(sentence > max(t.sentence for t in triggers)),
    }


def _distance(trigger: Trigger, index: int, context: Context) -> int:
    span = context.mention(index).span
    return max(0, span.start - trigger.span.end, trigger.span.start - span.end)


def _crosses(context: Context, beside: Sequence[Trigger], index: int) -> bool:
    """Whether another clause seems to begin between each word of the deed and the time behind it."""
    span, text = context.mention(index).span, context.report.text
    return all(t.span.end <= span.start and _RELATIVE.search(text[t.span.end : span.start]) for t in beside)


def _of_days(context: Context, index: int, when: When) -> dict[str, float]:
    """What sort of time it is, and how it lies to the day of publication."""
    mention, published = context.mention(index), context.report.published
    time = mention.time
    link = time.link if time else TimeLink.AT
    end, start = when.end or when.start, when.start
    opens = mention.span.start < _OPENING and time is not None and time.kind is TimeKind.DATE
    today = published is not None and published.start == start and published.end == end
    return {
        "week_long": float(when.precision is Precision.WEEK),
        "month_long": float(when.precision is Precision.MONTH),
        "year_long": float(when.precision is Precision.YEAR),
        "since": float(link is TimeLink.SINCE),
        "until": float(link in {TimeLink.UNTIL, TimeLink.BEFORE}),
        "dateline": float(opens and today),
        "old": float(published is not None and end is not None and end < published.start - _NEWS),
        "ahead": float(published is not None and start is not None and start > published.end),
        "stretch": float(time is not None and time.kind is TimeKind.PERIOD),
    }


def _logit(probability: float) -> float:
    p = min(1 - _EDGE, max(_EDGE, probability))
    return log(p / (1 - p))


@cache
def weights() -> Mapping[str, float]:
    """What each sign is worth, as ``tools/fit_times.py`` fitted it."""
    text = (files("marsad.resolving.events") / "time_weights.json").read_text(encoding="utf-8")
    return dict(json.loads(text))
