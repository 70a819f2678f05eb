"""Finding known names in running text, whatever their article, hyphen, accent or transliteration."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from anyascii import anyascii

_ARTICLES = frozenset("al el an as ash ad adh ar at az the".split())
_PIECE = re.compile(r"[^\W_]+(?:['’ʿʾ`][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a name: its key, where it stands and how it is written."""

    key: str
    start: int
    end: int
    text: str


@lru_cache(maxsize=65536)
def _key(piece: str) -> str:
    folded = re.sub(r"[^a-z0-9]", "", anyascii(piece).lower())
    return re.sub(r"([a-z])\1+", r"\1", folded)


@lru_cache(maxsize=8)  # a sentence is asked for by each index of names in turn
def name_pieces(text: str, start: int = 0, end: int | None = None) -> tuple[Piece, ...]:
    """The pieces of ``text[start:end]`` that count in a name: no articles, hyphens, accents, doubled
    letters.
    """
    found = []
    for m in _PIECE.finditer(text, start, len(text) if end is None else end):
        word = m.group()
        stop = m.end()
        if re.search(r"['’]s$", word):  # "Syria's": the possessive is no part of the name
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
    keys: tuple[str, ...]
    acronym: str | None
    """The letters of an acronym, which must stand in the text just so."""
    id: str


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
        self._by_first: dict[str, list[_Entry]] = defaultdict(list)
        for name, ident in names:
            keys = tuple(p.key for p in name_pieces(name))
            if keys:
                letters = _letters(name) if _is_acronym(name) else None
                self._by_first[keys[0]].append(_Entry(keys, letters, ident))

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
        keys = tuple(p.key for p in name_pieces(name))
        if not keys:
            return ()
        return tuple(
            dict.fromkeys(
                e.id for e in self._by_first.get(keys[0], ())
                if e.keys == keys and (e.acronym is None or e.acronym == _letters(name))
            )
        )  # fmt: skip

    def _longest(self, text: str, pieces: Sequence[Piece], i: int) -> tuple[int, tuple[str, ...], int]:
        """How many pieces from ``i`` are a known name, its ids, and whether it carries a lost possessive
        (1).
        """
        best = possessive = 0
        ids: dict[str, None] = {}
        heads = [pieces[i].key]
        if heads[0].endswith("s"):  # a possessive that lost its apostrophe: "Syrias"
            heads.append(heads[0][:-1])
        for head in heads:
            for entry in self._by_first.get(head, ()):
                n = len(entry.keys)
                if n < best or not _matches(text, entry, pieces[i : i + n], bare=head != heads[0]):
                    continue
                if n > best:
                    best, ids = n, {}
                    possessive = int(pieces[i + n - 1].key == entry.keys[-1] + "s")
                ids[entry.id] = None
        return best, tuple(ids), possessive


def _matches(text: str, entry: _Entry, run: Sequence[Piece], bare: bool) -> bool:
    """Whether the pieces of the text are this name: same keys, adjacent, with the capitals a name has."""
    n = len(entry.keys)
    if len(run) < n:
        return False
    if bare and n > 1:  # only the last piece of a name can carry a lost possessive
        return False
    for k in range(n):
        key = run[k].key
        if key != entry.keys[k] and not (k == n - 1 and key == entry.keys[k] + "s"):
            return False
    for a, b in pairwise(run):
        if not re.fullmatch(
            r"(?:['’]s)?[\s\-‑–.’'`]*(?:(?:al|el|an|as|ash|ad|adh|ar|at|az|the)[\s\-‑])?",
            text[a.end : b.start],
            re.I,
        ):
            return False
    if entry.acronym is not None:
        written = _letters("".join(p.text for p in run))
        return written in {entry.acronym, entry.acronym + "s"}
    return any(p.text[:1].isupper() or not p.text[:1].isascii() for p in run)


def _with_article(text: str, at: int, floor: int) -> int:
    """The start of the name with the Arabic article glued to it ("al-Nusra"); apart from it "as", "an" and
    "at" are English words.
    """
    m = re.search(
        r"\b(?:(?:[Aa]l|[Ee]l|[Aa]sh|[Aa]dh?|[Aa]r|[Aa]z)[-‑ ]|[Aa][nst][-‑])$", text[max(floor, at - 4) : at]
    )
    return at - len(m.group()) if m else at
