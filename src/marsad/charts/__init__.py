"""Charts of series and totals, for the command line and whatever else shows a ledger.

``drawing.py`` draws; ``frame.py`` holds what all charts share (colours, fonts, title, source line),
``ticks.py`` names periods, ``files.py`` writes PNG and SVG. Drawing needs matplotlib, which is an extra:
``pip install "marsad[charts]"``; ``files.check_path`` says so where it is missing.
"""

from marsad.charts.errors import ChartError
from marsad.charts.files import Drawn, check_path, write

__all__ = ["ChartError", "Drawn", "check_path", "write"]
