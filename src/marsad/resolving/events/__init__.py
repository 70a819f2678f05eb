"""Drafts of one sentence, and how they become events."""
