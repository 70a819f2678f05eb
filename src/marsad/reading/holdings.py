"""Who holds a place: "rebel-held", "under the control of", "the IS stronghold of", "besieged"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from marsad.knowledge.base import Knowledge
from marsad.model.reading import Holding, Mention, MentionKind
from marsad.model.span import Span
from marsad.reading import holding_words as forms
from marsad.reading.names import NameKind
from marsad.reading.parsed import Parsed
from marsad.reading.verbs import VerbGroup

_WORD = re.compile(r"[\w’'.]+(?:-[\w’'.]+)*")
_LONGEST_NAME = 4
_POSSESSOR = re.compile(r"['’]?s? [A-Z]")
_PRONOUN_OWNER = re.compile(r"\b(its|their)\s+(?:[\w-]+\s+){0,2}$", re.I)


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
    """Looks for each form in turn; all positions are character offsets into the report."""

    def __init__(
        self,
        text: str,
        parsed: Parsed,
        knowledge: Knowledge,
        mentions: Sequence[Mention],
        add: Callable[[Mention], int],
    ) -> None:
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
        for verb in self._parsed.syntax.verbs:
            if not (verb.negated or verb.modal):
                yield from self._verb(verb)
        yield from self._contests()
        yield from self._sieges()

    # ---------------------------------------------------------------- forms

    def _adjectives(self) -> Iterator[Holding]:
        """ "rebel-held Aleppo", "the army-controlled west of the city", "several opposition districts of Homs"."""
        for pattern in (forms.HYPHENATED, forms.UNHYPHENATED, forms.SIDE_AREA):
            for m in self._find(pattern):
                at = m.start() if pattern is not forms.SIDE_AREA else m.start() - 1
                actor = self._actor_left(at)
                if actor is None or forms.FORMERLY.search(self._before(self._mentions[actor].span.start, 25)):
                    continue
                state = "besieges" if m.groupdict().get("state", "").lower().startswith(("bes", "block", "enc", "sur")) else "holds"
                place = self._held_after(m.end() if pattern is not forms.SIDE_AREA else m.start())
                if place is None:
                    place = self._place_before(self._mentions[actor].span.start, 4)
                taken_up = forms.OF_KNOWN.match(self._text, m.end(), self._span.end)
                if place is None and not taken_up and (pattern is forms.SIDE_AREA or not self._singled_out(self._mentions[actor].span.start)):
                    continue  # "rebel-held areas" somewhere or other
                yield self._holding(state, actor, place, m.start(), m.end())

    def _passives(self) -> Iterator[Holding]:
        for m in [*self._find(forms.BY), *self._find(forms.UNDER)]:
            word = m.group()
            besieged = word.startswith(("besieged", "encircled", "surrounded", "blockaded"))
            state = "besieges" if besieged else "contests" if word.startswith("contested") else "gains" if word.startswith("into") else "holds"
            if m.re is forms.UNDER and re.search(r"\b(?:outside|not|no longer|never)\W+$", self._before(m.start(), 14)):
                continue
            place = self._subject_place(m.start())
            if place is None and not self._singled_out(m.start()):
                continue
            yield self._holding(state, self._actor_at(m.end()), place, m.start(), m.end())

    def _own_control(self) -> Iterator[Holding]:
        for m in self._find(forms.UNDER_OWN):
            actor = self._actor_in(m.start("actor"), m.end("actor"))
            if actor is None:
                actor = self._actor_words(m.start("actor"), m.end("actor"))
            if actor is not None:
                state = "gains" if m.group("into") == "into" else "holds"
                yield self._holding(state, actor, self._subject_place(m.start()), m.start(), m.end())

    def _seats(self) -> Iterator[Holding]:
        for m in self._find(forms.SEAT):
            if forms.FORMERLY.search(self._before(m.start(), 25)):
                continue
            owner = self._actor_at(m.end() + 4) if self._text.startswith(" of ", m.end()) else None
            if owner is None:
                owner = self._actor_before(m.start(), 30)
            yield self._holding("holds", owner, self._seat_place(m), m.start(), m.end())

    def _seat_place(self, m: re.Match[str]) -> int | None:
        """What is a stronghold: the name right behind ("stronghold of X"), else the one that it is said of."""
        behind = self._place_after(m.end(), 25)
        direct = behind is not None and re.fullmatch(r" (?:of|in) (?:the )?(?:\w+ ){0,3}", self._text[m.end() : self._mentions[behind].span.start])
        if direct and behind is not None and not self._is_land(behind):
            return behind
        before = self._subject_place(m.start())
        return before if before is not None else behind

    def _verb(self, verb: VerbGroup) -> Iterator[Holding]:
        """ "ISIS controls X and Y", "the army has been in control of X", "M23 besieges X", "the rebels lost X"."""
        sentence = self._parsed.sentence
        start, end = sentence.tokens[verb.start].start, sentence.tokens[verb.end - 1].end
        tail = self._text[start : min(self._span.end, end + 32)]
        main = sentence.lower(verb.main)
        control = forms.IN_CONTROL.search(tail) if forms.HAVING.fullmatch(main) else None
        siege = forms.SIEGE_LAID.match(tail)
        if verb.passive or verb.form == "infinitive" or not (control or siege or main in forms.CONTROL_VERBS | forms.LOSING_VERBS | forms.BESIEGING_VERBS):
            return
        actor = self._subject_actor(verb)
        if actor is None:
            return
        state = "loses" if main in forms.LOSING_VERBS else "besieges" if siege or main in forms.BESIEGING_VERBS else "holds"
        at = start + (control.end() if control else siege.end() if siege else 0)
        reach = 70 if control or siege else 40
        if state == "loses" and not control and not forms.DIRECT_OBJECT.match(self._text, end, self._span.end):
            return  # "lost ground in X", "lost five men in X"
        places = self._places_after(max(at, end), reach)
        winner = self._won_by(places) if state == "loses" else None
        for place in places:
            yield self._holding(state, actor, place, start, end)
            if winner is not None:
                yield self._holding("gains", winner, place, start, end)
        if not places and state == "holds" and forms.OPEN_NOUN.match(self._text, max(at, end), self._span.end):
            yield self._holding(state, actor, None, start, max(at, end))

    def _won_by(self, places: Sequence[int]) -> int | None:
        """To whom a place was lost: "lost X to Y"."""
        end = max((self._mentions[i].span.end for i in places), default=None)
        found = re.compile(r" to (?:the )?").match(self._text, end) if end is not None else None
        return self._actor_at(found.end()) if found else None

    def _contests(self) -> Iterator[Holding]:
        """ "launched an offensive to gain control of X": who began it contests X."""
        for m in self._find(forms.CONTESTING):
            actors = [(i, a) for i, a in self._own({MentionKind.ACTOR}) if a.span.end <= m.start() and not (a.head == "qualifier" or a.head == "forces" and a.name == a.span)]
            first = min(actors, key=lambda x: (x[1].span.start, -x[1].span.end), default=None)
            for place in self._places_after(m.end(), 60):
                if first is not None:
                    yield self._holding("contests", first[0], place, m.start(), m.end())

    def _sieges(self) -> Iterator[Holding]:
        for m in self._find(forms.UNDER_SIEGE):
            group = next((g for g in ("before", "of") if m.group(g)), None)
            actor = self._actor_words(m.start(group), m.end(group)) if group else self._actor_at(m.end())
            if actor is not None:
                place = self._places_after(m.end(), 45)[:1] if group == "of" else []
                yield self._holding("besieges", actor, place[0] if place else self._subject_place(m.start()), m.start(), m.end())
        for m in self._find(forms.BESIEGED):
            token = self._parsed.sentence.token_at(m.start())
            if any(v.form == "finite" and v.start <= token < v.end for v in self._parsed.syntax.verbs):
                continue  # "M23 has besieged X" is told with its subject
            under = m.group().lower() == "under siege"
            found = self._subject_place(m.start()) if under else self._held_after(m.end())
            yield self._holding("besieges", None, found, m.start(), m.end())

    # ---------------------------------------------------------------- places

    def _find(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        return list(pattern.finditer(self._text, self._span.start, self._span.end))

    def _before(self, at: int, reach: int) -> str:
        return self._text[max(self._span.start, at - reach) : at]

    def _holding(self, state: str, actor: int | None, place: int | None, start: int, end: int) -> Holding:
        low = min([start, *(self._mentions[i].span.start for i in (actor, place) if i is not None)])
        high = max([end, *(self._mentions[i].span.end for i in (actor, place) if i is not None)])
        a, b = self._parsed.syntax.clause_of(self._parsed.sentence.token_at(start))
        clause = self._parsed.sentence.span_of(self._text, a, b)
        return Holding(state, actor, place, Span.of(self._text, low, high), self._parsed.sentence.index, clause)

    def _own(self, kinds: set[MentionKind]) -> list[tuple[int, Mention]]:
        return [(i, m) for i, m in enumerate(self._mentions) if m.sentence == self._parsed.sentence.index and m.kind in kinds]

    def _places(self) -> list[tuple[int, Mention]]:
        named = [(i, m) for i, m in self._own({MentionKind.PLACE}) if m.name is not None and m.span == m.name]
        return sorted(named, key=lambda x: x[1].span.start)

    def _is_land(self, index: int) -> bool:
        span = self._mentions[index].span
        return any(n.kind is NameKind.LAND and n.span == span for n in self._parsed.names)

    def _singled_out(self, at: int) -> bool:
        """Whether the unnamed place before or at ``at`` is a certain one ("the district held by", "a rebel-held town")."""
        return bool(forms.DEFINITE.search(self._before(at, 40)))

    def _held_after(self, at: int) -> int | None:
        """The name of the area whose description ends or goes on at ``at`` ("-held districts of the city of X")."""
        for index, place in self._places():
            if place.span.start < at:
                continue
            gap = self._text[at : place.span.start]
            if len(gap) > 60 or forms.STOP.search(gap):
                return None
            direct = re.search(r"(?:ern|central) $|territor\w+ in $", gap) and not _POSSESSOR.match(self._text, place.span.end)
            if self._is_land(index) and not direct:
                continue  # "a rebel-held town in Syria" is not Syria
            return index
        return None

    def _place_after(self, at: int, reach: int) -> int | None:
        return next(iter(self._places_after(at, reach)), None)

    def _places_after(self, at: int, reach: int) -> list[int]:
        """Places from ``at`` on: the first within ``reach`` characters and those coordinated with it."""
        found: list[int] = []
        edge = at
        for i, m in self._places():
            if m.span.start < at:
                continue
            gap = self._text[edge : m.span.start]
            if not found and (m.span.start - at > reach or re.search(r"[.;:]|\b(?:said|after|when|while|since|and the|against|by)\b", gap)):
                break
            if found and not re.fullmatch(r"(?: \w+)?\W*(?:and|,|as well as)\W*(?:the |nearby )?(?:\w+ of )?", gap):
                break
            found.append(i)
            edge = m.span.end
        return found

    def _place_before(self, at: int, reach: int) -> int | None:
        near = [(i, m) for i, m in self._places() if m.span.end <= at and at - m.span.end <= reach]
        return near[-1][0] if near else None

    def _subject_place(self, at: int) -> int | None:
        """The place of which the words at ``at`` are said: the subject of their verb, else the name before them."""
        syntax, token = self._parsed.syntax, self._parsed.sentence.token_at(at)
        verb = next((v for v in reversed(syntax.verbs) if v.start <= token), None)
        if verb is not None and token - verb.end <= 6:
            for phrase in syntax.subjects(verb):
                if phrase.mention is not None and phrase.mention.kind is not MentionKind.ACTOR:
                    span = phrase.mention.span
                    inside = [i for i, m in self._places() if span.covers(m.span)]
                    if inside:
                        return inside[-1]
        near = self._place_before(at, 70)
        if near is None:
            return None
        for i, m in self._places():  # "X which lies in Y is held by": X
            if m.span.end < self._mentions[near].span.start and re.match(r",? (?:which|that) (?:lies|is|sits|stands)\b", self._text[m.span.end : at]):
                return i
        gap = self._text[self._mentions[near].span.end : at]
        return None if re.search(r"[.;]|\b(?:said|killed|and the|to areas|to the)\b", gap) else near

    # ---------------------------------------------------------------- actors

    def _subject_actor(self, verb: VerbGroup) -> int | None:
        for phrase in self._parsed.syntax.subjects(verb):
            if phrase.mention is not None and phrase.mention.kind is MentionKind.ACTOR:
                return next((i for i, m in enumerate(self._mentions) if m is phrase.mention), None)
        return None

    def _actor_at(self, at: int) -> int | None:
        """The actor whose phrase begins at ``at``, articles aside; "an alliance known as X" is X."""
        for i, m in self._own({MentionKind.ACTOR, MentionKind.PERSON}):
            if at - 1 <= m.span.start <= at + 6 and m.head != "qualifier":
                return self._known_as(m.span.end) or i
        return None

    def _known_as(self, at: int) -> int | None:
        for i, m in self._own({MentionKind.ACTOR}):
            if m.name is not None and at < m.span.start <= at + 40 and re.search(r"\b(?:known as|called|dubbed)\b", self._text[at : m.span.start]):
                return i
        return None

    def _actor_left(self, at: int) -> int | None:
        """The holder whose words end at ``at``: the longest name that does, else a word for a side."""
        words = [m for m in _WORD.finditer(self._text, self._span.start, at)][-_LONGEST_NAME:]
        if not words or at - words[-1].end() > 1:
            return None
        for word in words:
            actor = self._actor_words(word.start(), words[-1].end(), named=word is not words[-1])
            if actor is not None:
                return actor
        return None

    def _actor_before(self, at: int, reach: int) -> int | None:
        """Whose seat: "the group's stronghold", "ISIL strongholds", "their last bastion"."""
        near = [(i, m) for i, m in self._own({MentionKind.ACTOR}) if m.span.end <= at and at - m.span.end <= reach]
        if near:
            index, last = max(near, key=lambda x: x[1].span.end)
            if not re.search(r"[,;.]|\b(?:in|from|of|against)\b", self._text[last.span.end : at]):
                return index
        owner = _PRONOUN_OWNER.search(self._before(at, reach))
        base = max(self._span.start, at - reach)
        if owner:
            span = Span.of(self._text, base + owner.start(1), base + owner.end(1))
            return self._add(Mention(MentionKind.ACTOR, span, self._parsed.sentence.index, head=span.text.lower(), definite=True))
        for word in reversed(list(_WORD.finditer(self._text, base, at))[-3:]):
            stem = re.sub(r"['’]?s?['’]?$", "", word.group())
            for end in (word.end(), word.start() + len(stem)):
                actor = self._actor_words(word.start(), end)
                if actor is not None:
                    return actor
        return None

    def _actor_in(self, start: int, end: int) -> int | None:
        return next((i for i, m in self._own({MentionKind.ACTOR}) if m.span.start >= start - 4 and m.span.end <= end + 3), None)

    def _actor_words(self, start: int, end: int, named: bool = False) -> int | None:
        """A mention made of an adjective's first part: "rebel" in "rebel-held", "ISIS" in "ISIS-controlled".

        With ``named`` only names count, no descriptions.
        """
        span = Span.of(self._text, start, end)
        registry = self._knowledge.registry
        known = registry.names.ids(span.text) or registry.people.ids(span.text)
        of_country = registry.peoples.ids(span.text)
        head = "forces" if of_country else span.text.lower()
        armed = self._knowledge.lexicon.classes_of(head) & {"state", "rebel", "jihadist", "militia", "fighter", "government", "police"}
        if not (known or of_country or not named and (armed or registry.standing_for(head))):
            return None
        name = span if known or of_country else None
        return self._add(Mention(MentionKind.ACTOR, span, self._parsed.sentence.index, head=head, name=name))
