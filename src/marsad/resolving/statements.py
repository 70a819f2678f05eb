"""Statements of the warring sides and about them: threats, accusations, denials, promises, demands, condemnations.

They come from who says what, not from the words for deeds: nothing that is only threatened or promised
becomes a happening.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from marsad.model.actor import ActorKind
from marsad.model.event import Claim, Event, EventType, Participant, PlacePrecision, Side, Where
from marsad.model.reading import Attribution, MentionKind, RoleName, Stance, Status
from marsad.model.span import Span
from marsad.model.time import TimeLink, When
from marsad.resolving import statement_words as words
from marsad.resolving.actors import Identity, identify
from marsad.resolving.context import Context
from marsad.resolving.dates import current_week

_SUB_TYPES = {
    Stance.THREATENS: "Threat",
    Stance.ACCUSES: "Accusation",
    Stance.DENIES: "Denial",
    Stance.PROMISES: "Promise",
    Stance.DEMANDS: "Demand",
    Stance.CONDEMNS: "Condemnation",
}
_NEAR = 3
"""How many sentences apart the same speaker goes on with the same statement."""
_SPOTS = frozenset(("exact", "near", "area", "admin1"))


@dataclass(frozen=True, slots=True)
class _Spoken:
    """One statement as one attribution tells it."""

    sub_type: str
    number: int
    speaker: Identity | None
    targets: tuple[tuple[Identity, Span], ...]
    when: When | None
    place: int | None
    evidence: tuple[Span, ...]


def statements_of(context: Context, place_ids: Mapping[int, str]) -> tuple[Event, ...]:
    """The statements of a report in the order of the text; one speaker's same statement once."""
    groups: list[list[_Spoken]] = []
    for spoken in sorted(_all_spoken(context), key=lambda s: s.evidence[0].start):
        home = next((g for g in reversed(groups) if _goes_on(context, g[-1], spoken)), None)
        if home is None:
            groups.append([spoken])
        else:
            home.append(spoken)
    return tuple(_event(context, g, place_ids) for g in groups)


def _all_spoken(context: Context) -> Iterator[_Spoken]:
    for number, attribution in enumerate(context.reading.attributions):
        if attribution.credit:
            continue
        told = _told(context, number)
        if told is None:
            continue
        sub_type, evidence = told
        speaker = _speaker(context, number)
        region = _object_of(context, attribution, sub_type)
        targets = tuple(_targets(context, region, speaker))
        if _matters(context, number, sub_type, speaker, targets, region):
            place = _place(context, attribution) if sub_type == "Threat" else None
            yield _Spoken(sub_type, number, speaker, targets, _when(context, attribution), place, evidence)


def _told(context: Context, number: int) -> tuple[str, tuple[Span, ...]] | None:
    """The kind of statement and the sentences that make it one; None for plain reports."""
    attribution, claim = context.reading.attributions[number], context.claims[number]
    said = " ".join(s.text for s in attribution.said) or _tail(context, attribution).text
    sentence = _sentence_of(context, attribution.cue)
    if attribution.stance is Stance.CLAIMS:
        if words.RESPONSIBILITY.search(f"{attribution.cue.text} {_tail(context, attribution).text[:60]}"):
            return "Claim of responsibility", (sentence,)
        return _by_content(context, attribution, claim)
    sub_type = _SUB_TYPES.get(attribution.stance)
    if sub_type is None:
        return _by_content(context, attribution, claim)
    if sub_type == "Promise" and words.HOSTILE.search(f"to {said}" if not said.lower().startswith("to") else said):
        sub_type = "Threat"
    return sub_type, (sentence,)


def _by_content(context: Context, attribution: Attribution, claim: Claim) -> tuple[str, tuple[Span, ...]] | None:
    """What a belligerent merely "said" may be a threat, a promise or a denial by its own words."""
    if claim.belligerent is not True:
        return None
    kinds = (("Threat", words.THREATENING), ("Promise", words.PROMISING), ("Denial", words.DENYING))
    for sub_type, pattern in kinds:
        if sub_type != "Denial" and not (attribution.quoted or attribution.cue.text.lower().startswith(("warn", "assur", "said", "told", "say"))):
            continue
        found = [
            _sentence_of(context, Span.of(context.report.text, s.start + m.start(), s.start + m.end()))
            for s in attribution.said
            for m in pattern.finditer(s.text)
            if not words.COMMENTING.match(m.group())
        ]
        if found:
            return sub_type, tuple(dict.fromkeys(found))
    return None


