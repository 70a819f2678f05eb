"""One happening told in several sentences becomes one event; different days or places stay apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from marsad.model.event import EventType
from marsad.model.reading import RoleName, Status
from marsad.model.time import TimeLink, When
from marsad.resolving.context import Context
from marsad.resolving.events.draft import Draft
from marsad.resolving.events.several import apart
from marsad.resolving.events.sums import without_sums
from marsad.resolving.events.tolls import same_figures, same_toll, tolls_differ
from marsad.resolving.places.nearness import place_key, places_meet

_OUTRANK = frozenset(("Chemical weapon", "Suicide bomb"))
"""Sub-types that a report's vaguer words for the same happening ("the blast", "the air strike") do not
outweigh.
"""
_ALIKE = (
    frozenset(("Remote explosive/landmine/IED", "Suicide bomb")),
    frozenset(("Air/drone strike", "Chemical weapon")),
    frozenset(("Shelling/artillery/missile attack", "Chemical weapon")),
)
_SIDES = (RoleName.AGENT, RoleName.PATIENT, RoleName.VICTIMS)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each reason adds to the judgement that a draft tells a cluster's happening.

    Tuned by ``tools/tune.py``; at ``join`` two become one.
    """

    join: float = 1.05
    same_kind: float = 0.4
    same_spot: float = 0.44
    same_name: float = 1.31
    same_area: float = -0.82
    no_other_place: float = 0.6
    no_other_time: float = 0.5
    same_actors: float = 0.32
    no_other_actor: float = 0.55
    definite: float = 1.27
    same_sentence: float = -0.28
    far: float = 0.58
    other_figures: float = -0.38
    same_figures: float = 0.43
    same_toll: float = 0.8
    """Of as many dead, where they are more than chance makes alike."""
    elsewhere: float = -0.06
    alike: float = 1.9
    """Of the reader's probability that both tell the same, over one half."""
    same_victim: float = 1.32
    overrule: float = 0.9
    """From which probability of the reader on what forbids a joining forbids it no more."""


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Cluster:
    """Drafts judged to tell one happening, in text order, with the reasons for each joining."""

    drafts: tuple[Draft, ...]
    reasons: tuple[str, ...] = field(default=())
    confidence: float | None = None
    sources: Mapping[int, float] | None = None
    """How likely each attribution tells of it, by its index; None where the reader does not say."""

    @property
    def lead(self) -> Draft:
        """The draft whose type is the most particular; the first among equals."""
        return min(
            self.drafts, key=lambda d: (d.taken_up, d.typing.generic, d.typing.sub_type not in _OUTRANK)
        )

    def place(self, context: Context) -> int | None:
        """The most specific place that any draft names, the first among equals."""
        rank = {"exact": 0, "near": 1, "area": 1, "admin1": 3, "country": 4}
        unknown = 2  # a village that no gazetteer knows says more than its province
        title = context.report.title_span  # it names the wider place, for those who know no other
        text = [d for d in self.drafts if title is None or not title.covers(d.triggers[0].span)]
        told = [d.place for d in text if d.place is not None]
        told = told or [d.place for d in self.drafts if d.place is not None]
        around = {name.lower() for i in told for name in context.places[i].mention.inside}
        told = [i for i in told if not _surrounds(context, i, around)] or told
        times = Counter(place_key(context.places[i]) for i in told)
        return min(
            told,
            key=lambda i: (
                rank.get(context.places[i].precision or "", unknown),
                -times[place_key(context.places[i])],
            ),
            default=None,
        )

    def when(self) -> When | None:
        known = [
            d.when
            for d in self.drafts
            if d.when is not None and d.when.start is not None and d.time_link is TimeLink.AT
        ]
        loose = [d.when for d in self.drafts if d.when is not None and d.when.start is not None]
        return min(known or loose, key=lambda w: w.precision != "day", default=None)

    def who(self) -> frozenset[str]:
        return frozenset().union(*(d.who(*_SIDES) for d in self.drafts))


def _surrounds(context: Context, index: int, areas: Iterable[str]) -> bool:
    """Whether a place is one of the areas that another place is told to lie in ("Idlib northwestern
    Syria").
    """
    name = context.places[index].mention.text.lower()
    return any(f"{area} ".startswith(f"{name} ") for area in areas)


