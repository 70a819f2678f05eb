"""Statements of the warring sides and about them: threats, accusations, denials, promises, demands.

They come from who says what, not from the words for deeds: nothing that is only threatened or promised
becomes a happening.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from marsad.model.event import Claim, Event, EventType, Participant, PlacePrecision, Side, Where
from marsad.model.reading import RoleName, Status
from marsad.resolving.context import Context
from marsad.resolving.dates.resolve import current_week
from marsad.resolving.speech.spoken import SUB_TYPES, Spoken, all_spoken

_NEAR = 3
"""How many sentences apart the same speaker goes on with the same statement."""


def statements_of(context: Context, place_ids: Mapping[int, str]) -> tuple[Event, ...]:
    """The statements of a report in the order of the text; one speaker's same statement once."""
    groups: list[list[Spoken]] = []
    for spoken in sorted(all_spoken(context), key=lambda s: s.evidence[0].start):
        home = next((g for g in reversed(groups) if _goes_on(context, g[-1], spoken)), None)
        if home is None:
            groups.append([spoken])
        else:
            home.append(spoken)
    return tuple(_event(context, _dated(context, groups, n), place_ids) for n in range(len(groups)))


def _dated(context: Context, groups: Sequence[Sequence[Spoken]], n: int) -> list[Spoken]:
    """Group ``n``, on the day of the statement before where its words say that it is the same one."""
    group = list(groups[n])
    lead = group[0]
    same = _SAME_OCCASION.search(lead.evidence[0].text)
    if n and same and all(s.when is None for s in group):
        before = [s.when for s in groups[n - 1] if s.when is not None and s.speaker == lead.speaker]
        group[0] = replace(lead, when=before[0]) if before else lead
    return group


_SAME_OCCASION = re.compile(
    r"\bsame (?:statement|message|speech|interview|video|letter|recording|broadcast|post)\b", re.I
)


def _goes_on(context: Context, last: Spoken, spoken: Spoken) -> bool:
    """Whether the same speaker goes on with the same kind of statement near by, on the same day."""
    if last.sub_type != spoken.sub_type or (last.speaker and last.speaker.id) != (
        spoken.speaker and spoken.speaker.id
    ):
        return False
    if last.speaker is None and last.claim.speaker != spoken.claim.speaker:
        return False
    if last.when is not None and spoken.when is not None and last.when.meets(spoken.when) is False:
        return False
    starts = [s.start for s in context.reading.sentences]
    apart = sum(last.evidence[-1].start < s <= spoken.evidence[0].start for s in starts)
    return apart <= _NEAR


def _event(context: Context, group: Sequence[Spoken], place_ids: Mapping[int, str]) -> Event:
    lead = group[0]
    evidence = tuple(dict.fromkeys(s for spoken in group for s in spoken.evidence))
    when = next((s.when for s in group if s.when is not None), None) or current_week(context.report.published)
    place = next((s.place for s in group if s.place is not None), None)
    key = "|".join(
        [
            context.report.id,
            context.reading.reader,
            lead.sub_type,
            str(lead.evidence[0].start),
            str(lead.claim.span and lead.claim.span.start),
            lead.claim.speaker,
            str(when.start),
        ]
    )
    claims = tuple(dict.fromkeys(_speaking(s) for s in group))
    return Event(
        id="e" + hashlib.sha256(key.encode()).hexdigest()[:20],
        type=EventType.STATEMENT,
        sub_type=lead.sub_type,
        status=Status.ALLEGED if lead.sub_type == "Accusation" else Status.HAPPENED,
        when=when,
        where=_where(context, place, place_ids),
        participants=_participants(group),
        harm=(),
        weapons=(),
        seized=(),
        claims=claims,
        evidence=evidence,
    )


def _speaking(spoken: Spoken) -> Claim:
    """The claim with the stance that the statement has by its content."""
    stances = {name: stance for stance, name in SUB_TYPES.items()}
    return replace(spoken.claim, stance=stances.get(spoken.sub_type, spoken.claim.stance))


def _where(context: Context, place: int | None, place_ids: Mapping[int, str]) -> Where | None:
    if place is None:
        return None
    precision = context.places[place].precision
    return Where(
        place_ids.get(place),
        context.mention(place).span.text,
        PlacePrecision(precision) if precision else None,
        "named in what is said",
    )


def _participants(group: Sequence[Spoken]) -> tuple[Participant, ...]:
    found: dict[str | None, Participant] = {}
    for spoken in group:
        span = spoken.claim.span
        actor = spoken.speaker.id if spoken.speaker else None
        found.setdefault(actor, Participant(actor, Side.A, RoleName.AGENT.value, span))
    for spoken in group:
        for identity, span in spoken.targets:
            found.setdefault(identity.id, Participant(identity.id, Side.B, RoleName.PATIENT.value, span))
    return tuple(found.values())
