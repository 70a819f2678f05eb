"""Where a deed was: which of the places named beside it is its own.

A report names more places than events: whence somebody came, what a village lies near, which capital
speaks. The place of a deed is the most specific one that stands with it and is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from marsad.model.reading import MentionKind, RoleName, Trigger
from marsad.model.span import Span
from marsad.resolving.context import Context, once
from marsad.resolving.places.choice import VAST
from marsad.resolving.places.decision import GREAT, LOCAL

_CLASS = {"exact": 0, "near": 0, "area": 2, "admin1": 3, "country": 4}
"""How specific a place is, by its precision: exact and near alike, areas and provinces alike."""
_NAMED_ONLY = 1
"""The class of a place that is named where only places are, but that no gazetteer knows."""
_NOWHERE = 5
_SPOTS = frozenset(("village", "town", "neighbourhood", "camp"))

_COMPASS = r"(?:north|south)?-?(?:east|west)?(?:north|south|east|west)(?:ern)?"
_KIND = r"(?:city|town|village|capital|province|governorate|state|border|district)"
_IN_PLACE = re.compile(
    rf"\b(?:in|inside|within|at|near|outside|around|across|throughout|on|over)(?: the| nearby| both)?"
    rf"(?: {_COMPASS}| central| downtown| rural| upper| lower)?(?: \w+)?(?: {_KIND})?(?: of)?(?: the)? $"
    rf"|\b{_KIND}s? of (?:the )?$"
    r"|\b(?:outskirts|countryside|suburbs|areas?|parts?|edge|heart|centre|center) of (?:the )?$",
    re.IGNORECASE,
)
_COUNTRY_PLACED = re.compile(
    rf"\b(?:in|inside|across|throughout|into|within|over|of|to|from|around|{_COMPASS}|central) (?:the )?$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|based in|born in|native of|son of|monitors? \w+ from) (?:the )?(?:\w+ of )?$", re.IGNORECASE
)
_TAKEN_TO = re.compile(
    r"\b(?:taken|rushed|transferred|transported|flown|airlifted|hospitali[sz]ed|brought|fled"
    r"|flee|fleeing)\b[^.;]{0,40}\b(?:to|in) (?:\w+ ){0,3}$",
    re.IGNORECASE,
)
_LANDMARK = re.compile(
    rf"(?:\b{_COMPASS} of|\b(?:km|kms|kilomet(?:er|re)s?|miles?)\)?(?: \([^)]*\))?(?: {_COMPASS})?"
    r"(?: of| from| away from| outside)?"
    r"|\bnear(?:by| to)?|\bclose to|\bnot far from|\bnext to|\boutside"
    r"|\broad (?:to|from)|\bhighway (?:to|from)|\bborder with)"
    rf"(?: the)?(?: {_KIND})?(?: of)?,? $",
    re.IGNORECASE,
)
_ACTS_BEFORE = re.compile(
    r"\b(?:by|with|loyal to|between|allied (?:to|with)|against|accus\w+|blam\w+|urg\w+|told|ask\w+"
    r"|(?:orders|pressure|support|backing|aid|help|weapons|instructions|approval) from) $",
    re.IGNORECASE,
)
_ACTS_BEHIND = re.compile(
    r"(?:['’]s?)? ?(?:and [A-Z]\w+ )?(?:has|have|had|says|said|den\w+|blam\w+|accus\w+|insist\w+"
    r"|want\w*|reject\w+|will|would"
    r"|announc\w+|warn\w+|support\w+|back\w+|ally|allies|agreed?|(?:the )?regime)\b",
)
_OFFICE_BEHIND = re.compile(
    r"['’]?s?\.? (?:embass(?:y|ies)|consulates?|missions?|diplomat\w*|ambassadors?|troops|forces|soldiers"
    r"|marines|army|navy|military|air force|warplanes|jets|officials?|government|nationals|citizens)\b",
    re.IGNORECASE,
)
"""What belongs to a country wherever it is: "at the U.S. embassies in Kenya"."""
_OUTLET_BEHIND = re.compile(
    r"[’']?s? (?:domestic service|radio|television|tv|newspaper|daily|weekly|news agency|Times|Post|Herald"
    r"|Tribune|Gazette|Globe|Journal|Chronicle|Telegraph|Observer|Radio|Television|TV)\b"
)
"""What makes the name that of an outlet."""
_OWNED_BEHIND = re.compile(
    r"['’]s? (?:(?:home|residence|house|car|office|wife|husband|son|daughter|brother|sister|family|body)\b)"
)
"""What persons have and places have not: "in front of Angulo's residence"."""
_AT_NAME = re.compile(r"\b(?:in|at|near|around|outside|inside|of|to|from) $", re.IGNORECASE)
_LIST_GAP = re.compile(
    r"(?:, [A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,2})?(?:,|,? (?:and|or))(?: (?:in|at|near|the))* $"
)
"""What stands between two places of a list: "Nairobi, Kenya, and Dar es Salaam"."""
_DATELINE = re.compile(r"(?:, [A-Z][\w .]+)?(?:, [A-Z][a-z]+\.? \d+)?,? ?(?:\([^)]*\))? ?(?:--|-|—|–) ")
_LOOK = 60
"""Characters looked at before a place."""
_SPEECH = 110
"""Characters between a verb of speaking and the place where somebody spoke."""
_NEAR = 90
"""Characters between a place and the landmark that it is told to lie by."""


def place_told(context: Context, triggers: Sequence[Trigger]) -> int | None:
    """The most specific place that the triggers' clauses name, the nearest among equals; the sentence's
    where they name none. The index of its mention; None where no place is told.
    """
    clauses = [
        r.mention for t in triggers for r in t.roles
        if r.name in {RoleName.PLACE, RoleName.PATIENT}
        and context.mention(r.mention).kind is MentionKind.PLACE
    ]  # fmt: skip
    chosen = _best(context, triggers, _own(context, clauses, triggers))
    if chosen is not None:
        return chosen
    sentence = triggers[0].sentence
    beside = [
        i for i in context.places
        if context.mention(i).sentence == sentence and context.mention(i).kind is MentionKind.PLACE
    ]  # fmt: skip
    return _best(context, triggers, [i for i in _own(context, beside, triggers) if in_place(context, i)])


def _own(context: Context, indices: Sequence[int], triggers: Sequence[Trigger]) -> list[int]:
    """The places that may be a deed's own."""

    def struck(i: int) -> bool:  # "bombed Serbia", not "attacks U.S. embassies"
        span = context.mention(i).span
        if _OFFICE_BEHIND.match(context.report.text[span.end : span.end + 40]):
            return False
        return any(0 < span.start - t.span.end <= 1 for t in triggers)

    return [
        i for i in dict.fromkeys(indices) if i in context.places and (struck(i) or not _elsewhere(context, i))
    ]


