"""What a user types to search, as a question that no input can break.

``shelling hospital`` asks for both words, ``"air strike"`` for words that follow each other,
``mosque OR church`` for either, ``-market`` for reports without a word, ``displac*`` for all words that begin
so. OR binds closer than AND: ``Aleppo mosque OR church`` is Aleppo and one of both. Everything else is taken
as words or left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from marsad.ledger.fulltext.folding import words

MOST_WORDS = 64
"""Words in one question; SQLite bounds how deep a question may be, and nobody types so many."""

_PIECE = re.compile(r'(?P<minus>-*)(?:"(?P<phrase>[^"]*)"?(?P<begun>\*?)|(?P<bare>[^\s"]+))')
# Keyboards and word processors make these of straight quotation marks.
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))


class BadSearch(ValueError):
    """A question that asks for nothing, or for too much at once."""


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words that follow each other; the last is the beginning of a word where ``begins``."""

    words: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One term of each of ``all_of`` stands in the text, and none of ``none_of``."""

    all_of: tuple[tuple[Term, ...], ...]
    none_of: tuple[Term, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms that may be found."""
        return tuple(term for group in self.all_of for term in group)


def question_of(typed: str) -> Question:
    """The question that ``typed`` puts. Raises BadSearch where it has no word to find, or too many."""
    groups: list[list[Term]] = []
    none_of: list[Term] = []
    either = False
    for part in _parts(typed.translate(_QUOTES)):
        if part is None:
            either = bool(groups)
            continue
        term, unwanted = part
        if unwanted:
            none_of.append(term)
        elif either:
            groups[-1].append(term)
        else:
            groups.append([term])
        either = False
    found = Question(tuple(map(tuple, groups)), tuple(none_of))
    _check(typed, found)
    return found


def _check(typed: str, found: Question) -> None:
    if not found.all_of:
        wanted = "name one that the report should hold" if found.none_of else "give letters or digits"
        raise BadSearch(f"{typed.strip()[:60]!r} holds no word to search for; {wanted}")
    if sum(len(term.words) for term in (*found.terms, *found.none_of)) > MOST_WORDS:
        raise BadSearch(f"{typed.strip()[:60]!r}... has more than {MOST_WORDS} words; search for fewer")


def _parts(typed: str) -> Iterator[tuple[Term, bool] | None]:
    """Terms, each with whether it is unwanted; None for OR. What has no letter or digit falls away."""
    for piece in _PIECE.finditer(typed):
        bare = piece["bare"]
        if bare == "OR" and not piece["minus"]:
            yield None
        elif bare != "AND" or piece["minus"]:
            held = tuple(words(piece["phrase"] if bare is None else bare))
            begins = bool(piece["begun"]) if bare is None else bare.endswith("*")
            if held:
                yield Term(held, begins), bool(piece["minus"])
