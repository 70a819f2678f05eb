"""What the exit code of a command says."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    OK = 0
    NOTHING = 1
    USAGE = 2
    SKIPPED = 3
    LEDGER = 4
    INSTALLATION = 5
    INTERRUPTED = 130
