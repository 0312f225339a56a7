"""What a chart is made of: a value, how many rows have it, and the filter that finds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

KINDS = ("value", "unknown", "unseen", "others")


@dataclass(frozen=True)
class Bar:
    """A value and how many rows have it. `raw` is the filter that finds exactly these rows; "" where there is none.

    `kind` is `value`, `unknown` for the rows without a value, `unseen` for those whose value lies out of the reader's reach,
    or `others` for what is left of many values.
    """

    text: str
    count: int
    raw: str = ""
    kind: str = "value"


def biggest(bars: Sequence[Bar], most: int) -> list[Bar]:
    """All bars in their order while they are few; of many the biggest, and what is left as one."""
    if len(bars) <= most:
        return list(bars)
    ranked = sorted(bars, key=lambda bar: -bar.count)
    left = ranked[most:]
    others = gettext("%(number)d other values", number=len(left))
    return [*ranked[:most], Bar(others, sum(bar.count for bar in left), kind="others")]


def told_apart(names: Mapping[Any, tuple[str, str]]) -> dict[Any, str]:
    """Names as they are; those that several bear, each with the mark that tells it from the others."""
    borne = Counter(name for name, _mark in names.values())
    return {key: f"{name} ({mark})" if borne[name] > 1 else name for key, (name, mark) in names.items()}
