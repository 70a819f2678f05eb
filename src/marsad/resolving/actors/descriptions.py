"""Descriptions of armed actors ("the rebels", "pro-government gunmen"): what their words can mean."""

from __future__ import annotations

import re

from marsad.model.actor import ActorKind

REBELS = frozenset({ActorKind.REBEL_GROUP, ActorKind.JIHADIST_GROUP, ActorKind.MILITIA})
STATES = frozenset(
    {ActorKind.STATE_FORCE, ActorKind.FOREIGN_FORCE, ActorKind.COALITION, ActorKind.GOVERNMENT}
)
VOICES = frozenset({ActorKind.MEDIA, ActorKind.MONITOR, ActorKind.HUMANITARIAN})
"""Those who report and help: no pronoun or description of fighters means them, and no deed is theirs."""

_ARTICLES = re.compile(
    r"^(?:(?:the|a|an|these|those|this|that|some|several|many|various|different|its|their|other|another"
    r"|both|all|at least|more than|about|around|over"
    r"|up to|nearly|almost|dozens of|hundreds of|number of|group of|groups of|[\d,.]+|one|two|three|four"
    r"|five|six|seven|eight|nine"
    r"|ten|eleven|twelve|so-called|suspected|alleged)\s+)+",
    re.I,
)
_CIVIC = re.compile(
    r"\b(?:rights|aid|relief|humanitarian|monitoring|monitor|activist|activists|advocacy|media|campaign"
    r"|watchdog|charity|civil|lobby"
    r"|news|research|medical|ethnic|religious|age|working|parliamentary|women's|youth|support)(?:\s+\w+)?$",
    re.I,
)
_GATHERED = frozenset(
    "group groups organisation organisations organization organizations unit convoy convoys".split()
)
_PRO_STATE = re.compile(
    r"^(?:local |allied |\w+ )?(?:pro-government|pro-regime|progovernment|loyalist|government-allied"
    r"|government-backed|regime-backed"
    r"|state-backed|pro-army|army-backed|government-aligned|pro-state) (?:\w+ )?"
    r"(?:militias?|militiam[ae]n|gunm[ae]n|paramilitar(?:y|ies)|armed groups?|vigilantes?)$",
    re.I,
)
PRO_STATE = "pro-government militias"
"""What unnamed militias are called that fight for a state."""
_ALLIED = re.compile(
    r"^(?:allied|loyal|affiliated) (?:militias?|militiam[ae]n|paramilitar(?:y|ies)|gunmen|fighters|forces)$",
    re.I,
)
_KIN_BEFORE = re.compile(
    r"\b(?:branch|affiliate|offshoot|franchise|allegiance|ties|links|allied|linked|affiliated"
    r"|designated)\s+(?:of|from|to|with|by)\s+(?:the\s+)?$",
    re.I,
)
_KIN_BEHIND = re.compile(
    r"^(?:['’]s|s['’]?|['’])?\s+(?:former\s+|official\s+|local\s+)?(?:\w+\s+)?(?:affiliate|branch"
    r"|offshoot|franchise|breakaway)\b",
    re.I,
)
_COLLECTIVE = frozenset("unit group coalition alliance force front brigade faction squad team".split())
_SIDEWAYS = frozenset("side sides front fronts wing wings".split())
_OFFICE = re.compile(
    r"\b(?:attorney|solicitor|secretary|consul|director|inspector|surgeon)[- ]general\b", re.I
)
"""Offices that are no generals of any army."""
_NOBODY = frozenset(
    "gunman gunmen attacker attackers assailant assailants militant militants fighter fighters terrorist "
    "terrorists group groups "
    "sniper snipers bomber bombers perpetrator perpetrators raider raiders infiltrator infiltrators".split()
) | {
    "militant group",
    "militant groups",
    "armed men",
    "armed man",
    "armed group",
    "armed groups",
    "suicide bomber",
    "suicide bombers",
    "suicide attacker",
}
_TERROR = re.compile(r"\bterror(?:ists?|ism)?\b", re.I)
_NO_ACTOR = frozenset(
    "member members leader leaders side sides chief suspect suspects party parties head front enemy ally "
    "allies force cell division "
    "wing unit units personnel convoy captive alliance coalition headquarter headquarters".split()
)


def bare(phrase: str) -> str:
    """A description without articles, numbers and hedges."""
    return _ARTICLES.sub("", phrase.strip()).strip()


def shorter_forms(phrase: str) -> list[str]:
    """The description and its shorter ends, longest first: "armed rebel groups", "rebel groups", "groups".

    Each earlier word with the head comes last, but first one that names many: "coalition military forces"
    are "coalition forces", whatever "military forces" are in that country.
    """
    words = bare(phrase).lower().split()
    ends = [" ".join(words[i:]) for i in range(len(words) - 1)]
    led = [f"{word} {words[-1]}" for word in words[:-2] if word in _COLLECTIVE]
    spread = [f"{word} {words[-1]}" for word in words[:-2]]
    return ends[:1] + led + ends[1:] + spread + words[-1:] + [" ".join(words[:-1])] * (len(words) > 1)


def is_civic(phrase: str, head: str) -> bool:
    """Whether a "group" is one that fights for nobody: "rights groups", "an aid organisation"."""
    if head not in _GATHERED:
        return False
    before = phrase[: len(phrase) - len(head)] if phrase.lower().endswith(head) else phrase
    return bool(_CIVIC.search(before.strip()))


