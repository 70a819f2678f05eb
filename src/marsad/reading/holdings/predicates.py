"""Verbs that tell of control: the state of their subject, and what names the place and the other side.

One table for all of them. What is fought over is the object of the verb or hangs on a preposition; in the
passive the object stands as the subject, and "by" names who is in the state.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from marsad.knowledge.lexicon import inflect


@dataclass(frozen=True, slots=True)
class Predicate:
    """One way of telling control.

    ``verbs`` are lemmas, a particle behind a space ("cut off"). ``prepositions`` may stand before the place,
    "" where it is the direct object. ``other`` is the state of whom "to" names ("lost X to Y").
    ``named``: only a place that has its name or is taken up counts, no other thing ("left the building").
    """

    state: str
    verbs: tuple[str, ...]
    prepositions: tuple[str, ...] = ("",)
    other: str | None = None
    named: bool = False


PREDICATES = (
    Predicate(
        "holds",
        ("control", "hold", "rule", "govern", "administer", "occupy", "dominate"),
    ),
    Predicate("holds", ("retain", "keep", "maintain", "run", "guard", "garrison", "man"), named=True),
    Predicate("loses", ("lose", "surrender", "cede", "yield", "relinquish", "give up"), other="gains"),
    Predicate("loses", ("leave", "abandon", "evacuate", "vacate", "quit", "desert"), named=True),
    Predicate(
        "gains",
        ("push", "move", "march", "sweep", "roll", "advance", "break", "pour"),
        prepositions=("into",),
        named=True,
    ),
    Predicate(
        "gains",
        ("take control", "seize control", "gain control", "regain control", "retake control"),
        prepositions=("of", "over"),
        named=True,
    ),
    Predicate("contests", ("advance",), prepositions=("in", "inside", "within"), named=True),
    Predicate(
        "besieges",
        ("besiege", "encircle", "surround", "blockade", "ring", "isolate", "cut off", "seal off", "hem in"),
    ),
)


def _by_form() -> Mapping[str, tuple[tuple[str, Predicate], ...]]:
    """The predicates by each form of their verbs, with the particle that must follow ("" for none)."""
    found: dict[str, tuple[tuple[str, Predicate], ...]] = {}
    for predicate in PREDICATES:
        for verb in predicate.verbs:
            lemma, _, particle = verb.partition(" ")
            for form in inflect(lemma).all():
                found[form] = (*found.get(form, ()), (particle, predicate))
    return found


BY_FORM = _by_form()
