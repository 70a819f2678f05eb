"""Verbs of speech in one sentence: "X said that …", "…, said X", "the attack was claimed by X"."""

from __future__ import annotations

from marsad.model.reading import Stance
from marsad.reading.speech.complements import complement, left_of
from marsad.reading.speech.cues import CueVerb, speech_words
from marsad.reading.speech.drafts import Draft
from marsad.reading.speech.phrases import Phrase, phrase_starting, subject_ending, with_apposition
from marsad.reading.speech.subjects import antecedent_of_relative, speaks, subject_before
from marsad.reading.speech.words import BE, FINITE, HAVE, MODALS, NEGATIONS, Words

_SILENT = frozenset("i we you there nobody none no".split())


def verb_at(words: Words, i: int) -> tuple[CueVerb, int] | None:
    """The verb of speech at token ``i`` and the last token of its cue; None for other words."""
    for verb in speech_words().verbs.get(words.lower(i), ()):
        end = _tail_end(words, i, verb)
        if end is None:
            continue
        if not words.tag(i).startswith("VB") and not _verb_after_all(words, i):
            return None
        if verb.lemma == "claim" and not verb.tail and _takes_lives(words, i):
            return None
        return verb, end
    return None


def _tail_end(words: Words, i: int, verb: CueVerb) -> int | None:
    if not verb.tail:
        return i
    if verb.tail[0] == "(NP)":
        for k in range(i + 2, min(i + 8, len(words))):
            if words.tag(k) in FINITE:
                return None
            if words.lower(k) == verb.tail[1]:
                return i
        return None
    for n, word in enumerate(verb.tail, start=1):
        if words.lower(i + n) != word:
            return None
    return i + len(verb.tail)


def _verb_after_all(words: Words, i: int) -> bool:
    """ "Al-Haya reports." at a sentence's end is a verb, whatever the tagger thinks."""
    ends = i + 1 >= len(words) or words.lower(i + 1) in {".", ":", "that"}
    return ends and words.lower(i) in {"reports", "claims", "notes", "says"} and words.is_noun(i - 1)


def _takes_lives(words: Words, i: int) -> bool:
    return any(words.lower(k) in {"lives", "life", "victims", "casualties"} for k in range(i + 1, min(i + 8, len(words))))


def verb_draft(words: Words, i: int, drafts: list[Draft]) -> Draft | None:
    """The attribution that the word at ``i`` makes, given those found before it in the sentence."""
    found = verb_at(words, i)
    if found is None:
        return None
    verb, end = found
    group = _group(words, i)
    if group is None:
        return None
    start, passive = group
    if passive:
        return _by_agent(words, i, end, verb)
    if words.lower(end + 1) == "by" and words.tag(i) in {"VBN", "VBD"} and not verb.tail:
        return _by_agent(words, i, end, verb)
    floor = max((d.last + 1 for d in drafts), default=0)
    inverted = _inverted(words, start, i, end, verb, floor)
    if inverted is not None:
        said = left_of(words, start - 1, floor, drafts)
        more = complement(words, inverted[1], verb, spoken=True) if said is None else None
        return _draft(inverted, (i, end), said or more, verb, waits=said is None and more is None)
    speaker = _speaker(words, start, i, verb, drafts, floor)
    if speaker is None or words.lower(speaker[0]) in _SILENT:
        return None
    if verb.weak and not speaks(words, speaker):
        return None
    said = complement(words, end, verb)
    if said is None:
        said = left_of(words, min(speaker[0], start) - 1, floor, drafts)
    elif _resumes(words, speaker[0], end):
        said = (*(left_of(words, speaker[0] - 1, floor, drafts) or ()), *said)
    return _draft(speaker, (i, end), said, verb, waits=said is None)


def _draft(speaker: Phrase, cue: Phrase, said: tuple[Phrase, ...] | None, verb: CueVerb, waits: bool) -> Draft:
    return Draft(speaker, cue, said or (), verb.stance, waits)


