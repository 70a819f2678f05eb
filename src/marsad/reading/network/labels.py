"""What the network learns to tell: the kinds of happenings, their status, and the parts in them."""

from __future__ import annotations

SUB_TYPES = (
    "Armed clash",
    "Government regains territory",
    "Non-state actor overtakes territory",
    "Chemical weapon",
    "Air/drone strike",
    "Suicide bomb",
    "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED",
    "Grenade",
    "Sexual violence",
    "Attack",
    "Abduction/forced disappearance",
    "Peaceful protest",
    "Protest with intervention",
    "Excessive force against protesters",
    "Violent demonstration",
    "Mob violence",
    "Agreement",
    "Arrests",
    "Change to group/activity",
    "Disrupted weapons use",
    "Headquarters or base established",
    "Looting/property destruction",
    "Non-violent transfer of territory",
    "Other",
    "Threat",
    "Accusation",
    "Denial",
    "Claim of responsibility",
    "Demand",
    "Promise",
    "Condemnation",
)
"""Sub-event types of ACLED, then the kinds of statements, as the contract names them."""

STATUSES = ("happened", "ongoing", "threatened", "planned", "alleged", "denied", "attempted")

ROLES = (
    "a",
    "b",
    "civilian",
    "place",
    "time",
    "killed",
    "wounded",
    "captured",
    "displaced",
    "weapon",
    "seized",
    "speaker",
)
"""Parts in a happening. ``target`` counts as b, ``agent`` as a."""

KINDS = (
    "state force",
    "government",
    "rebel group",
    "jihadist group",
    "militia",
    "coalition",
    "foreign force",
    "civilians",
    "police",
    "monitor",
    "media",
    "humanitarian",
    "international organisation",
    "person",
    "other",
)
"""Kinds of actors, as the contract names them."""
