"""The whole ledger looked through: every id, every offset, every reference, and all that is derived.

``stored.py`` looks at what readers and reviewers gave, ``derived.py`` at what follows from it, ``kept.py`` at
what is kept of that so that lists are quick, ``shared.py`` at what a shared desk keeps, and ``repairing.py``
makes anew what follows. ``findings.py`` is what a check tells.
"""

from __future__ import annotations

from collections.abc import Callable

from marsad.ledger.checking import derived, kept, shared, stored
from marsad.ledger.checking.findings import Checked, Fault, Findings, Remedy
from marsad.ledger.checking.repairing import repair
from marsad.ledger.ledger import Ledger

__all__ = ["Checked", "Fault", "Findings", "Remedy", "check", "repair"]


def check(ledger: Ledger, tell: Callable[[str, int], None] | None = None) -> Findings:
    """Look everything through as it is now; nothing is changed, and others may write meanwhile.

    ``tell`` is called with the name of a check and how much it has looked at so far. Raises LedgerError where
    the file or server does not answer; a file whose pages do not hang together is a finding.
    """
    findings = Findings(tell)
    with ledger.snapshot() as connection:
        for look in (*stored.CHECKS, *derived.CHECKS, *kept.CHECKS, *shared.CHECKS):
            look(connection, findings)
    return findings
