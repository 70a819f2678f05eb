"""Who holds a place as the subject: "controls X", "is in control of X", "besieges X", "lost X to Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from marsad.model.reading import Holding
from marsad.model.span import Span
from marsad.reading.grammar.verbs import VerbGroup
from marsad.reading.holdings import words as forms
from marsad.reading.holdings.stretch import Stretch


def extents(stretch: Stretch) -> Iterator[Holding]:
    """ "the RSF control most of X", "fighters positioned in X": told by words that read as nouns too."""
    near = stretch.near
    for m in stretch.find(forms.CONTROL_MOST):
        actor = near.actor_left(m.start())
        for place in near.places_after(m.end(), 40) if actor is not None else []:
            yield stretch.holding("holds", actor, place, m.start(), m.end())
    for m in stretch.find(forms.PRESENT):
        actor = near.actor_ending(m.start() - 1)
        for place in near.places_after(m.end(), 40) if actor is not None else []:
            yield stretch.holding("holds", actor, place, m.start(), m.end())
    for m in stretch.find(forms.RELATIVE_HELD):
        actor = near.actor_in(m.start("actor"), m.end("actor"))
        clause = m.start() if m.group().startswith(("which", "that")) else m.start("actor")
        told_of = near.told_of(clause)
        told_of = stretch.arguments.told_of(clause) if told_of is None and m.group("holds") else told_of
        if actor is None and m.group("actor") in {"they", "it"} and told_of is not None:
            actor = near.pronoun(m.start("actor"), m.end("actor"))
        if told_of is not None and actor is not None:
            state = "holds" if m.group("holds") else "loses" if m.group("loses") else "gains"
            yield stretch.holding(state, actor, told_of, m.start("actor"), m.end())


def active(stretch: Stretch, verb: VerbGroup) -> Iterator[Holding]:
    """ "ISIS controls X", "the army has been in control of X", "M23 besieges X", "the rebels lost X"."""
    near = stretch.near
    sentence = stretch.parsed.sentence
    start, end = sentence.tokens[verb.start].start, sentence.tokens[verb.end - 1].end
    tail = stretch.text[start : min(stretch.span.end, end + 32)]
    main = sentence.lower(verb.main)
    encircled = None
    control = forms.IN_CONTROL.search(tail) if forms.HAVING.fullmatch(main) else None
    if control and forms.SOUGHT.search(tail, 0, control.end()):
        return
    siege = forms.SIEGE_LAID.match(tail)
    if (
        verb.passive
        or verb.form == "infinitive"
        or not (
            control
            or siege
            or main in forms.CONTROL_VERBS | forms.LOSING_VERBS | forms.BESIEGING_VERBS
            or (encircled := forms.HAD_ENCIRCLED.match(stretch.text, end, stretch.span.end))
        )
    ):
        return
    actor = near.subject_actor(verb)
    if actor is None or sentence.lower(verb.end) == "that":
        return  # "the rebels hold that"
    state = (
        "loses"
        if main in forms.LOSING_VERBS
        else "besieges"
        if siege or encircled or main in forms.BESIEGING_VERBS
        else "holds"
    )
    named = forms.RELATIVE_OBJECT.search(near.before(stretch.mentions[actor].span.start, 30))
    if (
        named is not None
        and not control
        and not forms.DIRECT_OBJECT.match(stretch.text, end, stretch.span.end)
    ):
        told_of = near.told_of(stretch.mentions[actor].span.start - len(named.group()))
        if told_of is not None:  # "X, which the army holds"
            yield stretch.holding(kept(stretch, state, end), actor, told_of, start, end)
            return
    at = start + (control.end() if control else siege.end() if siege else 0)
    reach = 70 if control or siege or forms.EXTENT.match(stretch.text, end) else 40
    if (
        state == "loses"
        and not control
        and not forms.DIRECT_OBJECT.match(stretch.text, end, stretch.span.end)
    ):
        return  # "lost ground in X", "lost five men in X"
    places = near.places_after(max(at, end), reach)
    winner = _won_by(stretch, places) if state == "loses" else None
    state = kept(stretch, state, max((stretch.mentions[i].span.end for i in places), default=end))
    if encircled and not places:
        words = Span.of(stretch.text, encircled.start("what"), encircled.end("what"))
        yield replace(stretch.holding(state, actor, None, start, end), words=words)
        return
    for place in places:
        yield stretch.holding(state, actor, place, start, end)
        if winner is not None:
            yield stretch.holding("gains", winner, place, start, end)
    if (
        not places
        and named is None
        and state == "holds"
        and forms.OPEN_NOUN.match(stretch.text, max(at, end), stretch.span.end)
    ):
        yield stretch.holding(state, actor, None, start, max(at, end))


def kept(stretch: Stretch, state: str, end: int) -> str:
    """ "kept X under blockade" besieges it: what stands behind the place or the verb at ``end``."""
    siege = forms.UNDER_BLOCKADE.match(stretch.text, end, stretch.span.end) if state == "holds" else None
    return "besieges" if siege else state


_TO_WHOM = re.compile(r"(?:, [A-Z][\w ]{2,30})?,? to (?:the )?")


def _won_by(stretch: Stretch, places: Sequence[int]) -> int | None:
    """To whom a place was lost: "lost X to Y", "lost X, Syria, to Y"."""
    end = max((stretch.mentions[i].span.end for i in places), default=None)
    found = _TO_WHOM.match(stretch.text, end) if end is not None else None
    return stretch.near.actor_at(found.end()) if found else None
