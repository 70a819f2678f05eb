"""Crawls: the stages run over more input than one process reads, with the same records out.

```
inputs → splits → documents → intake → sieve → reader → rows → a folder of records → ledger
         splits   intake      └──────── work ────────┘          ledger.archive.folder
```

``engine.py`` says what an engine is; ``one.py``, ``processes.py`` and ``cluster.py`` are the three there are,
and nothing outside this package knows which of them runs. All of them do the same to a split
(``splitting.py``): take it apart, have a process of its own (``guard.py``, ``child.py``) read each document
(``work.py``), and put the records away in files that have their names only when they are whole.
"""
