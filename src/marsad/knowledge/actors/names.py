"""Finding known names in running text, whatever their article, hyphen, accent or transliteration."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from anyascii import anyascii

_ARTICLES = frozenset("al el an as ash ad adh ar at az the".split())
_PIECE = re.compile(r"[^\W_]+(?:['’ʿʾ`][^\W_]+)*")
_NO_LETTER = re.compile(r"[^a-z0-9]")
_DOUBLED = re.compile(r"([a-z])\1+")
_POSSESSIVES = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a name: its key, where it stands and how it is written."""

    key: str
    start: int
    end: int
    text: str


@lru_cache(maxsize=65536)
def _key(piece: str) -> str:
    folded = _NO_LETTER.sub("", anyascii(piece).lower())
    return _DOUBLED.sub(r"\1", folded)


@lru_cache(maxsize=8)  # a sentence is asked for by each index of names in turn
def name_pieces(text: str, start: int = 0, end: int | None = None) -> tuple[Piece, ...]:
    """The pieces of ``text[start:end]`` that count in a name: no articles, hyphens, accents, doubled
    letters.
    """
    found = []
    for m in _PIECE.finditer(text, start, len(text) if end is None else end):
        word = m.group()
        stop = m.end()
        if word.endswith(_POSSESSIVES):  # "Syria's": the possessive is no part of the name
            word, stop = word[:-2], stop - 2
        key = _key(word)
        if key and key not in _ARTICLES:
            found.append(Piece(key, m.start(), stop, word))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A known name in a text: characters ``start`` to ``end`` and the ids it may stand for."""

    start: int
    end: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    acronym: str | None
    """The letters of an acronym, which must stand in the text just so."""
    id: str
    number: int
    """Names that come first in the list win."""


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _is_acronym(name: str) -> bool:
    """Whether a short name is told from a word by its capitals: "AMISOM", "MaTT", "LeT"."""
    letters = [c for c in name if c.isalpha()]
    if not 1 < len(letters) <= _ACRONYM:
        return False
    capitals = sum(c.isupper() for c in letters)
    inner = len(letters) <= _SHORT and name[-1:].isupper() and capitals > 1
    return capitals == len(letters) or (name.isalpha() and (capitals > 2 or inner))


_ACRONYM = 6
"""Letters up to which a name in capitals is an acronym."""
_SHORT = 4
"""Letters up to which a capital at the end makes an acronym: "LeT", which is not "let"."""


class NameIndex:
    """Longest-match search for many names at once."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """``names`` are (name, id) pairs; one name may have several ids."""
        self._entries: dict[tuple[str, ...], list[_Entry]] = defaultdict(list)
        lengths: dict[str, set[int]] = defaultdict(set)
        for number, (name, ident) in enumerate(names):
            keys = tuple(p.key for p in name_pieces(name))
            if keys:
                letters = _letters(name) if _is_acronym(name) else None
                self._entries[keys].append(_Entry(letters, ident, number))
                lengths[keys[0]].add(len(keys))
                if len(keys) == 1:  # a possessive that lost its apostrophe: "Syrias"
                    lengths[keys[0] + "s"].add(1)
        self._lengths: Mapping[str, tuple[int, ...]] = {
            first: tuple(sorted(n, reverse=True)) for first, n in lengths.items()
        }

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[NameMatch]:
        """Known names in ``text[start:end]``, longest first at each place, never overlapping."""
        pieces = name_pieces(text, start, end)
        found = []
        i = 0
        while i < len(pieces):
            length, ids, bare = self._longest(text, pieces, i)
            if length:
                last = pieces[i + length - 1].end - bare  # "Syrias": the s is no part of the name
                found.append(NameMatch(_with_article(text, pieces[i].start, start), last, ids))
            i += max(1, length)
        return found

    def ids(self, name: str) -> tuple[str, ...]:
        """The ids that exactly ``name`` may stand for."""
        entries = self._entries.get(tuple(p.key for p in name_pieces(name)), ())
        return tuple(dict.fromkeys(e.id for e in entries if e.acronym is None or e.acronym == _letters(name)))

    def _longest(self, text: str, pieces: Sequence[Piece], i: int) -> tuple[int, tuple[str, ...], int]:
        """How many pieces from ``i`` are a known name, its ids, and whether it carries a lost possessive
        (1).
        """
        for n in self._lengths.get(pieces[i].key, ()):
            run = pieces[i : i + n]
            if len(run) == n and (found := self._written(text, run)):
                return n, tuple(dict.fromkeys(e.id for e, _ in found)), int(found[0][1])
        return 0, (), 0

    def _written(self, text: str, run: Sequence[Piece]) -> list[tuple[_Entry, bool]]:
        """The names that these pieces of the text are, and whether each carries a lost possessive."""
        keys = tuple([p.key for p in run])
        found = [(e, False) for e in self._entries.get(keys, ())]
        if keys[-1].endswith("s"):
            found += [(e, True) for e in self._entries.get((*keys[:-1], keys[-1][:-1]), ())]
            if len(keys) > 1:  # of names of several words the first in the list goes first; else the exact
                found.sort(key=lambda f: f[0].number)
        if not found or not _adjacent(text, run):
            return []
        named = any(p.text[:1].isupper() or not p.text[:1].isascii() for p in run)
        letters = _letters("".join(p.text for p in run))
        return [
            (e, bare)
            for e, bare in found
            if (named if e.acronym is None else letters in {e.acronym, e.acronym + "s"})
        ]


_GAP = re.compile(
    r"(?:['’]s)?[\s\-‑–.’'`]*(?:(?:al|el|an|as|ash|ad|adh|ar|at|az|the)[\s\-‑])?", re.IGNORECASE
)
"""What stands between two pieces of one name."""


def _adjacent(text: str, run: Sequence[Piece]) -> bool:
    return all(_GAP.fullmatch(text, a.end, b.start) for a, b in pairwise(run))


_ARTICLE = re.compile(r"\b(?:(?:[Aa]l|[Ee]l|[Aa]sh|[Aa]dh?|[Aa]r|[Aa]z)[-‑ ]|[Aa][nst][-‑])$")


def _with_article(text: str, at: int, floor: int) -> int:
    """The start of the name with the Arabic article glued to it ("al-Nusra"); apart from it "as", "an" and
    "at" are English words.
    """
    m = _ARTICLE.search(text[max(floor, at - 4) : at])
    return at - len(m.group()) if m else at
