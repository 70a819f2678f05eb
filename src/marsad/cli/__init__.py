"""The command line: ``marsad read``, ``show``, ``events``, ``export``, ``trace`` and the rest.

One file a verb holds its options and help; ``app.py`` puts them together and tells errors; ``reading/`` runs
``marsad read``; ``display/`` makes records and tables readable.
"""

from marsad.cli.app import main

__all__ = ["main"]
