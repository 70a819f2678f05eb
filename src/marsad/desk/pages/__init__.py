"""The pages: each module answers the addresses of one page and says what its template shows."""

from __future__ import annotations

from fastapi import FastAPI

from marsad.desk.pages import home, incidents, queue, report

PAGES = (home, incidents, queue, report)


def include(app: FastAPI) -> None:
    """Let ``app`` answer the addresses of all pages."""
    for module in PAGES:
        app.include_router(module.router, include_in_schema=False)
