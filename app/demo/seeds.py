"""The lists from which the demo province is made: plain tables in `app/seed`, and a draw by weight."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from random import Random

SEED = Path(__file__).parent.parent / "seed"
Row = dict[str, str]


@lru_cache(maxsize=64)
def table(name: str) -> tuple[Row, ...]:
    """The rows of `app/seed/<name>.csv`, every cell as text."""
    with (SEED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


class Draw:
    """Values drawn by weight, the same from the same state of the generator."""

    def __init__(self, values: Sequence[str], weights: Iterable[float]) -> None:
        self.values = values
        self._reached = list(itertools.accumulate(weights))

    def one(self, rng: Random) -> str:
        return rng.choices(self.values, cum_weights=self._reached)[0]


def draws(rows: Iterable[Row], *by: str, value: str = "name") -> dict[tuple[str, ...], Draw]:
    """One draw for each group of rows that agree in the columns `by`; without a weight all are alike."""
    grouped: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        grouped.setdefault(tuple(row[column] for column in by), []).append(row)
    return {
        key: Draw([row[value] for row in group], [float(row.get("weight") or 1) for row in group])
        for key, group in grouped.items()
    }


def one_of(rng: Random, weighted: Sequence[tuple[str, int]]) -> str:
    """One of a few values, each with its weight."""
    values, weights = zip(*weighted, strict=True)
    return str(rng.choices(values, weights)[0])
