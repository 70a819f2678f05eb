"""The words of speech, as ``knowledge/data/speech.yaml`` lists them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from marsad.knowledge.lexicon import inflect, plural, shipped_lexicon
from marsad.model.reading import Stance

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SPEAKING_CLASSES = (
    "people",
    "police",
    "government",
    "state",
    "rebel",
    "jihadist",
    "militia",
    "fighter",
    "speaker",
)
_MARKS = "!=+~^"


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A verb that attributes.

    ``tail`` are the words that must follow it; "(NP)" lets a phrase stand between. The flags are the marks
    of the word list.
    """

    lemma: str
    stance: Stance
    tail: tuple[str, ...] = ()
    weak: bool = False
    takes_object: bool = False
    takes_addressee: bool = False
    inverts: bool = False
    needs_that: bool = False
    seen: bool = False


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """All word lists of speech.

    ``verbs`` maps each inflected form to the verbs it may be, longest tail first.
    """

    verbs: Mapping[str, tuple[CueVerb, ...]]
    heads: frozenset[str]
    """Singular and plural heads of phrases that can speak."""
    person_plurals: frozenset[str]
    """Plurals that stand for speakers without an article ("residents")."""
    titles: frozenset[str]
    bodies: frozenset[str]
    silent: frozenset[str]
    onlookers: frozenset[str]
    hearsay_adverbs: frozenset[str]
    hearsay_adjectives: frozenset[str]
    hearsay_passives: frozenset[str]


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    text = (files("marsad.knowledge") / "data" / "speech.yaml").read_text(encoding="utf-8")
    data: Mapping[str, Any] = yaml.load(text, _LOADER)
    return data


@lru_cache(maxsize=64)
def grammar(name: str) -> frozenset[str]:
    """A closed class of words ("prepositions") from the ``grammar`` part of the word lists."""
    return frozenset(_data()["grammar"][name])


@lru_cache(maxsize=1)
def speech_words() -> SpeechWords:
    """The shipped word lists."""
    data = _data()
    heads = _heads(data["speakers"])
    return SpeechWords(
        verbs=_verbs(data),
        heads=heads,
        person_plurals=frozenset(plural(h) for h in heads if plural(h) in heads) | _irregular_plurals(heads),
        titles=frozenset(data["titles"]),
        bodies=frozenset(data["bodies"]),
        silent=frozenset(data["silent"]),
        onlookers=frozenset(data["onlookers"]),
        hearsay_adverbs=frozenset(data["hearsay"]["adverbs"]),
        hearsay_adjectives=frozenset(data["hearsay"]["adjectives"]),
        hearsay_passives=frozenset(data["hearsay"]["passives"]),
    )


def _heads(speakers: Iterable[str]) -> frozenset[str]:
    heads = {form for noun in speakers for form in (noun, plural(noun))}
    classes = shipped_lexicon().classes
    for name in _SPEAKING_CLASSES:
        heads.update(form for form in classes.get(name, {}) if " " not in form)
    return frozenset(heads)


def _irregular_plurals(heads: frozenset[str]) -> frozenset[str]:
    return frozenset(
        h
        for h in heads
        if h.endswith(("men", "women", "people"))
        or h in {"people", "police", "media", "staff", "authorities"}
    )


def _verbs(data: Mapping[str, Any]) -> dict[str, tuple[CueVerb, ...]]:
    irregular: Mapping[str, Sequence[str]] = data["irregular"]
    found: dict[str, list[CueVerb]] = {}
    for stance, entries in data["verbs"].items():
        for entry in entries:
            verb = _verb(entry, Stance(stance), frozenset(data["invert"]))
            for form in _forms(verb.lemma, irregular):
                found.setdefault(form, []).append(verb)
    return {form: tuple(sorted(verbs, key=lambda v: -len(v.tail))) for form, verbs in found.items()}


def _verb(entry: str, stance: Stance, inverting: frozenset[str]) -> CueVerb:
    marks = {m for m in _MARKS if m in entry}
    lemma, *tail = entry.translate({ord(m): None for m in _MARKS}).split()
    return CueVerb(
        lemma,
        stance,
        tuple(tail),
        weak="!" in marks,
        takes_object="=" in marks,
        takes_addressee="+" in marks,
        inverts=lemma in inverting and not tail,
        needs_that="~" in marks,
        seen="^" in marks,
    )


def _forms(lemma: str, irregular: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    if lemma in irregular:
        return (lemma, *irregular[lemma])
    return inflect(lemma).all()
