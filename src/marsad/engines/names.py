"""The engines there are, by the names that users give them."""

from __future__ import annotations

from enum import StrEnum


class EngineName(StrEnum):
    PROCESSES = "processes"
    RAY = "ray"
