"""Place names in a sentence: which runs of capitalised words are places.

A run is a place where the gazetteer knows it and it stands where places stand ("in Homs"), or where its
company says so whether it is known or not ("the village of Tal Rahma", "Kasra district", "near Omdera").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from marsad.knowledge.base import Knowledge
from marsad.reading.sentence import Sentence

_LONGEST = 5
_NOTABLE = 30_000
"""People that a place must have to be known by its bare name."""

_INSIDE = frozenset("in near at outside inside around across throughout".split())
"""Prepositions that hardly open anything but a place or a time."""
_TOWARDS = frozenset(
    "from to into toward towards between through over of on via along beyond past off onto".split()
)
_WAYS = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west "
    "northern southern eastern western central northeastern northwestern southeastern southwestern "
    "north-eastern north-western south-eastern south-western upper lower middle".split()
)
_AGES = frozenset("old new ancient historic holy inner outer".split())
_AROUND = frozenset(
    "outskirts countryside suburbs surroundings vicinity edge axis centre center heart".split()
)
_MODIFIERS = _WAYS | frozenset("the both nearby neighbouring neighboring downtown rural greater".split())
_CONNECTORS = frozenset(
    "al el ad ar as ash at az an ez es ed de del la le los las du des bin ibn abu umm and".split()
) - {"and"}
_ARTICLES = frozenset("al- el- ad- ar- as- at- az- an-".split())
_FIRST_PARTS = frozenset(
    "abu umm um ibn bin al el deir dayr tal tall tell tel kafr kafar kfar khan bir beir beer beit bayt bab ain ayn ein jabal jebel "
    "jabel wadi ras sheikh shaykh qasr qal'at hawsh hosh khirbet khirbat burj marj imam sayyida sidi oued oum mir shah "
    "haji gul kot qala ghazi san santa santo saint st fort mount port new old great puerto villa nueva nuevo ciudad la las los el "
    "nova novo nizhny verkhny velyka mala stara staro bila gidan garin ban nam phu lake cape".split()
)
"""Words that open many names and are none by themselves."""
_NOT_PLACES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december islam god allah muslim muslims christian christians sunni sunnis shia "
    "shiite shiites arab arabs kurd kurdish ramadan eid english arabic catholic protestant jewish nazi western justice "
    "operation congress parliament senate twitter facebook telegram youtube president prime minister ministry "
    "secretary world war youth chapter phase christmas easter police army navy students home water day days "
    "department security".split()
)
_TITLES = frozenset(
    "mr mrs ms dr gen general col colonel lt lieutenant maj major capt captain brig brigadier president minister "
    "secretary premier sheikh imam ambassador commander spokesman spokeswoman senator governor prince king prof "
    "professor sgt sergeant maj-gen admiral pope chancellor director head chief leader officer activist journalist".split()
)
_SITES = frozenset(
    "district village town city camp mosque hospital bridge road street avenue square airport dam prison jail market "
    "neighbourhood neighborhood crossing province governorate island river mountain mountains valley hill hills "
    "university school church barracks airbase palace township county oblast municipality".split()
)
"""Words that, written as the last word of a name, make it the name of a place."""
_OFFICES = frozenset("department ministry bank court front".split())
"""Words for kinds of places that, behind an unknown name, rather make it an office or a group."""
_TAKING = (
    "captur",
    "seiz",
    "took",
    "tak",
    "attack",
    "target",
    "hit",
    "reach",
    "leav",
    "left",
    "patrol",
    "hold",
    "held",
    "secur",
    "clear",
)
"""Verbs whose object may be a place; a name that the gazetteer knows is one there."""
_ENTERING = (
    "storm", "enter", "invad", "shell", "pound", "besieg", "liberat", "recaptur", "retak", "retook", "overr", "overran",
    "bombard", "encircl",
)  # fmt: skip
_HELD = (
    "-held",
    "-controlled",
    "-majority",
    "-backed",
    "-led",
    "-linked",
    "-based",
    "-ruled",
    "-dominated",
    "-run",
)


@dataclass(slots=True)
class _Line:
    """A sentence with what is known of its tokens; ``ends`` are the ends of the places found so far."""

    text: str
    sentence: Sentence
    knowledge: Knowledge
    blocked: set[int]
    peoples: set[int]
    punctuated: bool
    ends: set[int] = field(default_factory=set)

    def written(self, start: int, end: int) -> str:
        tokens = self.sentence.tokens
        return self.text[tokens[start].start : tokens[end - 1].end]

    def known(self, start: int, end: int) -> bool:
        return self.knowledge.gazetteer.is_known(self.written(start, end))

    def kind(self, i: int) -> bool:
        return self.knowledge.lexicon.has("place_kind", self.sentence.lower(i))

    def kind_beside(self, start: int, end: int) -> bool:
        """Whether a word for a kind of place stands behind the name, or before it with or without "of"."""
        before = self.sentence.lower(start - 1)
        if (
            self.kind(end)
            or self.kind_phrase(end)
            or (before in {"of", "called", "named"} and self.kind(start - 2))
        ):
            return True
        if before == "of" and self.sentence.lower(start - 2).rstrip("s") != self.sentence.lower(start - 2):
            return self.kind_plural(start - 2)  # "the villages of …"
        return before in _APPOSED

    def kind_phrase(self, i: int) -> bool:
        """A kind in two words: "refugee camp", "border crossing"."""
        phrase = f"{self.sentence.lower(i)} {self.sentence.lower(i + 1)}"
        return self.knowledge.lexicon.has("place_kind", phrase)

    def kind_plural(self, i: int) -> bool:
        word = self.sentence.lower(i)
        singular = word[:-3] + "y" if word.endswith("ies") else word[:-1]
        return self.knowledge.lexicon.has("place_kind", singular)


_APPOSED = frozenset("city town village capital district neighbourhood neighborhood suburb".split())
"""Kinds that a name may follow without "of": "the capital Baku"."""


def find_places(
    text: str,
    sentence: Sentence,
    knowledge: Knowledge,
    blocked: set[int],
    peoples: set[int],
    ends: Sequence[int] = (),
) -> list[tuple[int, int, int, int]]:
    """Places from left to right as (first token, end token, start offset, end offset).

    ``blocked`` are tokens of other names, ``peoples`` those of adjectives and demonyms; ``ends`` the ends of
    lands, which open lists as places do ("in Sudan, Chad and …").
    """
    line = _Line(text, sentence, knowledge, blocked, peoples, _is_punctuated(text), set(ends))
    tokens = sentence.tokens
    found: list[tuple[int, int, int, int]] = []
    i = 0
    while i < len(sentence):
        if i in blocked or not _opens(line, i):
            i += 1
            continue
        if _possessor(line, i):
            found.append((i, i + 1, tokens[i].start, tokens[i].end - 1))
            i += 1
            continue
        length = _length(line, i)
        if length:
            found.append((i, i + length, tokens[i].start, tokens[i + length - 1].end))
            line.ends.add(i + length)
        i += max(1, length)
    return found


def _is_punctuated(text: str) -> bool:
    """Whether the text kept its commas: some sources lost them, and then names run into each other."""
    return text.count(",") * 400 > len(text)


# ------------------------------------------------------------------ which tokens can be part of a name


def _opens(line: _Line, i: int) -> bool:
    token = line.sentence.tokens[i]
    if not token.text[0].isalpha() or not _may_be_named(line, i):
        return False
    if token.text[:3].lower() in _ARTICLES:
        return True
    return token.capitalised and len(token.text) > 1


def _may_be_named(line: _Line, i: int) -> bool:
    token = line.sentence.tokens[i]
    return not (line.sentence.in_time(i) or token.lower in _NOT_PLACES or token.lower.endswith(_HELD))


def _continues(line: _Line, k: int, start: int) -> bool:
    token = line.sentence.tokens[k]
    if not _may_be_named(line, k) or token.lower in {"and", "the", "of", "in"} or not token.text[0].isalpha():
        return False
    if token.capitalised or (k > start and token.lower in _CONNECTORS):
        return True
    return "-" in token.text and any(part[:1].isupper() for part in token.text.split("-"))


def _run(line: _Line, i: int) -> int:
    """The end of the run of capitalised words that opens at ``i``."""
    end = i
    while (
        end < len(line.sentence)
        and end - i < _LONGEST
        and end not in line.blocked
        and _continues(line, end, i)
    ):
        end += 1
    while end > i and not line.sentence.tokens[end - 1].capitalised and "-" not in line.written(end - 1, end):
        end -= 1
    return end


def _possessor(line: _Line, i: int) -> bool:
    """A place whose possessive lost its apostrophe: "Aleppos Marjeh district"."""
    sentence, word = line.sentence, line.sentence.tokens[i].text
    if not word.endswith("s") or len(word) < 5 or line.punctuated:
        return False
    if not (sentence.tag(i + 1).startswith(("NN", "JJ")) or sentence.tag(i + 1) == "DT"):
        return False
    gazetteer = line.knowledge.gazetteer
    return not gazetteer.is_known(word) and gazetteer.is_known(word[:-1])


# ------------------------------------------------------------------ how much of a run is a place


def _length(line: _Line, i: int) -> int:
    """How many tokens from ``i`` are the name of a place; 0 where none are."""
    run = _run(line, i)
    if run == i or _after_title(line, i):
        return 0
    inside, towards = _position(line, i)
    listed = _listed(line, i)
    for end in range(run, i, -1):
        if _empty(line, i, end) or not _may_end(line, i, end, run, inside):
            continue
        if _cut_short(line, end) and not _notable(line, i, end):
            continue
        if end - i > 1 and line.kind(end - 1) and _site(line, i, end, inside or towards):
            return end - i
        if line.known(i, end) and (
            inside
            or towards
            or listed
            or line.kind_beside(i, end)
            or end - i > 1
            or (_stands_alone(line, i, end) and _notable(line, i, end))
        ):
            return end - i
    return _unknown(line, i, run, inside, listed)


def _empty(line: _Line, start: int, end: int) -> bool:
    """Whether the words are no name: compass words, kinds of places, adjectives of peoples, an agency's letters."""
    words = [line.sentence.lower(k) for k in range(start, end)]
    lone = end - start == 1 or not line.known(start, end)  # "the Middle East" is a name
    if lone and all(w in _WAYS | _AGES or line.knowledge.lexicon.has("place_kind", w) for w in words):
        return True
    if all(k in line.peoples for k in range(start, end)) and not line.kind_beside(start, end):
        return True
    word = line.sentence.tokens[start].text
    lettered = end - start == 1 and word.isupper() and 3 <= len(word) <= 5
    return lettered and start > 0 and line.sentence.lower(start - 1) not in _INSIDE