def merge(context: Context, drafts: Sequence[Draft], weights: Weights = WEIGHTS) -> tuple[Cluster, ...]:
    """Clusters in order of first telling. Each draft joins the cluster that it fits best, or opens one."""
    sums = without_sums(context, [one for d in drafts for one in apart(context, d)])
    drafts = sums.drafts
    title = context.report.title_span
    heads = [d for d in drafts if title is not None and title.covers(d.triggers[0].span)]
    clusters: list[Cluster] = []
    for draft in [*(d for d in drafts if d not in heads), *heads]:
        scored = [
            (fit(context, c, draft, weights), n) for n, c in enumerate(clusters)
            if not any(sums.keeps_apart(draft, d) or _told_beside(draft, d) for d in c.drafts)
        ]  # fmt: skip
        best = max(scored, key=lambda s: (s[0].total, s[1]), default=None)
        if best is not None and best[0].total >= weights.join:
            fit_, n = best
            cluster = clusters[n]
            clusters[n] = Cluster((*cluster.drafts, draft), (*cluster.reasons, *fit_.reasons))
        elif not clusters or not (draft.thin(context) or draft in heads):
            # a headline sums up what the text tells: it opens no event where the text tells one
            clusters.append(Cluster((draft,)))
    return tuple(sorted(clusters, key=lambda c: c.drafts[0].triggers[0].span.start))


def _told_beside(one: Draft, other: Draft) -> bool:
    """Whether the same words tell both, as happenings at several places."""
    return one.triggers == other.triggers and one.beside != other.beside


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a draft fits a cluster: the sum of its reasons; minus infinity where they cannot be one."""

    total: float
    reasons: tuple[str, ...]


_NEVER = float("-inf")


def fit(context: Context, cluster: Cluster, draft: Draft, weights: Weights = WEIGHTS) -> Fit:
    """Weigh whether ``draft`` tells the happening of ``cluster``."""
    bar = _barrier(context, cluster, draft)
    alike = _alike(context, cluster, draft)
    same_victim = any(draft.victims & d.victims for d in cluster.drafts)
    same = same_toll(cluster.drafts, [draft]) and not draft.elsewhere
    sure = alike is not None and alike >= weights.overrule and bar != _OWN_TOLL_ELSEWHERE
    overruled = (
        sure
        or (same_victim and bar not in _FINAL)
        or (same and (bar == _OTHER_ACTOR or (bar == _OTHER_PLACE and not _spots(context, cluster, draft))))
    )
    if bar is not None and not overruled:
        return Fit(_NEVER, (bar,))
    found = [
        *_by_kind_and_place(context, cluster, draft, weights),
        *_by_time_and_actors(cluster, draft, weights),
        *_by_telling(cluster, draft, weights),
        *([(weights.same_victim, "the same person")] if same_victim else []),
        *([(weights.same_toll, "the same toll")] if same else []),
        *([(weights.alike * (alike - 0.5), "alike to the reader")] if alike is not None else []),
    ]
    return Fit(sum(w for w, _ in found), tuple(r for w, r in found if w > 0))


_FINAL = frozenset(("another kind of event", "another status", "another speaker"))
"""What forbids joining even where the same person is named as the victim; nobody is killed twice."""
_OWN_TOLL_ELSEWHERE = "another place with a toll of its own"
"""What forbids joining even drafts that the reader holds for alike: a quarter's toll is not the city's."""
_OTHER_PLACE, _OTHER_ACTOR = "another place", "another actor"
"""What forbids joining unless as many dead are told: the lead says "US strikes in the east" where the report
says who and which town.
"""
Reasons = Iterator[tuple[float, str]]


def _spots(context: Context, cluster: Cluster, draft: Draft) -> bool:
    """Whether both name a spot, not only the region around one."""
    places = [context.places[p] for p in (cluster.place(context), draft.place) if p is not None]
    return {p.precision for p in places} <= {"exact", "near"}


def _by_kind_and_place(context: Context, cluster: Cluster, draft: Draft, weights: Weights) -> Reasons:
    battles = {d.type for d in (*cluster.drafts, draft)} == {EventType.BATTLES}  # a fight and what it won
    if battles or any(d.typing.sub_type == draft.typing.sub_type for d in cluster.drafts):
        yield weights.same_kind, "same kind"
    place = cluster.place(context)
    if draft.place is None:
        yield weights.no_other_place, "no other place named"
    elif place is not None:
        spots = {context.places[place].precision, context.places[draft.place].precision} <= {"exact", "near"}
        named_alike = place_key(context.places[place]) == place_key(context.places[draft.place])
        weight = weights.same_spot if spots else weights.same_name if named_alike else weights.same_area
        yield weight, "same place"


def _by_time_and_actors(cluster: Cluster, draft: Draft, weights: Weights) -> Reasons:
    if draft.when is None:
        yield weights.no_other_time, "no other time named"
    mine = draft.who(*_SIDES)
    if mine & cluster.who():
        yield weights.same_actors, "same actors"
    elif not mine:
        yield weights.no_other_actor, "no other actor named"


def _by_telling(cluster: Cluster, draft: Draft, weights: Weights) -> Reasons:
    """Reasons from how and where in the text it is told."""
    gap = draft.sentence - max(d.sentence for d in cluster.drafts)
    if draft.definite:
        yield weights.definite, "taken up by a definite phrase"
    if gap == 0:
        yield weights.same_sentence, "told beside it in one sentence"
    elif gap > _FAR and not draft.definite:
        yield weights.far, "told far from it"
    if same_figures(cluster.drafts, [draft]):
        yield weights.same_figures, "same figures"
    elif tolls_differ(cluster.drafts, [draft]):
        yield weights.other_figures, "other figures"
    if draft.elsewhere:
        yield weights.elsewhere, "told as another one"


def _alike(context: Context, cluster: Cluster, draft: Draft) -> float | None:
    """How alike the reader holds the draft and the cluster's likest draft; None where it does not say."""
    told = context.reading.happenings
    others = [d.happening for d in cluster.drafts if d.happening is not None]
    if told is None or draft.happening is None or not others:
        return None
    return max(told[draft.happening].alike[o] for o in others)


