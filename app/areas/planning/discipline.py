"""Discipline, as planning asks for it. The records belong to another area, which stands beside this one."""

from __future__ import annotations

from datetime import date

from app.changes.validation import Candidate
from app.records.area import registry

DISCIPLINE, OPEN_AGAIN = "disciplinary_action", "promoted_from"


def barred_by_discipline(candidate: Candidate, on: date) -> date | None:
    """The day from which a person may be planned again, when discipline bars him on a day (24, 36 or 60 months).

    Each disciplinary record says so itself, by the law of its time. None where nothing bars, or where the product keeps no
    such records.
    """
    record = registry().records.get(DISCIPLINE)
    if record is None:
        return None
    bars = [
        row[OPEN_AGAIN]
        for row in candidate.fellows(record, "employee_id")
        if row[OPEN_AGAIN] and row["effective_from"].earliest() <= on < row[OPEN_AGAIN]
    ]
    return max(bars, default=None)
