"""Decisions."""

from datetime import date

from app.areas.decisions.models import Decision
from app.areas.organization.models import OrgUnit
from tests.factories.base import NUMBERS, factory, planted


@factory(Decision)
def decision(given):
    return {
        "number": f"{next(NUMBERS)}/QĐ-SNV",
        "decided_on": date(2024, 3, 12),
        "unit_id": given.get("unit_id") or planted(OrgUnit),
        "kind_code": "QD10",
    }
