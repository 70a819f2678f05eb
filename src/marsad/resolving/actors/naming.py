"""Which actor a name means, and which one a plain description stands for in a country."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.knowledge.base import Knowledge
from marsad.model.actor import Actor, ActorKind, Allegiance, DatedName
from marsad.model.reading import Mention, MentionKind, Reading
from marsad.model.span import Span
from marsad.resolving.actors.descriptions import (
    branch_told,
    guards_nobody_knows,
    guards_of_state,
    is_common,
    is_office,
    opens_anew,
    shorter_forms,
)
from marsad.resolving.actors.identity import Identity, identify
from marsad.resolving.actors.scene import LETTERS, Scene

AT_WAR_HERE = 0.1
"""The weight of a country in a report from which on its actors are looked for there."""
_ALLIES = frozenset("ally allies backer backers".split())
"""Heads that make a people those who fight beside others: "its Russian allies"."""
_NAMED_NEXT = re.compile(
    r"(?:['’]s|s['’]?|['’])?\s+(?:[a-z]+\s+){0,2}(?:affiliate|branch|offshoot|franchise|breakaway)\s+(?:the\s+)?"
)
TITLES = frozenset(
    "president minister secretary general gen colonel col major maj captain capt lieutenant lt sergeant sgt "
    "brigadier commander leader chief mr mrs ms dr doctor professor king prime sheikh ayatollah emir envoy "
    "spokesman governor mayor judge senator".split()
)
"""Words ahead of a person's name that are no part of it."""


