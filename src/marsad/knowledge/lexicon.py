"""The words that readers look for: classes of head nouns, and how English inflects them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DOUBLING = frozenset(
    """
    kidnap repel expel commit admit transfer occur rebel propel compel control patrol equip
    worship program dispel
    """.split()
)
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
"""One syllable that ends in one vowel and one consonant: the consonant doubles ("slam", "slammed")."""
_IRREGULAR_VERBS = """
fight fought fought, shoot shot shot, slay slew slain, beat beat beaten, take took taken, overrun
overran overrun, win won won, fall fell fallen, come came come, drive drove driven, bring brought
brought, blow blew blown, go went gone, hit hit hit, strike struck struck, leave left left, lose
lost lost, hurt hurt hurt, hang hanged hanged, put put put, hold held held, flee fled fled, give
gave given, lay laid laid, swear swore sworn, be was been, break broke broken, send sent sent, throw
threw thrown, set set set, burn burned burnt, cut cut cut, sweep swept swept, make made made,
withdraw withdrew withdrawn, die died died, retake retook retaken, regain regained regained, lock
locked locked, wrest wrested wrested, say said said, gain gained gained, build built built, split
split split, turn turned turned, begin began begun, find found found, gun gunned gunned, mount
mounted mounted, wage waged waged, rise rose risen, undergo underwent undergone, become became
become, keep kept kept, lead led led
"""
_IRREGULAR: Mapping[str, tuple[str, str]] = {  # lemma: (past, participle)
    lemma: (past, participle)
    for lemma, past, participle in (row.split() for row in _IRREGULAR_VERBS.replace("\n", " ").split(", "))
}


@dataclass(frozen=True, slots=True)
class Inflected:
    """The forms of a verb. ``past`` and ``participle`` are equal for regular verbs."""

    base: str
    third: str
    past: str
    participle: str
    ing: str

    def all(self) -> tuple[str, ...]:
        forms = [self.base, self.third, self.past, self.participle, self.ing]
        if self.base == "be":
            forms += ["is", "are", "were", "am"]
        if self.base == "burn":
            forms.append("burnt")
        return tuple(dict.fromkeys(forms))


def inflect(verb: str) -> Inflected:
    """The forms of an English verb by rule, irregular ones from a table."""
    vowel_end = verb.endswith("e")
    stem = verb[:-1] if vowel_end else verb
    double = verb in _DOUBLING or bool(_SHORT.fullmatch(verb))
    last = verb[-1] if double else ""
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        third, past = verb[:-1] + "ies", verb[:-1] + "ied"
    else:
        third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
        past = stem + last + "ed"
    ing = (
        (verb[:-2] + "ying")
        if verb.endswith("ie")
        else (verb if verb.endswith("ee") else stem) + last + "ing"
    )
    if verb == "be":
        return Inflected("be", "is", "was", "been", "being")
    irregular = _IRREGULAR.get(verb)
    return Inflected(verb, third, *(irregular or (past, past)), ing)


def plural(noun: str) -> str:
    """The plural of a noun or of the last word of a noun phrase, by rule."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "sh", "ch", "x", "z")):
        return noun + "es"
    if noun.endswith("man"):
        return noun[:-3] + "men"
    return noun + "s"


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Head nouns by class: each maps a lower-case form (singular or plural) to its singular."""

    classes: Mapping[str, Mapping[str, str]]

    @cached_property
    def words(self) -> frozenset[str]:
        """Every single-word noun of every class, in all its forms."""
        return frozenset(w for w in self._classes_of if " " not in w)

    def classes_of(self, head: str) -> frozenset[str]:
        """The classes that a head noun or noun phrase belongs to."""
        return self._classes_of.get(head, frozenset())

    @cached_property
    def _classes_of(self) -> Mapping[str, frozenset[str]]:
        heads = {form for forms in self.classes.values() for form in forms}
        return {h: frozenset(name for name, forms in self.classes.items() if h in forms) for h in heads}

    def has(self, cls: str, head: str) -> bool:
        return head in self.classes[cls]


def _forms(nouns: Iterable[str]) -> dict[str, str]:
    forms: dict[str, str] = {}
    for noun in nouns:
        lower = noun.lower()
        forms.setdefault(lower, lower)
        forms.setdefault(plural(lower), lower)
    return forms


@lru_cache(maxsize=1)
def shipped_lexicon() -> Lexicon:
    text = (files("marsad.knowledge") / "data" / "nouns.yaml").read_text(encoding="utf-8")
    return Lexicon({name: _forms(nouns) for name, nouns in yaml.load(text, _LOADER).items()})
