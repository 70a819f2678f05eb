"""What the ledger holds, in the formats of the field, each cell traceable and each loss told.

``formats.py`` lists the formats; each has a file of its own that says column by column what stands there and
what it comes from. ``facts.py``, ``parties.py`` and ``deaths.py`` work out what several formats need.
``write.py`` writes a file with its loss report (``loss.py``) and its trace (``trace.py``) beside it.
"""