def _best(context: Context, triggers: Sequence[Trigger], told: Sequence[int]) -> int | None:
    areas = {area.lower() for i in told for area in context.places[i].mention.inside}
    told = [i for i in told if not _surrounds(context, i, areas)] or told
    usable = [i for i in told if _class(context, i) < _NOWHERE]

    def rank(i: int) -> tuple[bool, int, int]:
        span = context.mention(i).span
        distance = min(abs(span.start - t.span.start) for t in triggers)
        return (_aside(context, i, usable), _class(context, i), distance)

    chosen = min(usable, key=rank, default=None)
    return None if chosen is None else _first_listed(context, chosen)


def _first_listed(context: Context, chosen: int) -> int:
    """The first place of the list that ``chosen`` stands in: the toll of several is told of the first."""
    span = context.mention(chosen).span
    for other in context.places:
        end = context.mention(other).span.end
        if end >= span.start or not _LIST_GAP.fullmatch(context.report.text[end : span.start]):
            continue
        if _class(context, other) == _class(context, chosen) and not _elsewhere(context, other):
            return _first_listed(context, other)
    return chosen


def _surrounds(context: Context, index: int, areas: Collection[str]) -> bool:
    """Whether a place is one of the areas that another is told to lie in: "Tiri village in Bint district"."""
    name = context.places[index].mention.text.lower()
    return name in areas or any(area.startswith(f"{name} ") for area in areas)


def _class(context: Context, index: int) -> int:
    resolved = context.places[index]
    if resolved.place is not None and resolved.place.id.startswith(LOCAL) and resolved.place.lat is None:
        return _NAMED_ONLY  # known to lie in an area, and no more
    if resolved.place is not None:
        return _CLASS.get(resolved.precision or "", _NOWHERE)
    if context.knowledge.registry.lands.ids(resolved.mention.text):
        return _CLASS["country"]
    placed = in_place(context, index)
    if resolved.mention.kind_hint in _SPOTS:
        return 0 if placed else _NAMED_ONLY
    return _NAMED_ONLY if resolved.mention.kind_hint or placed else _NOWHERE


