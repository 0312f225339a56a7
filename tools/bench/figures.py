"""Figures out of measurements: median, 95th percentile, ratio to the floor, and the tables that show them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

NOT_THERE = "not there"


@dataclass(frozen=True)
class Measured:
    """One side of a scenario: seconds of single requests, requests a second with many clients, size of the answer.

    `work` is the seconds of a processor that the web server spent on one request: it holds on a busy machine too.
    """

    seconds: Sequence[float] = ()
    rate: float = 0.0
    size: int = 0
    wrong: int = 0
    work: float = 0.0

    @property
    def median(self) -> float:
        return median(self.seconds) if self.seconds else 0.0

    @property
    def p95(self) -> float:
        return percentile(self.seconds, 95)


@dataclass(frozen=True)
class Result:
    """A scenario on one database, as one user: the product's figures beside the floor's."""

    database: str
    scenario: str
    user: str
    product: Measured
    floor: Measured = field(default_factory=Measured)
    statements: int | None = None
    memory: int | None = None
    remark: str = ""

    @property
    def wrong(self) -> int:
        """Answers of either side that were not what was asked for."""
        return self.product.wrong + self.floor.wrong

    @property
    def times(self) -> float | None:
        """How many times longer than the floor, by the median of one client."""
        return ratio(self.product.median, self.floor.median)

    @property
    def rate_share(self) -> float | None:
        """How many requests the floor answers while the product answers one, with many clients."""
        return ratio(self.floor.rate, self.product.rate)

    @property
    def work_times(self) -> float | None:
        """How many times the work of the floor's web server."""
        return ratio(self.product.work, self.floor.work)

    def as_json(self) -> dict[str, Any]:
        """Everything but the single times, of which median and 95th percentile are told."""
        told = {name: value for name, value in asdict(self).items() if name not in ("product", "floor")}
        sides = {name: _told(side) for name, side in (("product", self.product), ("floor", self.floor))}
        return {
            **told,
            **sides,
            "times": self.times,
            "rate_share": self.rate_share,
            "work_times": self.work_times,
        }


def _told(side: Measured) -> dict[str, Any]:
    return {
        "median": side.median,
        "p95": side.p95,
        "requests": len(side.seconds),
        "rate": side.rate,
        "size": side.size,
        "wrong": side.wrong,
        "work": side.work,
    }


def percentile(values: Sequence[float], share: float) -> float:
    """The least value that at least `share` per cent of the values do not exceed; 0 for none."""
    if not values:
        return 0.0
    place = max(math.ceil(len(values) * share / 100) - 1, 0)
    return sorted(values)[place]


def ratio(value: float, floor: float) -> float | None:
    """How many times the floor; None where either is unknown."""
    return value / floor if value > 0 and floor > 0 else None


HEADINGS = (
    "database",
    "scenario",
    "as",
    "median ms",
    "p95 ms",
    "floor ms",
    "times",
    "req/s",
    "floor req/s",
    "times",
    "CPU ms",
    "floor CPU ms",
    "times",
    "SQL",
    "KB",
    "MB",
    "remark",
)


def row_of(result: Result) -> list[str]:
    """A result as the cells of a table."""
    product, floor = result.product, result.floor
    return [
        result.database,
        result.scenario,
        result.user,
        _number(product.median * 1000),
        _number(product.p95 * 1000),
        _number(floor.median * 1000),
        _number(result.times),
        _number(product.rate, 0),
        _number(floor.rate, 0),
        _number(result.rate_share),
        _number(product.work * 1000),
        _number(floor.work * 1000),
        _number(result.work_times),
        "" if result.statements is None else str(result.statements),
        _number(product.size / 1024, 0),
        "" if result.memory is None else str(result.memory),
        result.remark if not result.wrong else f"{result.wrong} wrong answers",
    ]


def _number(value: float | None, digits: int = 1) -> str:
    return f"{value:.{digits}f}" if value else ""


def as_text(results: Iterable[Result]) -> str:
    """The table for a terminal."""
    rows = [list(HEADINGS), *(row_of(result) for result in results)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place < 3 or place == len(HEADINGS) - 1 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def as_markdown(results: Iterable[Result], conditions: Sequence[str]) -> str:
    """The same as Markdown, under the conditions of the measurement."""
    rows = [HEADINGS, ["---"] * 3 + ["---:"] * (len(HEADINGS) - 4) + ["---"], *(row_of(result) for result in results)]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([*(f"- {condition}" for condition in conditions), "", *lines, ""])
