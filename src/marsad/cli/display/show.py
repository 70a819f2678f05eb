"""The body of ``marsad show``."""

from __future__ import annotations

from pathlib import Path

from marsad.cli.display.flat import incident_json
from marsad.cli.display.incident import print_incident
from marsad.cli.display.output import print_json
from marsad.cli.display.record import print_record
from marsad.cli.display.together import bring_together
from marsad.cli.exits import Exit
from marsad.cli.problems import CliError
from marsad.cli.session import Session
from marsad.ledger import Incident, Ledger, NoSuchRecord
from marsad.ledger.keys import incident_id
from marsad.ledger.review.lookup import Kind
from marsad.model.record import ReportRecord


def run_show(key: str, where: str, as_json: bool, session: Session) -> None:
    """Print the newest record of the report that ``key`` names, or the incident that it is the id of."""
    with Ledger.open(where, create=False) as ledger:
        record = find_record(ledger, key)
        incident = None if record else _incident(ledger, key, session)
    if incident is not None:
        if as_json:
            print_json(incident_json(incident))
        else:
            print_incident(session.out, incident)
        return
    if record is None:
        raise CliError(
            f"{where} holds no report or incident {key}; `marsad events` lists what it holds, "
            f"and `marsad read` reads a report into it",
            Exit.NOTHING,
        )
    if as_json:
        print_json(record.to_json())
    else:
        print_record(session.out, record)


def find_record(ledger: Ledger, key: str) -> ReportRecord | None:
    """The report by what was given, and, where that is a file, by its full path."""
    return ledger.record(key) or (ledger.record(str(Path(key).resolve())) if Path(key).exists() else None)


def _incident(ledger: Ledger, key: str, session: Session) -> Incident | None:
    """The incident of that id, or that an event of that id belongs to."""
    bring_together(ledger, session)
    try:
        found = ledger.find(key)
    except NoSuchRecord as error:
        if error.ids:
            raise
        return None
    if found.kind not in {Kind.INCIDENT, Kind.EVENT}:
        return None
    name = found.id if found.kind is Kind.INCIDENT else incident_id(found.subjects[0].report, found.id)
    return ledger.incident(name)
