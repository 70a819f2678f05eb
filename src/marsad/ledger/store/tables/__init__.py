"""The tables of the ledger.

Kept for good: ``reports.py`` has reports and their readings, ``records.py`` what was read in them,
``decisions.py`` what reviewers decided. What follows from these can be made anew at any time: the reading of
a report as reviewed (``reviewed_of`` names the reader's own), ``report.current``, the facts by which events
are found (``facts.py``) and the incidents of all reports together (``incidents.py``). ``sharing.py`` is of
the desk where it is shared. ``columns.py`` has what all tables share.
"""

from marsad.ledger.store.tables.columns import METADATA
from marsad.ledger.store.tables.decisions import DECIDED_REPORT, DECISION
from marsad.ledger.store.tables.facts import EVENT_FACT, EVENT_NAMING, NAMING
from marsad.ledger.store.tables.incidents import (
    DOUBT,
    INCIDENT,
    INCIDENT_CHANGE,
    INCIDENT_GIST,
    INCIDENT_POINT,
    LIKENESS,
    PENDING,
    STAMP,
    TELLING,
    TELLING_CELL,
)
from marsad.ledger.store.tables.records import (
    ACTOR,
    CLAIM,
    CONTROL,
    EVENT,
    HARM,
    LASTING,
    PARTICIPANT,
    PLACE,
    SEIZED,
)
from marsad.ledger.store.tables.reports import READING, REMOVED, REPORT, SPAN, TEXT
from marsad.ledger.store.tables.sharing import ACCOUNT, ACCOUNT_SESSION, READER_REPLY

__all__ = [
    "ACCOUNT",
    "ACCOUNT_SESSION",
    "ACTOR",
    "CLAIM",
    "CONTROL",
    "DECIDED_REPORT",
    "DECISION",
    "DOUBT",
    "EVENT",
    "EVENT_FACT",
    "EVENT_NAMING",
    "HARM",
    "INCIDENT",
    "INCIDENT_CHANGE",
    "INCIDENT_GIST",
    "INCIDENT_POINT",
    "LASTING",
    "LIKENESS",
    "METADATA",
    "NAMING",
    "PARTICIPANT",
    "PENDING",
    "PLACE",
    "READER_REPLY",
    "READING",
    "REMOVED",
    "REPORT",
    "SEIZED",
    "SPAN",
    "STAMP",
    "TELLING",
    "TELLING_CELL",
    "TEXT",
]
