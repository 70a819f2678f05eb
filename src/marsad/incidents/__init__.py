"""Which events of several reports are one incident, who says so independently, and what they add up to.

Works on tellings (one event as one report tells it) and knows nothing of databases: the ledger hands tellings
in and keeps what comes out.
"""
