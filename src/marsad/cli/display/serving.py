"""The body of ``marsad desk``."""

from __future__ import annotations

import contextlib
import socket
import threading
import webbrowser
from pathlib import Path

import uvicorn

from marsad.cli.display.deciding import login
from marsad.cli.display.together import bring_together
from marsad.cli.exits import Exit
from marsad.cli.problems import CliError
from marsad.cli.session import Session, user_files
from marsad.desk.app import create_app
from marsad.desk.render import VENDOR
from marsad.desk.settings import Settings
from marsad.knowledge.actors import Registry
from marsad.ledger import Ledger


def serve(  # noqa: PLR0913, PLR0917 - one for each option
    session: Session, ledger: str, host: str, port: int, browser: bool, by: str, actors: tuple[Path, ...]
) -> None:
    """Serve the desk until it is interrupted. Raises CliError and LedgerError."""
    files = user_files(actors)
    taken = _listen(host, port)
    port = taken.getsockname()[1]
    settings = Settings(ledger, host, port, by or login(), files.actors, files.regions, files.frames)
    with Ledger.open(ledger, create=False) as opened:  # pages settle only what little comes in later
        bring_together(opened, session, Registry.load(files.actors))
    app = create_app(settings)
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    if not VENDOR.is_dir():
        session.err.print(
            "The desk's map and fonts are not here: they come with the released package, and into a clone by "
            "`pip install -e .` where Node 20 is installed.",
            soft_wrap=True,
        )
    session.err.print(f"The desk is open at {address} (Ctrl-C ends it).", soft_wrap=True)
    if browser:
        threading.Timer(0.4, webbrowser.open, [address]).start()
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[taken])


def _listen(host: str, port: int) -> socket.socket:
    """A socket on ``host`` and ``port``. Raises CliError where they are taken or not this machine's."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise CliError(
            f"{host}:{port} cannot be served on ({error.strerror or error}); name another with --port",
            Exit.USAGE,
        ) from error
    return made
