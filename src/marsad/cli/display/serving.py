"""The body of ``marsad desk``."""

from __future__ import annotations

import contextlib
import socket
import threading
import webbrowser
from dataclasses import dataclass
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
from marsad.ledger import Ledger

_NO_TLS = (
    "There is no TLS here: whoever is on the way reads passwords and reports. Put a server with TLS in "
    "front, such as Caddy or nginx, and start the desk with --behind-proxy; docs/desk-sharing.md shows how."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of the command as they were given."""

    ledger: str
    host: str
    port: int
    browser: bool
    by: str
    actors: tuple[Path, ...] = ()
    behind_proxy: bool = False
    allowed_hosts: tuple[str, ...] = ()
    mask_victims: bool = False


def serve(session: Session, asked: Asked) -> None:
    """Serve the desk until it is interrupted. Raises CliError, LedgerError and AccountRefused."""
    taken = _listen(asked.host, asked.port)
    settings = _settings(asked, taken.getsockname()[1])
    app = create_app(settings)
    with Ledger.open(asked.ledger, create=False) as ledger:  # pages settle only what little comes in later
        bring_together(ledger, session, app.state.workplace.knowledge.registry)
    app.state.workplace.jobs.only("count", app.state.workplace.look_ahead)
    host = f"[{asked.host}]" if ":" in asked.host else asked.host
    address = f"http://{host}:{settings.port}/"
    if not VENDOR.is_dir():
        session.err.print(
            "The desk's map and fonts are not here: they come with the released package, and into a clone by "
            "`pip install -e .` where Node 20 is installed.",
            soft_wrap=True,
        )
    if settings.shared and not settings.behind_proxy:
        session.err.print(_NO_TLS, soft_wrap=True)
    session.err.print(f"The desk is open at {address} (Ctrl-C ends it).", soft_wrap=True)
    if asked.browser:
        threading.Timer(0.4, webbrowser.open, [address]).start()
    # whom a request comes from is taken from its headers only where a proxy is known to set them
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, proxy_headers=settings.behind_proxy
    )
    server = uvicorn.Server(config)
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[taken])


def _settings(asked: Asked, port: int) -> Settings:
    files = user_files(asked.actors)
    return Settings(
        ledger=asked.ledger,
        host=asked.host,
        port=port,
        reviewer=asked.by or login(),
        actors=files.actors,
        regions=files.regions,
        frames=files.frames,
        allowed_hosts=asked.allowed_hosts,
        behind_proxy=asked.behind_proxy,
        mask_victims=asked.mask_victims,
    )


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
