"""Counting what the ledger holds: by stretch of time, by place, actor or kind; no number is made up.

``subjects.py`` says what is counted, ``gist.py`` takes of it what counting needs, ``stock.py`` holds that in
columns, ``counted.py`` puts it in groups, ``periods.py`` cuts time, ``tally.py`` adds up, ``asking.py`` puts
a ledger before them. ``notes.py`` says what must stand beside the numbers, ``naming.py`` what they are
called; ``cells.py`` has them as records.
"""

from marsad.ledger.series.asking import Counting, Tallied
from marsad.ledger.series.periods import By, Period, TooManyPeriods
from marsad.ledger.series.subjects import Measure, Per
from marsad.ledger.series.tally import OTHERS, UNKNOWN, Amount, Series, Stretch

__all__ = [
    "OTHERS",
    "UNKNOWN",
    "Amount",
    "By",
    "Counting",
    "Measure",
    "Per",
    "Period",
    "Series",
    "Stretch",
    "Tallied",
    "TooManyPeriods",
]
