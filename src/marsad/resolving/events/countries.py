"""Whether a country that is named acts or is acted on, or only says where, whose or who speaks.

"Turkey shelled", "Turkish fire" and "attacks by Turkey" are its forces. "In Turkey", "the Turkey bombing",
"Turkey's mayors", "Turkish-backed" and "Turkey said" are not.
"""

from __future__ import annotations

import re

from marsad.model.reading import Mention, MentionKind
from marsad.resolving.actors.identity import Identity, identify
from marsad.resolving.context import Context

_FORCE = (
    r"(?:arm(?:y|ies)|armed|military|militaries|forces?|troops?|soldiers?|navy|air|special|marines?|police"
    r"|government|regime|leaders?|jets?|planes?|warplanes?|aircraft|helicopters?|drones?|gunships?|bombers?"
    r"|warships?|artillery|missiles?|rockets?|bombs?|shells?|fire|guns|tanks?|strikes?|airstrikes?|raids?"
    r"|attacks?|shelling|bombardments?|invasion|incursions?|campaign|assault|offensive|operations?|siege"
    r"|intervention|withdrawal)"
)
_PLACED = re.compile(
    r"\b(?:in|into|inside|near|across|throughout|outside|to|from|within|around|off|via|through|towards?"
    r"|inside|beyond)\s+(?:the\s+)?(?:\w+ern\s+)?$",
    re.I,
)
_OF = re.compile(r"(\w+)\s+of\s+(?:the\s+)?$", re.I)
_JOINED = re.compile(r"(?:[A-Z][\w.'’-]*\s+){0,2}[A-Z][\w.'’-]*,?\s+(?:and|or)\s+(?:the\s+)?$")
"""The first of two countries: "in Kenya and " ahead of the second."""
_DEED_OF = re.compile(rf"{_FORCE}$", re.I)
_OWNS = re.compile(r"^\.?(?:['’]s?|s)\s+(?=((?:\S+\s+){0,3}\S+))")
_OWNED = re.compile(
    rf"(?!(?:\S+\s+)*(?:worst|first|\w{{3,}}est)\s)(?:\S+\s+)*?"
    rf"(?:{_FORCE}|bombing|annexation|takeover|seizure|occupation|capture)\b",
    re.I,
)
"""What a country owns that acts or is done; "Turkey's worst attack" is what happened there."""
_SHORT = re.compile(r"(?:the\s+)?(?:[A-Z]\.?){2,4}", re.I)
_WHOSE = re.compile(rf"^\.?\s+(?:\w+\s+){{0,2}}?{_FORCE}\b", re.I)
"""Short names stand for the adjective too: "in response to U.S. missile attacks"."""
_LINKED = re.compile(
    rf"^\.?[-‑–](?:(?!led\b|backed\b)[a-z]|led\s+(?!(?:\w+\s+)?{_FORCE}\b)"
    r"|backed\s+(?!(?:\w+\s+)?(?:offensive|assault|attack|operation|campaign|advance|push)\b))"
)
"""A country behind which others act: "US-backed", "Iran-aligned"; those whom it leads act with it, and it has
its part in a deed that it backs ("a Russian-backed offensive").
"""
_HOUSE = r"(?:embass(?:y|ies)|consulates?)"
_HOUSE_NAMED = re.compile(rf"\b{_HOUSE}$", re.I)
_MISSION = re.compile(rf"^\.?(?:['’]s)?\s+(?:\w+\s+)?{_HOUSE}\b", re.I)
_NO_DEED = re.compile(
    r"^\.?\s+(?:\w+\s+)?(?:embass(?:y|ies)|consulates?|missions?|ambassadors?|diplomats?|citizens?|nationals?"
    r"|tourists?|border|borders|archipelago|coast|capital|bombings?|blasts?|explosions?|massacres?|wars?"
    r"|conflict|crisis|offensive|affiliates?|branch|offshoot|franchise|chapter)\b"
    r"|^\.?\s+(?:is|was|were|are|has|have|had|did|does|do)(?:\s+not|n['’]?t)\b",
    re.I,
)


