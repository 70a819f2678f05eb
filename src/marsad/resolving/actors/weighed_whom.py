"""Whom a description means, all whom it can mean weighed by the same signs.

"The group", "troops" and "they" mean whoever the report is speaking of; no rule tells whom for sure. What
the rules take them for, what kind of actor the reader takes the words for, how far back and how often an
actor was named, and whether both have the same part in what happens each say something;
``whom_weights.json`` holds what each is worth, a conditional logit that ``tools/fit_whom.py`` fits on
articles with gold records.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

from marsad.knowledge.base import Knowledge
from marsad.model.reading import Mention, PartName, Reading, RoleName
from marsad.resolving.actors.described import OF_KIND, OF_NOBODY, OURS, is_description, words_class
from marsad.resolving.actors.descriptions import (
    OWNED,
    STATES,
    bare,
    can_mean,
    guards_nobody_knows,
    shorter_forms,
    tells_terror,
)
from marsad.resolving.actors.identity import CIVILIANS, UNIDENTIFIED_ID, Identity, identify
from marsad.resolving.actors.own_names import proper_group
from marsad.resolving.actors.scene import Scene

_TRUST = 0.6
"""How much more what the rules say is worth than on the words that gold records give to somebody: the others,
half of all, mean nobody in particular. Of 0, 0.6 and 1.2 it did best on articles left out.
"""
_LEAST = 0.01
"""Probabilities are taken as no less than this."""
_ALIKE = {
    "state": ("state", "coalition"),
    "coalition": ("state", "coalition"),
    "rebel": ("rebel", "jihadist", "militia"),
    "jihadist": ("rebel", "jihadist"),
    "militia": ("rebel", "militia"),
    "other": ("other", "person"),
    OF_NOBODY: ("rebel", "jihadist", "militia"),
}
"""What the reader may take words for that mean an actor; of others, just what it is."""
_NO_PARTY = ("other", "person")
_OF_NO_STATE = frozenset(("attack", "fighter", "rebel", "jihadist", "militia"))
"""Words for those who serve no state."""

_OF_THE_STATE = re.compile(
    r"(?:the\s+)?(?:\w+\s+)?(?:(?:government|regime)(?:\s+[a-z]+)?|state\s+[a-z]+)", re.IGNORECASE
)
""" "Government forces" are those of the state at war, whoever's jets were named before them."""
_ENEMIES = frozenset("enemy enemies occupier occupiers invader invaders aggressor aggressors".split())
_AGAINST_STATES = frozenset(("rebel", "jihadist"))
"""Words for those who fight states."""

_BEFORE, _BEHIND = 120, 60
"""Names before and behind a description among which its actor is looked for: all, but in long reports."""

Signs = dict[str, float]
Parts = tuple[float, float]
"""How likely somebody acts in a happening, and is acted on."""


def weighed(
    text: str, reading: Reading, scene: Scene, knowledge: Knowledge, ruled: Mapping[int, Identity]
) -> dict[int, Identity]:
    """Identities by mention index: those of ``ruled``, and of each description the likeliest. The rules stand
    alone where no network has read.
    """
    found = dict(ruled)
    if reading.happenings is None:
        return found
    spoken_of = SpokenOf.of(reading, scene, knowledge, ruled)
    for index, mention in enumerate(reading.mentions):
        if not is_description(mention, text):
            continue
        phrase = mention.span.text
        if proper_group(phrase) or (index in ruled and OWNED.match(phrase)):
            continue  # the words are a name, or say whose it is
        if index not in ruled and guards_nobody_knows(phrase, mention.head):
            continue
        choices = list(spoken_of.choices(index))
        scores = [_score(signs) for _, signs in choices]
        whom = choices[scores.index(max(scores))][0]
        if whom is None:
            if found.get(index) != CIVILIANS:
                found.pop(index, None)
        elif index not in found or found[index].id != whom.id:
            found[index] = whom.because(f"{mention.span.text!r} means it most likely")
    return found


