"""Fit and measure the bringing together of events: ``python tools/incidents.py [--fit] [--read] [--missed]
[--tolls]``.

The gold incidents (``training/corpus/incidents``) say which events of the annotated FA-KES articles are one.
Pairs of events that meet are what is judged; the weights are fitted on them by logistic regression. Every
pair is judged by weights that saw nothing of the folds of its two articles; articles that share an incident
are in one fold. Then all events are grouped at once, so that a wrong join across folds counts. Prints
precision, recall and F1 over pairs, and B-cubed over events, with gold events and, with ``--read``, with
events as the reader has them (which learned from many of these articles). ``--fit`` writes ``weights.json``;
``--missed`` lists what is missed and what is wrongly joined; ``--tolls`` only compares the tolls of the gold
incidents with those that a person made from the records.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, combinations_with_replacement

import numpy as np
import numpy.typing as npt

from marsad.incidents.blocking import candidates
from marsad.incidents.components import components
from marsad.incidents.figures import tolls
from marsad.incidents.grouping import cluster, threads
from marsad.incidents.signs import signs_of
from marsad.incidents.sources import Printed, witnesses
from marsad.incidents.telling import Telling
from marsad.knowledge.actors import Registry

from evaluate import ROOT, shared_folder  # isort: skip
from fitting import logistic  # isort: skip
from incident_gold import (  # isort: skip
    GOLD,
    Pair,
    gold_incidents,
    gold_tellings,
    judged_records,
    read_tellings,
    same_pairs,
)
from standoff import Article, articles  # isort: skip

FOLDS = 5
RIDGE = 2.0
AGAINST = frozenset(
    ("another type", "other actors", "days apart", "a day apart", "away", "beyond its precision",
     "other number dead", "other number wounded", "places named otherwise", "times as many wounded",
     "more dead in more days")
)  # fmt: skip
"""Signs that may only speak against."""
EITHER = frozenset(
    ("any", "same type", "like kind", "length of the longer", "length of the shorter", "area around it",
     "both of a wide area", "both of many days", "a day is unknown", "a place is unknown",
     "an actor is unknown", "dead told by one", "wounded told by one")
)  # fmt: skip
"""Signs that may speak for or against; all others may only speak for."""

Rows = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Compared:
    """Pairs of tellings that meet: their signs as rows under ``names``, whether they are one, their folds."""

    pairs: tuple[tuple[Telling, Telling], ...]
    rows: Rows
    right: Flags
    folds: npt.NDArray[np.int64]


def weights_of(rows: Rows, right: Flags, names: Sequence[str]) -> Rows:
    """Weights that never let a sign say the opposite of what its name says."""
    bounds = [(None if n in EITHER | AGAINST else 0.0, 0.0 if n in AGAINST else None) for n in names]
    return logistic(rows, right, RIDGE, bounds)


def names_of(signs: Sequence[dict[str, float]]) -> list[str]:
    return ["any", *sorted({n for s in signs for n in s} - {"any"})]


def compared(
    tellings: Sequence[Telling],
    registry: Registry,
    same: Callable[[Telling, Telling], bool],
    folds: Mapping[str, int],
    names: list[str] | None = None,
) -> tuple[Compared, list[str]]:
    found = [(a, b, s) for a, b in candidates(tellings) if (s := signs_of(a, b, registry)) is not None]
    names = names or names_of([s for _, _, s in found])
    return Compared(
        tuple((a, b) for a, b, _ in found),
        np.array([[s.get(n, 0.0) for n in names] for _, _, s in found]),
        np.array([same(a, b) for a, b, _ in found]),
        np.array([[folds[a.report], folds[b.report]] for a, b, _ in found]),
    ), names


def folds_of(tellings: Sequence[Telling], same: set[Pair]) -> dict[str, int]:
    """A fold for each article; articles that share an incident are in one, the largest dealt out first."""
    tied = components((t.report for t in tellings), ([k.split(":")[0] for k in pair] for pair in same))
    found: dict[str, int] = {}
    size = [0] * FOLDS
    for reports in sorted(tied, key=lambda r: (-len(r), r)):
        fold = size.index(min(size))
        size[fold] += len(reports)
        found |= dict.fromkeys(reports, fold)
    return found


def judged_apart(judge: Compared, learn: Compared, names: Sequence[str]) -> Rows:
    """The probability of each pair by weights fitted without the folds of its two articles."""
    likely = np.zeros(len(judge.pairs))
    for f, g in combinations_with_replacement(range(FOLDS), 2):
        here = (np.sort(judge.folds, axis=1) == [f, g]).all(1)
        if here.any():
            kept = ~np.isin(learn.folds, (f, g)).any(1)
            weights = weights_of(learn.rows[kept], learn.right[kept], names)
            likely[here] = 1 / (1 + np.exp(-judge.rows[here] @ weights))
    return likely


def grouped(tellings: Sequence[Telling], pairs: Compared, likely: Rows) -> dict[str, str]:
    """The first key of the group of each telling."""
    told = {frozenset((a.key, b.key)): float(p) for (a, b), p in zip(pairs.pairs, likely, strict=True)}
    reports = {t.key: t.report for t in tellings}
    return {
        key: keys[0]
        for component in components(reports, threads(told, reports.keys()))
        for keys in cluster(component, told, reports)
        for key in keys
    }


def joined(home: Mapping[str, str]) -> set[Pair]:
    members: dict[str, list[str]] = defaultdict(list)
    for key, first in home.items():
        members[first].append(key)
    return {frozenset(pair) for keys in members.values() for pair in combinations(keys, 2)}


def show(name: str, given: set[Pair], same: set[Pair]) -> None:
    right = len(given & same)
    precision, recall = right / max(1, len(given)), right / max(1, len(same))
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    counts = f"({right} of {len(same)}, {len(given)} given)"
    print(f"{name}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f} {counts}")


def show_b_cubed(home: Mapping[str, str], same: set[Pair]) -> None:
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
    p = sum(len(given[first] & gold[key]) / len(given[first]) for key, first in home.items()) / len(home)
    r = sum(len(given[first] & gold[key]) / len(gold[key]) for key, first in home.items()) / len(home)
    print(f"  B-cubed: P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r):.3f}")


def show_read(home: Mapping[str, str], stands_for: Mapping[str, str], same: set[Pair]) -> None:
    """Pairs of events as read, by the gold events that they stand for."""
    pairs = joined(home)
    both = {p for p in pairs if all(k in stands_for for k in p)}
    given = {frozenset(stands_for[k] for k in p) for p in both}
    read = set(stands_for.values())
    show("events as read, pairs of events that were read", given, {p for p in same if p <= read})
    show("events as read, all pairs", given, same)
    strays = len(pairs) - len(both)
    print(f"  {strays} more joins have an event that stands for no gold event; as wrong ones they would make")
    show("  it", given | {frozenset((str(n),)) for n in range(strays)}, same)


def show_missed(home: Mapping[str, str], tellings: Sequence[Telling], same: set[Pair]) -> None:
    told = {t.key: t for t in tellings}
    for what, pairs in (("missed", same - joined(home)), ("wrongly joined", joined(home) - same)):
        for keys in sorted(map(sorted, pairs)):
            print(what)
            for t in (told[k] for k in keys):
                print(f"  {t.key} {t.sub_type}, {t.first} to {t.last}, {t.place_name} ({t.precision})")


def show_tolls(tellings: Sequence[Telling], texts: Mapping[str, Article]) -> None:
    """How many totals of the gold incidents are as people made them from the records (``tolls.json``)."""
    source = witnesses(Printed(a, texts[a].text) for a in {t.report for t in tellings})
    told = {t.key: replace(t, source=source[t.report]) for t in tellings}
    homes = {key: keys for keys in gold_incidents() for key in keys}
    right, asked, whole, groups = 0, 0, 0, 0
    for row in json.loads((GOLD / "tolls.json").read_text(encoding="utf-8"))["tolls"]:
        found = {t.effect.value: t for t in tolls([told[k] for k in homes[row["event"]]]) if t.who is None}
        wanted = {effect: three for effect, three in row.items() if effect != "event"}
        good = 0
        for effect, three in wanted.items():
            toll = found.get(effect)
            given = [toll.low, toll.best, toll.high] if toll else None
            good += given == three
            if given != three:
                print(f"  {row['event']} {effect}: wanted {three}, given {given}")
        right, asked, groups = right + good, asked + len(wanted), groups + 1
        whole += good == len(wanted)
    print(f"tolls: {whole} of {groups} incidents right, {right} of {asked} effects")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--read", action="store_true")
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--tolls", action="store_true")
    args = parser.parse_args()
    texts = {a.id: a for a in articles(shared_folder() / "data")}
    registry = Registry.load()
    records = judged_records(texts)
    tellings = gold_tellings(records, texts, registry)
    if args.tolls:
        show_tolls(tellings, texts)
        return
    same = same_pairs(gold_incidents())
    folds = folds_of(tellings, same)
    gold, names = compared(tellings, registry, lambda a, b: frozenset((a.key, b.key)) in same, folds)
    met = {frozenset((a.key, b.key)) for a, b in gold.pairs}
    print(
        f"{len(records)} articles, {len(tellings)} events, {len(same)} same pairs, {len(met)} pairs compared"
    )
    print(f"{len(same - met)} of the same pairs are never compared")
    home = grouped(tellings, gold, judged_apart(gold, gold, names))
    show("gold events, cross-validated", joined(home), same)
    show_b_cubed(home, same)
    if args.missed:
        show_missed(home, tellings, same)
    if args.read:
        read = read_tellings(records, texts, ROOT / "build")
        of = read.stands_for

        def one(a: Telling, b: Telling) -> bool:
            return a.key in of and b.key in of and frozenset((of[a.key], of[b.key])) in same

        pairs, _ = compared(read.tellings, registry, one, folds, names)
        show_read(grouped(read.tellings, pairs, judged_apart(pairs, gold, names)), of, same)
    weights = weights_of(gold.rows, gold.right, names)
    for name, weight in sorted(zip(names, weights, strict=True), key=lambda w: -abs(w[1])):
        print(f"  {name:40} {weight:6.2f}")
    if args.fit:
        path = ROOT / "src" / "marsad" / "incidents" / "weights.json"
        fitted = {name: round(float(w), 2) for name, w in zip(names, weights, strict=True) if abs(w) >= 0.005}
        path.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
