"""Figures of harm and the words that tell them."""
