"""The ledger: reports and what was read in them, appended and never changed.

``ledger.py`` is the interface; ``rows.py`` takes records apart and ``records.py`` puts them together again;
``filters.py``, ``queries.py`` and ``views.py`` are for asking; ``store/`` holds the tables and all that
touches the database, ``migrations/`` its history.
"""

from marsad.ledger.adding import Added, Kept
from marsad.ledger.errors import (
    AmbiguousReport,
    DecisionRefused,
    LedgerDamaged,
    LedgerError,
    LedgerFull,
    LedgerLocked,
    LedgerMissing,
    LedgerTooNew,
    LedgerUnreachable,
    LedgerUnwritable,
    NoSuchRecord,
    RecordRefused,
)
from marsad.ledger.filters import EventFilter
from marsad.ledger.incidents import Incident
from marsad.ledger.ledger import Ledger
from marsad.ledger.views import ActorRow, Counts, EventRow, PlaceRow, ReportHead

__all__ = [
    "ActorRow",
    "Added",
    "AmbiguousReport",
    "Counts",
    "DecisionRefused",
    "EventFilter",
    "EventRow",
    "Incident",
    "Kept",
    "Ledger",
    "LedgerDamaged",
    "LedgerError",
    "LedgerFull",
    "LedgerLocked",
    "LedgerMissing",
    "LedgerTooNew",
    "LedgerUnreachable",
    "LedgerUnwritable",
    "NoSuchRecord",
    "PlaceRow",
    "RecordRefused",
    "ReportHead",
]
