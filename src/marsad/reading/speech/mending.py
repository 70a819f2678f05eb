"""Part-of-speech tags put right where the tagger's usual slips in news can be seen."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.grammar.tokens import Token
from marsad.reading.speech.cues import grammar, speech_words

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
QUOTES = frozenset('"“”«»„‟')
BE = grammar("be")
HAVE = grammar("have")
_SHORTENED = grammar("abbreviations")
# How adjectives of places, peoples and creeds end.
_ADJECTIVE_ENDINGS = tuple(grammar("adjective_endings"))
# Tags that a capitalised word inside a sentence does not have.
_NOT_OF_NAMES = frozenset(
    {"PDT", "FW", "AFX", "RB", "RP", "VB", "VBZ", "VBP", "VBN", "VBD", "UH", "LS", "``", "''", "GW"}
)
_POSSESSIVES = frozenset("my your his her its our their".split())
_APOSTROPHES = frozenset("'’")
_FIXED = {"according": "IN", "rights": "NNS", "'s": "POS", "''": "''", "“": "''", "”": "''", '"': "''"}


def mended(tokens: Sequence[Token], tags: Sequence[str]) -> tuple[str, ...]:
    """The tags of one sentence, mended from left to right."""
    done = list(tags)
    for i, token in enumerate(tokens):
        done[i] = _of_word(tokens, done, i) or _of_name(tokens, done, i) or _FIXED.get(token.lower, done[i])
    return tuple(done)


def _of_word(tokens: Sequence[Token], tags: Sequence[str], i: int) -> str | None:
    """The tag of a word that the word lists know better than the tagger."""
    words, lower, tag = speech_words(), tokens[i].lower, tags[i]
    before = tokens[i - 1].lower if i else ""
    after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if lower in {"said", "told"}:
        return "VBN" if before in BE | HAVE else "VBD"
    if lower in words.person_plurals and tag not in NOUNS:
        speaking = tag.startswith("V") and after in {"said", "told", "say"}
        return "NNS" if speaking or lower not in words.verbs else None
    if lower in words.titles and tag.startswith("V") and lower not in words.verbs:
        return "NN"
    if (lower == "s" and before in _APOSTROPHES) or (lower in _APOSTROPHES and after == "s"):
        return "POS"  # "the prosecutor ' s office", in tokenised archives
    if lower == "monitoring" and after in words.bodies:
        return "NN"  # "Human Rights monitoring group"
    if lower == "adding" and after == "that":
        return "VBG"
    if lower in {"meanwhile", "however"}:
        return "RB"  # with a capital where a headline runs into the sentence: "… in Idlib Meanwhile sources"
    if tag == "JJ" and lower.endswith("ed") and before in BE | HAVE:
        return "VBN"  # "were wounded state media said"
    return None


def _of_name(tokens: Sequence[Token], tags: Sequence[str], i: int) -> str | None:
    """NNP for what must be part of a name."""
    token, tag, lower = tokens[i], tags[i], tokens[i].lower
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if lower[:3] in {"al-", "el-"} and len(lower) > 3:
        return "NNP"
    if tag == "CD" and token.text.isalpha() and token.text.isupper():
        return "NNP"  # "told AP"
    if i == 0:
        return None
    before = tokens[i - 1]
    if lower == "." and after is not None and _abbreviated(before):
        return "NNP"  # the dot of "Maj." or of an initial belongs to the name
    if not token.text[:1].isupper():
        return None
    if tag == "PRP$" and lower not in _POSSESSIVES:
        return "NNP"  # "Maj. Chris Okello"
    if tag in _NOT_OF_NAMES and lower not in speech_words().verbs and lower not in BE:
        return "NNP" if before.text not in QUOTES or (after is not None and after.capitalised) else None
    if tag == "IN" and before.capitalised and after is not None and after.capitalised:
        return "NNP"  # "Doctors Without Borders"
    if tag == "JJ" and before.capitalised and not lower.endswith(_ADJECTIVE_ENDINGS):
        return "NNP"  # "Jens Laerke"
    return None


def _abbreviated(token: Token) -> bool:
    single = len(token.text) == 1 and token.text.isupper()
    return single or (token.capitalised and token.lower in _SHORTENED)
