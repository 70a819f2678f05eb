"""Triggers: the words that tell of events, with their roles and status."""
