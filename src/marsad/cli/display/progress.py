"""A bar that shows how far a long command is, where somebody watches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from marsad.cli.session import Session

Tell = Callable[[str, int, int | None], None]
"""Called with what is being done, how much of it is done, and of how much (None: nobody knows)."""


@contextmanager
def progress(session: Session) -> Iterator[Tell]:
    """A bar on the error output, which is gone when the block ends."""
    if not session.err.is_terminal:
        yield lambda what, done, total: None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Progress(*columns, console=session.err, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=None)

        def tell(what: str, done: int, total: int | None) -> None:
            bar.update(task, description=what, completed=done, total=total)

        yield tell
