"""`python -m tools.bench`: measure, print the table, and write it as JSON and Markdown where asked."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tools.bench import stock
from tools.bench.figures import Result, as_markdown, as_text, row_of
from tools.bench.measuring import Plan, measure
from tools.bench.servers import ROOT, THREADS, WORKERS

DATABASES = {"postgresql": stock.postgresql, "sqlite": stock.sqlite}


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _asked(arguments)
    plan = Plan(asked.requests, asked.seconds, asked.clients, asked.import_rows, asked.only, asked.files)
    load = os.getloadavg()[0]
    results: list[Result] = []
    for name in asked.database or DATABASES:
        with DATABASES[name](asked.folder.resolve(), asked.people) as planted:
            for result in measure(planted, plan):
                results.append(result)
                print(*filter(None, row_of(result)[:7]), result.remark, sep="  ", flush=True)
    conditions = _conditions(asked.people, plan, load)
    print("", *conditions, as_text(results), sep="\n")
    if asked.json:
        told = {"conditions": conditions, "results": [result.as_json() for result in results]}
        asked.json.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
    if asked.markdown:
        asked.markdown.write_text(as_markdown(results, conditions))
    return int(any(result.wrong for result in results))


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("--people", type=int, default=100_000, help="people of the demo province (default: 100,000)")
    parser.add_argument("--database", action="append", choices=DATABASES, help="one of the two (default: both)")
    parser.add_argument("--only", default="", metavar="WORDS", help="scenarios whose name holds these words")
    parser.add_argument("--requests", type=int, default=60, help="single requests of each scenario")
    parser.add_argument("--seconds", type=float, default=5.0, help="how long many clients ask at once")
    parser.add_argument("--clients", type=int, default=8, help="how many they are")
    parser.add_argument("--import-rows", type=int, default=5000, help="rows of the file that is brought in")
    parser.add_argument(
        "--no-files", dest="files", action="store_false", help="leave out Excel and the file brought in"
    )
    parser.add_argument("--folder", type=Path, default=ROOT / "instance" / "bench", help="where databases are kept")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--markdown", type=Path, metavar="FILE")
    return parser.parse_args(arguments)


def _conditions(people: int, plan: Plan, load: float) -> list[str]:
    return [
        f"{people:,} people; {plan.requests} single requests, then {plan.clients} clients for {plan.seconds:.0f} s",
        f"web server: {WORKERS} processes of {THREADS} threads, product and floor alike",
        f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}",
        f"{datetime.now(UTC):%Y-%m-%d}; load of the machine before: {load:.1f}",
    ]


if __name__ == "__main__":
    sys.exit(main())
