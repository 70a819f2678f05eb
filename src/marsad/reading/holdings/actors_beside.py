"""The actors beside words of holding: who stands before "-held", whose control it is."""

from __future__ import annotations

import re

from marsad.model.reading import Mention, MentionKind
from marsad.model.span import Span
from marsad.reading.grammar.verbs import VerbGroup
from marsad.reading.holdings.beside import LISTED, WHERE, Beside

_WORD = re.compile(r"[\w’'.]+(?:-[\w’'.]+)*")
_LONGEST_NAME = 4
_ARTICLES = frozenset(("the", "a", "an"))
_ONE = re.compile(r"an?\s", re.I)
_TOGETHER = re.compile(r"\b(?:alliance|coalition|grouping|mix|mixture|patchwork|collection|combination)$")
_OF_MEMBERS = re.compile(r" of (?:the )?")
""" "an alliance of rebels": the rebels."""
_PRONOUN_OWNER = re.compile(r"\b(its|their)\s+(?:[\w-]+\s+){0,2}$", re.I)


class ActorsBeside(Beside):
    """The actors named around a stretch of one sentence."""

    def actors_where(self, at: int) -> list[int]:
        """The actors between "where" and the verb at ``at``: "where the army and the rebels (fought)"."""
        where = list(WHERE.finditer(self._text, self._span.start, at))
        named = [(i, m) for i, m in self.own({MentionKind.ACTOR}) if m.head != "qualifier"]
        return [i for i, m in named if where and where[-1].end() <= m.span.start and m.span.end <= at]

    def subject_actor(self, verb: VerbGroup) -> int | None:
        for phrase in self._parsed.syntax.subjects(verb):
            if phrase.mention is not None and phrase.mention.kind is MentionKind.ACTOR:
                return self.index_of(phrase.mention)
        return None

    def actor_at(self, at: int) -> int | None:
        """The actor whose phrase begins at ``at``, articles aside; "an alliance known as X" is X."""
        for i, m in self.own({MentionKind.ACTOR, MentionKind.PERSON}):
            if at - 1 <= m.span.start <= at + 6 and m.head != "qualifier":
                members = _OF_MEMBERS.match(self._text, m.span.end)
                if members is not None and _TOGETHER.search(m.span.text):
                    return self.actor_at(members.end())
                return self._known_as(m.span.end) or i
        return None

    def actors_from(self, at: int) -> list[int]:
        """The actors of the list that begins at ``at`` ("between A, B and C")."""
        found: list[int] = []
        edge, closed = at, 1
        for i, m in sorted(self.own({MentionKind.ACTOR}), key=lambda x: (x[1].span.start, -x[1].span.end)):
            gap = self._text[edge : m.span.start] if m.span.start >= edge else None
            if gap is None or m.head == "qualifier" or not LISTED.fullmatch(gap):
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
