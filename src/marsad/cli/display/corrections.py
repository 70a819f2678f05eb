"""What a person writes for a correction → the field and value that the ledger sets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from marsad.cli.display.together import known_actors
from marsad.cli.exits import Exit
from marsad.cli.problems import CliError
from marsad.knowledge.gazetteer import Gazetteer
from marsad.ledger.keys import name_key
from marsad.model.decision import About
from marsad.model.event import Effect, Side
from marsad.model.place import Place
from marsad.model.time import days_of

Setting = tuple[str, dict[str, object]]
_NOTHING = frozenset(("unknown", "none", ""))
_RANGE = re.compile(r"(\d[\d,]*)?(\.\.)?(\d[\d,]*)?")
_CHOICES = 5
_AREAS = {"country": "country", "admin1": "admin1", "region": "area", "admin2": "area", "district": "area"}


def setting(about: About, field: str, text: str, who: str | None = None) -> Setting:
    """``field`` of a record set to what ``text`` says. Raises CliError where it says nothing that fits."""
    if about is About.CONTROL:
        return _of_statement(field, text)
    if field == "when":
        return field, _days(text)
    if field == "where":
        return field, _where(text)
    if field == "type":
        return field, {"sub_type": text}
    if field == "status":
        return field, {"status": text.lower()}
    if field in set(Side):
        return f"actors/{field}", {"actors": [] if _is_nothing(text) else [actor(n) for n in text.split(";")]}
    if field == "says":
        speakers = [] if _is_nothing(text) else [{"speaker": n.strip()} for n in text.split(";")]
        return field, {"claims": speakers}
    if field in set(Effect):
        return field, {"figures": [] if _is_nothing(text) else [{"who": who, **_figure(text)}]}
    known = ("when", "where", "type", "status", *Side, "says", *Effect)
    raise CliError(f"{field}: events have no such field; correct one of {', '.join(known)}", Exit.USAGE)


def _of_statement(field: str, text: str) -> Setting:
    if field == "where":
        return field, {"place": place(text)}
    if field == "actor":
        return field, actor(text)
    if field == "state":
        return field, {"state": text.lower()}
    return field, {"day": None if _is_nothing(text) else text}


def _is_nothing(text: str) -> bool:
    return text.strip().lower() in _NOTHING


def _days(text: str) -> dict[str, object]:
    if _is_nothing(text):
        return {"start": None, "end": None}
    parts = text.split("..")
    try:
        found = [days_of(part) for part in parts]
    except ValueError as error:
        raise CliError(f"{text}: there is no such day", Exit.USAGE) from error
    if len(found) > 2 or None in found:
        raise CliError(f"{text} is no day; write 2016-11-05, 2016-11 or 2016-11-03..2016-11-05", Exit.USAGE)
    first, last = found[0], found[-1]
    assert first is not None and last is not None
    return {"start": first[0].isoformat(), "end": last[1].isoformat()}


def _figure(text: str) -> dict[str, object]:
    match = _RANGE.fullmatch(text.strip())
    if match is None or not (match[1] or match[3]):
        raise CliError(f"{text} is no number; write 7, 5..9, 5.. (at least) or ..9 (up to)", Exit.USAGE)
    low, dots, high = match[1], match[2], match[3]
    numbers = [None if part is None else int(part.replace(",", "")) for part in (low, high)]
    return {"low": numbers[0], "high": numbers[1] if dots else numbers[0]}


def _where(text: str) -> dict[str, object]:
    if _is_nothing(text):
        return {"place": None}
    found = place(text)
    return {"place": found, "precision": _AREAS.get(str(found["kind"]), "exact")}


def place(text: str) -> dict[str, object]:
    """The one place of a name or gazetteer id. Raises CliError where there is none, or which is unclear."""
    gazetteer = Gazetteer.open()
    exact = gazetteer.get(text)
    candidates = [c.place for c in gazetteer.lookup(text)]
    same = [p for p in candidates if name_key(p.name) == name_key(text)] or candidates
    if exact is None and len(same) != 1:
        _choose(text, same)
    found = exact or same[0]
    return {
        "id": found.id, "name": found.name, "kind": found.kind, "lat": found.lat, "lon": found.lon,
        "country": found.country, "admin1": found.admin1, "admin2": found.admin2,
        "population": found.population, "radius_km": found.radius_km,
    }  # fmt: skip


def _choose(text: str, places: Sequence[Place]) -> None:
    if not places:
        raise CliError(
            f"{text}: the gazetteer knows no such place; `marsad gazetteer add` adds more", Exit.USAGE
        )
    shown = "; ".join(
        f"{p.id} {', '.join(filter(None, (p.name, p.admin2, p.admin1, p.country)))}"
        for p in places[:_CHOICES]
    )
    more = f" and {len(places) - _CHOICES} more" if len(places) > _CHOICES else ""
    raise CliError(f"{text} may be several places; give the id: {shown}{more}", Exit.USAGE)


def actor(text: str) -> dict[str, object]:
    """The actor of a name or id; one outside the registry is known by its name alone."""
    name = text.strip()
    registry = known_actors()
    ids = (name,) if name in registry.actors else registry.names.ids(name)
    if len(ids) > 1:
        raise CliError(f"{name} may be several actors; give the id: {', '.join(ids[:_CHOICES])}", Exit.USAGE)
    if not ids:
        return {"id": f"local:{name_key(name)}", "name": name}
    found = registry.actors[ids[0]]
    known: Mapping[str, object] = {
        "id": found.id, "name": found.name, "kind": found.kind.value, "country": found.country,
        "party": found.party,
    }  # fmt: skip
    return dict(known)
