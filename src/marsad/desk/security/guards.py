"""What a desk remembers while it runs, to tell people from machines that try."""

from __future__ import annotations

from marsad.desk.security.stamps import Stamps
from marsad.desk.security.throttle import Quota, Throttle


class Guards:
    """One for a desk."""

    def __init__(self) -> None:
        self.from_address = Throttle(free=10, longest=900)
        self.to_account = Throttle(free=5, longest=60)
        """A minute at most: who knows a colleague's name must not be able to keep them out."""
        self.replies = Quota(most=5, seconds=3600)
        self.stamps = Stamps()

    def wait(self, address: str, account: str) -> float:
        """Seconds to wait before a password for ``account`` may be tried from ``address``; 0 where it may be
        now, and then the try counts as failed until ``let_in``.
        """
        return self.from_address.begin(address) or self.to_account.begin(account)

    def let_in(self, address: str, account: str) -> None:
        """The try succeeded. Others that failed from that address still count: they may be of other names."""
        self.from_address.undo(address)
        self.to_account.succeeded(account)
