"""The actors and places beside words of holding: who stands before "-held", and what is held."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from marsad.knowledge.base import Knowledge
from marsad.model.reading import Mention, MentionKind
from marsad.model.span import Span
from marsad.reading.grammar.verbs import VerbGroup
from marsad.reading.holdings import words as forms
from marsad.reading.holdings.clauses import antecedent, apposed
from marsad.reading.names.find import NameKind
from marsad.reading.parsed import Parsed

_WORD = re.compile(r"[\w’'.]+(?:-[\w’'.]+)*")
_LONGEST_NAME = 4
_LISTED = re.compile(r"\W*(?:and|or)?\W*(?:the )?")
_AND = re.compile(r",?\s+(?:and|as well as)\s+(?:the )?(?:\w+ of )?")
_CLOSE = re.compile(r"\W{0,2}")
_ARTICLES = frozenset(("the", "a", "an"))
_ONE = re.compile(r"an?\s", re.I)
_POSSESSOR = re.compile(r"['’]?s? [A-Z]")
_LINK_TO_LAND = re.compile(
    r"(?: (?:city|town|village|district|province|governorate|region))?,? in (?:the )?|, "
)
""" "X (in Congo fell)", "X (province in Syria)"."""
_OF = re.compile(r" of (?:the )?")
_WHERE = re.compile(r"\bwhere\b")
_PRONOUN_OWNER = re.compile(r"\b(its|their)\s+(?:[\w-]+\s+){0,2}$", re.I)


class Neighbours:
    """Mentions around a stretch of one sentence. Offsets are into the report; results are mention indices."""

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

    # ---------------------------------------------------------------- places

    def before(self, at: int, reach: int) -> str:
        return self._text[max(self._span.start, at - reach) : at]

    def own(self, kinds: set[MentionKind]) -> list[tuple[int, Mention]]:
        return [
            (i, m)
            for i, m in enumerate(self._mentions)
            if m.sentence == self._parsed.sentence.index and m.kind in kinds
        ]

    def _places(self) -> list[tuple[int, Mention]]:
        named: dict[Span, tuple[int, Mention]] = {}  # a name that is a phrase of its own is two mentions
        for i, m in self.own({MentionKind.PLACE}):
            if m.name is not None and m.span == m.name:
                named.setdefault(m.span, (i, m))
        return sorted(named.values(), key=lambda x: x[1].span.start)

    def is_land(self, index: int) -> bool:
        span = self._mentions[index].span
        return any(n.kind is NameKind.LAND and n.span == span for n in self._parsed.names)

    def singled_out(self, at: int) -> bool:
        """Whether the unnamed place at ``at`` is a certain one ("the district held by")."""
        return bool(forms.DEFINITE.search(self.before(at, 40)))

    def held_after(self, at: int) -> int | None:
        """The name of the area whose description goes on at ``at`` ("-held districts of the city of X")."""
        for index, place in self._places():
            if place.span.start < at:
                continue
            gap = self._text[at : place.span.start]
            if len(gap) > 60 or forms.STOP.search(gap):
                return None
            direct = re.search(r"(?:ern|central) $|territor\w+ in $", gap) and not _POSSESSOR.match(
                self._text, place.span.end
            )
            if self.is_land(index) and not direct:
                continue  # "a rebel-held town in Syria" is not Syria
            return self._narrower(place.span) or index
        return None

    def _narrower(self, place: Span) -> int | None:
        """The place that a name only contains: "eastern Khartoum district of Bahri"."""
        behind = next(((i, m) for i, m in self._places() if m.span.start >= place.end), None)
        if behind is None or not forms.WIDER.search(self.before(behind[1].span.start, 60)):
            return None
        gap = self._text[place.end : behind[1].span.start]
        return behind[0] if re.fullmatch(r"['’]s? | (?:city )?\w+ of ", gap) else None

    def described(self, start: int, end: int) -> int | None:
        """The name before ``start`` that is said to be what follows ("X, an army-held town in Y"): the words
        of the holder begin at ``start``, what he holds is told from ``end`` on.
        """
        near = self.place_before(start, 40)
        if near is None or self.is_land(near) or not forms.OF_ITS_KIND.match(self._text, end):
            return None
        gap = self._text[self._mentions[near].span.end : start]
        return near if forms.DESCRIBES.fullmatch(gap) else None

    def places_in(self, span: Span) -> list[int]:
        """The places named inside a phrase."""
        return [i for i, m in self._places() if span.covers(m.span)]

    def start_of(self, index: int) -> int:
        return self._mentions[index].span.start

    def end_of(self, index: int) -> int:
        return self._mentions[index].span.end

    def named_of(self, at: int) -> int | None:
        """The place whose name "of" at ``at`` brings: X in "the Damascus suburb of X"."""
        link = _OF.match(self._text, at)
        named = self.place_after(link.end(), 0) if link else None
        return named if named is not None and link is not None and self.start_of(named) == link.end() else None

    def index_of(self, mention: Mention) -> int | None:
        return next((i for i, m in enumerate(self._mentions) if m is mention), None)

    def name_place(self, span: Span) -> int:
        """A mention of the place named by ``span``, which no list knows."""
        known = next((i for i, m in self._places() if m.span == span), None)
        name = Mention(MentionKind.PLACE, span, self._parsed.sentence.index, head="name", name=span)
        return self._add(name) if known is None else known

    def place_after(self, at: int, reach: int) -> int | None:
        return next(iter(self.places_after(at, reach)), None)

    def places_after(self, at: int, reach: int) -> list[int]:
        """Places from ``at`` on: the first within ``reach`` characters and those coordinated with it."""
        found: list[int] = []
        edge = at
        for i, m in self._places():
            if m.span.start < at:
                continue
            gap = self._text[edge : m.span.start]
            if not found and (
                m.span.start - at > reach
                or re.search(r"[.;:]|\b(?:said|after|when|while|since|and the|against|by)\b", gap)
            ):
                break
            if found and not re.fullmatch(
                r"(?: \w+)?\W*(?:and|,|as well as)\W*(?:(?:most|much|all|half|parts?) of )?(?:the |nearby |neighbou?ring )?"
                r"(?:\w+ of )?| ",
                gap,
            ):
                break
            found.append(i)
            edge = m.span.end
        return found

    def place_before(self, at: int, reach: int) -> int | None:
        near = [(i, m) for i, m in self._places() if m.span.end <= at and at - m.span.end <= reach]
        return near[-1][0] if near else None

    def listed_before(self, at: int) -> list[int]:
        """The places of the list that ends right before ``at``: "in X and Y (under a blockade)"."""
        found: list[int] = []
        edge = at
        for i, m in reversed(self._places()):
            gap = self._text[m.span.end : edge] if m.span.end <= edge else None
            if gap is not None and (_LISTED if found else _CLOSE).fullmatch(gap):
                found.insert(0, i)
                edge = m.span.start
        return found

    def listed_with(self, last: int) -> list[int]:
        """The places of the list that ends with ``last`` ("X, Y and Z"); none where no "and" stands before
        it.
        """
        found: list[int] = []
        edge = self.start_of(last)
        for i, m in reversed(self._places()):
            gap = self._text[m.span.end : edge] if m.span.end <= edge else None
            if gap is None:
                continue
            if not (_LISTED if found else _AND).fullmatch(gap) or self.is_land(i):
                break
            found.insert(0, i)
            edge = m.span.start
        return found

    def is_excepted(self, index: int) -> bool:
        """Whether words leave the place out: "most of the city except X"."""
        return forms.EXCEPT.search(self.before(self.start_of(index), 40)) is not None

    def whole_of(self, index: int) -> int | None:
        """The place of which ``index`` is told as a part: X in "much of X, including Y"."""
        linked = forms.INCLUDING.search(self.before(self.start_of(index), 40))
        at = self.start_of(index) - len(linked.group()) if linked else 0
        near = [i for i, m in self._places() if m.span.end <= at <= m.span.end + 30 and not self.is_land(i)]
        return next(reversed(near), None)

    def subject_place(self, at: int) -> int | None:
        """The place of which the words at ``at`` tell: the subject of their verb, else the name before."""
        for i, m in self._places():
            if m.span.end < at and forms.LIES.match(self._text[m.span.end : at]):
                return i
        where = self.told_of_where(at)
        if where is not None:
            return where
        relative = forms.RELATIVE.search(self.before(at, 50))
        told = self.told_of(at - len(relative.group())) if relative else None
        if told is not None:
            return told
        described = apposed(self._text, [(i, m.span) for i, m in self._places()], at)
        if described is not None:
            return described
        syntax, token = self._parsed.syntax, self._parsed.sentence.token_at(at)
        verb = next((v for v in reversed(syntax.verbs) if v.start <= token), None)
        if verb is not None and token - verb.end <= 6:
            for phrase in syntax.subjects(verb):
                if phrase.mention is not None and phrase.mention.kind is not MentionKind.ACTOR:
                    span = phrase.mention.span
                    of_it = self.named_of(span.end)
                    inside = [i for i, m in self._places() if span.covers(m.span)]
                    inside = [of_it] if inside and of_it is not None else inside
                    if inside and not self.is_land(inside[-1]):
                        return inside[-1]
        near = self.place_before(at, 70)
        if near is None:
            return None
        for i, m in self._places():  # "X which is in Y is held by": X
            if m.span.end < self._mentions[near].span.start and re.match(
                r",? (?:which|that) is\b", self._text[m.span.end : at]
            ):
                return i
        if self.is_land(near):  # "X in Congo fell": X
            outer = self.place_before(self._mentions[near].span.start, 9)
            link = (
                self._text[self._mentions[outer].span.end : self._mentions[near].span.start]
                if outer is not None
                else ""
            )
            near = outer if outer is not None and _LINK_TO_LAND.fullmatch(link) else near
        gap = self._text[self._mentions[near].span.end : at]
        return None if re.search(r"[.;]|\b(?:said|killed|and the|to areas|to the)\b", gap) else near

    def told_of(self, clause: int) -> int | None:
        """The place that the "which" or "that" at ``clause`` stands for."""
        return antecedent(self._text, [(i, m.span) for i, m in self._places()], clause)

    def told_of_where(self, at: int) -> int | None:
        """The place of which a clause with "where" tells that goes on at ``at``: "X, where the army"."""
        where = list(_WHERE.finditer(self._text, self._span.start, at))
        if not where or any(m.span.start > where[-1].end() and m.span.end <= at for _, m in self._places()):
            return None
        told = self.told_of(where[-1].start())
        return self.place_before(where[-1].start(), 25) if told is None else told

    # ---------------------------------------------------------------- actors

    def actors_where(self, at: int) -> list[int]:
        """The actors between "where" and the verb at ``at``: "where the army and the rebels (fought)"."""
        where = list(_WHERE.finditer(self._text, self._span.start, at))
        named = [(i, m) for i, m in self.own({MentionKind.ACTOR}) if m.head != "qualifier"]
        return [i for i, m in named if where and where[-1].end() <= m.span.start and m.span.end <= at]

    def subject_actor(self, verb: VerbGroup) -> int | None:
        for phrase in self._parsed.syntax.subjects(verb):
            if phrase.mention is not None and phrase.mention.kind is MentionKind.ACTOR:
                return next((i for i, m in enumerate(self._mentions) if m is phrase.mention), None)
        return None

    def actor_at(self, at: int) -> int | None:
        """The actor whose phrase begins at ``at``, articles aside; "an alliance known as X" is X."""
        for i, m in self.own({MentionKind.ACTOR, MentionKind.PERSON}):
            if at - 1 <= m.span.start <= at + 6 and m.head != "qualifier":
                return self._known_as(m.span.end) or i
        return None

    def actors_from(self, at: int) -> list[int]:
        """The actors of the list that begins at ``at`` ("between A, B and C")."""
        found: list[int] = []
        edge, closed = at, 1
        for i, m in sorted(self.own({MentionKind.ACTOR}), key=lambda x: (x[1].span.start, -x[1].span.end)):
            gap = self._text[edge : m.span.start] if m.span.start >= edge else None
            if gap is None or m.head == "qualifier" or not _LISTED.fullmatch(gap):
                continue
            if found and _ONE.match(m.span.text):
                break  # "A, an ally of B"
            found.append(i)
            edge = m.span.end
            closed = len(found) if re.search(r"\b(?:and|or)\b", gap) else closed
        return found[:closed]  # "A, B, who": no list that ends without "and"

    def _known_as(self, at: int) -> int | None:
        for i, m in self.own({MentionKind.ACTOR}):
            if (
                m.name is not None
                and at < m.span.start <= at + 40
                and re.search(r"\b(?:known as|called|dubbed)\b", self._text[at : m.span.start])
            ):
                return i
        return None

    def actor_left(self, at: int) -> int | None:
        """The holder whose words end at ``at``: the longest name that does, else a word for a side."""
        words = list(_WORD.finditer(self._text, self._span.start, at))[-_LONGEST_NAME:]
        if not words or at - words[-1].end() > 1:
            return None
        for word in words:
            if word.group().lower() in _ARTICLES:
                continue  # "The Houthi-held north": registries know "the Houthi" too
            actor = self.actor_words(word.start(), words[-1].end(), named=word is not words[-1])
            if actor is not None:
                return actor
        return None

    def actor_before(self, at: int, reach: int) -> int | None:
        """Whose seat: "the group's stronghold", "ISIL strongholds", "their last bastion"."""
        near = [
            (i, m) for i, m in self.own({MentionKind.ACTOR}) if m.span.end <= at and at - m.span.end <= reach
        ]
        if near:
            index, last = max(near, key=lambda x: x[1].span.end)
            if not re.search(r"[,;.]|\b(?:in|from|of|against)\b", self._text[last.span.end : at]):
                return index
        owner = _PRONOUN_OWNER.search(self.before(at, reach))
        base = max(self._span.start, at - reach)
        if owner:
            return self.pronoun(base + owner.start(1), base + owner.end(1))
        for word in reversed(list(_WORD.finditer(self._text, base, at))[-3:]):
            stem = re.sub(r"['’]?s?['’]?$", "", word.group())
            for end in (word.end(), word.start() + len(stem)):
                actor = self.actor_words(word.start(), end)
                if actor is not None:
                    return actor
        return None

    def pronoun(self, start: int, end: int) -> int:
        """A mention made of "they", "it", "its" or "their"; whom it means is for the resolving to say."""
        span = Span.of(self._text, start, end)
        head = span.text.lower()
        return self._add(
            Mention(MentionKind.ACTOR, span, self._parsed.sentence.index, head=head, definite=True)
        )

    def actor_in(self, start: int, end: int) -> int | None:
        return next(
            (
                i
                for i, m in self.own({MentionKind.ACTOR})
                if m.span.start >= start - 4 and m.span.end <= end + 3
            ),
            None,
        )

    def tells_of_actor(self, start: int, end: int) -> bool:
        """Whether an adjective is of an actor's own words, no place's: "the A-dominated forces of B"."""
        own = (m.span for _, m in self.own({MentionKind.ACTOR}) if m.name is not None)
        return any(s.start < start and end < s.end for s in own)

    def actor_ending(self, at: int) -> int | None:
        """The actor whose phrase ends at ``at``."""
        return next((i for i, m in self.own({MentionKind.ACTOR}) if m.span.end == at), None)

    def actor_inside(self, start: int, end: int) -> int | None:
        """The actor named between two offsets: "the de facto IS capital"."""
        named = (i for i, m in self.own({MentionKind.ACTOR}) if start < m.span.start and m.span.end < end)
        return next(named, None)

    def actor_words(self, start: int, end: int, named: bool = False) -> int | None:
        """A mention made of an adjective's first part: "rebel" in "rebel-held", "ISIS" in "ISIS-controlled".

        With ``named`` only names count, no descriptions.
        """
        span = Span.of(self._text, start, end)
        registry = self._knowledge.registry
        known = registry.names.ids(span.text) or registry.people.ids(span.text)
        of_country = registry.peoples.ids(span.text)
        head = "forces" if of_country else span.text.lower()
        if not known and registry.standing_for(f"{head} forces"):
            head = f"{head} forces"  # "Kurdish-held": whom "Kurdish forces" stands for
        armed = self._knowledge.lexicon.classes_of(head) & {
            "state",
            "rebel",
            "jihadist",
            "militia",
            "fighter",
            "government",
            "police",
        }
        if not (known or of_country or (not named and (armed or registry.standing_for(head)))):
            return None
        name = span if known or of_country else None
        return self._add(Mention(MentionKind.ACTOR, span, self._parsed.sentence.index, head=head, name=name))
