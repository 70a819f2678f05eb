"""The whole ledger in one file: for safe-keeping, for a colleague, for another database.

An archive is a zip of JSON lines (ASCII) with a manifest. ``lines.py`` is the form of one line,
``writing.py`` and ``reading.py`` the file. Derived tables are not in it.
"""

from marsad.ledger.archive.manifest import ArchiveDamaged, Manifest, Part
from marsad.ledger.archive.reading import Archive, is_archive, read
from marsad.ledger.archive.writing import write

__all__ = ["Archive", "ArchiveDamaged", "Manifest", "Part", "is_archive", "read", "write"]
