"""Gists as the items of a series: in their groups, with the harm that is asked for, and who tells it all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from marsad.ledger.series.gist import Gist
from marsad.ledger.series.subjects import Measure, Per
from marsad.ledger.series.tally import UNKNOWN, WITHHELD, Item


@dataclass(frozen=True, slots=True)
class Counted:
    """The items of a series, the incidents that tell of such harm without a number, and who tells it all."""

    items: tuple[Item, ...]
    unnumbered: int
    reports: int
    outlets: int
    readers: tuple[str, ...]


def counted(gists: Iterable[Gist], measure: Measure, per: Per | None, nameless: bool = False) -> Counted:
    """``gists`` as items in their groups, with the harm that ``measure`` asks for; ``nameless`` puts persons
    whom only reports know into one group.
    """
    every = list(gists)
    heads = _heads(every, per, nameless)
    effect = measure.effect
    if effect is None:
        items = [Item(g.first, g.last, heads(g)) for g in every]
        return Counted(tuple(items), 0, *_tellers(every))
    told = [g for g in every if effect in g.harm]
    items = [Item(g.first, g.last, heads(g), amount) for g in told if (amount := g.harm[effect]) is not None]
    return Counted(tuple(items), len(told) - len(items), *_tellers(told))


def _tellers(gists: Iterable[Gist]) -> tuple[int, int, tuple[str, ...]]:
    """How many reports of how many known outlets tell of these, and which readers read them."""
    tellers = [t for g in gists for t in g.tellers]
    return (
        len({report for report, _, _ in tellers}),
        len({outlet for _, outlet, _ in tellers if outlet}),
        tuple(sorted({reader for _, _, reader in tellers})),
    )


def _heads(gists: Sequence[Gist], per: Per | None, nameless: bool) -> Callable[[Gist], tuple[str, ...]]:
    """What says in which groups a gist stands; UNKNOWN for what is in none."""
    if per is None:
        return lambda gist: ()
    if per is Per.ACTOR:
        names = _names(gists, nameless)
        known: dict[int, tuple[str, ...]] = {}

        def heads(gist: Gist) -> tuple[str, ...]:
            same = id(gist.actors)  # gists that are kept share what is equal, and are there as long as we are
            if same not in known:
                known[same] = tuple(dict.fromkeys(names[actor.key] for actor in gist.actors)) or _NONE
            return known[same]

        return heads
    return lambda gist: gist.groups[per] or _NONE


_NONE = (UNKNOWN,)


def _names(gists: Iterable[Gist], nameless: bool) -> Mapping[str, str]:
    """The commonest name of each actor, by its key; the first in the alphabet of equals."""
    shared = {id(gist.actors): gist.actors for gist in gists}
    often = Counter(id(gist.actors) for gist in gists)
    used: dict[str, Counter[str]] = defaultdict(Counter)
    persons: set[str] = set()
    for same, actors in shared.items():
        for actor in actors:
            used[actor.key][actor.name] += often[same]
            if nameless and actor.person:
                persons.add(actor.key)
    used |= {key: Counter([WITHHELD]) for key in persons}
    return {key: min(found, key=lambda name: (-found[name], name)) for key, found in used.items()}
