"""Figures that the demo province has released to its units."""

from __future__ import annotations

from datetime import date

from app.access.standing import current_standing
from app.areas.reporting.apart import TooSoon
from app.areas.reporting.publishing import Paper, TooFew, figures_of, keep, questions

TITLE, NUMBER = "Số lượng, chất lượng cán bộ, công chức, viên chức của tỉnh", "310/SNV-CCVC"
MOST = 8


def plant_released(on: date) -> int:
    """Release the charts of the areas; how many sets."""
    standing = current_standing()
    chosen = [one.key for one in questions(standing)][:MOST]
    try:
        figures = figures_of(chosen, standing)
    except (TooFew, TooSoon):
        return 0
    keep(Paper(TITLE, NUMBER, on), figures)
    return 1
