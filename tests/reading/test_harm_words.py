"""Parts of speech of words for harm."""

from __future__ import annotations

import pytest

from marsad.reading.grammar.sentence import Sentence
from marsad.reading.grammar.tokens import sentences
from marsad.reading.harm.words import with_harm_tags
from marsad.reading.quantities.find import find_quantities


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("The blast killed 63 people and injured 182 others.", "injured", "VBD"),
        ("It killed three guards and injured 85.", "injured", "VBD"),
        ("A car bomb went off, killing 12 and injuring dozens.", "injuring", "VBG"),
        ("Air strike kills 7 in Myitkyina, wounds 20", "wounds", "VBZ"),
        ("Three soldiers were martyred in Tank.", "martyred", "VBN"),
        ("Dozens were killed or injured.", "injured", "VBN"),
        ("Two of the wounded later died.", "wounded", "NNS"),
        ("The hospital took in 30 wounded.", "wounded", "NNS"),
        ("Gunmen shot dead the mayor.", "shot", "VBD"),
    ],
)
def test_tags(text: str, word: str, tag: str) -> None:
    (span,) = sentences(text)
    sentence = with_harm_tags(Sentence.of(text, span, 0, (), find_quantities(text, [span])))
    assert sentence.tag(next(i for i in range(len(sentence)) if sentence.lower(i) == word)) == tag


def test_a_wounded_soldier_stays_a_soldier() -> None:
    text = "The wounded soldier was flown out."
    (span,) = sentences(text)
    sentence = with_harm_tags(Sentence.of(text, span, 0, (), ()))
    assert not sentence.tag(1).startswith("NN")
