"""Gathers what the sentences of one report tell: mentions, and the triggers and holdings that point to
them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from marsad.knowledge.base import Knowledge
from marsad.model.reading import Holding, Mention, MentionKind, Role, RoleName, Status, Trigger
from marsad.model.span import Span
from marsad.reading.deeds.modifiers import acting_modifier, owns_deed
from marsad.reading.deeds.parts import Part
from marsad.reading.deeds.roles import find_roles
from marsad.reading.deeds.status import status_of
from marsad.reading.deeds.triggers import Hit
from marsad.reading.grammar.sentence import Sentence
from marsad.reading.grammar.syntax import Syntax
from marsad.reading.grammar.verbs import VerbGroup
from marsad.reading.harm.states import State, find_states
from marsad.reading.holdings.find import find_holdings
from marsad.reading.mentions import Phrase
from marsad.reading.names.find import NameKind
from marsad.reading.parsed import Parsed

_POINTING = frozenset("the this that these those its their such both".split())
_KINDS = {
    NameKind.PLACE: MentionKind.PLACE,
    NameKind.LAND: MentionKind.PLACE,
    NameKind.ACTOR: MentionKind.ACTOR,
    NameKind.PERSON: MentionKind.PERSON,
}
_MADE_SAFE = frozenset(("defuse", "find-weapons"))
"""Frames of weapons that were found or made harmless."""
_CIRCUMSTANCES = {MentionKind.PLACE: RoleName.PLACE, MentionKind.TIME: RoleName.TIME}
_OBJECTS = {
    "place": frozenset((MentionKind.PLACE,)),
    "thing": frozenset((MentionKind.THING, MentionKind.WEAPON)),
    "victims": frozenset((MentionKind.PEOPLE, MentionKind.PERSON, MentionKind.ACTOR)),
    "patient": frozenset((MentionKind.ACTOR, MentionKind.PEOPLE, MentionKind.PERSON, MentionKind.PLACE)),
}
"""What the object of a frame must be for the frame to be the one meant."""


class Collector:
    """Sentences go in one by one; ``mentions``, ``triggers``, ``holdings`` and ``unreal`` grow in the order
    of the text.
    """

    def __init__(self, text: str, knowledge: Knowledge) -> None:
        self._text = text
        self._knowledge = knowledge
        self.mentions: list[Mention] = []
        self.triggers: list[Trigger] = []
        self.holdings: list[Holding] = []
        self.unreal: list[Span] = []

    def add(self, parsed: Parsed) -> None:
        phrases = {p: self._note(p.mention) for p in parsed.syntax.phrases if p.mention is not None}
        inner = [self._note(m) for m in _inner_mentions(parsed)]
        first = len(self.triggers)
        for hit in parsed.hits:
            trigger = self._trigger(parsed, _meant(parsed.syntax, hit), phrases, inner)
            if trigger is not None:
                self.triggers.append(trigger)
        self._drop_made_safe(first)
        self.triggers.extend(self._states(parsed, phrases, inner))
        self.holdings.extend(find_holdings(self._text, parsed, self._knowledge, self.mentions, self._note))

    def _drop_made_safe(self, first: int) -> None:
        """A weapon that was found or made harmless did not go off: "a car bomb was defused". The sentence's
        triggers are those from ``first`` on.
        """
        own = self.triggers[first:]
        things = [
            self.mentions[r.mention].span
            for t in own
            if t.frame in _MADE_SAFE
            for r in t.roles
            if r.name in {RoleName.THING, RoleName.PATIENT, RoleName.WEAPON}
        ]
        for trigger in own:
            if trigger.frame not in _MADE_SAFE and any(s.covers(trigger.span) for s in things):
                self.triggers.remove(trigger)
                self.unreal.append(trigger.span)

    def _note(self, mention: Mention) -> int:
        self.mentions.append(mention)
        return len(self.mentions) - 1

    # ---------------------------------------------------------------- triggers

    def _trigger(
        self, parsed: Parsed, hit: Hit, phrases: Mapping[Phrase, int], inner: Sequence[int]
    ) -> Trigger | None:
        """The trigger of a hit with its status and roles; None where the words deny or imagine it."""
        sentence, syntax = parsed.sentence, parsed.syntax
        verb = _verb_of(syntax, hit)
        phrase = next((p for p in syntax.phrases if p.chunk.start <= hit.head < p.chunk.end), None)
        governing = verb
        if not hit.verbal and phrase is not None:
            governing = syntax.verb_of_object(phrase) or syntax.verb_of_subject(phrase)
        status = status_of(syntax, hit, governing)
        parts = find_roles(syntax, hit, verb)
        if status is None:
            self.unreal.append(sentence.span_of(self._text, hit.start, hit.end))
        if status is None or _nobody(sentence, parts):
            return None
        clause = sentence.span_of(self._text, *syntax.clause_of(hit.head))
        roles = [Role(p.role, phrases[p.phrase]) for p in parts]
        roles += self._modifiers(parsed, hit, parts, phrase)
        roles += self._inside(parsed, hit, phrase, clause, inner)
        return Trigger(
            sentence.span_of(self._text, hit.start, hit.end),
            sentence.index,
            clause,
            hit.frame.id,
            status,
            tuple(dict.fromkeys(roles)),
            not hit.verbal and phrase is not None and _points_back(sentence, phrase.chunk.start),
        )

    def _modifiers(
        self, parsed: Parsed, hit: Hit, parts: Sequence[Part], phrase: Phrase | None
    ) -> Iterator[Role]:
        """Who acts where a modifier says so: "Israeli attack"; "Russian guided bombs struck"."""
        acts = any(p.role is RoleName.AGENT for p in parts)
        stretches = []
        if phrase is not None and not hit.verbal and not acts:
            stretches.append((phrase.chunk.start, hit.start))
        for part in parts:
            mention = part.phrase.mention
            if part.role is RoleName.AGENT and mention is not None and mention.kind is MentionKind.WEAPON:
                stretches.append((part.phrase.chunk.start, part.phrase.chunk.end))
        for start, end in stretches:
            modifier = acting_modifier(self._text, parsed, hit, (start, end), self._knowledge)
            if modifier is not None:
                yield Role(RoleName.AGENT, self._note(modifier))

    def _inside(
        self, parsed: Parsed, hit: Hit, phrase: Phrase | None, clause: Span, inner: Sequence[int]
    ) -> Iterator[Role]:
        """Names, places and times that stand inside the phrase of the trigger or beside it in its clause."""
        around = None
        if phrase is not None:
            around = parsed.sentence.span_of(self._text, phrase.chunk.start, phrase.chunk.end)
        start = parsed.sentence.tokens[hit.start].start
        for index in inner:
            mention = self.mentions[index]
            if mention.kind is MentionKind.PLACE and owns_deed(
                self._text, hit, mention, start, self._knowledge
            ):
                yield Role(RoleName.AGENT, index)
            elif mention.kind in _CIRCUMSTANCES:
                if clause.covers(mention.span):
                    yield Role(_CIRCUMSTANCES[mention.kind], index)
            elif (
                not hit.verbal
                and around is not None
                and around.covers(mention.span)
                and mention.head != "qualifier"
            ):
                yield Role(RoleName.AGENT, index)  # "the ISIS attack"

    # ---------------------------------------------------------------- states of harm

    def _states(
        self, parsed: Parsed, phrases: Mapping[Phrase, int], inner: Sequence[int]
    ) -> Iterator[Trigger]:
        """ "25 injured", "at least 12 dead", "the dead included two boys": figures of harm that no verb
        tells.
        """
        frames = self._knowledge.frames.frames
        told = {
            r.mention for t in self.triggers if t.sentence == parsed.sentence.index for r in t.roles
            if r.name is RoleName.VICTIMS and frames[t.frame].effect
        }  # fmt: skip
        for state in find_states(parsed.syntax):
            victims = [phrases[p] for p in state.victims if phrases[p] not in told]
            if victims:
                yield self._state(parsed, state, victims, phrases, inner)

    def _state(
        self,
        parsed: Parsed,
        state: State,
        victims: Sequence[int],
        phrases: Mapping[Phrase, int],
        inner: Sequence[int],
    ) -> Trigger:
        sentence = parsed.sentence
        clause = sentence.span_of(self._text, *parsed.syntax.clause_of(state.victims[0].chunk.start))
        roles = [Role(RoleName.VICTIMS, i) for i in victims]
        roles += [Role(RoleName.AGENT, phrases[p]) for p in state.agents if p in phrases]
        for i in inner:
            name = _CIRCUMSTANCES.get(self.mentions[i].kind)
            if name is not None and clause.covers(self.mentions[i].span):
                roles.append(Role(name, i))
        span = sentence.span_of(self._text, state.start, state.end)
        return Trigger(span, sentence.index, clause, state.frame, Status.HAPPENED, tuple(roles))


def _verb_of(syntax: Syntax, hit: Hit) -> VerbGroup | None:
    return next((v for v in syntax.verbs if v.start <= hit.head < v.end), None)


def _nobody(sentence: Sentence, parts: Sequence[Part]) -> bool:
    """Whether the harm is denied by its victims: "no soldiers died"."""
    return any(p.role is RoleName.VICTIMS and sentence.lower(p.phrase.chunk.start) == "no" for p in parts)


def _points_back(sentence: Sentence, start: int) -> bool:
    """Whether a phrase takes up what was told: "the attack", "Tuesday's attack"."""
    if sentence.lower(start) in _POINTING:
        return True
    return start > 0 and sentence.in_time(start - 1) and sentence.lower(start - 1).endswith("s")


def _meant(syntax: Syntax, hit: Hit) -> Hit:
    """Of several frames that the same words tell, the one whose object stands there."""
    if not hit.others:
        return hit
    verb = _verb_of(syntax, hit)
    for frame in (hit.frame, *hit.others):
        candidate = replace(hit, frame=frame, others=())
        wanted = _OBJECTS.get(frame.object, frozenset())
        for part in find_roles(syntax, candidate, verb):
            mention = part.phrase.mention
            if part.role.value == frame.object and mention is not None and mention.kind in wanted:
                return candidate
    return replace(hit, others=())


def _inner_mentions(parsed: Parsed) -> list[Mention]:
    """Places, times, actors and persons named in the sentence, each in its own right."""
    index = parsed.sentence.index
    found = [
        Mention(MentionKind.TIME, t.span, index, head=t.kind.value, time=t) for t in parsed.sentence.times
    ]
    people = [p.chunk for p in parsed.syntax.phrases if p.mention and p.mention.kind is MentionKind.PEOPLE]
    for name in parsed.names:
        kind = _KINDS.get(name.kind)
        whole = kind is MentionKind.ACTOR and any(c.start < name.start < name.end == c.end for c in people)
        if kind is not None and not whole:  # "46 Fulani herders" are people, whoever else is called so
            head = "qualifier" if name.qualifier else "name"
            found.append(Mention(kind, name.span, index, head=head, name=name.span))
    return found
