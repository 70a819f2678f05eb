"""Gists as the items of a series: in their groups, with the harm that is asked for, and who tells it all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from marsad.ledger.columns.codes import Array, Mask
from marsad.ledger.series.stock import AMOUNT, EFFECTS, Stock
from marsad.ledger.series.subjects import Measure, Per
from marsad.ledger.series.tally import UNKNOWN, WITHHELD, Items


@dataclass(frozen=True, slots=True)
class Counted:
    """The items of a series, the incidents that tell of such harm without a number, and who tells it all."""

    items: Items
    unnumbered: int
    reports: int
    outlets: int
    readers: tuple[str, ...]


def counted(stock: Stock, measure: Measure, per: Per | None, nameless: bool = False) -> Counted:
    """What is in ``stock`` as items in their groups, with the harm that ``measure`` asks for; ``nameless``
    puts persons whom only reports know into one group.
    """
    effect = measure.effect
    if effect is None:
        each = np.ones((len(stock.gists), len(AMOUNT)), np.int64)
        heads = _heads(stock, per, nameless)
        items = heads.items(stock.gists, each, np.zeros(len(each), bool))
        return Counted(items, 0, *_tellers(stock))
    of_effect = stock.harm["effect"] == EFFECTS[effect]
    telling = np.zeros(len(stock.gists), bool)
    telling[stock.harmed[of_effect]] = True
    numbered = of_effect & stock.harm["numbered"]
    harm = stock.harm[numbered]
    told = stock.picked(telling)
    amounts = np.stack([harm[name] for name in AMOUNT], axis=1)
    items = _heads(stock, per, nameless).items(stock.gists[stock.harmed[numbered]], amounts, harm["open"])
    return Counted(items, len(told.gists) - len(harm), *_tellers(told))


def _tellers(stock: Stock) -> tuple[int, int, tuple[str, ...]]:
    """How many reports of how many known outlets tell of these, and which readers read them."""
    tellers = stock.tellers
    outlets, readers = (
        {stock.names.values[n] for n in np.flatnonzero(np.bincount(tellers[of]))} - {None, ""}
        for of in ("outlet", "reader")
    )
    return len(np.unique(tellers["report"])), len(outlets), tuple(sorted(r for r in readers if r))


@dataclass(frozen=True, slots=True)
class _Heads:
    """In which groups gists stand ``per`` what is asked: ``bundle`` is which of ``bundles``, by the number
    that the gist has for it.
    """

    per: Per | None
    bundle: Array
    bundles: Sequence[tuple[str, ...]]

    def items(self, gists: Array, amounts: Array, open_: Mask) -> Items:
        which = self.bundle[gists[self.per.value]] if self.per else np.zeros(len(gists), np.int64)
        return Items(gists["first"], gists["last"], which, self.bundles, amounts, open_)


def _heads(stock: Stock, per: Per | None, nameless: bool) -> _Heads:
    """The groups of all that is in ``stock``; UNKNOWN for what is in none."""
    if per is None:
        return _Heads(None, np.zeros(0, np.int64), ((),))
    used = np.flatnonzero(np.bincount(stock.gists[per.value]))
    bundle = np.zeros(len(stock.groups.values), np.int64)
    bundle[used] = np.arange(len(used))
    groups = [stock.groups.values[n] or () for n in used]
    if per is Per.ACTOR:
        names = _names(stock, nameless)
        groups = [tuple(dict.fromkeys(names[actor.key] for actor in actors)) for actors in groups]
    return _Heads(per, bundle, [g or (UNKNOWN,) for g in groups])


def _names(stock: Stock, nameless: bool) -> Mapping[str, str]:
    """The commonest name of each actor, by its key; the first in the alphabet of equals."""
    often = np.bincount(stock.gists[Per.ACTOR.value])
    used: dict[str, Counter[str]] = defaultdict(Counter)
    persons: set[str] = set()
    for n in np.flatnonzero(often):
        for actor in stock.groups.values[n] or ():
            used[actor.key][actor.name] += int(often[n])
            if nameless and actor.person:
                persons.add(actor.key)
    used |= {key: Counter([WITHHELD]) for key in persons}
    return {key: min(found, key=lambda name: (-found[name], name)) for key, found in used.items()}
