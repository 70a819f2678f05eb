"""What hangs together: keys tied by pairs, directly or over others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable


def components(keys: Iterable[str], pairs: Iterable[Collection[str]]) -> list[list[str]]:
    """Every key in exactly one list; lists are sorted, and stand in the order of their first keys."""
    parent = {key: key for key in keys}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for pair in pairs:
        first, second = sorted(root(key) for key in pair)
        parent[second] = first
    members: dict[str, list[str]] = defaultdict(list)
    for key in sorted(parent):
        members[root(key)].append(key)
    return list(members.values())