def _sentence_of(context: Context, span: Span) -> Span:
    return next((s for s in context.reading.sentences if s.start <= span.start < s.end), span)


def _tail(context: Context, attribution: Attribution) -> Span:
    """The sentence behind the cue."""
    sentence = _sentence_of(context, attribution.cue)
    start = min(attribution.cue.end, sentence.end)
    return Span.of(context.report.text, start, max(start, sentence.end))


# ------------------------------------------------------------------ who, to whom


def _speaker(context: Context, number: int) -> Identity | None:
    """Who speaks: the actor of the claim, else the actor that the speaker's words mean."""
    claim, span = context.claims[number], context.reading.attributions[number].speaker
    actor = context.knowledge.registry.actors.get(claim.actor or "")
    if actor is not None:
        return identify(actor, context.scene.day, f"speaks as {claim.speaker!r}")
    inside = [(context.mention(i), who) for i, who in context.actors.items() if span.overlaps(context.mention(i).span)]
    inside = [(m, who) for m, who in inside if who.kind is not ActorKind.CIVILIANS and m.head != "qualifier"]
    return max(inside, key=lambda x: x[0].span.end - x[0].span.start)[1] if inside else None


def _object_of(context: Context, attribution: Attribution, sub_type: str) -> Span:
    """Where those are named to whom the statement goes: of an accusation the accused, not what of."""
    tail = _tail(context, attribution)
    if sub_type == "Accusation":
        cut = next((c for c in (tail.text.find(w) for w in (" of ", " for ", " over ")) if c > 0), -1)
        first = min((c for c in (tail.text.find(w) for w in (" of ", " for ", " over ")) if c > 3), default=cut)
        return Span.of(context.report.text, tail.start, tail.start + first) if first > 0 else tail
    if sub_type == "Demand":
        cut = tail.text.find(" to ", 4)
        return Span.of(context.report.text, tail.start, tail.start + cut) if cut > 0 else tail
    if sub_type in {"Promise", "Threat"} and attribution.said:
        return Span.of(context.report.text, attribution.said[0].start, attribution.said[-1].end)
    return tail


def _targets(context: Context, region: Span, speaker: Identity | None) -> Iterator[tuple[Identity, Span]]:
    """The armed actors, governments and states named in ``region``, the speaker's own side left out."""
    seen = {speaker.id} if speaker else set()
    for index, identity in sorted(context.actors.items(), key=lambda x: context.mention(x[0]).span.start):
        mention = context.mention(index)
        fights = identity.armed or identity.kind in {ActorKind.GOVERNMENT, ActorKind.STATE_FORCE, ActorKind.COALITION}
        if region.covers(mention.span) and fights and mention.head != "qualifier" and identity.id not in seen:
            seen.add(identity.id)
            yield identity, mention.span
    for mention in context.reading.mentions:
        if mention.kind is not MentionKind.PLACE or mention.name is None or not region.covers(mention.span):
            continue
        codes = context.knowledge.registry.lands.ids(mention.name.text)
        before = context.report.text[max(region.start, mention.span.start - 8) : mention.span.start].split()
        actor = context.knowledge.registry.government(codes[0]) if codes else None
        placing = before[-1:] and before[-1].lower() in {"in", "of", "into", "near", "across", "to", "from"}
        if actor is not None and not placing and actor.id not in seen:
            seen.add(actor.id)
            yield identify(actor, context.scene.day, f"the country {mention.name.text!r}"), mention.span


