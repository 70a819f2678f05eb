"""Which language a report is written in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from marsad.intake.lines import word_set

# Fewer letters than this say little: a line of names passes for many languages.
_ENOUGH = 60
_SAMPLE = 4000
# Below this confidence (0 to 1, normalised) a declared language is believed over the guess.
_SURE = 0.8
# Languages that news of wars is written in; more would only add ways to mistake a list of names.
_LANGUAGES = word_set(
    "am ar az be bg bn cs da de el en es fa fi fr he hi hr hu hy id it ja ka ku ky lv lt mk ms my ne nl "
    "no pl ps pt ro ru si sk sl sq sr sv sw ta te th tr ug uk ur vi zh "
)


def detect_language(text: str, declared: str | None = None) -> str | None:
    """The ISO 639-1 code of ``text``'s language; ``declared`` decides where the text itself is unclear.

    None where the text does not tell and nothing is declared.
    """
    told = re.split(r"[-_]", declared.strip().lower())[0] if declared else None
    told = told if told and re.fullmatch(r"[a-z]{2,3}", told) else None
    sample = text[:_SAMPLE]
    if sum(c.isalpha() for c in sample) < _ENOUGH:
        return told
    language, confidence = _identifier().classify(sample)
    return str(language) if confidence >= _SURE else told


@cache
def _identifier() -> Any:
    # Loaded on first use: the model costs more than reading a short report. Untyped upstream.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(_LANGUAGES & set(identifier.labels)))
    return identifier
