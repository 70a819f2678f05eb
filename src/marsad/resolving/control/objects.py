"""What a deed took: a place, or people and things in one ("took 20 hostages in X")."""

from __future__ import annotations

import re

from marsad.model.reading import RoleName, Trigger
from marsad.reading.holdings.things import IS_PLACE, POSTS, TAKEN, is_place_like
from marsad.resolving.actors.identity import Identity
from marsad.resolving.context import Context

_STOP = re.compile(
    r"[,.;:()“”\"]|\b(?:in|at|near|inside|outside|around|within|from|to|towards?|on|along|into|through|with|by|for|"
    r"as|against|after|before|during|since|following|over|who|which|that|where|when|while|and|but|or|is|are|was|"
    r"were|has|have|had|back|[a-z]+(?:day))\b|\b\w+ing\b"
)
_COUNTED = re.compile(
    r"^(?:over |back |up |out |down )?(?:(?:about|around|some|more than|at least|nearly|almost|over)?\s*"
    r"(?:[\d.,]+|\w+) (?:\w+ )?of\s+)?",
    re.IGNORECASE,
)
"""A particle of the verb, and what counts the thing: "over dozens of", "3 tonnes of"."""


def takes_no_place(context: Context, trigger: Trigger) -> bool:
    """Whether the words right behind the verb name what was taken, and that is no place.

    False where nothing stands there, where a name does, and for "control", "ground" and the like.
    """
    head = _head(context, trigger)
    if not head or head in TAKEN or head[:1].isupper() or IS_PLACE.match(head):
        return False
    return "place_kind" not in context.knowledge.lexicon.classes_of(head)


_SUBJECT = re.compile(
    r"(?P<subject>[\w’'-]+)\s+(?:(?:has|have|had|also|then|later|since|now|again|already|\w+ly)\s+)*"
    r"(?:was|were|is|are|been|being)?\s*(?:\w+ly\s+)?$"
)
_OPEN_SUBJECTS = frozenset("which that it this".split())


def subject_is_no_place(context: Context, trigger: Trigger) -> bool:
    """Whether a verb without an object has a subject that is no place: "two crewmen were seized", "and his
    rifle taken". False for nouns ("the capture of"), for "which" and "it", and for names.
    """
    if trigger.frame != "take-place" or not trigger.span.text.endswith(("ed", "en", "un")):
        return False
    if re.match(r"\s+(?:by|from|in|on|at|to|and|after|as)\b|\W*$|[,.;]", _behind(context, trigger)) is None:
        return False
    found = _SUBJECT.search(context.report.text[trigger.clause.start : trigger.span.start])
    subject = found.group("subject") if found else ""
    if not subject or subject[:1].isupper() or subject.lower() in _OPEN_SUBJECTS:
        return False
    return not is_place_like(context.knowledge.lexicon, subject)


def _behind(context: Context, trigger: Trigger) -> str:
    return context.report.text[trigger.span.end : trigger.clause.end]


def people_taken(context: Context, trigger: Trigger) -> bool:
    """Whether people were taken, not a place: "six soldiers had been captured", "whom they had taken"."""
    if trigger.frame not in {"take-place", "hand-over"}:
        return False
    if re.match(r"\W*(?:whom|those)\b", trigger.clause.text):
        return True
    return any(r.name is RoleName.VICTIMS for r in trigger.roles)


def drives_out_nobody_armed(context: Context, trigger: Trigger) -> bool:
    """Whether those who were driven out are told, and are no armed actor ("expelled ten journalists")."""
    driven = [
        context.actors[r.mention]
        for r in trigger.roles
        if r.name in {RoleName.PATIENT, RoleName.VICTIMS} and r.mention in context.actors
    ]
    if driven:
        return not any(who.armed for who in driven)
    head = _head(context, trigger)
    return bool(head) and "people" in context.knowledge.lexicon.classes_of(head)


_OBJECT_FRAMES = frozenset(("take-place", "fall", "besiege"))
_OWNER_FIRST = re.compile(r"\s+(?:(?:the|an?|its|last|main|several|two|three)\s+){0,2}(?:[a-z-]+\s+){0,1}$")
_POST_NEXT = re.compile(r"['’]?s?\s+(?:[a-z-]+\s+){0,1}?(?P<post>[a-z]+)\b")
_POST_OF = re.compile(r"\s+(?:the|an?|its)\s+(?:[a-z-]+\s+){0,2}?(?P<post>[a-z]+)\s+of\s+[\"“]?(?:the\s+)?$")


def owners_of_taken(context: Context, trigger: Trigger) -> list[Identity]:
    """Whose the taken post or base was, by the words for it: "overran the army garrison", "took the post of
    the militia".
    """
    if trigger.frame not in _OBJECT_FRAMES:
        return []
    text, found = context.report.text, []
    for index, who in context.actors.items():
        span = context.mention(index).span
        if not who.armed or not trigger.clause.covers(span) or span.start < trigger.span.end:
            continue
        before = text[trigger.span.end : span.start]
        of = _POST_OF.fullmatch(before)
        post = of.group("post") if of else None
        if post is None and _OWNER_FIRST.fullmatch(before):
            own, behind = span.text.split()[-1], _POST_NEXT.match(text, span.end, trigger.clause.end)
            post = own if own in POSTS or behind is None else behind.group("post")
        if post in POSTS:
            found.append(who)
    return found


def _head(context: Context, trigger: Trigger) -> str:
    """The last word of the phrase behind the trigger, up to a preposition, a comma or a verb; "" where the
    trigger is a noun or stands last.
    """
    behind = context.report.text[trigger.span.end : trigger.clause.end].lstrip()
    if re.match(r"(?:of|by)\b", behind):
        return ""
    behind = _COUNTED.sub("", behind)
    stop = _STOP.search(behind)
    words = (behind[: stop.start()] if stop else behind).split()
    if any(w[:1].isupper() for w in words):
        return ""
    return words[-1].lower() if words else ""