class Namer:
    """The registry as one report sees it: its day, its countries, its text."""

    def __init__(self, text: str, reading: Reading, scene: Scene, knowledge: Knowledge) -> None:
        self._text = text
        self._reading = reading
        self._scene = scene
        self._registry = knowledge.registry
        self._lexicon = knowledge.lexicon

    def person(self, span: Span) -> Identity | None:
        if self._is_namesake(span):
            return None
        day = self._scene.day
        for number in self._registry.people.ids(span.text):
            person = self._registry.persons[int(number)]
            actor = self._registry.actors.get(person.speaks_for)
            early = day is not None and person.start is not None and day < person.start
            if actor is not None and not early:
                return identify(actor, self._scene.day, f"{person.name} speaks for it")
        return None

    def _is_namesake(self, span: Span) -> bool:
        """Whether a bare surname is part of another's or a thing's name: "the Mulberry Bush"."""
        before = re.search(r"(\w+)[ ]$", self._text[max(0, span.start - 24) : span.start])
        if before is None or " " in span.text.strip() or not before[1][:1].isupper():
            return False
        return (
            before[1].lower() not in TITLES
            and self._text[max(0, span.start - 40) : span.start].rstrip()[-1:].isalpha()
            and not self._registry.peoples.ids(before[1])
        )

    def named(self, mention: Mention) -> Identity | None:
        assert mention.name is not None
        name = mention.name.text
        if self._lost_possessive(mention.name):
            return None
        candidates = [
            self._registry.actors[i] for i in self._registry.names.ids(name) if i in self._registry.actors
        ]
        if is_office(name):
            candidates = [a for a in candidates if a.country in self._scene.main]
        elif is_common(name) or self._many_bear(name):
            candidates = [a for a in candidates if self._told_of(a)]
        if candidates:
            actor = self._registry.service_of(self._fittest(candidates, name))
            return identify(actor, self._scene.day, f"named {name!r}")
        person = self.person(mention.name)
        if person is not None:
            return person
        countries = self._registry.peoples.ids(name) or self._registry.lands.ids(name)
        return self._of_country(mention, countries[0]) if countries else None

    def branch(self, mention: Mention) -> Identity | None:
        """The one group that serves whom the mention names, in the country told: "X's Syrian affiliate"."""
        assert mention.name is not None
        start, end = mention.name.start, mention.name.end
        words = branch_told(self._text[max(0, start - 40) : start], self._text[end : end + 50])
        if words is None or self._named_behind(end):
            return None
        homes = self._registry.countries_in(words) or set(self._scene.main[:1])
        chiefs = set(self._registry.names.ids(mention.name.text))
        left = "former" in words.lower()
        serving = [
            actor for actor in self._registry.actors.values()
            if actor.country in homes
            and any(a.to in chiefs and self._serves(a, left) for a in actor.allegiances)
        ]  # fmt: skip
        return identify(serving[0], self._scene.day, f"{words.strip()!r}") if len(serving) == 1 else None

    def _named_behind(self, end: int) -> bool:
        """Whether the branch itself is named right behind, so that nobody need be looked for: "X's affiliate
        the Y Front".
        """
        told = _NAMED_NEXT.match(self._text, end)
        return told is not None and any(
            m.kind is MentionKind.ACTOR and m.name is not None and m.name.start == told.end()
            for m in self._reading.mentions
        )

    def _serves(self, allegiance: Allegiance, left: bool) -> bool:
        """Whether somebody serves another on the report's day, or ``left`` him before."""
        day = self._scene.day
        begun = day is None or allegiance.start is None or allegiance.start <= day
        ended = allegiance.end is not None and (day is None or allegiance.end < day)
        return begun and ended is left

    def _lost_possessive(self, name: Span) -> bool:
        """Whether it is a place's possessive that lost its apostrophe ("Hamas countryside")."""
        stem = name.text[:-1]
        if not name.text.endswith("s") or " " in name.text or "'" in self._text or "’" in self._text:
            return False
        return re.search(rf"\b{re.escape(stem)}\b", self._text) is not None and any(
            m.kind is MentionKind.PLACE and m.name is not None and m.name.text == stem
            for m in self._reading.mentions
        )

    def _many_bear(self, name: str) -> bool:
        """Whether others than an armed group bear the name: few letters ("MIT"), or a people's ("Somali")."""
        letters = name.replace(".", "")
        return (letters.isupper() and len(letters) <= LETTERS) or bool(self._registry.peoples.ids(name))

    def _told_of(self, actor: Actor) -> bool:
        """Whether a country of the actor is in the report; who fights for nobody is told of anywhere."""
        homes = [c for c in (actor.country, *actor.fights_in) if c]
        return not actor.party or not homes or any(self._scene.weight(c) >= AT_WAR_HERE for c in homes)

    def _fittest(self, candidates: Sequence[Actor], name: str) -> Actor:
        """The candidate whose wars are those of the report, and who bore the name then; the first where none
        fits.
        """

        def fit(actor: Actor) -> tuple[float, bool, bool, bool]:
            led = actor.kind is ActorKind.COALITION and actor.fights_in  # its wars tell which one it is
            weights = [self._scene.weight(c) for c in (None if led else actor.country, *actor.fights_in)]
            near = max((w for w in weights if w >= AT_WAR_HERE), default=0.0)
            return (near, not actor.party, self._bears(actor, name), self._valid(actor))

        return max(candidates, key=fit)

    def _bears(self, actor: Actor, name: str) -> bool:
        """Whether an actor bears a name on the report's day: one that it bore for a time, then alone."""
        spans = [c for c in (*actor.called, *actor.names) if c.text.lower() == name.lower()]
        return not spans or any(self._in_use(c) for c in spans)

    def _valid(self, actor: Actor) -> bool:
        spans = [c for c in actor.called if c.start or c.end]
        return self._scene.day is None or not spans or any(map(self._in_use, spans))

    def _in_use(self, name: DatedName) -> bool:
        day = self._scene.day
        if day is None:
            return name.start is None and name.end is None
        return (name.start is None or name.start <= day) and (name.end is None or day <= name.end)

    def _of_country(self, mention: Mention, iso2: str) -> Identity | None:
        """ "Kenyan troops", "Syrian rebels", "Iraqi police": whom the head noun makes of the country."""
        classes = self._lexicon.classes_of(mention.head)
        day = self._scene.day
        described = self.standing_for(mention, iso2)
        if described is not None:
            return identify(described, day, f"{mention.span.text!r} of {iso2}")
        actor = None
        if classes & {"state", "aircraft"} or guards_of_state(mention.span.text):
            actor = self._registry.forces(iso2)
        elif "police" in classes and not guards_nobody_knows(mention.span.text, mention.head):
            actor = self._registry.police(iso2)
        elif "government" in classes:
            actor = self._registry.government(iso2)
        elif mention.head in _ALLIES or mention.head in {"force", "forces"}:
            actor = self._registry.forces(iso2)
        return identify(actor, day, f"{mention.head} of {iso2}") if actor else None

    def standing_for(self, mention: Mention, iso2: str) -> Actor | None:
        several = opens_anew(mention.span.text, mention.head)  # "a coalition of rebels" is none known
        whole = [mention.head] if mention.head and " " in mention.head else []  # "Kurdish" of "Kurdish-held"
        for words in (*shorter_forms(mention.span.text), *whole):
            if several and words == mention.head:
                continue
            fitting = [a for a in self._registry.standing_for(words) if self._at_home(a, iso2)]
            if fitting:
                return max(fitting, key=lambda a: (a.country == iso2, self._valid(a)))
        return None

    def _at_home(self, actor: Actor, iso2: str) -> bool:
        """Whether a description can mean the actor: of the country, of none, or of another told of."""
        if iso2 == actor.country:
            return True
        return iso2 in actor.fights_in and (
            actor.country is None
            or actor.kind is ActorKind.COALITION  # one of many countries is told of without its leader
            or self._scene.weight(actor.country) >= AT_WAR_HERE
        )
