"""The pages: each module answers the addresses of one page and says what its template shows."""

from __future__ import annotations

from fastapi import FastAPI

from marsad.desk.pages import (
    account,
    add,
    counts,
    export,
    home,
    incidents,
    login,
    queue,
    replies,
    reply,
    report,
    reports,
    users,
)
from marsad.desk.pages import map as map_

PAGES = (
    home, queue, incidents, report, reports, map_, counts, add, export, login, account, users, reply, replies,
)  # fmt: skip


def include(app: FastAPI) -> None:
    """Let ``app`` answer the addresses of all pages."""
    for module in PAGES:
        app.include_router(module.router, include_in_schema=False)
