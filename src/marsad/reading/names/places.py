"""Place names in a sentence: which runs of capitalised words are places.

A run is a place where the gazetteer knows it and it stands where places stand ("in Homs"), or where its
company says so whether it is known or not ("the village of Tal Rahma", "Kasra district", "near Omdera").
"""

from __future__ import annotations

from marsad.knowledge.base import Knowledge
from marsad.knowledge.casing import small_words
from marsad.knowledge.gazetteer.candidates import is_plain
from marsad.reading.grammar.sentence import Sentence
from marsad.reading.names import place_words as words
from marsad.reading.names.place_line import (
    Line,
    Taken,
    after_title,
    closes_item,
    goes_on,
    heads_line,
    listed,
    notable,
    position,
    stands_alone,
)

_LONGEST = 5


def find_places(
    text: str, sentence: Sentence, knowledge: Knowledge, taken: Taken
) -> list[tuple[int, int, int, int]]:
    """Places from left to right as (first token, end token, start offset, end offset)."""
    line = Line(text, sentence, knowledge, taken, _is_punctuated(text), set(taken.ends))
    tokens = sentence.tokens
    found: list[tuple[int, int, int, int]] = []
    i = 0
    while i < len(sentence):
        if i in taken.blocked or not _opens(line, i):
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


def _opens(line: Line, i: int) -> bool:
    token = line.sentence.tokens[i]
    if not token.text[0].isalpha() or not _may_be_named(line, i):
        return False
    if token.text[:3].lower() in words.ARTICLES:
        return True
    return token.capitalised and len(token.text) > 1


def _may_be_named(line: Line, i: int) -> bool:
    token = line.sentence.tokens[i]
    return not (
        line.sentence.in_time(i) or token.lower in words.NOT_PLACES or token.lower.endswith(words.HELD)
    )


def _continues(line: Line, k: int, start: int) -> bool:
    token = line.sentence.tokens[k]
    if not _may_be_named(line, k) or token.lower in {"and", "the", "of", "in"} or not token.text[0].isalpha():
        return False
    if token.capitalised or (k > start and token.lower in words.CONNECTORS):
        return True
    return "-" in token.text and any(part[:1].isupper() for part in token.text.split("-"))


def _run(line: Line, i: int) -> int:
    """The end of the run of capitalised words that opens at ``i``."""
    end = i
    while (
        end < len(line.sentence)
        and end - i < _LONGEST
        and end not in line.taken.blocked
        and _continues(line, end, i)
    ):
        end += 1
    while end > i and not line.sentence.tokens[end - 1].capitalised and "-" not in line.written(end - 1, end):
        end -= 1
    return end


def _possessor(line: Line, i: int) -> bool:
    """A place whose possessive lost its apostrophe: "Aleppos Marjeh district"."""
    sentence, word = line.sentence, line.sentence.tokens[i].text
    if not word.endswith("s") or len(word) < 5 or line.punctuated:
        return False
    if not (sentence.tag(i + 1).startswith(("NN", "JJ")) or sentence.tag(i + 1) == "DT"):
        return False
    gazetteer = line.knowledge.gazetteer
    return not gazetteer.is_known(word) and gazetteer.is_known(word[:-1])


# ------------------------------------------------------------------ how much of a run is a place


def _length(line: Line, i: int) -> int:
    """How many tokens from ``i`` are the name of a place; 0 where none are."""
    run = _run(line, i)
    if run == i or after_title(line, i) or _follows_kunya(line, i):
        return 0
    if run == i + 1 and line.sentence.lower(i) in words.NO_NAMES:
        return 0  # "Its capital city", "These areas"
    inside, towards = position(line, i)
    in_list = listed(line, i)
    owned = _owned_name(line, i)
    if owned:
        return owned
    for end in range(run, i, -1):
        if _empty(line, i, end) or not _may_end(line, i, end, run, inside):
            continue
        if _cut_short(line, end) and not notable(line, i, end):
            continue
        if end - i > 1 and line.kind(end - 1) and _site(line, i, end, inside or towards):
            return end - i
        if line.known(i, end) and (
            inside
            or towards
            or in_list
            or line.kind_beside(i, end)
            or line.before_land(end)
            or end - i > 1
            or ((stands_alone(line, i, end) or heads_line(line, i, end)) and notable(line, i, end))
        ):
            return end - i
    return _unknown(line, i, run, inside, in_list)


def _owned_name(line: Line, i: int) -> int:
    """The length of a known name with a possessive in it: "Cox's Bazar"."""
    sentence = line.sentence
    if sentence.lower(i + 1) not in {"'s", "’s"} or i + 2 >= len(sentence):
        return 0
    whole = sentence.tokens[i + 2].capitalised and line.known(i, i + 3)
    return 3 if whole else 0


def _follows_kunya(line: Line, i: int) -> bool:
    """The rest of a man's name: "Abu Hassan"."""
    before = line.sentence.tokens[i - 1] if i else None
    return before is not None and before.capitalised and before.lower in words.KUNYAS


