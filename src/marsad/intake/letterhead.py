"""The letterhead of statements, communiqués, bulletins and updates: who issues them, and what kind they are.

Such a report opens with the name of its issuing body and the kind of document, above, between or below its
headline, where an article has an outlet's name and a byline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from marsad.intake.lines import CAPITAL, capitalised, is_sentence, lines_of, word_set, words_of
from marsad.intake.media import is_outlet
from marsad.intake.stamp import read_date
from marsad.model.span import Span

_KIND = re.compile(
    r"(?:(?:daily|weekly|monthly|morning|midday|noon|evening|night|(?:mon|tues|wednes|thurs|fri|satur|sun)day|flash|"
    r"emergency|special|joint|official|public|latest|news|press|media|radio|situation|incident|field|humanitarian|"
    r"security|operational|war|frontline|rush)[\s-]+){0,4}"
    r"(?:(?:press|news|media)\s+release|release|statement|communiqu[eé]|bulletin|update|report|sitrep|newsletter|news|"
    r"briefing|digest|round-?up|transcript|notice|dispatch|advisory|alert)\b"
    r"(?:\s*(?:no\b\.?|number|nr\b\.?|issue|#|n°)?\s*\d{1,5}(?:[/-]\d{1,4})?(?![\d:.]))?",
    re.IGNORECASE,
)
# What may follow the kind on its line: a date or time, a language, who may print it.
_BESIDE = re.compile(
    r"\s*[,(|·:–—-]?\s*(?:as\s+(?:of|at)\b|translat\w+\b|(?:for\s+)?(?:immediate|general)\s+(?:release|distribution)\b"
    r"|embargoed\b|\d{1,2}[:.]\d\d\b|(?:dated?|issued)\b|on\s+(?=\d))",
    re.IGNORECASE,
)
_RELEASE = re.compile(r"for (?:immediate|general) (?:release|distribution)\b.{0,40}", re.IGNORECASE)
_BODIES = word_set(
    "agency alliance army association authority brigade bureau cell centre center chancellery cluster "
    "coalition command commission committee consortium council department desk directorate embassy emirate "
    "federation force forces foundation front government group headquarters initiative institute league "
    "ministry mission monitor movement network observatory office organisation organization party presidency "
    "programme project secretariat service society spokesman spokesperson staff syndicate taskforce team "
    "union unit voice watch"
)
# A headline in capitals may name such a body too, but then it tells a deed.
_DEED = re.compile(
    r"\b(?:attack|strike|raid|kill|seize|capture|say|claim|hit|repel|retake|take|lose|bomb|storm|clash|launch|ambush|"
    r"warn|accuse|deny|denie|arrest|abduct|vow|reject|condemn|withdraw|urge|announce)(?:s|es|d|ed|ing)?\b"
    r"|\b(?:call|free|hold|push|advance|report|fire|shell|leave)(?:s|es|d|ed)\b"
    r"|\b(?:said|took|lost|shot|fell|falls?|dead|die[sd]?|after|amid|as|over|near|against|by|at)\b",
    re.IGNORECASE,
)
_NAME = rf"[{CAPITAL}][\w’'-]+(?: [{CAPITAL}][\w’'-]+){{0,2}}"
_PLACE = re.compile(rf"{_NAME}(?:, {_NAME}){{1,2}}")
_MOST_LINES = 9


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The issuing body and its place as written, the kind of document ("Flash Update No. 3"), the lines."""

    body: str | None = None
    place: str | None = None
    kind: Span | None = None
    lines: tuple[Span, ...] = ()


def read_letterhead(text: str) -> Letterhead:
    """The letterhead among the first lines of ``text``, up to its first sentence; empty where it has none.

    Names in capitals count by themselves, others only where the document says its kind.
    """
    lines = _head_lines(text)
    kinds = [(n, kind) for n, x in enumerate(lines) if (kind := _kind(x))]
    bodies = [n for n, x in enumerate(lines) if _is_body(x.text) and (kinds or x.text.isupper())]
    # Above a ministry's name stands its state's, in capitals too.
    if kinds and bodies and bodies[0] > 0 and _is_state(lines[bodies[0] - 1].text):
        bodies.insert(0, bodies[0] - 1)
    # Lines of capitals that go on below the first ("HEADQUARTERS …", "OPERATION …") name it further.
    first, place = _name_and_place(lines[bodies[0]].text) if bodies else ("", None)
    names = [first, *(lines[b].text for a, b in pairwise(bodies) if b == a + 1)]
    places = [n + 1 for n in bodies if n + 1 < len(lines) and _is_place(lines[n + 1].text)]
    found = sorted({*bodies, *places, *(n for n, _ in kinds)})
    return Letterhead(
        body=", ".join(names) or None,
        place=place or (lines[places[0]].text if places else None),
        kind=kinds[0][1] if kinds else None,
        lines=tuple(lines[n] for n in found),
    )


def _head_lines(text: str) -> list[Span]:
    """The lines above the first sentence or long line."""
    found = []
    for line in lines_of(text, 0, min(len(text), 1500))[:_MOST_LINES]:
        if len(line.text) > 120 or (is_sentence(line.text) and not _kind(line)):
            break
        found.append(line)
    return found


def _kind(line: Span) -> Span | None:
    """The words that name the kind of document, where the line says no more than that and its date."""
    if _RELEASE.fullmatch(line.text):
        return line
    m = _KIND.match(line.text)
    if not m:
        return None
    rest = line.text[m.end() :]
    bare = re.match(r"\s*[,(|·:–—-]?\s*", rest)
    dated = bare and read_date(rest, bare.end())
    if rest.strip(" .:") and not dated and not _BESIDE.match(rest):
        return None
    return Span(line.start, line.start + m.end(), m.group())


def _is_body(line: str) -> bool:
    """Whether a line is the name of a body that issues statements, rather than a headline."""
    words = words_of(line)
    if not 2 <= len(words) <= 10 or re.search(r"[.!?:;\"“”|\d]", line) or not capitalised(words):
        return False
    if _DEED.search(line):
        return False
    told = [w.lower() for w in words]
    ends = {w for part in line.lower().split(",") for w in (words_of(part)[:1] + words_of(part)[-1:])}
    return bool(_BODIES & set(told if line.isupper() else ends)) or is_outlet(line.partition(",")[0])


def _is_state(line: str) -> bool:
    return (
        line.isupper()
        and bool(re.fullmatch(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,6}", line))
        and not _DEED.search(line)
    )


def _name_and_place(line: str) -> tuple[str, str | None]:
    """A broadcaster's name and the town behind its comma: "RADIO SAVANE, GAO"."""
    name, comma, rest = line.partition(",")
    return (name, rest.strip()) if comma and is_outlet(name) and len(words_of(rest)) <= 2 else (line, None)


def _is_place(line: str) -> bool:
    return bool(_PLACE.fullmatch(line)) and not _is_body(line)
