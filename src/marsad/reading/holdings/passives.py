"""Who holds a place that is the subject: "held by", "under the control of", "in the hands of", "fell to"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from marsad.model.reading import Holding
from marsad.reading.holdings import words as forms
from marsad.reading.holdings.about import comes_to, of_subject
from marsad.reading.holdings.stretch import Stretch

_SUBJECT = re.compile(
    r"\b(?P<noun>[a-z]+)\s+(?:(?:is|are|was|were|ha[sd]|have|been|being|be|still|now|believed|thought|said|to)\s+)+$"
)
_PEOPLE = frozenset(("people", "children", "fighter", "police"))
_NO_PEOPLE = frozenset(("thing", "place_kind", "facility"))
"""A headquarters is a thing and those who sit in it."""
_POSSESSIVE = re.compile(r"['’]s?$")


def passives(stretch: Stretch) -> Iterator[Holding]:
    """What is told of a place by who has it, then by whose control it is under."""
    yield from _held_by(stretch)
    yield from _own_control(stretch)


def _held_by(stretch: Stretch) -> Iterator[Holding]:
    """ "held by X", "under the control of X", "in the hands of X", "fell to X"."""
    near = stretch.near
    for m in [*stretch.find(forms.BY), *stretch.find(forms.UNDER)]:
        word = m.group()
        besieged = word.startswith(("besieged", "encircled", "surrounded", "blockaded"))
        state = (
            "besieges"
            if besieged
            else "contests"
            if word.startswith("contested")
            else "gains"
            if comes_to(stretch, m)
            else "holds"
        )
        if m.re is forms.BY and forms.FORMERLY.search(near.before(m.start(), 25)):
            continue
        if not besieged and _of_people(stretch, m.start()):
            continue
        if m.re is forms.UNDER and re.search(
            r"\b(?:outside|not|no longer|never)\W+$", near.before(m.start(), 14)
        ):
            continue
        several = near.actors_from(m.end() + 1)
        actors = several if len(several) > 1 else [near.actor_at(m.end())]
        for actor in actors:
            if actor is not None or not besieged:  # "surrounded by debris"
                yield from of_subject(stretch, state, actor, m, near.singled_out(m.start()))
    for m in stretch.find(forms.FELL_TO):
        one = near.actor_at(m.end())
        winners = near.actors_from(m.end()) or ([] if one is None else [one])
        for winner in winners if not forms.UNREAL.search(near.before(m.start(), 25)) else []:
            yield from of_subject(stretch, "gains", winner, m)


def _of_people(stretch: Stretch, at: int) -> bool:
    """Whether people are held or controlled, no place: "the crowd was controlled by the police", "some 50
    residents seized in X are still held by", "who is in the hands of".
    """
    subject = _SUBJECT.search(stretch.near.before(at, 60))
    if subject is not None and (subject["noun"] == "who" or _is_people(stretch, subject["noun"])):
        return True
    verb = stretch.near.verb_at(at)
    if verb is None or at - stretch.parsed.sentence.tokens[verb.end - 1].end > 1:
        return False
    sentence = stretch.parsed.sentence
    return any(
        _is_people(stretch, sentence.lower(p.chunk.end - 1)) for p in stretch.parsed.syntax.subjects(verb)
    )


def _is_people(stretch: Stretch, noun: str) -> bool:
    classes = stretch.arguments.lexicon.classes_of(noun)
    return not _PEOPLE.isdisjoint(classes) and _NO_PEOPLE.isdisjoint(classes)


def _own_control(stretch: Stretch) -> Iterator[Holding]:
    """ "under rebel control", "in the army's hands", "remained with the army"."""
    near = stretch.near
    for m in stretch.find(forms.UNDER_OWN):
        end = m.start("actor") + len(_POSSESSIVE.sub("", m.group("actor")))
        actor = near.actor_in(m.start("actor"), end)
        if actor is None and m.group("actor") in {"its", "their", "our"}:
            actor = near.pronoun(m.start("actor"), end)
        elif actor is None:
            actor = near.actor_words(m.start("actor"), end)
        if actor is not None and not _of_people(stretch, m.start()):
            comes = comes_to(stretch, m)
            if comes or m.group("into") != "to":
                yield from of_subject(stretch, "gains" if comes else "holds", actor, m)
    for m in stretch.find(forms.FELL_FROM):
        loser = near.actor_in(m.start("actor"), m.end("actor"))
        if loser is not None:
            yield from of_subject(stretch, "loses", loser, m)
    for m in stretch.find(forms.WITH):
        actor = near.actor_at(m.end())
        if actor is not None and not forms.UNREAL.search(near.before(m.start(), 25)):
            yield from of_subject(stretch, "holds", actor, m, unnamed=False)
