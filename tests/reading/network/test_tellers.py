"""Who tells of happenings by the network: speakers that grammar missed, and those it found in part."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from marsad.model.reading import Attribution
from marsad.reading.grammar.tokens import sentences
from marsad.reading.network.happenings import WordHappening
from marsad.reading.network.labels import ROLES
from marsad.reading.network.pieces import words_of
from marsad.reading.network.tellers import with_tellers
from marsad.reading.network.weights import Told
from marsad.reading.speech import find_attributions

NOTHING = np.zeros((0, 0), dtype=np.float32)


def tellers_of(text: str, marked: Iterable[str]) -> tuple[tuple[Attribution, ...], tuple[Attribution, ...]]:
    """What is made of a text in which the network takes ``marked`` words for those who tell."""
    words = words_of(text)
    roles = np.zeros((len(words), len(ROLES)), dtype=np.float32)
    for phrase in marked:
        start = text.index(phrase)
        for n, (first, last) in enumerate(words):
            if start <= first and last <= start + len(phrase):
                roles[n, ROLES.index("speaker")] = 0.9
    told = Told(words, *[NOTHING] * 7)
    happening = WordHappening(np.array([0]), NOTHING, "happened", 0.9, 0, roles, ())
    spans = sentences(text, (), ())
    return with_tellers(told, [happening], text, spans, find_attributions(text, spans))


def test_the_head_of_a_communique_tells() -> None:
    text = "General Staff of the Armies. Communique 12. A patrol was ambushed near Ouro on Monday."
    spoken, tellers = tellers_of(text, ["General Staff of the Armies"])
    assert not spoken
    assert [(t.speaker.text, t.said) for t in tellers] == [("General Staff of the Armies", ())]


def test_a_speaker_found_in_part_is_made_whole() -> None:
    text = "A nurse who fled to Pinga said that four people died. She said that the road was cut."
    found, _ = tellers_of(text, [])
    spoken, tellers = tellers_of(text, ["A nurse who fled to Pinga"])
    assert found[0].speaker.text == "A nurse"
    assert spoken[0].speaker.text == "A nurse who fled to Pinga"
    assert spoken[1].antecedent == spoken[0].speaker, "what takes him up follows"
    assert not tellers


def test_what_is_said_and_the_word_of_speech_are_no_part_of_the_speaker() -> None:
    text = "Four people died, residents said on Monday."
    spoken, tellers = tellers_of(text, ["died, residents said"])
    assert [a.speaker.text for a in spoken] == ["residents"]
    assert not tellers
