"""What a deed was done to, where it struck things and nobody: "a bomb went off at a car dealership"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from marsad.model.event import EventType, Participant, Side
from marsad.model.reading import MentionKind, PartName, RoleName
from marsad.model.span import Span
from marsad.resolving.context import Context
from marsad.resolving.events.likely import told_of
from marsad.resolving.events.merging import Cluster

STRIKES = frozenset((EventType.EXPLOSIONS, EventType.VIOLENCE_AGAINST_CIVILIANS, EventType.RIOTS))
"""Types of deeds that are done to buildings and vehicles too."""
_LIKELY = 0.5
_DETERMINER = re.compile(r"(?:the|an?|its|their|his|her|another|one|some|several)\s+", re.I)


def struck(context: Context, cluster: Cluster) -> Iterator[Participant]:
    """The things that the reader takes for the target, each kind of thing once; no actor, but words."""
    told: set[str] = set()
    for happening in told_of(context, cluster):
        for part in happening.parts:
            thing = context.mention(part.mention)
            likely = part.name is PartName.SIDE_B and part.probability >= _LIKELY
            kind = thing.span.text.split()[-1].lower()
            if likely and thing.kind is MentionKind.THING and kind not in told:
                told.add(kind)
                article = _DETERMINER.match(thing.span.text)
                start = thing.span.start + (article.end() if article else 0)
                span = Span.of(context.report.text, start, thing.span.end)
                yield Participant(None, Side.TARGET, RoleName.THING.value, span)
