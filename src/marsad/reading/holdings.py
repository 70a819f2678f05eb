"""Who holds a place: "rebel-held", "under the control of", "the IS stronghold of", "besieged"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from marsad.knowledge.base import Knowledge
from marsad.model.reading import Holding, Mention, MentionKind
from marsad.model.span import Span
from marsad.reading.parsed import Parsed

_HELD = r"(?:held|controlled|controled|run|occupied|dominated|ruled|administered)"
_ADJECTIVE = re.compile(rf"([\w’'.]+(?: (?:Army|State|Front|government|regime|forces))?)[-‑–]{_HELD}\b|\b(rebel|opposition|government|regime|insurgent|militant|jihadist|ISIS|ISIL|IS|Daesh|Houthi|Kurdish|army) {_HELD}\b(?! by)")
_BY = re.compile(rf"\b(?:{_HELD[3:-1]}|governed|overrun|besieged|encircled|surrounded|contested) (?:almost |largely |mostly |entirely )?by\b")
_UNDER = re.compile(r"\b(?:under|in|into) (?:the )?(?:full |complete |total |firm |effective |partial |near-total )?(?:control|hands|grip|rule|occupation) of\b|\bfrom the (?:control|hands|grip) of\b")
_UNDER_OWN = re.compile(r"\b(?:under|in) (?:the )?([\w’'-]+(?: [\w’'-]+){0,3}?)['’]?s? (?:control|hands|rule|grip|occupation)\b")
_SEAT = re.compile(r"\b(?:stronghold|bastion|de[- ]facto capital|self-declared capital|self-proclaimed capital|heartland|redoubt|fiefdom|staging area|main base|power base|last (?:pocket|enclave|holdout))s?\b", re.I)
_CONTROL_VERBS = frozenset("control controls controlled holds hold held rule rules ruled dominate dominates dominated govern governs governed occupy occupies occupied administer administers retain retains maintain maintains keeps".split())
_IN_CONTROL = re.compile(r"\b(?:in (?:full |complete |total )?control (?:of|over)|control over|hold on|a presence in|full control of|control of)\b")
_UNDER_SIEGE = re.compile(r"\bunder (?:a |an |the )?(?:\w+ )?([\w’'-]+) siege\b|\b([\w’'-]+) siege (?:of|on)\b")
_BESIEGED = re.compile(r"\b(?:besieged|blockaded|encircled)\b(?! by)", re.I)

Place = Callable[[Mention], int]


def find_holdings(
    text: str, parsed: Parsed, knowledge: Knowledge, mentions: Sequence[Mention], add: Callable[[Mention], int]
) -> Iterator[Holding]:
    """Holdings of one sentence. ``mentions`` are all mentions so far, ``add`` appends one and gives its index."""
    finder = _Finder(text, parsed, knowledge, mentions, add)
    seen: set[tuple[str, int | None, int | None]] = set()
    for holding in finder.all():
        key = (holding.state, holding.actor, holding.place)
        if (holding.actor is not None or holding.place is not None) and (key not in seen or holding.place is None):
            seen.add(key)
            yield holding


class _Finder:
    def __init__(self, text: str, parsed: Parsed, knowledge: Knowledge, mentions: Sequence[Mention], add: Callable[[Mention], int]) -> None:
        self._text = text
        self._parsed = parsed
        self._knowledge = knowledge
        self._mentions = mentions
        self._add = add
        self._span = parsed.sentence.span

    def all(self) -> Iterator[Holding]:
        yield from self._adjectives()
        yield from self._passives()
        yield from self._own_control()
        yield from self._seats()
        yield from self._verbs()
        yield from self._sieges()

    # ---------------------------------------------------------------- forms

    def _adjectives(self) -> Iterator[Holding]:
        for m in self._find(_ADJECTIVE):
            group = 1 if m.group(1) else 2
            actor = self._actor_words(m.start(group), m.end(group))
            yield self._holding("holds", actor, self._place_after(m.end(), 45) or self._place_before(m.start(), 30), m.start(), m.end())

    def _passives(self) -> Iterator[Holding]:
        for m in [*self._find(_BY), *self._find(_UNDER)]:
            state = "besieges" if re.match("besieged|encircled|surrounded", m.group()) else "contests" if m.group().startswith("contested") else "holds"
            yield self._holding(state, self._actor_at(m.end()), self._place_before(m.start(), 70), m.start(), m.end())

    def _own_control(self) -> Iterator[Holding]:
        for m in self._find(_UNDER_OWN):
            actor = self._actor_in(m.start(1), m.end(1)) or self._actor_words(m.start(1), m.end(1))
            if actor is not None:
                yield self._holding("holds", actor, self._place_before(m.start(), 70), m.start(), m.end())

    def _seats(self) -> Iterator[Holding]:
        for m in self._find(_SEAT):
            owner_before = self._actor_before(m.start(), 30)
            owner_after = self._actor_at(m.end() + 4) if self._text[m.end() : m.end() + 4] == " of " else None
            place = self._place_after(m.end(), 25) or self._place_before(m.start(), 60)
            if owner_before is None and owner_after is None and re.search(r"\b(?:former|once|previous|ex)\W+(?:\w+\W+){0,2}$", self._text[max(0, m.start() - 25) : m.start()]):
                continue
            yield self._holding("holds", owner_after if owner_after is not None else owner_before, place, m.start(), m.end())

    def _verbs(self) -> Iterator[Holding]:
        sentence, syntax = self._parsed.sentence, self._parsed.syntax
        for verb in syntax.verbs:
            tail = self._text[sentence.tokens[verb.start].start : min(self._span.end, sentence.tokens[verb.end - 1].end + 32)]
            words = sentence.lower(verb.main) in _CONTROL_VERBS and not verb.passive
            control = _IN_CONTROL.search(tail)
            if not (words or control and re.match(r"(?:is|are|was|were|be|been|has|have|had|remain|remains|remained|maintain|maintains|maintained|retain|retains|retained|keeps?|kept|hold|holds|held|lost|loses)\b", tail)):
                continue
            if verb.negated or verb.modal:
                continue
            subjects = [p.mention for p in syntax.subjects(verb) if p.mention and p.mention.kind is MentionKind.ACTOR]
            if not subjects:
                continue
            at = sentence.tokens[verb.start].start + (control.end() if control else len(sentence.tokens[verb.end - 1].text))
            start, end = sentence.tokens[verb.start].start, sentence.tokens[verb.end - 1].end
            state = "loses" if tail.startswith(("lost", "loses")) else "holds"
            for place in self._places_after(max(at, end), 70 if control else 40):
                yield self._holding(state, self._index(subjects[0]), place, start, end)

    def _sieges(self) -> Iterator[Holding]:
        for m in self._find(_UNDER_SIEGE):
            group = 1 if m.group(1) else 2
            actor = self._actor_words(m.start(group), m.end(group))
            if actor is not None:
                place = self._place_before(m.start(), 60) if group == 1 else self._place_after(m.end(), 40)
                yield self._holding("besieges", actor, place, m.start(), m.end())
        for m in self._find(_BESIEGED):
            yield self._holding("besieges", None, self._place_after(m.end(), 40), m.start(), m.end())

    # ---------------------------------------------------------------- parts

    def _find(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        return list(pattern.finditer(self._text, self._span.start, self._span.end))

    def _holding(self, state: str, actor: int | None, place: int | None, start: int, end: int) -> Holding:
        low = min([start, *(self._mentions[i].span.start for i in (actor, place) if i is not None)])
        high = max([end, *(self._mentions[i].span.end for i in (actor, place) if i is not None)])
        a, b = self._parsed.syntax.clause_of(self._parsed.sentence.token_at(start))
        return Holding(state, actor, place, Span.of(self._text, low, high), self._parsed.sentence.index, self._parsed.sentence.span_of(self._text, a, b))

    def _own(self, kinds: set[MentionKind]) -> list[tuple[int, Mention]]:
        return [(i, m) for i, m in enumerate(self._mentions) if m.sentence == self._parsed.sentence.index and m.kind in kinds]

    def _index(self, mention: Mention) -> int | None:
        return next((i for i, m in enumerate(self._mentions) if m is mention), None)

    def _places(self) -> list[tuple[int, Mention]]:
        return [(i, m) for i, m in self._own({MentionKind.PLACE}) if m.name is not None and m.span == m.name]

    def _place_after(self, at: int, reach: int) -> int | None:
        return next(iter(self._places_after(at, reach)), None)

    def _places_after(self, at: int, reach: int) -> list[int]:
        """Places from ``at`` on: the first within ``reach`` characters and those coordinated with it."""
        found: list[int] = []
        edge = at
        for i, m in sorted(self._places(), key=lambda x: x[1].span.start):
            if m.span.start < at:
                continue
            gap = self._text[edge : m.span.start]
            if not found and (m.span.start - at > reach or re.search(r"[.;:]|\b(?:said|after|when|while|and the)\b", gap)):
                break
            if found and not re.fullmatch(r"(?: \w+)?\W*(?:and|,|as well as)\W*(?:the |nearby )?(?:\w+ of )?", gap):
                break
            found.append(i)
            edge = m.span.end
        return found

    def _place_before(self, at: int, reach: int) -> int | None:
        near = [(i, m) for i, m in self._places() if m.span.end <= at and at - m.span.end <= reach]
        return max(near, key=lambda x: x[1].span.end)[0] if near else None

    def _actor_at(self, at: int) -> int | None:
        """The actor whose phrase begins at ``at``, articles aside."""
        for i, m in self._own({MentionKind.ACTOR, MentionKind.PERSON}):
            if at - 1 <= m.span.start <= at + 6 and m.head != "qualifier":
                return i
        return None

    def _actor_before(self, at: int, reach: int) -> int | None:
        near = [(i, m) for i, m in self._own({MentionKind.ACTOR}) if m.span.end <= at and at - m.span.end <= reach]
        if near and not re.search(r"[,;.]", self._text[max(near, key=lambda x: x[1].span.end)[1].span.end : at]):
            return max(near, key=lambda x: x[1].span.end)[0]
        word = re.search(r"\b(rebel|opposition|government|regime|insurgent|militant|jihadist|Kurdish|Houthi|Taliban)\W+(?:\w+\W+)?$", self._text[max(self._span.start, at - 30) : at])
        if word:
            base = max(self._span.start, at - 30)
            return self._actor_words(base + word.start(1), base + word.end(1))
        return None

    def _actor_in(self, start: int, end: int) -> int | None:
        return next((i for i, m in self._own({MentionKind.ACTOR}) if m.span.start >= start - 4 and m.span.end <= end + 3), None)

    def _actor_words(self, start: int, end: int) -> int | None:
        """A mention made of an adjective's first part: "rebel" in "rebel-held", "ISIS" in "ISIS-controlled"."""
        span = Span.of(self._text, start, end)
        registry = self._knowledge.registry
        known = registry.names.ids(span.text) or registry.people.ids(span.text)
        of_country = registry.peoples.ids(span.text)
        head = "forces" if of_country else span.text.lower()
        if not (known or of_country or self._knowledge.lexicon.classes_of(head) or registry.standing_for(head)):
            return None
        name = span if known or of_country else None
        return self._add(Mention(MentionKind.ACTOR, span, self._parsed.sentence.index, head=head, name=name))
