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

    code: str
    name: str
    coefficients: dict[int, Decimal]
    months: int
    over_step_months: int | None

    @property
    def last_step(self) -> int:
        return max(self.coefficients)


def group_of(rank_code: str | None) -> str | None:
    """The code of the scale by which a rank is paid."""
    found = (catalogues().items(name).get(rank_code or "") for name in RANK_LISTS)
    rank = next((item for item in found if item), None)
    return rank.attributes.get("salary_group") if rank else None


class _Steps:
    """The steps of every scale, put together once for each reading of the code lists."""

    def __init__(self) -> None:
        self._read: dict[str, Item] | None = None
        self._by_group: dict[str, list[tuple[int, Decimal, Item]]] = {}

    def of(self, group_code: str, on: date) -> dict[int, Decimal]:
        """Coefficient by step, of the steps in force on a day."""
        items = catalogues().items("salary_steps")
        if items is not self._read:
            self._by_group = {}
            for item in items.values():
                step = int(item.attributes["step"]), Decimal(item.attributes["coefficient"]), item
                self._by_group.setdefault(item.attributes["group_code"], []).append(step)
            self._read = items
        steps = self._by_group.get(group_code, ())
        return {step: coefficient for step, coefficient, item in steps if item.valid_on(on)}


_steps = _Steps()


def scale(group_code: str | None, on: date) -> Scale | None:
    """The scale in force on a day; None where the code lists know none (before 01/10/2004, unknown rank)."""
    group = catalogues().items("salary_groups").get(group_code or "")
    if group is None or not group.valid_on(on):
        return None
    coefficients = _steps.of(group.code, on)
    if not coefficients:
        return None
    over = group.attributes.get("over_frame_first_months")
    return Scale(
        group.code,
        group.name,
        dict(sorted(coefficients.items())),
        int(group.attributes.get("months_per_step") or 0),
        int(over) if over else None,
    )
