"""Who contests a place: "an offensive to gain control of X", "divided between A and B"."""

from __future__ import annotations

import re
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
        for side in sides if len(sides) > 1 else []:
            yield stretch.holding(state, side, _of_what(stretch, m.start()), m.start(), m.end())
    for m in stretch.find(forms.FOR_CONTROL):
        place = near.told_of_where(m.start())
        for actor in near.actors_where(m.start()) if place is not None else []:
            yield stretch.holding("contests", actor, place, m.start(), m.end())
    for m in stretch.find(forms.CONTESTING):
        contender = _contender(stretch, m)
        for place in near.places_after(m.end(), 60) if contender is not None else []:
            if forms.WAY_FROM.search(near.before(near.start_of(place), 20)):
                break  # "to take the ridge north of X"
            yield stretch.holding("contests", contender, place, m.start(), m.end())


def _of_what(stretch: Stretch, at: int) -> int | None:
    """What is told to be divided at ``at``: its subject; X in "control of X, a rich city once, is"."""
    near = stretch.near
    control = forms.CONTROL_OF.search(stretch.text, stretch.span.start, at)
    named = near.place_after(control.end(), 2) if control else None
    return near.subject_place(at) if named is None else named


def _contender(stretch: Stretch, m: re.Match[str]) -> int | None:
    """Who fights for a place: "an operation of the army to retake", "the army, seeking to retake"; else the
    subject of the verb there, else the first of the sentence.
    """
    near = stretch.near
    if forms.PREPARED.search(near.before(m.start(), 30)):
        return None
    owner = near.actor_inside(m.start(), m.end()) if forms.CAMPAIGN_OF.match(m.group()) else None
    owner = near.actor_ending(_adverb_aside(stretch, m.start())) if owner is None else owner
    if owner is not None:
        return owner
    verb = near.verb_at(m.start())
    subject = near.subject_actor(verb) if verb is not None else None
    if subject is not None and not forms.BACKED_BY.search(near.before(near.start_of(subject), 40)):
        return subject
    actors = [
        (i, a)
        for i, a in near.own({MentionKind.ACTOR})
        if a.span.end <= m.start()
        and not (a.head == "qualifier" or (a.head == "forces" and a.name == a.span))
    ]
    return min(actors, key=lambda x: (x[1].span.start, -x[1].span.end), default=(None, None))[0]


def _adverb_aside(stretch: Stretch, at: int) -> int:
    """Where the words before ``at`` end, an adverb aside: "the alliance (currently) seeking"."""
    before = stretch.near.before(at, 25)
    return at - 1 - (len(found.group(1)) if (found := forms.ADVERB.search(before)) else 0)


def _sides(stretch: Stretch, start: int, end: int) -> list[int]:
    """The sides of "between A and B", "into A-held and B-held areas", by names or words for a side."""
    near = stretch.near
    held = list(forms.HYPHENATED.finditer(stretch.text, start, end))
    if len(held) > 1:
        return [a for m in held if (a := near.actor_left(m.start())) is not None]
    listed = near.actors_from(start)
    if len(listed) > 1 and not held:
        return listed
    found: dict[str, int] = {}
    for word in forms.SIDE.finditer(stretch.text, start, end):
        actor = near.actor_words(word.start(), word.end())
        actor = near.actor_in(word.start(), word.end()) if actor is None else actor
        if actor is not None:
            found.setdefault(word.group().lower(), actor)
    return list(found.values())[:2]
