"""Places told by a list or by a name that no list of places knows: what was taken with its words alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.model.reading import MentionKind, Trigger
from marsad.model.span import Span
from marsad.reading.holdings.members import PLURAL, list_from, members, parted
from marsad.reading.holdings.things import is_place_like
from marsad.reading.holdings.words import BESIEGING_VERBS, CONTROL_VERBS, LOSING_VERBS
from marsad.reading.times.calendar_words import MONTHS, WEEKDAYS
from marsad.resolving.context import Context
from marsad.resolving.control.objects import people_taken
from marsad.resolving.control.wording import between, named_in, region_text
from marsad.resolving.places.words import bare_name

Taken = list[tuple[int | None, str]]

_SEVERAL_TAKEN_UP = re.compile(
    r"\b(?:the|these|those|both|all)\s+(?:(?:above-?\s?mentioned|aforementioned|two|three|four|five"
    rf"|six)\s+)(?:of\s+)?(?:the\s+)?{PLURAL}\b|\b(?:these|those|both) {PLURAL}\b",
    re.I,
)
_LIES_BY = re.compile(r"\b(?:in|near|(?:north|south|east|west)\w* of)\s(?:(?!\band\b)[^,])*$")
"""Words that say where the last of a list lies: what they name is not of the list."""
BREAK = re.compile(
    r"[;:]|\b(?:where|while|after|before|amid|against|killing|leaving|during|following|between|since"
    r"|saying|said|with)\b|,\s+[a-z]+ing\b|\band\s+(?:then\s+|also\s+)?[a-z]+ed\b"
    rf"|\s(?:{'|'.join(sorted((CONTROL_VERBS | LOSING_VERBS | BESIEGING_VERBS) - {'control'}))})\s"
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be)\s+(?:\w+ly\s+)?$")
_NAMED_OBJECT = re.compile(
    r"\s+(?:back\s+)?(?:the\s+)?(?P<name>[A-Z][\w’'-]*(?:\s+(?:[A-Z][\w’'-]*|\d+))*)"
    r"(?:\s+(?P<next>[a-z-]+))?"
)
_NAMED_SUBJECT = re.compile(
    r"^\W*(?:and\s+|but\s+)?(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,2})\s+"
    r"(?:itself\s+)?(?:was|were|had\s+been|has\s+been)\s+(?:\w+ly\s+|then\s+|also\s+)?$"
)
""" "X was taken on": a name that no list of places knows."""
_UNIT = re.compile(
    r"\s+(?:(?:the|an?)\s+)?(?:[\w’'-]+['’]?s\s+|(?:(?:head)?quarters|base|barracks|camp)\s+of\s+(?:the\s+)?)?"
    r"(?P<name>(?:\d+(?:st|nd|rd|th)\s+(?:[A-Z]\w+\s+)?(?:Division|Brigade|Regiment|Battalion|Corps))"
    r"|(?:Division|Brigade|Regiment|Battalion|Base)\s+\d+)\b(?!['’])"
    r"(?!\s+(?:commander|officer|soldier|fighter|troop|member|chief|general|colonel)s?\b)"
)
""" "captured the army's 17th Division", "overran Brigade 93": a unit is taken with its base."""
_DATES = frozenset((*MONTHS, *WEEKDAYS))
_BEGINNINGS = frozenset(
    "tal tel tell kafr kafar kfar deir dayr beit bayt bait ain ein ayn umm um abu khirbet khirbat "
    "kherbet kherbat jabal jebel sheikh shaykh khan al el san santa new old ban ras wadi bir mount fort "
    "camp port nova novo velyka velyki".split()
)
"""What begins the names of villages, and is none by itself."""
_MAY_BE_PLACES = frozenset((MentionKind.PLACE, MentionKind.THING))
_ENDS = frozenset(
    "from in on at near after before and but by during with when while as last this a an".split()
)


def members_taken(context: Context, trigger: Trigger) -> Taken:
    """The names of a list by which several things taken are told: "captured three villages - A, B and C"."""
    text = context.report.text
    sentence = context.reading.sentences[trigger.sentence]
    passive = _PASSIVE.search(text[trigger.clause.start : trigger.span.start])
    start, end = (sentence.start, trigger.span.start) if passive else (trigger.span.end, sentence.end)
    names = members(text, start, end)
    if not names or (not passive and names[0].start - start > 110):
        return []
    return _of_names(context, names, sentence)


def listed_with(context: Context, taken: Sequence[int]) -> Taken:
    """The list that begins with the first place taken, with the names that no list of places knows."""
    if not taken:
        return []
    sentence = context.reading.sentences[context.mention(taken[0]).sentence]
    names = list_from(context.report.text, context.mention(taken[0]).span.start, sentence.end)
    return _of_names(context, names, sentence)


def _of_names(context: Context, names: Sequence[Span], sentence: Span) -> Taken:
    """The places that names of a list mean, without actors and with those told apart that lack a comma."""
    text = context.report.text
    places = {context.mention(i).span: i for i in named_in(context, sentence)}
    actors = [m.span for m in context.reading.mentions if m.kind is MentionKind.ACTOR]
    known = [span for span, i in places.items() if context.places[i].place is not None]
    parts = [p for p in parted(names, known, text) if p in places or not _meets(p, actors)]
    if "," not in text:
        parts = [piece for p in parts for piece in ([p] if p in known else told_apart(context, p))]
    return [(places.get(p), p.text) for p in parts]


def told_apart(context: Context, words: Span) -> list[Span]:
    """The names in words of an outlet that loses its commas ("A B C and D"): the longest that the gazetteer
    knows, and of the rest each word by itself, with what only begins a name ("Tal", "Kafr").
    """
    pieces = list(re.finditer(r"\S+", words.text))
    found: list[Span] = []
    at = 0
    while at < len(pieces):
        ends = range(len(pieces), at, -1)
        end = next(
            (e for e in ends if _is_name(context, words.text[pieces[at].start() : pieces[e - 1].end()])), 0
        )
        if not end:
            end = at + 1
            while end < len(pieces) and pieces[end - 1].group().lower() in _BEGINNINGS:
                end += 1
        start = words.start + pieces[at].start()
        found.append(Span.of(context.report.text, start, words.start + pieces[end - 1].end()))
        at = end
    return found


def _is_name(context: Context, words: str) -> bool:
    """Whether a place of the report's country is called so, or, of two words and more, sounds so."""
    return any(
        found.place.country == context.scene.country and (" " in words or found.how != "transliteration")
        for found in context.knowledge.gazetteer.lookup(words)
        if found.how != "fuzzy"
    )


