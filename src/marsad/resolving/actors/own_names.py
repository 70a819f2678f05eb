"""Groups that a report names and the registry does not know: "the Red Dawn Front", "Movement for Justice".

Wars that nobody has listed have actors of their own. A run of capitalised words whose noun is one for a body
that may bear arms is such a name; the reader's kinds of actors tell a front that fights from a council that
does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from marsad.model.actor import ActorKind
from marsad.resolving.actors.descriptions import REBELS, bare, is_common, is_office

_BODIES = frozenset(
    "front army force forces movement brigade brigades battalion battalions militia militias guard guards "
    "resistance legion league union alliance coalition council command party group organisation "
    "organization faction gang cartel congress apparatus corps commandos rangers fighters vigilantes "
    "warriors lions eagles tigers hawks".split()
)
_FIGHTING = frozenset(
    "front army brigade brigades battalion battalions militia militias resistance legion guerrillas "
    "cartel".split()
)
"""Bodies that fight, whatever the reader makes of them."""
_LINKS = frozenset("of for the and de del la las los du des da do al el".split())
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_NUMBER = re.compile(
    r"\d|^(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|air|armou?red|infantry|mechani[sz]ed"
    r"|motori[sz]ed|airborne|mountain|artillery|marine|tank|commando)$",
    re.IGNORECASE,
)
"""Words of the names of an army's units."""
_ARMED = REBELS | {ActorKind.STATE_FORCE, ActorKind.FOREIGN_FORCE, ActorKind.COALITION}
_SURE = 0.5
_SHORT = re.compile(r"\s*\(\s*(?:the\s+)?([A-Z][A-Za-z-]{1,9})\s*\)")

_GROUPS = frozenset("brigade battalion tribe clan militia movement faction".split())
"""Heads of the names that armed groups give themselves: "the X Brigade"."""
_NUMBERED = re.compile(
    r"\d|^(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth|Air|Armou?red"
    r"|Infantry|Mechani[sz]ed|Motori[sz]ed|Airborne|Special|Rapid|Mountain|Artillery|Marine|Tank|Commando)$"
)


def group_named(phrase: str, head: str) -> str | None:
    """The proper name of a group that a phrase is, None where it describes one: "the Al-Hamra brigade".

    Numbers and arms of service name units of armies ("the 16th Brigade"), so they are no names here.
    """
    words = bare(phrase).split()
    if head not in _GROUPS or len(words) < 2 or words[-1].lower() != head:
        return None
    proper = [w for w in words[:-1] if re.match(r"(?:al-|ash-|an-)?[A-Z]", w)]
    named = len(proper) == len(words) - 1 and not is_office(" ".join(proper))
    return None if not named or any(_NUMBERED.search(w) for w in proper) else " ".join(words)


def proper_group(phrase: str) -> str | None:
    """The name of a body that a phrase is, without its article; None where it describes one or names no body.

    At least two words have capitals, one of which is no word that services of many states bear.
    """
    name = _ARTICLE.sub("", phrase.strip())
    words = name.split()
    capital = [w for w in words if w[:1].isupper()]
    if len(capital) < 2 or any(not w[:1].isupper() and w not in _LINKS for w in words[:-1]):
        return None
    led = len(words) > 2 and words[0].lower() in _BODIES and words[1] in {"of", "for"}
    if not (led or words[-1].lower() in _BODIES) or not words[-1][:1].isupper():
        return None
    if is_common(name) or any(_NUMBER.search(w) for w in words):
        return None
    return name


def kind_of_group(name: str, kinds: Mapping[ActorKind, float]) -> ActorKind | None:
    """What a named body is by the reader's probabilities; None where it rather bears no arms.

    Where the reader says nothing, bodies that fight by their noun are militias.
    """
    words = {w.lower() for w in re.findall(r"\w+", name)}
    armed = sum(kinds.get(k, 0.0) for k in _ARMED)
    if armed < _SURE and not (words & _FIGHTING and armed >= sum(kinds.values()) - armed):
        return None
    best = max(REBELS, key=lambda k: kinds.get(k, 0.0))
    return best if kinds.get(best, 0.0) > 0 else ActorKind.MILITIA


def short_form(text: str, end: int) -> str | None:
    """The letters that stand in brackets behind a name: "the Red Dawn Front (RDF)"."""
    match = _SHORT.match(text, end)
    return match[1] if match else None
