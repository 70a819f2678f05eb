"""Build hook: compile the tables of ``gazetteer/`` into the SQLite packs that the package carries.

Needs the standard library and anyascii. The compiler is the package's own module, loaded by its path,
because the package itself is not installed while it is being built. ``python hatch_build.py`` does
the same from a checkout that is used without being installed.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent
PACKS = "src/marsad/knowledge/packs"


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


if __name__ == "__main__":
    compile_packs()
else:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

    class GazetteerPacks(BuildHookInterface):  # type: ignore[type-arg,unused-ignore]
        """Put the compiled packs into wheels and beside the sources of an editable install."""

        PLUGIN_NAME = "custom"

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            for pack in compile_packs():
                build_data["artifacts"].append(f"/{PACKS}/{pack.name}")
