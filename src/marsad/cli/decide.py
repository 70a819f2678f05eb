"""``marsad decide``: what a reviewer judges of records; it wins over the reader and can be taken back."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from marsad.cli import options
from marsad.model.decision import Verb

# ruff: noqa: PLR0913, PLR0917 - each argument is an option of the command

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Confirm, correct, add, join, split or withdraw what was read; each decision keeps who and why.\n\n"
    "\b\nExamples:\n"
    '  marsad decide correct e3f9a when 2016-11-05 --why "the video is of Saturday"\n'
    '  marsad decide join e3f9a e77c1 --why "the same strike"\n'
    '  marsad decide withdraw e3f9a --why "a film review"',
)

Record = Annotated[str, typer.Argument(metavar="RECORD", help="Id of an event, statement or incident.")]
Records = Annotated[list[str], typer.Argument(metavar="RECORD...", help="Ids of events or incidents.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason; it is kept with the decision.")]
By = Annotated[
    str,
    typer.Option(
        "--by", metavar="NAME", envvar="MARSAD_REVIEWER", help="Who decides; else the name you log in with."
    ),
]

New = Annotated[
    bool, typer.Option("--new", help="Actors that the registry lacks are meant, and known by their name.")
]


@app.command("confirm")
def confirm(
    context: typer.Context, record: Record, why: Why = "", by: By = "",
    ledger: options.Ledger = options.DEFAULT_LEDGER,
) -> None:  # fmt: skip
    """Confirm a record: it stays although a later reader may miss it.

    \b
    Examples:
      marsad decide confirm e3f9a --why "checked against the hospital's list"
    """
    from marsad.cli.display.deciding import Desk  # noqa: PLC0415 - help need not wait for the ledger

    Desk(context.obj, ledger, by, why).of_all(Verb.CONFIRM, record)


@app.command("correct")
def correct(
    context: typer.Context,
    record: Record,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="What is wrong; see above.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help='What is right; "unknown" for nothing.')],
    why: Why = "",
    by: By = "",
    who: Annotated[
        str | None, typer.Option("--who", metavar="GROUP", help="Of a toll: civilians, children, an actor.")
    ] = None,
    new: New = False,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
) -> None:
    """Set a field of an event or of a statement of control.

    \b
    Fields of events:
      when        2016-11-05, 2016-11 or 2016-11-03..2016-11-05
      where       a place by name or gazetteer id: "Hama", geonames:170017
      type        an ACLED sub-event type: "Air/drone strike"
      status      happened, ongoing, threatened, planned, alleged, denied, attempted
      killed, wounded, captured, displaced, missing, surrendered
                  7, 5..9, or 5.. for at least 5; --who tells of which group,
                  or each number does: "5..9 civilians; 2 Free Syrian Army"
      a, b, civilian, target, agent
                  the actors of a side, by name or id: "Free Syrian Army; YPG"
      says        who says so: "Syrian Observatory for Human Rights"
    Fields of statements of control: where, actor, state, from, to

    \b
    Examples:
      marsad decide correct e3f9a killed 5..7 --who civilians --why "two died later"
      marsad decide correct e3f9a where geonames:170017 --why "Hama, not Hims"
    """
    from marsad.cli.display.deciding import Desk  # noqa: PLC0415

    Desk(context.obj, ledger, by, why).correct(record, field, value, who, new)


Figures = Annotated[
    str | None, typer.Option(metavar="FIGURES", help='As in "5..7 civilians; 2 Free Syrian Army".')
]


def _actors(name: str, who: str) -> Any:
    said = f'{who}, by name or id: "Free Syrian Army; YPG".'
    return typer.Option(f"--{name}", metavar="ACTORS", help=said)


@app.command("add")
def add(
    context: typer.Context,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="Id, source or name of the report.")],
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS...", help="Words of the report that tell it, or characters: 120..180."),
    ],
    type_: Annotated[
        str, typer.Option("--type", metavar="TYPE", help='ACLED sub-event type: "Air/drone strike".')
    ],
    when: Annotated[
        str | None, typer.Option("--when", metavar="DAYS", help="2016-11-05, 2016-11, or FIRST..LAST.")
    ] = None,
    where: Annotated[
        str | None, typer.Option("--where", metavar="PLACE", help="A place by name or gazetteer id.")
    ] = None,
    status: Annotated[
        str | None, typer.Option("--status", metavar="STATUS", help="happened if not told; alleged, ...")
    ] = None,
    a: Annotated[str | None, _actors("a", "Who attacked or acted")] = None,
    b: Annotated[str | None, _actors("b", "Whom they fought")] = None,
    civilian: Annotated[str | None, _actors("civilian", "Whom they harmed that fights for nobody")] = None,
    target: Annotated[str | None, _actors("target", "Whom a statement is about")] = None,
    agent: Annotated[str | None, _actors("agent", "Who threatens, accuses or promises")] = None,
    killed: Figures = None,
    wounded: Figures = None,
    captured: Figures = None,
    displaced: Figures = None,
    missing: Figures = None,
    surrendered: Figures = None,
    says: Annotated[
        str | None, typer.Option("--says", metavar="SPEAKERS", help="Who says so, parted by ;.")
    ] = None,
    new: New = False,
    why: Why = "",
    by: By = "",
    ledger: options.Ledger = options.DEFAULT_LEDGER,
) -> None:
    """Add an event that the report tells and the reader missed.

    The words are those that tell it, as they stand in the report. What is not given is unknown. Values are
    written as for `marsad decide correct`, which changes the event later.

    \b
    Examples:
      marsad decide add article "shelled the old market" --type "Shelling/artillery/missile attack"
      marsad decide add article 412..468 --type "Armed clash" --when 2016-11-05 --where Hama \\
        --a "Free Syrian Army" --b "Islamic State" --killed "5..7 Islamic State" --why "missed"
    """
    from marsad.cli.display.deciding import Desk  # noqa: PLC0415

    told = {
        "type": type_, "status": status, "when": when, "where": where, "a": a, "b": b, "civilian": civilian,
        "target": target, "agent": agent, "killed": killed, "wounded": wounded, "captured": captured,
        "displaced": displaced, "missing": missing, "surrendered": surrendered, "says": says,
    }  # fmt: skip
    fields = {name: value for name, value in told.items() if value is not None}
    Desk(context.obj, ledger, by, why).add(report, words, fields, new)


@app.command("join")
def join(
    context: typer.Context, records: Records, why: Why = "", by: By = "",
    ledger: options.Ledger = options.DEFAULT_LEDGER,
) -> None:  # fmt: skip
    """Judge events, or incidents with all their events, to be one incident.

    \b
    Examples:
      marsad decide join e3f9a e77c1 --why "the same strike"
      marsad decide join i03bc i91aa
    """
    from marsad.cli.display.deciding import Desk  # noqa: PLC0415

    Desk(context.obj, ledger, by, why).join(records)


@app.command("split")
def split(
    context: typer.Context, record: Record, why: Why = "", by: By = "",
    ledger: options.Ledger = options.DEFAULT_LEDGER,
) -> None:  # fmt: skip
    """Take an event out of its incident.

    \b
    Examples:
      marsad decide split e3f9a --why "another village of that name"
    """
    from marsad.cli.display.deciding import Desk  # noqa: PLC0415

    Desk(context.obj, ledger, by, why).split(record)


@app.command("withdraw")
def withdraw(
    context: typer.Context, record: Record, why: Why = "", by: By = "",
    ledger: options.Ledger = options.DEFAULT_LEDGER,
) -> None:  # fmt: skip
    """Judge that a record is none: no such event, or no such statement.

    \b
    Examples:
      marsad decide withdraw e3f9a --why "a film review"
    """
    from marsad.cli.display.deciding import Desk  # noqa: PLC0415

    Desk(context.obj, ledger, by, why).of_all(Verb.WITHDRAW, record)


@app.command("comment")
def comment(
    context: typer.Context,
    record: Record,
    text: Annotated[str, typer.Argument(metavar="TEXT")],
    by: By = "",
    ledger: options.Ledger = options.DEFAULT_LEDGER,
) -> None:
    """Leave a comment on a record.

    \b
    Examples:
      marsad decide comment i03bc "ask the hospital again"
    """
    from marsad.cli.display.deciding import Desk  # noqa: PLC0415

    Desk(context.obj, ledger, by, text).of_all(Verb.COMMENT, record)


@app.command("reverse")
def reverse(
    context: typer.Context,
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="Its id; `marsad history` tells it.")],
    why: Why = "",
    by: By = "",
    ledger: options.Ledger = options.DEFAULT_LEDGER,
) -> None:
    """Take a decision back; it stays in the history.

    \b
    Examples:
      marsad decide reverse d81c0 --why "the list was of another day"
    """
    from marsad.cli.display.deciding import Desk  # noqa: PLC0415

    Desk(context.obj, ledger, by, why).reverse(decision)
