"""The salary scales as the code lists hold them: which one a rank has, and what each of its steps is worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.areas.personnel.models import RANK_LISTS
from app.records.catalogues import Item, catalogues


@dataclass(frozen=True)
class Scale:
    """One scale of NĐ 204/2004/NĐ-CP: coefficients by step, and the months that a step is held."""

    group: Item
    coefficients: dict[int, Decimal]
    months: int
    over_step_months: int | None
    next_over_step_months: int | None = None

    @property
    def name(self) -> str:
        """In the language of the reader."""
        return self.group.name

    @property
    def last_step(self) -> int:
        return max(self.coefficients)

    def months_to_the_next(self, step: int, over_step_percent: int | None) -> int | None:
        """How long it takes from here to the next step or, at the last one, to more seniority; None where nothing follows."""
        if step < self.last_step:
            return self.months or None
        return self.next_over_step_months if over_step_percent else self.over_step_months


def group_of(rank_code: str | None) -> str | None:
    """The code of the scale by which a rank is paid."""
    found = (catalogues().items(name).get(rank_code or "") for name in RANK_LISTS)
    rank = next((item for item in found if item), None)
    return rank.attributes.get("salary_group") if rank else None


class _Book:
    """The scales by code and day, put together once for each reading of the code lists."""

    def __init__(self) -> None:
        self._read: dict[str, Item] | None = None
        self._steps: dict[str, list[Item]] = {}
        self._scales: dict[tuple[str, date], Scale | None] = {}

    def scale(self, group_code: str, on: date) -> Scale | None:
        items = catalogues().items("salary_steps")
        if items is not self._read:
            self._read, self._steps, self._scales = items, _by_group(items), {}
        key = group_code, on
        if key not in self._scales:
            self._scales[key] = self._made(group_code, on)
        return self._scales[key]

    def _made(self, group_code: str, on: date) -> Scale | None:
        group = catalogues().items("salary_groups").get(group_code)
        steps = [step.attributes for step in self._steps.get(group_code, ()) if step.valid_on(on)]
        if group is None or not group.valid_on(on) or not steps:
            return None
        coefficients = {int(step["step"]): Decimal(step["coefficient"]) for step in steps}
        return Scale(
            group,
            dict(sorted(coefficients.items())),
            _months(group, "months_per_step") or 0,
            _months(group, "over_frame_first_months"),
            _months(group, "over_frame_next_months"),
        )


def _months(group: Item, name: str) -> int | None:
    given = group.attributes.get(name)
    return int(given) if given else None


def _by_group(items: dict[str, Item]) -> dict[str, list[Item]]:
    steps: dict[str, list[Item]] = {}
    for item in items.values():
        steps.setdefault(item.attributes["group_code"], []).append(item)
    return steps


_book = _Book()


def scale(group_code: str | None, on: date) -> Scale | None:
    """The scale in force on a day; None where the code lists know none (before 01/10/2004, unknown rank)."""
    return _book.scale(group_code, on) if group_code else None
