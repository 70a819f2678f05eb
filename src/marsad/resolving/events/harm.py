"""Harm: figures of people killed, wounded, captured and displaced, and to which side they belong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from marsad.model.event import Effect
from marsad.model.reading import Mention, MentionKind, Quantity, RoleName, Status, Trigger
from marsad.model.span import Span
from marsad.reading.harm.words import STATES
from marsad.resolving.actors.resolve import CIVILIANS
from marsad.resolving.context import Context
from marsad.resolving.events.harm_parts import behind_all, continues, is_part
from marsad.resolving.events.harmed_names import harmed_by_name
from marsad.resolving.events.shares import sharing
from marsad.resolving.events.victims import killed_by_name, last_name

_CHILDREN = frozenset(
    "child children baby babies infant infants toddler toddlers minor minors girl girls boy boys "
    "schoolchildren kids".split()
)
_CIVILIAN_WORDS = re.compile(
    r"\b(?:civilians?|residents?|villagers?|women|woman|worshippers?|students?|journalists?"
    r"|passengers?|refugees?"
    r"|patients?|famil(?:y|ies)|medics?|medical staff|doctors?|workers?|displaced|pilgrims?|shoppers?)\b",
    re.I,
)

_HARMED = (
    r"(?:kill\w*|dea(?:d|ths?)|died|slain|martyr\w*|murder\w*|wound\w*|injur(?:ed|ing|y|ies)|hurt\w*|maim\w*"
    r"|missing|casualt\w+)"
)
_PAIR = rf"\b{_HARMED}(?:\s*(?:,|and|or|and/or|/|&)\s*|\s+)(?:\w+ly )?{_HARMED}\b"
_EITHER = re.compile(rf"{_PAIR}|\bcasualt", re.I)
"""Two words for harm side by side, with no figure between them."""
_EITHER_BEFORE = re.compile(rf"{_PAIR}(?:\s+of)?\s+\Z", re.I)
_EITHER_BEHIND = re.compile(
    rf"\s+(?:(?:were|was|are|have|has|had|been|being|either|left)\s+){{0,3}}{_PAIR}", re.I
)
"""The same right beside a figure, whichever of the two the readers see."""
_CASUALTIES = re.compile(r"\bcasualt(?:y|ies)\Z", re.I)
_MEASURE = re.compile(r"\s+of\s+((?:the |these |those |its |their |his |our )?)", re.I)
_EITHER_OF = (Effect.KILLED, Effect.WOUNDED)
_TOLL = re.compile(r"\b(?:tolls?|counts?)\b", re.I)
_UNARMED = frozenset(("civilians", "children"))
_HOUSES = frozenset("family families household households".split())
_LOOK = 20
"""Characters looked at before a number."""
_FAR_LOOK = 90
_RUNNING = re.compile(r"\b(?:br(?:ing(?:s|ing)?|ought)|t(?:akes?|aking|ook))\b[^.;]{0,70}?\bto\s+\Z", re.I)
"""What stands before a total of many happenings: "brought the toll of the offensive to 18"."""
_PARENT = re.compile(r"\b(?:mother|father|parent|widow(?:er)?) of (?:the )?\Z", re.I)
# Words that leave open whether somebody fought.
_NEUTRAL = frozenset(
    "people person man other life soul dead wounded injured body corpse victim casualty missing hostage "
    "prisoner detainee captive inmate martyr adult youth youngster teenager national foreigner brother son "
    "population community tribe crowd human player others lives casualties bodies men youngsters martyrs "
    "locals kids".split()
)


@dataclass(frozen=True, slots=True)
class HarmFigure:
    """One figure: effect, number, whose, and the words; ``mention`` indexes the reading's mentions."""

    effect: Effect
    who: str
    quantity: Quantity
    span: Span
    part_of_total: bool
    mention: int


def harm_of(context: Context, triggers: Sequence[Trigger]) -> tuple[HarmFigure, ...]:
    """The figures that the triggers of one happening tell, each stretch of words once an effect."""
    noted = [
        (Effect(frame.effect), role.mention, trigger)
        for trigger in triggers
        if trigger.status is not Status.ATTEMPTED  # "tried to kill the mayor"
        if (frame := context.frame(trigger)).effect is not None
        for role in trigger.roles
        if role.name is RoleName.VICTIMS
    ]
    nearest = {
        index: min((gap(context.mention(i).span, t.span), e.value, e) for e, i, t in noted if i == index)[2]
        for _, index, _ in noted
    }
    kept = [(e, i) for e, i, _ in noted if e is nearest[i] or told_either_way(context, i)]
    figures = _with_shares(context, figures_of(context, kept, triggers))
    figures = (*figures, *_by_name(context, figures, triggers))
    if any(h.effect is Effect.KILLED for h in figures):
        return figures
    return (*figures, *_named(context, triggers))


