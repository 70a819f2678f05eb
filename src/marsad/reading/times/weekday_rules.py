"""Rules for weekdays and weekends: "on Sunday", "last Friday night", "Tuesday of last week"."""

from __future__ import annotations

import re
from dataclasses import replace

from marsad.model.time import TimeExpression, TimeKind, Unit
from marsad.reading.times.calendar_words import PART_OF_DAY, WEEKDAY, WEEKDAY_NAMES, weekday_number
from marsad.reading.times.date_rules import PART_BEFORE
from marsad.reading.times.deictic_rules import deictic
from marsad.reading.times.time_rule import Rule, words_after, words_before

_BACK, _SAME, _FORTH = -1, 0, 1

_NOT_A_DAY = re.compile(
    r"\s+(?:Mosque|Market|Times|Telegraph|Mirror|Mail|Express|Herald|Post|World|Independent|Sun|People)\b"
)
_NAMED_DAY = re.compile(r"\b(?:black|bloody|good|ash|holy|palm|easter|mail\s+on|big)\s+$")
_WEEKDAY_TURN = {
    "last": (_BACK, False),
    "past": (_BACK, False),
    "previous": (_BACK, True),
    "preceding": (_BACK, True),
    "next": (_FORTH, False),
    "coming": (_FORTH, False),
    "following": (_FORTH, True),
    "same": (_SAME, True),
    "that": (_SAME, True),
}
_WEEK_TURN = {"last": _BACK, "previous": _BACK, "next": _FORTH, "following": _FORTH}


def _build_weekday(text: str, match: re.Match[str]) -> TimeExpression | None:
    before, after = words_before(text, match.start("weekday")), words_after(text, match.end())
    if _NOT_A_DAY.match(after) or _NAMED_DAY.search(before):
        return None
    if match["plural"] and (re.search(r"\bon\s+$", before) or not re.match(r"\s+\w", after)):
        return None  # "on Sundays" is a habit; "Sundays attack" an apostrophe lost
    turn = match["turn"].lower().split()[-1] if match["turn"] else ""
    amount, anchored = _WEEKDAY_TURN.get(turn, (0, False))
    unit = None
    if match["week"]:
        word = match["week"].lower().split()[-1]
        unit, amount, anchored = (
            Unit.WEEK,
            _WEEK_TURN.get(word, _SAME),
            word in {"previous", "following", "same"},
        )
    return deictic(
        text,
        match,
        TimeKind.WEEKDAY,
        weekday=weekday_number(match["weekday"]),
        amount=amount,
        unit=unit,
        anchored=anchored,
    )


def _build_weekend(text: str, match: re.Match[str]) -> TimeExpression | None:
    turn = (match["turn"] or "").lower().split()
    amount, anchored = _WEEKDAY_TURN.get(turn[-1], (0, False)) if turn else (0, False)
    # "last weekend" is the latest one over, as "the weekend" is.
    sunday = deictic(
        text,
        match,
        TimeKind.WEEKDAY,
        weekday=6,
        amount=max(amount, 0) if not anchored else amount,
        anchored=anchored,
    )
    return TimeExpression(sunday.span, TimeKind.RANGE, first=replace(sunday, weekday=5), last=sunday)


RULES = (
    Rule.of(
        rf"(?<![\w-]){PART_BEFORE}(?:(?P<turn>last|next|this(?:\s+(?:past|coming))?"
        r"|(?:the\s+)?(?:previous|preceding|following|coming|same)|that(?:\s+same)?|past)\s+)?"
        rf"\b(?P<weekday>{WEEKDAY})(?:['’]s|(?P<plural>s))?\b(?:\s+{PART_OF_DAY}\b)?"
        r"(?:\s*,?\s*(?:of\s+)?(?P<week>last|this|next|the\s+(?:previous|following|same))\s+week\b)?",
        _build_weekday,
        *WEEKDAY_NAMES,
    ),
    Rule.of(
        r"(?<!\ba\s)\b(?:the\s+)?(?:(?P<turn>last|this(?:\s+past)?|next|past|previous|following|coming)\s+)?weekend\b",
        _build_weekend,
        "weekend",
    ),
)
