"""The forms that lines of page furniture take, by kind; ``furniture.py`` applies them.

Each form is a regular expression for a whole line, matched without regard to case. Add a form where a kind of
furniture is missed; keep it to the shape of the line, never to one site.
"""

from __future__ import annotations

import re

COUNT = r"\d[\d.,]*\s?[km]?"
_SITES = (
    r"(?:facebook|twitter|x|whatsapp|telegram|linkedin|pinterest|reddit|tumblr|google\+?|vk|viber|messenger|"
    r"e-?mail|print|copy link|pocket|instagram|youtube|flipboard|skype|line|weibo|threads|bluesky)"
)
_COUNTED = r"(?:shares?|likes?|tweets?|retweets?|reactions?|comments?|views?|replies|followers?|subscribers?)"
_PRINT = r"(?:print(?:er)?|e-?mail|pdf|listen|download)"

# In this order: "Print | Email" also passes for a row of share buttons.
FORMS: dict[str, tuple[str, ...]] = {
    "print and e-mail links": (
        rf"{_PRINT}(?:[\s|,/-]+(?:{_PRINT}|friendly|version|article|this|to a friend|page|story)){{0,6}}",
        r"(?:text size|font size|a\s*a\s*a|a\+\s*a-?|increase font|decrease font)\b.{0,20}",
    ),
    "share buttons": (
        r"(?:share|follow)(?: this)?(?: (?:article|story|page|post))?\s*:?\s*"
        rf"(?:{_SITES}[\s|,•·/]*(?:{COUNT})?[\s|,•·/]*){{1,12}}",
        r"(?:share|tweet|pin|e-?mail|print|like|send|save|bookmark)\s+(?:this|on|via|to|with|it)\b.{0,40}",
        rf"\W*(?:{COUNT}\s*(?:{_COUNTED})?\s[^\w\n]*){{1,6}}{COUNT}\s*{_COUNTED}\W*",
        rf"(?:share|tweet|pin|like|send|save|copy link|bookmark)(?:\s*{COUNT}|[!:]?)",
        rf"(?:{_SITES}[\s|,•·/]*(?:{COUNT})?[\s|,•·/]+)*{_SITES}\s*(?:{COUNT})?",
        rf"{COUNT}\s*(?:shares?|likes?|tweets?|reactions?|retweets?)(?:\s.{{0,30}})?",
        rf"(?:shares?|likes?|tweets?)\s*:?\s*{COUNT}|shares|comments",
    ),
    "view counter": (
        rf"{COUNT}\s*(?:views?|reads?|hits|visits)",
        rf"(?:views?|reads?|hits|visits|total views)\s*:?\s*{COUNT}",
        rf"{COUNT}\s*comments?|comments?\s*[(:]\s*{COUNT}\)?|no comments(?: yet)?",
    ),
    "reading time": (
        rf"{COUNT}\s*min(?:ute)?s?(?:\s*(?:read|to read))?",
        r"(?:estimated )?reading time\b.{0,30}",
    ),
    "short link": (r"(?:get\s+)?short\s+(?:url|link)\b.{0,60}", r"permalink.{0,80}"),
    "advertisement": (
        r"(?:advertise?ments?|ad|sponsored(?: content)?|promoted(?: content)?)\.?",
        r"(?:story|article) continues below(?: advertisement)?\.?",
        r"(?:continue reading below|scroll to continue).{0,40}",
    ),
    "cookie notice": (
        r".{0,200}\b(?:uses?|accept(?:ing)?|our use of|manage|consent to) (?:of )?(?:all )?cookies\b.{0,300}",
        r".{0,40}\bcookie (?:policy|settings|preferences|notice)\b.{0,80}",
    ),
    "newsletter box": (
        r"(?:sign up|subscribe|join|get)\b.{0,120}\b(?:newsletters?|inbox|mailing list|"
        r"daily (?:briefing|digest)|"
        r"e-?mail (?:alerts|updates)|updates|whatsapp|telegram|channel)\b.{0,120}",
        r"(?:enter )?your e-?mail(?: address)?(?: here)?",
        r"subscribe(?: now| today)?!?|sign up(?: now| today| here)?!?",
    ),
    "appeal": (
        r"(?:please )?(?:support|donate)\b.{0,60}\b(?:journalism|our work|donation|reporting)\b.{0,100}",
    ),
    "follow links": (
        rf"(?:[^.!?\n]{{0,90}}[|·•]\s*)?{COUNT}\s*(?:followers|subscribers|members)",
        r"(?:follow|like|join|find|watch) (?:us|@\w+|our)\b.{0,120}",
    ),
    "copyright line": (
        r"(?:copyright\b|©|\(c\)\s).{0,160}",
        r".{0,100}\ball rights reserved\b.{0,200}",
        r".{0,80}©\s*(?:19|20)\d\d.{0,80}",
        r"this (?:material|article|story) (?:may|must) not be (?:published|reproduced|reprinted).{0,160}",
        r"reproduction .{0,40}prohibited.{0,160}",
    ),
    "standing notice": (
        r"our standards\s*:.{0,80}",
        r"community standards.{0,60}",
        r"terms of (?:use|service).{0,80}|privacy policy.{0,80}",
    ),
    "navigation": (
        r"(?:skip to (?:main )?content|back to top|home|menu|search|login|log in|sign in|register|close|"
        r"(?:next|prev(?:ious)?)(?: article| post| page)?|(?:older|newer) posts?|load more|show more|"
        r"read more|more|advanced search)[\s.…»›<>→←]*",
        r"(?:previous|next)\s+(?:article|post|story)\s*[:»›→-].{0,160}",
        r"[^.!?:;>»›]{1,40}(?:\s*[>»›]\s*[^.!?>»›]{1,60}){1,8}",
    ),
    "tags": (
        r"(?:(?:suggested |related )?(?:tags?|topics?)|keywords?|"
        r"filed under|categories|category|posted in|labels?)\s*:\s*.{1,300}",
        r"(?:tags|topics|keywords|categories)\s+\S.{1,300}",
        r"#\w+(?:[\s,]+#\w+)*",
    ),
    "editor's note": (
        r"\((?:corrects?|adds?|updates?|recasts?|refiles?|repeats?|removes?|fixes|clarifies|rewrites)\b.{0,380}\)\.?",
    ),
    "credit": (
        r"(?:[^.!?]{2,80} reported from [^.!?]{2,60}\.\s+)?[^.!?]{0,220}"
        r"\bcontributed (?:to this (?:report|article|story)|reporting)\b.{0,80}",
        r"(?:some )?(?:information|material) (?:in|for) this (?:report|article|story) .{0,120}",
        r"reporting from [^.]{1,60}",
    ),
    "contact": (
        r"(?:(?:press|media|news)\s+)?(?:contacts?|inquiries|enquiries|queries)(?: us| person)?\s*:.{0,200}",
        r"for (?:further|more|additional) (?:information|details|enquiries|inquiries)\s*[,:]?\s*"
        r"(?:(?:please|kindly|visit|contact|see|call|e-?mail|write|go to)\b.{0,140})?",
        r"(?:[^@]{0,160}[^\w@])?[\w.+-]{2,60}@[\w-]{2,60}(?:\.[\w-]{2,20}){1,3}.{0,80}",
        r".{0,120}\bunsubscribe\b.{0,80}",
    ),
    "video player": (
        r"video(?: player)?|play(?: video)?|watch(?: now| live)?",
        r"this audio (?:is|was) .{0,80}",
        r"media playback is .{0,60}|your browser does not support .{0,60}",
        r"listen to (?:this )?(?:article|story).{0,40}",
    ),
}