def _empty(line: Line, start: int, end: int) -> bool:
    """Whether the words are no name: compass words, kinds of places, adjectives, an agency's letters."""
    run = [line.sentence.lower(k) for k in range(start, end)]
    lone = end - start == 1 or not line.known(start, end)  # "the Middle East" is a name
    if lone and all(w in words.WAYS | words.AGES or line.knowledge.lexicon.has("place_kind", w) for w in run):
        return True
    if all(k in line.taken.peoples for k in range(start, end)) and not line.kind_beside(start, end):
        return True
    word = line.sentence.tokens[start].text
    lettered = end - start == 1 and word.isupper() and 3 <= len(word) <= 5
    return lettered and start > 0 and line.sentence.lower(start - 1) not in words.INSIDE


def _may_end(line: Line, start: int, end: int, run: int, inside: bool) -> bool:
    """Whether a name may end before its run does: what follows must be something else.

    "Tal Rahma" is not Tal, nor "Karim Haddad" the town of Karim; "Aleppo Syria" is Aleppo.
    """
    if line.sentence.lower(end - 1) in words.CONNECTORS:
        return False
    if end == run or (end + 1 == run and line.kind(end)):
        return True
    if line.punctuated and line.sentence.lower(end).startswith(tuple(words.ARTICLES)):
        return False
    first = line.sentence.lower(start)
    parts = not line.punctuated or inside
    if line.sentence.lower(end) in words.TITLES or (
        parts and any(_is_next_place(line, end, k) for k in range(run, end, -1))
    ):
        return first not in words.FIRST_PARTS or end - start > 1
    if (first in words.FIRST_PARTS and (line.punctuated or end - start == 1)) or not inside:
        return False  # "San Pedro Perulapan" is not San Pedro
    if not line.punctuated:
        return any(is_plain(found) for found in line.knowledge.gazetteer.lookup(line.written(start, end), 1))
    return notable(line, start, end) and not _nameless(line, end)


def _nameless(line: Line, i: int) -> bool:
    """Whether a proper noun follows that nobody knows: "Hassan Sham" is not the city of Hassan."""
    word = line.sentence.tokens[i]
    return line.sentence.tag(i).startswith("NNP") and word.lower not in small_words()


def _is_next_place(line: Line, start: int, end: int) -> bool:
    """Whether the rest of a run is a place of its own ("Aleppo Syria").

    In a text that kept its commas it must be a notable one: some hamlet is called like any second word.
    """
    return line.known(start, end) and (not line.punctuated or notable(line, start, end))


def _site(line: Line, start: int, end: int, placed: bool) -> bool:
    """A name that ends in its kind: "Sadr City", "Kasra Bridge"."""
    if line.known(start, end) or line.known(start, end - 1) or placed:
        return True
    return line.sentence.lower(end - 1) in words.SITES and line.sentence.tokens[end - 1].capitalised


def _cut_short(line: Line, end: int) -> bool:
    """Whether the name goes on with words that make it no place: "the Six-Day War"."""
    if not line.punctuated or end >= len(line.sentence) or line.sentence.in_time(end):
        return False
    return line.sentence.tokens[end].capitalised and (
        end in line.taken.blocked or line.sentence.lower(end) in words.NOT_PLACES
    )


def _struck(line: Line, i: int) -> bool:
    """Whether a noun of fighting names the place: "air strikes on Talbisseh", "the siege of Kuito"."""
    deed = line.sentence.lower(i - 2).rstrip("s")
    return line.sentence.lower(i - 1) in {"on", "of", "for", "against"} and deed in words.STRIKES


def _unknown(line: Line, i: int, run: int, inside: bool, in_list: bool) -> int:
    """The length of a run that the gazetteer does not know but that its company shows to be a place."""
    if run - i > 4 or _empty(line, i, run) or line.sentence.lower(i) in words.WAYS or _cut_short(line, run):
        return 0
    if all(k in line.taken.peoples for k in range(i, run)):
        return 0
    if i in line.taken.peoples and not line.kind_beside(i, run):
        return 0  # "at the Jordanian Embassy"
    if line.kind_beside(i, run) and line.sentence.lower(run) not in words.OFFICES:
        return run - i
    if all(line.sentence.lower(k) in small_words() for k in range(i, run)):
        return 0  # "seized BASE", "against the Light Infantry Battalion": a headline, a unit, a title
    named = line.sentence.tag(i).startswith("NNP") or "-" in line.sentence.tokens[i].text
    if not named:
        return run - i if in_list and closes_item(line, run) and goes_on(line, i, run) else 0
    if inside and line.sentence.lower(run) not in {"'s", "’s", "'"}:
        return run - i
    if _struck(line, i) and line.knowledge.gazetteer.lookup(line.written(i, run), 1):
        return run - i
    if in_list and closes_item(line, run) and goes_on(line, i, run):
        return run - i
    verb = i - 1 - (line.sentence.lower(i - 1) == "the")
    entered = line.sentence.lower(verb).startswith(words.ENTERING)
    if (
        run - i == 1
        and line.sentence.lower(verb).startswith(("captur", "seiz"))
        and line.sentence.tag(verb) == "VBD"
    ):
        entered = line.sentence.tag(run) in {"IN", ",", "."}  # towns are captured by one name, persons by two
    return run - i if entered and line.sentence.tag(run) not in {"NNS", "NN", "POS"} else 0
