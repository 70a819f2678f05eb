"""Changes of hands that the words tell of, and those that they only seem to tell of."""

from __future__ import annotations

import pytest

from ..conftest import Read
from .test_control import states


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "YANGON, Myanmar - The rebels captured two hilltop positions east of Loikaw on Sunday.",
            {("hilltop positions east of Loikaw", "gains")},
            id="a post is not the town by which it lies",
        ),
        pytest.param(
            "ADDIS ABABA, Ethiopia - Rebels had driven allied Amhara militiamen out of Kobo on Monday.",
            {("Kobo", "gains")},
            id="a name that says of whom an actor is",
        ),
        pytest.param(
            "The FARC lost Miraflores, its stronghold in Colombia, to the army on Monday.",
            {("Miraflores", "loses")},
            id="a stronghold that is lost is not held",
        ),
        pytest.param(
            "KYIV, Ukraine - Shells fell on the government-held town of Ivanivka on Monday.",
            {("Ivanivka", "holds")},
            id="one of several towns of that name",
        ),
        pytest.param(
            "BOGOTA, Colombia - Shots were heard in Tarra Viejo, a hamlet that the ELN ran since 2019.",
            {("Tarra Viejo", "holds")},
            id="run",
        ),
    ],
)
def test_told(read: Read, text: str, expected: set[tuple[str, str]]) -> None:
    assert {(place, state) for place, _, state in states(read(text))} == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "MAIDUGURI, Nigeria - At no time did troops lose Gwoza, the army said.", id="at no time"
        ),
        pytest.param("KHARTOUM, Sudan - The army denies losing El Obeid to the RSF.", id="denies losing"),
        pytest.param(
            "JUBA, South Sudan - The SPLM-IO rebels hold that Juba keeps 500 captives.", id="hold as say"
        ),
        pytest.param(
            "BAMAKO, Mali - Some 40 civilians seized in Mopti are still held by the JNIM.", id="people held"
        ),
        pytest.param(
            "NIAMEY, Niger - Two fighters seized in Diffa were in the hands of Boko Haram.",
            id="people in hands",
        ),
    ],
)
def test_tells_of_no_place(read: Read, text: str) -> None:
    assert states(read(text)) == set()
