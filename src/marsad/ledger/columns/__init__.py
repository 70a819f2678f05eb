"""What lists and counts are chosen by, in columns of numbers that are kept in memory: a filter is answered in
milliseconds there, however common the words that meet it.

``codes.py`` gives numbers to words, ``facts.py`` holds the events of settled incidents, ``meeting.py`` finds
those that are asked for, ``keeping.py`` reads again what changed. The gists that counts are made of stand in
``series/stock.py``, and ``ledger/memory.py`` keeps both for a ledger.
"""