def unit_taken(context: Context, trigger: Trigger) -> str:
    """The unit right behind a verb of taking; "" where none stands there."""
    if trigger.frame not in {"take-place", "capture-fighters"}:
        return ""
    unit = _UNIT.match(context.report.text, trigger.span.end, trigger.clause.end)
    return unit.group("name") if unit else ""


def unlisted_object(context: Context, trigger: Trigger) -> Taken:
    """The name right behind the verb, where no list has it: "captured Base 46"."""
    if trigger.frame != "take-place":
        return []
    before = context.report.text[trigger.clause.start : trigger.span.start]
    subject = _NAMED_SUBJECT.search(before)
    if subject is not None and not people_taken(context, trigger):
        start = trigger.clause.start + subject.start("name")
        name = Span.of(context.report.text, start, trigger.clause.start + subject.end("name"))
        known = [m.span for m in context.reading.mentions if m.kind not in _MAY_BE_PLACES]
        return [] if _meets(name, known) else [(None, name.text)]
    found = _NAMED_OBJECT.match(context.report.text, trigger.span.end, trigger.clause.end)
    if found is None or found.group("name").split()[0].lower() in _DATES:
        return []
    span = Span.of(context.report.text, found.start("name"), found.end("name"))
    behind = found.group("next")
    bound = behind is None or behind in _ENDS or is_place_like(context.knowledge.lexicon, behind)
    known = [m.span for m in context.reading.mentions if m.kind not in _MAY_BE_PLACES]
    return [] if not bound or _meets(span, known) else [(None, span.text)]


def _meets(span: Span, others: Sequence[Span]) -> bool:
    return any(span.overlaps(o) for o in others)


def listed(context: Context, taken: Sequence[int], behind: Sequence[int]) -> list[int]:
    """The places up to the first break of the list: what stands behind another verb was not taken with it."""
    kept: list[int] = []
    for index in taken:
        if kept and index in behind:
            gap = between(context, kept[-1], index)
            if BREAK.search(gap) or _LIES_BY.search(gap):
                break
        kept.append(index)
    return kept


_LIST = re.compile(rf"\b{PLURAL} of\b")


_LIST_GAP = 25


def taken_up(context: Context, trigger: Trigger) -> Taken:
    """The settlements that were listed last ("the villages of A, B and C"), for "the three villages"."""
    if not _SEVERAL_TAKEN_UP.search(trigger.clause.text):
        return []
    for sentence in range(trigger.sentence - 1, max(-1, trigger.sentence - 7), -1):
        span = context.reading.sentences[sentence]
        for found in _LIST.finditer(context.report.text, span.start, span.end):
            named = [
                i
                for i in named_in(context, span)
                if found.end() <= context.mention(i).span.start <= found.end() + 90
            ]
            several = named[:1]
            for index in named[1:]:
                gap = between(context, several[-1], index)
                if len(gap) > _LIST_GAP or re.search(r"\b(?:in|near|of|from|where)\b|[.;]", gap):
                    break
                several.append(index)
            if len(several) > 1:
                return [(i, context.mention(i).span.text) for i in several]
    return []


def outermost(context: Context, indices: Sequence[int]) -> list[int]:
    """Without the places that only contain another of the list ("X, Y province")."""
    containers = {bare_name(name).lower() for i in indices for name in context.places[i].mention.inside}
    return [
        i for i in indices if bare_name(context.places[i].mention.text).lower() not in containers
    ] or list(indices)


def worded(context: Context, indices: Sequence[int], left: int) -> Taken:
    """The places of a list, each with the report's words for it."""
    return [(i, region_text(context, i, left).text) for i in outermost(context, indices)]