@dataclass(frozen=True, slots=True)
class SpokenOf:
    """The actors of one report as the rules have them: who is named, where, and in which parts."""

    reading: Reading
    scene: Scene
    knowledge: Knowledge
    ruled: Mapping[int, Identity]
    named: Sequence[int]
    """The mentions that name somebody, in the order of the text."""
    times: Counter[str]
    """How often each is named, by id."""
    at: Mapping[str, Sequence[int]]
    """The mentions of each, in the order of the text."""
    parts: Mapping[int, Mapping[int, Parts]]
    """By mention and happening."""
    parts_of: Mapping[str, Mapping[int, Parts]]
    """The same by id, over the mentions that name it."""
    acts: Mapping[int, Mapping[int, bool]]
    """By mention and trigger, whether grammar makes it act rather than be acted on."""
    acts_of: Mapping[str, Mapping[int, set[bool]]]
    """The same by id, over the mentions that name it."""
    speaking: Sequence[frozenset[str]]
    """The ids of who speaks, by attribution."""
    cursed: frozenset[str]
    """The ids of whom the report calls the enemy: "the Russian occupiers"."""

    @classmethod
    def of(
        cls, reading: Reading, scene: Scene, knowledge: Knowledge, ruled: Mapping[int, Identity]
    ) -> SpokenOf:
        mentions, at = reading.mentions, dict[str, list[int]]()
        order = sorted(ruled, key=lambda i: mentions[i].span.start)
        for i in order:
            at.setdefault(ruled[i].id, []).append(i)
        names = [i for i in order if mentions[i].name]
        named = [i for i in names if mentions[i].head != "qualifier" and ruled[i] != CIVILIANS]
        parts, acts = _parts_in(reading), _acts_in(reading)
        parts_of: dict[str, dict[int, Parts]] = {}
        acts_of: dict[str, dict[int, set[bool]]] = {}
        for i in names:
            theirs = parts_of.setdefault(ruled[i].id, {})
            for number, (a, b) in parts.get(i, {}).items():
                acting, suffering = theirs.get(number, (0.0, 0.0))
                theirs[number] = (max(a, acting), max(b, suffering))
            for trigger, acting_there in acts.get(i, {}).items():
                acts_of.setdefault(ruled[i].id, {}).setdefault(trigger, set()).add(acting_there)
        starts = [mentions[i].span.start for i in order]
        speaking = [
            frozenset(
                ruled[i].id
                for i in order[_first(starts, a.speaker.start) : bisect_left(starts, a.speaker.end)]
                if a.speaker.overlaps(mentions[i].span)
            )
            for a in reading.attributions
        ]
        times = Counter(ruled[i].id for i in named)
        return cls(
            reading, scene, knowledge, ruled, named, times, at, parts, parts_of, acts, acts_of, speaking,
            frozenset(ruled[i].id for i in names if mentions[i].head in _ENEMIES),
        )  # fmt: skip

    def choices(self, index: int) -> Iterator[tuple[Identity | None, Signs]]:
        """Everyone whom a description can mean with the signs of it; None for nobody who has a part."""
        mention, words = self._mention(index), words_class(self._mention(index), self.knowledge.lexicon)
        ruled = self._by_rule(index)
        likely = self._kinds(index)
        candidates = self._candidates(index)
        before = self._before(mention, candidates)
        recent = self._recent(mention, candidates, before)
        spoken = self._speakers(mention)
        countries = self.knowledge.registry.countries_in(mention.span.text)
        own = _OF_THE_STATE.match(mention.span.text) is not None and not countries
        for whom in (*candidates, None):
            if own and whom is not None and (whom.id == UNIDENTIFIED_ID or self._is_foreign_state(whom)):
                continue
            by_rule = whom is not None and ruled is not None and ruled.id == whom.id
            if whom is not None and not by_rule and _cannot_mean(mention, words, whom):
                continue
            if whom is not None and self._is_enemy(whom, mention, spoken):
                continue
            if whom is None:
                yield None, self._signs_of_nobody(index, words, likely)
                continue
            what = OF_NOBODY if whom.id == UNIDENTIFIED_ID else OF_KIND[whom.kind]
            signs = {
                f"{words} > {what}": 1.0,
                "reader": log(max(_LEAST, sum(likely.get(k, 0.0) for k in _ALIKE.get(what, (what,))))),
                "rule": float(by_rule and what != OF_NOBODY),
                "rule of nobody": float(by_rule and what == OF_NOBODY),
            }
            if what == OF_NOBODY:
                bare_head = bare(mention.span.text).lower() == mention.head
                yield whom, signs | {"nobody, definite": mention.definite, "nobody, bare": bare_head}
                continue
            if mention.quantity is not None and words in _OF_NO_STATE and self._harms(whom, index):
                continue  # nobody kills his own: "the SDF said it had killed 13 attackers"
            kind = self.reading.kinds.get(index, {}).get(whom.kind, 0.0)
            signs |= {
                "reader's kind": kind,
                "recent": whom.id == recent,
                "home": self.scene.weight(whom.country),
            }
            if whom.id in spoken:
                signs["speaks of us" if words == "we" else "speaks"] = 1.0
            if countries:
                signs["people"] = 1.0 if whom.country in countries else -1.0
            yield whom, signs | self._of_place(mention, whom, before) | self._of_parts(index, whom)

    def _is_enemy(self, whom: Identity, mention: Mention, spoken: frozenset[str]) -> bool:
        """Whether "our units" are not whom the report calls the enemy, where he does not speak himself."""
        return whom.id in self.cursed - spoken and OURS.match(mention.span.text) is not None

    def _is_foreign_state(self, whom: Identity) -> bool:
        """Whether an actor is of a state that the report is not about."""
        return whom.kind in STATES and whom.country is not None and whom.country not in self.scene.main

    def _harms(self, whom: Identity, index: int) -> bool:
        """Whether an actor, by whatever words, does what a description suffers, or the other way round."""
        acts = self.acts.get(index, {})
        return any(
            self.acts.get(i, {}).get(trigger, acting) is not acting
            for trigger, acting in acts.items()
            for i in self.at.get(whom.id, ())
        )

    def _mention(self, index: int) -> Mention:
        return self.reading.mentions[index]

    def _by_rule(self, index: int) -> Identity | None:
        ruled = self.ruled.get(index)
        return None if ruled == CIVILIANS else ruled

    def _candidates(self, index: int) -> list[Identity]:
        """Who is named around a description, and whom its words stand for in the report's countries."""
        registry, day = self.knowledge.registry, self.scene.day
        here = bisect_left(self.named, self._start(index), key=self._start)
        found: dict[str, Identity] = {}
        for i in self.named[max(0, here - _BEFORE) : here + _BEHIND]:
            found.setdefault(self.ruled[i].id, self.ruled[i])
        ruled = self._by_rule(index)
        if ruled is not None:
            found.setdefault(ruled.id, ruled)
        forms = shorter_forms(self._mention(index).span.text)
        words = words_class(self._mention(index), self.knowledge.lexicon)
        for iso2 in self.scene.main:
            services = [registry.forces(iso2), registry.police(iso2), registry.government(iso2)]
            if words in _OF_NO_STATE:  # "gunmen" are no army that is nowhere named
                services = []
            # "Maoist rebels" are who is called so, and no other rebels
            called = (
                [a for a in registry.standing_for(w) if iso2 in {a.country, *a.fights_in}] for w in forms
            )
            standing = next(filter(None, called), [])
            for actor in (*services, *standing):
                if actor is not None:
                    found.setdefault(actor.id, identify(actor, day, f"of {iso2}"))
        nobody = registry.actors.get(UNIDENTIFIED_ID)
        if nobody is not None:
            found.setdefault(nobody.id, identify(nobody, None, "nobody is named"))
        return list(found.values())

    def _kinds(self, index: int) -> dict[str, float]:
        """How likely the reader takes the words for each kind of actor."""
        found: dict[str, float] = {}
        for kind, probability in self.reading.kinds.get(index, {}).items():
            found[OF_KIND[kind]] = found.get(OF_KIND[kind], 0.0) + probability
        return found

    def _start(self, index: int) -> int:
        return self._mention(index).span.start

    def _before(self, mention: Mention, candidates: Iterable[Identity]) -> dict[str, Mention]:
        """By id, where each was spoken of last before a mention."""
        found: dict[str, Mention] = {}
        for whom in candidates:
            places = self.at.get(whom.id, ())
            here = bisect_left(places, mention.span.start, key=self._start)
            while here and self._mention(places[here - 1]).span.overlaps(mention.span):
                here -= 1
            if here:
                found[whom.id] = self._mention(places[here - 1])
        return found

    def _recent(
        self, mention: Mention, candidates: Iterable[Identity], before: Mapping[str, Mention]
    ) -> str | None:
        """Id of whom the words can mean and who was spoken of last."""
        classes = self.knowledge.lexicon.classes_of(mention.head)
        fit = [
            whom.id
            for whom in candidates
            if whom.id in before and self.times[whom.id] and can_mean(classes, mention.head, whom.kind)
        ]
        return max(fit, key=lambda i: before[i].span.start, default=None)

    def _speakers(self, mention: Mention) -> frozenset[str]:
        """The ids of those whose words a description is part of."""
        said = zip(self.reading.attributions, self.speaking, strict=True)
        return frozenset().union(*(ids for a, ids in said if any(s.covers(mention.span) for s in a.said)))

    def _signs_of_nobody(self, index: int, words: str, likely: Mapping[str, float]) -> Signs:
        parts = self.parts.get(index, {}).values()
        other = sum(likely.get(k, 0.0) for k in _NO_PARTY)
        none = 1.0 - sum(likely.values())
        return {
            "none": 1.0,
            f"{words} > none": 1.0,
            "none, reader": log(max(_LEAST, none + other)),
            "none, rule": float(self._by_rule(index) is None),
            "none, definite": float(self._mention(index).definite),
            "none, part": max((max(p) for p in parts), default=0.0),
        }

    def _of_place(self, mention: Mention, whom: Identity, before: Mapping[str, Mention]) -> Signs:
        """Where an actor stands to the description in the text."""
        signs = {"named": log(1 + self.times[whom.id])}
        last = before.get(whom.id)
        if last is not None:
            gap = mention.sentence - last.sentence
            signs |= {"gap": log(1 + gap), "same sentence": float(gap == 0)}
        elif self.times[whom.id]:
            signs["later"] = 1.0
        return signs

    def _of_parts(self, index: int, whom: Identity) -> Signs:
        """Whether the description has the same part in what happens as the actor has, or the other one."""
        agree = against = 0.0
        theirs = self.parts_of.get(whom.id, {})
        for number, (a, b) in self.parts.get(index, {}).items():
            acting, suffering = theirs.get(number, (0.0, 0.0))
            agree = max(agree, a * acting, b * suffering)
            against = max(against, a * suffering, b * acting)
        acts = self.acts_of.get(whom.id, {})
        clash = any((not acting) in acts.get(t, ()) for t, acting in self.acts.get(index, {}).items())
        return {"agree": agree, "against": against, "clash": float(clash)}


