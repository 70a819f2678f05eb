"""The accounts of a shared desk."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from marsad.desk.asking import Workplaces
from marsad.desk.people import Person, Role, allowed
from marsad.ledger.sharing import Account, Accounts
from marsad.ledger.sharing.accounts import LONGEST_NAME
from marsad.ledger.sharing.passwords import LONGEST, SHORTEST

router = APIRouter(tags=["users"])
Admin = Annotated[Person, Depends(allowed(Role.ADMIN))]
RoleWord = Literal["reader", "reviewer", "admin"]
Password = Annotated[str, Field(min_length=SHORTEST, max_length=LONGEST)]


class User(BaseModel):
    """An account; its password is never told."""

    name: str
    role: RoleWord
    since: datetime

    @classmethod
    def of(cls, account: Account) -> User:
        return cls.model_validate({"name": account.name, "role": account.role.word, "since": account.made_at})


class NewUser(BaseModel):
    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
    role: RoleWord = "reader"
    password: Password


class Changed(BaseModel):
    """What is to change; what is left out stays."""

    role: RoleWord | None = None
    password: Password | None = None


@router.get("/users")
def users(workplace: Workplaces, _: Admin) -> list[User]:
    """All accounts, by name."""
    with workplace.ledger() as ledger:
        return [User.of(found) for found in Accounts(ledger).all()]


@router.post("/users", status_code=201)
def add(workplace: Workplaces, _: Admin, user: NewUser) -> User:
    """A new account."""
    with workplace.ledger() as ledger:
        return User.of(Accounts(ledger).add(user.name, Role.named(user.role), user.password))


@router.patch("/users/{name}")
def change(workplace: Workplaces, _: Admin, name: str, changed: Changed) -> User:
    """Another role, or another password, which ends all log-ins and tokens of the account."""
    with workplace.ledger() as ledger:
        accounts = Accounts(ledger)
        found = accounts.one(name)
        if changed.role is not None:
            found = accounts.set_role(name, Role.named(changed.role))
        if changed.password is not None:
            found = accounts.set_password(name, changed.password)
        return User.of(found)


@router.delete("/users/{name}", status_code=204)
def remove(workplace: Workplaces, _: Admin, name: str) -> None:
    """Take an account away. What it decided stays."""
    with workplace.ledger() as ledger:
        Accounts(ledger).remove(name)
