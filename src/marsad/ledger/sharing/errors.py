"""What cannot be done with accounts and replies, in words for whoever asked."""

from __future__ import annotations


class AccountRefused(ValueError):
    """A name, password or role that cannot be, or an account that is not there or must stay."""


class ReplyRefused(ValueError):
    """A reply that cannot be taken as it is, or that somebody has handled already."""
