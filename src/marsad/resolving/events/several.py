"""One sentence that tells several happenings of a kind: "bombs in Homs and Aleppo", "five died in Goma and
two in Bunia".

Each place far from the others gets its happening. A figure belongs to the place that stands behind it; the
toll of all stands with the first place, and the others know only that theirs is no higher.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from marsad.knowledge.gazetteer import distance_km
from marsad.model.event import Effect, EventType
from marsad.model.reading import MentionKind, Quantity, Status
from marsad.model.span import Span
from marsad.resolving.context import Context
from marsad.resolving.events.draft import Draft
from marsad.resolving.events.harm import HarmFigure
from marsad.resolving.places.nearness import place_key, places_meet
from marsad.resolving.places.resolve import ResolvedPlace

_KINDS = frozenset((EventType.BATTLES, EventType.EXPLOSIONS, EventType.VIOLENCE_AGAINST_CIVILIANS))
_TOWNS_APART_KM = 25.0
"""From which distance on places that a sentence joins are two happenings; nearer, they are one operation."""
_IN = r"(?:in|at|near|outside|on|around|inside|over)"
_WHERE = re.compile(
    rf",?[^,;:.()]{{0,60}}?\b{_IN}\s+(?:(?:the|a|an|its"
    rf"|nearby)\s+)?(?:[\w'’-]+\s+){{0,5}}?(?:of\s+(?:the\s+)?)?\Z"
)
_OTHER_CLAUSE = re.compile(r"\b(?:when|while|as|after|before|since|who|which|that|where|and|but)\b", re.I)
_JOINED = re.compile(
    rf"\s*,?\s*|\s*(?:,|,?\s*(?:and|as well as|&))\s*(?:also\s+)?(?:(?:{_IN}|of)\s+)?"
    r"(?:the\s+)?(?:nearby\s+)?(?:(?:city|town|village|province)\s+of\s+)?"
)
_SPOTS = frozenset(("exact", "near"))
_QUARTERS = re.compile(r"\b(?:neighbou?rhoods|quarters|suburbs|districts) of (?:the )?\Z", re.I)
_LOOK = 30
"""Characters looked at before a place."""


def apart(context: Context, draft: Draft) -> tuple[Draft, ...]:
    """The happenings that a draft tells, in the order of their places; most drafts tell one."""
    if draft.type not in _KINDS or draft.status not in {Status.HAPPENED, Status.ONGOING, Status.ALLEGED}:
        return (draft,)
    places = _places(context, draft)
    if len(places) < 2:
        return (draft,)
    return _by_toll(context, draft, places) or _by_list(context, draft, places) or (draft,)


def _places(context: Context, draft: Draft) -> list[int]:
    """The places of the sentence, each stretch of words once, in the order of the text."""
    found: dict[tuple[int, int], int] = {}
    for index, mention in enumerate(context.reading.mentions):
        if (
            mention.kind is MentionKind.PLACE
            and mention.sentence == draft.sentence
            and index in context.places
        ):
            span = mention.name or mention.span
            found.setdefault((span.start, span.end), index)
    return [found[key] for key in sorted(found)]


# ------------------------------------------------------------------ each place with its own toll


def _by_toll(context: Context, draft: Draft, places: Sequence[int]) -> tuple[Draft, ...]:
    """A happening for each place that a figure of its own stands before; none where fewer than two have."""
    figures = sorted(draft.harm, key=lambda h: h.span.start)
    homes = _homes(context, draft, figures, places)
    distinct: list[int] = []
    for figure, place in zip(figures, homes, strict=True):
        if place is None or any(_same(context, place, p) for p in distinct):
            continue
        if figure.part_of_total or not any(
            places_meet(context.places[place], context.places[p]) for p in distinct
        ):
            distinct.append(place)  # of a province's toll, the town's is one more; else it is the same place
    if len(distinct) < 2:
        return ()
    return tuple(
        replace(draft, place=place, harm=tuple(_own(context, figures, homes, place, distinct)), beside=n)
        for n, place in enumerate(distinct)
    )


def _homes(
    context: Context, draft: Draft, figures: Sequence[HarmFigure], places: Sequence[int]
) -> list[int | None]:
    """The place of each figure: that behind it, or behind its parts; else that of the figure before."""
    homes: list[int | None] = []
    for n, figure in enumerate(figures):
        until = figures[n + 1].span.start if n + 1 < len(figures) else draft.evidence.end
        told = figure.effect in {Effect.KILLED, Effect.WOUNDED}
        homes.append(_behind(context, figure.span, until, places) if told else None)
    for n in range(len(figures) - 2, -1, -1):
        if homes[n] is None and figures[n + 1].part_of_total and not figures[n].part_of_total:
            homes[n] = homes[n + 1]  # "another 23 people, ten of them children, in Ehsim"
    for n in range(1, len(figures)):
        homes[n] = homes[n - 1] if homes[n] is None else homes[n]
    return homes


def _own(
    context: Context,
    figures: Sequence[HarmFigure],
    homes: Sequence[int | None],
    place: int,
    distinct: Sequence[int],
) -> Iterator[HarmFigure]:
    """The figures of one place; a part of a total that is told of a wider place stays a part."""
    for figure, home in zip(figures, homes, strict=True):
        if home is None:
            continue
        nearest = next((p for p in distinct if _same(context, home, p)), None)
        if nearest is None:
            nearest = next(
                (p for p in distinct if places_meet(context.places[home], context.places[p])), None
            )
        if nearest == place:
            yield figure


def _behind(context: Context, figure: Span, until: int, places: Sequence[int]) -> int | None:
    """The place that a figure is told of: "ten people in the town of Mocha"."""
    text = context.report.text
    for index in places:
        span = context.mention(index).name or context.mention(index).span
        if figure.end <= span.start < until:
            between = text[figure.end : span.start]
            return index if _WHERE.match(between) and not _OTHER_CLAUSE.search(between) else None
    return None


# ------------------------------------------------------------------ places in a row


def _by_list(context: Context, draft: Draft, places: Sequence[int]) -> tuple[Draft, ...]:
    """A happening for each of several far places that the sentence joins with the draft's own."""
    if draft.place is None:
        return ()
    mine = (context.mention(draft.place).name or context.mention(draft.place).span).start
    rows = [
        row for row in _rows(context, places)
        if any((context.mention(i).name or context.mention(i).span).start == mine for i in row)
    ]  # fmt: skip
    if not rows or _of_one_town(context, rows[0][0]):
        return ()
    distinct: list[int] = []
    for place in rows[0]:
        if all(_far(context, place, p) for p in distinct):
            distinct.append(place)
    if len(distinct) < 2:
        return ()
    return tuple(
        replace(draft, place=place, harm=draft.harm if n == 0 else _no_more(draft.harm), beside=n)
        for n, place in enumerate(distinct)
    )