def _with_shares(context: Context, figures: Sequence[HarmFigure]) -> tuple[HarmFigure, ...]:
    """The figures, with those that share their words for harm: "247 people in Kenya and 10 in Tanzania"."""
    found = list(figures)
    for figure in figures:
        part = figure.part_of_total
        for index, more in sharing(context, figure.span, context.mention(figure.mention).sentence):
            mention = context.mention(index)
            part = not more and (part or is_part(context.report.text, mention.span))
            if mention.quantity and not any(h.effect is figure.effect and h.mention == index for h in found):
                found.append(_figure(context, figure.effect, index, mention.quantity, part))
    return tuple(sorted(found, key=lambda h: h.span.start))


def _named(context: Context, triggers: Sequence[Trigger]) -> Iterator[HarmFigure]:
    """One death for each person whose killing a noun tells: "the assassination of Judge Ana Cruz"."""
    told: set[str] = set()
    for index in killed_by_name(context, triggers):
        mention = context.mention(index)
        if last_name(mention) not in told:
            told.add(last_name(mention))
            yield _figure(context, Effect.KILLED, index, Quantity(mention.span, 1, 1), False)


def _by_name(
    context: Context, told: Sequence[HarmFigure], triggers: Sequence[Trigger]
) -> Iterator[HarmFigure]:
    """One for each person whom a verb of harm names, where no figure is told of the same words."""
    for effect, index in harmed_by_name(context, triggers):
        span = context.mention(index).span
        if not any(h.span.overlaps(span) for h in told) and not apposed(context, span, told):
            yield _figure(context, effect, index, Quantity(span, 1, 1), False)


_LISTED_BY_NAME = re.compile(
    r"(?:,|:|\s[–(-]|,?\s(?:named|identified as|including))\s*"
    r"(?:(?:[A-Z][\w.’'-]*\s){0,3}[A-Z][\w.’'-]*(?:,?\s\(?\d{1,2}\)?)?(?:,\s+and\s+|,\s+|\s+and\s+)){0,30}"
)
""" "two judges, Ana Cruz, 54, and": what stands between a count and a name of its list."""


def apposed(context: Context, name: Span, figures: Sequence[HarmFigure]) -> bool:
    """Whether a name only says who the one is that is counted beside it: "a commander, Abu Khalid,", "Abu
    Khalid, a commander,"; or is one of those counted: "two judges, Ana Cruz and Luis Gil,".
    """
    text = context.report.text
    return any(
        (
            f.quantity.low == 1
            and (text[f.span.end : name.start] == ", " or text[name.end : f.span.start] == ", ")
        )
        or (
            (f.quantity.low or 0) > 1
            and _LISTED_BY_NAME.fullmatch(text, f.span.end, max(f.span.end, name.start))
        )
        for f in figures
        if context.mention(f.mention).kind is not MentionKind.PERSON
    )


def gap(one: Span, other: Span) -> int:
    """Characters between two stretches of the text; 0 where they touch or overlap."""
    return max(0, one.start - other.end, other.start - one.end)


_SAID = re.compile(
    r"\s+(?:(?:(?:was|were|is|are|went|remain\w*|still|reported|listed|declared|as)\s+){1,3}(?P<missing>missing)"
    r"|(?P<killed>killed|dead|slain)|(?P<wounded>wounded|injured|hurt)|(?P<captured>captured|arrested|abducted))"
    r"(?=\s*(?:[.,;]|$|(?:and|by|in|when|as|during|after|at|near|on|of|from)\b))",
    re.I,
)


def said_behind(context: Context, index: int) -> Effect | None:
    """The effect that the word right behind a figure tells: "25 captured"; None where none stands there."""
    mention = context.mention(index)
    match = _SAID.match(context.report.text, mention.span.end)
    return Effect(match.lastgroup) if match is not None and match.lastgroup is not None else None


