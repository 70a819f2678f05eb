"""The interface for scripts and for the pages' own: JSON under ``/api/v1``, described by OpenAPI."""

from __future__ import annotations

from fastapi import FastAPI

from marsad.desk.api import (
    control,
    counts,
    decisions,
    description,
    exports,
    incidents,
    jobs,
    knowledge,
    ledger,
    queue,
    replies,
    reports,
    users,
)
from marsad.desk.api import map as map_

PARTS = (
    description, ledger, reports, decisions, incidents, queue, counts, map_, control, knowledge, jobs,
    exports, replies, users,
)  # fmt: skip


def include(app: FastAPI) -> None:
    """Let ``app`` answer the addresses of all parts."""
    for module in PARTS:
        app.include_router(module.router, prefix="/api/v1")
