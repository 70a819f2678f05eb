"""Which actor a mention means: by name, by description, or by what was said before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from marsad.knowledge.base import Knowledge
from marsad.knowledge.lexicon import Lexicon
from marsad.model.actor import Actor, ActorKind
from marsad.model.reading import Attribution, Mention, MentionKind, Reading, RoleName, Trigger
from marsad.model.span import Span
from marsad.resolving.actors.antecedents import Antecedents
from marsad.resolving.actors.beside import country_beside, name_told, named_behind
from marsad.resolving.actors.described import is_unit_of_state
from marsad.resolving.actors.descriptions import (
    OWNED,
    PRO_STATE,
    STATES,
    VOICES,
    bare,
    guards_nobody_knows,
    guards_of_state,
    is_civic,
    is_local_actor,
    is_no_party,
    is_office,
    may_be_police,
    names_nobody,
    opens_anew,
    pro_state,
    shorter_forms,
    tells_kin,
    tells_terror,
)
from marsad.resolving.actors.identity import CIVILIANS, UNIDENTIFIED, UNIDENTIFIED_ID, Identity, identify
from marsad.resolving.actors.naming import Namer
from marsad.resolving.actors.own_names import group_named, kind_of_group, proper_group, short_form
from marsad.resolving.actors.scene import Scene
from marsad.resolving.places.resolve import ResolvedPlace

_BACK_POINTERS = frozenset(
    "group organisation organization movement militants fighters insurgents extremists jihadists "
    "terrorists "
    "gunmen alliance faction force forces coalition militia opposition rebels party".split()
)
_STATE_WORDS = re.compile(r"\b(?:government|regime|army|military|security)\b", re.I)
_SOLDIERS = frozenset("troops soldiers warplanes jets".split())
"""Whose they are the words leave open: they are those of the state force spoken of last."""
_LOYAL = re.compile(r"\s+loyal to ((?:\S+ ){1,3})")
_OFFICERS = frozenset("officer officers".split())
_POLICE = re.compile(r"\bpolice(?:m[ae]n)?\b", re.I)
_SERVING = re.compile(
    r"\b(army|navy|military|police|air force) "
    r"(?:m[ae]n|personnel|agents?|inspectors?|recruits?|cadets?|trainees?|pilots?|crews?|mechanics?|doctors?)$",
    re.I,
)
"""Words for people who serve a state, where their head tells no more than that they are people."""
_FIRST_PERSON = frozenset("we our us".split())
_PRONOUNS = frozenset("they them it its their he she him his her themselves itself who which".split())


class ActorResolver:
    """Resolves the mentions of one report in the order of the text."""

    def __init__(
        self,
        text: str,
        reading: Reading,
        scene: Scene,
        knowledge: Knowledge,
        places: Mapping[int, ResolvedPlace] = MappingProxyType({}),
    ) -> None:
        self._text = text
        self._reading = reading
        self._places = places
        self._scene = scene
        self._registry = knowledge.registry
        self._lexicon = knowledge.lexicon
        self._kinds = {reading.mentions[i].span: kinds for i, kinds in reading.kinds.items()}
        self._told = Antecedents()
        self._names = Namer(text, reading, scene, knowledge)
        self._triggers: dict[int, list[Trigger]] = {}
        for trigger in reading.triggers:
            self._triggers.setdefault(trigger.sentence, []).append(trigger)
        self._letters: dict[str, Identity] = {}
        """The report's own actors by the letters that it gives them."""

    def resolve(self) -> dict[int, Identity]:
        """Identities by mention index, for all mentions of actors, persons and people that can be told."""
        resolved: dict[int, Identity] = {}
        order = sorted(
            range(len(self._reading.mentions)),
            key=lambda i: (self._reading.mentions[i].span.start, -self._reading.mentions[i].span.end),
        )
        for i in order:
            mention = self._reading.mentions[i]
            if mention.kind not in {MentionKind.ACTOR, MentionKind.PERSON, MentionKind.PEOPLE}:
                continue
            identity = self._names.branch(mention) if self._is_kin(mention) else self._identity(mention)
            if identity is None:
                continue
            resolved[i] = identity
            if (
                identity.party
                and mention.head != "qualifier"
                and identity is not CIVILIANS
                and identity.kind not in VOICES
            ):
                self._told.note(mention, identity)
        return resolved

    # ---------------------------------------------------------------- one mention

    def _is_kin(self, mention: Mention) -> bool:
        """Whether the actor named in the mention is only somebody's kin ("the branch of X")."""
        if mention.kind is not MentionKind.ACTOR or mention.name is None:
            return False
        start, end = mention.name.start, mention.name.end
        return tells_kin(self._text[max(0, start - 30) : start], self._text[end : end + 50])

    def _identity(self, mention: Mention) -> Identity | None:
        if mention.kind is MentionKind.PERSON:
            return self._names.person(mention.name or mention.span)
        if mention.kind is MentionKind.PEOPLE:
            return self._men_of_state(mention) or CIVILIANS
        if mention.head in _FIRST_PERSON or re.match(r"(?:our|we)\b", mention.span.text, re.I):
            return self._speaker_side(mention)
        if mention.head in {"latter", "former"}:
            return self._told.latter(mention)
        if mention.head in _PRONOUNS:
            return self._told.pronoun(mention)
        if mention.name is not None:
            named = self._letters.get(mention.name.text) or self._names.named(mention)
            if named is not None:
                return named
        return self._described(mention)

    def _men_of_state(self, mention: Mention) -> Identity | None:
        """The army or police of men told by it: "the army men", "four police agents"."""
        told = _SERVING.search(mention.span.text)
        home = self._home_of(mention)
        if told is None or home is None:
            return None
        of_police = told[1].lower() == "police"
        actor = self._registry.police(home) if of_police else self._state_force(mention, home)
        return identify(actor, self._scene.day, f"{told[0]!r} in {home}") if actor is not None else None

    # ---------------------------------------------------------------- descriptions

    def _described(self, mention: Mention) -> Identity | None:
        """Whom a description points back to, or stands for; else the state; else whoever was told last."""
        phrase = mention.span.text
        if is_civic(phrase, mention.head) or is_no_party(phrase, mention.head):
            return None
        if pro_state(phrase, self._text[max(0, mention.span.start - 12) : mention.span.start]):
            return self._own(PRO_STATE, ActorKind.MILITIA)
        classes = self._lexicon.classes_of(mention.head)
        told = self._told_beside(mention, classes)
        if told is not None:
            return told
        own = self._of_its_own(mention)
        if own is not None:
            return own
        if mention.definite and bare(phrase).lower() == mention.head:
            ours = self._told.ending(mention, classes)
            if ours is not None:
                return ours
        back = None if opens_anew(phrase, mention.head) else self._told.recent(mention, classes)
        if back is not None and self._points_back(mention, classes, back):
            return back
        meant = self._meant_here(mention, classes)
        if meant is not None:
            return meant
        state = self._of_the_state(mention, classes)
        if state is not None:
            return identify(state, self._scene.day, f"{mention.head!r} in {self._scene.country}")
        opens = tells_terror(phrase) and not mention.definite  # a name for any enemy: it takes up nobody
        if back is not None and not opens and classes & {"fighter", "jihadist", "rebel", "militia"}:
            return back
        return self._local(mention, classes)

    def _meant_here(self, mention: Mention, classes: frozenset[str]) -> Identity | None:
        """Who a description stands for: the one of its sentence that it can mean, else that of a country."""
        if mention.quantity is not None and classes & {"fighter", "jihadist", "rebel"}:
            # "bombed PKK camps, killing 12 militants"
            beside = self._told.beside(mention, classes, self._others_in_it(mention))
            if beside is not None:
                return beside
        for iso2 in self._scene.main:
            actor = self._names.standing_for(mention, iso2)
            if actor is not None:
                return identify(actor, self._scene.day, f"{mention.span.text!r} in {iso2}")
        return None

    def _of_its_own(self, mention: Mention) -> Identity | None:
        """The actor of the report's own that a phrase names, by its full name or its letters."""
        phrase = mention.span.text
        for word in phrase.split():
            if word in self._letters:
                return self._letters[word]
        name, kind = group_named(phrase, mention.head), ActorKind.MILITIA
        if name is None and (name := proper_group(phrase)) is not None:
            likely = kind_of_group(name, self._kinds.get(mention.span, {}))
            name, kind = (name, likely) if likely is not None else (None, kind)
        if name is None or any(self._registry.peoples.ids(w) for w in name.split()):
            return None
        own = self._told.called(name) or self._own(name, kind)
        letters = short_form(self._text, mention.span.end)
        if letters is not None:
            self._letters[letters] = own
        return own

    def _others_in_it(self, mention: Mention) -> list[Span]:
        """The words for who does what a description suffers, and for who suffers it too: nobody kills
        himself, and of "seven X militants and four fighters" the fighters are others.
        """
        mentions = self._reading.mentions
        suffered = [
            t for t in self._triggers.get(mention.sentence, ())
            if any(
                r.name is not RoleName.AGENT and mentions[r.mention].span == mention.span for r in t.roles
            )
        ]  # fmt: skip
        spans = [
            mentions[r.mention].span
            for t in suffered
            for r in t.roles
            if r.name in {RoleName.AGENT, RoleName.VICTIMS}
        ]
        return [s for s in spans if not s.overlaps(mention.span)]

    def _told_beside(self, mention: Mention, classes: frozenset[str]) -> Identity | None:
        """Who the words beside a description say it is: its owner, whom it serves, whose it is."""
        phrase = mention.span.text
        if OWNED.match(phrase):
            owner = self._told.joined(mention, self._text) or self._told.pronoun(mention)
            if owner is not None and owner.armed:
                return owner
        served = self._loyal_to(mention) or self._army_of(mention)
        if served is not None:
            return identify(served, self._scene.day, f"{phrase!r} serves it")
        return self._told.told_to_be(mention, classes, self._text) or self._member_of(mention, classes)

    def _army_of(self, mention: Mention) -> Actor | None:
        """The army of a unit that the reader takes for a state's; rebels have battalions too."""
        home = self._home_of(mention)
        owned = home is not None and is_unit_of_state(mention, self._kinds.get(mention.span, {}))
        return self._state_force(mention, home) if home is not None and owned else None

    def _loyal_to(self, mention: Mention) -> Actor | None:
        """The forces of the state to which "forces loyal to Syrian President ..." are loyal."""
        match = _LOYAL.match(self._text, mention.span.end)
        for word in match[1].split() if match else ():
            codes = self._registry.peoples.ids(word) or self._registry.lands.ids(word)
            if codes:
                return self._registry.forces(codes[0])
        return None

    def _member_of(self, mention: Mention, classes: frozenset[str]) -> Identity | None:
        """Who is named right behind: "the group X", or whose soldiers, "three officers of the rebel X"."""
        told = name_told(self._text, self._reading, mention)
        if told is not None and (own := self._names.named(told)) is not None:
            return own.because(f"{mention.span.text!r} is {told.span.text!r}")
        if not classes & {"state", "fighter", "rebel", "jihadist", "militia"}:
            return None
        for other in named_behind(self._text, self._reading, mention):
            identity = (self._names.named(other) if other.name else None) or self._of_its_own(other)
            if identity is not None and identity.armed and identity.kind not in VOICES:
                return identity.because(f"{mention.span.text!r} of {other.span.text!r}")
        return None

    def _points_back(self, mention: Mention, classes: frozenset[str], back: Identity) -> bool:
        """Whether the words take up ``back`` whatever else they could stand for.

        "The Defence Forces" are the country's own, whoever's soldiers were told of last.
        """
        words = bare(mention.span.text)
        if back.kind in STATES and words.istitle() and " " in words and is_office(words):
            return False
        if mention.head in _SOLDIERS and back.kind in STATES:
            return words.lower() == mention.head
        takes_up = mention.definite and mention.head in _BACK_POINTERS
        return takes_up and not self._told.many_rebels(mention, classes)

    def _of_the_state(self, mention: Mention, classes: frozenset[str]) -> Actor | None:
        """The forces, police or government of the report's country, where the words mean those."""
        home, phrase = self._scene.country, mention.span.text
        there = self._home_of(mention)
        if home is None or there is None or guards_nobody_knows(phrase, mention.head):
            return None
        officers = mention.head in _OFFICERS and may_be_police(phrase)
        if officers and self._tells_of_police(mention):
            return self._registry.police(there)
        if guards_of_state(phrase):
            return self._registry.forces(home)
        in_its_name = _STATE_WORDS.search(phrase) and classes & {"fighter", "state", "aircraft"}
        if in_its_name or ("state" in classes and "fighter" not in classes):
            force = self._state_force(mention, home)
            if force is not None:
                return force
        if "police" in classes and (police := self._registry.police(there)):
            return police
        rules = mention.head in {"government", "regime", "authorities", "junta"}
        return self._registry.government(there) if rules else None

    def _home_of(self, mention: Mention) -> str | None:
        """The country whose police or authorities are meant: that of the place beside, else the report's."""
        return country_beside(self._text, self._reading, self._places, mention) or self._scene.country

    def _tells_of_police(self, mention: Mention) -> bool:
        """Whether the sentence, or the one before or behind it, speaks of police."""
        near = self._reading.sentences[max(0, mention.sentence - 1) : mention.sentence + 2]
        return any(_POLICE.search(s.text) for s in near)

    def _state_force(self, mention: Mention, home: str) -> Actor | None:
        """Whose soldiers: those of the state force spoken of last, else the country's own."""
        last = self._told.service(mention)
        return self._registry.actors.get(last) if last is not None else self._registry.forces(home)

    def _speaker_side(self, mention: Mention) -> Identity | None:
        """ "Our forces" in a quote are those of the speaker, also one who is told behind it."""
        attribution = _speaker_of(mention.span, self._reading.attributions)
        if attribution is None:
            return None
        told = self._told.within(attribution.speaker)
        if told is not None:
            return told
        for other in self._reading.mentions:
            if other.kind is MentionKind.ACTOR and other.name and attribution.speaker.overlaps(other.span):
                identity = self._names.named(other)
                if identity is not None and identity.armed and identity.kind not in VOICES:
                    return identity
        for words in shorter_forms(attribution.speaker.text):
            for actor in self._registry.standing_for(words):
                if any(self._scene.weight(c) for c in (actor.country, *actor.fights_in)):
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
        if nobody is not None and (words.islower() or words.lower() == mention.head):
            return identify(nobody, None, f"{words!r} describes nobody that the report names")
        if "jihadist" in classes:
            return self._own(words, ActorKind.JIHADIST_GROUP)
        return self._own(words, ActorKind.REBEL_GROUP if "rebel" in classes else ActorKind.MILITIA)

    def _own(self, name: str, kind: ActorKind) -> Identity:
        """An actor that the registry does not know."""
        key = re.sub(r"\W+", "-", name.lower()).strip("-")
        return Identity(f"local:{key}", name, kind, self._scene.country, True, "not in the registry")


def _speaker_of(span: Span, attributions: Sequence[Attribution]) -> Attribution | None:
    covering = [a for a in attributions if any(s.covers(span) for s in a.said)]
    return min(covering, key=lambda a: sum(s.end - s.start for s in a.said)) if covering else None


def participants_by_id(identities: Mapping[int, Identity]) -> dict[str, Identity]:
    """The distinct actors of a report, first identity of each."""
    found: dict[str, Identity] = {}
    for _, identity in sorted(identities.items()):
        found.setdefault(identity.id, identity)
    return found


__all__ = [
    "CIVILIANS",
    "UNIDENTIFIED",
    "UNIDENTIFIED_ID",
    "ActorResolver",
    "Identity",
    "Lexicon",
    "identify",
    "participants_by_id",
]
