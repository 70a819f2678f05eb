"""The ledger itself: opened on a file or a server, added to, and asked."""

from __future__ import annotations

from marsad.ledger.interface.control import ControlLedger
from marsad.ledger.interface.counts import CountLedger
from marsad.ledger.interface.decisions import DecisionLedger
from marsad.ledger.interface.doubts import DoubtLedger
from marsad.ledger.interface.reports import ReportLedger


class Ledger(ReportLedger, CountLedger, ControlLedger, DecisionLedger, DoubtLedger):
    """Reports and what was read in them. A context manager; not to be shared between threads.

    Its methods stand in ``interface/`` by subject. Every one raises LedgerError where the file or server
    fails.
    """
