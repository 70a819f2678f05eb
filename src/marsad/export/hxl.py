"""HXL: CSV with a row of hashtags under the headings (HXL 1.1), as humanitarian exchanges take it."""

from __future__ import annotations

from marsad.export import facts
from marsad.export.cells import Cell, Column
from marsad.export.deaths import BEST, figure
from marsad.export.form import CONFIDENCE, RIVAL_TOLLS, SEIZED, Format, everything
from marsad.export.parties import ACTING, SUFFERING, side_text
from marsad.export.text import CsvWriter
from marsad.export.unit import Unit
from marsad.model.event import Effect


def _iso3(unit: Unit) -> Cell:
    return facts.of_place(unit, unit.codes.iso3 if unit.codes else None)


def _figure(effect: Effect, which: str, heading: str, tag: str, who: str | None = None) -> Column:
    def make(unit: Unit) -> Cell:
        cell = figure(unit, effect, which, who)
        toll = unit.toll(effect, who)
        lost = cell.lost
        if which == "best" and toll and len({r.figure.best for r in toll.reported}) > 1:
            lost = (*lost, f"{heading}: figures of single sources reduced ({BEST})")
        return Cell(cell.value, cell.origins, cell.rule, lost)

    return Column(heading, make, tag=tag)


COLUMNS = (
    Column("Incident", facts.incident_id, tag="#event+id"),
    Column("First day", facts.first_day, tag="#date+start"),
    Column("Last day", facts.last_day, tag="#date+end"),
    Column("Type", lambda u: facts.kind(u, u.lead.event.type.value), tag="#event+type"),
    Column("Sub-type", lambda u: facts.kind(u, u.lead.event.sub_type, "sub_type"), tag="#event+type+sub"),
    Column("Status", facts.status, tag="#status"),
    Column("Acting side", lambda u: side_text(u, ACTING), tag="#group+name+first"),
    Column("Side acted on", lambda u: side_text(u, SUFFERING), tag="#group+name+second"),
    Column("Country", facts.country_name, tag="#country+name"),
    Column("Country code", _iso3, tag="#country+code+v_iso3"),
    Column("Province", facts.about_place("admin1"), tag="#adm1+name"),
    Column("District", facts.about_place("admin2"), tag="#adm2+name"),
    Column("Place", facts.place_name, tag="#loc+name"),
    Column("Latitude", facts.about_place("lat"), tag="#geo+lat"),
    Column("Longitude", facts.about_place("lon"), tag="#geo+lon"),
    Column("Precision of place", facts.precision_word, tag="#geo+precision"),
    _figure(Effect.KILLED, "low", "Killed, lowest", "#affected+killed+min"),
    _figure(Effect.KILLED, "best", "Killed, best estimate", "#affected+killed+best"),
    _figure(Effect.KILLED, "high", "Killed, highest", "#affected+killed+max"),
    _figure(Effect.KILLED, "best", "Civilians killed", "#affected+killed+civilians", "civilians"),
    _figure(Effect.KILLED, "best", "Children killed", "#affected+killed+children", "children"),
    _figure(Effect.WOUNDED, "low", "Wounded, lowest", "#affected+injured+min"),
    _figure(Effect.WOUNDED, "best", "Wounded, best estimate", "#affected+injured+best"),
    _figure(Effect.WOUNDED, "high", "Wounded, highest", "#affected+injured+max"),
    _figure(Effect.DISPLACED, "best", "Displaced", "#affected+displaced"),
    _figure(Effect.MISSING, "best", "Missing", "#affected+missing"),
    Column("Weapons", facts.weapons, tag="#event+weapon"),
    Column("Outlets", facts.outlets, tag="#meta+source"),
    Column("Links", facts.links, tag="#meta+url"),
    Column("Who says so", facts.speakers, tag="#meta+source+speaker"),
    Column("Independent witnesses", facts.independent, tag="#meta+source+num"),
    Column("Words", facts.words, tag="#description"),
)  # fmt: skip

HXL = Format(
    name="hxl",
    title="HXL-tagged CSV",
    columns=COLUMNS,
    writer=CsvWriter,
    admit=everything,
    unsaid=(RIVAL_TOLLS, SEIZED, CONFIDENCE),
    differs=("Threats and plans stand among what happened; the column Status tells them apart.",),
)
