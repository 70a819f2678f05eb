"""Reading → events and control statements: the resolving stage from end to end."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from marsad.knowledge.base import Knowledge
from marsad.model.actor import DatedName
from marsad.model.event import (
    Effect,
    Event,
    Harm,
    Seized,
)
from marsad.model.place import Place
from marsad.model.reading import MentionKind, Reading
from marsad.model.record import RecordActor, RecordPlace, ReportRecord
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.resolving.actors.resolve import CIVILIANS, ActorResolver, Identity
from marsad.resolving.actors.scene import Scene, scene_of
from marsad.resolving.actors.surnames import with_surnames
from marsad.resolving.actors.weighed_whom import weighed
from marsad.resolving.context import Context
from marsad.resolving.control.spots import Spots
from marsad.resolving.control.statements import control_of
from marsad.resolving.dates.published import infer_published
from marsad.resolving.dates.report_times import report_times
from marsad.resolving.events.company import NO_SIDE, with_company
from marsad.resolving.events.confidence import judged
from marsad.resolving.events.draft import drafts_of
from marsad.resolving.events.happenings import clusters_of
from marsad.resolving.events.harm import HarmFigure
from marsad.resolving.events.harm_parts import behind_all
from marsad.resolving.events.merging import Cluster, merge
from marsad.resolving.events.participants import participants_of, suspected_by_cluster
from marsad.resolving.events.persons import persons_of
from marsad.resolving.events.place import event_place
from marsad.resolving.events.status import status_of
from marsad.resolving.events.suspects import Suspicion, suspicions_of
from marsad.resolving.events.time import event_time
from marsad.resolving.events.victims import last_name
from marsad.resolving.places.described import resolve_described
from marsad.resolving.places.peoples import named_by_people
from marsad.resolving.places.resolve import ResolvedPlace, mention_in, resolve_places
from marsad.resolving.speech.claims import claims_of
from marsad.resolving.speech.speakers import SpeakerContext, resolve_speakers
from marsad.resolving.speech.statements import statements_of


def resolve(report: Report, reading: Reading, knowledge: Knowledge) -> ReportRecord:
    """The record of one report. Never raises for odd readings; an empty reading gives an empty record."""
    context = context_of(report, reading, knowledge)
    return record_of(context, clusters_in(context))


def clusters_in(context: Context) -> Sequence[Cluster]:
    """The events of a report as clusters of drafts: by happenings, where the reader tells these apart."""
    if context.reading.happenings is None:
        return merge(context, drafts_of(context))
    return clusters_of(context, context.reading.happenings)


def record_of(context: Context, clusters: Sequence[Cluster]) -> ReportRecord:
    """The record that clusters of drafts make."""
    place_ids, places = _record_places(context)
    drawn = _events(context, clusters, place_ids)
    events = [(c, judged(context, c, e)) for c, e in zip(clusters, drawn, strict=True)]
    spots = Spots(context, place_ids, {p.place.id: p for p in places})
    control = control_of(context, events, spots)
    statements = statements_of(context, place_ids)
    told = sorted((*(e for _, e in events), *statements), key=lambda e: e.evidence[0].start)
    used = {p.actor for e in told for p in e.participants} | {c.actor for c in control}
    used |= {h.who for e in told for h in e.harm} | {c.actor for e in told for c in e.claims}
    return ReportRecord(
        context.report,
        context.reading.reader,
        _record_actors(context, {u for u in used if u}, told),
        (*places, *spots.places),
        tuple(told),
        control,
    )


def events_of(context: Context, clusters: Sequence[Cluster]) -> list[Event]:
    """The event that each cluster makes, before it is judged how likely its fields are."""
    return _events(context, clusters, _record_places(context)[0])


def _events(context: Context, clusters: Sequence[Cluster], place_ids: Mapping[int, str]) -> list[Event]:
    suspected = suspected_by_cluster(context, clusters, suspicions_of(context))
    return [_event(context, c, clusters, place_ids, suspected.get(n, ())) for n, c in enumerate(clusters)]


def _dated(report: Report, reading: Reading, knowledge: Knowledge) -> Report:
    """The report with a publication date inferred from what it mentions, where it has none."""
    if report.published is not None:
        return report
    times = [m.time for m in reading.mentions if m.time is not None]
    uses: list[DatedName] = []
    for name in dict.fromkeys(m.name.text for m in reading.mentions if m.name is not None):
        for ident in knowledge.registry.names.ids(name):
            actor = knowledge.registry.actors.get(ident)
            if actor is not None:
                uses += [c for c in (*actor.called, *actor.names) if c.text.lower() == name.lower()]
    return replace(report, published=infer_published(report, times, uses))


def context_of(report: Report, reading: Reading, knowledge: Knowledge) -> Context:
    """Who, where and when the mentions of a report are; dates the report where it bears no date."""
    report = _dated(report, reading, knowledge)
    reading = with_surnames(reading, knowledge)
    scene = scene_of(report, reading, knowledge)
    places = _places(report, reading, knowledge, scene)
    scene = scene_of(report, reading, knowledge, places)
    ruled = ActorResolver(report.text, reading, scene, knowledge, places).resolve()
    actors = weighed(report.text, reading, scene, knowledge, ruled)
    times = report_times(report, reading)
    warring = frozenset(i.id for i in actors.values() if i.armed)
    countries = frozenset(c for c, w in scene.countries if w >= 0.25)
    claims = resolve_speakers(
        reading.sources,
        report.text,
        SpeakerContext(
            knowledge.registry,
            scene.day,
            warring,
            countries,
            report.outlet,
            meant=tuple(
                (m.span, actors[i])
                for i, m in enumerate(reading.mentions)
                if i in actors
                and m.kind is MentionKind.ACTOR
                and m.head != "qualifier"
                and (m.name is None or actors[i].id.startswith("local:"))
            ),
        ),
    )
    return Context(report, reading, knowledge, scene, actors, places, times, claims)


def _places(report: Report, reading: Reading, knowledge: Knowledge, scene: Scene) -> dict[int, ResolvedPlace]:
    indices = [i for i, m in enumerate(reading.mentions) if m.kind is MentionKind.PLACE]
    mentions = []
    for i in indices:
        span = reading.mentions[i].name or reading.mentions[i].span
        mention = mention_in(report.text, span.start, span.end)
        mentions.append(named_by_people(mention, span, report.text, knowledge.registry))
    resolved = resolve_places(mentions, knowledge.gazetteer, scene.countries, report.title or "")
    places = dict(zip(indices, resolved, strict=True))
    return places | resolve_described(reading.mentions, places, scene, knowledge)


# ------------------------------------------------------------------ one event


def _event(
    context: Context,
    cluster: Cluster,
    clusters: Sequence[Cluster],
    place_ids: Mapping[int, str],
    suspected: Sequence[Suspicion],
) -> Event:
    lead = cluster.lead
    claims, claim_of = claims_of(context, cluster)
    harm = tuple(_harm(context, cluster, claim_of))
    when = event_time(context, cluster, clusters)
    where = event_place(context, cluster, clusters, place_ids)
    typing = lead.typing
    evidence = tuple(dict.fromkeys(d.evidence for d in cluster.drafts))
    weapons = tuple(_distinct(w for d in cluster.drafts for w in d.weapons))
    key = "|".join(
        [
            context.report.id,
            context.reading.reader,
            typing.type.value,
            *(str(t.span.start) for d in cluster.drafts for t in d.triggers),
            *(f"place {d.beside}" for d in cluster.drafts if d.beside),  # the same words tell several
        ]
    )
    return Event(
        id="e" + hashlib.sha256(key.encode()).hexdigest()[:20],
        type=typing.type,
        sub_type=typing.sub_type,
        status=status_of(context, cluster),
        when=when,
        where=where,
        participants=participants_of(context, cluster, typing.type, suspected),
        harm=harm,
        weapons=weapons,
        seized=_seized(context, cluster),
        claims=claims,
        evidence=evidence,
    )


def _distinct(spans: Iterable[Span]) -> list[Span]:
    kept: dict[str, Span] = {}
    for span in spans:
        kept.setdefault(span.text.lower(), span)
    return list(kept.values())


def _seized(context: Context, cluster: Cluster) -> tuple[Seized, ...]:
    found: dict[str, Seized] = {}
    for draft in cluster.drafts:
        takers = [
            t
            for t, f in zip(draft.triggers, draft.frames, strict=True)
            if f.id in {"take-place", "capture-fighters", "defuse"}
        ]
        for index in draft.things:
            mention = context.mention(index)
            if any(t.clause.covers(mention.span) for t in takers):
                quantity = mention.quantity
                found.setdefault(
                    mention.span.text.lower(),
                    Seized(mention.head, quantity.best if quantity else None, mention.span),
                )
    return tuple(found.values())


def _harm(context: Context, cluster: Cluster, claim_of: Mapping[int, int]) -> Iterable[Harm]:
    """Figures of all drafts; one told twice in the same way counts once, and so does a person by his name."""
    seen: set[tuple[Effect, int | None, int | None, str]] = set()
    figures = [h for d in cluster.drafts for h in with_company(context, d.harm)]
    counted = {(h.effect, h.who) for h in figures if h.quantity.best is not None}
    whole = {h.effect for h in figures if not h.part_of_total and h.quantity.best is not None}
    for figure in figures:
        if figure.quantity.best is None and (figure.effect, figure.who) in counted:
            continue  # "a number of fighters" says less than the number told beside it
        quantity = figure.quantity
        key = (
            figure.effect,
            quantity.low,
            None if quantity.low else quantity.high,
            _person(context, figure) or (figure.who if figure.who not in NO_SIDE else "people"),
        )
        if key in seen:
            continue
        seen.add(key)
        sources = tuple(
            sorted(
                {
                    claim_of[n]
                    for n, a in enumerate(context.reading.attributions)
                    if n in claim_of and any(s.covers(figure.span) for s in a.said)
                }
            )
        )
        # "killed six of them": with no total of the killed these are all who were
        all_told = figure.effect not in whole and behind_all(context.report.text, figure.span) is not None
        part = figure.part_of_total and not all_told
        yield Harm(figure.effect, figure.who, figure.quantity, figure.span, part, sources)


def _person(context: Context, figure: HarmFigure) -> str | None:
    """The last name of the one person whom a figure is of; None for others."""
    mention = context.mention(figure.mention)
    named = mention.kind is MentionKind.PERSON and figure.quantity.span == mention.span
    return last_name(mention) if named else None


# ------------------------------------------------------------------ the lists of actors and places


def _record_actors(context: Context, used: set[str], told: Sequence[Event]) -> tuple[RecordActor, ...]:
    spans: dict[str, list[Span]] = {}
    first: dict[str, Identity] = {}
    for index, identity in sorted(context.actors.items(), key=lambda x: context.mention(x[0]).span.start):
        if identity == CIVILIANS and "civilians" not in used:
            continue
        first.setdefault(identity.id, identity)
        spans.setdefault(identity.id, []).append(context.mention(index).span)
    for ident, (person, written) in persons_of(context).items():
        if ident in used and ident not in first:
            first[ident], spans[ident] = person, written
    registry = context.knowledge.registry
    for ident in sorted(used - set(first) - NO_SIDE):
        actor = registry.actors.get(ident)
        if actor is not None:
            first[ident] = Identity(
                ident, actor.name_on(context.scene.day), actor.kind, actor.country, actor.party, ""
            )
            spans[ident] = []
    return tuple(
        RecordActor(
            i.id, _name_then(context, i, told), i.kind, i.country, i.party, tuple(dict.fromkeys(spans[i.id]))
        )
        for i in first.values()
    )


def _name_then(context: Context, identity: Identity, told: Sequence[Event]) -> str:
    """The name in use when the actor acted, where all that it did was in the time of one name; else the
    report's.
    """
    actor = context.knowledge.registry.actors.get(identity.id)
    days = {e.when.start for e in told if any(p.actor == identity.id for p in e.participants)}
    if actor is None or not days or None in days:
        return identity.name
    names = {actor.name_on(day) for day in days}
    return names.pop() if len(names) == 1 else identity.name


def _record_places(context: Context) -> tuple[dict[int, str], tuple[RecordPlace, ...]]:
    """Ids by mention index, and the places of the report; unresolved ones get a local id."""
    ids: dict[int, str] = {}
    chosen: dict[str, tuple[Place, ResolvedPlace]] = {}
    spans: dict[str, list[Span]] = {}
    local: dict[str, str] = {}
    for index, resolved in sorted(context.places.items(), key=lambda x: context.mention(x[0]).span.start):
        mention = context.mention(index)
        place = resolved.place
        if place is None:
            name = resolved.mention.whole if mention.name else mention.span.text
            ident = local.setdefault(name.lower(), f"local:{len(local) + 1}")
            place = Place(ident, name)
        elif place.id.startswith("local:"):
            ident = local.setdefault(place.name.lower(), f"local:{len(local) + 1}")
            place = replace(place, id=ident)
        else:
            # the record speaks as its report does; the gazetteer's own name stands beside it
            place = replace(place, name=resolved.mention.text)
        ids[index] = place.id
        chosen.setdefault(place.id, (place, resolved))
        spans.setdefault(place.id, []).append(mention.span)
    records = [
        RecordPlace(
            place,
            tuple(dict.fromkeys(spans[ident])),
            tuple(
                f"{c.place.id} {c.place.name}, {c.place.admin1 or '?'}, {c.place.country or '?'}"
                for c in resolved.rejected[:5]
            ),
            resolved.reason,
            resolved.place.name if resolved.place else None,
        )
        for ident, (place, resolved) in chosen.items()
    ]
    return ids, tuple(records)
