"""Answer the questions of ``training/corpus/control_questions.json``: ``python tools/control.py [--read]
[--show]``.

Who held a place on a day, as known on another: from the gold records of the articles, or, with ``--read``,
from what the reader makes of them. An answer is right where its state is one that a careful reader may give,
and its holders are the gold ones. Prints the share of right answers, by kind of question.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from marsad.control.evidence import TAKING, Evidence, of_event, of_statement
from marsad.control.standing import State, standing
from marsad.intake import IntakeOptions, read_sources
from marsad.model.event import ControlState, ControlStatement
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.pipeline import Pipeline

from evaluate import ROOT, load_scorer, shared_folder  # isort: skip

sys.path.insert(0, str(ROOT / "training"))

from standoff import Article, articles, gold_records

CORPUS = ROOT / "training" / "corpus"
Told = dict[str, list[Evidence]]
"""Evidence by the key of its place's name."""


def gold(asked: Mapping[str, Any], texts: Mapping[str, Article], scorer: Any) -> Told:
    """What the gold records of the articles say."""
    found: Told = defaultdict(list)
    for part in ("train", "dev", "test"):
        for name, record in gold_records(CORPUS, part, texts):
            if name not in asked["articles"]:
                continue
            known = date.fromisoformat(texts[name].published or "2100-01-01")
            for place, evidence in _of_record(record, known, name):
                found[scorer.place_key(place)].append(evidence)
    return found


def _of_record(record: Mapping[str, Any], known: date, name: str) -> Iterator[tuple[str, Evidence]]:
    for told in record["control"]:
        words = str(told["as_written"])
        statement = ControlStatement(
            None, told["place"], told["actor"], ControlState(told["state"]), told["from"], told["to"],
            (Span(0, len(words), words),),
        )  # fmt: skip
        evidence = of_statement(statement, known, name)
        if evidence is not None:
            yield told["place"], evidence
    for event in record["events"]:
        day = event["date"]["end"]
        if event["sub_type"] in TAKING and event["place"] and day and event["status"] == "happened":
            for actor in (a for a in event["actors"] if a["side"] in {"a", "agent"}):
                when = date.fromisoformat(day)
                words = str(event["evidence"][0])
                taken = Evidence(actor["name"], ControlState.GAINS, when, when, known, name, words)
                yield event["place"]["name"], taken


def read(asked: Mapping[str, Any], texts: Mapping[str, Article], scorer: Any) -> Told:
    """What the reader makes of the articles."""
    pipeline = Pipeline.open()
    source = ROOT / "build" / "control.jsonl"
    source.parent.mkdir(exist_ok=True)
    lines = [texts[n].to_line() for n in asked["articles"] if n in texts]
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found: Told = defaultdict(list)
    sources = [str(source), *map(str, sorted((shared_folder() / "reports").glob("*.txt")))]
    for report in read_sources(sources, IntakeOptions()):
        if not isinstance(report, Report):
            continue
        record = pipeline.read(report)
        published = record.report.published
        known = published.end if published else None
        places = {p.place.id: p.place.name for p in record.places}
        names = {a.id: a.name for a in record.actors}
        for told in record.control:
            evidence = of_statement(told, known, report.name or report.id)
            if evidence is not None:
                name = places.get(told.place or "", told.place_text)
                found[scorer.place_key(name)].append(_named(evidence, names))
        for event in record.events:
            if event.where is not None:
                name = places.get(event.where.place or "", event.where.text or "")
                for evidence in of_event(event, known, report.name or report.id):
                    found[scorer.place_key(name)].append(_named(evidence, names))
    source.unlink()
    return found


def _named(e: Evidence, names: Mapping[str, str]) -> Evidence:
    return replace(e, actor=names.get(e.actor, e.actor))


def right(question: Mapping[str, Any], answer: Any, scorer: Any) -> bool:
    """Whether an answer is one that the question accepts."""
    states = {question["state"], *question.get("accept_states", ())}
    if answer.state.value not in states:
        return False
    if answer.state is State.UNKNOWN:
        return True
    given = {scorer.canon(h) for h in answer.holders}
    wanted = {scorer.canon(h) for h in question["holders"]}
    allowed = wanted | {scorer.canon(h) for h in question.get("also_accept", ())}
    return bool(given) == bool(wanted) and given <= allowed and (not wanted or bool(given & allowed))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--read", action="store_true")
    parser.add_argument("--show", action="store_true", help="print the questions answered wrong")
    args = parser.parse_args()
    asked = json.loads((CORPUS / "control_questions.json").read_text(encoding="utf-8"))
    texts = {a.id: a for a in articles(shared_folder() / "data")}
    scorer = load_scorer(shared_folder())
    told = (read if args.read else gold)(asked, texts, scorer)
    count, good = Counter[str](), Counter[str]()
    for question in asked["questions"]:
        on, known = date.fromisoformat(question["on"]), date.fromisoformat(question["known"])
        answer = standing(told.get(scorer.place_key(question["place"]), []), on, known)
        kind = question["kind"]
        count[kind] += 1
        good[kind] += right(question, answer, scorer)
        if args.show and not right(question, answer, scorer):
            print(question["n"], question["place"], on, "known", known, "wanted", question["state"],
                  question["holders"], "| given", answer.state.value, answer.holders, answer.by)  # fmt: skip
            for e in answer.evidence:
                print("     ", e.state.value, e.actor, e.first, e.last, "known", e.known, e.report)
    for kind, n in count.most_common():
        print(f"{kind:16} {good[kind]:3} of {n}")
    print(f"{'all':16} {good.total():3} of {count.total()} = {good.total() / count.total():.3f}")


if __name__ == "__main__":
    main()
