"""The table of event types: words that tell of an event → ACLED type, roles, effect on control."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from marsad.knowledge.lexicon import inflect, plural
from marsad.model.event import EventType
from marsad.model.reading import RoleName

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
GAP = "(NP)"
"""In a verb pattern: the object may stand here."""
MAX_GAP = 9
"""How many tokens an object inside a verb pattern may have ("drove the last of the militants out")."""


class FrameFileError(ValueError):
    """A frame file that cannot be used; the message names file, frame and remedy."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of telling an event. Roles are names of ``RoleName``; see data/frames.yaml for the fields."""

    id: str
    type: EventType
    sub_type: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    subject: str = "agent"
    object: str = "patient"
    mutual: bool = False
    effect: str | None = None
    control: Mapping[str, str] | None = None
    support: tuple[str, ...] = ()
    stance: str | None = None
    plover: str | None = None
    cameo: str | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """One surface form: words that must follow each other, ``GAP`` standing for an object in between."""

    words: tuple[str, ...]
    frame: str
    verbal: bool
    form: str
    """For verbs base, third, past, participle or ing; for nouns singular or plural."""


class FrameTable:
    """All frames and the patterns that find them, by first word."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        self.frames: Mapping[str, Frame] = {f.id: f for f in frames}
        self._by_first: dict[str, list[Pattern]] = {}
        for frame in self.frames.values():
            for pattern in _patterns(frame):
                self._by_first.setdefault(pattern.words[0], []).append(pattern)
        self.noun_words = frozenset(
            p.words[0] for ps in self._by_first.values() for p in ps if not p.verbal and len(p.words) == 1
        )
        """Single nouns that name a happening."""
        verbs = [p for ps in self._by_first.values() for p in ps if p.verbal]
        bases = frozenset(p.words[0] for p in verbs if p.form in {"base", "third"})
        self.past_forms = (
            frozenset(p.words[0] for p in verbs if p.form in {"past", "participle"}) - bases - self.noun_words
        )
        """Past forms that can be nothing but verbs ("struck", "fled", "shelled")."""
        self.present_forms = bases
        for patterns in self._by_first.values():
            patterns.sort(key=lambda p: -len(p.words))

    def starting_with(self, word: str) -> Sequence[Pattern]:
        """Patterns whose first word is ``word`` (lower case), longest first."""
        return self._by_first.get(word, ())

    @classmethod
    def load(cls, user_files: Sequence[Path] = ()) -> FrameTable:
        """The shipped table, with the frames of the user's own files, which win over shipped ones."""
        shipped = files("marsad.knowledge") / "data" / "frames.yaml"
        entries = {e["id"]: e for e in yaml.load(shipped.read_text(encoding="utf-8"), _LOADER)}
        for path in user_files:
            try:
                entries.update({e["id"]: e for e in yaml.load(path.read_text(encoding="utf-8"), _LOADER)})
            except (OSError, UnicodeDecodeError, yaml.YAMLError, TypeError, KeyError) as error:
                raise FrameFileError(
                    f"frame file {path} must be a YAML list of entries with an id: {error}"
                ) from error
        return cls([_frame(e) for e in entries.values()])


@lru_cache(maxsize=1)
def shipped_frames() -> FrameTable:
    return FrameTable.load()


SUPPORT_WORDS = frozenset(
    """
    armed armed-into party-agent weapon weapon-object weapon-subject place place-object victims
    people people-object counted captives bodies agreed aircraft chemical
    """.split()
)
"""What a frame may ask for in its clause; the tests themselves are in ``resolving/events/draft.py``."""
_ROLES = frozenset(r.value for r in RoleName)


def _frame(entry: dict[str, Any]) -> Frame:
    """One entry as a frame. Raises FrameFileError that names the entry, the field and what may stand
    there.
    """
    for field in ("id", "type", "sub_type"):
        if not isinstance(entry.get(field), str):
            raise FrameFileError(f"frame {entry.get('id', entry)!r} needs a {field}")
    unknown = set(entry.get("support", ())) - SUPPORT_WORDS
    if unknown:
        raise FrameFileError(
            f"frame {entry['id']}: unknown support {sorted(unknown)}; known: {sorted(SUPPORT_WORDS)}"
        )
    for field in ("subject", "object"):
        if entry.get(field, "agent") not in _ROLES:
            raise FrameFileError(
                f"frame {entry['id']}: {field} {entry[field]!r} is no role; known: {sorted(_ROLES)}"
            )
    try:
        return Frame(
            id=entry["id"],
            type=EventType(entry["type"]),
            sub_type=entry["sub_type"],
            verbs=tuple(entry.get("verbs", ())),
            nouns=tuple(entry.get("nouns", ())),
            subject=entry.get("subject", "agent"),
            object=entry.get("object", "patient"),
            mutual=bool(entry.get("mutual", False)),
            effect=entry.get("effect"),
            control=entry.get("control"),
            support=tuple(entry.get("support", ())),
            stance=entry.get("stance"),
            plover=entry.get("plover"),
            cameo=entry.get("cameo"),
        )
    except (KeyError, ValueError) as error:
        raise FrameFileError(f"frame {entry.get('id')}: {error}") from error


def _patterns(frame: Frame) -> list[Pattern]:
    found = []
    for verb in frame.verbs:
        head, *rest = verb.split()
        forms = inflect(head)
        for form in forms.all():
            kind = next(
                k
                for k in ("base", "third", "past", "participle", "ing", "base")
                if getattr(forms, k) == form
                or (k == "base" and form not in (forms.third, forms.past, forms.participle, forms.ing))
            )
            found.append(Pattern((form, *rest), frame.id, True, kind))
    for noun in frame.nouns:
        words = tuple(w.lower() for w in re.split(r"[ ]", noun))
        found.append(Pattern(words, frame.id, False, "singular"))
        many = (*words[:-1], plural(words[-1]))
        if many != words:
            found.append(Pattern(many, frame.id, False, "plural"))
    return found
