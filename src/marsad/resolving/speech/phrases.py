"""What the words of a speaker phrase say by themselves: neutral, of a state, of an armed side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.knowledge.speakers import speaker_words

WORD = re.compile(r"[^\W_]+(?:[-‑'’.][^\W_]+)*")
_PREPOSITIONS = frozenset(
    ["of", "for", "at", "in", "from", "with", "inside", "near", "within", "on", "to", "by"]
)


_OF_HERE = frozenset(["local", "locals"])
"""An official is one wherever he serves; a source, a group or a resident of the place is nobody's."""
_REGION = re.compile(r"\bstates? of (?=[A-Z])|(?<=[a-z] )State\b")
"""A region by the name of state: "in the Nigerian state of Borno"."""
_PROSECUTING = re.compile(
    r"\b(?:attorneys?[- ]general|(?:district|state|federal|county|u\.? ?s\.?) attorneys?)\b", re.I
)
""" "The attorney general" serves a state; an attorney serves whoever asks."""
_NO_SOLDIERS = re.compile(r"\b((?:secretary|director|inspector|consul|governor)s?)[- ]general\b", re.I)
"""Offices that are general by name only."""
_AT_AN_OFFICE = re.compile(
    r"\b(at (?:the )?(?:[\w'’-]+ ){0,3}?)(?:governorate|province|municipality|directorate)\b", re.I
)
""" "A source at Hama Governorate" sits in an office, one in the governorate only lives there."""
_CIVIL_DEFENCE = re.compile(r"\bcivil (?:defen[cs]e|protection)\b", re.I)
"""Those who dig out the buried, and no army."""


def _plainly(phrase: str) -> str:
    """The phrase with the offices that bear another's name told by words of their own."""
    phrase = _NO_SOLDIERS.sub(r"\1", _PROSECUTING.sub("prosecutor", phrase))
    return _AT_AN_OFFICE.sub(r"\1governor", _CIVIL_DEFENCE.sub("rescuers", phrase))


def words_of(phrase: str) -> frozenset[str]:
    """The words of a phrase in lower case; of "ISIS-held" nothing, of "pro-government" both parts too."""
    found: set[str] = set()
    for word in WORD.findall(_REGION.sub(" ", _plainly(phrase))):
        parts = re.split(r"[-‑]", word.lower())
        if parts[-1] in speaker_words().held and len(parts) > 1:
            continue
        found.update({word.lower(), *parts})
    return frozenset(re.sub(r"['’]s$", "", w) for w in found)


def core_of(phrase: str) -> list[str]:
    """The words of a phrase up to its first preposition or relative clause: where its head stands.

    A name and what stands beside it ("Ada Obi, a nurse at the clinic") count as one.
    """
    core = []
    for piece in _plainly(phrase).split(","):
        for word in WORD.findall(piece):
            if word.lower() in _PREPOSITIONS | {"who", "which", "whose"}:
                break
            core.append(word.lower())
    return core


def is_neutral(core: Sequence[str]) -> bool:
    words = speaker_words()
    if any(w in words.neutral and (w not in _OF_HERE or w == core[-1]) for w in core):
        return True
    if not core or any(w in words.state_media for w in core[:-1]):
        return False
    last = core[-1]
    kinds = [w for w in core[:-1] if w in words.neutral_kinds and not (w in _OF_HERE and _holds_office(last))]
    return (
        bool(kinds)
        and last in words.vague | {"workers", "groups", "sources", "officials"}
        and not any(w in words.armed for w in core[:-1])
    )


def _holds_office(word: str) -> bool:
    return word.removesuffix("s") == "official"


def is_medium(core: Sequence[str]) -> bool:
    """Whether a medium or press office speaks, no person who works for one or watches it."""
    words = speaker_words()
    return any(w in words.media for w in core) and not any(w in words.neutral for w in core)


def is_state_medium(phrase: str) -> bool:
    words = words_of(phrase)
    return bool(words & speaker_words().state_media and words & speaker_words().media)


def has_state_word(words: frozenset[str]) -> bool:
    return bool(words & speaker_words().state)


def has_armed_word(words: frozenset[str]) -> bool:
    return bool(words & speaker_words().armed)


def is_plain(written: str) -> bool:
    """Words that many bodies share ("state TV") or a mere letter are no name; "Press TV" is one."""
    words = speaker_words()
    if " " in written and all(w[0].isupper() for w in WORD.findall(written)):
        return False
    plain = words.media | words.vague | words.state | words.state_media
    return len(written) < 2 or all(w.lower() in plain for w in WORD.findall(written))
