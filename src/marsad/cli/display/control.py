"""The body of ``marsad control``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from marsad.cli.display import control_forms as forms
from marsad.cli.display.control_words import Told, print_answer
from marsad.cli.display.output import print_json
from marsad.cli.display.words import place_name
from marsad.cli.exits import Exit
from marsad.cli.problems import CliError
from marsad.cli.session import Session, user_files
from marsad.control.sides import sides
from marsad.knowledge.actors import Registry
from marsad.knowledge.gazetteer import Gazetteer
from marsad.ledger import Ledger
from marsad.ledger.answers import Question, answer, around, on_map
from marsad.ledger.meant import Meant
from marsad.ledger.words import several
from marsad.model.place import Place


@dataclass(frozen=True, slots=True)
class Wanted:
    """The command's options as they were given."""

    place: str | None
    on: date | None
    known: date | None
    history: bool
    country: str | None
    form: str | None
    output: Path | None
    as_json: bool


def run_control(wanted: Wanted, where: str, session: Session) -> None:
    """Answer for one place or for all. Raises CliError for options that do not go together and for a place
    that is not known or not clear.
    """
    _check(wanted)
    own = user_files()
    with Ledger.open(where, create=False) as ledger:
        asked = _question(ledger, wanted, Registry.load(own.actors))
        if wanted.place is None:
            _print_map(ledger, wanted, asked, session)
        else:
            gazetteer = Gazetteer.open(user_regions=own.regions)
            _print_place(ledger, gazetteer, wanted, asked, session)


def _check(wanted: Wanted) -> None:
    if wanted.country is not None and not (len(wanted.country) == 2 and wanted.country.isalpha()):
        raise CliError(
            f"--country {wanted.country}: give the two letters of ISO 3166-1, such as SY", Exit.USAGE
        )
    if wanted.place is None and wanted.history:
        raise CliError("--history is for one place; name it, as in `marsad control Manbij`", Exit.USAGE)
    if wanted.place is not None and (wanted.form or wanted.output):
        raise CliError(
            "--format and -o are for all places at once; for one place there is --json", Exit.USAGE
        )
    if wanted.form and wanted.as_json and wanted.form != "json":
        raise CliError("--json and --format exclude one another; give one of them", Exit.USAGE)
    if wanted.form and wanted.form not in forms.WRITERS:
        raise CliError(f"--format {wanted.form}: give one of {', '.join(forms.WRITERS)}", Exit.USAGE)


def _question(ledger: Ledger, wanted: Wanted, registry: Registry) -> Question:
    on = wanted.on or ledger.last_day()
    if on is None:
        raise CliError(
            f"{ledger.where} holds no report with a date; read some with `marsad read`, or give --on",
            Exit.NOTHING,
        )
    return Question(on, wanted.known or date.max, sides(registry))


def _print_place(
    ledger: Ledger, gazetteer: Gazetteer, wanted: Wanted, asked: Question, session: Session
) -> None:
    found = ledger.place_meant(gazetteer, wanted.place or "", wanted.country)
    place = _clear(ledger, found, wanted)
    told = ledger.control_of([place.id]).get(place.id)
    given = answer(place, told, asked)
    hints = around(ledger, gazetteer, place, bool(given.evidence), asked)
    if wanted.as_json:
        print_json(forms.answer_json(given, asked, hints, wanted.history))
        return
    print_answer(session.out, Told(given, asked, hints, by_ledger=wanted.on is None), wanted.history)
    if found.others:
        others = "; ".join(f"{place_name(p)} ({p.id})" for p, _ in found.others[:5])
        session.out.print(f"\nThe name may also mean {others}.", soft_wrap=True)


def _clear(ledger: Ledger, found: Meant, wanted: Wanted) -> Place:
    """The place that is meant; raises CliError where there is none, or where there are several."""
    if found.place is not None:
        return found.place
    name = wanted.place
    if found.others:
        among = "\n".join(
            f"  marsad control {p.id}   {place_name(p)}, {p.kind or 'place'}, {several(n, 'statement')}"
            for p, n in found.others
        )
        raise CliError(
            f"{name} may be one of {len(found.others)} places; give the id, or what it lies in "
            f'("{name}, PROVINCE"):\n{among}',
            Exit.USAGE,
        )
    close = f" Alike: {', '.join(found.close)}." if found.close else ""
    raise CliError(
        f"{name}: neither {ledger.where} nor the gazetteer knows such a place.{close} "
        "`marsad places` lists those that reports name.",
        Exit.NOTHING,
    )


def _print_map(ledger: Ledger, wanted: Wanted, asked: Question, session: Session) -> None:
    answers = on_map(ledger.control_everywhere(wanted.country).values(), asked)
    form = "json" if wanted.as_json else wanted.form or "table"
    if not answers and form == "table":
        session.err.print(
            f"{ledger.where} has no statement on who held a place"
            + (f" in {wanted.country.upper()}" if wanted.country else "")
            + (f" that was known on {wanted.known}." if wanted.known else "."),
            soft_wrap=True,
        )
        return
    if wanted.on is None:
        session.err.print(f"On {asked.on}, the last day known to {ledger.where}.", soft_wrap=True)
    forms.write(answers, asked, form, wanted.output, session)
