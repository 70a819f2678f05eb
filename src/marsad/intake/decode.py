"""Bytes → text: encodings, line ends, control characters."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from marsad.intake.errors import IntakeError
from marsad.intake.mojibake import mend

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The Encoding Standard of the web reads these labels as windows-1252.
_CP1252_LABELS = frozenset({"ascii", "us-ascii", "latin-1", "latin1", "iso-8859-1", "iso8859-1", "l1"})
_SEVEN_BIT = ("iso-2022", "iso2022", "hz")
_SAMPLE = 200_000
_CONTROLS = {c: " " for c in (*range(0x20), *range(0x7F, 0xA0)) if chr(c) not in "\t\n\r"}
_CONTROLS |= dict.fromkeys(range(55296, 57344), "�")
_CONTROLS[0xFEFF] = " "


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of ``data`` with plain line ends, no control characters, and mojibake mended where certain.

    Raises IntakeError where the bytes are no text in any encoding.
    """
    text = _decoded(data, declared).replace("\r\n", "\n").replace("\r", "\n")
    return clean(mend(text))


def clean(text: str) -> str:
    """``text`` with control characters as spaces and lone surrogates as U+FFFD, each offset unchanged.

    Tabs, line ends and marks of right-to-left writing stay.
    """
    return text.translate(_CONTROLS)


def _not_text() -> IntakeError:
    return IntakeError("it is not text", "give the article as text, HTML, JSON lines or WARC")


def _decoded(data: bytes, declared: str | None) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    wide = _utf16_without_bom(data)
    if wide:
        return data.decode(wide, errors="replace")
    if _is_binary(data):
        raise _not_text()
    label = (declared or "").strip().strip("\"'").lower()
    if label.startswith(_SEVEN_BIT):
        return _strictly(data, label) or data.decode("ascii", errors="replace")
    for encoding in ("utf-8", "cp1252" if label in _CP1252_LABELS else label):
        text = _strictly(data, encoding)
        if text is not None:
            return text
    return _guessed(data)


def _strictly(data: bytes, encoding: str) -> str | None:
    # UTF-16 and UTF-32 were looked for before: nearly all bytes pass for them.
    if not encoding or encoding.replace("-", "").startswith(("utf16", "utf32")):
        return None
    try:
        # A codec may be unknown, hold no text ("zlib") or not fit the bytes (UnicodeDecodeError).
        text = data.decode(encoding)
    except (LookupError, ValueError, AssertionError):
        return None
    return text if isinstance(text, str) else None


def _utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 of a mostly Latin text has NUL in every second byte, on one side only."""
    head = data[:4096]
    if len(head) < 16:
        return None
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > half * 0.6 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _is_binary(data: bytes) -> bool:
    """Whether NULs or control characters are too many for any eight-bit text."""
    head = data[:_SAMPLE]
    if not head:
        return False
    controls = len(re.findall(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head))
    return controls > max(4, len(head) * 0.005)


def _guessed(data: bytes) -> str:
    """Text in no declared encoding: damaged UTF-8, then windows-1252, then what charset-normalizer finds."""
    whole = len(re.findall(rb"[\xc2-\xf4][\x80-\xbf]{1,3}", data))
    damaged = data.decode("utf-8", errors="replace")
    if damaged.count("\ufffd") <= whole // 10:
        return damaged
    if _looks_western(data):
        return data.decode("cp1252", errors="replace")
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise _not_text()
    return data.decode(best.encoding, errors="replace")


def _looks_western(data: bytes) -> bool:
    """Whether the bytes over 0x7F are few, and punctuation or letters of western Europe in windows-1252."""
    high = re.findall(rb"[\x80-\xff]", data[:_SAMPLE])
    letters = len(re.findall(rb"[A-Za-z]", data[:_SAMPLE]))
    if not high or len(high) > letters * 0.1:
        return False
    usual = set("‘’“”–—…•€£«»°©®·\xa0ÀÁÂÄÇÈÉÊËÍÎÏÑÓÔÖÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûü")
    shown = [b.decode("cp1252", errors="replace") for b in high]
    return sum(c in usual for c in shown) >= len(shown) * 0.95
