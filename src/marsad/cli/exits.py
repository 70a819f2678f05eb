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


READ_EXITS = """\b
Exit codes:
  0    everything was read, or known already
  1    nothing could be read
  2    the command was not understood, or a file of your own is wrong
  3    some inputs were skipped; the rest was read
  4    the ledger, or the folder given with --out, cannot be used
  5    Marsad is not completely installed, or made a mistake itself
  130  interrupted; the same command again goes on"""
"""The exit codes of ``marsad read``, for its help."""