_FAR = 6
"""Sentences between two tellings from which on they are far apart."""


def _barrier(context: Context, cluster: Cluster, draft: Draft) -> str | None:
    """Why the draft cannot be the cluster's happening; None where it can."""
    if not _types_go_together(cluster, draft):
        return "another kind of event"
    if _status_class(draft.status) != _status_class(cluster.lead.status):
        return "another status"
    place = cluster.place(context)
    if place is not None and draft.place is not None:
        if not places_meet(context.places[place], context.places[draft.place]):
            return _OTHER_PLACE
        if place_key(context.places[place]) != place_key(context.places[draft.place]) and tolls_differ(
            cluster.drafts, [draft]
        ):
            return _OWN_TOLL_ELSEWHERE
    if draft.elsewhere and tolls_differ(cluster.drafts, [draft]):
        return "told as another one with a toll of its own"
    when = cluster.when()
    if when is not None and draft.when is not None and draft.when.meets(when) is False:
        return "another time"
    if draft.type is EventType.STATEMENT and draft.who(RoleName.AGENT) != cluster.lead.who(RoleName.AGENT):
        return "another speaker"
    agents = cluster_agents(cluster)
    mine = draft.who(RoleName.AGENT)
    if (
        agents
        and mine
        and not mine & agents
        and not mine & cluster.who()
        and draft.type is not EventType.BATTLES
    ):
        return _OTHER_ACTOR
    return None


def cluster_agents(cluster: Cluster) -> frozenset[str]:
    return frozenset().union(*(d.who(RoleName.AGENT) for d in cluster.drafts))


def _types_go_together(cluster: Cluster, draft: Draft) -> bool:
    lead = cluster.lead
    if draft.type is lead.type:
        if draft.type is EventType.STRATEGIC_DEVELOPMENTS or draft.type is EventType.STATEMENT:
            return draft.typing.sub_type == lead.typing.sub_type
        if (
            draft.type is EventType.VIOLENCE_AGAINST_CIVILIANS
            and draft.typing.sub_type != lead.typing.sub_type
        ):
            return draft.typing.generic or lead.typing.generic
        if draft.type is EventType.EXPLOSIONS and draft.typing.sub_type != lead.typing.sub_type:
            pair = {draft.typing.sub_type, lead.typing.sub_type}
            return (
                draft.typing.generic
                or lead.typing.generic
                or draft.definite
                or any(pair == alike for alike in _ALIKE)
            )
        return True
    if {draft.type, lead.type} == {EventType.BATTLES, EventType.EXPLOSIONS}:
        # ACLED: shelling between the two sides of a fight is part of the fight
        both = draft.who(*_SIDES)
        return (
            len(both) > 1
            and both <= cluster.who()
            and draft.typing.sub_type not in {"Air/drone strike", "Suicide bomb"}
        )
    if EventType.STATEMENT in {draft.type, lead.type} or EventType.STRATEGIC_DEVELOPMENTS in {
        draft.type,
        lead.type,
    }:
        return False
    return draft.typing.generic or lead.typing.generic


def _status_class(status: Status) -> str:
    return (
        "told" if status in {Status.HAPPENED, Status.ONGOING, Status.ALLEGED, Status.DENIED} else status.value
    )
