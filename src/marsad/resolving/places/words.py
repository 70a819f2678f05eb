"""What a report says around a place's name: its kind, what it lies in, which way and how far."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as a report names it: ``text`` at ``start`` to ``end`` (string indices, end exclusive).

    ``kind_hint`` is the kind that words beside the name give, a key of ``KINDS``; ``inside`` the names
    of what it is said to lie in, smallest first; ``near`` that the event is close to it, not in it
    ("near", "outskirts of"); ``direction`` a compass word ("north", "southeast") that with ``km``
    leads away from it and without ``km`` names a part of it or of its surroundings. ``context`` holds
    the words these were read from; ``side`` is the part of what it lies in ("Dungu in northeastern Congo");
    ``landmark`` that it is a street or a building of a town; ``site`` the words for a site behind the name.
    ``mention_in`` fills all of them from a text.
    """

    text: str
    start: int
    end: int
    context: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    kind_hint: str | None = None
    near: bool = False
    km: float | None = None
    direction: str | None = None
    side: str | None = None
    landmark: bool = False
    site: str | None = None

    @property
    def whole(self) -> str:
        """The name with the word behind it that says what bears it: "Mall Road", "Tarna checkpoint"."""
        return f"{self.text} {self.site}" if self.site else self.text


KINDS = {
    "city": "city capital metropolis",
    "town": "town township municipality commune jurisdiction",
    "village": "village hamlet settlement",
    "neighbourhood": "neighbourhood neighborhood quarter suburb slum",
    "district": "district area county sub-district subdistrict raion canton locality enclave pocket front "
    "frontline",
    "province": "province governorate state oblast prefecture wilayat department departement",
    "region": "region valley mountains mountain hills plain desert forest peninsula",
    "countryside": "countryside ruralside rural hinterland",
    "camp": "camp",
    "airport": "airport airfield",
    "base": "base airbase barracks garrison",
    "facility": "crossing dam bridge hospital prison refinery university checkpoint",
}
"""Words for kinds of places, by the kind they hint at."""

_KIND_OF = {word: kind for kind, words in KINDS.items() for word in words.split()}
_KIND_OF |= {word + "s": kind for word, kind in _KIND_OF.items() if not word.endswith("s")}
_KIND_OF |= {"cities": "city", "counties": "district", "localities": "district", "outskirts": "outskirts"}
_KIND_OF |= {"suburbs": "outskirts", "vicinity": "outskirts", "edge": "outskirts", "perimeter": "outskirts"}

_KIND = "|".join(sorted(_KIND_OF, key=len, reverse=True))
_COMPASS = r"(?:north|south)(?:[- ]?(?:east|west))?|east|west"
_WAY = rf"(?:{_COMPASS})(?:ern)?"
_NAME_WORD = r"(?:[A-Z\u00c0-\u017f][\w'\u2019`\u2018\u02bb-]*|(?:[ae][lrnstdz]|[ae]sh)-[\w'\u2019`]+)"
_NAME = (
    rf"{_NAME_WORD}(?: (?:(?:al|el|ad|ar|as|ash|at|az|an|ez|es|de|del|la|abu|of the) )?{_NAME_WORD}){{0,3}}"
)

