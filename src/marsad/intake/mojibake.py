"""UTF-8 that was read as windows-1252 and saved again ("â€™" for "’"), mended where it is certain."""

from __future__ import annotations

import re

# What each byte shows as: windows-1252, and the five bytes it leaves open as the C1 controls of Latin-1.
_SHOWN = {bytes([b]).decode("cp1252", errors="ignore") or chr(b): b for b in range(0x80, 0x100)}
_TAIL = "".join(re.escape(c) for c, b in _SHOWN.items() if b < 0xC0)
# "â€" starts all quotes and dashes; Â and Ã before a symbol start the rest of Latin-1. Letters such as é are
# left alone: "tué »" with a no-break space would pass for a Chinese character.
_CERTAIN = re.compile(rf"(?:â[€‚„][{_TAIL}]|[ÂÃ][{_TAIL}])")
# Cyrillic, Greek and Arabic show as a run of pairs; one pair alone proves nothing.
_RUNS = re.compile(rf"(?:[ÎÏÐÑØÙÚÛ][{_TAIL}]){{3,}}")


def mend(text: str) -> str:
    """``text`` with every certain stretch of mojibake put right; all else as it was."""
    if "Ã" not in text and "Â" not in text and "â" not in text and not _RUNS.search(text):
        return text
    return _CERTAIN.sub(_again, _RUNS.sub(_again, text))


def _again(found: re.Match[str]) -> str:
    try:
        return bytes(_SHOWN[c] for c in found.group()).decode("utf-8")
    except UnicodeDecodeError:
        return found.group()