def country_acts(context: Context, mention: Mention, *, fights: bool) -> bool:
    """Whether the words around a country's name let it be a party to what is told.

    Who only speaks of a fight has no part in it; who announces a deal may be a party to the deal.
    """
    assert mention.name is not None
    text, start, end = context.report.text, mention.name.start, mention.name.end
    sentence = context.reading.sentences[mention.sentence]
    before, after = text[sentence.start : start], text[end : min(len(text), end + 60)]
    whose = _SHORT.fullmatch(mention.name.text) is not None and _WHOSE.match(after) is not None
    if not whose and (_placed(before) or _apposed(context, mention)):
        return False
    if _LINKED.match(after) or _NO_DEED.match(after):
        return False
    owns = _OWNS.match(after)
    if owns is not None and not _OWNED.match(owns[1]):
        return False
    return not fights or not any(a.speaker.overlaps(mention.span) for a in context.reading.attributions)


_LOOSE = re.compile(
    rf"(?:and|or|both|an?|the|its|their|suspected|alleged|joint|all(?:y|ies)|{_FORCE}|air ?power)", re.I
)
_OF_FORCES = re.compile(
    rf"\W*(?:(?:and|or)\s+)?(?:\w+\s+){{0,2}}?(?:{_FORCE}|air ?power|all(?:y|ies))\b", re.I
)


def people_in(context: Context, mention: Mention) -> str | None:
    """The country whose people loose words name that the reader takes for an actor: "Russian and" of "Russian
    and regime jets", "Russian airpower". None where other words stand with it, or no forces are told of.
    """
    text, start, end = context.report.text, mention.span.start, mention.span.end
    found = context.knowledge.registry.peoples.find(text, start, end)
    if len(found) != 1 or _LINKED.match(text[end : end + 60]):
        return None
    own, beside = found[0], text[start : found[0].start] + " " + text[found[0].end : end]
    if not all(_LOOSE.fullmatch(word) for word in re.findall(r"[\w-]+", beside)):
        return None
    told = any(a.speaker.overlaps(mention.span) for a in context.reading.attributions)
    return own.ids[0] if not told and _OF_FORCES.match(text, own.end) else None


_AHEAD = re.compile(r"\b([A-Z]\w+) (?:and|or) (?:[A-Z]\w+ )?$")


def joined(context: Context, mention: Mention) -> list[Identity]:
    """The state named ahead in "Russian and regime bombing", "Russian and Syrian regime jets"."""
    if mention.kind is not MentionKind.ACTOR or (mention.name is None and " " in mention.span.text):
        return []
    start = mention.name.start if mention.name else mention.span.start
    ahead = _AHEAD.search(context.report.text[max(0, start - 40) : start])
    codes = context.knowledge.registry.peoples.ids(ahead[1]) if ahead else ()
    forces = context.knowledge.registry.forces(codes[0]) if codes else None
    return [identify(forces, context.scene.day, f"{mention.span.text!r} and {forces.name}")] if forces else []


def is_mission(context: Context, mention: Mention) -> bool:
    """Whether the country is named for its embassy or consulate, which stands for its government."""
    if mention.name is None:
        return False
    behind = context.report.text[mention.name.end : mention.name.end + 40]
    return _HOUSE_NAMED.search(mention.name.text) is not None or bool(_MISSION.match(behind))


def _placed(before: str) -> bool:
    """Whether the words ahead make the country a place: "in", "from", "in Kenya and", "the people of"."""
    joined = _JOINED.search(before)
    for words in (before, before[: joined.start()]) if joined else (before,):
        of = _OF.search(words)
        if _PLACED.search(words) or (of is not None and not _DEED_OF.search(of[1])):
            return True
    return False


def _apposed(context: Context, mention: Mention) -> bool:
    """Whether the country only says where the place ahead lies: "Cape Town, South Africa"."""
    lands = context.knowledge.registry.lands
    return any(
        other.kind is MentionKind.PLACE
        and other.name is not None
        and 0 < mention.span.start - other.span.end <= len(", ")
        and context.report.text[other.span.end : mention.span.start] == ", "
        and not lands.ids(other.name.text)
        for other in context.reading.mentions
    )
