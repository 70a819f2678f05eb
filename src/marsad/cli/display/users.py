"""The bodies of ``marsad user``."""

from __future__ import annotations

import getpass
import sys

from rich.table import Table

from marsad.cli.display.output import plain, print_json
from marsad.cli.exits import Exit
from marsad.cli.problems import CliError
from marsad.cli.session import Session
from marsad.ledger import Ledger
from marsad.ledger.sharing import Accounts, Role
from marsad.ledger.sharing.passwords import SHORTEST


def add_user(session: Session, where: str, name: str, role: str, from_stdin: bool) -> None:
    """Add, and say whether a desk can be shared now."""
    wanted = Role.named(role)
    with Ledger.open(where, create=False) as ledger:
        accounts = Accounts(ledger)
        made = accounts.add(name, wanted, _password(from_stdin))
        _say(session, f"{made.name} may log in as {made.role.word}.")
        if not accounts.has_admin():
            _say(session, "A shared desk needs an admin besides: `marsad user add NAME --role admin`.")


def show_users(session: Session, where: str, as_json: bool) -> None:
    with Ledger.open(where, create=False) as ledger:
        found = Accounts(ledger).all()
    if as_json:
        for one in found:
            print_json({"name": one.name, "role": one.role.word, "since": one.made_at.isoformat()})
        return
    if not found:
        _say(session, "Nobody may log in yet. Add an admin first: `marsad user add NAME --role admin`.")
        return
    table = Table("name", "role", "since", box=None, header_style="bold", padding=(0, 2, 0, 0))
    for one in found:
        table.add_row(plain(one.name), one.role.word, f"{one.made_at:%Y-%m-%d}")
    session.out.print(table)


def set_role(session: Session, where: str, name: str, role: str) -> None:
    wanted = Role.named(role)
    with Ledger.open(where, create=False) as ledger:
        _say(session, f"{Accounts(ledger).set_role(name, wanted).name} is {wanted.word} from now on.")


def set_password(session: Session, where: str, name: str, from_stdin: bool) -> None:
    with Ledger.open(where, create=False) as ledger:
        found = Accounts(ledger).set_password(name, _password(from_stdin))
    _say(session, f"{found.name} has a new password, and is logged out everywhere.")


def remove_user(session: Session, where: str, name: str) -> None:
    with Ledger.open(where, create=False) as ledger:
        found = Accounts(ledger).remove(name)
    _say(session, f"{found.name} cannot log in any more; what {found.name} decided stays.")


def _password(from_stdin: bool) -> str:
    """Asked for twice without echo, or the first line of standard input. Raises CliError."""
    if from_stdin:
        line = sys.stdin.readline().rstrip("\r\n")
        if not line:
            raise CliError("there is no password on standard input; give it as the first line", Exit.USAGE)
        return line
    if not sys.stdin.isatty():
        raise CliError("nobody is there to be asked for the password; use --password-stdin", Exit.USAGE)
    first = getpass.getpass(f"Password ({SHORTEST} characters or more): ")
    if getpass.getpass("Once more: ") != first:
        raise CliError("these were two different passwords; nothing was changed", Exit.USAGE)
    return first


def _say(session: Session, words: str) -> None:
    session.err.print(plain(words), soft_wrap=True)