def _may_end(line: _Line, start: int, end: int, run: int, inside: bool) -> bool:
    """Whether a name may end before its run does: what follows must be something else.

    "Tal Rahma" is not Tal, nor "Karim Haddad" the town of Karim; "Aleppo Syria" is Aleppo.
    """
    if line.sentence.lower(end - 1) in _CONNECTORS:
        return False
    if end == run or (end + 1 == run and line.kind(end)):
        return True
    if line.punctuated and line.sentence.lower(end).startswith(tuple(_ARTICLES)):
        return False
    first = line.sentence.lower(start)
    parts = not line.punctuated or inside
    if line.sentence.lower(end) in _TITLES or (parts and any(line.known(end, k) for k in range(run, end, -1))):
        return first not in _FIRST_PARTS or end - start > 1
    if (first in _FIRST_PARTS and end - start == 1) or not inside:
        return False
    return not line.punctuated or _notable(line, start, end)


def _site(line: _Line, start: int, end: int, placed: bool) -> bool:
    """A name that ends in its kind: "Sadr City", "Kasra Bridge"."""
    if line.known(start, end) or line.known(start, end - 1) or placed:
        return True
    return line.sentence.lower(end - 1) in _SITES and line.sentence.tokens[end - 1].capitalised


def _cut_short(line: _Line, end: int) -> bool:
    """Whether the name goes on with words that make it no place: "the Six-Day War", "the Mulberry Brigade"."""
    if not line.punctuated or end >= len(line.sentence) or line.sentence.in_time(end):
        return False
    return line.sentence.tokens[end].capitalised and (
        end in line.blocked or line.sentence.lower(end) in _NOT_PLACES
    )


