"""Places beside the words of taking: what "which" stands for, and what only contains the place taken."""

from __future__ import annotations

import re
from dataclasses import dataclass

from marsad.model.reading import Trigger
from marsad.reading.holdings.clauses import antecedent
from marsad.reading.holdings.things import COMPASS, KIND_WORDS, is_place_like
from marsad.resolving.context import Context
from marsad.resolving.control.wording import named_in, region_text

_PRONOUN = re.compile(r"(?:^|(?<=[\s,]))(?:which|that)\s+(?=[^,;:]{0,60}$)")
_NO_SUBJECT = re.compile(
    r"(?:(?:has|have|had|is|are|was|were|been|be|being|since|then|also|now|once|later|first|not|briefly|recently"
    r"|already|just|all|but|recaptured|\w+ly|would|will|could|may|might)\W+)*",
    re.I,
)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be)\s+(?:\w+ly\s+)?$")
_BESIDE = re.compile(rf"{COMPASS}\s+of\s+(?:the\s+)?", re.I)
""" "clashes south of X, which the army holds": X."""
_KIND_BEFORE = re.compile(rf"\b{KIND_WORDS}\W*$", re.I)
_OF_OWNER = re.compile(
    rf"['’]s?\s+(?:[\w-]+\s+){{0,2}}(?:{KIND_WORDS}|capital|port|airport|airfield|stronghold|seat)\b", re.I
)
_SUBURB_OF = re.compile(
    r"\s+(?:suburb|district|neighbou?rhood|quarter|town|village|camp)\s+of\s+(?:the\s+)?[A-Z]"
)
_CAPITAL_OF = re.compile(
    r",\s+(?:(?:the|an?)\s+)?(?:[\w-]+\s+){0,3}?(?:capital|seat|city|town|village|port|district|suburb)\s+"
    r"(?:of|in|near|astride|on)\s+(?:the\s+)?(?:[\w-]+\s+){0,6}?$"
)


@dataclass(frozen=True, slots=True)
class Relative:
    """What a "which" clause says was taken: place mentions with the report's words for them."""

    taken: list[tuple[int | None, str]]


def relative_object(context: Context, trigger: Trigger) -> Relative | None:
    """What was taken by the words before the clause, in "X, which the rebels seized in May".

    None where the clause has no such form, or tells of a place only by its kind ("the town which").
    """
    text, clause = context.report.text, trigger.clause
    found = _PRONOUN.search(text[clause.start : trigger.span.start])
    begin = clause.start + found.start() if found else clause.start
    if found is None or _NO_SUBJECT.fullmatch(text, clause.start + found.end(), trigger.span.start):
        return None  # "which seized X", "which was seized"
    if _PASSIVE.search(text[begin : trigger.span.start]):
        return None  # "from which the rebels were driven out"
    if re.match(r"\s+(?:the\s+)?(?-i:[A-Z])", text[trigger.span.end : clause.end]):
        return None  # "that the rebels seized X"
    sentence = context.reading.sentences[trigger.sentence]
    named = [(i, context.mention(i).span) for i in named_in(context, sentence)]
    index = antecedent(text, named, begin)
    if index is not None:
        return Relative([(index, told_of(context, index))])
    before = text[sentence.start : begin]
    told = re.search(
        r"\b(?:said|says|saying|say|claimed|added|reported|confirmed|announced)\W*(?:\w+\W+){0,6}$", before
    )
    if (
        not before.strip()
        or told
        or _KIND_BEFORE.search(before)
        or is_place_like(context.knowledge.lexicon, before.split()[-1])
    ):
        return None
    return None if found.group().strip() == "that" else Relative([])


def told_of(context: Context, index: int, left: int = 0) -> str:
    """The words for the place that what follows its name tells of; they do not begin before ``left``."""
    name, region = context.mention(index).span.text, region_text(context, index, left).text
    return name if _BESIDE.fullmatch(region.removesuffix(name)) else region


def only_contains(context: Context, index: int) -> bool:
    """Whether a place is named only for what lies in it: "X's capital, Y", "Y, capital of X", "the X
    suburb of Y".
    """
    text, span = context.report.text, context.mention(index).span
    sentence = context.reading.sentences[context.mention(index).sentence]
    if _OF_OWNER.match(text, span.end, sentence.end) or _SUBURB_OF.match(text, span.end, sentence.end):
        return True
    return _CAPITAL_OF.search(text[max(sentence.start, span.start - 80) : span.start]) is not None
