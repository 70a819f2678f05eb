"""What a map shows of a ledger: ``points.py`` and ``pinning.py`` keep where incidents lie, ``spots.py`` says
what of them a part of the map shows, ``holders.py`` who held which place from when to when.
"""
