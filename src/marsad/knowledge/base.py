"""All that Marsad knows of the world, opened once and handed to the stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from marsad.knowledge.actors import Registry
from marsad.knowledge.frames import FrameTable
from marsad.knowledge.gazetteer import Gazetteer
from marsad.knowledge.lexicon import Lexicon, shipped_lexicon


@dataclass(frozen=True)
class Knowledge:
    """The actor registry, the gazetteer, the table of event types and the classes of nouns."""

    registry: Registry
    gazetteer: Gazetteer
    frames: FrameTable
    lexicon: Lexicon

    @cached_property
    def nouns(self) -> frozenset[str]:
        """Single words that are nouns of this trade: people, forces, weapons, happenings (lower case)."""
        return self.lexicon.words | self.frames.noun_words

    @classmethod
    def open(
        cls,
        actor_files: Sequence[Path] = (),
        region_file: Path | None = None,
        frame_files: Sequence[Path] = (),
    ) -> Knowledge:
        """What ships with Marsad, extended by the user's own files, which win.

        Raises ActorFileError, FrameFileError or GazetteerMissing, each saying which file and what to do.
        """
        return cls(
            Registry.load(actor_files),
            Gazetteer.open(user_regions=region_file),
            FrameTable.load(frame_files),
            shipped_lexicon(),
        )
