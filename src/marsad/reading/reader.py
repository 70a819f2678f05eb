"""The first reader: frames and grammar. Its interface is one function, ``read(report, knowledge)``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from marsad.knowledge.base import Knowledge
from marsad.model.event import EventType
from marsad.model.reading import Holding, Mention, MentionKind, Reading, Role, RoleName, Status, Trigger
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.reading.chunks import Chunk, find_chunks
from marsad.reading.mentions import Phrase, classify
from marsad.reading.harm_words import with_harm_tags
from marsad.reading.holdings import find_holdings
from marsad.reading.names import NameKind, find_names
from marsad.reading.parsed import Parsed
from marsad.reading.quantities import find_quantities
from marsad.reading.roles import find_roles
from marsad.reading.sentence import Sentence
from marsad.reading.speech import find_attributions
from marsad.reading.states import find_states
from marsad.reading.status import status_of
from marsad.reading.syntax import Syntax
from marsad.reading.times import find_times
from marsad.reading.tokens import sentences
from marsad.reading.triggers import Hit, find_hits
from marsad.reading.verbs import find_verbs

READER = "frames-1"
"""Name and version of this reader, carried by every record that it made."""


def read(report: Report, knowledge: Knowledge) -> Reading:
    """Read one report. Never raises for odd text; a text that says nothing gives an empty reading."""
    text = report.text
    title = report.title_span  # a headline may run into the first sentence
    spans = sentences(text, report.removed, (title.end,) if title else ())
    times = find_times(text, spans)
    quantities = find_quantities(text, spans, times)
    collector = _Collector(text, knowledge)
    for index, span in enumerate(spans):
        collector.add(_parse(text, Sentence.of(text, span, index, times, quantities), knowledge))
    return Reading(
        READER,
        spans,
        tuple(collector.mentions),
        tuple(collector.triggers),
        find_attributions(text, spans),
        tuple(collector.holdings),
    )


def _parse(text: str, sentence: Sentence, knowledge: Knowledge) -> Parsed:
    names = find_names(text, sentence, knowledge)
    ranges = [(n.start, n.end) for n in names if not n.qualifier and n.kind is not NameKind.PEOPLE]
    sentence = with_harm_tags(sentence.with_names(ranges, knowledge.nouns))
    actors = [n for n in names if n.kind in {NameKind.ACTOR, NameKind.PERSON}]
    hits = tuple(
        h for h in find_hits(sentence, knowledge.frames) if not any(n.start <= h.head < n.end for n in actors)
    )
    verbs = find_verbs(sentence)
    breaks = frozenset(i for h in hits if h.verbal for i in (h.head,))
    chunks = find_chunks(sentence, breaks, [(n.start, n.end) for n in names if not n.qualifier])
    phrases = tuple(Phrase(c, classify(text, sentence, c, names, knowledge)) for c in chunks)
    return Parsed(sentence, Syntax(sentence, phrases, verbs), names, hits)


class _Collector:
    """Gathers the mentions, triggers and holdings of a report; roles point into ``mentions``."""

    def __init__(self, text: str, knowledge: Knowledge) -> None:
        self._text = text
        self._knowledge = knowledge
        self.mentions: list[Mention] = []
        self.triggers: list[Trigger] = []
        self.holdings: list[Holding] = []

    def add(self, parsed: Parsed) -> None:
        phrases = {p: self._note(p.mention) for p in parsed.syntax.phrases if p.mention is not None}
        inner = [self._note(m) for m in _inner_mentions(parsed)]
        for hit in parsed.hits:
            trigger = self._trigger(parsed, hit, phrases, inner)
            if trigger is not None:
                self.triggers.append(trigger)
        self._counted_states(parsed, phrases, inner)
        self.holdings.extend(find_holdings(self._text, parsed, self._knowledge, self.mentions, self._note))

    def _note(self, mention: Mention) -> int:
        self.mentions.append(mention)
        return len(self.mentions) - 1

    def _trigger(
        self, parsed: Parsed, hit: Hit, phrases: Mapping[Phrase, int], inner: Sequence[int]
    ) -> Trigger | None:
        """The trigger of a hit with its status and roles; None where the words deny or imagine it."""
        sentence, syntax = parsed.sentence, parsed.syntax
        hit = _meant(syntax, hit)
        verb = next((v for v in syntax.verbs if v.start <= hit.head < v.end), None)
        phrase = next((p for p in syntax.phrases if p.chunk.start <= hit.head < p.chunk.end), None)
        governing = verb
        if not hit.verbal and phrase is not None:
            governing = syntax.verb_of_object(phrase) or syntax.verb_of_subject(phrase)
        status = status_of(syntax, hit, governing)
        if status is None:
            return None
        clause = sentence.span_of(self._text, *syntax.clause_of(hit.head))
        parts = find_roles(syntax, hit, verb)
        if any(p.role is RoleName.VICTIMS and sentence.lower(p.phrase.chunk.start) == "no" for p in parts):
            return None  # "no soldiers died"
        roles = [Role(p.role, phrases[p.phrase]) for p in parts]
        around = None if phrase is None else sentence.span_of(self._text, phrase.chunk.start, phrase.chunk.end)
        if phrase is not None and not hit.verbal and not any(r.name is RoleName.AGENT for r in roles):
            modifier = _modifier(self._text, parsed, hit, phrase.chunk, hit.start, self._knowledge)
            if modifier is not None:
                roles.append(Role(RoleName.AGENT, self._note(modifier)))
        for weapon in (p.phrase for p in parts if p.role is RoleName.AGENT and p.phrase.mention.kind is MentionKind.WEAPON):
            # "Russian guided bombs struck": whose the weapon is
            modifier = _modifier(self._text, parsed, hit, weapon.chunk, weapon.chunk.end, self._knowledge)
            if modifier is not None:
                roles.append(Role(RoleName.AGENT, self._note(modifier)))
        for index in inner:
            name = _inner_role(self.mentions[index], hit, clause, around)
            if name is not None:
                roles.append(Role(name, index))
        return Trigger(
            sentence.span_of(self._text, hit.start, hit.end),
            sentence.index,
            clause,
            hit.frame.id,
            status,
            tuple(dict.fromkeys(roles)),
            not hit.verbal and phrase is not None and _points_back(sentence, phrase.chunk.start),
        )


    def _counted_states(self, parsed: Parsed, phrases: Mapping[Phrase, int], inner: Sequence[int]) -> None:
        """"25 injured", "at least 12 dead", "the dead included two boys": figures of harm that no verb tells."""
        sentence, syntax = parsed.sentence, parsed.syntax
        told = {
            r.mention for t in self.triggers if t.sentence == sentence.index for r in t.roles
            if r.name is RoleName.VICTIMS and self._knowledge.frames.frames[t.frame].effect
        }  # fmt: skip
        for state in find_states(syntax):
            victims = [phrases[p] for p in state.victims if phrases[p] not in told]
            if not victims:
                continue
            clause = sentence.span_of(self._text, *syntax.clause_of(state.victims[0].chunk.start))
            roles = [Role(RoleName.VICTIMS, i) for i in victims]
            roles += [Role(RoleName.AGENT, phrases[p]) for p in state.agents if p in phrases]
            for i in inner:
                name = {MentionKind.PLACE: RoleName.PLACE, MentionKind.TIME: RoleName.TIME}.get(self.mentions[i].kind)
                if name is not None and clause.covers(self.mentions[i].span):
                    roles.append(Role(name, i))
            span = sentence.span_of(self._text, state.start, state.end)
            self.triggers.append(Trigger(span, sentence.index, clause, state.frame, Status.HAPPENED, tuple(roles)))


_BY_MODIFIER = frozenset((EventType.BATTLES, EventType.EXPLOSIONS, EventType.VIOLENCE_AGAINST_CIVILIANS))


def _meant(syntax: Syntax, hit: Hit) -> Hit:
    """Of several frames that the same words tell, the one whose object stands there."""
    if not hit.others:
        return hit
    verb = next((v for v in syntax.verbs if v.start <= hit.head < v.end), None)
    for frame in (hit.frame, *hit.others):
        candidate = replace(hit, frame=frame, others=())
        wanted = _OBJECTS.get(frame.object, frozenset())
        for part in find_roles(syntax, candidate, verb):
            mention = part.phrase.mention
            if part.role.value == frame.object and mention is not None and mention.kind in wanted:
                return candidate
    return replace(hit, others=())


_OBJECTS = {
    "place": frozenset((MentionKind.PLACE,)),
    "thing": frozenset((MentionKind.THING, MentionKind.WEAPON)),
    "victims": frozenset((MentionKind.PEOPLE, MentionKind.PERSON, MentionKind.ACTOR)),
    "patient": frozenset((MentionKind.ACTOR, MentionKind.PEOPLE, MentionKind.PERSON, MentionKind.PLACE)),
}


def _modifier(
    text: str, parsed: Parsed, hit: Hit, chunk: Chunk, end: int, knowledge: Knowledge
) -> Mention | None:
    """Who acts, told by a modifier: "Israeli attack", "regime bombardment", "rebel fire"."""
    if hit.frame.type not in _BY_MODIFIER or hit.frame.effect is not None:
        return None
    sentence = parsed.sentence
    for name in parsed.names:
        inside = chunk.start <= name.start and name.end <= end
        if name.kind is NameKind.PEOPLE and inside and not name.qualifier:
            return Mention(MentionKind.ACTOR, name.span, sentence.index, head="forces", name=name.span)
    for i in range(chunk.start, end):
        word = sentence.lower(i)
        classes = knowledge.lexicon.classes_of(word)
        if classes & {"state", "rebel", "jihadist", "militia", "police", "fighter"} or word in {"government", "regime"}:
            return Mention(MentionKind.ACTOR, sentence.span_of(text, i, i + 1), sentence.index, head=word)
    return None


def _points_back(sentence: Sentence, start: int) -> bool:
    """Whether a phrase takes up what was told: "the attack", "Tuesday's attack"."""
    return sentence.lower(start) in _POINTING or (start > 0 and sentence.in_time(start - 1) and sentence.lower(start - 1).endswith("s"))


_POINTING = frozenset("the this that these those its their such both".split())


def _inner_role(mention: Mention, hit: Hit, clause: Span, around: Span | None) -> RoleName | None:
    """The role of a name, place or time that stands inside a phrase or beside it in the clause."""
    inside = around is not None and around.covers(mention.span)
    if mention.kind in {MentionKind.ACTOR, MentionKind.PERSON}:
        if inside and not hit.verbal and mention.head != "qualifier":
            return RoleName.AGENT  # "Russian air strikes", "the ISIS attack"
        return None
    if not clause.covers(mention.span):
        return None
    return {MentionKind.PLACE: RoleName.PLACE, MentionKind.TIME: RoleName.TIME}.get(mention.kind)


def _inner_mentions(parsed: Parsed) -> list[Mention]:
    """Places, times, actors and persons named in the sentence, each in its own right."""
    index = parsed.sentence.index
    found = [Mention(MentionKind.TIME, t.span, index, head=t.kind.value, time=t) for t in parsed.sentence.times]
    for name in parsed.names:
        kind = _KINDS.get(name.kind)
        if kind is not None:
            head = "qualifier" if name.qualifier else "name"
            found.append(Mention(kind, name.span, index, head=head, name=name.span))
    return found


_KINDS = {
    NameKind.PLACE: MentionKind.PLACE,
    NameKind.LAND: MentionKind.PLACE,
    NameKind.ACTOR: MentionKind.ACTOR,
    NameKind.PERSON: MentionKind.PERSON,
}
