"""Words for harm, whose parts of speech a small tagger often confuses ("and injured 30 others")."""

from __future__ import annotations

from dataclasses import replace

from marsad.reading.grammar.sentence import Sentence

KILLED = frozenset("killed slain murdered massacred executed beheaded martyred".split())
WOUNDED = frozenset("wounded injured hurt maimed hospitalised hospitalized".split())
DEAD = frozenset("dead deceased".split())
STATES = DEAD | frozenset("wounded injured hurt missing".split())
"""Words that say, behind people or in their stead, what befell them: "12 dead", "seven others injured"."""

HARMED = KILLED | WOUNDED | DEAD
_DONE = KILLED | WOUNDED
_PERISHED = frozenset("died perished".split())
_DOING = frozenset("killing wounding injuring maiming hurting martyring".split())
_DOES = frozenset("kills wounds injures".split())
_COPULAS = frozenset("was were is are been being be got get wasn't weren't".split())
JOINING = frozenset("and or and/or / , &".split())


def with_harm_tags(sentence: Sentence) -> Sentence:
    """``sentence`` with the tags of its words for harm set by what stands beside them."""
    tags = list(sentence.tags)
    for i in range(len(sentence)):
        word = sentence.lower(i)
        if word in _DONE:
            tags[i] = _done(sentence, tags, i)
        elif word in _PERISHED:
            tags[i] = "VBD"
        elif word in _DOING and figure_follows(sentence, i):
            tags[i] = "VBG"  # "and injuring dozens"
        elif word == "shot" and sentence.lower(i + 1) == "dead" and tags[i - 1] not in {"VBD", "VBP", "VBZ"}:
            tags[i], tags[i + 1] = "VBD" if figure_follows(sentence, i + 1) else tags[i], "JJ"
        elif word in _DOES and tags[i].startswith("NN") and i and figure_follows(sentence, i):
            tags[i] = "VBZ"  # "air raid kills 7"
    return sentence if tuple(tags) == sentence.tags else replace(sentence, tags=tuple(tags))


def _done(sentence: Sentence, tags: list[str], i: int) -> str:
    """The tag of "injured": a past tense before a figure, a participle behind "were" or a noun."""
    tag, before = tags[i], i - 1
    if _stands_for_people(sentence, tags, i):
        return "NNS"
    while before > 0 and tags[before] in {"RB", "RBR"}:
        before -= 1
    if sentence.lower(before) in _COPULAS:
        return "VBN"
    joined = before - (sentence.lower(before) in JOINING)
    if joined >= 0 and sentence.lower(joined) in _DONE and tags[joined].startswith("VB"):
        return tags[joined]  # "were killed or injured", "killed and wounded 40", "dozens martyred injured"
    if _with_object(sentence, i) and (tags[before].startswith(("NN", "PRP")) or sentence.in_time(before)):
        return "VBD"
    if tag.startswith("VB"):
        return tag
    if figure_follows(sentence, i) and (
        tags[before].startswith(("NN", "PRP")) or sentence.lower(before) in JOINING
    ):
        return "VBD"  # "killed 63 people and injured 182 others"
    if tags[before] in {"NNS", "NN", "NNPS"} and not {"NN", "NNS"} & set(tags[i + 1 : i + 2]):
        return "VBN"  # "40 others injured"
    return tag


def _with_object(sentence: Sentence, i: int) -> bool:
    """Whether a word for harm is joined with another that has a figure behind it: "killed and wounded 40"."""
    other = i + 1 + (sentence.lower(i + 1) in JOINING)
    return other > i + 1 and sentence.lower(other) in _DONE and figure_follows(sentence, other)


def _stands_for_people(sentence: Sentence, tags: list[str], i: int) -> bool:
    """Whether "wounded" means the wounded: "30 wounded", "the injured", "the number of wounded"."""
    if sentence.lower(i) not in STATES or i == 0:
        return False
    following = tags[i + 1] if i + 1 < len(tags) else ""
    if following.startswith(("NN", "JJ", "CD", "VBG")) or figure_follows(sentence, i):
        return False
    before = sentence.tokens[i - 1].start
    counted = any(q.span.start <= before < q.span.end for q in sentence.quantities)
    determined = tags[i - 1] in {"DT", "PRP$"} and sentence.lower(i - 1) not in {"that", "all", "both"}
    return counted or determined or sentence.lower(i - 1) == "of"


def figure_follows(sentence: Sentence, i: int) -> bool:
    """Whether a figure, or a phrase with an article, begins right behind token ``i``."""
    if i + 1 >= len(sentence):
        return False
    start = sentence.tokens[i + 1].start
    return sentence.tag(i + 1) in {"CD", "DT", "PRP$"} or any(
        q.span.start == start for q in sentence.quantities
    )
