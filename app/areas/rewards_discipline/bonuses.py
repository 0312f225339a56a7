"""What a reward brings in money: a multiple of the base salary of the day on which it was decided (NĐ 98/2023/NĐ-CP)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from app.records.catalogues import catalogues

PERSON, UNIT = "person", "unit"


def bonus(values: Mapping[str, Any], receiver: str) -> tuple[Decimal | None, int | None]:
    """Multiple and amount in đồng for a `person` or a `unit`; nothing where no figure of that day is known."""
    on = decided_on(values)
    reward = values.get("title_code") or values.get("award_code")
    if on is None or reward is None:
        return None, None
    rate = catalogues().in_force("reward_bonuses", on, rewards=reward, receivers=receiver)
    base = catalogues().in_force("base_salaries", on)
    if rate is None or base is None:
        return None, None
    multiple = Decimal(rate.attributes["multiplier"])
    return multiple, int(multiple * int(base.attributes["amount_vnd"]))


def decided_on(values: Mapping[str, Any]) -> date | None:
    """The day of the decision, or for old files that do not name it the day on which it took effect."""
    since = values.get("effective_from")
    day: date | None = values.get("decided_on") or (since.earliest() if since else None)
    return day
