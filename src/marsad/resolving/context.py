"""What is known about one report before its events are drawn up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar, TypeVarTuple

from marsad.knowledge.base import Knowledge
from marsad.knowledge.frames import Frame
from marsad.model.event import Claim
from marsad.model.reading import Mention, Reading, Trigger
from marsad.model.report import Report
from marsad.model.time import When
from marsad.resolving.actors.resolve import Identity
from marsad.resolving.actors.scene import Scene
from marsad.resolving.places.resolve import ResolvedPlace


@dataclass(frozen=True, slots=True)
class Context:
    """A report, its reading, and who, where and when its mentions are, by mention index."""

    report: Report
    reading: Reading
    knowledge: Knowledge
    scene: Scene
    actors: Mapping[int, Identity]
    places: Mapping[int, ResolvedPlace]
    times: Mapping[int, When]
    claims: tuple[Claim, ...]
    """One claim a source, in the order of ``reading.sources``."""
    found: dict[Any, Any] = field(init=False, repr=False, compare=False, default_factory=dict)
    """What ``once`` keeps of this report."""

    def mention(self, index: int) -> Mention:
        return self.reading.mentions[index]

    def frame(self, trigger: Trigger) -> Frame:
        """The entry of the table of event types that a trigger names."""
        return self.knowledge.frames.frames[trigger.frame]


Asked = TypeVarTuple("Asked")
Found = TypeVar("Found")


def once(find: Callable[[Context, *Asked], Found]) -> Callable[[Context, *Asked], Found]:
    """``find``, which looks a report up once for each thing that it is asked.

    For what hangs on nothing but the report, such as the words before a place, and is asked again for
    every event.
    """

    @wraps(find)
    def known(context: Context, *asked: *Asked) -> Found:
        key = (find, asked)
        if key not in context.found:
            context.found[key] = find(context, *asked)
        found: Found = context.found[key]
        return found

    return known
