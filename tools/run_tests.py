"""Run every test, then say how many ran on SQLite, on PostgreSQL and in the browser: each must have some.

Arguments go to pytest: `python tools/run_tests.py -k salary -x`.
"""

from __future__ import annotations

import sys
from collections import Counter

import pytest

KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL", "browser": "browser"}


class Count:
    """Counts outcomes by the marks of the tests; a test without any of these marks needs no database."""

    def __init__(self) -> None:
        self.outcomes: dict[str, Counter[str]] = {kind: Counter() for kind in (*KINDS, "none")}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        # A test that passed is counted at its call; set-up and tear-down count when they went wrong.
        if report.when != "call" and report.outcome == "passed":
            return
        for kind in [kind for kind in KINDS if kind in report.keywords] or ["none"]:
            self.outcomes[kind][report.outcome] += 1

    def show(self) -> None:
        for kind, label in (KINDS | {"none": "no database"}).items():
            counts = self.outcomes[kind]
            numbers = (f"{counts[outcome]:6} {outcome}" for outcome in ("passed", "failed", "skipped"))
            print(f"{label:<12}", *numbers)

    def missing(self) -> list[str]:
        return [label for kind, label in KINDS.items() if not self.outcomes[kind]["passed"]]


def main(arguments: list[str]) -> int:
    count = Count()
    code = pytest.main(["-n", "auto", "--dist", "worksteal", *arguments], plugins=[count])
    count.show()
    missing = count.missing()
    if missing:
        print(f"No test passed for: {', '.join(missing)}.")
    return int(code) or int(bool(missing))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
