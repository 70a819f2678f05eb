"""Page furniture on lines of its own: comment forms, share buttons, related headlines, boxes, notices.

The rules go by shape (a short line, a known opener, no sentence), never by site. Each returns stretches of the
untouched text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.intake.lines import is_sentence, lines_of, words_of
from marsad.model.report import Removed
from marsad.model.span import Span

_COUNT = r"\d[\d.,]*\s?[kKmM]?"
_SITES = (
    r"(?:Facebook|Twitter|X|WhatsApp|Telegram|LinkedIn|Pinterest|Reddit|Tumblr|Google\+?|VK|Viber|Messenger|"
    r"E-?mail|Print|Copy [Ll]ink|Pocket|Instagram|YouTube|Flipboard|Skype|Line|Weibo|Threads|Bluesky)"
)
# What one whole line may be, by kind; matched without regard to case.
_LINES: tuple[tuple[str, str], ...] = (
    ("share buttons", rf"(?:share|tweet|pin|e-?mail|print|like|send|save|copy link|bookmark)(?:\s+(?:this|on|via|to|with|it)\b.{{0,40}}|\s*{_COUNT}|[!:]?)"),
    ("share buttons", rf"(?:{_SITES}[\s|,•·/]*(?:{_COUNT})?[\s|,•·/]*)+"),
    ("share buttons", rf"{_COUNT}\s*(?:shares?|likes?|tweets?|reactions?|retweets?)(?:\s.{{0,30}})?"),
    ("share buttons", rf"(?:shares?|likes?|tweets?)\s*:?\s*{_COUNT}"),
    ("view counter", rf"(?:{_COUNT}\s*(?:views?|reads?|hits|visits)|(?:views?|reads?|hits|visits|total views)\s*:?\s*{_COUNT})"),
    ("view counter", rf"{_COUNT}\s*comments?|comments?\s*[(:]\s*{_COUNT}\)?|no comments(?: yet)?"),
    ("reading time", rf"{_COUNT}\s*(?:min(?:ute)?s?)\s*(?:read|to read)|(?:reading time|estimated reading)\b.{{0,30}}"),
    ("short link", r"(?:get\s+)?short\s+(?:url|link)\b.{0,60}|permalink.{0,80}"),
    ("print and e-mail links", r"(?:print(?:er)?|e-?mail|pdf|listen|download)(?:[\s|,/-]+(?:print(?:er)?|e-?mail|pdf|friendly|version|article|this|to a friend|page|story|listen|download)){0,6}"),
    ("print and e-mail links", r"(?:text size|font size|a\s*a\s*a|a\+\s*a-?|increase font|decrease font)\b.{0,20}"),
    ("advertisement", r"(?:advertise?ments?|ad|sponsored(?: content)?|promoted(?: content)?|story continues below(?: advertisement)?|article continues below|continue reading below.{0,30}|scroll to continue.{0,40})\.?"),
    ("cookie notice", r".{0,200}\b(?:uses?|accept(?:ing)?|our use of|manage|consent to) (?:of )?(?:all )?cookies\b.{0,300}|.{0,40}\bcookie (?:policy|settings|preferences|notice)\b.{0,80}"),
    ("newsletter box", r"(?:sign up|subscribe|join|get)\b.{0,120}\b(?:newsletters?|inbox|mailing list|daily (?:briefing|digest)|e-?mail (?:alerts|updates)|updates|whatsapp|telegram|channel)\b.{0,120}"),
    ("newsletter box", r"(?:enter )?your e-?mail(?: address)?(?: here)?|subscribe(?: now| today)?!?|sign up(?: now| today| here)?!?"),
    ("follow links", r"(?:follow|like|join|find|watch) (?:us|@\w+|our)\b.{0,120}"),
    ("copyright line", r"(?:(?:copyright|©|\(c\))\s*.{0,160}|.{0,100}\ball rights reserved\b.{0,200}|.{0,80}©\s*(?:19|20)\d\d.{0,80})"),
    ("copyright line", r"(?:this (?:material|article|story) (?:may|must) not be (?:published|reproduced|reprinted)|reproduction .{0,40}prohibited).{0,160}"),
    ("standing notice", r"our standards\s*:.{0,80}|community standards.{0,60}|terms of (?:use|service).{0,80}|privacy policy.{0,80}"),
    ("navigation", r"(?:skip to (?:main )?content|back to top|home|menu|search|login|log in|sign in|register|next(?: article| post| page)?|prev(?:ious)?(?: article| post| page)?|older posts?|newer posts?|load more|show more|read more|more|close|advanced search)[\s.…»›<>→←]*"),
    ("navigation", r"(?:previous|next)\s+(?:article|post|story)\s*[:»›→-].{0,160}"),
    ("navigation", r"[^.!?:;]{1,40}(?:\s*[>»›]\s*[^.!?>»›]{1,60}){1,8}"),
    ("tags", r"(?:tags?|topics?|keywords?|filed under|categories|category|posted in|labels?)(?:\s*:\s*|\s+(?=[A-Z])).{1,300}|#\w+(?:[\s,]+#\w+)*"),
    ("video player", r"(?:video(?: player)?|play(?: video)?|watch(?: now| live)?|media playback is .{0,60}|your browser does not support .{0,60}|listen to (?:this )?(?:article|story).{0,40})"),
)
_LINE_RULES = tuple((what, re.compile(rf"[\s•·|*–-]*(?:{form})\s*", re.IGNORECASE)) for what, form in _LINES)
_LONGEST = 420
# Openers of a list of other articles' headlines, alone or with the first headline behind a colon.
_RELATED = re.compile(
    r"[\s•*>»\[(–-]*(?:read (?:also|more|next|the full \w+)|also read|see also|also see|related(?: (?:articles?|stories|news|posts?|content|topics|"
    r"links|coverage|reading))?|more (?:on this(?: story| topic)?|from .{1,40}|stories|news|in this section)|"
    r"most (?:read|popular|viewed|shared|commented)|recommended(?: (?:for you|stories|reading|articles))?|editor.?s.? picks?|"
    r"trending(?: now)?|you (?:may|might) (?:also )?(?:like|be interested in).{0,20}|latest (?:news|stories|headlines)|"
    r"in this (?:story|section)|don.t miss|what to read next|further reading|around the web|up next|other news|top stories)"
    r"\s*(?P<rest>[:|»>–-].*|[\])]?\s*)$",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"[\s•*]*(?:leave (?:a|your) (?:reply|comment)|post (?:a|your) (?:comment|reply)|add (?:a|your) comment|write a comment|"
    r"(?:\d+ )?(?:thoughts?|comments?|responses?|replies) (?:on|to) [\"“‘«].*|join the (?:discussion|conversation)|cancel reply|"
    r"your e-?mail address will not be published.*|required fields are marked.*|comment as a guest.*|have your say)\W*",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"(?:name|e-?mail|website|url|comment|message|subject|save my name.*|notify me of.*|submit(?: comment)?|post comment|"
    r"your e-?mail address will not be published.*|required fields are marked.*|captcha.*|i.m not a robot|"
    r"(?:please )?(?:solve|enter|type|answer).{0,60}|logged in as.*|log ?in to (?:reply|comment).*|reply|δ|time limit.*|this site uses akismet.*|"
    r"learn how your comment.*)\s*\*?[:.]?",
    re.IGNORECASE,
)
_SUM = re.compile(r"(?:\d{1,2}|[a-z]{3,9})?\s*[+×x*−–-]\s*(?:\d{1,2}|[a-z]{3,9})?\s*=\s*(?:\d{1,2}|[a-z]{3,9})?\s*\??|.{0,40}\b\d{1,2}\s*[+×x*−–-]\s*\d{1,2}\s*=?\s*\??", re.IGNORECASE)


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
    for what, rule in _LINE_RULES:
        if rule.fullmatch(line) and not _is_story(what, line):
            return what
    return None


def _is_story(what: str, line: str) -> bool:
    """Whether a line that an opener caught reads as the article's own sentence after all."""
    if what in {"cookie notice", "copyright line", "newsletter box", "standing notice"}:
        return False
    return is_sentence(line) and len(words_of(line)) > 12


def _section(lines: Sequence[Span], n: int) -> tuple[str | None, int]:
    """The furniture of several lines that begins at line ``n``, with its last line."""
    line = lines[n].text
    if _COMMENTS.fullmatch(line):
        return "comment form", _last_of_form(lines, n)
    opener = _RELATED.match(line) if len(line) <= 220 else None
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
    # What follows a form is a reader's comment or other articles, unless paragraphs of the size of news go on.
    if not any(len(words_of(x.text)) >= 25 and is_sentence(x.text) for x in rest):
        return len(lines) - 1
    return last


def _in_form(line: str) -> bool:
    return bool(_COMMENTS.fullmatch(line) or _FORM.fullmatch(line) or (len(line) <= 60 and _SUM.fullmatch(line)))


def _last_headline(lines: Sequence[Span], n: int) -> int:
    """The last of up to twelve headlines after an opener: short lines that are no sentences."""
    last = n
    while last + 1 < len(lines) and last - n < 12:
        line = lines[last + 1].text
        if len(line) > 170 or is_sentence(line) or len(words_of(line)) < 2:
            break
        last += 1
    return last
