"""Who contests a place: "an offensive to gain control of X", "divided between A and B"."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.model.reading import Holding, MentionKind
from marsad.reading.holdings import words as forms
from marsad.reading.holdings.stretch import Stretch


def contests(stretch: Stretch) -> Iterator[Holding]:
    """ "launched an offensive to gain control of X", "X is divided between A and B", "X, where they fight
    for control".
    """
    near = stretch.near
    for m in stretch.find(forms.CARVED_UP):
        sides = _sides(stretch, m.start("sides"), m.end("sides"))
        state = "holds" if forms.SHARED_OUT.search(m.group("sides")) else "contests"
        place = near.subject_place(m.start())
        for side in sides if len(sides) > 1 else []:
            yield stretch.holding(state, side, place, m.start(), m.end())
    for m in stretch.find(forms.FOR_CONTROL):
        place = near.told_of_where(m.start())
        for actor in near.actors_where(m.start()) if place is not None else []:
            yield stretch.holding("contests", actor, place, m.start(), m.end())
    for m in stretch.find(forms.CONTESTING):
        actors = [
            (i, a)
            for i, a in near.own({MentionKind.ACTOR})
            if a.span.end <= m.start()
            and not (a.head == "qualifier" or (a.head == "forces" and a.name == a.span))
        ]
        first = min(actors, key=lambda x: (x[1].span.start, -x[1].span.end), default=None)
        for place in near.places_after(m.end(), 60):
            if first is not None:
                yield stretch.holding("contests", first[0], place, m.start(), m.end())


def _sides(stretch: Stretch, start: int, end: int) -> list[int]:
    """The sides of "between A and B", "into A-held and B-held areas", by names or words for a side."""
    near = stretch.near
    listed = near.actors_from(start)
    if len(listed) > 1:
        return listed
    found: dict[str, int] = {}
    for word in forms.SIDE.finditer(stretch.text, start, end):
        actor = near.actor_words(word.start(), word.end())
        actor = near.actor_in(word.start(), word.end()) if actor is None else actor
        if actor is not None:
            found.setdefault(word.group().lower(), actor)
    return list(found.values())[:2]
