"""From frames and participants to ACLED's event type and sub-event type (ACLED codebook, 2023)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from marsad.knowledge.frames import Frame
from marsad.model.actor import ActorKind
from marsad.model.event import EventType
from marsad.model.reading import RoleName
from marsad.resolving.actors.resolve import CIVILIANS, Identity

TYPES = {
    sub_type: type_
    for type_, sub_types in {
        EventType.BATTLES: (
            "Armed clash", "Government regains territory", "Non-state actor overtakes territory",
        ),
        EventType.EXPLOSIONS: (
            "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
            "Remote explosive/landmine/IED", "Grenade",
        ),
        EventType.VIOLENCE_AGAINST_CIVILIANS: (
            "Sexual violence", "Attack", "Abduction/forced disappearance",
        ),
        EventType.PROTESTS: (
            "Peaceful protest", "Protest with intervention", "Excessive force against protesters",
        ),
        EventType.RIOTS: ("Violent demonstration", "Mob violence"),
        EventType.STRATEGIC_DEVELOPMENTS: (
            "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
            "Headquarters or base established", "Looting/property destruction",
            "Non-violent transfer of territory", "Other",
        ),
        EventType.STATEMENT: (
            "Threat", "Accusation", "Denial", "Claim of responsibility", "Demand", "Promise", "Condemnation",
        ),
    }.items()
    for sub_type in sub_types
}  # fmt: skip
"""The event type of each sub-event type."""

TAKEN = frozenset(("Government regains territory", "Non-state actor overtakes territory"))
"""The sub-types of land that changes hands by force."""
_STATE = frozenset((ActorKind.STATE_FORCE, ActorKind.GOVERNMENT, ActorKind.POLICE, ActorKind.FOREIGN_FORCE))
_HARM = frozenset(("kill", "die", "wound"))

_REMOTE = {
    sub_type: re.compile(pattern)
    for sub_type, pattern in {
        "Chemical weapon": (
            r"chemical|sarin|chlorine|nerve (?:agent|gas)|mustard gas|(?:toxic|poison) gas|napalm"
        ),
        "Suicide bomb": r"suicide|blew (?:him|her|them|it)sel|explosive (?:belt|vest)|martyrdom",
        "Air/drone strike": (
            r"air ?-?strike|air ?-?raid|war ?planes?|fighter jets?|\bjets?\b|helicopters?|drones?|barrel bomb"
            r"|(?:guided|glide|gliding|unguided) bombs?|aerial|from the air|\baircraft\b|bunker.bust"
            r"|gunships?|\bair force\b|\bair attacks?\b|\buavs?\b|\bstrikes\b"
        ),
        "Remote explosive/landmine/IED": (
            r"\bieds?\b|car bomb|truck bomb|roadside|land ?mines?|\bmines?\b|explosive device|booby"
            r"|bomb blast|\bblasts?\b|\bbombs?\b|detonat|explo"
        ),
        "Shelling/artillery/missile attack": (
            r"shell|mortar|rocket|missile|artillery|tank|howitzer|cannon|bombard|barrage"
        ),
        "Grenade": r"grenade",
    }.items()
}
"""Sub-types by the words for the weapon, in small letters; the most telling first."""


NO_WEAPON = "no weapon is named"
"""Reason of a sub-type that is only the commonest of its type."""


@dataclass(frozen=True, slots=True)
class Typing:
    """Event type and sub-event type, with what they rest on. ``generic`` marks types that yield to others."""

    type: EventType
    sub_type: str
    reason: str
    generic: bool = False


def type_of(
    frames: Sequence[Frame],
    parties: Mapping[RoleName, Sequence[Identity]],
    tools: str,
    sentence: str,
    country: str | None = None,
) -> Typing:
    """The type of a happening from all frames that tell it.

    ``tools`` are the words for the weapons used; ``country`` is the ISO2 of the place, where that is known.
    """
    lead = _leading(frames)
    agents = [i for i in parties.get(RoleName.AGENT, ()) if i != CIVILIANS]
    others = [*parties.get(RoleName.PATIENT, ()), *parties.get(RoleName.VICTIMS, ())]
    armed_others = [i for i in others if i.armed]
    if lead.id in {"take-place", "fall", "drive-out"}:
        return Typing(lead.type, territory(agents, armed_others, country), "territory changed hands")
    if lead.sub_type == "by weapon":
        weapon = remote_sub_type(f"{tools} {sentence}")
        if weapon is None:
            return Typing(lead.type, "Shelling/artillery/missile attack", NO_WEAPON)
        return Typing(lead.type, weapon, "by weapon")
    if lead.id == "strike":
        return Typing(
            lead.type, remote_sub_type(f"{tools} {sentence}") or lead.sub_type, "by weapon", generic=True
        )
    if (
        lead.id == "shell"
        and re.search(r"air ?strike|warplane|jets|air raid", sentence, re.I)
        and not re.search(r"shell|artillery|mortar|rocket", sentence, re.I)
    ):
        return Typing(lead.type, "Air/drone strike", "from the air")
    if lead.id == "shoot-down" and not re.search(
        r"war ?plane|jet|helicopter|aircraft|\bplane", sentence, re.I
    ):
        return Typing(
            EventType.STRATEGIC_DEVELOPMENTS, "Disrupted weapons use", "drones or missiles intercepted"
        )
    if lead.id in {"explosion", "bombing"}:
        from_the_air = lead.id == "bombing" and remote_sub_type(f"{tools} {sentence}") == "Air/drone strike"
        sub = "Suicide bomb" if _REMOTE["Suicide bomb"].search(sentence.lower()) else lead.sub_type
        return Typing(lead.type, "Air/drone strike" if from_the_air else sub, "explosion")
    if (
        lead.id == "offensive"
        and remote_sub_type(tools) == "Air/drone strike"
        and re.search(r"\braids?\b", sentence, re.I)
    ):
        return Typing(EventType.EXPLOSIONS, "Air/drone strike", "a raid by aircraft")
    if lead.type is EventType.PROTESTS:
        return _protest(lead, frames, sentence)
    if lead.id in {"attack", "under-attack", *_HARM}:
        if lead.id == "attack" and _strikes_abroad(agents, country, f"{tools} {sentence}"):
            return Typing(EventType.EXPLOSIONS, "Air/drone strike", "a state strikes abroad", generic=True)
        return _violence(frames, agents, others, tools, sentence)
    if lead.id == "abduct" and any(f.id in {"kill", "execute"} for f in frames):
        return Typing(lead.type, "Attack", "abducted and killed")
    return Typing(lead.type, lead.sub_type, f"frame {lead.id}", generic=lead.id in {"offensive", "advance"})


def _leading(frames: Sequence[Frame]) -> Frame:
    """The frame that says most: a particular deed before an attack, an attack before mere harm."""

    def rank(frame: Frame) -> int:
        if frame.id in _HARM:
            return 3
        if frame.id in {"attack", "under-attack", "strike", "offensive", "advance", "destroy"}:
            return 2
        return 1 if frame.id in {"clash", "bomb", "explosion"} else 0

    return min(frames, key=rank)


@lru_cache(maxsize=4096)
def remote_sub_type(words: str) -> str | None:
    """The ACLED sub-event type of remote violence that the words for the weapon tell; None without any."""
    small = words.lower()
    return next((sub_type for sub_type, pattern in _REMOTE.items() if pattern.search(small)), None)


def territory(agents: Sequence[Identity], losers: Sequence[Identity], country: str | None) -> str:
    """The sub-type of land taken in a country (ISO2); a clash where nobody is named.

    ACLED: a state regains what lies in its own country; taken abroad, it counts as overtaken. A coalition at
    home in the country is one of armed groups, one from abroad is of states.
    """
    states = [a for a in agents if a.kind in _STATE]
    if states and country is not None and all(a.country not in {None, country} for a in states):
        return "Non-state actor overtakes territory"
    owners = [i for i in losers if i.kind in _STATE and i.country in {None, country}]
    if agents and owners and not states:
        return "Non-state actor overtakes territory"
    coalitions = [a for a in agents if a.kind is ActorKind.COALITION]
    if states or any(a.country is None or country not in {None, a.country} for a in coalitions):
        return "Government regains territory"
    if agents:
        return "Non-state actor overtakes territory"
    if any(i.kind in _STATE for i in losers):
        return "Non-state actor overtakes territory"
    return "Government regains territory" if losers else "Armed clash"


_GROUND = re.compile(
    r"\b(?:ground|troops|soldiers|commandos?|special forces|infantry|clash\w*|gunmen|gunfire|ambush\w*"
    r"|snipers?|shell\w*|artillery|mortars?|rockets?|tanks?|checkpoint)\b",
    re.I,
)


def _strikes_abroad(agents: Sequence[Identity], country: str | None, words: str) -> bool:
    """Whether a state or coalition hits targets outside its country with no word of ground forces or guns."""
    if not agents or country is None or _GROUND.search(words):
        return False
    return all(
        a.kind is ActorKind.COALITION or (a.kind in _STATE and a.country not in {None, country})
        for a in agents
    )


def _protest(lead: Frame, frames: Sequence[Frame], sentence: str) -> Typing:
    if any(f.id in {"kill", "wound", "attack", "shell"} for f in frames) or re.search(
        r"opened fire|live (?:fire|ammunition|rounds)", sentence, re.I
    ):
        return Typing(lead.type, "Excessive force against protesters", "force against protesters")
    if re.search(r"tear gas|dispersed?|water cannon|arrest|detain|baton", sentence, re.I):
        return Typing(lead.type, "Protest with intervention", "protest dispersed")
    return Typing(lead.type, "Peaceful protest", "protest")


def _violence(
    frames: Sequence[Frame], agents: Sequence[Identity], others: Sequence[Identity], tools: str, sentence: str
) -> Typing:
    """ "attacked", "killed": remote violence by its weapon, a battle by its sides, else on civilians."""
    lead = _leading(frames)
    armed_others = [i for i in others if i.armed]
    remote = remote_sub_type(tools)
    if remote is None and (lead.id in _HARM or not (agents and armed_others)):
        remote = remote_sub_type(sentence)
    dropped = any(a.kind in _STATE for a in agents) and re.search(r"\bbombs?\b", tools, re.I)
    if remote == "Remote explosive/landmine/IED" and dropped:
        remote = "Air/drone strike"  # armies drop their bombs
    if remote is not None:
        return Typing(EventType.EXPLOSIONS, remote, "by weapon", generic=True)
    murder = any(f.id == "kill" for f in frames) and re.search(
        r"\b(?:murder|slaying|homicide|assassinat)", sentence, re.I
    )
    if armed_others and (agents or CIVILIANS not in others) and not murder:
        return Typing(EventType.BATTLES, "Armed clash", "both sides armed", generic=True)
    return Typing(EventType.VIOLENCE_AGAINST_CIVILIANS, "Attack", "civilians attacked", generic=True)
