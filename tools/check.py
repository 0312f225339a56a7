"""Everything that is checked without running the product's tests: `python tools/check.py [step ...]`.

Every step runs, whatever the one before it found; a step that fails shows what it said.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
MODULE = [PYTHON, "-m"]

STEPS = {
    "format": [*MODULE, "ruff", "format", "--check", "--output-format=concise", "."],
    "lint": [*MODULE, "ruff", "check", "--output-format=concise", "."],
    "types": [*MODULE, "mypy"],
    "floors": [str(Path(PYTHON).parent / "lint-imports"), "--no-logo"],
    "migrations": [*MODULE, "pytest", "-q", "tests/every_record/test_migrations.py"],
    "catalogue": [PYTHON, "tools/translate.py", "check"],
    "declarations": [*MODULE, "flask", "areas"],
    "dictionary": [PYTHON, "tools/dictionary.py", "check"],
    "scope": [*MODULE, "flask", "check-scope"],
}


def main(wanted: list[str]) -> int:
    unknown = set(wanted) - STEPS.keys()
    if unknown:
        print(f"No such step: {', '.join(sorted(unknown))}. The steps are: {', '.join(STEPS)}.")
        return 2
    passed = [_passes(step) for step in wanted or STEPS]
    return 0 if all(passed) else 1


def _passes(step: str) -> bool:
    begun = time.monotonic()
    command = subprocess.Popen(STEPS[step], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said, _ = command.communicate()
    passed = command.returncode == 0
    print(f"{step:<14}{'ok' if passed else 'failed':<8}{time.monotonic() - begun:6.1f} s", flush=True)
    if not passed:
        print(said.rstrip(), flush=True)
    return passed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
