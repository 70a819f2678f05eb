"""Numbers as digits and words: what they look like and what they are worth.

``NUMBER`` and ``WORD_NUMBER`` are pieces of regular expressions (use with ``re.IGNORECASE``); whatever
they match ``read_number`` reads.
"""

from __future__ import annotations

import re

_UNITS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
        range(1, 20),
        strict=True,
    )
)
_TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True)
)
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_LIGATURE = "ﬁ"
"""One letter for two in text that was taken from a page as printed ("ﬁve")."""
_GROUPS = {"dozen": 12, "score": 20, "pair": 2, "couple": 2}

# Longer words first, so that "sixty" is not read as "six".
_ones = "|".join(sorted(_UNITS, key=len, reverse=True))
_tens = "|".join(_TENS)
_small = rf"(?:(?:{_tens})(?:(?:\s?[-‑]\s?|\s)?(?:one|two|three|four|five|six|seven|eight|nine))?|{_ones})"
_small = _small.replace("fi", f"(?:fi|{_LIGATURE})")
_scale = r"(?:hundred|thousand|million|billion)"
_join = rf"(?:\s+and\s+|[-‑\s]+|\s*,\s*(?={_small}[-‑\s]+hundred))"

WORD_NUMBER = (
    r"(?:half\s+a\s+(?:million|dozen|billion)|(?:a\s+)?quarter\s+of\s+a\s+million"
    rf"|{_small}\s+and\s+a\s+half\s+(?:thousand|million|billion)"
    rf"|(?:(?:{_small}|a)[-‑\s]+)?{_scale}(?:[-‑\s]+{_scale})*"
    rf"(?:{_join}{_small}(?:[-‑\s]+{_scale})?)*"
    rf"|(?:(?:{_small}|a)[-‑\s]+)(?:dozen|score)"
    rf"|{_small})\b"
)
"""A number in words: "seven", "twenty-one", "two hundred and fifty", "half a million", "two dozen"."""

# A space or a full stop parts thousands in many countries' papers; a plain space only before full hundreds,
# lest two counts whose comma was lost ("killing 5 200 others") be read as one. Some reports set every comma
# apart ("1 , 800").
DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,3}(?:\s,\s\d{3}){1,3}|\d{1,3}(?:\.\d{3}){1,3}|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3}){1,3}"
    r"|\d{1,3}\ \d00|\d{1,10}(?:\.\d{1,2})?)(?!\d)"
)
NUMBER = (
    rf"(?:(?<![\w.,:/]){DIGITS}(?:[-‑\s]+(?:hundred|thousand|million|billion|dozen)\b)?(?!\w)"
    rf"|\b{WORD_NUMBER})"
)
"""A number in digits, with a scale word or without, or in words."""

_DIGITS = re.compile(rf"({DIGITS})(?:[-‑\s]+(hundred|thousand|million|billion|dozen))?", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+")


def read_number(text: str) -> int | None:
    """The whole number that ``text`` writes in digits or words; None for anything else.

    "1,200", "3.5 million", "2 000", "twenty-one", "a hundred", "half a million" and "two dozen" are read;
    a fraction that no scale word makes whole ("7.62") is none.
    """
    stripped = text.strip().lower().replace(_LIGATURE, "fi")
    match = _DIGITS.fullmatch(stripped)
    if match:
        return _from_digits(match.group(1), match.group(2))
    return _from_words(_WORD.findall(stripped)) if re.fullmatch(r"[a-z\s,‑-]+", stripped) else None


def _from_digits(digits: str, scale: str | None) -> int | None:
    factor = _SCALES.get(scale or "", _GROUPS.get(scale or "", 1))
    if re.fullmatch(r"\d{1,3}(?:(?:\s,\s|[,.\s\u00a0\u2009\u202f])\d{3})+", digits) and (
        factor == 1 or "." not in digits
    ):
        return int(re.sub(r"\D", "", digits)) * factor
    whole, _, fraction = digits.partition(".")
    hundredths = int(whole) * 10 ** len(fraction) + int(fraction or 0)
    value, rest = divmod(hundredths * factor, 10 ** len(fraction))
    return value if rest == 0 else None


def _from_words(words: list[str]) -> int | None:
    if words[-4:-1] == ["and", "a", "half"]:
        whole, scale = _from_words(words[:-4]), _SCALES.get(words[-1])
        return None if whole is None or scale is None else whole * scale + scale // 2
    total = current = 0
    seen = False
    for position, word in enumerate(words):
        if word == "half" and words[position + 1 : position + 2] == ["a"]:
            return _half(words[position + 2 :])
        if word == "quarter" and words[position + 1 :] == ["of", "a", "million"]:
            return 250_000
        if word in {"and", "a"}:
            continue
        seen = True
        if word in _UNITS or word in _TENS:
            current += _UNITS.get(word, 0) or _TENS[word]
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _SCALES:
            total, current = _scaled(total, current, _SCALES[word])
        elif word in _GROUPS:
            current = (current or 1) * _GROUPS[word]
        else:
            return None
    return total + current if seen else None


def _scaled(total: int, current: int, factor: int) -> tuple[int, int]:
    """``current`` times ``factor`` added to ``total``; in "hundred thousand million" the total grows too."""
    if current == 0 and total:
        return total * factor, 0
    return total + (current or 1) * factor, 0


def _half(words: list[str]) -> int | None:
    if len(words) != 1:
        return None
    factor = _SCALES.get(words[0]) or _GROUPS.get(words[0])
    return factor // 2 if factor else None
