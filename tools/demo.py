"""``make demo``: read the example reports into a new ledger and show what a person would want to see."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEDGER = ROOT / "demo.sqlite"
MARSAD = Path(sys.executable).parent / "marsad"

STEPS = (
    ("Read the example reports into a new ledger", ["read", "examples/reports", "--ledger", LEDGER.name]),
    ("Read five reports of one war", ["read", "examples/one-incident", "--ledger", LEDGER.name]),
    ("What happened, by day and place", ["events", "--ledger", LEDGER.name]),
    (
        "What the reports together say: each happening once, with every source's figures",
        ["incidents", "--country", "SD", "--from", "2025", "--ledger", LEDGER.name],
    ),
    ("Who held El Obeid", ["control", "El Obeid", "--on", "2025-03-20", "--ledger", LEDGER.name]),
    ("Who takes part", ["actors", "--ledger", LEDGER.name, "--limit", "15"]),
    ("One report with its evidence marked", ["show", "syria-azaz-villages", "--ledger", LEDGER.name]),
)


def main() -> None:
    LEDGER.unlink(missing_ok=True)
    for title, arguments in STEPS:
        print(f"\n── {title}\n$ marsad {shlex.join(arguments)}", flush=True)
        done = subprocess.run([str(MARSAD), *arguments], cwd=ROOT, check=False)
        if done.returncode not in {0, 3}:  # 3: some inputs skipped, said above
            raise SystemExit(done.returncode)
    print(f"\nThe ledger is {LEDGER.name}. Look around: .venv/bin/marsad --help")
    print(f"Open the desk on it: .venv/bin/marsad desk --ledger {LEDGER.name}")


if __name__ == "__main__":
    main()
