"""The interface for scripts and for the pages' own: JSON under ``/api/v1``, described by OpenAPI."""

from __future__ import annotations

from fastapi import FastAPI

from marsad.desk.api import decisions, incidents, knowledge, ledger, queue, reports

PARTS = (ledger, reports, decisions, knowledge, incidents, queue)


def include(app: FastAPI) -> None:
    """Let ``app`` answer the addresses of all parts."""
    for module in PARTS:
        app.include_router(module.router, prefix="/api/v1")
