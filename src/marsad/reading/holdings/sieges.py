"""Who besieges a place: "the army's siege of X", "the besieged towns of X and Y", "under a blockade"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from marsad.model.reading import Holding
from marsad.model.span import Span
from marsad.reading.holdings.neighbours import Neighbours
from marsad.reading.holdings.stretch import Stretch

_SIEGE_OF = re.compile(
    r"\b(?:siege|blockade|encirclement)(?:\s+(?:imposed|laid|placed|enforced|maintained|in\s+place))?"
    r"(?:\s+by\s+[^,.;]{2,40}?)?\s+(?:of|on|to|around|against|over)\s+"
)
""" "the siege of X", "a blockade imposed on X": who besieges stands beside it, or nowhere."""
_LAID_BY = re.compile(
    r"(?:\s+in\s+(?:the\s+)?[A-Z]\w+)?\s*,?\s*(?:that\s+was\s+)?(?:imposed|laid|placed|enforced|maintained|in\s+place)\s+by\s+"
)
_UNDER = re.compile(
    r"\b(?:under|subject(?:ed)?\s+to)\s+(?:(?:an?|the|total|complete|tight|crippling|constant)\s+){0,2}"
    r"(?:(?P<before>[\w’'-]+(?:\s+[\w’'-]+)?)\s+)?(?:siege|blockade)\b(?P<by>\s+(?:imposed\s+)?by\s+)?",
)
_OWN = re.compile(
    r"\b(?P<before>[\w’']+)[-‑– ](?:enforced|imposed|led)\s+(?:siege|blockade)\b"
    r"|\b(?<!under )(?:siege|blockade)(?P<by>\s+by\s+)"
)
_BROKEN = re.compile(
    r"\b(?:br[oe]\w*|lift\w*|end(?:s|ed|ing)?|pierc\w*)\s+(?:through\s+)?(?:(?:an?|the|this)\s+)?$"
)
""" "broke the siege": who does so besieges nobody."""
_BESIEGED = re.compile(r"(?<![-‑–\w])(?:besieged|blockaded|encircled|surrounded)(?= )(?! by)")
_HINT = re.compile(r"sieg|blockad|encircl|surrounded")
"""Sentences without any of these tell of no siege."""
_IN = re.compile(r"\b(?:in|inside|of)\s+(?:the\s+)?(?:[\w-]+\s+){0,4}$")
_WITHIN = re.compile(r"\s+(?:in|inside)\s")
""" "thousands are under siege in X"."""
_CUT_OFF = re.compile(
    r"\b(?:cut|cuts|cutting|sever\w*|block\w*|closed?|closing)(?:\s+off)?\s+(?:all|every|the\s+last|the\s+only)\s+"
    r"(?:[\w-]+\s+){0,3}?(?:routes?|roads?|ways?|access)\s+(?:in\s+and\s+)?(?:out\s+of|into|to|leading\s+to)\s+"
)
""" "cut off all roads out of X"."""
_KIND = re.compile(r"\s+(?:[\w-]+\s+){0,2}?(?:towns?|villages?|cities|city|districts?|areas?|suburbs?)\b")


def sieges(stretch: Stretch) -> Iterator[Holding]:
    """The sieges of one sentence; the besieger is None where no words name him."""
    yield from _cut_off(stretch)
    if _HINT.search(stretch.text, stretch.span.start, stretch.span.end):
        yield from _sieges_of(stretch)
        yield from _under_siege(stretch)
        yield from _besieged(stretch)


def _cut_off(stretch: Stretch) -> Iterator[Holding]:
    for m in stretch.find(_CUT_OFF):
        verb = stretch.near.verb_at(m.end())
        actor = stretch.near.subject_actor(verb) if verb is not None and not verb.modal else None
        for place in stretch.near.places_after(m.end(), 30) if actor is not None else []:
            yield stretch.holding("besieges", actor, place, m.start(), m.end())


def _sieges_of(stretch: Stretch) -> Iterator[Holding]:
    near = stretch.near
    for m in stretch.find(_SIEGE_OF):
        places = near.places_after(m.end(), 45)
        end = max((near.end_of(i) for i in places), default=m.end())
        laid = _LAID_BY.search(stretch.text, m.start(), m.end())
        laid = laid or _LAID_BY.match(stretch.text, end, stretch.span.end)
        actor = near.actor_at(laid.end()) if laid else None
        if actor is None and not _BROKEN.search(near.before(m.start(), 25)):
            actor = near.actor_before(m.start(), 30)
        for place in places:
            if not near.is_land(place):
                yield stretch.holding("besieges", actor, place, m.start(), m.end())


def _under_siege(stretch: Stretch) -> Iterator[Holding]:
    near = stretch.near
    for m in [*stretch.find(_UNDER), *stretch.find(_OWN)]:
        actor = near.actor_at(m.end()) if m.group("by") else None
        if actor is None and m.group("before"):
            actor = _named(near, m.start("before"), m.end("before"))
        inside = near.listed_before(m.start()) if _IN.search(near.before(m.start(), 60)) else []
        subject = near.subject_place(m.start())
        trapped = subject is None and not inside and _WITHIN.match(stretch.text, m.end(), stretch.span.end)
        about: Sequence[int | None] = (
            inside or (near.places_after(m.end(), 45) if trapped else []) or [subject]
        )
        for place in about:
            found = stretch.holding("besieges", actor, place, m.start(), m.end())
            yield found if place is not None else replace(found, words=_taken_up(stretch, m.start()))


def _taken_up(stretch: Stretch, at: int) -> Span | None:
    """The subject without a name of what stands at ``at``: "the rebel-held east is (under siege)"."""
    return next((words for index, words in stretch.arguments.subjects(at) if index is None), None)


def _named(near: Neighbours, start: int, end: int) -> int | None:
    """The actor of "a government siege", "the rebels' blockade"."""
    actor = near.actor_in(start, end)
    return near.actor_before(end, end - start) if actor is None else actor


def _besieged(stretch: Stretch) -> Iterator[Holding]:
    """ "the besieged towns of X and Y", "X was besieged"; the active is told with its subject."""
    near, syntax = stretch.near, stretch.parsed.syntax
    for m in stretch.find(_BESIEGED):
        token = stretch.parsed.sentence.token_at(m.start())
        verb = next((v for v in syntax.verbs if v.form == "finite" and v.start <= token < v.end), None)
        if verb is not None and (not verb.passive or verb.negated or verb.modal):
            continue
        if verb is not None:
            yield stretch.holding("besieges", None, near.subject_place(m.start()), m.start(), m.end())
            continue
        first = near.held_after(m.end())
        listed = near.places_after(near.start_of(first), 5) if first is not None else []
        for place in listed if first in listed and _KIND.match(stretch.text, m.end()) else [first]:
            yield stretch.holding("besieges", None, place, m.start(), m.end())
