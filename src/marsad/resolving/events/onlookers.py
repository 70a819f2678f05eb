"""Whom the words around a deed make a party or none: who owns up to it, who only holds its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.model.reading import Mention
from marsad.model.span import Span
from marsad.resolving.actors.identity import Identity
from marsad.resolving.context import Context, once

POSITIONS = frozenset(
    "position positions base bases outpost outposts checkpoint checkpoints barracks camp camps convoy convoys"
    " headquarters hideout hideouts stronghold strongholds trench trenches gathering gatherings".split()
)
"""Heads of phrases for where a party's fighters stand, so that a blow on it is one on them."""
_ITSELF = frozenset("it they we he she".split())
_IN_HANDS = re.compile(
    r"\b(?:held|controlled|run|occupied|ruled|dominated|manned) by\s+(?:the\s+|an?\s+)?(?:[\w()-]+\s+){0,4}$",
    re.I,
)
_HANDS_REACH, _FIGHTS_REACH = 60, 60
"""Characters ahead of a mention in which the words stand that say what it is to the deed."""
_FIGHTING = re.compile(
    r"\b(?:rebels?|fighters?|groups?|militants?|forces|insurgents?|troops|factions?|jihadists?|men)\s+"
    r"(?:who (?:are|were) |that (?:are|were) )?"
    r"((?:fighting|battling|struggling|seeking|trying|opposed|(?:firing|shooting) (?:on|at))"
    r"(?: to (?:topple|overthrow|oust|unseat))?)"
    r"\s+(?:both\s+)?(?:the\s+)?$",
    re.I,
)


_ACCUSES = re.compile(
    r"(?:\s+\([^()]*\))?\s+(?:(?:has|have|had|also|again|earlier|later|repeatedly|on)\s+|\w+day\s+){0,3}"
    r"(?:accus|blam)(?:e|ed|es|ing)\b(?!\s+(?:of|for)\b)",
    re.I,
)


def owns_up(context: Context, identity: Identity, words: Span) -> bool:
    """Whether somebody tells a deed of his own: "the X Brigade announced that it had killed six".

    The reader of happenings takes who speaks for a source and no party; here the words say both.
    """
    if words.text.lower() not in _ITSELF or not identity.armed:
        return False
    speakers = [a.speaker for a in context.reading.attributions if any(s.covers(words) for s in a.said)]
    return any(
        other.id == identity.id and any(s.overlaps(context.mention(i).span) for s in speakers)
        for i, other in context.actors.items()
    )


def holds_by(context: Context, mention: Mention, deeds: Sequence[Span]) -> bool:
    """Whether somebody only holds the place of a deed ("struck the town held by X"), and holding is none of
    the ``deeds`` told ("the town was occupied by X").
    """
    found = _ahead(context, mention.span.start, _IN_HANDS, _HANDS_REACH)
    return found is not None and not any(_meets(found, d) for d in deeds)


def only_fought(context: Context, mention: Mention, deeds: Sequence[Span]) -> bool:
    """Whether words only say whom a party fights, beside the ``deeds``: "killed six rebels fighting X"."""
    found = _ahead(context, mention.span.start, _FIGHTING, _FIGHTS_REACH)
    return found is not None and not any(_meets(found, d) for d in deeds)


def accuses(context: Context, mention: Mention, deeds: Sequence[Span]) -> bool:
    """Whether somebody only says who did the ``deeds``, all told behind: "X accused Y of gassing six"."""
    found = _ACCUSES.match(context.report.text, mention.span.end)
    sentence = context.reading.sentences[mention.sentence]
    return found is not None and all(found.end() <= d.start <= sentence.end for d in deeds)


@once
def _ahead(context: Context, at: int, pattern: re.Pattern[str], reach: int) -> tuple[int, int] | None:
    """Where the pattern's first group, or all of it, stands right ahead of the character ``at``."""
    start = max(0, at - reach)
    match = pattern.search(context.report.text[start:at])
    if match is None:
        return None
    group = 1 if match.re.groups else 0
    return start + match.start(group), start + match.end(group)


def _meets(found: tuple[int, int], deed: Span) -> bool:
    return deed.start < found[1] and found[0] < deed.end
