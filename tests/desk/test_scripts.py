"""The types of the pages' own scripts, checked by TypeScript where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

FRONTEND = Path(__file__).resolve().parents[2] / "frontend"
TSC = FRONTEND / "node_modules" / "typescript" / "bin" / "tsc"


def test_the_types_of_the_scripts_hold() -> None:
    node = shutil.which("node")
    if node is None or not TSC.exists():
        pytest.skip("TypeScript is not installed; with Node 20 run `npm ci` in frontend/")
    command = [node, str(TSC), "--project", "jsconfig.json"]
    checked = subprocess.run(command, cwd=FRONTEND, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
