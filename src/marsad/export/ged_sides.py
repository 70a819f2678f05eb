"""The sides of a GED event: type of violence, names, UCDP's and Gleditsch and Ward's numbers."""

from __future__ import annotations

from marsad.export.cells import Cell, Origin, together
from marsad.export.countries import countries
from marsad.export.parties import Dyad, Party, dyad
from marsad.export.unit import Unit


def violence(unit: Unit) -> Cell:
    found = dyad(unit)
    return Cell(found.type, _both(found), found.reason)


def _both(found: Dyad) -> tuple[Origin, ...]:
    return together(p.origins for p in (found.a, found.b) if p)


def side(unit: Unit, which: str) -> Cell:
    """The name of a side: UCDP calls a state's side its government."""
    found = dyad(unit)
    party: Party | None = getattr(found, which)
    if party is None:
        if which == "b" and found.type == 3:
            return Cell("Civilians", found.a.origins if found.a else (), "UCDP: side B of one-sided violence")
        return Cell(rule=found.reason)
    if found.type == 3 and which == "b":
        return Cell("Civilians", party.origins, "UCDP: side B of one-sided violence")
    if party.state and party.country:
        return Cell(
            f"Government of {unit.country_name(party.country)}", party.origins,
            f"UCDP: a state's side is its government ({party.name})",
        )  # fmt: skip
    return Cell(party.name, party.origins, found.reason)


def side_id(unit: Unit, which: str) -> Cell:
    found = dyad(unit)
    party: Party | None = getattr(found, which)
    if party is None or party.ucdp is None or (found.type == 3 and which == "b"):
        return Cell(rule="the registry knows no UCDP number of this side")
    return Cell(party.ucdp, party.origins, f"UCDP's number in the registry's entry {party.id}")


def dyad_name(unit: Unit) -> Cell:
    a, b = side(unit, "a"), side(unit, "b")
    if a.empty or b.empty:
        return Cell(rule="a dyad needs both sides")
    return Cell(f"{a.value} - {b.value}", together((a.origins, b.origins)), "UCDP: both sides' names")


def conflict_name(unit: Unit) -> Cell:
    if dyad(unit).type in {2, 3}:
        cell = dyad_name(unit)
        return Cell(
            cell.value, cell.origins, "UCDP: a conflict that is no state's bears the name of its dyad"
        )
    return Cell(
        rule="what a state-based conflict is about (government or territory) no report tells for certain"
    )


def state_number(unit: Unit, which: str) -> Cell:
    found = dyad(unit)
    party: Party | None = getattr(found, which)
    if party is None or not party.state or found.type != 1:
        return Cell(rule="only a state's side has a Gleditsch-Ward number")
    codes = countries().get(party.country or "")
    if codes is None or codes.gw is None:
        return Cell(rule="no one state stands behind this side, or it has no number")
    return Cell(codes.gw, party.origins, "Gleditsch and Ward's number of the state")