def _unknown(line: _Line, i: int, run: int, inside: bool, listed: bool) -> int:
    """The length of a run that the gazetteer does not know but that its company shows to be a place."""
    if run - i > 4 or _empty(line, i, run) or line.sentence.lower(i) in _WAYS or _cut_short(line, run):
        return 0
    if all(k in line.peoples for k in range(i, run)):
        return 0
    if i in line.peoples and not line.kind_beside(i, run):
        return 0  # "at the Jordanian Embassy"
    if line.kind_beside(i, run) and line.sentence.lower(run) not in _OFFICES:
        return run - i
    named = line.sentence.tag(i).startswith("NNP") or "-" in line.sentence.tokens[i].text
    if not named:
        return run - i if listed and _closes_item(line, run) and _goes_on(line, i, run) else 0
    if inside and line.sentence.lower(run) not in {"'s", "’s", "'"}:
        return run - i
    if listed and _closes_item(line, run) and _goes_on(line, i, run):
        return run - i
    verb = i - 1 - (line.sentence.lower(i - 1) == "the")
    entered = line.sentence.lower(verb).startswith(_ENTERING)
    if (
        run - i == 1
        and line.sentence.lower(verb).startswith(("captur", "seiz"))
        and line.sentence.tag(verb) == "VBD"
    ):
        entered = line.sentence.tag(run) in {"IN", ",", "."}  # towns are captured by one name, persons by two
    return run - i if entered and line.sentence.tag(run) not in {"NNS", "NN", "POS"} else 0


