"""Which actor a mention means: by name, by description, or by what was said before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from marsad.knowledge.base import Knowledge
from marsad.knowledge.lexicon import Lexicon
from marsad.model.actor import Actor, ActorKind
from marsad.model.reading import Attribution, Mention, MentionKind, Reading
from marsad.model.span import Span
from marsad.resolving.descriptions import (
    STATES,
    VOICES,
    bare,
    can_mean,
    is_civic,
    is_local_actor,
    is_no_party,
    names_nobody,
    opens_anew,
    pro_state,
    shorter_forms,
    tells_kin,
)
from marsad.resolving.scene import Scene

UNIDENTIFIED = "unidentified armed group"
UNIDENTIFIED_ID = "unidentified-armed-group"
PRO_STATE = "pro-government militias"
_BACK_POINTERS = frozenset("group organisation organization movement militants fighters insurgents extremists jihadists terrorists gunmen alliance faction force forces coalition militia opposition rebels they it them their its he his party".split())
_SOLDIERS = frozenset("troops soldiers warplanes jets".split())
"""Whose they are the words leave open: they are those of the state force spoken of last."""
_FIRST_PERSON = frozenset("we our us".split())
_PRONOUNS = frozenset("they them it its their he she him his her themselves itself who which".split())
_AT_WAR_HERE = 0.1
"""The weight of a country in a report from which on its actors are looked for there."""
TITLES = frozenset("president minister secretary general gen colonel col commander leader chief mr mrs ms king prime sheikh ayatollah emir envoy spokesman".split())
_WINDOW = 4
"""How many sentences back a description or a pronoun may reach."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a mention is: a registry actor, or one that only this report knows (``id`` starts "local:")."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    party: bool | None
    reason: str

    @property
    def armed(self) -> bool:
        return self.party is True and self.kind is not ActorKind.CIVILIANS


CIVILIANS = Identity("civilians", "civilians", ActorKind.CIVILIANS, None, False, "fight for nobody")


def identify(actor: Actor, day: date | None, reason: str) -> Identity:
    """A registry actor under the name that it bore on ``day``."""
    return Identity(actor.id, actor.name_on(day), actor.kind, actor.country, actor.party, reason)


