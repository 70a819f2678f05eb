"""``marsad user``: who may log in at a shared desk."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.cli import options

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Who may log in at a desk that others reach (`marsad desk --host`), and what they may do there.\n\n"
    "A reader sees everything and changes nothing; a reviewer decides, adds reports and answers replies; an "
    "admin looks after the accounts too. Accounts lie in the ledger, and in no export of it.\n\n"
    "\b\nExamples:\n"
    "  marsad user add Amal --role admin\n"
    "  marsad user add Omar --role reviewer\n"
    "  marsad user list",
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The account's name; it stands in decisions.")]
NewRole = Annotated[str, typer.Argument(metavar="ROLE", help="reader, reviewer or admin.")]
RoleName = Annotated[str, typer.Option("--role", metavar="ROLE", help="reader, reviewer or admin.")]
FromStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Take the password from standard input: its first line.")
]


@app.command("add")
def add(
    context: typer.Context, name: Name, role: RoleName = "reader", password_stdin: FromStdin = False,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
) -> None:  # fmt: skip
    """Add an account; its password is asked for twice and not shown.

    \b
    Examples:
      marsad user add Amal --role admin
      pass show desk/omar | marsad user add Omar --role reviewer --password-stdin
    """
    from marsad.cli.display.users import add_user  # noqa: PLC0415 - help need not wait for the ledger

    add_user(context.obj, ledger, name, role, password_stdin)


@app.command("list")
def list_users(
    context: typer.Context, as_json: options.AsJson = False,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
) -> None:  # fmt: skip
    """List the accounts.

    \b
    Examples:
      marsad user list
      marsad user list --json
    """
    from marsad.cli.display.users import show_users  # noqa: PLC0415

    show_users(context.obj, ledger, as_json)


@app.command("role")
def role(
    context: typer.Context, name: Name, role: NewRole,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
) -> None:  # fmt: skip
    """Let somebody do more or less; it counts at once.

    \b
    Examples:
      marsad user role Omar admin
    """
    from marsad.cli.display.users import set_role  # noqa: PLC0415

    set_role(context.obj, ledger, name, role)


@app.command("password")
def password(
    context: typer.Context, name: Name, password_stdin: FromStdin = False,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
) -> None:  # fmt: skip
    """Set another password; whoever uses the account is logged out, and its tokens end.

    \b
    Examples:
      marsad user password Omar
    """
    from marsad.cli.display.users import set_password  # noqa: PLC0415

    set_password(context.obj, ledger, name, password_stdin)


@app.command("remove")
def remove(
    context: typer.Context, name: Name,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
) -> None:  # fmt: skip
    """Take an account away; what it decided stays, under its name.

    \b
    Examples:
      marsad user remove Omar
    """
    from marsad.cli.display.users import remove_user  # noqa: PLC0415

    remove_user(context.obj, ledger, name)
