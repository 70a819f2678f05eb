"""Whom a description means, all whom it can mean weighed by the same signs.

"The group", "troops" and "they" mean whoever the report is speaking of; no rule tells whom for sure. What
the rules take them for, what kind of actor the reader takes the words for, how far back and how often an
actor was named, and whether both have the same part in what happens each say something;
``whom_weights.json`` holds what each is worth, a conditional logit that ``tools/fit_whom.py`` fits on
articles with gold records.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import log

from marsad.knowledge.base import Knowledge
from marsad.model.reading import Mention, PartName, Reading, RoleName
from marsad.resolving.actors.described import OF_KIND, OF_NOBODY, is_description, words_class
from marsad.resolving.actors.descriptions import bare, can_mean, shorter_forms
from marsad.resolving.actors.identity import CIVILIANS, UNIDENTIFIED_ID, Identity, identify
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

Signs = dict[str, float]


def weighed(
    text: str, reading: Reading, scene: Scene, knowledge: Knowledge, ruled: Mapping[int, Identity]
) -> dict[int, Identity]:
    """Identities by mention index: those of ``ruled``, and of each description the likeliest. The rules stand
    alone where no network has read.
    """
    found = dict(ruled)
    if reading.happenings is None:
        return found
    spoken_of = SpokenOf.of(text, reading, scene, knowledge, ruled)
    for index, mention in enumerate(reading.mentions):
        if not is_description(mention, text):
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

    text: str
    reading: Reading
    scene: Scene
    knowledge: Knowledge
    ruled: Mapping[int, Identity]
    named: Mapping[str, Identity]
    """By id, those whom a name means."""
    times: Counter[str]
    """How often each is named."""
    at: Mapping[str, list[int]]
    """The mentions of each id, in the order of the text."""
    parts: dict[int, dict[int, tuple[float, float]]] = field(default_factory=dict)
    """By mention and happening, how likely it acts and is acted on."""
    acts: dict[int, dict[int, bool]] = field(default_factory=dict)
    """By mention and trigger, whether grammar makes it act rather than be acted on."""

    @classmethod
    def of(
        cls, text: str, reading: Reading, scene: Scene, knowledge: Knowledge, ruled: Mapping[int, Identity]
    ) -> SpokenOf:
        mentions, at = reading.mentions, dict[str, list[int]]()
        for i in sorted(ruled, key=lambda i: mentions[i].span.start):
            at.setdefault(ruled[i].id, []).append(i)
        names = [
            ruled[i]
            for i in ruled
            if mentions[i].name and mentions[i].head != "qualifier" and ruled[i] != CIVILIANS
        ]
        self = cls(
            text, reading, scene, knowledge, ruled,
            {i.id: i for i in reversed(names)}, Counter(i.id for i in names), at,
        )  # fmt: skip
        for number, happening in enumerate(reading.happenings or ()):
            for part in happening.parts:
                of_mention = self.parts.setdefault(part.mention, {})
                a, b = of_mention.get(number, (0.0, 0.0))
                if part.name is PartName.SIDE_A:
                    of_mention[number] = (part.probability, b)
                elif part.name is PartName.SIDE_B:
                    of_mention[number] = (a, part.probability)
        for number, trigger in enumerate(reading.triggers):
            for role in trigger.roles:
                if role.name in {RoleName.AGENT, RoleName.PATIENT, RoleName.VICTIMS}:
                    self.acts.setdefault(role.mention, {})[number] = role.name is RoleName.AGENT
        return self

    def choices(self, index: int) -> Iterator[tuple[Identity | None, Signs]]:
        """Everyone whom a description can mean with the signs of it; None for nobody who has a part."""
        mention, words = self._mention(index), words_class(self._mention(index), self.knowledge.lexicon)
        ruled = self._by_rule(index)
        likely = self._kinds(index)
        before = self._before(mention)
        recent = self._recent(mention, before)
        for whom in (*self._candidates(index), None):
            by_rule = whom is not None and ruled is not None and ruled.id == whom.id
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
            kind = self.reading.kinds.get(index, {}).get(whom.kind, 0.0)
            signs |= {
                "reader's kind": kind,
                "recent": whom.id == recent,
                "home": self.scene.weight(whom.country),
            }
            yield whom, signs | self._of_place(mention, whom, before) | self._of_parts(index, whom)

    def _mention(self, index: int) -> Mention:
        return self.reading.mentions[index]

    def _by_rule(self, index: int) -> Identity | None:
        ruled = self.ruled.get(index)
        return None if ruled == CIVILIANS else ruled

    def _candidates(self, index: int) -> list[Identity]:
        """Who is named in the report, and whom the words stand for in its countries."""
        registry, day = self.knowledge.registry, self.scene.day
        found = dict(self.named)
        ruled = self._by_rule(index)
        if ruled is not None:
            found.setdefault(ruled.id, ruled)
        forms = shorter_forms(self._mention(index).span.text)
        for iso2 in self.scene.main:
            services = (registry.forces(iso2), registry.police(iso2), registry.government(iso2))
            standing = [
                a for w in forms for a in registry.standing_for(w) if iso2 in {a.country, *a.fights_in}
            ]
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

    def _before(self, mention: Mention) -> dict[str, Mention]:
        """By id, where each was spoken of last before a mention."""
        found: dict[str, Mention] = {}
        for ident, places in self.at.items():
            earlier = [m for m in map(self._mention, places) if m.span.end <= mention.span.start]
            if earlier:
                found[ident] = earlier[-1]
        return found

    def _recent(self, mention: Mention, before: Mapping[str, Mention]) -> str | None:
        """Id of whom the words can mean and who was spoken of last."""
        classes = self.knowledge.lexicon.classes_of(mention.head)
        fit = [i for i in before if i in self.named and can_mean(classes, mention.head, self.named[i].kind)]
        return max(fit, key=lambda i: before[i].span.start, default=None)

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
        elif whom.id in self.named:
            signs["later"] = 1.0
        registry = self.knowledge.registry
        peoples = {
            m.ids[0] for found in (registry.peoples, registry.lands) for m in found.find(mention.span.text)
        }
        if peoples:
            signs["people"] = 1.0 if whom.country in peoples else -1.0
        speakers = [
            a.speaker for a in self.reading.attributions if any(s.covers(mention.span) for s in a.said)
        ]
        if any(s.overlaps(self._mention(i).span) for s in speakers for i in self.at.get(whom.id, ())):
            ours = words_class(mention, self.knowledge.lexicon) == "we"
            signs["speaks of us" if ours else "speaks"] = 1.0
        return signs

    def _of_parts(self, index: int, whom: Identity) -> Signs:
        """Whether the description has the same part in what happens as the actor has, or the other one."""
        others = [i for i in self.at.get(whom.id, ()) if i != index and self._mention(i).name is not None]
        agree = against = 0.0
        for number, (a, b) in self.parts.get(index, {}).items():
            theirs = [self.parts.get(i, {}).get(number, (0.0, 0.0)) for i in others]
            acts, suffers = (max((t[side] for t in theirs), default=0.0) for side in (0, 1))
            agree = max(agree, a * acts, b * suffers)
            against = max(against, a * suffers, b * acts)
        mine = self.acts.get(index, {})
        clash = any(mine.get(t, acts) != acts for i in others for t, acts in self.acts.get(i, {}).items())
        return {"agree": agree, "against": against, "clash": float(clash)}


def _score(signs: Signs) -> float:
    by_rule = any(signs.get(name) for name in ("rule", "rule of nobody", "none, rule"))
    return _TRUST * by_rule + sum(weights().get(name, 0.0) * value for name, value in signs.items())


@cache
def weights() -> Mapping[str, float]:
    """What each sign is worth, as ``tools/fit_whom.py`` fitted it."""
    text = (files("marsad.resolving.actors") / "whom_weights.json").read_text(encoding="utf-8")
    return dict(json.loads(text))
