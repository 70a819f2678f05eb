"""Whether a time beside a deed is the deed's own, or dates what is said, done or decided about it.

"The Council on Thursday condemned the bombing", "he was charged on Monday with the killing of two nurses",
"mourners filled Sunday's service for the victims": the deed was on another day, mostly an earlier one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.model.reading import MentionKind, Trigger
from marsad.model.span import Span
from marsad.model.time import TimeExpression, TimeKind
from marsad.resolving.context import Context
from marsad.resolving.dates.report_times import after_the_deed

_SPEAKING = (
    r"(?:(?:acknowledg|confirm|announc|vow|pledg|promis|urg|quot|blam|accus|report|warn|express|welcom"
    r"|apologi[sz]|testifi|appeal|demand|defend|prais|nam)(?:e?d|ted)|said|told|issued|paid tribute)"
)
_DEALING = (
    r"(?:(?:condemn|deplor|denounc|mourn|buri|identifi|commemorat|honou?r|question|charg|indict|arraign"
    r"|convict|sentenc|acquitt|attend|visit|arriv|discuss)(?:e?d|ted)|met|wrapped up|headed|flew|laid)"
)
_JUST_BEHIND = re.compile(
    rf"\b(?:{_SPEAKING}(?: (?:here|there|late|early|again|on|in a statement))*"
    rf"|{_DEALING}(?: [a-z][\w'’-]*){{0,5}}) $",
    re.IGNORECASE,
)
"""What is said may be told between a verb of speaking and a time: "said gunmen on Sunday killed"."""
_JUST_BEFORE = re.compile(rf",? (?:\w+ly )?(?:{_SPEAKING}|{_DEALING})\b", re.IGNORECASE)
_NOUN_WORDS = r"(?:[\w'’.$-]+,? ){0,6}$"
_REACTED_TO = re.compile(
    r"\b(?:condemn|deplor|denounc|mourn|commemorat|discuss|regrett?)(?:s|ed|ing|e|es)? "
    rf"{_NOUN_WORDS}",
    re.IGNORECASE,
)
"""A deed that is the object of what others say of it."""
_ASIDE = re.compile(
    r"\b(?:(?:suspects?|suspected|wanted|charged|indicted|convicted|accused|tried|sought|implicated|role"
    r"|connection|responsib\w+|guilty|trial|investigat\w+|inquir\w+|prob\w+|search\w*|manhunt|victims?"
    r"|survivors?|anniversary|reward|evidence|linked|tied|killers?|mastermind\w*|arrested|detained)"
    r"(?: (?:on )?\w+day)? (?:in|of|for|with|to|into|over|by)"
    r"|following|(?:wake|aftermath) of|in (?:response|retaliation) (?:to|for)|interrupted by|prompted by)"
    rf" {_NOUN_WORDS}",
    re.IGNORECASE,
)
"""A deed that is told for the sake of who is sought, tried or mourned for it, or of what came of it."""
_OF_A_NOUN = re.compile(r"\b(?:an?|the|his|her|its|their|this) $", re.IGNORECASE)
_A_NOUN = re.compile(r" (?!(?:that|when|as|after|and|or|in|on|at|of|to|by|for|with|from|before)\b)[a-z]")
_PLAIN_WORDS = re.compile(
    r",?(?: (?!(?:for|of|in|at|on|who|that|which|to|by|from|and)\b)[\w'’-]+,?){0,4} ",
    re.IGNORECASE,
)
"""What stands between a time and the noun that it tells of: "the Aug. 7 embassy bombings"."""
_COUNT_MOVES = re.compile(
    r"\b(?:tolls?|number of (?:[\w-]+ ){0,2}(?:killed|victims|injured|wounded|deaths)|dead|fatalities"
    r"|casualties)\b[^.;]*\b(?:rose|risen|rising|climb(?:ed|ing)|increased|jumped|grew|grown|stood|stands"
    r"|reached|revised|raised|updated)\b[^.;]*$"
    r"|\b(?:raised|revised|updated|put) the (?:[\w-]+ ){0,2}tolls?\b[^.;]*$",
    re.IGNORECASE,
)
"""A toll that rises: "the toll rose on Wednesday to 24"."""
_COUNT_BEHIND = re.compile(
    r",? the (?:[\w-]+ ){0,2}(?:tolls?|number of (?:dead|deaths|killed))\b[^.;]*", re.IGNORECASE
)
_LOOK = 80
_DISCOVERY = "bodies"
"""The frame of bodies found: the finding has a day of its own."""
_SINCE = re.compile(r"^[^,;.]*\bsince (?:[\w'’-]+ ){1,8}$")
_BREAKS = re.compile(r"[;:.]|\b(?:who|which|that|when|while|after|before|because|where)\b", re.IGNORECASE)
"""What stands between a deed and the time of another clause."""
_CLAUSE = re.compile(r"^ (?:[\w'’-]+ ){1,6}$")


def dates_another(context: Context, trigger: Trigger, index: int) -> bool:
    """Whether the time ``index`` of the trigger's sentence dates something else than the trigger's deed."""
    text, time = context.report.text, context.mention(index).span
    expression = context.mention(index).time
    if expression is not None and _counts_from_clause(expression) and trigger.span.start < time.start:
        return True
    if _is_led(context, time) and _names_it(text[time.end : trigger.span.start]):
        return False  # "charged in the Dec. 21, 1988, bombing"
    if _tells_of_a_noun(context, time):
        return not any(_names_it(text[time.end : t.span.start]) for t in _beside(context, trigger))
    own = _when_told(context, trigger, time)
    if own is not None:
        return not own
    marked = _marked(context, trigger)
    if marked is None:
        return False
    start, reacted = marked
    if time.end <= start:
        return True
    if time.start < trigger.span.start:
        return False
    between = text[trigger.span.end : time.start]
    if re.search(r"\b(?:that|which|who)\b|;", between):
        return False  # "condemned the raid that killed nine people on Sunday"
    if reacted:
        return not _has_other_time(context, trigger, index, start)
    deeds = (t for t in context.reading.triggers if t.sentence == trigger.sentence)
    return any(trigger.span.end < t.span.start < time.start for t in deeds)


def dates_a_count(context: Context, index: int) -> bool:
    """Whether a time says when a toll was told, and not when the people died."""
    text, mention = context.report.text, context.mention(index)
    sentence = context.reading.sentences[mention.sentence]
    before = text[sentence.start : mention.span.start]
    if _COUNT_MOVES.search(before):
        return True
    behind = _COUNT_BEHIND.match(text[mention.span.end : sentence.end])
    return bool(behind and _COUNT_MOVES.search(behind[0]))


def set_apart(context: Context, triggers: Sequence[Trigger], others: Sequence[Trigger]) -> int | None:
    """The time that tells a deed apart from the one told before it, from whose time it counts: "took Bunia in
    May and entered Mambasa two months later". ``others`` are the triggers of the report's other events.
    """
    first = min(triggers, key=lambda t: t.span.start)
    here = [i for i in context.times if context.mention(i).sentence == first.sentence]
    leading = (i for i in here if _is_counted_on(context, i))
    if (lead := next(leading, None)) is not None:
        return lead
    told = [context.mention(i).span for i in here if not _counts_on(context, i)]
    for index in here:
        span = context.mention(index).span
        if not _counts_on(context, index) or span.start < first.span.end:
            continue
        between = context.report.text[first.span.end : span.start]
        if _BREAKS.search(between) or any(first.span.end <= o.span.start < span.start for o in others):
            continue
        if not any(first.span.start < s.start < span.start for s in told):
            return index if any(s.end <= first.span.start for s in told) else None
    return None


def _is_counted_on(context: Context, index: int) -> bool:
    time = context.mention(index).time
    known = context.times[index].start is not None
    return known and time is not None and after_the_deed(context.report.text, time)


def _counts_on(context: Context, index: int) -> bool:
    """Whether a time counts from one told before it: "two weeks later", "the following day"."""
    time, when = context.mention(index).time, context.times[index]
    if time is None or when.start is None or not time.anchored or _counts_from_clause(time):
        return False
    return time.amount > 0 and time.kind is TimeKind.RELATIVE


def is_background(context: Context, trigger: Trigger) -> bool:
    """Whether a deed is only named for what came of it: "a suspect in the bombing"."""
    marked = _marked(context, trigger)
    return marked is not None and not marked[1]


def tied_since(context: Context, trigger: Trigger, index: int) -> bool:
    """Whether the deed goes on from then: "strikes have intensified since a truce collapsed in May"."""
    between = context.report.text[trigger.span.end : context.mention(index).span.start]
    return bool(_SINCE.match(between))


def opening_time(context: Context, triggers: Sequence[Trigger]) -> int | None:
    """The time that opens the clause of all the triggers: "two days after gunmen kidnapped them"."""
    deeds = [t for t in triggers if t.frame != _DISCOVERY] or triggers
    trigger = min(deeds, key=lambda t: t.span.start)
    for index, mention in enumerate(context.reading.mentions):
        if mention.sentence != trigger.sentence or mention.kind is not MentionKind.TIME or not mention.time:
            continue
        if index in context.times and _counts_from_clause(mention.time):
            between = context.report.text[mention.span.end : trigger.span.start]
            if _CLAUSE.match(between):
                return index
    return None


def _counts_from_clause(time: TimeExpression) -> bool:
    return time.anchored and time.amount > 0 and bool(re.search(r"\bafter$", time.span.text, re.I))


def _when_told(context: Context, trigger: Trigger, time: Span) -> bool | None:
    """Whether the verb right beside a time is the deed; None where no verb of telling stands there."""
    text = context.report.text
    before = _JUST_BEHIND.search(text[max(0, time.start - _LOOK) : time.start])
    if before:
        start = max(0, time.start - _LOOK) + before.start()
        return trigger.span.end > start and trigger.span.start < time.start
    behind = _JUST_BEFORE.match(text[time.end : time.end + _LOOK])
    if behind:
        return trigger.span.start < time.end + behind.end() and trigger.span.end > time.end
    return None


def _marked(context: Context, trigger: Trigger) -> tuple[int, bool] | None:
    """Where the words stand that make a deed the matter of others, and whether they are a reaction."""
    sentence = context.reading.sentences[trigger.sentence]
    start = max(sentence.start, trigger.span.start - _LOOK)
    before = context.report.text[start : trigger.span.start]
    for pattern, reacted in ((_REACTED_TO, True), (_ASIDE, False)):
        if found := pattern.search(before):
            return start + found.start(), reacted
    return None


def _tells_of_a_noun(context: Context, time: Span) -> bool:
    """Whether a time stands before the noun that it tells of: "Sunday's debate", "a Monday night service"."""
    behind = context.report.text[time.end : time.end + 12]
    return _is_led(context, time) and bool(_A_NOUN.match(behind))


def _is_led(context: Context, time: Span) -> bool:
    """Whether a time stands where an adjective may: "the Aug. 7", "Sunday's"."""
    before = context.report.text[max(0, time.start - 8) : time.start]
    return time.text.endswith(("'s", "’s")) or bool(_OF_A_NOUN.search(before))


def _names_it(between: str) -> bool:
    return bool(_PLAIN_WORDS.fullmatch(between))


def _beside(context: Context, trigger: Trigger) -> Sequence[Trigger]:
    return [t for t in context.reading.triggers if t.sentence == trigger.sentence] + [trigger]


def _has_other_time(context: Context, trigger: Trigger, index: int, start: int) -> bool:
    """Whether the reaction has a time of its own: "on Saturday condemned the bombing on Friday"."""
    return any(
        m.kind is MentionKind.TIME and i != index and i in context.times and m.sentence == trigger.sentence
        and (m.span.end <= start + _LOOK and m.span.start < trigger.span.start)
        for i, m in enumerate(context.reading.mentions)
    )  # fmt: skip
