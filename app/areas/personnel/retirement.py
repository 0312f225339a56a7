"""The moment at which an employee reaches the age of retirement (Bộ luật Lao động Điều 169; NĐ 135/2020/NĐ-CP Điều 3, 4).

The roadmap is a code list by sex and month of birth. For those born after its last month the age no longer rises.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from app.records.catalogues import catalogues
from app.records.partial_dates import PartialDate

ROADMAP, AGES = "retirement_birth_months", "retirement_ages"


def retires_on(gender_code: str | None, born_on: PartialDate | None) -> date | None:
    """The last day of the month in which the age is reached; a bare year counts as its January (Điều 3 khoản 3).

    None where the lists do not tell: sex or birth is unknown, or the person was born before the roadmap.
    """
    if born_on is None or gender_code is None:
        return None
    born = born_on.earliest()
    cohort = catalogues().items(ROADMAP).get(f"{gender_code}-{born:%Y-%m}")
    if cohort:
        return date.fromisoformat(cohort.attributes["retirement_date"])
    ages = [item for item in catalogues().items(AGES).values() if item.attributes["sex"] == gender_code]
    last = max(ages, key=lambda item: item.attributes["year"], default=None)
    if last is None or born.year + int(last.attributes["years"]) < int(last.attributes["year"]):
        return None
    year, month = divmod(born.year * 12 + born.month - 1 + int(last.attributes["total_months"]), 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])
