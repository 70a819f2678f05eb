"""The accounts of a shared desk, for admins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from marsad.desk.asking import Workplaces
from marsad.desk.people import Person, Role, allowed
from marsad.desk.render import page
from marsad.desk.workplace import Workplace
from marsad.ledger.sharing import AccountRefused, Accounts

router = APIRouter()
Admin = Annotated[Person, Depends(allowed(Role.ADMIN))]


@router.get("/users")
def users(request: Request, workplace: Workplaces, _: Admin) -> Response:
    return _page(request, workplace)


@router.post("/users")
def add(
    request: Request,
    workplace: Workplaces,
    _: Admin,
    name: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "reader",
    password: Annotated[str, Form()] = "",
) -> Response:
    """A new account with a first password, which its owner changes at /account."""
    return _done(request, workplace, lambda accounts: accounts.add(name, Role.named(role), password), name)


@router.post("/users/role")
def set_role(
    request: Request,
    workplace: Workplaces,
    _: Admin,
    name: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "",
) -> Response:
    return _done(request, workplace, lambda accounts: accounts.set_role(name, Role.named(role)))


@router.post("/users/password")
def set_password(
    request: Request,
    workplace: Workplaces,
    _: Admin,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
) -> Response:
    """For somebody who has forgotten theirs."""
    return _done(request, workplace, lambda accounts: accounts.set_password(name, password))


@router.post("/users/remove")
def remove(request: Request, workplace: Workplaces, _: Admin, name: Annotated[str, Form()] = "") -> Response:
    return _done(request, workplace, lambda accounts: accounts.remove(name))


def _done(
    request: Request, workplace: Workplace, change: Callable[[Accounts], object], name: str = ""
) -> Response:
    """Make the change and show the list again; where it cannot be, say why."""
    try:
        with workplace.ledger() as ledger:
            change(Accounts(ledger))
    except AccountRefused as refused:
        return _page(request, workplace, str(refused), name)
    return RedirectResponse("/users", 303)


def _page(request: Request, workplace: Workplace, wrong: str = "", name: str = "") -> Response:
    with workplace.ledger() as ledger:
        found = Accounts(ledger).all()
    roles = [role.word for role in Role if role is not Role.NOBODY]
    return page(
        request, "users.html", 422 if wrong else 200, users=found, roles=roles, wrong=wrong, name=name[:100]
    )
