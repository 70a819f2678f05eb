"""What the words of a speaker's description say of his or her side (``data/speakers.yaml``)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from marsad.knowledge.lexicon import plural

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class SpeakerWords:
    """Lower-case words by what they say of a speaker, singular and plural."""

    neutral: frozenset[str]
    neutral_kinds: frozenset[str]
    vague: frozenset[str]
    state: frozenset[str]
    state_media: frozenset[str]
    media: frozenset[str]
    armed: frozenset[str]
    civic: frozenset[str]
    held: frozenset[str]


@lru_cache(maxsize=1)
def speaker_words() -> SpeakerWords:
    """The shipped word lists."""
    data = yaml.load(
        (files("marsad.knowledge") / "data" / "speakers.yaml").read_text(encoding="utf-8"), _LOADER
    )
    return SpeakerWords(**{name: _forms(words) for name, words in data.items()})


def _forms(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in (word, plural(word)))
