"""What is said by or about those who fight, as one attribution or one clause tells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marsad.model.actor import ActorKind
from marsad.model.event import Claim, EventType
from marsad.model.reading import Attribution, MentionKind, RoleName, Stance, Status, Trigger
from marsad.model.span import Span
from marsad.model.time import TimeLink, When
from marsad.resolving.actors.resolve import Identity, identify
from marsad.resolving.context import Context
from marsad.resolving.speech import statement_words as words
from marsad.resolving.speech.claimed import claimed_by, own_deed, takes_on

SUB_TYPES = {
    Stance.THREATENS: "Threat",
    Stance.ACCUSES: "Accusation",
    Stance.DENIES: "Denial",
    Stance.PROMISES: "Promise",
    Stance.DEMANDS: "Demand",
    Stance.CONDEMNS: "Condemnation",
}
_SPOTS = frozenset(("exact", "near", "area", "admin1"))


@dataclass(frozen=True, slots=True)
class Spoken:
    """One statement as one attribution tells it."""

    sub_type: str
    claim: Claim
    speaker: Identity | None
    targets: tuple[tuple[Identity, Span], ...]
    when: When | None
    place: int | None
    evidence: tuple[Span, ...]


def all_spoken(context: Context) -> Iterator[Spoken]:
    yield from _by_attributions(context)
    yield from _claimed(context)
    cues = [a.cue for a in context.reading.attributions if a.stance is not Stance.ASSERTS]
    for trigger in context.reading.triggers:
        frame = context.frame(trigger)
        if (
            frame.type is EventType.STATEMENT
            and trigger.status is Status.HAPPENED
            and not any(c.overlaps(trigger.span) for c in cues)
        ):
            spoken = _by_grammar(context, trigger, frame.sub_type)
            if spoken is not None:
                yield spoken


def _claimed(context: Context) -> Iterator[Spoken]:
    """Claims of responsibility told in the passive: "a bombing claimed by …"."""
    for cue, mention, who in claimed_by(context):
        attribution = Attribution(mention.span, cue, (), Stance.CLAIMS)
        claim = Claim(mention.span.text, who.name, who.id, who.armed, Stance.CLAIMS, mention.span)
        when, sentence = _when(context, attribution), _sentence_of(context, cue)
        yield Spoken("Claim of responsibility", claim, who, (), when, None, (sentence,))


def _by_grammar(context: Context, trigger: Trigger, sub_type: str) -> Spoken | None:
    """A statement whose speaker only the grammar tells ("the regime, which denied any part in it")."""
    agents = [
        context.actors[r.mention]
        for r in trigger.roles
        if r.name is RoleName.AGENT and r.mention in context.actors
    ]
    speaker = next((a for a in agents if a.armed or a.kind is ActorKind.GOVERNMENT), None)
    span = next((context.mention(r.mention).span for r in trigger.roles if r.name is RoleName.AGENT), None)
    if (
        speaker is None
        or span is None
        or words.NOBODY.match(span.text)
        or (
            " " not in trigger.span.text
            and not trigger.span.text.endswith(("ed", "es", "s", "e", "n", "wore"))
        )
    ):
        return None
    if not any(v in trigger.span.text.lower() for v in words.VERBAL):
        return None
    sentence = context.reading.sentences[trigger.sentence]
    if sub_type == "Denial" and _refuses(context, trigger.span, sentence):
        return None
    stance = next((s for s, name in SUB_TYPES.items() if name == sub_type), Stance.CLAIMS)
    attribution = Attribution(span, trigger.span, (), stance)
    region = _object_of(context, attribution, sub_type, (sentence,))
    targets = () if sub_type == "Denial" else tuple(_targets(context, region, speaker))
    if sub_type in {"Accusation", "Condemnation", "Demand"} and not targets:
        return None
    claim = Claim(span.text, speaker.name, speaker.id, speaker.armed, stance, span)
    return Spoken(sub_type, claim, speaker, targets, _when(context, attribution), None, (sentence,))


def _by_attributions(context: Context) -> Iterator[Spoken]:
    for number, attribution in enumerate(context.reading.attributions):
        if attribution.credit or words.NOBODY.match(attribution.speaker.text):
            continue
        told = _told(context, number)
        if told is None:
            continue
        sub_type, evidence = told
        speaker = _speaker(context, number)
        region = _object_of(context, attribution, sub_type, evidence)
        targets = () if sub_type == "Denial" else tuple(_targets(context, region, speaker))
        if sub_type == "Accusation" and attribution.stance is not Stance.ACCUSES and not targets:
            continue
        if _matters(context.claims[number], sub_type, speaker, targets, region) or (
            sub_type == "Condemnation" and words.condemns(attribution.cue.text, region.text)
        ):
            place = _place(context, attribution) if sub_type == "Threat" else None
            yield Spoken(
                sub_type,
                context.claims[number],
                speaker,
                targets,
                _when(context, attribution),
                place,
                evidence,
            )


def _told(context: Context, number: int) -> tuple[str, tuple[Span, ...]] | None:
    """The kind of statement and the sentences that make it one; None for plain reports."""
    attribution, claim = context.reading.attributions[number], context.claims[number]
    said = " ".join(s.text for s in attribution.said) or _tail(context, attribution).text
    sentence = _sentence_of(context, attribution.cue)
    if attribution.stance not in SUB_TYPES and own_deed(said, _speaker(context, number)):
        return "Claim of responsibility", (sentence,)
    if attribution.stance is Stance.CLAIMS:
        tail = _tail(context, attribution).text
        if words.RESPONSIBILITY.search(f"{attribution.cue.text} {tail[:60]}") or takes_on(
            attribution.cue.text, tail
        ):
            return "Claim of responsibility", (sentence,)
        return _by_content(context, attribution, claim)
    sub_type = SUB_TYPES.get(attribution.stance)
    if sub_type is None:
        return _by_content(context, attribution, claim)
    if sub_type == "Denial" and _refuses(context, attribution.cue, sentence):
        return None
    if sub_type == "Promise" and words.HOSTILE.search(
        f"to {said}" if not said.lower().startswith("to") else said
    ):
        sub_type = "Threat"
    return sub_type, (sentence,)


def _refuses(context: Context, cue: Span, sentence: Span) -> bool:
    """Whether something is refused to somebody, and no deed denied."""
    return words.REFUSING.match(context.report.text, cue.start, sentence.end) is not None


def _by_content(
    context: Context, attribution: Attribution, claim: Claim
) -> tuple[str, tuple[Span, ...]] | None:
    """What a belligerent merely "said" may be a threat, a promise or a denial by its own words."""
    if claim.belligerent is not True:
        return None
    kinds = (
        ("Threat", words.THREATENING),
        ("Promise", words.PROMISING),
        ("Denial", words.DENYING),
        ("Accusation", words.ACCUSING),
    )
    for sub_type, pattern in kinds:
        if sub_type in {"Threat", "Promise"} and not (
            attribution.quoted
            or attribution.cue.text.lower().startswith(("warn", "assur", "said", "told", "say"))
        ):
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
    inside = [
        (context.mention(i), who)
        for i, who in context.actors.items()
        if span.overlaps(context.mention(i).span)
    ]
    inside = [(m, who) for m, who in inside if who.kind is not ActorKind.CIVILIANS and m.head != "qualifier"]
    return max(inside, key=lambda x: x[0].span.end - x[0].span.start)[1] if inside else None


def _object_of(context: Context, attribution: Attribution, sub_type: str, evidence: Sequence[Span]) -> Span:
    """Where those are named to whom the statement goes: of an accusation the accused, not what of."""
    tail = _tail(context, attribution)
    if attribution.stance not in SUB_TYPES:
        return Span.of(context.report.text, evidence[0].start, evidence[-1].end)
    if sub_type == "Accusation":
        cut = next((c for c in (tail.text.find(w) for w in (" of ", " for ", " over ")) if c > 0), -1)
        first = min(
            (c for c in (tail.text.find(w) for w in (" of ", " for ", " over ")) if c > 3), default=cut
        )
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
        fights = identity.armed or identity.kind in {
            ActorKind.GOVERNMENT,
            ActorKind.STATE_FORCE,
            ActorKind.COALITION,
        }
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
    claim: Claim,
    sub_type: str,
    speaker: Identity | None,
    targets: Sequence[tuple[Identity, Span]],
    region: Span,
) -> bool:
    """Whether the statement is by or about those who fight, in a report of fighting."""
    fights = speaker is not None and speaker.armed and claim.belligerent is not False
    by = claim.belligerent is True or fights
    about = any(t.armed or t.kind is ActorKind.GOVERNMENT for t, _ in targets)
    if sub_type in {"Threat", "Promise", "Demand"}:
        asked = sub_type == "Demand" and words.OF_WAR.search(region.text) is not None
        return by or asked or (sub_type == "Demand" and about and speaker is not None)
    if sub_type in {"Denial", "Claim of responsibility"}:
        return by or speaker is not None
    if sub_type == "Condemnation":
        return (by or about) or (words.DEEDS.search(region.text) is not None and speaker is not None)
    return (by and bool(targets)) or about or by


# ------------------------------------------------------------------ when and where


def _when(context: Context, attribution: Attribution) -> When | None:
    """The time told of the speaking itself: outside what is said, the nearest to the cue."""
    sentence = _sentence_of(context, attribution.cue)
    found: list[tuple[int, When]] = []
    for index, when in context.times.items():
        mention = context.mention(index)
        outside = not any(s.covers(mention.span) for s in attribution.said)
        if (
            sentence.covers(mention.span)
            and outside
            and when.start is not None
            and mention.time
            and mention.time.link is TimeLink.AT
        ):
            found.append((abs(mention.span.start - attribution.cue.start), when))
    return min(found, key=lambda f: f[0])[1] if found else None


def _place(context: Context, attribution: Attribution) -> int | None:
    """What is threatened: the first spot named in what is said."""
    spoken = [
        i
        for i, p in context.places.items()
        if p.precision in _SPOTS
        and any(s.covers(context.mention(i).span) for s in (*attribution.said, _tail(context, attribution)))
    ]
    return min(spoken, key=lambda i: context.mention(i).span.start, default=None)
