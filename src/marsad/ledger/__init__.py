"""The ledger: reports and what was read in them, appended and never changed.

``ledger.py`` is the interface, whose methods ``interface/`` has by subject; ``rows.py`` takes records apart
and ``records.py`` puts them together again; ``filters.py``, ``queries.py`` and ``views.py`` are for asking,
``search.py`` and ``fulltext/`` for asking by words of the texts; ``store/`` holds the tables and all that
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
    SeveralActors,
    UnknownActor,
)
from marsad.ledger.filters import EventFilter
from marsad.ledger.fulltext.question import BadSearch
from marsad.ledger.incidents import Incident
from marsad.ledger.ledger import Ledger
from marsad.ledger.memory import Memory
from marsad.ledger.search import Found, ReportFilter
from marsad.ledger.series import By, Counting, Measure, Per, Tallied, TooManyPeriods
from marsad.ledger.views import ActorRow, Counts, EventRow, PlaceRow, ReportHead

__all__ = [
    "ActorRow",
    "Added",
    "AmbiguousReport",
    "BadSearch",
    "By",
    "Counting",
    "Counts",
    "DecisionRefused",
    "EventFilter",
    "EventRow",
    "Found",
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
    "Measure",
    "Memory",
    "NoSuchRecord",
    "Per",
    "PlaceRow",
    "RecordRefused",
    "ReportFilter",
    "ReportHead",
    "SeveralActors",
    "Tallied",
    "TooManyPeriods",
    "UnknownActor",
]
