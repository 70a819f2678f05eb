"""Text of a report as it may be shown: what would steer a screen or turn lines around is made visible."""

from __future__ import annotations

import re

# Controls that could move the cursor, colour or retitle a terminal, and those that reorder what is read.
_UNSEEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """``text`` with each control character made visible or replaced, one for one, so that offsets hold."""
    return _UNSEEN.sub(lambda m: _picture(ord(m.group())), text)


def _picture(code: int) -> str:
    if code == ord("\r"):
        return " "
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"
