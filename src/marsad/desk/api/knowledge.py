"""What Marsad knows of the world, searched while somebody types: places and actors."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from marsad.desk.asking import Workplaces
from marsad.desk.people import Person, Role, allowed
from marsad.knowledge.gazetteer.suggest import suggest

router = APIRouter(tags=["knowledge"])
Reader = Annotated[Person, Depends(allowed(Role.READER))]
Words = Annotated[str, Query(max_length=200, description="A name or its beginning, or an id.")]
Limit = Annotated[int, Query(ge=1, le=50)]
Country = Annotated[str, Query(max_length=2, description="ISO 3166-1 alpha-2")]


class PlaceFound(BaseModel):
    """A place of the gazetteer; ``matched`` is the spelling that met what was asked for."""

    id: str
    name: str
    matched: str
    kind: str | None
    admin2: str | None
    admin1: str | None
    country: str | None
    lat: float | None = Field(description="degrees north")
    lon: float | None = Field(description="degrees east")
    population: int


class ActorFound(BaseModel):
    """An actor of the registry; ``matched`` is the name that met what was asked for."""

    id: str
    name: str
    matched: str
    kind: str
    country: str | None
    party: bool


@router.get("/places")
def places(
    workplace: Workplaces,
    _: Reader,
    words: Words,
    country: Country = "",
    near: Country = "",
    limit: Limit = 10,
) -> list[PlaceFound]:
    """Places called so, and those whose names begin so; those of the country ``near`` first."""
    found = suggest(workplace.knowledge.gazetteer, words, limit, country or None, near or None)
    return [
        PlaceFound(
            id=c.place.id, name=c.place.name, matched=c.matched, kind=c.place.kind, admin2=c.place.admin2,
            admin1=c.place.admin1, country=c.place.country, lat=c.place.lat, lon=c.place.lon,
            population=c.place.population,
        )
        for c in found
    ]  # fmt: skip


@router.get("/actors")
def actors(workplace: Workplaces, _: Reader, words: Words, limit: Limit = 10) -> list[ActorFound]:
    """Actors of the registry with such a name or id, or one that begins so or is spelled alike."""
    return [
        ActorFound(
            id=s.actor.id, name=s.actor.name, matched=s.matched, kind=s.actor.kind.value,
            country=s.actor.country, party=s.actor.party,
        )
        for s in workplace.actor_names.suggest(words, limit)
    ]  # fmt: skip
