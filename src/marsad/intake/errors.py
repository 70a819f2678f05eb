"""What intake says when an input cannot be read: the reason and the remedy."""

from __future__ import annotations

from dataclasses import dataclass


class IntakeError(Exception):
    """An input that cannot be read; ``reason`` says what is wrong with it, ``remedy`` what to do about it."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason}; {remedy}")
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Skipped:
    """An item that was passed over; the run goes on. ``source`` names it as a report's source would."""

    source: str
    reason: str
    remedy: str

    @classmethod
    def because(cls, source: str, error: IntakeError) -> Skipped:
        return cls(source, error.reason, error.remedy)

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}; {self.remedy}"