RULES = tuple(
    (what, re.compile(rf"[\s•·|*–-]*(?:{'|'.join(forms)})\s*", re.IGNORECASE))
    for what, forms in FORMS.items()
)

_OPENERS = (
    r"read (?:also|more|next|the full \w+)|also read|see also|also see",
    r"related(?: (?:articles?|stories|news|posts?|content|topics|links|coverage|reading))?",
    r"more (?:on this(?: story| topic)?|from .{1,40}|stories|news|in this section)",
    r"most (?:read|popular|viewed|shared|commented)(?: in .{1,30})?",
    r"trending(?: now)?|top stories|other news|up next",
    r"recommended(?: (?:for you|stories|reading|articles))?|what to read next",
    r"editor.?s.? picks?|further reading",
    r"you (?:may|might) (?:also )?(?:like|be interested in).{0,20}|latest (?:news|stories|headlines)",
    r"in this (?:story|section)|don.t miss|around the web",
)
RELATED = re.compile(
    rf"[\s•*>»\[(–-]*(?:{'|'.join(_OPENERS)})\s*(?P<rest>[:|»>–-].*|[\])]?\s*)$", re.IGNORECASE
)
"""Opens a list of other articles' headlines; ``rest`` is the first where it stands on the same line."""

_COMMENTING = (
    r"leave (?:a|your) (?:reply|comment)|post (?:a|your) (?:comment|reply)|write a comment",
    r"add (?:a|your) comment|most relevant|newest first|see more comments",
    r"(?:\d+ )?(?:thoughts?|comments?|responses?|replies) (?:on|to) [\"“‘«].*|have your say",
    r"comment as a guest.*",
    r"join the (?:discussion|conversation)|cancel reply|your e-?mail address will not be published.*",
    r"required fields are marked.*",
)
COMMENTS = re.compile(rf"[\s•*]*(?:{'|'.join(_COMMENTING)})\W*", re.IGNORECASE)
"""Opens a comment form."""

_FIELDS = (
    r"name|e-?mail|website|url|comment|message|subject|save my name.*|notify me of.*|submit(?: comment)?",
    r"post comment",
    r"your e-?mail address will not be published.*|required fields are marked.*|captcha.*|reply|δ",
    r"i.m not a robot",
    r"anti-?spam.{0,60}|your (?:name|comment|e-?mail|website)\s*(?:\((?:required|optional)\))?",
    r"(?:please )?(?:solve|enter|type|answer).{0,60}|logged in as.*|time limit.*",
    r"log ?in to (?:reply|comment).*",
    r"this site uses akismet.*|learn how your comment.*",
)
FORM = re.compile(rf"(?:{'|'.join(_FIELDS)})\s*\*?[:.]?", re.IGNORECASE)
"""A line inside a comment form."""

_TERM = r"(?:\d{1,2}|[a-z]{3,9})?"
SUM = re.compile(
    rf"{_TERM}\s*[+×x*−–-]\s*{_TERM}\s*=\s*{_TERM}\s*\??|.{{0,40}}\b\d{{1,2}}\s*[+×x*−–-]\s*\d{{1,2}}\s*=?\s*\??",
    re.IGNORECASE,
)
"""The sum that a form asks of people to keep programs out: "1 × 5 =", "What is 3 + four = ?"."""
