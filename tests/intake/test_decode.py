"""Bytes → text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.intake.decode import clean, decode
from marsad.intake.errors import IntakeError
from marsad.intake.mojibake import mend

SENTENCE = "Troops shelled the town’s market – “again”, a café owner said."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_reads_each_encoding(encoding: str) -> None:
    assert decode((SENTENCE * 3).encode(encoding)) == SENTENCE * 3


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Войска заняли село к востоку от города. " * 4, "cp1251"), ("戦闘が続いている。" * 9, "iso-2022-jp")],
)
def test_a_declared_encoding_is_believed_where_it_fits(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), encoding) == text


def test_utf8_wins_over_a_false_declaration() -> None:
    assert decode(SENTENCE.encode(), "iso-8859-1") == SENTENCE


@pytest.mark.parametrize("label", ["zlib", "no-such-codec", "", "utf-16", "\0"])
def test_an_odd_declaration_does_no_harm(label: str) -> None:
    assert "Troops shelled the town" in decode(SENTENCE.encode("cp1252"), label)


def test_one_damaged_byte_does_not_lose_the_rest() -> None:
    damaged = (SENTENCE * 4).encode() + b"\xff and more"
    assert decode(damaged) == SENTENCE * 4 + "\ufffd and more"


def test_controls_become_spaces_and_line_ends_plain() -> None:
    assert (
        decode(b"one\x00 two\x07\r\nthree\rfour\t\x1b[0m five six") == "one  two \nthree\nfour\t [0m five six"
    )


def test_marks_of_writing_direction_stay() -> None:
    assert clean("\u200f\u202bحلب\u202c\u200e") == "\u200f\u202bحلب\u202c\u200e"


def test_binary_is_refused() -> None:
    with pytest.raises(IntakeError) as caught:
        decode(bytes(range(256)) * 40)
    assert "not text" in caught.value.reason


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("the armyâ€™s post", "the army’s post"),
        ("â€œWe lost nineâ€\x9d", "“We lost nine”"),
        ("Bouarfa, RabiÃ© and CÃ´te", "Bouarfa, Rabié and Côte"),
        ("10Â km", "10Â km"),
        ("10Â\xa0km", "10\xa0km"),
        ("Ø§Ù„Ø¬Ù†ÙˆØ¨ today", "الجنوب today"),
        ("Ð’Ð¾Ð¹Ð½Ð°", "Война"),
    ],
)
def test_mends_what_is_certain(broken: str, whole: str) -> None:
    assert mend(broken) == whole


@pytest.mark.parametrize(
    "text",
    ["Il a été tué\xa0», dit-on", "à\xa0«\xa0Gao\xa0»", "SÃO PAULO", "Ângela, Øystein", "plain words", "Ñu°"],
)
def test_leaves_honest_text_alone(text: str) -> None:
    assert mend(text) == text


@given(st.binary(max_size=2000), st.one_of(st.none(), st.text(max_size=12)))
def test_any_bytes_decode_or_are_refused(data: bytes, declared: str | None) -> None:
    try:
        text = decode(data, declared)
    except IntakeError:
        return
    text.encode("utf-8")
    assert not set(map(chr, range(32))) & set(text) - set("\n\t")


@given(st.text())
def test_cleaning_keeps_every_offset(text: str) -> None:
    assert len(clean(text)) == len(text)
