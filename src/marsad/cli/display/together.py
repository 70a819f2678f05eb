"""The events of new reports brought together as incidents before anybody asks for them, with a bar."""

from __future__ import annotations

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from marsad.cli.session import Session, user_files
from marsad.knowledge.actors import Registry
from marsad.ledger import Ledger


def known_actors() -> Registry:
    """The registry with the user's own actors. All commands use it, so that incidents are made once."""
    return Registry.load(user_files().actors)


def bring_together(ledger: Ledger, session: Session) -> Registry:
    """Settle what waits, and give the registry by which that was done."""
    registry = known_actors()
    if not session.err.is_terminal:
        ledger.settle(registry)
        return registry
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=session.err, transient=True) as bar:
        task = bar.add_task("bringing events together", total=None, visible=False)

        def tell(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, visible=done < total)

        ledger.settle(registry, tell)
    return registry
