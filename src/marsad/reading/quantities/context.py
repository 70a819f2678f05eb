"""What stands around a number and tells whether it counts people or things.

Ages, years, clock times, money, distances, calibres, shares, scores, numbers of resolutions and units, and
names with numbers in them ("T-72", "Highway 4") count nothing here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from marsad.reading.quantities.numbers import read_number
from marsad.reading.quantities.people_words import PEOPLE


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A number with hedge: what precedes and follows it in its sentence (times blanked).

    ``number`` holds for digits and number words as against "dozens", "several", "both".
    """

    before: str
    body: str
    after: str
    hedged: bool
    number: bool
    family: bool


_MONEY = (
    r"(?:dollars?|cents|euros?|pounds?|liras?|dinars?|riyals?|rials?|r[ou]ubles?|shillings?|francs?|naira|rupees?"
    r"|kyats?|hryvnias?|birr|yuan|yen|pesos?|dirhams?|shekels?|usd|eur|bounty)"
)
_MEASURE = (
    r"(?:%|per\s?cent\b|pct\b|percentage|k(?:ilo)?m(?:et(?:er|re)s?|s)?\b|met(?:er|re)s?\b|m\b|mi\b|miles?\b|feet\b|foot\b"
    r"|ft\b|yards?\b|inch(?:es)?\b|cm\b|mm\b|hectares?\b|acres?\b|square\b|sq\b|cubic\b|kg\b|kilos?\b"
    r"|(?:kilo|milli)?gram(?:me)?s?\b|tons?\b|tonnes?\b|lit(?:er|re)s?\b|barrels?\b|gallons?\b|degrees?\b|mph\b|kph\b|knots\b"
    r"|lbs?\b|megawatts?\b|[mgk]?hz\b|cali(?:ber|bre)\b|points?\b|nautical\b|storeys?\b|stories\b|thirds?\b|quarters?\b|fifths?\b)"
)
_TIME = (
    r"(?:a\.?m\b|p\.?m\b|gmt\b|utc\b|local\s+time|o['’]?clock|hours?\b|hrs?\b|minutes?\b|mins?\b|seconds?\b|days?\b"
    r"|nights?\b|weeks?\b|weekends?\b|months?\b|years?\b|decades?\b|centur|generations?\b|times\b|occasions\b)"
)
_QUALIFIER = (
    r"(?:(?:consecutive|straight|long|full|more|whole|further|successive|separate|different|calendar)\s+)?"
)
_UNIT_NEXT = re.compile(
    rf"[\s-]*{_QUALIFIER}(?:{_MEASURE}|{_TIME}|(?:\w+\s+)?{_MONEY}\b)|\s*[$€£]", re.IGNORECASE
)
_COMPOUND_NEXT = re.compile(
    r"\s*:\s*\d|[-‑–](?!(?:strong|man|men|member|person|people|soldier)\b)\w|[/:×*=]|\s*[×*=]|[.,]\d"
)
_MONEY_BEFORE = re.compile(r"(?:[$€£¥₺₽₦₹]\s?|\b(?:USD|EUR|SYP|GBP|Rs\.?)\s*)$")
_GLUED_BEFORE = re.compile(r"(?:[\w.][-‑–/+#_]|(?:[+#/×*]|(?<!=)=)\s?|\d\s?:\s?|[Nn]o\.?\s?|№\s?)$")
_AGE_BEFORE = re.compile(
    r"\bages?\s+(?:below|under|over|above)\s+$|\b(?:aged?|ages)\s+(?:between\s+|of\s+|from\s+|about\s+|just\s+|only\s+)?(?:\d+(?:\s*(?:,|and|to|or|-)\s*)+)*$"
    r"|\b(?:children|kids|boys|girls|men|women|males|those|people|anyone)\s+(?:under|over|above|below|older\s+than|younger\s+than)"
    r"\s+(?:the\s+age\s+of\s+)?$",
    re.IGNORECASE,
)
_AGE_OF = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Aa]nother|[Hh]is|[Hh]er|[Tt]heir)\s+(?:[\w-]+\s+){0,3}?(?P<one>[a-z]+)\s+of\s+$"
    r"|\b(?:[Tt]wo|[Tt]hree|[Ff]our)\s+(?:[\w-]+\s+){0,2}?(?P<some>[a-z]+)\s+of\s+(?:\d+(?:,| and)\s)*$"
    r"|\b[a-z]+s\s+under\s+$"
)
"""What stands before the age of somebody: "a student of 15", "brothers of 17 and 22", "mates under 18"."""
_OLDEST = 110
_YOUNG = 21
"""Years under which people are said to be young."""
_AGES_HEDGED = re.compile(r"\b(?:children|kids|boys|girls|males|those|anyone)\s+$", re.IGNORECASE)
_AGE_NEXT = re.compile(r"[\s-]+(?:years?|months?)[\s-]+(?:old|of\s+age)", re.IGNORECASE)
# Always a name or a number in a list, whatever follows.
_LABEL = re.compile(
    r"\b(?:resolutions?|articles?|chapter|paragraph|section|annex|clause|number|highways?|route|phase|channel|page"
    r"|flight|tel|phone|fax|version|volume|vol|decree|law|category|level|updated|interstate|km|line|figure|table)\.?\s*:?\s*$|\bGroup\s+of\s+$",
    re.IGNORECASE,
)
# A capital not of a word that only opens its sentence ("The 12 fell", "Killing 12").
_CAPITAL_BEFORE = re.compile(
    r"(?:^|[\s(\"“'‘])(?!(?:An?|The|In|On|At|All|And|But|Of|Some|These|Those|Other|Another|His|Their|Only|With|Among"
    r"|[A-Z]\w+ing)\s)[A-Z][\w'’.-]*\s$"
)
_UNIT_NAME_BEFORE = re.compile(
    r"\b(?:unit|brigade|division|battalion|regiment|corps|camp|zone|area|sector|ward|block|gate|district|checkpoint"
    r"|hill|point|building|room|station|group|road|terminal)\s+$",
    re.IGNORECASE,
)
_NAME_COMMA = re.compile(
    r"(?:[A-Z][\w'’-]+|\b(?:brother|sister|son|daughter|wife|husband|father|mother))\s?,\s*$"
)
_RATE_NEXT = re.compile(
    r"(?:\s+[\w-]+){0,2}\s+(?:each|every|per|a)\s+(?:hour|day|night|week|month|year)\b", re.IGNORECASE
)
_RATED_BEFORE = re.compile(r"\b(?:average|rate|mean)\s+of\s+$", re.IGNORECASE)
""" "An average of 12 deaths each day" counts nobody who died of anything."""
_BETWEEN_COMMAS = re.compile(r",\s\s*,\s+(?:was|were|who)\b")
"""What stands around an age where small letters hide the name: "…, 21, was shot"."""
_PAREN_AGE = re.compile(r"[A-Z][\w'’-]+\s*\(\s*$")
_VERBS_IN_S = frozenset(
    "was is has its his this as does says reports quotes shows adds tells news us plus versus".split()
)
_COPULAS = frozenset("was were is are has have had been being remain remained".split())
_HARMED = frozenset(
    "killed wounded injured dead hurt missing arrested detained captured kidnapped abducted executed "
    "martyred slain shot hospitalized hospitalised displaced beheaded hanged".split()
)
_PEOPLE_ONLY = PEOPLE - _HARMED
_FUNCTION_WORDS = frozenset(
    "a an the of in on at near for from by with to into and or but who which that as after before".split()
)
_ADJECTIVES_IN_ED = frozenset(
    "armed unarmed masked wounded injured unidentified displaced suspected retired alleged married".split()
)
_LOST_COMMA = re.compile(r"\b(?:killing|wounding|injuring)\s+$", re.IGNORECASE)


