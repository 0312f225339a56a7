"""What is owed for training at public cost (NĐ 101/2017/NĐ-CP Điều 7, 13–15; NĐ 171/2025/NĐ-CP)."""

from __future__ import annotations

import math


def least_commitment(study_months: int, factor: int) -> int:
    """The months to be served after training: so many times the training itself."""
    return study_months * factor


def compensation(cost: int, committed_months: int | None, served_months: int | None) -> int:
    """What is paid back, in whole đồng: S = F / T1 × (T1 − T2).

    F is the cost, T1 the months committed, T2 those served. Who broke off, or committed to nothing, owes the whole cost.
    """
    if not committed_months:
        return cost
    left = max(committed_months - (served_months or 0), 0)
    return math.ceil(cost * left / committed_months)