def told_either_way(context: Context, index: int) -> bool:
    """Whether one figure may stand for two effects: "40 killed or wounded", "killed and wounded 40"."""
    return bool(_EITHER.search(context.reading.sentences[context.mention(index).sentence].text))


def figures_of(
    context: Context, noted: Iterable[tuple[Effect, int]], triggers: Sequence[Trigger]
) -> tuple[HarmFigure, ...]:
    """The figures of ``noted`` (effects and mentions of people) with the parts of them told beside them."""
    found: dict[tuple[Effect, int], HarmFigure] = {}
    for effect, index in noted:
        _note(context, found, effect, index)
    for key, figure in list(found.items()):
        if context.mention(figure.mention).kind is MentionKind.PERSON and apposed(
            context, figure.span, [f for f in found.values() if f.effect is figure.effect]
        ):
            del found[key]
    _parts(context, found, triggers)
    weighed = sorted(of_either(tuple(found.values())), key=lambda h: h.span.start)
    return tuple(_of_civilians(tuple(_with_lists(context.report.text, weighed))))


def _of_civilians(figures: Sequence[HarmFigure]) -> Iterator[HarmFigure]:
    """ "42 people, including 11 children": people whose told parts are all civilians are civilians."""
    for n, figure in enumerate(figures):
        parts = [p.who for p in figures[n + 1 :] if p.effect is figure.effect and p.part_of_total]
        open_total = figure.who == "unknown" and not figure.part_of_total
        yield (
            replace(figure, who="civilians")
            if open_total and parts and _UNARMED.issuperset(parts)
            else figure
        )


def _with_lists(text: str, figures: Sequence[HarmFigure]) -> Iterator[HarmFigure]:
    """A figure beside a part is a part: "the dead included six women and two boys"."""
    last: HarmFigure | None = None
    for figure in figures:
        beside = last is not None and last.effect is figure.effect and continues(text, last.span, figure.span)
        last = replace(figure, part_of_total=True) if last and last.part_of_total and beside else figure
        yield last


def of_either(figures: Sequence[HarmFigure]) -> tuple[HarmFigure, ...]:
    """The figures, of which one that is told for two effects, or of casualties, says of neither how many: of
    "40 killed or wounded" at most 40 were killed, and of "dozens" nothing is known.
    """
    told = {(h.effect, h.mention) for h in figures}

    def open_below(figure: HarmFigure) -> bool:
        both = all((effect, figure.mention) in told for effect in _EITHER_OF)
        both = both or _CASUALTIES.search(figure.span.text) is not None
        return both and figure.effect in _EITHER_OF and figure.quantity.low not in {None, 1}

    return tuple(replace(h, quantity=replace(h.quantity, low=None)) if open_below(h) else h for h in figures)


def told_by_toll(context: Context, triggers: Sequence[Trigger]) -> Iterator[int]:
    """The mentions of the figures that the word "toll" or "count" tells."""
    for trigger in triggers:
        if _TOLL.search(trigger.span.text):
            yield from (r.mention for r in trigger.roles if r.name is RoleName.VICTIMS)


def _note(context: Context, found: dict[tuple[Effect, int], HarmFigure], effect: Effect, index: int) -> None:
    mention = context.mention(index)
    if mention.quantity is None or mention.kind in {MentionKind.PLACE, MentionKind.THING, MentionKind.WEAPON}:
        return
    if effect is not Effect.DISPLACED and _counts_others(context, mention):
        return
    found[effect, index] = _figure(
        context, effect, index, mention.quantity, is_part(context.report.text, mention.span)
    )


def _counts_others(context: Context, mention: Mention) -> bool:
    """Whether a number counts no people who were hurt: "executed six families", "a mother of three
    died", "which brought the toll to 18".
    """
    span = mention.span
    houses = mention.head in _HOUSES and not re.search(r"\bfamily of\b", span.text, re.I)
    text = context.report.text
    return (
        houses
        or _PARENT.search(text[max(0, span.start - _LOOK) : span.start]) is not None
        or _RUNNING.search(text[max(0, span.start - _FAR_LOOK) : span.start]) is not None
    )


def _figure(context: Context, effect: Effect, index: int, quantity: Quantity, part: bool) -> HarmFigure:
    if effect in _EITHER_OF and quantity.low != 1 and _beside_both(context, context.mention(index).span):
        quantity = replace(quantity, low=None)
    return HarmFigure(effect, _who(context, index), quantity, context.mention(index).span, part, index)


