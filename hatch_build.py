"""Build hook: compile the tables of ``gazetteer/`` into the SQLite packs that the package carries, and
bring in what the desk's pages take from other projects.

The packs need the standard library and anyascii, the pages Node 20 or later; without Node everything but the
desk's map and fonts is there, and ``marsad desk`` says how to get them. The compiler is the package's
own module, loaded by its path, because the package itself is not installed while it is being built.
``python hatch_build.py`` does the same from a checkout that is used without being installed.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent
PACKS = "src/marsad/knowledge/packs"
FRONTEND = ROOT / "frontend"
VENDOR = ROOT / "src/marsad/desk/static/vendor"


def _load(name: str) -> ModuleType:
    """The module ``marsad.knowledge.gazetteer.<name>`` without importing its packages."""
    full = f"marsad.knowledge.gazetteer.{name}"
    spec = importlib.util.spec_from_file_location(full, ROOT / f"src/marsad/knowledge/gazetteer/{name}.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"{full} cannot be loaded from {ROOT}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[full] = module
    spec.loader.exec_module(module)
    return module


def compile_packs() -> tuple[Path, ...]:
    """Compile what is not fresh and return the paths of all packs."""
    loaded = {name for name in sys.modules if name.startswith("marsad")}
    _load("keys")
    table = _load("table")
    try:
        packs: tuple[Path, ...] = table.compile_folder(ROOT / "gazetteer", ROOT / PACKS, print)
    finally:
        for name in {name for name in sys.modules if name.startswith("marsad")} - loaded:
            del sys.modules[name]
    return packs


def bring_in_assets() -> None:
    """Fetch what ``package-lock.json`` names and copy what pages need, where that is not done yet."""
    wanted = [FRONTEND / "package-lock.json", FRONTEND / "vendor.mjs"]
    mark = VENDOR / ".made"
    if mark.exists() and all(mark.stat().st_mtime >= f.stat().st_mtime for f in wanted):
        return
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        print("Node is not installed: the desk goes without its map and fonts")
        return
    try:
        fetch = [npm, "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"]
        for command in (fetch, [node, "vendor.mjs"]):
            subprocess.run(command, cwd=FRONTEND, check=True, capture_output=True, text=True)
    except subprocess.CalledProcessError as error:
        print(f"the desk goes without its map and fonts: {error.stderr.strip()[-400:]}")
    else:
        mark.touch()


if __name__ == "__main__":
    compile_packs()
    bring_in_assets()
else:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

    class BuiltParts(BuildHookInterface):  # type: ignore[type-arg,unused-ignore]
        """Put packs and assets into wheels and beside the sources of an editable install."""

        PLUGIN_NAME = "custom"

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            for pack in compile_packs():
                build_data["artifacts"].append(f"/{PACKS}/{pack.name}")
            bring_in_assets()
