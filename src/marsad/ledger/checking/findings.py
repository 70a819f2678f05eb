"""What a check of the ledger tells: what was looked at, how much of it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

_TOLD = 50
"""So many faults of one check are told one by one; the others are only counted."""


class Remedy(StrEnum):
    """What to do about a fault."""

    RESTORE = (
        "put back a backup; or make a new ledger and `marsad import` this one into it, which takes all that "
        "is whole and names the rest"
    )
    REPAIR = "run `marsad check --repair`: it makes this anew, and touches no report and no decision"
    LOOK = "look at the report: no reading has that record any more; decide anew, or reverse the decision"
    ACCOUNT = (
        "remove the account with `marsad user remove` and add it anew; replies can be rejected on the desk"
    )


RECORDS = "records, put together"
PAGES = "pages of the file"
UNREADABLE = (PAGES, RECORDS)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, with the record that it is about."""

    where: str
    what: str


@dataclass
class Checked:
    """One check. ``grave`` is False where what is found is to be known and is no fault of the ledger."""

    name: str
    remedy: Remedy
    grave: bool = True
    looked_at: int = 0
    found: int = 0
    faults: list[Fault] = field(default_factory=list)
    """The first of those found."""


class Findings:
    """All checks, in the order in which they were made."""

    def __init__(self, tell: Callable[[str, int], None] | None = None) -> None:
        self.checks: dict[str, Checked] = {}
        self._tell = tell

    def begin(self, name: str, remedy: Remedy, grave: bool = True) -> None:
        self.checks[name] = Checked(name, remedy, grave)

    def count(self, name: str, more: int) -> None:
        checked = self.checks[name]
        checked.looked_at += more
        if self._tell:
            self._tell(name, checked.looked_at)

    def fault(self, name: str, where: str, what: str) -> None:
        checked = self.checks[name]
        checked.found += 1
        if len(checked.faults) < _TOLD:
            checked.faults.append(Fault(where, what))

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not any(c.found for c in self.checks.values() if c.grave)

    @property
    def readable(self) -> bool:
        """Whether all records come together, so that what follows from them can be made anew."""
        return not any(self.checks[name].found for name in UNREADABLE if name in self.checks)
