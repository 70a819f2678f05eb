"""Answer the questions of ``training/corpus/control_questions.json``: ``python tools/control.py [--read |
--ledger] [--show]``.

Who held a place on a day, as known on another: from the gold records of the articles; with ``--read``, from
what the reader makes of them; with ``--ledger``, as a user would ask, from a ledger of the same articles. An
answer is right where its state is one that a careful reader may give, and its holders are the gold ones.
Prints the share of right answers, by kind of question and by half: rules are made while looking at one half
of the questions only (``LOOKED_AT``).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from marsad.control.evidence import TAKING, Basis, Evidence, Source, of_event, of_statement
from marsad.control.parts import Extent, extent
from marsad.control.sides import Allied, sides
from marsad.control.standing import Standing, State, standing
from marsad.intake import IntakeOptions, read_sources
from marsad.knowledge.base import Knowledge
from marsad.ledger import Ledger
from marsad.ledger.answers import Question, answer
from marsad.model.event import ControlState, ControlStatement
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.model.time import Precision
from marsad.pipeline import Pipeline
from marsad.reading.network.weights import Network

from control_names import Names  # isort: skip
from evaluate import ROOT, load_scorer, shared_folder  # isort: skip

sys.path.insert(0, str(ROOT / "training"))

from standoff import Article, articles, gold_records

CORPUS = ROOT / "training" / "corpus"
PARTS = ("train", "dev", "test")
LOOKED_AT = frozenset(random.Random(2016).sample(range(1, 142), 70))
"""The half of the questions, by number, whose answers may be looked at while rules are made."""
THIRTY = ("Tadamun", "Manbij", "Palmyra", "al-Bab")
Told = Sequence[tuple[str, Evidence]]
"""Evidence, each with the name of its place."""
Answer = Callable[[Mapping[str, Any]], Standing]


@dataclass(frozen=True, slots=True)
class Corpus:
    """The questions and all that answering them needs."""

    asked: Mapping[str, Any]
    texts: Mapping[str, Article]
    scorer: Any
    knowledge: Knowledge
    names: Names

    @classmethod
    def open(cls) -> Corpus:
        asked = json.loads((CORPUS / "control_questions.json").read_text(encoding="utf-8"))
        texts = {a.id: a for a in articles(shared_folder() / "data")}
        knowledge = Knowledge.open()
        names = Names(knowledge.gazetteer, "SY")
        return cls(asked, texts, load_scorer(shared_folder()), knowledge, names)

    def part_of(self, article: str) -> str | None:
        """The part of the corpus that has the article's gold record; None where there is none."""
        return next((p for p in PARTS if (CORPUS / p / f"{article}.json").is_file()), None)


def gold(corpus: Corpus) -> Told:
    """What the gold records of the articles say."""
    found: list[tuple[str, Evidence]] = []
    for part in PARTS:
        for name, record in gold_records(CORPUS, part, corpus.texts):
            if name in corpus.asked["articles"]:
                known = date.fromisoformat(corpus.texts[name].published or "2100-01-01")
                found += _of_record(record, Source(name, known))
    return found


def _of_record(record: Mapping[str, Any], source: Source) -> Iterator[tuple[str, Evidence]]:
    for told in record["control"]:
        words = str(told["as_written"])
        statement = ControlStatement(
            None, told["place"], told["actor"], ControlState(told["state"]), told["from"], told["to"],
            (Span(0, len(words), words),),
        )  # fmt: skip
        for evidence in of_statement(statement, source):
            yield told["place"], evidence
    for event in record["events"]:
        if event["sub_type"] in TAKING and event["place"] and event["status"] == "happened":
            yield from _of_taking(event, source)


def _of_taking(event: Mapping[str, Any], source: Source) -> Iterator[tuple[str, Evidence]]:
    told, place, words = event["date"], event["place"]["name"], str(event["evidence"][0])
    reach = extent(place, "")
    if not told["end"] or reach is Extent.AROUND:
        return
    first = date.fromisoformat(told["start"] or told["end"])
    for actor in (a["name"] for a in event["actors"] if a["side"] in {"a", "agent"}):
        yield place, Evidence(
            actor, ControlState.GAINS, first, date.fromisoformat(told["end"]), source.known or first,
            source.report, words, Basis.EVENT, Precision(told["precision"]), reach is Extent.PART,
        )  # fmt: skip


def read(corpus: Corpus) -> Told:
    """What the reader makes of the articles."""
    found: list[tuple[str, Evidence]] = []
    for record in _records(corpus):
        published = record.report.published
        source = Source(record.report.name or record.report.id, published.start if published else None)
        places = {p.place.id: p.place.name for p in record.places}
        names = {a.id: a.name for a in record.actors}
        for told in record.control:
            name = places.get(told.place or "", told.place_text)
            found += [(name, _named(evidence, names)) for evidence in of_statement(told, source)]
        for event in record.events:
            if event.where is not None:
                name = places.get(event.where.place or "", event.where.text or "")
                found += [(name, _named(evidence, names)) for evidence in of_event(event, source)]
    return found


