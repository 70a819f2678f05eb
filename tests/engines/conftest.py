"""Ledgers on both stores, as the ledger's own tests have them."""

from tests.cli.conftest import home, marsad
from tests.ledger.conftest import place, server

__all__ = ["home", "marsad", "place", "server"]
