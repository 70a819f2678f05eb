"""Who holds a place: "rebel-held", "under the control of", "the IS stronghold of", "besieged"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from marsad.knowledge.base import Knowledge
from marsad.knowledge.lexicon import Lexicon
from marsad.model.reading import Holding, Mention, MentionKind
from marsad.model.span import Span
from marsad.reading.grammar.verbs import VerbGroup
from marsad.reading.holdings import words as forms
from marsad.reading.holdings.arguments import Arguments
from marsad.reading.holdings.members import members
from marsad.reading.holdings.neighbours import Neighbours
from marsad.reading.holdings.sieges import sieges
from marsad.reading.holdings.stretch import Stretch
from marsad.reading.holdings.verbs import Told, VerbReader
from marsad.reading.parsed import Parsed

_POSSESSIVE = re.compile(r"['’]s?$")


def find_holdings(
    text: str,
    parsed: Parsed,
    knowledge: Knowledge,
    mentions: Sequence[Mention],
    add: Callable[[Mention], int],
) -> Iterator[Holding]:
    """Holdings of one sentence. ``mentions`` are all so far, ``add`` appends one and gives its index."""
    near = Neighbours(text, parsed, knowledge, mentions, add)
    finder = _Finder(text, parsed, mentions, near, knowledge.lexicon)
    seen: set[tuple[str, int | None, int | None]] = set()
    for holding in finder.found():
        key = (holding.state, holding.actor, holding.place)
        if (holding.actor is not None or holding.place is not None) and (
            key not in seen or holding.place is None
        ):
            seen.add(key)
            yield holding


class _Finder:
    """Looks for each form in turn; all positions are character offsets into the report."""

    def __init__(
        self, text: str, parsed: Parsed, mentions: Sequence[Mention], near: Neighbours, lexicon: Lexicon
    ) -> None:
        self._text = text
        self._parsed = parsed
        self._mentions = mentions
        self._near = near
        self._arguments = Arguments(text, parsed, near, lexicon)
        self._span = parsed.sentence.span
        self._stretch = Stretch(text, parsed, mentions, near)

    def found(self) -> Iterator[Holding]:
        """What the forms tell, then what the verbs tell that no form has told."""
        told = list(self._by_form())
        yield from told
        for said in VerbReader(self._parsed, self._near, self._arguments).told():
            if any(h.state == said.state and h.actor == said.actor and _covers(h, said) for h in told):
                continue
            after = said.end if said.place is None else self._mentions[said.place].span.end
            state = self._kept(said.state, max(said.end, after))
            found = self._stretch.holding(state, said.actor, said.place, said.start, said.end)
            yield replace(found, words=said.words)

    def _by_form(self) -> Iterator[Holding]:
        yield from self._adjectives()
        yield from self._passives()
        yield from self._own_control()
        yield from self._seats()
        yield from self._extents()
        for verb in self._parsed.syntax.verbs:
            if not (verb.negated or verb.modal):
                yield from self._verb(verb)
        yield from self._contests()
        yield from sieges(self._stretch)

    # ---------------------------------------------------------------- forms

    def _adjectives(self) -> Iterator[Holding]:
        """ "rebel-held Homs", "the army-controlled west of the city", "opposition districts of Homs"."""
        for pattern in (forms.HYPHENATED, forms.UNHYPHENATED, forms.SIDE_AREA):
            for m in self._stretch.find(pattern):
                at = m.start() if pattern is not forms.SIDE_AREA else m.start() - 1
                actor = self._near.actor_left(at)
                if actor is None or forms.FORMERLY.search(
                    self._near.before(self._mentions[actor].span.start, 25)
                ):
                    continue
                state = (
                    "besieges"
                    if m.groupdict().get("state", "").lower().startswith(("bes", "block", "enc", "sur"))
                    else "holds"
                )
                start = self._mentions[actor].span.start
                place = self._near.described(start, m.end())
                if place is None:
                    place = self._arguments.described(start, m.end())
                one_of_many = place is None and self._one_of_many(start, m.end())
                listed = [] if place is not None or one_of_many else self._listed(m)
                for index in listed:
                    yield self._stretch.holding(state, actor, index, m.start(), m.end())
                if listed:
                    continue
                if place is None and not one_of_many:
                    place = self._near.held_after(m.end() if pattern is not forms.SIDE_AREA else m.start())
                if place is None:
                    place = self._near.place_before(start, 4)
                if place is None and forms.IS.search(self._near.before(start, 20)):
                    yield from self._of_subject(state, actor, m, unnamed=False)
                    continue
                taken_up = forms.OF_KNOWN.match(self._text, m.end(), self._span.end)
                if (
                    place is None
                    and not taken_up
                    and (pattern is forms.SIDE_AREA or not self._near.singled_out(start))
                ):
                    continue  # "rebel-held areas" somewhere or other
                yield self._stretch.holding(state, actor, place, m.start(), m.end())

    def _listed(self, m: re.Match[str]) -> list[int]:
        """The places by which a held plural is told: "-held villages including A and B"."""
        if m.re is forms.SIDE_AREA:
            return []  # "Honduran towns, among them A": whose they are, not who holds them
        names = members(self._text, m.end(), self._span.end)
        return [self._near.name_place(name) for name in names]

    def _one_of_many(self, start: int, end: int) -> bool:
        """ "a rebel-held town in X": X contains what is held, which is named elsewhere."""
        return bool(
            forms.INDEFINITE.search(self._near.before(start, 40))
            and forms.ONE_WITHIN.match(self._text, end, self._span.end)
        )

    def _passives(self) -> Iterator[Holding]:
        for m in [*self._stretch.find(forms.BY), *self._stretch.find(forms.UNDER)]:
            word = m.group()
            besieged = word.startswith(("besieged", "encircled", "surrounded", "blockaded"))
            state = (
                "besieges"
                if besieged
                else "contests"
                if word.startswith("contested")
                else "gains"
                if self._comes_to(m)
                else "holds"
            )
            if m.re is forms.BY and forms.FORMERLY.search(self._near.before(m.start(), 25)):
                continue
            if m.re is forms.UNDER and re.search(
                r"\b(?:outside|not|no longer|never)\W+$", self._near.before(m.start(), 14)
            ):
                continue
            several = self._near.actors_from(m.end() + 1)
            actors = several if len(several) > 1 else [self._near.actor_at(m.end())]
            for actor in actors:
                if actor is not None or not besieged:  # "surrounded by debris"
                    yield from self._of_subject(state, actor, m, self._near.singled_out(m.start()))
        for m in self._stretch.find(forms.FELL_TO):
            one = self._near.actor_at(m.end())
            winners = self._near.actors_from(m.end()) or ([] if one is None else [one])
            for winner in winners if not forms.UNREAL.search(self._near.before(m.start(), 25)) else []:
                yield from self._of_subject("gains", winner, m)

    def _of_subject(
        self, state: str, actor: int | None, m: re.Match[str], unnamed: bool = True
    ) -> Iterator[Holding]:
        """What the words at a match say of the place, or the places, that they are about; of one told before
        where they have none and ``unnamed`` ones count.
        """
        place = self._near.subject_place(m.start())
        place = self._arguments.apposed(m.start()) if place is None else place
        subjects = self._arguments.subjects(m.start())
        if place is None and not subjects and unnamed:
            subjects = [(None, None)]
        elif place is not None and place not in {p for p, _ in subjects}:
            subjects = [(place, None)]
        last = next((i for i, _ in reversed(subjects) if i is not None), None)
        before = self._near.listed_with(last) if last is not None else []
        subjects = [*((i, None) for i in before if i not in {p for p, _ in subjects}), *subjects]
        for index, words in subjects:
            yield replace(self._stretch.holding(state, actor, index, m.start(), m.end()), words=words)

    def _comes_to(self, m: re.Match[str]) -> bool:
        """Whether control is told to begin: "into the hands of", "came back under", "returned to"."""
        came = forms.COMES.search(self._near.before(m.start(), 25)) is not None
        return came or m.groupdict().get("into") == "into"

    def _own_control(self) -> Iterator[Holding]:
        for m in self._stretch.find(forms.UNDER_OWN):
            end = m.start("actor") + len(_POSSESSIVE.sub("", m.group("actor")))
            actor = self._near.actor_in(m.start("actor"), end)
            if actor is None:
                actor = self._near.actor_words(m.start("actor"), end)
            if actor is not None:
                comes = self._comes_to(m)
                if comes or m.group("into") != "to":
                    yield from self._of_subject("gains" if comes else "holds", actor, m)
        for m in self._stretch.find(forms.WITH):
            actor = self._near.actor_at(m.end())
            if actor is not None and not forms.UNREAL.search(self._near.before(m.start(), 25)):
                yield from self._of_subject("holds", actor, m, unnamed=False)

    def _extents(self) -> Iterator[Holding]:
        """ "the RSF control most of X": told by a word that reads as a noun too."""
        for m in self._stretch.find(forms.CONTROL_MOST):
            actor = self._near.actor_left(m.start())
            for place in self._near.places_after(m.end(), 40) if actor is not None else []:
                yield self._stretch.holding("holds", actor, place, m.start(), m.end())

        for m in self._stretch.find(forms.RELATIVE_HELD):
            actor = self._near.actor_in(m.start("actor"), m.end("actor"))
            told_of = self._near.told_of(m.start())
            if actor is None and m.group("actor") in {"they", "it"} and told_of is not None:
                actor = self._near.pronoun(m.start("actor"), m.end("actor"))
            if told_of is not None and actor is not None:
                state = "holds" if m.group("holds") else "loses" if m.group("loses") else "gains"
                yield self._stretch.holding(state, actor, told_of, m.start("actor"), m.end())

    def _seats(self) -> Iterator[Holding]:
        for m in self._stretch.find(forms.SEAT):
            if forms.FORMERLY.search(self._near.before(m.start(), 25)):
                continue
            owner = self._near.actor_at(m.end() + 4) if self._text.startswith(" of ", m.end()) else None
            if owner is None:
                owner = self._near.actor_before(m.start(), 30)
            place = self._seat_place(m)
            if place is not None or not forms.SEVERAL_SEATS.fullmatch(m.group()):
                yield self._stretch.holding("holds", owner, place, m.start(), m.end())

    def _seat_place(self, m: re.Match[str]) -> int | None:
        """What is a stronghold: the name right behind ("stronghold of X"), else the one it is said of."""
        behind = self._near.place_after(m.end(), 25)
        gap = self._text[m.end() : self._near.start_of(behind)] if behind is not None else ""
        direct = forms.SEAT_OF.fullmatch(gap) if behind is None or not self._near.is_land(behind) else None
        if direct and direct.group("link") == "of":
            return behind
        beside = self._near.place_before(m.start(), 60)
        if beside is not None and forms.BESIDE_SEAT.fullmatch(
            self._text, self._near.end_of(beside), m.start()
        ):
            return beside
        if direct:
            return behind
        before = self._near.subject_place(m.start())
        if before is not None and behind is None and forms.SEVERAL_SEATS.fullmatch(m.group()):
            said = self._text[self._mentions[before].span.end : m.start()]
            inside = forms.IN.search(self._near.before(self._mentions[before].span.start, 25))
            return before if inside or forms.COPULA.search(said) else None  # "out of their strongholds"
        return before if before is not None else behind

    def _verb(self, verb: VerbGroup) -> Iterator[Holding]:
        """ "ISIS controls X", "the army has been in control of X", "M23 besieges X", "the rebels lost X"."""
        sentence = self._parsed.sentence
        start, end = sentence.tokens[verb.start].start, sentence.tokens[verb.end - 1].end
        tail = self._text[start : min(self._span.end, end + 32)]
        main = sentence.lower(verb.main)
        encircled = None
        control = forms.IN_CONTROL.search(tail) if forms.HAVING.fullmatch(main) else None
        if control and forms.SOUGHT.search(tail, 0, control.end()):
            return
        siege = forms.SIEGE_LAID.match(tail)
        if (
            verb.passive
            or verb.form == "infinitive"
            or not (
                control
                or siege
                or main in forms.CONTROL_VERBS | forms.LOSING_VERBS | forms.BESIEGING_VERBS
                or (encircled := forms.HAD_ENCIRCLED.match(self._text, end, self._span.end))
            )
        ):
            return
        actor = self._near.subject_actor(verb)
        if actor is None:
            return
        state = (
            "loses"
            if main in forms.LOSING_VERBS
            else "besieges"
            if siege or encircled or main in forms.BESIEGING_VERBS
            else "holds"
        )
        named = forms.RELATIVE_OBJECT.search(self._near.before(self._mentions[actor].span.start, 30))
        if (
            named is not None
            and not control
            and not forms.DIRECT_OBJECT.match(self._text, end, self._span.end)
        ):
            told_of = self._near.told_of(self._mentions[actor].span.start - len(named.group()))
            if told_of is not None:  # "X, which the army holds"
                yield self._stretch.holding(self._kept(state, end), actor, told_of, start, end)
                return
        at = start + (control.end() if control else siege.end() if siege else 0)
        reach = 70 if control or siege else 40
        if (
            state == "loses"
            and not control
            and not forms.DIRECT_OBJECT.match(self._text, end, self._span.end)
        ):
            return  # "lost ground in X", "lost five men in X"
        places = self._near.places_after(max(at, end), reach)
        winner = self._won_by(places) if state == "loses" else None
        state = self._kept(state, max((self._mentions[i].span.end for i in places), default=end))
        if encircled and not places:
            words = Span.of(self._text, encircled.start("what"), encircled.end("what"))
            yield replace(self._stretch.holding(state, actor, None, start, end), words=words)
            return
        for place in places:
            yield self._stretch.holding(state, actor, place, start, end)
            if winner is not None:
                yield self._stretch.holding("gains", winner, place, start, end)
        if (
            not places
            and named is None
            and state == "holds"
            and forms.OPEN_NOUN.match(self._text, max(at, end), self._span.end)
        ):
            yield self._stretch.holding(state, actor, None, start, max(at, end))

    def _kept(self, state: str, end: int) -> str:
        """ "kept X under blockade" besieges it: what stands behind the place or the verb at ``end``."""
        siege = forms.UNDER_BLOCKADE.match(self._text, end, self._span.end) if state == "holds" else None
        return "besieges" if siege else state

    def _won_by(self, places: Sequence[int]) -> int | None:
        """To whom a place was lost: "lost X to Y"."""
        end = max((self._mentions[i].span.end for i in places), default=None)
        found = re.compile(r" to (?:the )?").match(self._text, end) if end is not None else None
        return self._near.actor_at(found.end()) if found else None

    def _contests(self) -> Iterator[Holding]:
        """ "launched an offensive to gain control of X", "X is divided between A and B", "X, where they fight
        for control".
        """
        for m in self._stretch.find(forms.CARVED_UP):
            sides = self._sides(m.start("sides"), m.end("sides"))
            state = "holds" if forms.SHARED_OUT.search(m.group("sides")) else "contests"
            place = self._near.subject_place(m.start())
            for side in sides if len(sides) > 1 else []:
                yield self._stretch.holding(state, side, place, m.start(), m.end())
        for m in self._stretch.find(forms.FOR_CONTROL):
            place = self._near.told_of_where(m.start())
            for actor in self._near.actors_where(m.start()) if place is not None else []:
                yield self._stretch.holding("contests", actor, place, m.start(), m.end())
        for m in self._stretch.find(forms.CONTESTING):
            actors = [
                (i, a)
                for i, a in self._near.own({MentionKind.ACTOR})
                if a.span.end <= m.start()
                and not (a.head == "qualifier" or (a.head == "forces" and a.name == a.span))
            ]
            first = min(actors, key=lambda x: (x[1].span.start, -x[1].span.end), default=None)
            for place in self._near.places_after(m.end(), 60):
                if first is not None:
                    yield self._stretch.holding("contests", first[0], place, m.start(), m.end())

    def _sides(self, start: int, end: int) -> list[int]:
        """The sides of "between A and B", "into A-held and B-held areas", by names or words for a side."""
        listed = self._near.actors_from(start)
        if len(listed) > 1:
            return listed
        found: dict[str, int] = {}
        for word in forms.SIDE.finditer(self._text, start, end):
            actor = self._near.actor_words(word.start(), word.end())
            actor = self._near.actor_in(word.start(), word.end()) if actor is None else actor
            if actor is not None:
                found.setdefault(word.group().lower(), actor)
        return list(found.values())[:2]


def _covers(holding: Holding, said: Told) -> bool:
    return holding.span.start <= said.start and said.end <= holding.span.end
