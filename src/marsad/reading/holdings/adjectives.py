"""Who holds a place by words before its name: "rebel-held Homs", "the army-controlled west of the city"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from marsad.model.reading import Holding
from marsad.reading.holdings import words as forms
from marsad.reading.holdings.about import of_subject
from marsad.reading.holdings.members import members
from marsad.reading.holdings.stretch import Stretch


def adjectives(stretch: Stretch) -> Iterator[Holding]:
    """ "rebel-held Homs", "the army-controlled west of the city", "opposition districts of Homs"."""
    near = stretch.near
    for pattern in (forms.HYPHENATED, forms.UNHYPHENATED, forms.SIDE_AREA):
        for m in stretch.find(pattern):
            at = m.start() if pattern is not forms.SIDE_AREA else m.start() - 1
            actor = near.actor_left(at)
            if (
                actor is None
                or near.tells_of_actor(m.start(), m.end())
                or forms.FORMERLY.search(near.before(stretch.mentions[actor].span.start, 25))
            ):
                continue
            state = (
                "besieges"
                if m.groupdict().get("state", "").lower().startswith(("bes", "block", "enc", "sur"))
                else "holds"
            )
            start = stretch.mentions[actor].span.start
            place = near.described(start, m.end())
            if place is None:
                place = stretch.arguments.described(start, m.end())
            one_of_many = place is None and _one_of_many(stretch, start, m.end())
            listed = [] if place is not None or one_of_many else _listed(stretch, m)
            for index in listed:
                yield stretch.holding(state, actor, index, m.start(), m.end())
            if listed:
                continue
            if place is None and not one_of_many:
                place = near.held_after(m.end() if pattern is not forms.SIDE_AREA else m.start())
                for index in _with_it(stretch, place, start, m.end()):
                    yield stretch.holding(state, actor, index, m.start(), m.end())
            if place is None:
                place = near.place_before(start, 4)
            if place is None and forms.IS.search(near.before(start, 20)):
                yield from of_subject(stretch, state, actor, m, unnamed=False)
                continue
            taken_up = forms.OF_KNOWN.match(stretch.text, m.end(), stretch.span.end)
            meant = near.singled_out(start) or forms.COUNTED.search(near.before(start, 30))
            if place is None and not taken_up and (pattern is forms.SIDE_AREA or not meant):
                continue  # "rebel-held areas" somewhere or other
            yield stretch.holding(state, actor, place, m.start(), m.end())


def _with_it(stretch: Stretch, place: int | None, start: int, end: int) -> list[int]:
    """What is held with ``place``, whose name stands behind the words for its holder: Y in "rebel-held X and
    Y" and "rebel-held towns of X and Y", its quarter in "the Y neighbourhood of rebel-held X".
    """
    near = stretch.near
    if place is None:
        return []
    at = near.start_of(place)
    listed = near.places_after(at, 0)[1:]
    if at != end + 1:
        return listed if forms.SEVERAL.search(stretch.text, end, at) else []
    within = forms.PART_OF.search(near.before(start, 30))
    part = near.place_before(start - len(within.group()), 2) if within else None
    return listed if part is None else [part, *listed]


def _listed(stretch: Stretch, m: re.Match[str]) -> list[int]:
    """The places by which a held plural is told: "-held villages including A and B"."""
    if m.re is forms.SIDE_AREA:
        return []  # "Honduran towns, among them A": whose they are, not who holds them
    names = members(stretch.text, m.end(), stretch.span.end)
    return [stretch.near.name_place(name) for name in names]


def _one_of_many(stretch: Stretch, start: int, end: int) -> bool:
    """ "a rebel-held town in X": X contains what is held, which is named elsewhere."""
    return bool(
        forms.INDEFINITE.search(stretch.near.before(start, 40))
        and forms.ONE_WITHIN.match(stretch.text, end, stretch.span.end)
    )
