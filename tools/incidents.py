"""Fit and measure the bringing together of events: ``python tools/incidents.py [--fit] [--read]``.

The gold incidents (``training/corpus/incidents``) say which events of the annotated FA-KES articles are one.
Pairs of events that are near in time and place are what is judged; the weights are fitted on them by logistic
regression, and measured in five folds of articles that share no incident. Prints precision, recall and F1
over pairs, and B-cubed over events, with gold events and, with ``--read``, with events as the reader has
them. ``--fit`` writes ``weights.json``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from marsad.incidents.blocking import candidates
from marsad.incidents.comparing import World, signs_of
from marsad.incidents.components import components
from marsad.incidents.grouping import group
from marsad.incidents.telling import Figure, Teller, Telling, known, telling_of, topic_of
from marsad.incidents.words import stems
from marsad.intake import IntakeOptions, read_sources
from marsad.knowledge.actors import Registry
from marsad.model.event import Effect, EventType
from marsad.model.report import Report
from marsad.pipeline import Pipeline

from evaluate import ROOT, load_scorer, shared_folder  # isort: skip
from fitting import logistic, matched  # isort: skip

sys.path.insert(0, str(ROOT / "training"))

from standoff import Article, articles, gold_records

CORPUS = ROOT / "training" / "corpus"
GOLD = CORPUS / "incidents"
FOLDS = 5
RIDGE = 0.5

Pair = frozenset[str]


def gold_incidents() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for path in sorted(GOLD.glob("p*.json")):
        found += json.loads(path.read_text(encoding="utf-8"))["incidents"]
    return found


def judged_records(texts: Mapping[str, Article]) -> dict[str, dict[str, Any]]:
    """The records of all articles that were judged."""
    judged = json.loads((GOLD / "articles.json").read_text(encoding="utf-8"))["articles"]
    every = (r for part in ("train", "dev", "test") for r in gold_records(CORPUS, part, texts))
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
            Figure(Effect(effect), h["who"], h["low"], h["high"], h["subset_of_total"])
            for effect in ("killed", "wounded")
            for h in event[effect]
        ),
        words=stems(" ".join(map(str, event["evidence"]))),
        topic=topic_of(article.title, article.text),
    )


def _country(name: str | None, registry: Registry) -> str | None:
    """ISO 3166-1 alpha-2 of a country's English name."""
    return next(iter(registry.lands.ids(name)), None) if name else None


def _actor(name: str, registry: Registry) -> str:
    return next(iter(registry.names.ids(name)), name.lower())


def read_tellings(
    records: Mapping[str, dict[str, Any]], texts: Mapping[str, Article], folder: Path
) -> list[Telling]:
    """Tellings of the same articles as the reader has them; keys of events that match a gold one are its."""
    pipeline, scorer = Pipeline.open(), load_scorer(shared_folder())
    source = folder / "incidents.jsonl"
    source.write_text("\n".join(texts[n].to_line() for n in sorted(records)) + "\n", encoding="utf-8")
    found = []
    for report in read_sources([str(source)], IntakeOptions()):
        if not isinstance(report, Report) or report.name is None:
            continue
        record = pipeline.read(report)
        places = {p.place.id: p.place for p in record.places}
        teller = Teller(
            report.name,
            report.name,
            report.outlet,
            record.report.published,
            topic_of(report.title, report.text),
        )
        given = scorer.convert(record.to_json())["events"]
        wanted = [e for e in records[report.name]["events"] if e["type"] != "Statement"]
        partner = matched(given, wanted, scorer)
        for n, event in enumerate(record.events):
            if event.type is not EventType.STATEMENT:
                at = places.get(event.where.place or "") if event.where else None
                own = f"{report.name}/{event.id}"
                key = f"{report.name}:{wanted[partner[n]]['n']}" if n in partner else own
                found.append(telling_of(key, event, at, teller))
    source.unlink()
    return found


# ------------------------------------------------------------------ fitting and measuring


def same_pairs(incidents: Iterable[Mapping[str, Any]]) -> set[Pair]:
    found = set()
    for incident in incidents:
        found |= set(map(frozenset, combinations(incident["events"], 2)))
    return {p for p in found if len({k.split(":")[0] for k in p}) > 1}


