"""What can go wrong with a chart."""

from __future__ import annotations


class ChartError(Exception):
    """A chart that cannot be drawn or written; the message says why and what to do."""
