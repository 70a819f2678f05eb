"""Verbs of speech in one sentence: "X said that …", "…, said X", "the attack was claimed by X"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from marsad.model.reading import Stance
from marsad.reading.speech.chains import subject_ending
from marsad.reading.speech.complements import Said, complement, left_of
from marsad.reading.speech.cues import CueVerb, speech_words
from marsad.reading.speech.drafts import Draft, floor_after, trimmed
from marsad.reading.speech.onward import phrase_starting, with_apposition
from marsad.reading.speech.phrases import Phrase, phrase_ending
from marsad.reading.speech.subjects import antecedent_of_relative, head_of, speaks, subject_before
from marsad.reading.speech.words import BE, FINITE, HAVE, MODALS, NEGATIONS, Words

_SILENT = frozenset(["i", "we", "you", "there", "nobody", "none", "no"])
_GATHERINGS = frozenset(
    "protest protests demonstration demonstrations rally rallies march marches strike strikes crowd crowds "
    "uprising uprisings riot riots slogans banners signs petition petitions "
    "protesters demonstrators marchers strikers".split()
)
""" "The regime fired on protests demanding reforms": they demand, not whoever acts in the sentence."""
_POINTING = frozenset({"that", "this", "these", "those"})


def verb_at(words: Words, i: int) -> tuple[CueVerb, int] | None:
    """The verb of speech at token ``i`` and the last token of its cue; None for other words."""
    for verb in speech_words().verbs.get(words.lower(i), ()):
        end = _tail_end(words, i, verb)
        if end is None:
            continue
        if not words.tag(i).startswith("VB") and not _verb_after_all(words, i):
            return None
        if words.lower(i) == "states" and not (
            words.lower(i + 1) in {"that", "the", "it", "there", "a"} or words.is_quote(i + 1)
        ):
            return None  # the noun
        if verb.stance is Stance.ASSERTS and words.lower(i + 1) == "to" and words.tag(i + 2) == "VB":
            return None  # "groups believed to be", "said to have"
        if verb.lemma == "claim" and not verb.tail and _takes_lives(words, i):
            return None
        return verb, end
    return None


def _tail_end(words: Words, i: int, verb: CueVerb) -> int | None:
    if not verb.tail:
        return i
    if verb.tail[0] == "(NP)":
        for k in range(i + 1, min(i + 8, len(words))):
            if words.tag(k) in FINITE or words.lower(k) in {"no", "not"}:
                return None
            if words.lower(k) == verb.tail[1]:
                return i
        return None
    for n, word in enumerate(verb.tail, start=1):
        if words.lower(i + n) != word:
            return None
    return i + len(verb.tail)


def _verb_after_all(words: Words, i: int) -> bool:
    """ "Al-Haya reports." at a sentence's end is a verb, whatever the tagger thinks; so is "blamed" behind
    its subject, which the tagger takes for an adjective of the name that follows.
    """
    if words.lower(i).endswith("ed") and words.tag(i) == "JJ":
        # "who on Monday blamed", "colleagues blamed Malian soldiers"
        return words.is_noun(i - 1) or words.lower(words.time_before(i - 1) - 1) in {"who", "which"}
    if words.lower(i) == "claim" and words.tag(i - 1) == "NNS" and i + 1 < len(words):
        return words.lower(i + 1) == "."  # "…, prosecutors claim."
    ends = i + 1 >= len(words) or words.lower(i + 1) in {".", ":", "that"}
    return ends and words.lower(i) in {"reports", "claims", "notes", "says"} and words.is_noun(i - 1)


def _takes_lives(words: Words, i: int) -> bool:
    return any(
        words.lower(k) in {"lives", "life", "victims", "casualties"}
        for k in range(i + 1, min(i + 8, len(words)))
    )


@dataclass(frozen=True, slots=True)
class _Cue:
    """A verb of speech in its place: tokens ``start`` to ``end`` are its group, ``at`` is the verb itself."""

    verb: CueVerb
    start: int
    at: int
    end: int
    passive: bool

    def draft(self, speaker: Phrase, said: Said | None, waits: bool = False) -> Draft:
        return Draft(speaker, (self.at, self.end), said or (), self.verb.stance, waits)


def verb_draft(words: Words, i: int, drafts: Sequence[Draft]) -> Draft | None:
    """The attribution that the word at ``i`` makes, given those found before it in the sentence."""
    found = verb_at(words, i)
    group = _group(words, i) if found else None
    if found is None or group is None:
        return None
    cue = _Cue(found[0], group[0], i, found[1], group[1])
    reduced = words.lower(cue.end + 1) == "by" and words.tag(i) in {"VBN", "VBD"} and not cue.verb.tail
    if cue.passive or reduced or _of_nobody(words, cue):
        return _by_agent(words, cue)
    floor = floor_after(drafts)
    inverted = _inverted(words, cue, floor)
    if inverted is not None:
        said = left_of(words, cue.start - 1, floor, drafts)
        said = said or complement(words, inverted[1], cue.verb, spoken=True)
        return cue.draft(inverted, said, waits=said is None)
    speaker = _speaker(words, cue, drafts, floor)
    if speaker is None or words.lower(speaker[0]) in _SILENT:
        return None
    if cue.verb.lemma not in {"say", "tell", "add"} and not speaks(words, speaker):
        return None
    if cue.verb.seen and words.lower(head_of(words, speaker)) not in speech_words().onlookers:
        return None
    return _spoken(words, cue, speaker, drafts)


def _of_nobody(words: Words, cue: _Cue) -> bool:
    """Whether an accusing verb has nobody behind it, and is passive: "he was held and accused of it"."""
    alone = cue.verb.stance is Stance.ACCUSES and not cue.verb.tail
    return alone and words.lower(cue.end + 1) in {"of", "for"}


def _spoken(words: Words, cue: _Cue, speaker: Phrase, drafts: Sequence[Draft]) -> Draft | None:
    """The attribution of a verb whose speaker stands before it; None where it says nothing after all."""
    floor = floor_after(drafts)
    said = complement(words, cue.end, cue.verb)
    if said is not None and cue.verb.tail[-1:] == ("statement",) and words.lower(len(words) - 1) == ":":
        return cue.draft(speaker, None, waits=True)
    if said is None:
        if cue.verb.needs_that and not words.is_quote(speaker[0] - 1):
            return None
        said = left_of(words, min(speaker[0], cue.start) - 1, floor, drafts)
        if said is None and cue.verb.weak:
            return None
    elif _resumes(words, speaker[0], cue.end):
        before = trimmed(words, floor, speaker[0] - 1)
        said = (before, *said) if before else said
    made = cue.draft(speaker, said, waits=said is None and _ends(words, cue.end))
    aside = words.lower(cue.start - 1) in {"who", "which"} and words.is_comma(cue.start - 2)
    return _to_comma(words, made) if aside else made


def _to_comma(words: Words, draft: Draft) -> Draft:
    """A draft in a relative clause between commas says no more than stands before the second comma."""
    closing = next((k for k in range(draft.cue[1] + 1, len(words)) if words.is_comma(k)), None)
    if closing is None:
        return draft
    said = tuple((a, min(b, closing - 1)) for a, b in draft.said if a < closing)
    return replace(draft, said=said, aside=True)


def _ends(words: Words, end: int) -> bool:
    """Whether the sentence stops at the cue or with a colon, so that the next one says what was said."""
    return words.lower(len(words) - 1) == ":" or all(
        words.is_punctuation(k) for k in range(end + 1, len(words))
    )


def _group(words: Words, i: int) -> tuple[int, bool] | None:
    """The first token of the verb group of ``i`` and whether it is passive; None where nobody speaks."""
    start, passive, perfect = i, False, False
    k = i - 1
    while k >= 0:
        lower = words.lower(k)
        if lower in NEGATIONS:
            return None
        if lower in MODALS or (words.tag(k) == "TO" and lower == "to"):
            return None
        if lower in BE:
            passive = words.tag(i) != "VBG" and not perfect
            start = k
        elif lower in HAVE:
            perfect, start = True, k
        elif lower in {"did", "does", "do"} or words.tag(k).startswith("RB") or lower in {"earlier", "later"}:
            start = k
        else:
            break
        k -= 1
    if words.lower(start) in {"meanwhile", "however", "then"}:
        start += 1
    if (
        words.tag(i) == "VB"
        and start == i
        and not (words.is_noun(i - 1) or words.tag(i - 1) in {"PRP", "WP"})
    ):
        return None
    return start, passive


def _by_agent(words: Words, cue: _Cue) -> Draft | None:
    """ "The bombing was claimed by X"; "was quoted as saying" is read elsewhere."""
    if words.lower(cue.end + 1) != "by" or words.lower(cue.at) in {"told", "informed"}:
        return None
    agent = phrase_starting(words, cue.end + 2, len(words))
    if agent is None or not speaks(words, agent):
        return None
    return cue.draft(agent, left_of(words, cue.at - 1, 0, []))


def _inverted(words: Words, cue: _Cue, floor: int) -> Phrase | None:
    """The speaker where it follows the verb: "…, said the mayor"."""
    i = cue.at
    if not cue.verb.inverts or words.tag(i) == "VBG" or cue.start != i or cue.end + 1 >= len(words):
        return None
    phrase = phrase_starting(words, cue.end + 1, len(words))
    if phrase is None or words.lower(phrase[0]) in _POINTING or not speaks(words, phrase):
        return None
    phrase = with_apposition(words, phrase, len(words))
    after = phrase[1] + 1
    if words.tag(after) in FINITE or words.lower(after) in HAVE:
        return None
    if i == 0 or words.is_quote(i - 1) or (words.lower(i - 1) == "and" and words.is_quote(i - 2)):
        return phrase
    told = bool(words.finite(floor, i)) and not _clause_after(words, after)
    if words.is_comma(i - 1):
        return phrase if told or not _speaks_before(words, i, floor) else None
    return phrase if told and not _subject_at_hand(words, cue, floor) else None


def _subject_at_hand(words: Words, cue: _Cue, floor: int) -> bool:
    """Whether what stands right before the verb, without a comma, is a speaker, not the end of the clause."""
    left = subject_ending(words, cue.at - 1, floor)
    if left is None or not speaks(words, left):
        return False
    return cue.verb.takes_object or words.lower(left[0]) in {"the", "he", "she", "it", "they", "a"}


def _speaks_before(words: Words, i: int, floor: int) -> bool:
    subject = subject_before(words, i, floor)
    return subject is not None and speaks(words, subject)


def _clause_after(words: Words, first: int) -> bool:
    """Whether a finite verb that is no relative clause's follows from ``first`` to the sentence's end."""
    for k in words.finite(first, len(words)):
        opener = any(
            words.tag(m) in {"WDT", "WP"} or words.lower(m) in {"who", "which", "as", "after", "when"}
            for m in range(first, k)
        )
        if not opener:
            return True
    return False


def _speaker(words: Words, cue: _Cue, drafts: Sequence[Draft], floor: int) -> Phrase | None:
    """The speaker before the verb: its subject, or that of the verb before it in the sentence."""
    start = words.time_before(cue.start - 1)
    start = start if words.lower(start - 1) in {"who", "which"} else cue.start
    before = words.lower(start - 1)
    if before in {"who", "which"} or words.tag(start - 1) in {"WP", "WDT"}:
        return antecedent_of_relative(words, start - 1)
    if words.tag(cue.at) == "VBG" and not any(words.lower(k) in BE for k in range(start, cue.at)):
        if words.lower(start - 1) in _GATHERINGS:
            return None
        return _accompanying(words, start, floor) or _earlier(words, cue.at, drafts)
    if before in {"and", "but", "then", "or"}:
        return _earlier(words, cue.at, drafts)
    subject = subject_before(words, start, floor)
    return _earlier(words, cue.at, drafts) if subject is None and floor else subject


def _accompanying(words: Words, verb: int, floor: int) -> Phrase | None:
    """The subject of a participle behind "with": "…, with Ankara saying that …"."""
    phrase = phrase_ending(words, verb - 1)
    if phrase is None or phrase[0] <= floor or words.lower(phrase[0] - 1) != "with":
        return None
    return phrase if speaks(words, phrase) else None


def _earlier(words: Words, i: int, drafts: Sequence[Draft]) -> Phrase | None:
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
