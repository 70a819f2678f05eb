"""Did it happen? The status that the words around a trigger give it."""

from __future__ import annotations

from marsad.model.reading import Status
from marsad.reading.deeds.triggers import Hit
from marsad.reading.grammar.sentence import Sentence
from marsad.reading.grammar.syntax import Syntax
from marsad.reading.grammar.verbs import VerbGroup

_THREATEN = frozenset(
    """
    threaten threatens threatened threatening vow vows vowed vowing pledge pledged swear swore
    promise promised promises warn warned warns
    """.split()
)
_PLAN = frozenset(
    """
    plan plans planned planning prepare prepares preparing prepared intend intends intended aim
    aims aimed aiming seek seeks sought seeking want wants wanted hope hopes hoped hoping expect
    expected expects ready poised set due agree agreed order ordered continue-to call urge called
    urged ask asked bid refuse refused need needs needed able unable likely decide decided
    consider considering
    """.split()
)
_TRY = frozenset(
    """
    try tries tried trying attempt attempts attempted attempting struggle struggled fail fails
    failed failing
    """.split()
)
_ATTEMPT_NOUNS = frozenset("attempt attempts bid plot effort efforts".split())
_GO_ON = frozenset("continue continues continued continuing keep keeps kept".split())
_ALLEGED = frozenset("alleged allegedly unconfirmed supposed supposedly purported purportedly".split())
_LASTING = frozenset("ongoing continued continuing continuous ceaseless unabated".split())
_UNDERWAY = frozenset("underway ongoing continuing raging".split())
_AIMS = frozenset(
    """
    goal goals aim aims aimed hope hopes intention intent plan plans prospect possibility risk
    purpose objective capable incapable way means idea dream chance
    """.split()
)
_IF = frozenset("if unless whether lest".split())
_HYPOTHETICAL = frozenset(
    """
    would could may might should can must wouldn't couldn't wouldnt couldnt can't cant cannot 'd
    shall
    """.split()
)
_FUTURE = frozenset("will 'll won't wont".split())
_PURPOSE_NOUNS = frozenset(
    """
    offensive operation operations campaign bid attempt effort efforts plan plans battle fight
    mission order orders attempts assault push campaigns goal aim
    """.split()
)


def status_of(syntax: Syntax, hit: Hit, verb: VerbGroup | None) -> Status | None:
    """The status of a trigger; None where the words deny the happening or only imagine it.

    ``verb`` is the group of a verbal trigger, or the one that a nominal trigger depends on.
    """
    sentence = syntax.sentence
    if _conditional(sentence, syntax, hit):
        return None
    if any(sentence.lower(k) in _ALLEGED for k in range(max(0, hit.start - 3), hit.start)):
        return Status.ALLEGED
    if not hit.verbal and sentence.lower(hit.start - 1) in {
        "no",
        "without",
        "any",
        "possible",
        "potential",
        "future",
        "further",
    }:
        return None
    if any(sentence.lower(k) in _TO_COME for k in range(max(0, hit.start - 2), hit.start)):
        return Status.PLANNED
    if not hit.verbal and _said_to_come(sentence, hit):
        return Status.PLANNED
    if not hit.verbal and any(
        sentence.lower(k) in {"failed", "attempted", "foiled", "thwarted"}
        for k in range(max(0, hit.start - 2), hit.start)
    ):
        return Status.ATTEMPTED
    if not hit.verbal and any(sentence.lower(k) in _LASTING for k in range(max(0, hit.start - 3), hit.start)):
        return Status.ONGOING
    if verb is None:
        return Status.HAPPENED
    if not hit.verbal and sentence.lower(verb.main) in _GO_ON and not verb.negated and not verb.modal:
        return Status.ONGOING
    if not hit.verbal and not verb.negated and not verb.modal and _underway(sentence, verb):
        return Status.ONGOING
    return _verb_status(syntax, hit, verb)


_TO_COME = frozenset("planned imminent upcoming expected looming threatened".split())


