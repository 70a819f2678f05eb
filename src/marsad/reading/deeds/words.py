"""Verbs around the nouns of deeds, and what they say of their subjects."""

from __future__ import annotations

LIGHT = frozenset(
    """
    launch launches launched launching carry carries carried carrying conduct conducts conducted
    conducting mount mounts mounted mounting stage staged wage waged waging commit commits committed
    committing perpetrate perpetrated unleash unleashed start started begin began begun resume
    resumed renew renewed renews renewing intensify intensified escalate escalated continue
    continued make made making undertake undertaken undertook execute executed orchestrate
    orchestrated lead led leading plot plotted direct directed step stepped impose imposed deliver
    delivered set lay laid open opened use used using trigger triggered detonate detonated fire
    fired firing drop dropped dropping plant planted hold held
    """.split()
)
""" "carried out a raid", "mounted an attack": whoever is their subject does what the noun names."""


SUFFERING = frozenset(
    """
    suffer suffered sustain sustained face faced facing repel repelled repelling repulse repulsed
    thwart thwarted foil foiled survive survived escape escaped come came undergo underwent
    witness witnessed see saw
    """.split()
)
""" "repelled an attack", "came under fire": whoever is their subject undergoes what the noun names."""


ATTRIBUTED = {"blamed": "on", "attributed": "to", "claimed": "by", "ordered": "by", "backed": None}
"""Verbs behind a deed that name who did it, each with the preposition before him; None: they name nobody."""
