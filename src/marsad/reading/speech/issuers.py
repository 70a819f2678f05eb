"""Who issues a report that is a release itself: a communiqué, a press note."""

from __future__ import annotations

import re

from marsad.model.reading import Attribution, Stance
from marsad.model.span import Span
from marsad.reading.speech.cues import speech_words

_HEAD = 400
"""Characters at the beginning in which a release says what it is and whose."""
_MOST = 10
"""Words that a line has at most that only names a body or a kind of release."""
_FEWEST = 2
"""Words that its name has at least, beside those for a kind of release."""
_RELEASE = re.compile(
    r"\b(?:press (?:release|note|statement|office|committee)|communiqu[eé]s?|(?:for )?immediate release"
    r"|public (?:affairs|relations)|information note|field report"
    r"|statement (?:no|number|to)\b)",
    re.I,
)
_LINE = re.compile(r"[^\n|()\[\]]+")
_SMALL = frozenset(["of", "the", "for", "and", "in", "to", "on", "a", "–", "-"])
_WORD = re.compile(r"[^\s,.:;]+")


def issuer_of(text: str) -> Attribution | None:
    """The body named in the head of a release, said to tell nothing in particular; None for any other text.

    Both must stand in lines or brackets of their own: what a sentence tells of a press release is no head.
    """
    lines = [m for m in _LINE.finditer(text, 0, _HEAD) if 0 < len(m.group().split()) <= _MOST]
    if not any(_RELEASE.search(line.group()) for line in lines):
        return None
    bodies = (_body(text, line) for line in lines)
    name = next((b for b in bodies if b is not None), None)
    return Attribution(name, name, (), Stance.ASSERTS, name, credit=True) if name is not None else None


def _body(text: str, line: re.Match[str]) -> Span | None:
    """The line where it is the name of a body and no more."""
    words = _WORD.findall(_RELEASE.sub(" ", line.group()))
    named = [w for w in words if w.lower() not in _SMALL]
    if len(named) < _FEWEST or not any(w.lower() in speech_words().bodies for w in named):
        return None
    bracketed = text[line.start() - 1 : line.start()] in {"(", "["}
    if any(c.isdigit() or c == ":" for c in line.group()) or not (
        bracketed or all(w[0].isupper() for w in named)
    ):
        return None
    start = line.start() + len(line.group()) - len(line.group().lstrip())
    return Span.of(text, start, line.start() + len(line.group().rstrip(" .,:;")))