def _of_one_town(context: Context, first: int) -> bool:
    """Whether a row of places is told as quarters, wherever namesakes lie: "districts of A and B"."""
    mention = context.mention(first)
    start = (mention.name or mention.span).start
    return _QUARTERS.search(context.report.text, mention.span.start - _LOOK, start) is not None


def _rows(context: Context, places: Sequence[int]) -> Iterator[list[int]]:
    """Places joined in a row, without those that only say where another lies ("Nairobi, Kenya, and …")."""
    text = context.report.text
    row: list[int] = []
    end = -1
    for index in places:
        span = context.mention(index).name or context.mention(index).span
        between = text[end : span.start] if 0 <= end <= span.start else "."
        if row and between.strip() == "," and _surrounds(context, index, row[-1]):
            end = span.end  # "Nairobi, Kenya"
        elif row and _JOINED.fullmatch(between):
            row.append(index)
            end = span.end
        else:
            if len(row) > 1:
                yield row
            row, end = [index], span.end
    if len(row) > 1:
        yield row


def _surrounds(context: Context, outer: int, inner: int) -> bool:
    around, place = context.places[outer], context.places[inner]
    return around.precision in {"country", "admin1", "area"} and places_meet(around, place)


def _same(context: Context, one: int, other: int) -> bool:
    """Whether two mentions name one place, or two spots that meet; a town is not its province."""
    a, b = context.places[one], context.places[other]
    if one == other or place_key(a) == place_key(b):
        return True
    return {a.precision, b.precision} <= _SPOTS and places_meet(a, b) and not _quarter(a, b)


def _quarter(a: ResolvedPlace, b: ResolvedPlace) -> bool:
    """Whether one is a quarter and the other is not."""
    kinds = [p.place.kind if p.place else None for p in (a, b)]
    return kinds.count("neighbourhood") == 1


def _far(context: Context, one: int, other: int) -> bool:
    """Whether two spots are known to lie far from each other."""
    a, b = context.places[one], context.places[other]
    if a.place is None or b.place is None or not {a.precision, b.precision} <= _SPOTS:
        return False
    if a.place.lat is None or b.place.lat is None or a.place.lon is None or b.place.lon is None:
        return False
    return distance_km(a.place.lat, a.place.lon, b.place.lat, b.place.lon) > _TOWNS_APART_KM


def _no_more(harm: Sequence[HarmFigure]) -> tuple[HarmFigure, ...]:
    """One toll for several places: of each but the first only how many at most."""
    return tuple(
        replace(h, quantity=Quantity(h.quantity.span, None, h.quantity.high)) for h in harm if h.quantity.high
    )
