"""Verb groups: auxiliaries, modals and negation around each main verb."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.reading.grammar.sentence import Sentence

_BE = frozenset("be am is are was were been being 's 're get gets got getting".split())
_HAVE = frozenset("have has had having 've".split())
_DO = frozenset("do does did".split())
_NEGATIONS = frozenset("not n't never cannot".split())
_NEGATED_AUXILIARIES = frozenset(
    """
    don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't can't
    couldn't shouldn't dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt wont wouldnt
    cant couldnt
    """.split()
)
_MODALS = frozenset(
    """
    will would shall should can could may might must 'll 'd won't wouldn't can't couldn't wont
    cannot wouldnt
    """.split()
)
_MIDDLE = frozenset(
    """
    also then later reportedly allegedly now still already again recently repeatedly even just
    only since all both ever jointly successfully completely fully largely quickly immediately
    apparently previously earlier
    """.split()
)


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """Tokens ``start`` to ``end`` (exclusive) of one verb with its helpers; ``main`` is the main verb.

    ``form`` is "finite", "infinitive", "ing" (bare participle or gerund) or "participle" (bare -ed form).
    """

    start: int
    end: int
    main: int
    form: str
    passive: bool = False
    negated: bool = False
    modal: str | None = None
    progressive: bool = False


def find_verbs(sentence: Sentence) -> tuple[VerbGroup, ...]:
    """Verb groups of a sentence from left to right."""
    groups: list[VerbGroup] = []
    i = 0
    while i < len(sentence):
        if not _starts(sentence, i):
            i += 1
            continue
        group = _group(sentence, i)
        if group is None:
            i += 1
        else:
            groups.append(group)
            i = group.end
    return tuple(groups)


_ADJECTIVES = frozenset(
    "neighboring neighbouring surrounding remaining following according including leading".split()
)


def _is_verb(sentence: Sentence, i: int) -> bool:
    if sentence.lower(i) in _ADJECTIVES and sentence.tag(i + 1).startswith(("NN", "TO", "IN")):
        return False
    return sentence.tag(i).startswith("VB") and not sentence.in_time(i) and not _attributive(sentence, i)


def _attributive(sentence: Sentence, i: int) -> bool:
    """Whether a participle only describes the noun behind it ("and allied rebel factions", "the besieged
    town").
    """
    if sentence.lower(i) not in {"allied", "armed", "besieged", "embattled", "so-called"} or not sentence.tag(
        i + 1
    ).startswith(("NN", "JJ")):
        return False
    return sentence.tag(i - 1) in {"CC", "DT", "IN", "PRP$", "CD", ","}


def _helper(sentence: Sentence, i: int) -> bool:
    word = sentence.lower(i)
    return (
        word in _BE
        or word in _HAVE
        or word in _DO
        or word in _MODALS
        or word in _NEGATED_AUXILIARIES
        or sentence.tag(i) == "MD"
    )


def _starts(sentence: Sentence, i: int) -> bool:
    if _is_verb(sentence, i) or sentence.tag(i) == "MD" or sentence.lower(i) in _NEGATED_AUXILIARIES:
        return True
    return sentence.tag(i) == "TO" and sentence.tag(i + 1) in {"VB", "RB"}


def _group(sentence: Sentence, start: int) -> VerbGroup | None:
    i = start
    infinitive = sentence.tag(i) == "TO"
    negated = modal_seen = False
    modal: str | None = None
    helpers: list[str] = []
    if infinitive:
        i += 1
        negated = sentence.lower(start - 1) in _NEGATIONS
    main = -1
    while i < len(sentence):
        word = sentence.lower(i)
        if word in _NEGATIONS:
            negated = True
        elif sentence.tag(i) == "MD" or word in _MODALS:
            modal, modal_seen = word, True
            negated = negated or word in _NEGATED_AUXILIARIES
        elif word in _NEGATED_AUXILIARIES:
            negated = True
            helpers.append(word)
        elif _is_verb(sentence, i):
            main = i
            if not (word in _BE or word in _HAVE or word in _DO) or not _verb_follows(sentence, i):
                break
            helpers.append(word)
        elif not (
            (sentence.tag(i) in {"RB", "RBR"} or (word == "since" and helpers))
            and (word in _MIDDLE or word.endswith("ly"))
        ) or (main < 0 and not helpers and not modal_seen and not infinitive):
            break
        i += 1
    if main < 0:
        return None
    last_helper = helpers[-1] if helpers else ""
    tag = sentence.tag(main)
    passive = (
        bool(last_helper)
        and (last_helper in _BE or last_helper in {"wasn't", "weren't", "isn't", "aren't"})
        and tag in {"VBN", "VBD"}
    )
    progressive = bool(last_helper) and last_helper in _BE and tag == "VBG"
    form = "infinitive" if infinitive else _form(tag, bool(helpers) or modal_seen)
    return VerbGroup(start, main + 1, main, form, passive, negated, modal, progressive)


def _form(tag: str, helped: bool) -> str:
    if helped or tag in {"VBD", "VBZ", "VBP"}:
        return "finite"
    return {"VBG": "ing", "VBN": "participle"}.get(tag, "finite")


def _verb_follows(sentence: Sentence, i: int) -> bool:
    """Whether the helper at ``i`` has its main verb right behind it, adverbs aside."""
    for k in range(i + 1, min(i + 4, len(sentence))):
        if _is_verb(sentence, k):
            return True
        if sentence.lower(k) in _NEGATIONS:
            continue
        if sentence.tag(k) not in {"RB", "RBR"} and sentence.lower(k) != "since":
            return False
    return False
