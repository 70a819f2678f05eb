"""The name of a body inside a speaker phrase: "head of the Syrian Observatory for Human Rights"."""

from __future__ import annotations

from marsad.model.span import Span
from marsad.reading.speech.cues import grammar, speech_words
from marsad.reading.speech.phrases import Phrase
from marsad.reading.speech.words import Words

_GENERIC = grammar("generic_bodies")
# What opens a sentence with a capital without being a name.
_COMMON = grammar("sentence_openers")
_ROLES = grammar("roles")
_INNER = frozenset(["of", "for", "and", "the", "in", "de", "la", "el", "du"])


def organisation_in(words: Words, phrase: Phrase) -> Span | None:
    """The body named in the phrase; None for persons and plain descriptions."""
    best: Phrase | None = None
    for first, last in _runs(words, phrase):
        if _is_body(words, first, last, phrase):
            best = (first, last)
            break
    return words.span(*best) if best else None


def _runs(words: Words, phrase: Phrase) -> list[Phrase]:
    """Runs of capitalised tokens, with small words inside and a body's plain noun at the end."""
    found = []
    i = phrase[0]
    while i <= phrase[1]:
        if (
            not _capital(words, i)
            or (i == 0 and words.lower(0) in _COMMON)
            or (words.is_title(i) and words.lower(i) not in speech_words().bodies)
        ):
            i += 1
            continue
        last = i
        k = i + 1
        while k <= phrase[1]:
            if _continues(words, i, last, k):
                last = k
            elif not ((words.lower(k) in _INNER and k == last + 1) or _chain(words, last, k)):
                break
            k += 1
        found.append((i, last))
        i = last + 1
    return found


def _continues(words: Words, first: int, last: int, k: int) -> bool:
    """Whether token ``k`` goes on with the name that so far runs from ``first`` to ``last``."""
    if _capital(words, k):
        return not words.is_title(k)
    if words.lower(k) == "agency" and words.lower(k - 1) == "news":
        return True
    return words.lower(k) in speech_words().bodies and k == last + 1 and not _has_body(words, first, last)


def _has_body(words: Words, first: int, last: int) -> bool:
    return any(words.lower(k) in speech_words().bodies for k in range(first, last + 1))


def _chain(words: Words, last: int, k: int) -> bool:
    """Two small words in a row inside a name: "Centre for the Study …"."""
    return k == last + 2 and words.lower(k) == "the" and words.lower(k - 1) in {"of", "for"}


def _capital(words: Words, i: int) -> bool:
    token = words.tokens[i]
    if words.lower(i) in {"the", "a", "an"} or not token.text[:1].isalpha():
        return False
    return (token.capitalised and not token.lower.endswith("-based")) or token.lower[:3] in {"al-", "el-"}


def _is_body(words: Words, first: int, last: int, phrase: Phrase) -> bool:
    bodies = speech_words().bodies
    run = range(first, last + 1)
    if first == 0 and first == last and words.lower(first) not in bodies and not words.is_acronym(first):
        return False
    if any(words.lower(i) in bodies for i in run) and (last > first or words.is_name(first)):
        return not _plain(words, first, last)
    if any(words.is_acronym(i) and words.lower(i) not in {"a", "i"} for i in run):
        return True
    before = words.lower(first - 1) if first > phrase[0] else ""
    if before in {"of", "for", "from", "with"} or (
        before == "the" and words.lower(first - 2) in {"of", "for", "from", "with"}
    ):
        return _role_before(words, first, phrase)
    return False


def _plain(words: Words, first: int, last: int) -> bool:
    """A body's word that merely begins a sentence: "Police", "Army officials"."""
    bare = (
        first == 0
        and not any(_capital(words, i) for i in range(1, last + 1))
        and words.lower(0) in speech_words().bodies
    )
    return bare and (words.lower(0) in _GENERIC or not words.is_title(last + 1))


def _role_before(words: Words, first: int, phrase: Phrase) -> bool:
    return any(words.lower(i) in _ROLES for i in range(phrase[0], first))
