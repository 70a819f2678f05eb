"""Numbers of people and things, with their hedges, as the annotation guide counts them.

A quantity's span covers hedge and number ("more than 30", "dozens of", "a number of"), never the noun;
"a family of six" is one quantity. What looks like a number but counts nothing (years, ages, money, distances,
names of weapons and units) is told apart in ``quantity_context``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from marsad.model.reading import Quantity
from marsad.model.span import Span
from marsad.model.time import TimeExpression
from marsad.reading.quantities.context import Surroundings, counts
from marsad.reading.quantities.numbers import NUMBER, read_number
from marsad.reading.times.find import find_times

__all__ = ["find_quantities", "read_number"]

_AT_LEAST = (
    r"(?:at\s+(?:the\s+very\s+)?least|(?:well\s+|slightly\s+|just\s+|far\s+)?(?:more\s+than|over)"
    r"|above|exceeding"
    r"|no(?:t)?\s+(?:fewer|less)\s+than|upwards?\s+of|in\s+excess\s+of|a\s+minimum\s+of|greater\s+than)"
)
_AT_MOST = (
    r"(?:up\s+to|as\s+many\s+as|as\s+much\s+as|at\s+most|no(?:t)?\s+more\s+than"
    r"|(?<!no\s)(?<!not\s)(?:fewer|less)\s+than"
    r"|a\s+maximum\s+of)"
)
_ABOUT = (
    r"(?:about|around|some|roughly|approximately|approx\.?|nearly|almost|close\s+to|an\s+estimated"
    r"|estimated(?:\s+at)?"
    r"|circa|just\s+under)"
)
_HEDGES = rf"(?P<hedges>(?:\b(?:{_AT_MOST}|{_AT_LEAST}|{_ABOUT})\s+){{0,3}})"

# The figures of the annotation guide; a vague word sets no upper bound. "Tenths" is tens in the English
# of some outlets.
_VAGUE = {
    "tens": 20,
    "tenths": 20,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "millions": 2_000_000,
}
_FEW = {"several": 3, "a few": 3, "a handful": 3, "a couple": 2, "a pair": 2}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}

_few = r"(?:several|a\s+few|a\s+handful|a\s+couple|a\s+pair)"
_uncounted = (
    r"(?:an?\s+(?:[a-z]{1,20}\s+)?number\s+of|(?:large|great|huge|unknown|small|significant)\s+numbers\s+of"
    r"|(?<!how\s)(?<!as\s)(?<!so\s)(?<!too\s)many(?:\s+of)?|numerous|countless)"
)
_BODY = (
    rf"(?P<family>(?:\b(?:an?|the|one)\s+)?(?:\b[\w-]{{1,30}}\s+)?\bfamily\s+of\s+(?P<members>{NUMBER}))"
    rf"|(?P<between>between\s+(?P<b1>{NUMBER})\s+and\s+(?P<b2>{NUMBER}))"
    rf"|(?P<range>(?P<r1>{NUMBER})(?P<sep>\s*[-–—]\s*|\s+to\s+|\s+or\s+)(?P<r2>{NUMBER}))"
    r"|\b(?:many\s+)?(?P<heap>tens|dozens|scores|hundreds)\s+of\s+(?P<of>thousands|millions)\b(?:\s+of\b)?"
    rf"|\b(?P<scaled>{_few}(?:\s+of)?\s+(?P<scale>dozen|hundred|thousand|million))\b(?:\s+of\b)?"
    r"|\b(?:many\s+)?(?P<vague>dozens|hundreds|thousands|millions|(?:tens|tenths|scores)(?=\s+(?:of"
    r"|who|more|others|were|killed"
    r"|dead|wounded|injured|are|have|had)\b)|(?:(?<=wounded\s)|(?<=wounding\s)|(?<=injured\s)|(?<=injuring\s)|(?<=killed\s)|(?<=killing\s))scores)\b(?:\s+of\b)?"
    rf"|\b(?P<few>several|a\s+few|(?:a\s+handful|a\s+couple|a\s+pair)(?=\s+of\b))\b(?:\s+of\b)?"
    rf"|\b(?P<uncounted>{_uncounted})\b"
    rf"|(?P<number>{NUMBER})"
    r"|\b(?P<both>both|another)\b"
)
_TAIL = r"(?P<tail>\s+or\s+(?:so|more|fewer|less)\b|\+(?!\w)|-odd\b|(?=))"
# All forms begin with a word, so that the search need not try the letters inside words.
_QUANTITY = re.compile(rf"\b(?=\w){_HEDGES}(?P<body>{_BODY}){_TAIL}", re.IGNORECASE)
_ONE_NUMBER = re.compile(rf"{_HEDGES}(?P<body>(?P<number>{NUMBER})){_TAIL}", re.IGNORECASE)
# Telephone numbers, addresses of pages and of people: their digits count nothing.
_ADDRESS = re.compile(r"\+\d[\d ()-]{6,}\d|\b(?:https?://|www\.)\S+|(?<!\S)\S{1,80}@\S+")
_MASK = "\x00"
_PASSED = re.compile(
    r"\b(?:topp(?:ed|ing|s)|tops|exceed(?:ed|ing|s)?|surpass(?:ed|ing|es)?|(?:has|have|had) passed"
    r"|past)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
"""A toll that a verb calls higher: "the number of dead topped 2,200", "has passed the 300 mark"."""


def find_quantities(
    text: str, sentences: Sequence[Span], times: Sequence[TimeExpression] | None = None
) -> tuple[Quantity, ...]:
    """The quantities of ``sentences`` in order, none overlapping another; spans are offsets into ``text``.

    ``times`` are the text's time expressions, in which no number counts; without them they are looked for.
    """
    masked = _without(text, find_times(text, sentences) if times is None else times)
    found: list[Quantity] = []
    for sentence in sentences:
        found.extend(_in_sentence(text, masked, sentence))
    return tuple(found)


def _without(text: str, times: Sequence[TimeExpression]) -> str:
    """``text`` with its time expressions blanked, of the same length."""
    parts: list[str] = []
    at = 0
    blanks = [(t.span.start, t.span.end) for t in times] + [m.span() for m in _ADDRESS.finditer(text)]
    for start, end in sorted(blanks):
        if end > at:
            parts += [text[at:start], _MASK * (end - max(start, at))]
            at = end
    return "".join([*parts, text[at:]])


def _in_sentence(text: str, masked: str, sentence: Span) -> Iterator[Quantity]:
    at = sentence.start
    while match := _QUANTITY.search(masked, at, sentence.end):
        if match["range"] and not _rises(masked, match):
            single = _ONE_NUMBER.match(masked, match.start(), sentence.end)
            match = single or match
        bounds = _bounds(match)
        if bounds and bounds[0] == bounds[1] and _PASSED.search(masked, sentence.start, match.start()):
            bounds = bounds[0], None
        if bounds and counts(_surroundings(masked, match, sentence)):
            yield Quantity(Span.of(text, match.start(), match.end()), *bounds)
        at = max(match.end(), at + 1)


def _rises(masked: str, match: re.Match[str]) -> bool:
    """Whether two numbers make a range ("70 to 80"), not a score ("3-1") or a rise from 70 to 80."""
    first, last = read_number(match["r1"]), read_number(match["r2"])
    if first is None or last is None or first >= last:
        return False
    before = masked[max(0, match.start() - 12) : match.start()].lower()
    if 1900 <= first < 2100 and 1900 <= last < 2100:
        return False
    rose = match["sep"].strip().lower() == "to" and re.search(r"\bfrom\s+$", before)
    return not rose and last <= first * 20


def _bounds(match: re.Match[str]) -> tuple[int | None, int | None] | None:
    """Lower and upper bound; None where the words are no number after all."""
    groups = match.groupdict()
    if groups.get("uncounted"):
        return None, None
    ends = _ends(groups)
    if ends is None:
        return None
    low, high = ends
    hedges, tail = match["hedges"].lower(), (match["tail"] or "").lower().split()
    largest = high if high is not None else low
    if re.search(rf"\b{_AT_MOST}\b", hedges) or tail[1:] in (["fewer"], ["less"]):
        return None, largest
    if (re.search(rf"\b{_AT_LEAST}\b", hedges) and low == high) or tail[1:] == ["more"] or tail == ["+"]:
        return low, None
    return low, high


def _ends(groups: dict[str, str | None]) -> tuple[int, int | None] | None:
    """The two ends before any hedge is weighed."""
    for one, other in (("b1", "b2"), ("r1", "r2")):
        first, last = read_number(groups.get(one) or ""), read_number(groups.get(other) or "")
        if groups.get(one) and groups.get(other):
            return (first, last) if first is not None and last is not None and first < last else None
    if groups.get("heap"):
        return _VAGUE[_word(groups["heap"])] * (
            1000 if _word(groups["of"]) == "thousands" else 1_000_000
        ), None
    if groups.get("scaled"):
        return _few_value(groups["scaled"]) * _SCALES[_word(groups["scale"])], None
    if groups.get("vague"):
        return _VAGUE[_word(groups["vague"])], None
    if groups.get("few"):
        return _few_value(groups["few"]), None
    if groups.get("both"):
        return (2, 2) if _word(groups["both"]) == "both" else (1, 1)
    number = read_number(groups.get("members") or groups.get("number") or "")
    return (number, number) if number else None


def _word(words: str | None) -> str:
    return re.sub(r"\s+", " ", (words or "").lower())


def _few_value(words: str | None) -> int:
    lower = _word(words)
    return next(value for word, value in _FEW.items() if lower.startswith(word))


def _surroundings(masked: str, match: re.Match[str], sentence: Span) -> Surroundings:
    groups = match.groupdict()
    return Surroundings(
        before=masked[max(sentence.start, match.start() - 40) : match.start()],
        body=match["body"],
        after=masked[match.end() : min(sentence.end, match.end() + 60)],
        hedged=bool(match["hedges"]),
        number=bool(groups.get("number") or groups.get("range") or groups.get("between")),
        family=bool(groups.get("family")),
    )