def _matters(
    context: Context,
    number: int,
    sub_type: str,
    speaker: Identity | None,
    targets: Sequence[tuple[Identity, Span]],
    region: Span,
) -> bool:
    """Whether the statement is by or about those who fight, in a report of fighting."""
    claim = context.claims[number]
    by = claim.belligerent is True or speaker is not None and speaker.armed
    about = any(t.armed or t.kind is ActorKind.GOVERNMENT for t, _ in targets)
    if sub_type in {"Threat", "Promise", "Demand"}:
        return by or sub_type == "Demand" and about and speaker is not None
    if sub_type in {"Denial", "Claim of responsibility"}:
        return by or speaker is not None
    if sub_type == "Condemnation":
        return (by or about) or words.DEEDS.search(region.text) is not None and speaker is not None
    return by and bool(targets) or about or by


# ------------------------------------------------------------------ when and where


def _when(context: Context, attribution: Attribution) -> When | None:
    """The time told of the speaking itself: outside what is said, the nearest to the cue."""
    sentence = _sentence_of(context, attribution.cue)
    found: list[tuple[int, When]] = []
    for index, when in context.times.items():
        mention = context.mention(index)
        outside = not any(s.covers(mention.span) for s in attribution.said)
        if sentence.covers(mention.span) and outside and when.start is not None and mention.time and mention.time.link is TimeLink.AT:
            found.append((abs(mention.span.start - attribution.cue.start), when))
    return min(found, key=lambda f: f[0])[1] if found else None


def _place(context: Context, attribution: Attribution) -> int | None:
    """What is threatened: the first spot named in what is said."""
    spoken = [
        i
        for i, p in context.places.items()
        if p.precision in _SPOTS and any(s.covers(context.mention(i).span) for s in (*attribution.said, _tail(context, attribution)))
    ]
    return min(spoken, key=lambda i: context.mention(i).span.start, default=None)


# ------------------------------------------------------------------ events


def _goes_on(context: Context, last: _Spoken, spoken: _Spoken) -> bool:
    """Whether the same speaker goes on with the same kind of statement near by, on the same day."""
    if last.sub_type != spoken.sub_type or (last.speaker and last.speaker.id) != (spoken.speaker and spoken.speaker.id):
        return False
    if last.speaker is None and context.claims[last.number].speaker != context.claims[spoken.number].speaker:
        return False
    if last.when is not None and spoken.when is not None and last.when.meets(spoken.when) is False:
        return False
    starts = [s.start for s in context.reading.sentences]
    apart = sum(last.evidence[-1].start < s <= spoken.evidence[0].start for s in starts)
    return apart <= _NEAR


def _event(context: Context, group: Sequence[_Spoken], place_ids: Mapping[int, str]) -> Event:
    lead = group[0]
    evidence = tuple(dict.fromkeys(s for spoken in group for s in spoken.evidence))
    when = next((s.when for s in group if s.when is not None), None) or current_week(context.report.published)
    place = next((s.place for s in group if s.place is not None), None)
    key = "|".join([context.report.id, context.reading.reader, lead.sub_type, str(context.reading.attributions[lead.number].cue.start)])
    claims = tuple(dict.fromkeys(_speaking(context, s) for s in group))
    return Event(
        id="e" + hashlib.sha256(key.encode()).hexdigest()[:20],
        type=EventType.STATEMENT,
        sub_type=lead.sub_type,
        status=Status.ALLEGED if lead.sub_type == "Accusation" else Status.HAPPENED,
        when=when,
        where=_where(context, place, place_ids),
        participants=_participants(context, group),
        harm=(),
        weapons=(),
        seized=(),
        claims=claims,
        evidence=evidence,
    )


def _speaking(context: Context, spoken: _Spoken) -> Claim:
    """The claim with the stance that the statement has by its content."""
    stances = {name: stance for stance, name in _SUB_TYPES.items()}
    claim = context.claims[spoken.number]
    return replace(claim, stance=stances.get(spoken.sub_type, claim.stance))


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


def _participants(context: Context, group: Sequence[_Spoken]) -> tuple[Participant, ...]:
    found: dict[str | None, Participant] = {}
    for spoken in group:
        span = context.reading.attributions[spoken.number].speaker
        actor = spoken.speaker.id if spoken.speaker else None
        found.setdefault(actor, Participant(actor, Side.A, RoleName.AGENT.value, span))
    for spoken in group:
        for identity, span in spoken.targets:
            found.setdefault(identity.id, Participant(identity.id, Side.B, RoleName.PATIENT.value, span))
    return tuple(found.values())
