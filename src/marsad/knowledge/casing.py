"""Reports without case: wires all in capitals, archives all in small letters.

Which words are names is told by what English writes small (``data/small_words.txt.gz``, from
``training/words.py``): a word that is on no such list is a name, and so are words beside it that names are
made of. What the actor registry knows is written as it writes it.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from marsad.knowledge.actors import Registry
from marsad.model.report import Report

_TOKEN = re.compile(r"[^\W\d_]+")
_ENOUGH = 40
"""Letters without which nothing can be said of a text's case."""
_MIXED = 0.004
"""Share of capitals from which on a text has case: even one sentence of forty letters opens with one."""
_CAPITALS = 0.8
_LINKS = frozenset(
    "san santa santo el la los las de del new port fort mount lake saint st al von van bin abu".split()
)
"""Words that open or join names."""
_TITLES = frozenset(
    "president minister general colonel captain major lieutenant sergeant corporal commander governor mayor"
    " bishop archbishop msgr monsignor father reverend dr mr mrs ms sheikh ayatollah gen col lt capt sgt"
    " maj".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_PLAIN_END = re.compile(
    r"(?:ed|ing|ly|ness|ism|ists?|isation|ization|ised|ized|tions?|ments?|able|ible|ities|ity|ives?|ously|ous"
    r"|fully|ful|less|ship|hood|wards?)$"
)
"""Endings of English words: a long word with one of them is rarely a name."""
_LONG = 7
_AUXILIARY = re.compile(r"\s+(?:be|have|not|also|still|yet)\b")
"""What follows "may" the verb: "at least 12 may have died"."""
_OPENS = re.compile(r"(?:^|[.!?][\"”')]*\s+|\n\s*)$")
_DOTTED = re.compile(r"(?<![\w.])(?:[a-z]\.){2,}")
_BRACKETS = re.compile(r"\(([a-z]{2,5})(?:-([a-z]{2,5}))?\)")


def legible(report: Report, registry: Registry) -> Report:
    """The report as it is read: with capitals, where its text has none or nothing else."""
    if not without_case(report.text):
        return report
    return replace(report, text=cased(report.text, registry))


def without_case(text: str) -> bool:
    """Whether a text is written all in small letters or all in capitals."""
    letters = [c for c in text if c.isalpha() and c.upper() != c.lower()]
    if len(letters) < _ENOUGH:
        return False
    capitals = sum(c.isupper() for c in letters) / len(letters)
    return capitals < _MIXED or capitals > _CAPITALS


def cased(text: str, registry: Registry) -> str:
    """The text with the capitals that it would have; character for character as long as it was."""
    small = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    tokens = list(_TOKEN.finditer(small))
    names = _known_names(small, registry)
    short = {w for m in _BRACKETS.finditer(small) for w in m.groups() if w and w not in small_words()}
    kinds = ["acronym" if t.group() in short else _kind(small, t, registry) for t in tokens]
    beside = _beside_names(small, tokens, kinds)
    letters = list(small)
    for n, token in enumerate(tokens):
        start, end, word = token.start(), token.end(), token.group()
        if start in names:
            written = names[start]  # a name may end inside a word: "guards"
            letters[start : start + len(written)] = written
        elif kinds[n] == "acronym":
            letters[start:end] = map(_capital, word)
        elif kinds[n] == "name" or n in beside or _OPENS.search(small[max(0, start - 8) : start]):
            letters[start] = _capital(letters[start])
    for match in _DOTTED.finditer(small):
        letters[match.start() : match.end()] = match.group().upper()
    return "".join(letters)


def _capital(letter: str) -> str:
    return up if len(up := letter.upper()) == 1 else letter


def _kind(text: str, token: re.Match[str], registry: Registry) -> str:
    """What a word is by itself: ``name``, ``acronym``, ``beside`` (a name beside one) or ``small``."""
    word = token.group()
    listed = small_words()
    if word in _DAYS or (word in _MONTHS and _beside_number(text, token)):
        return "small" if _AUXILIARY.match(text, token.end()) else "name"
    if word in _MONTHS and word not in {"may", "march"}:
        return "name"
    if word == "us" and text[max(0, token.start() - 4) : token.start()] == "the ":
        return "acronym"
    if text[token.start() - 1 : token.start()].isdigit():
        return "small"  # "1st"
    if registry.lands.ids(word.capitalize()) or registry.peoples.ids(word.capitalize()):
        return "name"
    if word in listed:
        return "beside" if listed[word] or word in _TITLES or word in _LINKS else "small"
    if word in _LINKS or word in _TITLES:
        return "beside"
    if len(word) == 1 or _is_plain(word, listed):
        return "small"
    return "acronym" if len(word) <= _ACRONYM and not re.search("[aeiouy]", word) else "name"


_ACRONYM = 5


def _is_plain(word: str, listed: dict[str, bool]) -> bool:
    """Whether a word on no list is still an English one: a listed word with an ending, or a long one."""
    if len(word) >= _LONG and _PLAIN_END.search(word):
        return True
    stems = [word[: -len(e)] for e in ("s", "es", "ed", "d", "ing", "er", "ers", "ly") if word.endswith(e)]
    return any(s in listed or f"{s}e" in listed for s in stems if len(s) > 2)


def _beside_number(text: str, token: re.Match[str]) -> bool:
    around = text[max(0, token.start() - 3) : token.start()], text[token.end() : token.end() + 3]
    return any(c.isdigit() for part in around for c in part)


def _beside_names(text: str, tokens: Sequence[re.Match[str]], kinds: Sequence[str]) -> set[int]:
    """Which words of kind "beside" stand beside a name, with nothing but a blank, a dot or a hyphen between,
    over words like them.
    """
    found: set[int] = set()
    for order in (range(len(tokens)), range(len(tokens) - 1, -1, -1)):
        reaches, before = False, -1
        for n in order:
            left, right = sorted((n, before))
            joined = before >= 0 and text[tokens[left].end() : tokens[right].start()] in {" ", ". ", "-"}
            if kinds[n] == "beside" and joined and reaches:
                found.add(n)
            reaches = kinds[n] in {"name", "acronym"} or (kinds[n] == "beside" and joined and reaches)
            before = n
    return found


def _known_names(text: str, registry: Registry) -> dict[int, list[str]]:
    """Names of the registry in the text: the letters of each of their words, by where it starts."""
    titled = _TOKEN.sub(lambda m: "".join(_titled(m.group())), text)
    found: dict[int, list[str]] = {}
    for match in (*registry.names.find(titled), *registry.lands.find(titled)):
        words = list(_TOKEN.finditer(text, match.start, match.end))
        if len(words) > 1 and not text[match.start - 1 : match.start].isdigit():
            found |= {w.start(): list(w.group()) for w in words if w.group() in _SMALL_IN_NAMES}
            found |= {w.start(): _titled(w.group()) for w in words if w.group() not in _SMALL_IN_NAMES}
    shouted = "".join(map(_capital, text))
    for match in registry.names.find(shouted):
        word = text[match.start : match.end]
        if word.isalpha() and len(word) <= _ACRONYM and word not in small_words():
            acronym = registry.names.ids(word.upper()) and not registry.names.ids(word.capitalize())
            found.setdefault(match.start, list(map(_capital, word)) if acronym else _titled(word))
    return found


_SMALL_IN_NAMES = frozenset(("of", "the", "and", "for", "in", "s"))


def _titled(word: str) -> list[str]:
    return [_capital(word[0]), *word[1:]]


@cache
def small_words() -> dict[str, bool]:
    """The words that English writes small, and whether each is often part of a name."""
    packed = (files("marsad.knowledge") / "data" / "small_words.txt.gz").read_bytes()
    words = gzip.decompress(packed).decode("utf-8").split("\n")
    return {w.lstrip("^"): w.startswith("^") for w in words}
