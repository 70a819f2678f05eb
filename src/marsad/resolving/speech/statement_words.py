"""Words inside what somebody says that make it a threat, a promise, a denial or an accusation."""

from __future__ import annotations

import re

_HOSTILE = (
    r"(?:strike|attack|avenge|retaliate|revenge|punish|target|kill|hit|bomb|invade|storm|burn|behead"
    r"|execute|slaughter|shell|pay|"
    r"regret|suffer|shoot|hunt|turn|bear)"
)
_COMMITTED = (
    r"(?:fight|continue|defeat|liberate|retake|recapture|expel|drive|destroy|eliminate|crush|defend"
    r"|protect|resist|respond|stop|"
    r"allow|let|surrender|give|withdraw|leave|release|hand|respect|deliver|hold|advance|push|pursue"
    r"|cleanse|clear|win|prevail|rest|"
    r"tolerate|accept|retreat|abandon|lay|open|end|return|take|restore|keep|stand|confront|prevent"
    r"|halt|fail|never|not)"
)
_WILL = r"(?:['’]ll| will| shall| won['’]?t| wont| are going to| are determined to| intend to)"
_OURS = (
    r"(?:we|our (?:\w+ ){0,2}?(?:forces|fighters|army|troops|men|people|brothers|soldiers|units"
    r"|nation|partners)|i)"
)

HOSTILE = re.compile(
    rf"\b(?:to|will|shall|['’]ll|would) (?:be )?(?:\w+ly )?{_HOSTILE}\w*\b|\bretaliation\b|\brevenge\b", re.I
)
""" "vowed to strike", "sworn to avenge": a promise to harm is a threat."""
THREATENING = re.compile(
    rf"\b{_OURS}{_WILL} (?:\w+ly )?{_HOSTILE}\b|\bwill (?:pay|regret|burn|face (?:the )?consequences)\b"
    rf"|\bwill be (?:targeted|killed|punished|executed|attacked|shot|treated as)\b|\b(?:matter"
    rf"|question) of time\b|\bpreparing to (?:enter|attack|storm|invade)\b",
    re.I,
)
PROMISING = re.compile(
    rf"\b{_OURS}{_WILL} (?:\w+ly |also )?{_COMMITTED}\b|\b(?:they|it|the enemy"
    rf"|\w+){_WILL} be (?:expelled|defeated|driven|crushed|"
    r"eliminated|liberated|destroyed|routed|released|freed|restored)\b|\b(?:goal|aim"
    r"|objective) (?:was|is|of) (?:to )?(?:liberat|tak|retak|defeat|captur|expel)\w*"
    r"|\bwe continue to (?:fight|put pressure|strike|push|target)\b|\bwill (?:fail|be defeated)\b"
    r"|\bwe(?: are)? determined to\b",
    re.I,
)
DENYING = re.compile(
    r"\b(?:was|were|is|are|had|has|have) (?:not|never|nothing|no)\b(?: \w+){0,3}? (?:behind"
    r"|responsib\w+|involved|involvement|role|hand|part|to do with|used?|"
    r"target\w*|carried|connection)\b|\bdid not (?:carry out|use|target|attack|bomb|shell|strike)\b"
    r"|\bdoes not target\b",
    re.I,
)
REFUSING = re.compile(
    r"\bden(?:y|ied|ies|ying)\s+(?:(?!that\b|any\b)[\w'’-]+\s+){0,4}?(?:requests?|permission|access|entry|bail"
    r"|visas?|passage|treatment|medical|food|water|asylum|leave|the right|a hearing|a trial)\b",
    re.I,
)
"""What is refused to somebody is no denial: "denied the request", "denied reporters access"."""
ACCUSING = re.compile(
    r"\b(?:carried out|staged|committed|perpetrated|orchestrated|launched|dropped|caused|fired) by\b"
    r"|(?<!\bclaim )(?<!\bclaims )(?<!\bclaimed )(?<!\bclaiming )\bresponsib(?:le|ility) for\b"
    r"|\b(?:was|were|is|are) behind\b"
    r"|\b(?:had|has|have) (?:used|staged|violated|committed|killed|massacred|targeted)\b"
    r"|\bstaged the\b|\b(?:violat\w+|broken?|breach\w*) (?:(?:the|a|its|their) )?(?:\w+ )?"
    r"(?:cease-?fire|truce|agreement|cessation)\b"
    r"|\b(?:part of a|pursuing a) (?:\w+ )?(?:strategy|policy|plot)\b",
    re.I,
)
RESPONSIBILITY = re.compile(r"\bresponsib|\bcredit\b|\bbehind\b", re.I)
COMMENTING = re.compile(
    r"\b(?:we|i)(?:['’]ll| will) (?:see|know|have|need|comment|investigate|be|provide|wait|try)\b", re.I
)
DEEDS = re.compile(
    r"\b(?:attack|strike|raid|bomb|massacre|killing|shelling|violence|assault|offensive|aggression"
    r"|crime|murder|execution|act|blast|"
    r"siege|abduction|kidnap|weapon|action|claim|war)\w*",
    re.I,
)
OF_WAR = re.compile(
    r"\b(?:cease-?fires?|truces?|hostilities|fighting|bloodshed|bombings?|bombardment|shelling"
    r"|air ?strikes?|attacks?|sieges?|blockades?|(?:all|warring|both) (?:parties|sides|factions)|humanitarian"
    r"|evacuation|withdrawal|troops|no-?fly)\b",
    re.I,
)
"""What a demand is about that concerns the war, whoever makes it."""
NOBODY = re.compile(r"(?:no|neither|none)\b|nobody\b", re.I)
""" "No group has claimed responsibility": nobody speaks."""
_STRONG = re.compile(r"condemn|denounc|deplor|decr(?:y|ied)", re.I)


def condemns(cue: str, region: str) -> bool:
    """Whether a deed is condemned outright, whoever speaks: "UNICEF deplored the bombing"."""
    return _STRONG.search(cue) is not None and DEEDS.search(region) is not None


VERBAL = tuple(
    "accus blam deni deny claim vow promis pledg swor threaten demand condemn denounc reject".split()
)
"""What the words of a statement begin with, where a verb tells it."""
