"""The places beside words of holding: what is held."""

from __future__ import annotations

import re

from marsad.model.reading import Mention, MentionKind
from marsad.model.span import Span
from marsad.reading.holdings import words as forms
from marsad.reading.holdings.beside import LISTED, WHERE, Beside
from marsad.reading.holdings.clauses import antecedent, apposed
from marsad.reading.names.find import NameKind

_AND = re.compile(r",?\s+(?:and|as well as)\s+(?:the )?(?:\w+ of )?")
_CLOSE = re.compile(r"\W{0,2}")
_POSSESSOR = re.compile(r"['’]?s? [A-Z]")
_LINK_TO_LAND = re.compile(
    r"(?: (?:city|town|village|district|province|governorate|region))?,? in (?:the )?|, "
)
""" "X (in Congo fell)", "X (province in Syria)"."""
_A_SUBURB = re.compile(r" (?:suburb|district|neighbou?rhood|quarter)\b(?! of)")
_ONE_HELD = re.compile(r"\b(?:an?|another) (?:[\w’'-]+ ?){1,2}$")
_OF = re.compile(r" of (?:the )?")
_IS_IN = re.compile(r",? (?:which|that) is\b")
_APART = re.compile(r"[.;]|\b(?:said|killed|and the|to areas|to the)\b")
_FAR = 6
"""How many words behind its verb what is said of a subject may stand."""
_COORDINATED = re.compile(
    r"(?: \w+)?\W*(?:and|,|as well as)\W*(?:(?:most|much|all|half|parts?) of )?"
    r"(?:the |nearby |neighbou?ring )?(?:(?:\w+ )?\w+ of )?| "
)


class PlacesBeside(Beside):
    """The places named around a stretch of one sentence."""

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
            return None if self._one_by(at, place.span) else self._narrower(place.span) or index
        return None

    def _one_by(self, at: int, place: Span) -> bool:
        """ "a besieged X suburb": which one is not told, and it is not X."""
        return bool(_A_SUBURB.match(self._text, place.end) and _ONE_HELD.search(self.before(at, 45)))

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

    def named_of(self, at: int) -> int | None:
        """The place whose name "of" at ``at`` brings: X in "the Damascus suburb of X"."""
        link = _OF.match(self._text, at)
        return self.place_after(link.end(), 0) if link else None

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
            if found and not _COORDINATED.fullmatch(gap):
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
            if gap is not None and (LISTED if found else _CLOSE).fullmatch(gap):
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
            if not (LISTED if found else _AND).fullmatch(gap) or self.is_land(i):
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
        for told in (self._of_clause, self._of_verb):
            place = told(at)
            if place is not None:
                return place
        near = self.place_before(at, 70)
        if near is None or self._only_shows_way(near):
            return None
        for i, m in self._places():  # "X which is in Y is held by": X
            if m.span.end < self.start_of(near) and _IS_IN.match(self._text[m.span.end : at]):
                return i
        if self.is_land(near):  # "X in Congo fell": X
            outer = self.place_before(self.start_of(near), 14)
            link = self._text[self.end_of(outer) : self.start_of(near)] if outer is not None else ""
            near = outer if outer is not None and _LINK_TO_LAND.fullmatch(link) else near
        return None if _APART.search(self._text[self.end_of(near) : at]) else near

    def _only_shows_way(self, index: int) -> bool:
        """Whether a name says where another place lies: "X, a hill east of Y, is held by"."""
        way = forms.WAY_FROM.search(self.before(self.start_of(index), 40)) is not None
        return way and self._text.startswith(",", self.end_of(index))

    def _of_clause(self, at: int) -> int | None:
        """The place of a clause that goes on at ``at``: "X, which lies in Y, (is held by)", "X, where"."""
        for i, m in self._places():
            if m.span.end < at and forms.LIES.match(self._text[m.span.end : at]):
                return i
        where = self.told_of_where(at)
        if where is not None:
            return where
        relative = forms.RELATIVE.search(self.before(at, 50))
        told = self.told_of(at - len(relative.group())) if relative else None
        return apposed(self._text, [(i, m.span) for i, m in self._places()], at) if told is None else told

    def _of_verb(self, at: int) -> int | None:
        """The place that is the subject of the verb right before ``at``; no country."""
        verb = self.verb_at(at)
        if verb is None or self._parsed.sentence.token_at(at) - verb.end > _FAR:
            return None
        for phrase in self._parsed.syntax.subjects(verb):
            if phrase.mention is None or phrase.mention.kind is MentionKind.ACTOR:
                continue
            inside = self.places_in(phrase.mention.span)
            named = self.named_of(phrase.mention.span.end) if inside else None
            place = inside[-1] if inside and named is None else named
            if place is not None and not self.is_land(place):
                return place
        return None

    def told_of(self, clause: int) -> int | None:
        """The place that the "which" or "that" at ``clause`` stands for."""
        return antecedent(self._text, [(i, m.span) for i, m in self._places()], clause)

    def told_of_where(self, at: int) -> int | None:
        """The place of which a clause with "where" tells that goes on at ``at``: "X, where the army"."""
        where = list(WHERE.finditer(self._text, self._span.start, at))
        if not where or any(m.span.start > where[-1].end() and m.span.end <= at for _, m in self._places()):
            return None
        told = self.told_of(where[-1].start())
        return self.place_before(where[-1].start(), 25) if told is None else told

    def name_place(self, span: Span) -> int:
        """A mention of the place named by ``span``, which no list knows."""
        known = next((i for i, m in self._places() if m.span == span), None)
        name = Mention(MentionKind.PLACE, span, self._parsed.sentence.index, head="name", name=span)
        return self._add(name) if known is None else known