_OF_BEFORE = re.compile(
    rf"(?:(?P<inside>{_NAME})(?:(?:['\u2019]s?| s)? (?:{_WAY} )?))?\b(?P<kind>{_KIND})"
    r"(?: of| called,?| named,?| known as)? (?:the )?$"
)
_KIND_AFTER = re.compile(
    rf"^['\u2019]?s? ?(?:(?P<way>{_WAY}) )?(?:(?:refugee|military|international|border|air|army|rural|city"
    rf"|displacement|IDP) )?(?P<kind>{_KIND})\b",
)
_PART = (
    rf"(?:(?P<side>{_WAY}) )?(?:(?:(?i:{_WAY}) )?(?:side|part|parts|sector|{_KIND}) of )?"
    rf"(?:the )?(?:{_WAY} )?"
)
_KIND_AFTER_LIST = re.compile(rf"^(?:(?:,| and|, and) {_NAME}){{0,3}},? and {_NAME} (?P<kind>{_KIND})\b")
_KIND_BEFORE_LIST = re.compile(rf"\b(?P<kind>{_KIND}) of (?:{_NAME}(?:,| and|, and) ){{1,4}}$")
_NEAR_BEFORE = re.compile(
    r"\b(?:near|outside|close to|next to|around|off|(?:on|at|in) the (?:outskirts|edge|edges|vicinity) of"
    r"|not far from"
    rf"|near (?:the )?(?:{_KIND}) of|towards?)(?: the)?(?: (?:{_KIND}))? $",
    re.IGNORECASE,
)
_AWAY_BEFORE = re.compile(
    r"(?=[\dtnsew])"  # how far or which way; without it, everything up to "of" is tried at every letter
    r"(?:(?P<count>\d+(?:[.,]\d+)?) ?(?P<unit>km|kms|kilometers?|kilometres?|miles?)\)?,? ?(?:\([^)]*\) ?)?)?"
    rf"(?:to the )?(?P<way>{_COMPASS})?(?:wards?)?(?: of| from)(?: the)?(?: (?:{_KIND}) of)? $",
    re.IGNORECASE,
)
_WAY_BEFORE = re.compile(rf"\b(?P<way>{_WAY})[-\u2013 ]$", re.IGNORECASE)
_LIST_AFTER = re.compile(
    rf"^(?:, {_NAME})+,? (?:and|or) (?:the )?{_NAME}|^(?:, {_NAME})+ and (?:an? |other |some |several )"
)
_INSIDE_AFTER = re.compile(
    r"^(?:,?(?: which| that)?(?: is| lies| are)?(?: located| situated)? (?:in|of|inside|within)(?: the)? "
    rf"{_PART}"
    rf"|, (?:in )?)(?P<name>{_NAME})(?P<kind> (?:{_KIND})\b)?",
)
_POSSESSOR_BEFORE = re.compile(rf"(?P<name>{_NAME})['\u2019]s? (?:{_WAY} )?$")
_BARE_POSSESSOR_BEFORE = re.compile(rf"(?:^|[a-z,] )(?P<name>{_NAME_WORD}s) $")
_LEADING_PART = re.compile(
    rf"^(?:(?P<way>{_WAY}|ancient|old|historic|holy|capital|port) )?(?P<kind>side|part|parts|sector|{_KIND})"
    r" of (?:the )?(?=\S)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|The) ")