def _cannot_mean(mention: Mention, words: str, whom: Identity) -> bool:
    """Whether only a rule could make words of their class mean somebody.

    "Insurgents" are no army, whoever was killed before them. "He" is a person, whose side the rules know.
    "Terrorists" of whom nothing was told yet are any enemy, not the group named last.
    """
    if words in _AGAINST_STATES and whom.kind in STATES:
        return True
    opens = tells_terror(mention.span.text) and not mention.definite
    return (words == "he" or opens) and whom.id != UNIDENTIFIED_ID


def _first(starts: Sequence[int], at: int) -> int:
    """Index of the mention that may reach to ``at``, begun before it."""
    return max(0, bisect_left(starts, at) - 1)


def _parts_in(reading: Reading) -> dict[int, dict[int, Parts]]:
    """By mention and happening, how likely it has either side's part."""
    found: dict[int, dict[int, Parts]] = {}
    for number, happening in enumerate(reading.happenings or ()):
        for part in happening.parts:
            of_mention = found.setdefault(part.mention, {})
            a, b = of_mention.get(number, (0.0, 0.0))
            if part.name is PartName.SIDE_A:
                of_mention[number] = (part.probability, b)
            elif part.name is PartName.SIDE_B:
                of_mention[number] = (a, part.probability)
    return found


def _acts_in(reading: Reading) -> dict[int, dict[int, bool]]:
    """By mention and trigger, whether grammar makes it act rather than be acted on."""
    found: dict[int, dict[int, bool]] = {}
    for number, trigger in enumerate(reading.triggers):
        for role in trigger.roles:
            if role.name in {RoleName.AGENT, RoleName.PATIENT, RoleName.VICTIMS}:
                found.setdefault(role.mention, {})[number] = role.name is RoleName.AGENT
    return found


def _score(signs: Signs) -> float:
    by_rule = any(signs.get(name) for name in ("rule", "rule of nobody", "none, rule"))
    worth = weights()
    return _TRUST * by_rule + sum(worth.get(name, 0.0) * value for name, value in signs.items())


@cache
def weights() -> Mapping[str, float]:
    """What each sign is worth, as ``tools/fit_whom.py`` fitted it."""
    text = (files("marsad.resolving.actors") / "whom_weights.json").read_text(encoding="utf-8")
    return dict(json.loads(text))
