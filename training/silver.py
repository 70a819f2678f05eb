"""Let the reader at hand annotate articles without records, for the next network to learn from first.

``python training/silver.py WORK/silver.jsonl --data DATA``. Articles of the dev and test parts, and those
that share a run of words with them, are left out. What the reader gets wrong here is wrong: the gold records
that follow in training are to put it right. ``--reader frames`` has grammar alone annotate, as for the first
network.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from adopt import CORPUS, runs
from standoff import articles

from marsad.knowledge.base import Knowledge
from marsad.knowledge.casing import legible
from marsad.model.event import Effect, Event, Side
from marsad.model.reading import MentionKind, RoleName
from marsad.model.report import Basis, Published, Report
from marsad.model.span import Span
from marsad.reading.network.weights import Network
from marsad.reading.reader import read
from marsad.resolving.context import Context
from marsad.resolving.events.merging import Cluster
from marsad.resolving.resolve import clusters_in, context_of, record_of

Offsets = list[int]
_EFFECTS = (Effect.KILLED, Effect.WOUNDED, Effect.CAPTURED, Effect.DISPLACED)
_SIDES = {Side.A: "a", Side.AGENT: "a", Side.B: "b", Side.TARGET: "b", Side.CIVILIAN: "civilian"}


def texts(data: Path) -> Iterator[tuple[str, str, str | None]]:
    """(id, text, published) of every article at hand that may train."""
    for article in articles(data):
        if not article.id.startswith("ramsdoc-"):  # each row of RAMS is one below
            yield article.id, article.text, article.published
    rams = (data / "wikievents" / "rams-dev.jsonl").read_text(encoding="utf-8")
    for n, line in enumerate(rams.splitlines()):
        yield f"rams-{n}", " ".join(" ".join(s) for s in json.loads(line)["sentences"]), None
    whole = (data / "geoparsing" / "GeoVirus.xml").read_text(encoding="utf-8")
    for n, text in enumerate(re.findall(r"<text>(.*?)</text>", whole, re.S)):
        yield f"geovirus-{n}", text, None


def silver(
    name: str, text: str, published: str | None, knowledge: Knowledge, network: Network | None
) -> dict[str, Any]:
    """A record in the form of the gold ones, its quotations as offsets."""
    day = date.fromisoformat(published) if published else None
    report = Report(
        id=name, source="silver", text=text, language="en",
        published=Published(day, day, Basis.GIVEN) if day else None,
    )  # fmt: skip
    report = legible(report, knowledge.registry)
    context = context_of(report, read(report, knowledge, network), knowledge)
    clusters = clusters_in(context)
    record = record_of(context, clusters)
    events = [_event(context, c, record.events) for c in clusters]
    mentions: dict[str, dict[str, Any]] = {}
    for i, identity in context.actors.items():
        actor = mentions.setdefault(identity.id, {"kind": identity.kind.value, "strings": []})
        actor["strings"].append(_at(context.mention(i).span))
    told = [e for e in events if e]
    return {"id": name, "text": text, "events": told, "mentions": list(mentions.values())}


def _at(span: Span) -> Offsets:
    return [span.start, span.end]


def _event(context: Context, cluster: Cluster, events: tuple[Event, ...]) -> dict[str, Any] | None:
    evidence = {d.evidence.start for d in cluster.drafts}
    same = [e for e in events if {s.start for s in e.evidence} == evidence]
    told = next((e for e in same if e.sub_type == cluster.lead.typing.sub_type), None)
    if told is None:
        return None
    found: dict[str, Any] = {
        "sub_type": told.sub_type,
        "status": told.status.value,
        "triggers": [_at(t.span) for d in cluster.drafts for t in d.triggers],
        "actors": [
            {"side": _SIDES[p.side], "as_written": [_at(p.span)]}
            for p in told.participants
            if p.span is not None
        ],
        "place": {}, "date": {},
        "weapons": [_at(w) for w in told.weapons],
        "said_by": [_at(c.span) for c in told.claims if c.span is not None],
    }  # fmt: skip
    place = cluster.place(context)
    if place is not None:
        found["place"] = {"as_written": _at(context.mention(place).span)}
    for trigger in (t for d in cluster.drafts for t in d.triggers):
        for role in trigger.roles:
            mention = context.mention(role.mention)
            if role.name is RoleName.TIME and mention.kind is MentionKind.TIME and not found["date"]:
                found["date"] = {"as_written": _at(mention.span)}
    for effect in _EFFECTS:
        found[effect.value] = [{"as_written": _at(h.span)} for h in told.harm if h.effect is effect]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--reader", choices=("shipped", "frames"), default="shipped")
    args = parser.parse_args()
    apart = {p.stem for part in ("dev", "test") for p in (CORPUS / part).glob("*.json")}
    every = list(texts(args.data))
    taken = set().union(*(runs(text) for name, text, _ in every if name in apart))
    knowledge, network = Knowledge.open(), Network.open() if args.reader == "shipped" else None
    count = 0
    with args.out.open("w", encoding="utf-8") as out:
        for name, text, published in every:
            if name in apart or runs(text) & taken or not 200 <= len(text) <= 6000:
                continue
            out.write(json.dumps(silver(name, text, published, knowledge, network)) + "\n")
            count += 1
    print(f"{count} articles annotated by the {args.reader} reader")


if __name__ == "__main__":
    main()
