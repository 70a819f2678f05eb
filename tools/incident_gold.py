"""The gold incidents, and the tellings to compare: as annotated, and as the reader has them."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from marsad.incidents.components import components
from marsad.incidents.telling import Figure, Teller, Telling, known, telling_of
from marsad.incidents.words import stems
from marsad.intake import IntakeOptions, read_sources
from marsad.knowledge.actors import Registry
from marsad.model.event import Effect, EventType
from marsad.model.report import Report
from marsad.pipeline import Pipeline

from evaluate import ROOT, load_scorer, shared_folder  # isort: skip
from fitting import MATCH, matched  # isort: skip

sys.path.insert(0, str(ROOT / "training"))

from standoff import Article, gold_records

CORPUS = ROOT / "training" / "corpus"
GOLD = CORPUS / "incidents"

Pair = frozenset[str]


def gold_incidents() -> list[set[str]]:
    """The events of each incident that several articles tell; articles of the test part are left out.

    The articles were judged in packs, then across packs (``across.json``): incidents that share an event
    are one.
    """
    test = {path.stem for path in (CORPUS / "test").glob("*.json")}
    told = [
        [key for key in incident["events"] if key.split(":")[0] not in test]
        for path in sorted(GOLD.glob("*.json"))
        for incident in json.loads(path.read_text(encoding="utf-8")).get("incidents", ())
    ]
    ties = [tie for keys in told for tie in pairwise(keys)]
    return [set(keys) for keys in components({k for keys in told for k in keys}, ties)]


def judged_records(texts: Mapping[str, Article]) -> dict[str, dict[str, Any]]:
    """The records of the articles that were judged, without those of the test part."""
    judged = json.loads((GOLD / "articles.json").read_text(encoding="utf-8"))["articles"]
    every = (r for part in ("train", "dev") for r in gold_records(CORPUS, part, texts))
    return {name: record for name, record in every if name in judged}


def gold_tellings(
    records: Mapping[str, dict[str, Any]], texts: Mapping[str, Article], registry: Registry
) -> list[Telling]:
    return [
        _of_gold(f"{name}:{event['n']}", event, texts[name], registry)
        for name, record in sorted(records.items())
        for event in record["events"]
        if event["type"] != "Statement"
    ]


def _of_gold(key: str, event: Mapping[str, Any], article: Article, registry: Registry) -> Telling:
    place = event["place"] or {}
    day = event["date"]
    return Telling(
        key=key,
        report=article.id,
        source=article.id,
        outlet=article.outlet,
        published=date.fromisoformat(article.published) if article.published else None,
        type=EventType(event["type"]),
        sub_type=event["sub_type"],
        first=date.fromisoformat(day["start"]) if day["start"] else None,
        last=date.fromisoformat(day["end"] or day["start"]) if day["start"] else None,
        lat=place.get("lat"),
        lon=place.get("lon"),
        place=None,
        place_name=place.get("name"),
        precision=place.get("precision"),
        country=_country(place.get("country"), registry),
        actors=known(_actor(a["name"], registry) for a in event["actors"]),
        figures=tuple(
            Figure(Effect(effect), h["who"], h["low"], h["high"], h["subset_of_total"], by)
            for effect in ("killed", "wounded")
            for h, by in zip(event[effect], _givers(event[effect]), strict=True)
        ),
        words=stems(" ".join(map(str, event["evidence"]))),
    )


_GIVERS = {
    "syrian observatory": r"observatory|monitor|abdel rahman|abdul rahman",
    "sana": r"\bsana\b|state (?:media|tv|television|news)",
    "white helmets": r"white helmets|civil defen[cs]e",
}


_SAME_AGAIN = re.compile(r"(?:the|this|that|same) (?:\w+ )?(?:source|ministry|group)|he|she|it|they|who")


def _givers(harms: Sequence[Mapping[str, Any]]) -> list[str | None]:
    """Who gives each figure. Articles call one source by many names; the reader's claims say which it is."""
    found: list[str | None] = []
    for harm in harms:
        said = str(harm.get("said_by") or "").lower()
        named = next((name for name, words in _GIVERS.items() if re.search(words, said)), said or None)
        before = next((g for g in reversed(found) if g), None)
        found.append(before if named and before and _SAME_AGAIN.fullmatch(named) else named)
    return found


def _country(name: str | None, registry: Registry) -> str | None:
    """ISO 3166-1 alpha-2 of a country's English name."""
    return next(iter(registry.lands.ids(name)), None) if name else None


def _actor(name: str, registry: Registry) -> str:
    """The actor's id; a country stands for its government, as it does for the reader."""
    known_as = [
        *registry.names.ids(name),
        *(f"{land.lower()}-government" for land in registry.lands.ids(name)),
    ]
    return next((actor for actor in known_as if actor in registry.actors), name.lower())


@dataclass(frozen=True, slots=True)
class Read:
    """Events as the reader has them, and which gold event each stands for; some stand for none.

    The scorer's matching is one to one; a further event of the report that is as like a gold one as MATCH
    stands for it too, because to split an event in two is an error of reading, not of matching.
    """

    tellings: tuple[Telling, ...]
    stands_for: Mapping[str, str]


def read_tellings(records: Mapping[str, dict[str, Any]], texts: Mapping[str, Article], folder: Path) -> Read:
    pipeline, scorer = Pipeline.open(), load_scorer(shared_folder())
    source = folder / "incidents.jsonl"
    source.parent.mkdir(exist_ok=True)
    source.write_text("\n".join(texts[n].to_line() for n in sorted(records)) + "\n", encoding="utf-8")
    found, stands_for = [], {}
    for report in read_sources([str(source)], IntakeOptions()):
        if not isinstance(report, Report) or report.name is None:
            continue
        record = pipeline.read(report)
        places = {p.place.id: p.place for p in record.places}
        teller = Teller(report.name, report.name, report.outlet, record.report.published)
        given = scorer.convert(record.to_json())["events"]
        wanted = [e for e in records[report.name]["events"] if e["type"] != "Statement"]
        partner = matched(given, wanted, scorer)
        for n, event in enumerate(record.events):
            if event.type is EventType.STATEMENT:
                continue
            at = places.get(event.where.place or "") if event.where else None
            key = f"{report.name}/{event.id}"
            found.append(telling_of(key, event, at, teller))
            of = wanted[partner[n]] if n in partner else _likest(given[n], wanted, scorer)
            if of is not None:
                stands_for[key] = f"{report.name}:{of['n']}"
    source.unlink()
    return Read(tuple(found), stands_for)


def _likest(given: dict[str, Any], wanted: list[dict[str, Any]], scorer: Any) -> dict[str, Any] | None:
    alike = [(scorer.similarity(w, given), n) for n, w in enumerate(wanted)]
    best, n = max(alike, default=(0.0, 0))
    return wanted[n] if best >= MATCH else None


def same_pairs(incidents: Iterable[set[str]]) -> set[Pair]:
    """Pairs of events of different articles that are one happening."""
    found: set[Pair] = set()
    for events in incidents:
        found |= set(map(frozenset, combinations(events, 2)))
    return {p for p in found if len({k.split(":")[0] for k in p}) > 1}
