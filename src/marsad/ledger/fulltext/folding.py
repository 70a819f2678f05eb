"""Words as they are compared: without case, accents and vowel marks, in any script.

Both stores index what is folded here, not what their own parsers make of a text. SQLite's and PostgreSQL's
part words differently ("12-year-old", "who.int", "٢٠١٦") and fold differently, so that one question would
have two answers; and PostgreSQL's ``unaccent`` is an extension that a user may not be allowed to install.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 200
"""Characters of a word that count; PostgreSQL takes no word of more than 2 KB."""

# Letters with a stroke or without a dot are letters of their own to Unicode, but not to whoever writes
# "Diyarbakir" on another keyboard.
_ALIKE = dict(zip("ıłøđðħŧ", "iloddht", strict=True))
# Within a word: soft hyphen, joiners and directions, the stretch of Arabic letters.
_UNHEARD = frozenset("\u00ad\u0640\u200c\u200d\u200e\u200f\u2060\ufeff")
# Scripts that do not part words with spaces are searched letter by letter, each letter a word: Thai and Lao,
# Burmese, Khmer, Japanese and Chinese. In those of India vowel signs belong to the word.
_LETTERS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(f"[{_LETTERS}]|(?:(?![{_LETTERS}])[^\\W_]|[\u0900-\u0963\u0966-\u0dff])+")


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and where it stands in the text that it was taken from."""

    text: str
    start: int
    end: int


class _Folds(dict[int, str]):
    """Folded forms by code point, worked out when first met; what ``str.translate`` looks up."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


def _folded(character: str) -> str:
    if character in _UNHEARD:
        return ""
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(_ALIKE.get(c, c) for c in bare if not unicodedata.combining(c))


_FOLDS = _Folds()


def words(text: str) -> list[str]:
    """The folded words of ``text`` in their order."""
    return [w[:LONGEST] for w in _WORD.findall(text.translate(_FOLDS))]


def placed_words(text: str) -> Iterator[Word]:
    """The same words with their offsets in ``text``; accents that follow a letter belong to it."""
    pieces = [_FOLDS[ord(c)] for c in text]
    starts = [at for at, piece in enumerate(pieces) for _ in piece]
    for found in _WORD.finditer("".join(pieces)):
        start, last = starts[found.start()], starts[found.end() - 1]
        yield Word(found.group()[:LONGEST], start, _with_marks(pieces, last + 1))


def _with_marks(pieces: list[str], end: int) -> int:
    while end < len(pieces) and not pieces[end]:
        end += 1
    return end
