"""Sub-types by how they are told of: which stand for one another, and which are rare enough to know a
happening by.
"""

from __future__ import annotations

ALIKE = frozenset(
    frozenset(pair)
    for pair in (
        ("Air/drone strike", "Chemical weapon"),
        ("Remote explosive/landmine/IED", "Suicide bomb"),
        ("Air/drone strike", "Shelling/artillery/missile attack"),
        ("Armed clash", "Government regains territory"),
        ("Armed clash", "Non-state actor overtakes territory"),
        ("Attack", "Air/drone strike"),
        ("Attack", "Shelling/artillery/missile attack"),
        ("Attack", "Suicide bomb"),
        ("Attack", "Armed clash"),
    )
)
"""Sub-types under which reports tell one happening."""

RARE = frozenset(
    ("Chemical weapon", "Suicide bomb", "Agreement", "Government regains territory", "Sexual violence",
     "Non-state actor overtakes territory", "Non-violent transfer of territory", "Grenade", "Mob violence",
     "Headquarters or base established", "Disrupted weapons use")
)  # fmt: skip
"""Sub-types of which one place rarely sees two in a few days."""