_POSSESSIVE = re.compile(r"['\u2019]s?$")
_IN_ITS_TEXT = re.compile(rf"^(?P<text>.+) in (?:the )?(?P<name>{_NAME})$")
_LEADING_WAY = re.compile(rf"^(?P<way>{_WAY})[- ](?=\S)", re.IGNORECASE)
_TRAILING_KIND = re.compile(rf"[ -](?P<kind>{_KIND})$", re.IGNORECASE)
_LANDMARK = (
    r"(?:street|avenue|boulevard|alley|square|plaza|park|roundabout|intersection|crossroads|market(?:place)?"
    r"|bazaar|mall|mosque|church|cathedral|temple|shrine|school|college|university|academy|institute|hospital"
    r"|clinic|hotel|restaurant|pub|theatre|theater|stadium|library|museum|building|tower|compound|palace"
    r"|mansion|courthouse|ministry"
    r"|(?:(?:train|railway|rail|bus|metro|subway|tube|underground|police|petrol|gas) )station|terminal|prison"
    r"|jail|penitentiary|embassy|consulate|cemetery|pharmacy)\b"
)
_LANDMARK_AT_END = re.compile(rf"\b(?:{_LANDMARK}|(?-i:Road|Station))$", re.IGNORECASE)
_LANDMARK_BEHIND = re.compile(rf" (?:[a-z]+ )?{_LANDMARK}", re.IGNORECASE)
_SITE_BEHIND = re.compile(
    r" (?P<site>(?:(?:air|army|military|naval|police|fire|border|refugee|displacement|shopping|train|railway"
    r"|bus|central|main|health|medical|primary|secondary|high|oil|gas|power) ){0,2}"
    rf"(?:road|highway|track|route|bridge|crossing|checkpoint|junction|base|airbase|airfield|airport|barracks"
    rf"|garrison|outpost|dam|refinery|camp|river|creek|mine|pass|post|stop|site|{_LANDMARK}))\b"
)
"""Words behind a name for what bears it: "Andino shopping mall", "the Tarna checkpoint"."""
ROADS = frozenset(("road", "highway", "track", "route"))
_ROAD_ENDS = re.compile(r"(?:[Tt]he )?(?P<one>[A-Z][\w'\u2019 ]+?)[-\u2013](?P<other>[A-Z][\w'\u2019 ]+)")
_MILES_KM = 1.609
_LOOK = 80
"""Characters read on either side of a name."""
_NOT_NAMES = frozenset(
    [
        "the",
        "a",
        "in",
        "on",
        "at",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)


def kind_of_word(word: str) -> str | None:
    """The kind of place that a word hints at, or None."""
    return _KIND_OF.get(word.lower())


def mention_in(text: str, start: int, end: int) -> PlaceMention:
    """The place named at ``text[start:end]`` with what the words on both sides say of it."""
    before, after = _same_sentence(text[max(0, start - _LOOK) : start], text[end : end + _LOOK])
    own = bare(PlaceMention(text[start:end], start, end))
    landmark = bool(_LANDMARK_AT_END.search(text[start:end]) or _LANDMARK_BEHIND.match(after))
    site = _SITE_BEHIND.match(after)
    mention = replace(own, text=text[start:end], landmark=landmark, site=site["site"] if site else None)
    return _read_before(_read_after(mention, after), before)


def _same_sentence(before: str, after: str) -> tuple[str, str]:
    before = re.split(r"(?<=[^A-Z])[.!?\n] ?(?=[A-Z\"\u201c])|\n", before)[-1]
    return before, re.split(r"[.!?](?:\s|$)|\n", after)[0]


def _read_after(mention: PlaceMention, after: str) -> PlaceMention:
    if found := _KIND_AFTER.match(after):
        mention = _with_kind(mention, found["kind"])
        if found["way"]:
            mention = replace(
                mention, direction=_compass(found["way"]), context=(*mention.context, found["way"])
            )
        after = after[found.end() :]
    elif found := _KIND_AFTER_LIST.match(after):
        mention = _with_kind(mention, found["kind"])
        after = after[found.end() :]
    names: list[str] = []
    side = None
    while not _LIST_AFTER.match(after) and (found := _INSIDE_AFTER.match(after)) and _is_name(found["name"]):
        way = found["side"]  # "Northern Ireland" is a name, "northern Mali" a part
        name = f"{found['name']}{found['kind'] or ''}"  # "Mardin province" is no town
        names.append(f"{way} {name}" if way and way[0].isupper() else name)
        side = side or way
        after = after[found.end() :]
    return replace(
        mention,
        side=_compass(side) if side else None,
        inside=(*mention.inside, *names),
        context=(*mention.context, *names),
    )


def _read_before(mention: PlaceMention, before: str) -> PlaceMention:
    if found := _OF_BEFORE.search(before):
        mention = _with_kind(mention, found["kind"])
        if found["inside"] and _is_name(found["inside"]):
            mention = _lying_in(mention, found["inside"])
    elif (found := _POSSESSOR_BEFORE.search(before)) and _is_name(found["name"]):
        mention = _lying_in(mention, found["name"])
    elif mention.kind_hint and (found := _BARE_POSSESSOR_BEFORE.search(before)):
        # Sources that drop apostrophes: "Aleppos Salaheddin neighborhood"
        mention = _lying_in(mention, found["name"])
    elif found := _KIND_BEFORE_LIST.search(before):
        mention = _with_kind(mention, found["kind"])
    if found := _NEAR_BEFORE.search(before):
        mention = replace(mention, near=True, context=(*mention.context, found[0].strip()))
    found = _AWAY_BEFORE.search(before)
    if found and found["way"]:
        return _away(mention, found)
    if found and found["count"]:
        mention = _away(mention, found)
    elif found := _WAY_BEFORE.search(before):
        mention = replace(mention, direction=_compass(found["way"]), context=(*mention.context, found["way"]))
    return mention


def _with_kind(mention: PlaceMention, word: str) -> PlaceMention:
    kind = kind_of_word(word)
    context = (*mention.context, word)
    if kind == "outskirts":
        return replace(mention, near=True, context=context)
    return replace(mention, kind_hint=mention.kind_hint or kind, context=context)


def _lying_in(mention: PlaceMention, name: str) -> PlaceMention:
    return replace(mention, inside=(*mention.inside, name), context=(*mention.context, name))


def _away(mention: PlaceMention, found: re.Match[str]) -> PlaceMention:
    """``12 km west of`` and ``north of``: the event is off the place."""
    km = None
    if found["count"]:
        per = _MILES_KM if found["unit"].lower().startswith("mile") else 1.0
        km = float(found["count"].replace(",", ".")) * per
    way = _compass(found["way"]) if found["way"] else None
    return replace(mention, near=True, km=km, direction=way, context=(*mention.context, found[0].strip()))


def _compass(way: str) -> str:
    """``North-Eastern`` → ``northeast``."""
    return re.sub("[- ]", "", way.lower()).replace("ern", "")


def _is_name(name: str) -> bool:
    return name.split(maxsplit=1)[0].lower() not in _NOT_NAMES


def bare(mention: PlaceMention) -> PlaceMention:
    """The mention with kind and direction taken off its own text: ``northern Idlib province`` → ``Idlib``.

    Kind, direction and nearness so found are filled in; ``start`` and ``end`` stay.
    """
    text = _POSSESSIVE.sub("", _ARTICLE.sub("", mention.text))
    if found := _IN_ITS_TEXT.match(text):
        text = found["text"]
        mention = mention if found["name"] in mention.inside else _lying_in(mention, found["name"])
    if (found := _TRAILING_KIND.search(text)) and found.start():
        word, text = found["kind"], _POSSESSIVE.sub("", text[: found.start()])
        mention = _with_kind(replace(mention, kind_hint=None), word)
    if found := _LEADING_PART.match(text):
        text = text[found.end() :]
        if kind_of_word(found["kind"]):
            mention = _with_kind(mention, found["kind"])
        if found["way"] and re.fullmatch(_WAY, found["way"], re.IGNORECASE):
            mention = replace(mention, direction=_compass(found["way"]))
    if found := _LEADING_WAY.match(text):
        text = text[found.end() :]
        mention = replace(mention, direction=mention.direction or _compass(found["way"]))
    return mention if text == mention.text else replace(mention, text=text)


def bare_name(text: str) -> str:
    """A name without its kind and direction: ``northern Idlib province`` → ``Idlib``."""
    return bare(PlaceMention(text, 0, 0)).text


def road_ends(mention: PlaceMention) -> tuple[str, str] | None:
    """The names of the two places that a road joins: "the Bor–Pibor road"."""
    text, last = mention.text, mention.text.rsplit(" ", 1)[-1].lower()
    if last in ROADS:
        text = text[: -len(last) - 1]
    elif mention.site not in ROADS:
        return None
    found = _ROAD_ENDS.fullmatch(text)
    return (found["one"], found["other"]) if found else None
