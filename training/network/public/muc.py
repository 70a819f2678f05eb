"""MUC-4's templates (train part): who did it and with what, of reports that tell of one incident.

A template gives no words for the incident itself. Those that the silver record has for an event of the
template's kind stand for it; where it has none, the report is left out. Victims and targets are left out for
the reason given in ``wikievents``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from marsad.reading.network.labels import ROLES
from marsad.reading.network.pieces import words_of

from ..documents import Document, Happening, inside_of, places

KNOWN = ("a", "weapon")
_FILLERS = {"PerpInd": "a", "PerpOrg": "a", "Weapon": "weapon"}
_SUB_TYPES = {
    "kidnapping": {"Abduction/forced disappearance"},
    "bombing": {"Remote explosive/landmine/IED", "Grenade", "Shelling/artillery/missile attack"},
    "attack": {"Attack", "Armed clash"},
    "arson": {"Looting/property destruction"},
    "robbery": {"Looting/property destruction"},
}
"""Marsad's sub-types that an incident of each of MUC's types may be told as."""


def documents(data: Path, silver: Mapping[str, Any]) -> Iterator[Document]:
    """The reports with one template and one silver event of its kind."""
    for line in (data / "muc4" / "train.json").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        record = silver.get(f"muc-{row['docid']}")
        if record is None or len(row["templates"]) != 1:
            continue
        template = row["templates"][0]
        kinds = _SUB_TYPES.get(template["incident_type"], set())
        events = [e for e in record["events"] if e["sub_type"] in kinds]
        if len(events) == 1:
            yield _example(row, template, events[0])


def _example(row: dict[str, Any], template: dict[str, Any], event: dict[str, Any]) -> Document:
    text = row["doctext"]
    words = words_of(text)
    triggers = sorted({i for t in event["triggers"] for i in inside_of(words, tuple(t))})
    happening = Happening(0, 0, triggers)
    for slot, role in _FILLERS.items():
        number = ROLES.index(role)
        for words_, start in (mention for entity in template[slot] for mention in entity):
            happening.roles.setdefault(number, set()).update(inside_of(words, (start, start + len(words_))))
            for place in places(words_, text):
                happening.unsure.setdefault(number, set()).update(inside_of(words, place))
    return Document(
        f"muc-template-{row['docid']}", text, words, [happening], {},
        learns=frozenset(("roles",)), roles=frozenset(ROLES.index(r) for r in KNOWN),
    )  # fmt: skip
