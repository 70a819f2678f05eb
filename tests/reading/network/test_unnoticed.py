"""Names that only the network sees."""

from __future__ import annotations

from marsad.model.span import Span
from marsad.reading.network.unnoticed import _listed


def test_a_stretch_that_joins_several_names_is_each_of_them() -> None:
    text = "on the track between Kelakam, Ngourtou and Tam-Boula."
    joined = Span.of(text, text.index("Kelakam"), len(text) - 1)
    assert [s.text for s in _listed(text, joined)] == ["Kelakam", "Ngourtou", "Tam-Boula"]
    assert all(text[s.start : s.end] == s.text for s in _listed(text, joined))