def _records(corpus: Corpus) -> Iterator[Any]:
    pipeline = Pipeline(corpus.knowledge, Network.open())
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        lines = [corpus.texts[n].to_line() for n in corpus.asked["articles"] if n in corpus.texts]
        source.write_text("\n".join(lines) + "\n", encoding="utf-8")
        reports = [str(source), *map(str, sorted((shared_folder() / "reports").glob("*.txt")))]
        for report in read_sources(reports, IntakeOptions()):
            if isinstance(report, Report):
                yield pipeline.read(report)


def _named(e: Evidence, names: Mapping[str, str]) -> Evidence:
    return replace(e, actor=names.get(e.actor, e.actor))


def from_told(told: Told, corpus: Corpus) -> Answer:
    """Answers from evidence whose places and actors are names."""
    allied = _by_name(corpus)

    def answer(question: Mapping[str, Any]) -> Standing:
        mine = [e for place, e in told if corpus.names.one_place(question["place"], place)]
        return standing(mine, *_days(question), allied)

    return answer


def from_ledger(ledger: Ledger, corpus: Corpus) -> Answer:
    """Answers as ``marsad control`` gives them; a place that is not clear is answered unknown."""
    allied = sides(corpus.knowledge.registry)

    def answer_to(question: Mapping[str, Any]) -> Standing:
        place = ledger.place_meant(corpus.knowledge.gazetteer, question["place"], "SY").place
        told = ledger.control_of([place.id]).get(place.id) if place else None
        if place is None or told is None:
            return Standing(State.UNKNOWN)
        found = answer(place, told, Question(*_days(question), allied)).standing
        return replace(
            found,
            holders=tuple(told.names.get(a, a) for a in found.holders),
            by=tuple(told.names.get(a, a) for a in found.by),
            evidence=tuple(replace(e, report=told.titles[e.report]) for e in found.evidence),
        )

    return answer_to


def _by_name(corpus: Corpus) -> Allied:
    registry = corpus.knowledge.registry
    on_one_side = sides(registry)
    ids = {a.name: a.id for a in registry.actors.values()}

    def id_of(name: str) -> str:
        return ids.get(name) or next(iter(registry.names.ids(name)), name)

    return lambda one, other, day: on_one_side(id_of(one), id_of(other), day)


def _days(question: Mapping[str, Any]) -> tuple[date, date]:
    return date.fromisoformat(question["on"]), date.fromisoformat(question["known"])


def right(question: Mapping[str, Any], answer: Standing, scorer: Any) -> bool:
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


def tell(question: Mapping[str, Any], answer: Standing, corpus: Corpus) -> None:
    """Print a wrong answer with what it rests on, of articles that may be looked at."""
    print(question["n"], question["kind"], question["place"], question["on"], "known", question["known"],
          "wanted", question["state"], question["holders"], "by", question.get("by"),
          "| given", answer.state.value, answer.holders, answer.by)  # fmt: skip
    for e in answer.evidence:
        if corpus.part_of(e.report) != "test":
            print("     ", e.state.value, e.actor, e.first, e.last, "known", e.known, e.report, e.basis.value,
                  "part" if e.part else "", "|", e.words[:150])  # fmt: skip


def _rests_on_test(question: Mapping[str, Any], corpus: Corpus) -> bool:
    return any(corpus.part_of(name) == "test" for name, *_ in question["evidence"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--read", action="store_true")
    how.add_argument("--ledger", action="store_true")
    parser.add_argument("--show", action="store_true", help="print the wrong answers of the half looked at")
    args = parser.parse_args()
    corpus = Corpus.open()
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "control.sqlite") as ledger:
        if args.ledger:
            for record in _records(corpus):
                ledger.add(record)
            measure(from_ledger(ledger, corpus), corpus, args.show)
        else:
            measure(from_told((read if args.read else gold)(corpus), corpus), corpus, args.show)


def measure(answer_to: Answer, corpus: Corpus, show: bool) -> None:
    """Print the share of right answers by kind of question, and, where asked for, the wrong ones."""
    count, good = Counter[str](), Counter[str]()
    for question in corpus.asked["questions"]:
        found = answer_to(question)
        correct = right(question, found, corpus.scorer)
        for line in _lines(question, corpus):
            count[line] += 1
            good[line] += correct
        looked_at = question["n"] in LOOKED_AT and not _rests_on_test(question, corpus)
        if show and looked_at and not correct:
            tell(question, found, corpus)
    for line, n in count.most_common():
        print(f"{line:40} {good[line]:3} of {n:3} = {good[line] / n:.3f}")


def _lines(question: Mapping[str, Any], corpus: Corpus) -> Iterator[str]:
    """The lines of the table in which a question counts."""
    yield "all"
    yield question["kind"]
    yield "half looked at" if question["n"] in LOOKED_AT else "half held back"
    if question["place"] in THIRTY:
        yield "Tadamun, Manbij, Palmyra, al-Bab"
    annotated = [corpus.part_of(name) for name, *_ in question["evidence"]]
    if annotated and not any(annotated):
        yield "evidence not annotated"


if __name__ == "__main__":
    main()
