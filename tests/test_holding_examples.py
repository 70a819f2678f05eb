"""Gold control statements as the network learns them: put to the mentions that grammar finds."""

from __future__ import annotations

from typing import Any

from training.network.documents import document
from training.network.holdings import Holdings, holdings_of

from marsad.pipeline import Pipeline
from marsad.reading.reader import read

from .records import report_of

TEXT = (
    "M23 rebels captured the town of Sake on Sunday. Congolese soldiers had held it for a year. "
    "Residents of Goma said that the rebels also held Masisi."
)


def gold(*control: dict[str, str]) -> dict[str, Any]:
    mentions = [
        {"name": "M23", "kind": "rebel group", "strings": ["M23 rebels", "the rebels"]},
        {"name": "FARDC", "kind": "state force", "strings": ["Congolese soldiers"]},
    ]
    return {"id": "one", "events": [], "control": list(control), "mentions": mentions}


def learned(record: dict[str, Any], frames: Pipeline) -> tuple[set[tuple[str, str, int]], Holdings]:
    example = document(record, TEXT)
    found = holdings_of(example, read(report_of(TEXT), frames.knowledge).mentions)
    assert found is not None

    def words(some: list[int]) -> str:
        return TEXT[example.words[some[0]][0] : example.words[some[-1]][1]]

    return {(words(found.places[p]), words(found.holders[h]), s) for p, h, s in found.pairs}, found


def test_place_and_holder_are_those_of_the_quotation(frames: Pipeline) -> None:
    record = gold(
        {
            "place": "Sake",
            "actor": "M23",
            "state": "gains",
            "as_written": "M23 rebels captured the town of Sake",
        },
        {"place": "Masisi", "actor": "M23", "state": "holds", "as_written": "the rebels also held Masisi"},
    )
    pairs, _ = learned(record, frames)
    assert {(p.split()[-1], h, s) for p, h, s in pairs} == {
        ("Sake", "M23 rebels", 0),
        ("Masisi", "the rebels", 2),
    }


def test_other_mentions_of_the_same_two_stay_open(frames: Pipeline) -> None:
    record = gold(
        {
            "place": "Sake",
            "actor": "M23",
            "state": "gains",
            "as_written": "M23 rebels captured the town of Sake",
        }
    )
    _, found = learned(record, frames)
    ((place, holder, _),) = found.pairs
    others = {h for p, h in found.open if p == place}
    assert others and holder not in others


def test_a_statement_that_no_mention_fits_opens_the_places_it_quotes(frames: Pipeline) -> None:
    record = gold(
        {
            "place": "Sake",
            "actor": "ADF",
            "state": "holds",
            "as_written": "M23 rebels captured the town of Sake",
        }
    )
    pairs, found = learned(record, frames)
    assert not pairs
    assert found.open


def test_a_document_without_gold_teaches_nothing_of_holders(frames: Pipeline) -> None:
    example = document({"id": "one", "events": []}, TEXT)
    assert holdings_of(example, read(report_of(TEXT), frames.knowledge).mentions) is None
