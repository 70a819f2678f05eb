"""One's own account: password, tokens for scripts, logging out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from marsad.desk.asking import Workplaces
from marsad.desk.people import Person, Role, allowed
from marsad.desk.render import page
from marsad.desk.security.throttle import address
from marsad.desk.security.who import keep
from marsad.desk.workplace import Workplace
from marsad.ledger.sharing import Account, AccountRefused, Accounts, Replies, Session, Sessions

router = APIRouter()
Asking = Annotated[Person, Depends(allowed(Role.READER))]


@router.get("/account")
def account(request: Request, workplace: Workplaces, _: Asking) -> Response:
    """Where nobody logs in, the page says so."""
    return _page(request, workplace)


@router.post("/account/password")
def change_password(
    request: Request,
    workplace: Workplaces,
    _: Asking,
    old: Annotated[str, Form()] = "",
    new: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
) -> Response:
    """Needs the old one; all other log-ins and tokens end, this one goes on under another token."""
    mine = _mine(request)
    wait = workplace.guards.wait(address(request), mine.key)
    if wait:
        raise HTTPException(429, f"too many tries; wait {round(wait) + 1} seconds")
    with workplace.ledger() as ledger:
        accounts = Accounts(ledger)
        if accounts.known_by(mine.name, old) is None:
            return _page(request, workplace, wrong="The old password is not right.")
        workplace.guards.let_in(address(request), mine.key)
        if new != again:
            return _page(request, workplace, wrong="These are two different new passwords.")
        try:
            accounts.set_password(mine.name, new)
        except AccountRefused as refused:
            return _page(request, workplace, wrong=str(refused))
        token = Sessions(ledger).begin(mine)
    answer = RedirectResponse("/account?done=password", 303)
    keep(answer, request, workplace.settings, token)
    return answer


@router.post("/account/tokens")
def make_token(
    request: Request,
    workplace: Workplaces,
    _: Asking,
    label: Annotated[str, Form(max_length=80)] = "",
    days: Annotated[int, Form()] = 90,
) -> Response:
    """A token for scripts, shown this once."""
    mine = _mine(request)
    try:
        with workplace.ledger() as ledger:
            made = Sessions(ledger).make_token(mine, label, days)
    except AccountRefused as refused:
        return _page(request, workplace, wrong=str(refused))
    return _page(request, workplace, made=made)


@router.post("/account/tokens/{session}/end")
def end_token(request: Request, workplace: Workplaces, _: Asking, session: str) -> Response:
    """Only one of one's own."""
    with workplace.ledger() as ledger:
        if not Sessions(ledger).take_back(_mine(request), session):
            raise HTTPException(404, "you have no such token")
    return RedirectResponse("/account", 303)


def _mine(request: Request) -> Account:
    found: Session | None = getattr(request.state, "session", None)
    if found is None:
        raise HTTPException(404, "nobody logs in at a desk that only this machine reaches")
    return found.account


def _page(request: Request, workplace: Workplace, wrong: str = "", made: str = "") -> Response:
    session: Session | None = getattr(request.state, "session", None)
    with workplace.ledger() as ledger:
        tokens = Sessions(ledger).tokens(session.account) if session else []
        waiting = Replies(ledger).waiting()
    done = "The password is changed." if request.query_params.get("done") == "password" else ""
    return page(
        request, "account.html", 422 if wrong else 200,
        session=session, tokens=tokens, waiting=waiting, wrong=wrong, made=made, done=done,
    )  # fmt: skip