def counts(around: Surroundings) -> bool:
    """Whether the number counts people or things."""
    if around.family:
        return not around.body.lower().endswith(" one")
    body = around.body.lower()
    if _AGE_NEXT.match(around.after):
        return False
    if _UNIT_NEXT.match(around.after) and not _LOST_COMMA.search(around.before):
        return False
    if body in {"one", "both", "another"} and not around.hedged:
        return _counts_people(body, around)
    if not around.number:
        return True
    if _COMPOUND_NEXT.match(around.after) or _names_something(around):
        return False
    if _RATED_BEFORE.search(around.before) and _RATE_NEXT.match(around.after):
        return False
    if _is_age_of(around):
        return False
    digits = around.body.isdigit()
    return not (digits and (_is_year(around) or _is_age(around) or _numbers_a_name(around)))


def _names_something(around: Surroundings) -> bool:
    before = around.before
    hedged_age = around.hedged and _AGES_HEDGED.search(before)
    return bool(
        hedged_age
        or _MONEY_BEFORE.search(before)
        or _GLUED_BEFORE.search(before)
        or _AGE_BEFORE.search(before)
        or _LABEL.search(before)
    )


def _is_year(around: Surroundings) -> bool:
    return len(around.body) == 4 and 1900 <= int(around.body) < 2100 and not _people_next(around.after)