def _said_to_come(sentence: Sentence, hit: Hit) -> bool:
    """Whether a deed told by a noun is said to be still to come: "their invasion was imminent"."""
    behind = [sentence.lower(k) for k in range(hit.end, min(hit.end + 6, len(sentence.tokens)))]
    copula = next((n for n, word in enumerate(behind[:4]) if word in {"is", "are", "was", "were"}), None)
    return copula is not None and any(word in _TO_COME for word in behind[copula + 1 : copula + 3])


def _underway(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "the clashes are still underway", "fighting was under way"."""
    if sentence.lower(verb.main) not in {
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "remain",
        "remains",
        "raging",
        "continuing",
    }:
        return False
    behind = [sentence.lower(k) for k in range(verb.main, verb.end + 3)]
    return bool(_UNDERWAY.intersection(behind)) or "under way" in " ".join(behind)


def _verb_status(syntax: Syntax, hit: Hit, verb: VerbGroup) -> Status | None:
    if verb.negated or verb.modal in _HYPOTHETICAL:
        return None
    if verb.modal in _FUTURE:
        return Status.PLANNED
    if verb.form == "infinitive":
        return _infinitive_status(syntax, verb)
    if verb.form == "ing" and _aimed_at(syntax.sentence, verb):
        return Status.PLANNED
    governor = syntax.governor(verb) if verb.form == "ing" else None
    if governor is not None and governor.end >= verb.start - 2:
        if syntax.sentence.lower(governor.main) in _TRY:
            return Status.ATTEMPTED
        if governor.negated:
            return None
    return _finite_status(syntax.sentence, hit, verb)


def _aimed_at(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "the goal of taking back the whole country"."""
    before = sentence.lower(verb.start - 1)
    return before in {"of", "at", "for"} and sentence.lower(verb.start - 2) in _AIMS


def _finite_status(sentence: Sentence, hit: Hit, verb: VerbGroup) -> Status:
    word = sentence.lower(verb.main)
    if word in _TRY or (not hit.verbal and word in _PLAN and verb.form == "finite"):
        return Status.PLANNED
    if not hit.verbal and word in _THREATEN:
        return Status.THREATENED
    if verb.progressive and sentence.tag(verb.start) in {"VBP", "VBZ"}:
        return Status.ONGOING
    if any(sentence.lower(k) in _ALLEGED for k in range(verb.start, verb.end)):
        return Status.ALLEGED
    return Status.HAPPENED


def _infinitive_status(syntax: Syntax, verb: VerbGroup) -> Status | None:
    """ "threatened to invade", "plans to attack", "tried to storm", "managed to capture", "an offensive
    to retake".
    """
    sentence = syntax.sentence
    governor = syntax.governor(verb)
    before = sentence.lower(verb.start - 1)
    if before in _ATTEMPT_NOUNS:
        return Status.ATTEMPTED
    if before in _PURPOSE_NOUNS:
        return Status.PLANNED
    if governor is None:
        return Status.PLANNED
    word = sentence.lower(governor.main)
    if governor.negated:
        return None
    if word in _THREATEN:
        return Status.THREATENED
    if word in _TRY:
        return Status.ATTEMPTED
    if word in _GO_ON:
        return Status.ONGOING
    if word in {"began", "begun", "begins", "started", "managed", "went", "able", "proceeded"}:
        return Status.HAPPENED
    if word in _ALLEGED:
        return Status.ALLEGED  # "are alleged to have been used"
    if governor.end == verb.start and word in {
        "forced",
        "made",
        "used",
        "said",
        "believed",
        "reported",
        "thought",
        "known",
    }:
        return Status.HAPPENED
    return Status.PLANNED


def _conditional(sentence: Sentence, syntax: Syntax, hit: Hit) -> bool:
    """Whether the deed is a condition: "if X attacks", "had the drones hit the school"."""
    start, _ = syntax.clause_of(hit.start)
    if sentence.lower(0) in {"had", "were"}:
        comma = next((k for k in range(len(sentence)) if sentence.lower(k) == ","), len(sentence))
        rest = {sentence.lower(k) for k in range(comma, len(sentence))}
        if hit.start < comma and rest & {"would", "could", "might"}:
            return True
    return any(sentence.lower(k) in _IF for k in range(max(0, start - 1), hit.start))
