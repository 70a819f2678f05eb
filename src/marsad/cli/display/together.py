"""The events of new reports brought together as incidents before anybody asks for them, with a bar."""

from __future__ import annotations

from marsad.cli.display.progress import progress
from marsad.cli.session import Session, user_files
from marsad.knowledge.actors import Registry
from marsad.ledger import Ledger


def known_actors() -> Registry:
    """The registry with the user's own actors. All commands use it, so that incidents are made once."""
    return Registry.load(user_files().actors)


def bring_together(ledger: Ledger, session: Session, registry: Registry | None = None) -> Registry:
    """Settle what waits, and give the registry by which that was done: this one, else all commands'."""
    registry = registry or known_actors()
    with progress(session) as tell:
        ledger.settle(registry, lambda done, total: tell("bringing events together", done, total))
    return registry
