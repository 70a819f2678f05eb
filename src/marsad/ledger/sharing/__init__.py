"""A desk that several people share: accounts, who is logged in, and what readers wrote.

All of it is this ledger's own: no archive, export or import holds it. ``accounts.py`` is who may log in,
``passwords.py`` how passwords are kept, ``sessions.py`` who has logged in, ``replies.py`` what readers wrote,
``masking.py`` how names of victims are withheld.
"""

from marsad.ledger.sharing.accounts import Account, Accounts, Role
from marsad.ledger.sharing.errors import AccountRefused, ReplyRefused
from marsad.ledger.sharing.replies import Replies, Reply, Written
from marsad.ledger.sharing.sessions import Session, Sessions

__all__ = [
    "Account",
    "AccountRefused",
    "Accounts",
    "Replies",
    "Reply",
    "ReplyRefused",
    "Role",
    "Session",
    "Sessions",
    "Written",
]
