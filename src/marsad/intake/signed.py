"""Who signs a report without a "by": correspondents with their towns, an officer with his post."""

from __future__ import annotations

import re

from marsad.intake.credits import Credits
from marsad.intake.lines import CAPITAL, capitalised, is_sentence, lines_of, word_set, words_of
from marsad.model.report import Removed
from marsad.model.span import Span

_NAME = rf"(?:(?:al|el|de|von|van|bin)[ -])?[{CAPITAL}][\w.’'-]+"
_PERSON = rf"{_NAME}(?: {_NAME}){{1,3}}"
_ALSO = re.compile(rf"\s*(?:,\s*(?:and\s+|with\s+)?|\s(?:and|with)\s+|;\s*)(?={_NAME})")
_CORRESPONDENT = re.compile(rf"{_PERSON} (?:in|near|at) {_NAME}(?: {_NAME}){{0,2}}")
# What an officer or official writes below his name.
_POSTS = word_set(
    "admiral ambassador brigadier captain chairman chairperson chairwoman chief colonel commander "
    "commissioner coordinator director editor general governor head lieutenant major minister officer "
    "president relations representative secretary spokesman spokesperson spokeswoman"
)
_SIGNED = 4


def find_signed(text: str, stamp: tuple[int, int] | None) -> Credits:
    """The names that sign ``text`` (its furniture blanked) above its date or after its last sentence.

    ``stamp`` is where the date of publication stands, if it does.
    """
    above = lines_of(text, max(0, stamp[0] - 300), stamp[0])[-1:] if stamp else ()
    head = _correspondents(above[0]) if above else Credits()
    return head if head.bylines else _below(text)


def _below(text: str) -> Credits:
    lines = lines_of(text, max(0, len(text) - 4000))
    last = max((n for n, x in enumerate(lines) if is_sentence(x.text) or len(x.text) > 160), default=None)
    if last is None:
        return Credits()
    signed = lines[last + 1 :]
    if len(signed) == 1:
        return _correspondents(signed[0])
    return _signature(signed) if 2 <= len(signed) <= _SIGNED else Credits()


def _correspondents(line: Span) -> Credits:
    """ "Ali Deh in Gao, with Sira Ba in Mopti", "Ali Deh in Gao and agencies"."""
    words = re.sub(r",? and (?:news )?agencies$", "", line.text.rstrip("."))
    parts = _ALSO.split(words)
    if not all(_CORRESPONDENT.fullmatch(p.strip()) for p in parts):
        return Credits()
    names = tuple(re.split(r" (?:in|near|at) ", p.strip())[0] for p in parts)
    return Credits(names, None, (Removed("byline", line.start, line.end),))


def _signature(lines: tuple[Span, ...]) -> Credits:
    """A name, and below it the rank and post of the person."""
    first = 1 if re.fullmatch(r"\W*signed\W*", lines[0].text, re.IGNORECASE) and len(lines) > 2 else 0
    name, posts = lines[first].text, lines[first + 1 :]
    told = {w.lower() for x in posts for w in words_of(x.text)}
    if (
        not 2 <= len(words_of(name)) <= 5
        or not re.fullmatch(r"[\w.’' -]+", name)
        or not capitalised(words_of(name))
    ):
        return Credits()
    if not told & _POSTS or any(len(words_of(x.text)) > 8 or re.search(r"[.!?]$", x.text) for x in posts):
        return Credits()
    return Credits((name,), None, (Removed("signature", lines[0].start, lines[-1].end),))