def _beside_both(context: Context, span: Span) -> bool:
    """Whether two words for harm stand right beside a figure and no other figure takes one of them:
    "killing and injuring scores of people", not "nine dead and wounded more than 20".
    """
    text = context.report.text
    before = _EITHER_BEFORE.search(text, max(0, span.start - 2 * _LOOK), span.start)
    behind = _EITHER_BEHIND.match(text, span.end)
    counted = [m.span for m in context.reading.mentions if m.quantity is not None]
    if before is not None:
        return not any(0 <= before.start() - s.end <= 1 for s in counted)
    return behind is not None and not any(0 <= s.start - behind.end() <= 1 for s in counted)


def _in_sentences(context: Context, triggers: Sequence[Trigger]) -> list[tuple[int, Mention]]:
    wanted = {t.sentence for t in triggers}
    clauses = [t.clause for t in triggers]
    return [
        (i, m) for i, m in enumerate(context.reading.mentions)
        if m.sentence in wanted and any(c.overlaps(m.span) for c in clauses)
    ]  # fmt: skip


def _parts(
    context: Context, found: dict[tuple[Effect, int], HarmFigure], triggers: Sequence[Trigger]
) -> None:
    """Parts of a figure told just before, with its effect: "…, including two women and three children"."""
    text = context.report.text
    taken = {i for _, i in found}
    for index, mention in _in_sentences(context, triggers):
        if (
            index in taken
            or mention.quantity is None
            or mention.kind not in {MentionKind.PEOPLE, MentionKind.ACTOR}
        ):
            continue
        before = [h for h in found.values() if h.span.end <= mention.span.start]
        if not before:
            continue
        nearest = max(before, key=lambda h: h.span.end)
        beside = nearest.part_of_total and continues(text, nearest.span, mention.span)
        if mention.head in STATES:
            continue  # "… two women, 29 injured": another harm
        if beside or is_part(text, mention.span):
            found[nearest.effect, index] = _figure(context, nearest.effect, index, mention.quantity, True)


_MORE = re.compile(r"(?:another|a further|an additional)\s+[\w-]+|[\w-]+\s+(?:others|more)", re.I)


def _who(context: Context, index: int) -> str:
    """Whose the figure is: an actor's id, "children", "civilians" or "unknown"."""
    mention = context.mention(index)
    told = behind_all(context.report.text, mention.span)
    if told is not None:  # "ten of them women": the women
        named = next(
            (
                i
                for i, m in enumerate(context.reading.mentions)
                if m.span.start == told and m.quantity is None
            ),
            None,
        )
        if named is not None:
            return _group(context, named)
    measured = _measured(context, mention)
    group = _group(context, index if measured is None else measured)
    return _of_the_same(context, mention) if group == "unknown" else group


def _of_the_same(context: Context, mention: Mention) -> str:
    """Whose "another nine" are: of those counted right before them ("killed 14 and wounded another nine")."""
    before = [
        (m.span.end, i)
        for i, m in enumerate(context.reading.mentions)
        if m.sentence == mention.sentence and m.quantity is not None and m.span.end <= mention.span.start
        and m.kind in {MentionKind.PEOPLE, MentionKind.ACTOR}
    ]  # fmt: skip
    more = _MORE.fullmatch(mention.span.text)
    return _group(context, max(before)[1]) if more and before else "unknown"


def _measured(context: Context, mention: Mention) -> int | None:
    """Whom a mere number counts: the soldiers in "six of the soldiers", those before in "six of them"."""
    match = _MEASURE.match(context.report.text, mention.span.end)
    if match is None or mention.name is not None:
        return None
    starts = {match.start(1), match.end()}
    return next(
        (i for i, m in enumerate(context.reading.mentions) if m.span.start in starts and i in context.actors),
        None,
    )


def _group(context: Context, index: int) -> str:
    mention = context.mention(index)
    if mention.head in _CHILDREN:
        return "children"
    identity = context.actors.get(index)
    if identity is not None and identity is not CIVILIANS:
        return identity.id
    if _CIVILIAN_WORDS.search(mention.span.text):
        return "civilians"
    lexicon = context.knowledge.lexicon
    known = mention.kind is MentionKind.PEOPLE and lexicon.has("people", mention.head)
    return "civilians" if known and lexicon.classes["people"].get(mention.head) not in _NEUTRAL else "unknown"