# ------------------------------------------------------------------ where places stand


def _position(line: _Line, i: int) -> tuple[bool, bool]:
    """Whether the name stands where hardly anything but a place does, and where places at least may."""
    k = i - 1
    while k >= 0 and i - k <= 3 and _modifies(line, k):
        k -= 1
    before = line.sentence.lower(k)
    part = any(line.sentence.lower(n) in _MODIFIERS - {"the", "both"} for n in range(k + 1, i))
    if before in _INSIDE:
        return True, True
    if before == "of" and line.sentence.lower(k - 1) in (_WAYS | _AROUND):
        return True, True
    taken = line.sentence.tag(k).startswith("VB") and before.startswith((*_TAKING, *_ENTERING))
    capital = before == "," and line.sentence.lower(k - 1) == "capital"
    return capital, capital or part or before in _TOWARDS | _WAYS or taken


def _modifies(line: _Line, k: int) -> bool:
    word = line.sentence.lower(k)
    return word in _MODIFIERS or word.endswith(_HELD) or line.sentence.tag(k).startswith("JJ")


def _listed(line: _Line, i: int) -> bool:
    """Whether the name goes on a list of places: "in Homs, Hama and Idlib"."""
    k = i - 1
    while k >= 0 and (
        line.sentence.lower(k) in {",", "and", "or", "/", "the"} or line.sentence.lower(k) in _WAYS
    ):
        k -= 1
    joined = any(line.sentence.lower(n) in {",", "and", "or", "/"} for n in range(k + 1, i))
    return joined and k + 1 in line.ends


def _closes_item(line: _Line, end: int) -> bool:
    """Whether a list may go on or end here, so that no verb makes the item a doer."""
    return line.sentence.tag(end) in {",", ".", "IN", "CC", ")", "-RRB-", ""} or line.sentence.lower(end) in {
        ",",
        "and",
    }


def _goes_on(line: _Line, start: int, end: int) -> bool:
    """Whether "and" joins the item to the list, or does so to an item behind it.

    Behind a mere comma an unknown name may as well be a person's ("in Idlib, Karim Haddad, a doctor, said").
    """
    if line.sentence.lower(start - 1) in {"and", "or"}:
        return True
    for k in range(end, min(end + 12, len(line.sentence))):
        if line.sentence.lower(k) in {"and", "or"}:
            return line.sentence.tokens[k - 1].capitalised or line.sentence.lower(k - 1) == ","
        if not (line.sentence.lower(k) == "," or line.sentence.tokens[k].capitalised):
            return False
    return False


def _after_title(line: _Line, i: int) -> bool:
    before = line.sentence.lower(i - 1)
    if before == ".":
        before = line.sentence.lower(i - 2)
    return (
        before.rstrip(".") in _TITLES - {"imam", "sheikh"}
        and line.sentence.tokens[i - 1].start < line.sentence.tokens[i].start
    )


def _notable(line: _Line, start: int, end: int) -> bool:
    """A name alone in no place's position is a place only where it is a well-known one and no common noun."""
    name = line.written(start, end)
    if name.lower() in line.knowledge.nouns:
        return False
    best = line.knowledge.gazetteer.lookup(name, 1)
    return bool(best) and (best[0].place.population >= _NOTABLE or best[0].place.id.startswith("region:"))


def _stands_alone(line: _Line, i: int, end: int) -> bool:
    """A proper noun alone that does not open the sentence and is no part of a person's name."""
    sentence = line.sentence
    return (
        sentence.tag(i) in {"NNP", "NNPS"}
        and len(sentence.tokens[i].text) > 3
        and sentence.tag(i - 1) != "NNP"
        and sentence.tag(end) != "NNP"
        and (i > 0 or sentence.tag(end) in {"POS", "IN"} or sentence.tag(end).startswith("VB"))
    )
