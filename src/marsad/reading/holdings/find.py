"""Who holds a place: "rebel-held", "under the control of", "the IS stronghold of", "besieged"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from marsad.knowledge.base import Knowledge
from marsad.model.reading import Holding, Mention
from marsad.reading.holdings.actives import active, extents, kept
from marsad.reading.holdings.adjectives import adjectives
from marsad.reading.holdings.arguments import Arguments
from marsad.reading.holdings.contests import contests
from marsad.reading.holdings.neighbours import Neighbours
from marsad.reading.holdings.passives import passives
from marsad.reading.holdings.seats import seats
from marsad.reading.holdings.sieges import sieges
from marsad.reading.holdings.stretch import Stretch
from marsad.reading.holdings.verbs import Told, VerbReader, denied
from marsad.reading.parsed import Parsed


def find_holdings(
    text: str,
    parsed: Parsed,
    knowledge: Knowledge,
    mentions: Sequence[Mention],
    add: Callable[[Mention], int],
) -> Iterator[Holding]:
    """Holdings of one sentence. ``mentions`` are all so far, ``add`` appends one and gives its index."""
    near = Neighbours(text, parsed, knowledge, mentions, add)
    arguments = Arguments(text, parsed, near, knowledge.lexicon)
    stretch = Stretch(text, parsed, mentions, near, arguments)
    seen: set[tuple[str, int | None, int | None]] = set()
    for holding in _told(stretch):
        key = (holding.state, holding.actor, holding.place)
        if (holding.actor is not None or holding.place is not None or holding.words is not None) and (
            key not in seen or holding.place is None
        ):
            seen.add(key)
            yield holding


def _told(stretch: Stretch) -> Iterator[Holding]:
    """What the forms tell, then what the verbs tell that no form has told."""
    told = list(_by_form(stretch))
    yield from told
    for said in VerbReader(stretch.parsed, stretch.near, stretch.arguments).told():
        if any(h.state == said.state and h.actor == said.actor and _covers(h, said) for h in told):
            continue
        after = said.end if said.place is None else stretch.mentions[said.place].span.end
        state = kept(stretch, said.state, max(said.end, after))
        found = stretch.holding(state, said.actor, said.place, said.start, said.end)
        yield replace(found, words=said.words)


def _by_form(stretch: Stretch) -> Iterator[Holding]:
    """What each form tells in turn; all positions are character offsets into the report."""
    yield from adjectives(stretch)
    yield from passives(stretch)
    yield from seats(stretch)
    yield from extents(stretch)
    for verb in stretch.parsed.syntax.verbs:
        if not (verb.negated or verb.modal or denied(stretch.parsed, verb)):
            yield from active(stretch, verb)
    yield from contests(stretch)
    yield from sieges(stretch)


def _covers(holding: Holding, said: Told) -> bool:
    return holding.span.start <= said.start and said.end <= holding.span.end