class ActorResolver:
    """Resolves the mentions of one report in the order of the text."""

    def __init__(self, text: str, reading: Reading, scene: Scene, knowledge: Knowledge) -> None:
        self._text = text
        self._reading = reading
        self._scene = scene
        self._registry = knowledge.registry
        self._lexicon = knowledge.lexicon
        self._history: list[tuple[Mention, Identity]] = []

    def resolve(self) -> dict[int, Identity]:
        """Identities by mention index, for all mentions of actors, persons and people that can be told."""
        resolved: dict[int, Identity] = {}
        order = sorted(range(len(self._reading.mentions)), key=lambda i: (self._reading.mentions[i].span.start, -self._reading.mentions[i].span.end))
        for i in order:
            mention = self._reading.mentions[i]
            if mention.kind not in {MentionKind.ACTOR, MentionKind.PERSON, MentionKind.PEOPLE}:
                continue
            identity = None if self._is_kin(mention) else self._identity(mention)
            if identity is None:
                continue
            resolved[i] = identity
            if identity.party and mention.head != "qualifier" and identity is not CIVILIANS and identity.kind not in VOICES:
                self._history.append((mention, identity))
        return resolved

    # ---------------------------------------------------------------- one mention

    def _is_kin(self, mention: Mention) -> bool:
        """Whether the actor named in the mention is only somebody's kin; a longer name of the registry wins."""
        if mention.kind is not MentionKind.ACTOR or mention.name is None:
            return False
        start, end = mention.name.start, mention.name.end
        return tells_kin(self._text[max(0, start - 30) : start], self._text[end : end + 50])

    def _identity(self, mention: Mention) -> Identity | None:
        if mention.kind is MentionKind.PERSON:
            return self._person(mention.name or mention.span)
        if mention.kind is MentionKind.PEOPLE:
            return CIVILIANS
        if mention.head in _FIRST_PERSON or re.match(r"(?:our|we)\b", mention.span.text, re.I):
            return self._speaker_side(mention)
        if mention.head in {"latter", "former"}:
            return self._latter(mention)
        if mention.head in _PRONOUNS:
            return self._pronoun(mention)
        if mention.name is not None:
            named = self._named(mention)
            if named is not None:
                return named
        return self._described(mention)

    def _person(self, span: Span) -> Identity | None:
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
        return before[1].lower() not in TITLES and self._text[max(0, span.start - 40) : span.start].rstrip()[-1:].isalpha() and not self._registry.peoples.ids(before[1])

    def _named(self, mention: Mention) -> Identity | None:
        assert mention.name is not None
        name = mention.name.text
        if self._lost_possessive(mention.name):
            return None
        candidates = [self._registry.actors[i] for i in self._registry.names.ids(name) if i in self._registry.actors]
        if candidates:
            actor = self._registry.service_of(self._fittest(candidates))
            return identify(actor, self._scene.day, f"named {name!r}")
        person = self._person(mention.name)
        if person is not None:
            return person
        countries = self._registry.peoples.ids(name) or self._registry.lands.ids(name)
        return self._of_country(mention, countries[0]) if countries else None

    def _lost_possessive(self, name: Span) -> bool:
        """Whether a text without apostrophes writes a place's possessive like an actor ("Hamas countryside")."""
        stem = name.text[:-1]
        if not name.text.endswith("s") or " " in name.text or "'" in self._text or "’" in self._text:
            return False
        return re.search(rf"\b{re.escape(stem)}\b", self._text) is not None and any(
            m.kind is MentionKind.PLACE and m.name is not None and m.name.text == stem for m in self._reading.mentions
        )

    def _fittest(self, candidates: Sequence[Actor]) -> Actor:
        """The candidate whose wars are those of the report; the first where none fits."""
        def fit(actor: Actor) -> tuple[float, bool, bool]:
            weight = max([self._scene.weight(c) for c in (actor.country, *actor.fights_in)], default=0.0)
            return (weight if weight >= _AT_WAR_HERE else 0.0, not actor.party, self._valid(actor))

        return max(candidates, key=fit)

    def _valid(self, actor: Actor) -> bool:
        day = self._scene.day
        spans = [c for c in actor.called if c.start or c.end]
        return day is None or not spans or any((c.start is None or c.start <= day) for c in spans)

    def _of_country(self, mention: Mention, iso2: str) -> Identity | None:
        """"Kenyan troops", "Syrian rebels", "Iraqi police": whom the head noun makes of the country."""
        classes = self._lexicon.classes_of(mention.head)
        day = self._scene.day
        described = self._standing_for(mention, iso2)
        if described is not None:
            return identify(described, day, f"{mention.span.text!r} of {iso2}")
        actor = None
        if classes & {"state", "aircraft"}:
            actor = self._registry.forces(iso2)
        elif "police" in classes:
            actor = self._registry.police(iso2)
        elif "government" in classes:
            actor = self._registry.government(iso2)
        elif mention.head in {"force", "forces"}:
            actor = self._registry.forces(iso2)
        return identify(actor, day, f"{mention.head} of {iso2}") if actor else None

    def _standing_for(self, mention: Mention, iso2: str) -> Actor | None:
        for words in shorter_forms(mention.span.text):
            fitting = [a for a in self._registry.standing_for(words) if self._at_home(a, iso2)]
            if fitting:
                return max(fitting, key=lambda a: (a.country == iso2, self._valid(a)))
        return None

    def _at_home(self, actor: Actor, iso2: str) -> bool:
        """Whether a plain description can mean the actor in the country: it is of there, of no country, or its own is told of."""
        if iso2 == actor.country:
            return True
        return iso2 in actor.fights_in and (actor.country is None or self._scene.weight(actor.country) >= _AT_WAR_HERE)

    # ---------------------------------------------------------------- descriptions

    def _described(self, mention: Mention) -> Identity | None:
        classes = self._lexicon.classes_of(mention.head)
        day = self._scene.day
        if is_civic(mention.span.text, mention.head) or is_no_party(mention.span.text, mention.head):
            return None
        if pro_state(mention.span.text, self._text[max(0, mention.span.start - 12) : mention.span.start]):
            return Identity("local:pro-government-militias", PRO_STATE, ActorKind.MILITIA, self._scene.country, True, "fight for the state")
        back = None if opens_anew(mention.span.text, mention.head) else self._recent(mention, classes)
        if mention.definite and back is not None and mention.head in _BACK_POINTERS:
            return back
        if back is not None and back.kind in STATES and mention.head in _SOLDIERS and bare(mention.span.text).lower() == mention.head:
            return back
        for iso2 in self._scene.main:
            actor = self._standing_for(mention, iso2)
            if actor is not None:
                return identify(actor, day, f"{mention.span.text!r} in {iso2}")
        home = self._scene.country
        if home is not None:
            if classes & {"state"} and not classes & {"fighter"} or re.search(r"\b(?:government|regime|army|military|security)\b", mention.span.text, re.I) and classes & {"fighter", "state", "aircraft"}:
                actor = self._state_force(mention, home)
                if actor is not None:
                    return identify(actor, day, f"{mention.head!r} in {home}")
            if "police" in classes and (actor := self._registry.police(home)):
                return identify(actor, day, f"{mention.head!r} in {home}")
            if "government" in classes and mention.head in {"government", "regime", "authorities", "junta"} and (actor := self._registry.government(home)):
                return identify(actor, day, f"{mention.head!r} in {home}")
        if back is not None and (classes & {"fighter", "jihadist", "rebel", "militia"}):
            return back
        return self._local(mention, classes)

    def _state_force(self, mention: Mention, home: str) -> Actor | None:
        """Whose soldiers: those of the state force spoken of last, else the country's own."""
        for earlier, identity in reversed(self._history[-6:]):
            if mention.sentence - earlier.sentence > 1:
                break
            if identity.kind in {ActorKind.STATE_FORCE, ActorKind.FOREIGN_FORCE, ActorKind.COALITION}:
                return self._registry.actors.get(identity.id)
        return self._registry.forces(home)

    def _recent(self, mention: Mention, classes: frozenset[str]) -> Identity | None:
        """The actor spoken of last that the description can mean."""
        for earlier, identity in reversed(self._history):
            if mention.sentence - earlier.sentence > _WINDOW:
                return None
            if earlier.span.overlaps(mention.span):
                continue
            if can_mean(classes, mention.head, identity.kind):
                return Identity(identity.id, identity.name, identity.kind, identity.country, identity.party, f"{mention.span.text!r} takes up {earlier.span.text!r}")
        return None

    def _pronoun(self, mention: Mention) -> Identity | None:
        """A pronoun takes up the first actor of the sentence before, or an earlier one of its own."""
        same = [(m, i) for m, i in self._history if m.sentence == mention.sentence and m.span.end <= mention.span.start]
        before = [(m, i) for m, i in self._history if m.sentence == mention.sentence - 1]
        for earlier, identity in [*same[:1], *before[:1]]:
            return Identity(identity.id, identity.name, identity.kind, identity.country, identity.party, f"{mention.span.text!r} takes up {earlier.span.text!r}")
        return None

    def _latter(self, mention: Mention) -> Identity | None:
        earlier = [(m, i) for m, i in self._history if m.span.end <= mention.span.start and m.sentence == mention.sentence]
        if not earlier:
            return None
        chosen = earlier[-1] if mention.head == "latter" or len(earlier) < 2 else earlier[-2]
        return Identity(chosen[1].id, chosen[1].name, chosen[1].kind, chosen[1].country, chosen[1].party, f"{mention.span.text!r} is {chosen[0].span.text!r}")

    def _speaker_side(self, mention: Mention) -> Identity | None:
        """"Our forces" in a quote are those of the speaker."""
        attribution = _speaker_of(mention.span, self._reading.attributions)
        if attribution is None:
            return None
        best: Identity | None = None
        for earlier, identity in self._history:
            if attribution.speaker.overlaps(earlier.span):
                best = identity
        if best is not None:
            return best
        for words in shorter_forms(attribution.speaker.text):
            for actor in self._registry.standing_for(words):
                if self._scene.weight(actor.country) or any(self._scene.weight(c) for c in actor.fights_in):
                    return identify(actor, self._scene.day, f"speaker {attribution.speaker.text!r}")
        return None

    def _local(self, mention: Mention, classes: frozenset[str]) -> Identity | None:
        """An actor that only the report knows, under its own description."""
        words = bare(mention.span.text)
        if not classes & {"rebel", "jihadist", "militia", "fighter"}:
            return None
        nobody = self._registry.actors.get(UNIDENTIFIED_ID)
        if nobody is not None and names_nobody(words, mention.head):
            return identify(nobody, None, f"{words!r} names nobody")
        if not is_local_actor(mention.head):
            return None
        name = words
        kind = ActorKind.JIHADIST_GROUP if "jihadist" in classes else ActorKind.REBEL_GROUP if "rebel" in classes else ActorKind.MILITIA
        return Identity("local:" + re.sub(r"\W+", "-", name.lower()).strip("-"), name, kind, self._scene.country, True, "not in the registry")


def _speaker_of(span: Span, attributions: Sequence[Attribution]) -> Attribution | None:
    covering = [a for a in attributions if any(s.covers(span) for s in a.said)]
    return min(covering, key=lambda a: sum(s.end - s.start for s in a.said)) if covering else None


def participants_by_id(identities: Mapping[int, Identity]) -> dict[str, Identity]:
    """The distinct actors of a report, first identity of each."""
    found: dict[str, Identity] = {}
    for _, identity in sorted(identities.items()):
        found.setdefault(identity.id, identity)
    return found


__all__ = ["CIVILIANS", "UNIDENTIFIED", "ActorResolver", "Identity", "Lexicon", "identify", "participants_by_id"]
