"""Persons that only the report knows, under the names that it gives them."""

from __future__ import annotations

import re

from marsad.knowledge.base import Knowledge
from marsad.model.actor import ActorKind
from marsad.model.reading import Mention, MentionKind
from marsad.model.span import Span
from marsad.reading.times.calendar_words import MONTHS
from marsad.resolving.actors.identity import Identity, identify
from marsad.resolving.actors.naming import TITLES
from marsad.resolving.actors.surnames import SURNAME
from marsad.resolving.context import Context, once


@once
def persons_of(context: Context) -> dict[str, tuple[Identity, list[Span]]]:
    """Persons under the names that the report gives them, by id, with the words for each."""
    found: dict[str, tuple[Identity, list[Span]]] = {}
    for mention in context.reading.mentions:
        if mention.kind is MentionKind.PERSON:
            person = somebody(context, mention)
            if person is not None:
                found.setdefault(person.id, (person, []))[1].append(mention.span)
    return found


def somebody(context: Context, mention: Mention) -> Identity | None:
    """A person under the name that the report gives; None for names of things ("the Boston Marathon").

    A part of a name, such as a bare surname, means the person whose fuller name the report gives. Of a police
    officer the police is the party.
    """
    home = context.scene.country
    if home is not None and _CONSTABLE.match(mention.span.text):
        police = context.knowledge.registry.police(home)
        return identify(police, context.scene.day, f"{mention.span.text!r} is one of it") if police else None
    own = _own_name(context.knowledge, mention)
    name = _fuller(context, own) if own is not None else None
    if name is None and own is not None and " " in own:
        name = own
    if name is None:
        return None
    key = re.sub(r"\W+", "-", name.lower()).strip("-")
    return Identity("local:" + key, name, ActorKind.PERSON, None, None, "a person named in the report")


def _own_name(knowledge: Knowledge, mention: Mention) -> str | None:
    """The name in the words of a mention, also one that is a noun elsewhere."""
    words = mention.span.text
    return " ".join(words.split()) if mention.head == SURNAME else proper_name(knowledge, words)


def _fuller(context: Context, own: str) -> str | None:
    """The first longer name in the report that a name is part of: "Cruz" after "Ana Cruz Soto"."""
    names = (
        _own_name(context.knowledge, m)
        for m in context.reading.mentions
        if m.kind is MentionKind.PERSON and own in m.span.text and m.span.text != own
    )
    return next((n for n in names if n is not None and n != own and f" {own} " in f" {n} "), None)


_MONTHS = frozenset(name for name in MONTHS if len(name) > 3)
"""Written out: "Jan" and "May" are names of persons too."""
_CONSTABLE = re.compile(
    r"(?:(?![A-Z]{2})[\w.'’-]+\s+){0,3}(?:[Pp]olice\s*(?:officer|m[ae]n|woman)|[Cc]onstable)\b"
)


def proper_name(knowledge: Knowledge, words: str) -> str | None:
    """The person's name that a phrase ends in, without titles and origin: "Chadian rebel chief Ali Sow".

    None for names of things ("the Boston Marathon").
    """
    run = _LAST_NAME.search(re.sub(r"\s*([-‑–])\s+(?=\w)", r"\1", words))
    if run is None or words.lower().startswith("the ") or _THING.fullmatch(words):
        return None
    name = _person_alone(run[0].split())
    peoples = knowledge.registry.peoples
    while name and (name[0].lower().rstrip(".") in TITLES or peoples.ids(name[0])):
        name = name[1:]
    common = knowledge.nouns | knowledge.lexicon.words
    if not name or name[-1].lower() in _HOUSES or any(w.lower() in common for w in name):
        return None
    return " ".join(name)


_AGED = re.compile(r"\w+-year-old|\w+-old", re.I)


def _person_alone(name: list[str]) -> list[str]:
    """A name without words of another sense ahead of it: a month of the page, an age told by words."""
    cut = max(
        (n + 1 for n, w in enumerate(name[:-2]) if w.lower() in _MONTHS or _AGED.fullmatch(w)), default=0
    )
    return name[cut:]


_HOUSES = frozenset(("institute", "college"))
"""Last words of the names of bodies that no list of nouns has: "Gulu Institute"."""
_THING = re.compile(r"(?:[Aa]n?|\d+)(?:\s+[A-Z][\w.'’-]*)+")
"""What is counted bears a name that others bear too: "a Boston Hospital", "300 Navy Seals"."""
_LAST_NAME = re.compile(
    r"(?:[^\W\d_a-z][\w.'’-]*\s+(?:(?:al|el|bin|ibn|ben|de|del|dos|da|la|los|van|von|der|y|abu)[\s-]+)*)*"
    r"(?:(?:al|el|an|as|ar)-)?[^\W\d_a-z][\w'’-]*(?=\W*$)"
)
"""The last run of capitalised words of a phrase, over the particles of names."""
