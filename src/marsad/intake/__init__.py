"""Intake: bytes from files, folders, archives, feeds, URLs and standard input → Report.

Start at ``sources.py``, which finds and opens inputs; ``identify.py`` says what a stream of bytes is; one
module a form (``plain``, ``html``, ``jsonl``, ``warc``, ``feed``) makes drafts of it; ``compose.py``
turns a draft into a Report by way of ``header.py``, ``credits.py``, ``captions.py`` and ``furniture.py``.
``documents.py`` and ``cutting.py`` take large inputs apart for many workers; ``addresses.py`` opens files
and object stores alike.
"""

from marsad.intake.errors import IntakeError, Skipped
from marsad.intake.hint import count_hint
from marsad.intake.options import IntakeOptions
from marsad.intake.sources import read_sources, read_stream, read_text

__all__ = [
    "IntakeError",
    "IntakeOptions",
    "Skipped",
    "count_hint",
    "read_sources",
    "read_stream",
    "read_text",
]