@once
def _before(context: Context, index: int) -> str:
    start = (context.mention(index).name or context.mention(index).span).start
    return re.sub(r"\s+", " ", context.report.text[max(0, start - _LOOK) : start])


@once
def in_place(context: Context, index: int) -> bool:
    """Whether the words before a place put something there: "in", "near", "the outskirts of"."""
    return bool(_IN_PLACE.search(_before(context, index)))


def stands_by(context: Context, triggers: Sequence[Trigger], index: int) -> bool:
    """Whether no other deed's words stand nearer to a place: "arrested for the bombing in Kenya"."""
    at = context.mention(index).span.start
    beside = [t for t in context.reading.triggers if t.sentence == triggers[0].sentence]
    nearest = min([*triggers, *beside], key=lambda t: abs(t.span.start - at))
    return nearest in triggers


def may_be_there(context: Context, index: int) -> bool:
    """Whether a deed may have been at a place that some sentence names."""
    return not _elsewhere(context, index)


@once
def _elsewhere(context: Context, index: int) -> bool:
    """A place that only says what somebody is based on or named after, or that stands for who rules there."""
    span = context.mention(index).name or context.mention(index).span
    behind = context.report.text[span.end : span.end + 40]
    if behind.lower().startswith(("-based", "-born", "-backed", " based")):
        return True
    if _OUTLET_BEHIND.match(behind) or _is_surname(context, index) or _spoken_there(context, span):
        return True
    before = _before(context, index)
    if context.places[index].precision == "country":  # a country acts unless a preposition puts us in it
        return bool(_OFFICE_BEHIND.match(behind)) or not _COUNTRY_PLACED.search(before)
    if _is_capital(context, index) and not in_place(context, index):
        return bool(_ACTS_BEFORE.search(before) or _ACTS_BEHIND.match(behind))
    return False


def _is_surname(context: Context, index: int) -> bool:
    """Whether a person of the report bears the name, and no "in" makes a place of it ("in Clinton")."""
    name = (context.mention(index).name or context.mention(index).span).text
    place = context.places[index].place
    if place is not None and (place.kind in VAST or place.population >= GREAT):
        return False
    persons = (m.span.text.split() for m in context.reading.mentions if m.kind is MentionKind.PERSON)
    borne = any(len(words) > 1 and words[-1] == name for words in persons)
    owns = _OWNED_BEHIND.match(context.report.text, context.mention(index).span.end)
    return borne and bool(owns or not _AT_NAME.search(_before(context, index)))


def _spoken_there(context: Context, span: Span) -> bool:
    """Where somebody spoke, not what he spoke of: "…, an activist told the agency in Damascus"."""
    return any(
        not a.credit
        and 0 < span.start - a.cue.end <= _SPEECH
        and "." not in context.report.text[a.cue.end : span.start]
        and a.said
        and all(s.end <= a.cue.start for s in a.said)
        for a in context.reading.attributions
    )


def _is_capital(context: Context, index: int) -> bool:
    place = context.places[index].place
    country = context.knowledge.registry.countries.get(place.country or "") if place else None
    return country is not None and country.capital.lower() == context.places[index].mention.text.lower()


def _aside(context: Context, index: int, others: Sequence[int]) -> bool:
    """Whether it is told for another place's sake: whence, whither, or what that other place lies by."""
    before = _before(context, index)
    if _FROM.search(before) or _TAKEN_TO.search(before) or _dateline(context, index):
        return True
    if not _LANDMARK.search(before):
        return False
    span, mine = context.mention(index).span, _class(context, index)
    for other in (context.mention(i).span for i in others if i != index and _class(context, i) <= mine + 1):
        if 0 < span.start - other.end <= _NEAR or 0 < other.start - span.end <= _NEAR:
            return True
    return False


def _dateline(context: Context, index: int) -> bool:
    """The town that a report is sent from, before its first words: "BEIRUT (AP) -"."""
    span = context.mention(index).span
    opens = context.reading.sentences[context.mention(index).sentence].start == span.start
    behind = context.report.text[span.end : span.end + _LOOK]
    # intake may know the dateline though no dash follows: "Damascus Subsequent to clashes …"
    known = span.text == context.report.dateline and bool(re.match(r"\s+[A-Z]", behind))
    return opens and (known or bool(_DATELINE.match(behind)))
