"""Between intake and the reader: which reports are worth reading, and which say what another said already.

``sieve.py`` drops what cannot hold an event of a war (language, length, page furniture, subject);
``topic.py`` is the small classifier behind the subject. ``copies.py`` finds reprints by ``shingles.py``;
``lending.py`` gives a copy the record of its original, as far as their texts agree. ``sifting.py`` puts these
in one pass over reports, ``groups.py`` finds all copies of a crawl at once. Nothing here keeps a file or a
connection; the state of a pass is small and can be merged with another's.
"""

from marsad.sieving.copies import Copies, Fingerprint, fingerprint
from marsad.sieving.lending import lend
from marsad.sieving.sieve import EXPLAINED, Judge, KeepAll, Reason, Scope, Sieve, Verdict, judge_for
from marsad.sieving.sifting import Copy, Dropped, Sifter, Sifting
from marsad.sieving.topic import SieveDamaged

__all__ = [
    "EXPLAINED",
    "Copies",
    "Copy",
    "Dropped",
    "Fingerprint",
    "Judge",
    "KeepAll",
    "Reason",
    "Scope",
    "Sieve",
    "SieveDamaged",
    "Sifter",
    "Sifting",
    "Verdict",
    "fingerprint",
    "judge_for",
    "lend",
]
