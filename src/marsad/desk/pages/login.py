"""Logging in and out of a shared desk. Works without scripts."""

from __future__ import annotations

from math import ceil
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from marsad.desk.asking import Workplaces
from marsad.desk.people import Role, person
from marsad.desk.render import page
from marsad.desk.security.throttle import address
from marsad.desk.security.who import cookie_name, forget, keep
from marsad.ledger.sharing import Accounts, Sessions
from marsad.ledger.sharing.accounts import LONGEST_NAME, key_of

router = APIRouter()

WRONG = "No account has that name and password."


@router.get("/login")
def form(
    request: Request, workplace: Workplaces, follows: Annotated[str, Query(alias="next")] = "/"
) -> Response:
    """The form; who has logged in, or need not, goes on at once."""
    if not workplace.settings.shared or person(request).may(Role.READER):
        return RedirectResponse(own_path(follows), 303)
    return _form(request, follows)


@router.post("/login")
def log_in(
    request: Request,
    workplace: Workplaces,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    follows: Annotated[str, Form(alias="next")] = "/",
) -> Response:
    """A new session under a new token, whatever cookie the browser came with."""
    settings = workplace.settings
    if not settings.shared:
        return RedirectResponse(own_path(follows), 303)
    name = name[: 2 * LONGEST_NAME]
    wait = workplace.guards.wait(address(request), key_of(name))
    if wait:
        words = f"Too many tries. Wait {_seconds(wait)}, then try again."
        answer = _form(request, follows, words, name, 429)
        answer.headers["Retry-After"] = str(ceil(wait))
        return answer
    with workplace.ledger() as ledger:
        account = Accounts(ledger).known_by(name, password)
        if account is None:
            return _form(request, follows, WRONG, name, 401)
        before = request.cookies.get(cookie_name(request, settings))
        token = Sessions(ledger).begin(account, instead_of=before)
    workplace.guards.let_in(address(request), account.key)
    answer = RedirectResponse(own_path(follows), 303)
    keep(answer, request, settings, token)
    return answer


@router.post("/logout")
def log_out(request: Request, workplace: Workplaces) -> Response:
    """End the session, in the ledger and in the browser."""
    answer = RedirectResponse("/login" if workplace.settings.shared else "/", 303)
    token = request.cookies.get(cookie_name(request, workplace.settings))
    if workplace.settings.shared and token:
        with workplace.ledger() as ledger:
            Sessions(ledger).end(token)
        forget(answer, request, workplace.settings)
    return answer


def own_path(text: str) -> str:
    """``text`` where it is a path of this desk, else the first page: a link must not lead elsewhere.

    Browsers take a backslash for a slash, and drop line breaks and tabs.
    """
    plain = text.isprintable() and "\\" not in text and len(text) < 2000
    own = plain and text.startswith("/") and not text.startswith("//")
    return text if own and not text.startswith(("/login", "/logout")) else "/"


def _seconds(wait: float) -> str:
    return f"{ceil(wait / 60)} minutes" if wait > 90 else f"{ceil(wait)} seconds"


def _form(request: Request, follows: str, words: str = "", name: str = "", status: int = 200) -> Response:
    return page(request, "login.html", status, words=words, name=name, follows=own_path(follows))
