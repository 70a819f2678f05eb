"""Finds out who asks: on a desk of one's own the reviewer, on a shared one whoever has logged in.

A browser shows the session's cookie, and with every change the token of the session's forms, which no page of
another host can read; a script shows a token of its own in the header Authorization.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from urllib.parse import parse_qs

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from marsad.desk.errors import tell
from marsad.desk.people import NOBODY, Person
from marsad.desk.security.origin import SAFE
from marsad.desk.security.stamps import FIELD, HEADER, form_token, same
from marsad.desk.settings import Settings
from marsad.desk.workplace import Workplace, masking
from marsad.ledger.errors import LedgerError, LedgerLocked, LedgerUnwritable
from marsad.ledger.sharing import Role, Session, Sessions

Follow = Callable[[Request], Awaitable[Response]]
Middleware = Callable[[Request, Follow], Awaitable[Response]]

_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host")
_AGES = 7 * 24 * 3600
"""Seconds a browser keeps the cookie; the session may end before."""


def tell_who(workplace: Workplace) -> Middleware:
    """Middleware that sets ``request.state``: ``person``, and of a browser's session ``session`` and
    ``token``, that of its forms.
    """
    return _whoever_logged_in(workplace) if workplace.settings.shared else _the_owner(workplace.settings)


def _the_owner(settings: Settings) -> Middleware:
    own = Person(settings.reviewer, Role.ADMIN)

    async def find(request: Request, follow: Follow) -> Response:
        if any(name in request.headers for name in _FORWARDED):
            words = "somebody passes requests of others on to this desk; start it with --behind-proxy"
            return tell(request, 403, words)
        request.state.person = own
        return await follow(request)

    return find


def _whoever_logged_in(workplace: Workplace) -> Middleware:
    async def find(request: Request, follow: Follow) -> Response:
        request.state.person = NOBODY
        if request.url.path.startswith("/static/"):
            return await follow(request)
        try:
            wrong = await _identify(request, workplace)
        except LedgerError as error:
            return tell(request, 503, str(error))
        except HTTPException as error:  # the body was too large
            return tell(request, error.status_code, str(error.detail))
        if wrong is not None:
            return wrong
        hidden = masking.set(workplace.settings.mask_victims and request.state.person.role <= Role.READER)
        try:
            return await follow(request)
        finally:
            masking.reset(hidden)

    return find


async def _identify(request: Request, workplace: Workplace) -> Response | None:
    """Set who asks; an answer where it must not go on."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and request.url.path.startswith("/api/"):
        session = await run_in_threadpool(_session, workplace, given.strip(), True)
        if session is None:
            return tell(request, 401, "this token is not known, or has ended; make one at /account")
        request.state.person = _person(session)
        return None
    cookie = request.cookies.get(cookie_name(request, workplace.settings))
    session = await run_in_threadpool(_session, workplace, cookie, False) if cookie else None
    if session is None or cookie is None:
        return None
    request.state.person, request.state.session = _person(session), session
    request.state.token = form_token(cookie)
    if request.method in SAFE or request.url.path == "/login" or await _has_token(request):
        return None
    request.state.person = NOBODY
    return tell(request, 403, "this page is from before you logged in; load it again and repeat what you did")


def _session(workplace: Workplace, token: str, script: bool) -> Session | None:
    with workplace.ledger() as ledger:
        sessions = Sessions(ledger)
        found = sessions.find(token, script)
        if found is not None:
            with suppress(LedgerLocked, LedgerUnwritable):  # when it was seen matters less than the answer
                sessions.seen(found)
        return found


def _person(session: Session) -> Person:
    return Person(session.account.name, session.account.role)


async def _has_token(request: Request) -> bool:
    """Whether a change shows the token: in a header, or in the field of a plain form."""
    wanted: str = request.state.token
    given = request.headers.get(HEADER)
    if given is None and request.headers.get("content-type", "").startswith(
        "application/x-www-form-urlencoded"
    ):
        body = (await request.body()).decode("utf-8", "replace")
        with suppress(ValueError):  # too many fields
            given = parse_qs(body, max_num_fields=200).get(FIELD, [""])[0]
    return given is not None and same(given, wanted)


# --- the cookie


def _secure(request: Request, settings: Settings) -> bool:
    return settings.behind_proxy or request.url.scheme == "https"


def cookie_name(request: Request, settings: Settings) -> str:
    """With TLS the prefix by which browsers let no other host set it (RFC 6265bis, 4.1.3.2)."""
    return "__Host-marsad" if _secure(request, settings) else "marsad"


def keep(answer: Response, request: Request, settings: Settings, token: str) -> None:
    """Let the browser keep a session's token. Lax: a link in a message leads to the page, logged in."""
    answer.set_cookie(
        cookie_name(request, settings), token, max_age=_AGES, path="/", httponly=True, samesite="lax",
        secure=_secure(request, settings),
    )  # fmt: skip


def forget(answer: Response, request: Request, settings: Settings) -> None:
    answer.delete_cookie(
        cookie_name(request, settings), path="/", httponly=True, samesite="lax",
        secure=_secure(request, settings),
    )  # fmt: skip
