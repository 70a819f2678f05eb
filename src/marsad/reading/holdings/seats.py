"""Who holds a place by what he has in it: "the IS stronghold of X", "X, a bastion of"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from marsad.model.reading import Holding
from marsad.reading.holdings import words as forms
from marsad.reading.holdings.stretch import Stretch


def seats(stretch: Stretch) -> Iterator[Holding]:
    """ "the IS stronghold of X": who has a seat in a place holds it."""
    near = stretch.near
    for m in stretch.find(forms.SEAT):
        if forms.FORMERLY.search(near.before(m.start(), 25)):
            continue
        link = forms.OWNER_BEHIND.match(stretch.text, m.end())
        owner = near.actor_at(link.end()) if link else None
        if owner is None:
            owner = near.actor_inside(m.start(), m.end())
        if owner is None:
            owner = near.actor_before(m.start(), 30)
        place = _seat_place(stretch, m)
        if place is not None or not forms.SEVERAL_SEATS.fullmatch(m.group()):
            yield stretch.holding("holds", owner, place, m.start(), m.end())


def _seat_place(stretch: Stretch, m: re.Match[str]) -> int | None:
    """What is a stronghold: the name right behind ("stronghold of X"), else the one it is said of."""
    near = stretch.near
    behind = near.place_after(m.end(), 25)
    gap = stretch.text[m.end() : near.start_of(behind)] if behind is not None else ""
    direct = forms.SEAT_OF.fullmatch(gap) if behind is None or not near.is_land(behind) else None
    if direct and direct.group("link") != "in" and (direct.group("link") or "capital" in m.group()):
        return behind
    beside = near.place_before(m.start(), 60)
    beside = None if beside is not None and near.is_land(beside) else beside
    if beside is not None and forms.BESIDE_SEAT.fullmatch(stretch.text, near.end_of(beside), m.start()):
        return beside
    if direct and direct.group("link"):
        return behind
    before = near.subject_place(m.start())
    if before is not None and behind is None and forms.SEVERAL_SEATS.fullmatch(m.group()):
        said = stretch.text[stretch.mentions[before].span.end : m.start()]
        inside = forms.IN.search(near.before(stretch.mentions[before].span.start, 25))
        return before if inside or forms.COPULA.search(said) else None  # "out of their strongholds"
    near_it = behind is not None and forms.WAY_FROM.search(near.before(near.start_of(behind), 40))
    return before if before is not None or near_it else behind  # "their last stronghold near X" is not X
