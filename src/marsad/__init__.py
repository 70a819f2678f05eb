"""Marsad reads news reports of armed conflict and keeps a ledger of what they say happened."""

__version__ = "0.1.0"