_GUARDS = frozenset("guard guards guardsman guardsmen".split())
_GUARDS_OF_STATE = re.compile(
    r"\b(?:presidential|palace|republican|national|revolutionary|royal|imperial|honou?r|border|frontier|coast"
    r"|civil|army|military|state)\s+(?:\w+\s+)?guards?(?:m[ae]n)?$",
    re.I,
)
_NO_POLICE = re.compile(r"\b(?:military|army|naval|intelligence|air force)\s+(?:\w+\s+)?officers?$", re.I)
_CIVIL_SERVICE = re.compile(
    r"\b(?:prison|customs|immigration|medical|press|health|welfare|liaison)\s+(?:\w+\s+)?(?:officers?|guards?)$",
    re.I,
)


_OFFICE_WORDS = frozenset(
    "presidential republican national civil border coast royal treasury special rapid central internal "
    "public state army armed air force forces guard guards police defence defense security navy "
    "military support intelligence service services corps gendarmerie guardsmen guardsman".split()
)
_COMMON_WORDS = _OFFICE_WORDS | frozenset(
    "law enforcement command headquarters staff general joint task team teams unit units patrol counter "
    "terrorism antiterrorist anti terrorist operation operations operational federal local northern southern "
    "eastern western popular people s emergency response reaction homeland administration authority "
    "authorities agency committee combined maritime coalition resistance front belt elite brigade brigades "
    "battalion regiment division of and the for uprising volunteers volunteer fighters".split()
)
"""Words that name services and fronts in many wars."""
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth")


OWNED = re.compile(r"(?:its|their)\s", re.I)
"""What opens a description of somebody's own: "its aircraft", "their fighters"."""


def is_office(name: str) -> bool:
    """Whether a name is made of words that every state has for its services: "National Guard"."""
    return all(w.lower() in _OFFICE_WORDS for w in re.findall(r"\w+", name))


def is_common(name: str) -> bool:
    """Whether a name has no word of its own: "Federal Police", "Southern Front", "8th Brigade"."""
    words = [w.lower() for w in re.findall(r"\w+", name)]
    return len(words) > 1 and all(w in _COMMON_WORDS or _NUMBER.fullmatch(w) for w in words)


def guards_nobody_knows(phrase: str, head: str) -> bool:
    """Whether guards are those of a bank, camp or person, and no state's: "two security guards".

    So are officers who bear no arms for a state: "customs officers".
    """
    guards = bool(head) and head.rsplit(maxsplit=1)[-1] in _GUARDS
    return (guards and not guards_of_state(phrase)) or _CIVIL_SERVICE.search(phrase) is not None


def guards_of_state(phrase: str) -> bool:
    """Whether guards are soldiers by their name: "presidential guards", "the border guard"."""
    return _GUARDS_OF_STATE.search(phrase) is not None


def may_be_police(phrase: str) -> bool:
    """Whether "officers" of whom no more is said can be police."""
    return _NO_POLICE.search(phrase) is None


def tells_kin(before: str, behind: str) -> bool:
    """Whether a name only says whose kin somebody is: "the Syrian branch of X", "X's former affiliate"."""
    return bool(_KIN_BEFORE.search(before) or _KIN_BEHIND.match(behind))


_BRANCH_BEFORE = re.compile(
    r"(?:[\w-]+\s+)?(?:branch|affiliate|offshoot|franchise)\s+of\s+(?:the\s+)?$", re.I
)


def branch_told(before: str, behind: str) -> str | None:
    """The words around a name that make it a branch of whom it names, None where they do not: "Syrian branch
    of", "'s former Syrian affiliate".
    """
    told = _BRANCH_BEFORE.search(before) or _KIN_BEHIND.match(behind)
    return told[0] if told else None


def opens_anew(phrase: str, head: str) -> bool:
    """Whether a collective without article "the" introduces somebody: "a unit", "a joint force"."""
    return head in _COLLECTIVE and phrase.lower().startswith(("a ", "an ", "another ", "one "))


def is_no_party(phrase: str, head: str) -> bool:
    """Whether the head is used for no actor: "the eastern side", "several fronts", "the attorney general"."""
    return (head in _SIDEWAYS and phrase.split()[-1:] == [head]) or bool(_OFFICE.search(phrase))


def pro_state(phrase: str, before: str) -> bool:
    """Unnamed militias that fight for the state; ``before`` is the text ahead ("the army and allied …")."""
    words = bare(phrase)
    return bool(_PRO_STATE.match(words)) or bool(
        _ALLIED.match(words) and re.search(r"\b(?:and|its|by)\s+(?:its\s+)?$", before)
    )


def names_nobody(words: str, head: str) -> bool:
    """Whether a bare description says of nobody who they are: "gunmen", "terrorist organisations"."""
    return (head in _NOBODY and len(words.split()) <= 2) or bool(_TERROR.search(words))


def tells_terror(phrase: str) -> bool:
    """Whether the words call somebody a terrorist, which states say of all who fight them."""
    return bool(_TERROR.search(phrase))


def is_local_actor(head: str) -> bool:
    """Whether an unknown description can stand for an actor of the report's own."""
    return head not in _NO_ACTOR


def can_mean(classes: frozenset[str], head: str, kind: ActorKind) -> bool:
    """Whether a description of these noun classes can mean an actor of this kind."""
    if head in {"coalition", "alliance"}:
        return kind in {ActorKind.COALITION, *REBELS} and kind is not ActorKind.JIHADIST_GROUP
    if "jihadist" in classes:
        return kind is ActorKind.JIHADIST_GROUP
    if "rebel" in classes:
        return kind in {ActorKind.REBEL_GROUP, ActorKind.JIHADIST_GROUP}
    if classes & {"state", "aircraft"}:
        return kind in STATES
    if "government" in classes:
        return kind is ActorKind.GOVERNMENT
    if head in {"force", "forces"}:
        return kind in STATES or kind in REBELS
    return kind in REBELS
