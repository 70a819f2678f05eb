"""Page furniture on lines of its own: comment forms, share buttons, related headlines, boxes, notices.

The rules go by shape (a short line, a known opener, no sentence), never by site. Each returns stretches of
the untouched text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.intake.furniture_forms import COMMENTS, FORM, RELATED, RULES, SUM
from marsad.intake.lines import is_sentence, lines_of, words_of
from marsad.model.report import Removed
from marsad.model.span import Span

_LONGEST = 420
_BYLINE = re.compile(r"[Bb][Yy]:?\s+[A-Z]")


def find_furniture(text: str, keep: tuple[int, int] | None = None) -> tuple[Removed, ...]:
    """Stretches of furniture in a text of several lines; the title's stretch ``keep`` is never among them."""
    lines = [x for x in lines_of(text) if not (keep and x.start < keep[1] and keep[0] < x.end)]
    if len(lines) < 2:
        return ()
    found: list[Removed] = []
    n = 0
    while n < len(lines):
        what, last = _section(lines, n)
        if not what:
            what, last = _kind_of_line(lines[n].text), n
        if what:
            found.append(Removed(what, lines[n].start, lines[last].end))
        n = last + 1
    return tuple(found)


def _kind_of_line(line: str) -> str | None:
    if len(line) > _LONGEST:
        return None
    for what, rule in RULES:
        if rule.fullmatch(line) and not _is_story(what, line):
            return what
    return "navigation" if _is_menu(line) else None


def _is_menu(line: str) -> bool:
    """Whether a line is a row of links: "HOME | NORTH | SPORT | CONTACT", "Log in · See more · Register".

    Rows with figures are left to the rules of date lines and counters, those with a colon to credits.
    """
    items = [x.strip() for x in re.split(r"\s+[|·•]\s+", line)]
    return (
        len(items) >= 3
        and not re.search(r"[\d:.!?;\"“”@]", line)
        and all(x[:1].isupper() and 1 <= len(words_of(x)) <= 4 for x in items)
        and not re.match(r"(?:by|reporting|photo)\b", line, re.IGNORECASE)
    )


def _is_story(what: str, line: str) -> bool:
    """Whether a line that an opener caught reads as the article's own sentence after all."""
    if what in {
        "cookie notice",
        "copyright line",
        "newsletter box",
        "standing notice",
        "editor's note",
        "credit",
    }:
        return False
    return is_sentence(line) and len(words_of(line)) > 12


def _section(lines: Sequence[Span], n: int) -> tuple[str | None, int]:
    """The furniture of several lines that begins at line ``n``, with its last line."""
    line = lines[n].text
    if COMMENTS.fullmatch(line):
        return "comment form", _last_of_form(lines, n)
    opener = RELATED.match(line) if len(line) <= 220 else None
    if opener:
        rest = (opener["rest"] or "").strip(" :|»>–-])")
        # A headline behind the colon is the whole box; an opener alone heads a list.
        return "related headlines", n if rest else _last_headline(lines, n)
    return None, n


def _last_of_form(lines: Sequence[Span], n: int) -> int:
    """The last line of a comment form, and of the comments after it where it stands at the text's end."""
    last = n
    while last + 1 < len(lines) and _in_form(lines[last + 1].text):
        last += 1
    rest = lines[last + 1 :]
    # What follows a form is comments or other articles, unless paragraphs of the size of news go on.
    if not any(len(words_of(x.text)) >= 25 and is_sentence(x.text) for x in rest):
        return len(lines) - 1
    return last


def _in_form(line: str) -> bool:
    return bool(COMMENTS.fullmatch(line) or FORM.fullmatch(line) or (len(line) <= 60 and SUM.fullmatch(line)))


def _last_headline(lines: Sequence[Span], n: int) -> int:
    """The last of up to twelve headlines after an opener: short lines that are no sentences."""
    last = n
    while last + 1 < len(lines) and last - n < 12:
        line = lines[last + 1].text
        if len(line) > 170 or is_sentence(line) or len(words_of(line)) < 2:
            break
        if COMMENTS.fullmatch(line) or RELATED.match(line) or _kind_of_line(line) or _BYLINE.match(line):
            break
        last += 1
    return last