def _is_age(around: Surroundings) -> bool:
    """ "Amal, 34, a teacher", "Amal (34)", "the dead are Amal, 34, and Omar, 42.", "Omar, 42 – all" """
    closed = re.match(r"\s*(?:[,);]|\.(?:\s|$)|\s[-–—]\s)", around.after) is not None
    young = int(around.body) <= _OLDEST
    beside_name = (
        _NAME_COMMA.search(around.before)
        or _PAREN_AGE.search(around.before)
        or _BETWEEN_COMMAS.match(around.before[-2:] + around.after)
    )
    return bool(closed and young and beside_name and not around.hedged)


def _is_age_of(around: Surroundings) -> bool:
    """ "a patrolman of 23 died", "two brothers of 17 and 22"; not "a crowd of 30", "a patrol of 12 men"."""
    found, years = _AGE_OF.search(around.before), read_number(around.body.lower())
    if found is None or years is None or _people_next(around.after) or around.hedged:
        return False
    if found["one"]:
        grown = found["one"] in PEOPLE or found["one"].endswith(("man", "woman"))
        return grown and not found["one"].endswith(("s", "body", "corpse")) and years <= _OLDEST
    if found["some"]:
        listed = re.search(r"\d(?:,| and)\s$", around.before) or re.match(r"(?:,| and)\s\d", around.after)
        return found["some"] in PEOPLE and listed is not None and years <= _OLDEST
    return years <= _YOUNG


def _numbers_a_name(around: Surroundings) -> bool:
    """ "Brigade 66 advanced", "Ziad 13 suffered" (an age); not "In Aleppo 12 people died".

    Also a number that opens a line as its number ("1. ", "2)").
    """
    if not around.before.strip() and re.match(r"[.)]\s", around.after):
        return True
    if around.before.endswith("[") and around.after.startswith("]"):  # a note
        return True
    named = _CAPITAL_BEFORE.search(around.before) or _UNIT_NAME_BEFORE.search(around.before)
    return bool(named) and not around.hedged and not _thing_next(around.after)


def _words(after: str, count: int) -> list[str]:
    """The next words of the same phrase, lower-case."""
    phrase = re.split(r"[,.;:!?()\x00]", after)[0]
    return [w.lower() for w in re.findall(r"[\w'’-]+", phrase)[:count]]


def _people_next(after: str) -> bool:
    return any(word in PEOPLE for word in _words(after, 3))


def _thing_next(after: str) -> bool:
    """Whether what follows can be what is counted: a plural, people, or a verb of harm."""
    words = _words(after, 3)
    if words and words[0] in _FUNCTION_WORDS:
        return False
    return any(
        word in PEOPLE
        or word in _HARMED
        or (len(word) > 3 and word.endswith("s") and word not in _VERBS_IN_S)
        for word in words[:2]
    ) or (len(words) > 1 and words[0] in _COPULAS and words[1] in _HARMED)


def _counts_people(body: str, around: Surroundings) -> bool:
    """Whether "one", "both" or "another" counts people, as far as the next words tell."""
    if re.search(r"\b(?:no|any|every|some|each|which|that|this|the|one)\s+$", around.before, re.IGNORECASE):
        return False
    words = _words(around.after, 4)
    if not words or any(read_number(word) is not None for word in words[:2]):
        return False  # "another five people"
    if words[0] in PEOPLE or (words[0] in _COPULAS and any(w in _HARMED for w in words[1:3])):
        return True
    if words[0] == "of":
        return not any(w in {"most", "largest", "biggest", "worst"} for w in words) and any(
            w in _PEOPLE_ONLY or w in {"them", "whom"} for w in words[1:]
        )
    verb = words[0] in _COPULAS or (words[0].endswith("ed") and words[0] not in _ADJECTIVES_IN_ED)
    return body != "both" and len(words) > 1 and words[1] in _PEOPLE_ONLY and not verb