def _group(words: Words, i: int) -> tuple[int, bool] | None:
    """The first token of the verb group of ``i`` and whether it is passive; None where nobody speaks."""
    start, passive, perfect = i, False, False
    k = i - 1
    while k >= 0:
        lower = words.lower(k)
        if lower in NEGATIONS:
            return None
        if lower in MODALS or words.tag(k) == "TO" and lower == "to":
            return None
        if lower in BE:
            passive = words.tag(i) not in {"VBG"} and not perfect
            start = k
        elif lower in HAVE:
            perfect, start = True, k
            passive = passive and True
        elif lower in {"did", "does", "do"} or (words.tag(k) == "RB" and not words.is_name(k)):
            start = k
        else:
            break
        k -= 1
    if words.lower(start) in {"meanwhile", "however", "then"}:
        start += 1
    if words.tag(i) == "VB" and start == i:
        return None
    return start, passive


def _by_agent(words: Words, i: int, end: int, verb: CueVerb) -> Draft | None:
    """ "The bombing was claimed by X", "was quoted as saying" is read elsewhere."""
    if words.lower(end + 1) != "by" or words.lower(i) in {"told", "informed"}:
        return None
    agent = phrase_starting(words, end + 2, len(words))
    if agent is None or not speaks(words, agent):
        return None
    said = left_of(words, i - 1, 0, [])
    return Draft(agent, (i, end), said or (), verb.stance)


def _inverted(words: Words, start: int, i: int, end: int, verb: CueVerb, floor: int) -> Phrase | None:
    """The speaker where it follows the verb: "…, said the mayor"."""
    if not verb.inverts or words.tag(i) == "VBG" or start != i or end + 1 >= len(words):
        return None
    phrase = phrase_starting(words, end + 1, len(words))
    if phrase is None or words.lower(phrase[0]) in {"that", "this", "these", "those"} or not speaks(words, phrase):
        return None
    phrase = with_apposition(words, phrase, len(words))
    after = phrase[1] + 1
    if words.tag(after) in FINITE or words.tag(after) == "MD" or words.lower(after) in {"had", "have", "has"}:
        return None
    before = words.lower(i - 1)
    opened = i == 0 or words.is_quote(i - 1) or (before == "and" and words.is_quote(i - 2))
    if opened:
        return phrase
    told = words.finite(floor, i) and not _clause_after(words, phrase[1] + 1)
    if not told:
        return None
    if words.is_comma(i - 1):
        return phrase
    left = subject_ending(words, i - 1, floor)
    if left is not None and (words.lower(left[0]) in {"the", "he", "she", "it", "they", "a"} and speaks(words, left)):
        return None
    return phrase if not verb.takes_object or left is None or not speaks(words, left) else None


def _clause_after(words: Words, first: int) -> bool:
    """Whether a finite verb that is no relative clause's follows from ``first`` to the sentence's end."""
    for k in words.finite(first, len(words)):
        opener = any(words.tag(m) in {"WDT", "WP"} or words.lower(m) in {"who", "which", "as", "after", "when"} for m in range(first, k))
        if not opener:
            return True
    return False


def _speaker(words: Words, start: int, i: int, verb: CueVerb, drafts: list[Draft], floor: int) -> Phrase | None:
    before = words.lower(start - 1)
    if before in {"who", "which"} or words.tag(start - 1) in {"WP", "WDT"}:
        return antecedent_of_relative(words, start - 1)
    if words.tag(i) == "VBG" and start == i:
        return _earlier(words, i, drafts)
    if before in {"and", "but", "then", "or"}:
        return _earlier(words, i, drafts)
    subject = subject_before(words, start, floor)
    if subject is None and floor:
        return _earlier(words, i, drafts)
    return subject


def _earlier(words: Words, i: int, drafts: list[Draft]) -> Phrase | None:
    """The speaker of the verb before in the sentence, or the subject of its first verb."""
    for draft in reversed(drafts):
        if draft.speaker[0] < i:
            return draft.speaker
    for k in words.finite(0, i):
        subject = subject_before(words, k, 0)
        if subject is not None:
            return subject if speaks(words, subject) else None
    return None


def _resumes(words: Words, first: int, end: int) -> bool:
    """ "The attack, the army said, killed seven": what is said goes on after the speaker."""
    after = end + 1
    return words.is_comma(first - 1) and words.is_comma(after) and words.tag(after + 1) in FINITE


def stance_of(verb: CueVerb) -> Stance:
    return verb.stance