def folds_of(tellings: Sequence[Telling], same: set[Pair]) -> dict[str, int]:
    """A fold for each article; articles that share an incident are in one."""
    tied = components((t.report for t in tellings), ([k.split(":")[0] for k in pair] for pair in same))
    return {report: n % FOLDS for n, reports in enumerate(tied) for report in reports}


def fit(pairs: Sequence[tuple[dict[str, float], bool]], names: Sequence[str]) -> dict[str, float]:
    rows = np.array([[signs.get(n, 0.0) for n in names] for signs, _ in pairs])
    found = logistic(rows, np.array([right for _, right in pairs]), RIDGE)
    return {n: round(float(w), 2) for n, w in zip(names, found, strict=True)}


def measured(
    tellings: Sequence[Telling], registry: Registry, weights: Mapping[str, float] | None = None
) -> tuple[set[Pair], dict[str, str]]:
    """Pairs that grouping joins, and the group of each telling."""
    joined: set[Pair] = set()
    home: dict[str, str] = {}
    for g in group(tellings, registry, weights=weights):
        home |= dict.fromkeys(g.keys, g.keys[0])
        joined |= set(map(frozenset, combinations(g.keys, 2)))
    return joined, home


def show(name: str, joined: set[Pair], home: Mapping[str, str], same: set[Pair]) -> None:
    right = len(joined & same)
    precision, recall = right / max(1, len(joined)), right / max(1, len(same))
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    b3 = b_cubed(home, same)
    print(
        f"{name}: pairs P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"
        f" ({right} of {len(same)}, {len(joined)} given)"
    )
    print(
        f"{'':{len(name)}}  B-cubed P {b3[0]:.3f} R {b3[1]:.3f} F1 {2 * b3[0] * b3[1] / (b3[0] + b3[1]):.3f}"
    )


def b_cubed(home: Mapping[str, str], same: set[Pair]) -> tuple[float, float]:
    """Precision and recall of each event's group, averaged over the events (Bagga and Baldwin 1998)."""
    given: dict[str, set[str]] = defaultdict(set)
    for key, first in home.items():
        given[first].add(key)
    gold: dict[str, set[str]] = {key: {key} for key in home}
    for pair in same:
        a, b = sorted(pair)
        if a in gold and b in gold:
            gold[a].add(b)
            gold[b].add(a)
    p = r = 0.0
    for key, first in home.items():
        shared = len(given[first] & gold[key])
        p += shared / len(given[first])
        r += shared / len(gold[key])
    return p / len(home), r / len(home)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--read", action="store_true")
    args = parser.parse_args()
    texts = {a.id: a for a in articles(shared_folder() / "data")}
    registry = Registry.load()
    records = judged_records(texts)
    tellings = gold_tellings(records, texts, registry)
    same = same_pairs(gold_incidents())
    near = [(a, b) for a, b in candidates(tellings)]
    world = World(registry)
    print(
        f"{len(records)} articles, {len(tellings)} events, {len(near)} pairs compared, {len(same)} the same"
    )
    print(f"{len(same - {frozenset((a.key, b.key)) for a, b in near})} of the same pairs are never compared")
    signs = [(a, b, s) for a, b in near if (s := signs_of(a, b, world)) is not None]
    names = ["any", *sorted({n for _, _, s in signs for n in s} - {"any"})]
    folds = folds_of(tellings, same)
    joined: set[Pair] = set()
    home: dict[str, str] = {}
    for f in range(FOLDS):
        learn = [
            (s, frozenset((a.key, b.key)) in same)
            for a, b, s in signs
            if f not in {folds[a.report], folds[b.report]}
        ]
        apart = [t for t in tellings if folds[t.report] == f]
        some, homes = measured(apart, registry, fit(learn, names))
        joined |= some
        home |= homes
    show("gold events, cross-validated", joined, home, same)
    weights = fit([(s, frozenset((a.key, b.key)) in same) for a, b, s in signs], names)
    for name, weight in sorted(weights.items(), key=lambda w: -abs(w[1])):
        print(f"  {name:24} {weight:6.2f}")
    if args.fit:
        path = ROOT / "src" / "marsad" / "incidents" / "weights.json"
        path.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    if args.read:
        read = read_tellings(records, texts, ROOT / "build")
        joined, home = measured(read, registry)
        show("events as read", joined, home, same)


if __name__ == "__main__":
    main()
