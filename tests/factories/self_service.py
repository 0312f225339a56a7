"""Campaigns, and the confirmations of people."""

from datetime import date

from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.areas.self_service.models import UpdateCampaign, YearlyConfirmation
from tests.factories.base import NUMBERS, factory, planted


@factory(UpdateCampaign)
def update_campaign(given):
    return {
        "name_vi": "Rà soát hồ sơ năm 2026",
        "starts_on": date(2026, 10, 15),
        "ends_on": date(2026, 12, 31),
        "unit_id": given.get("unit_id") or planted(OrgUnit),
        "document_number": f"{next(NUMBERS)}/KH-SNV",
        "document_date": date(2026, 10, 9),
    }


@factory(YearlyConfirmation)
def yearly_confirmation(given):
    return {
        "employee_id": given.get("employee_id") or planted(Employee),
        "confirmed_on": date(2026, 3, 2),
        "confirmed_year": 2026,
        "digest": f"{next(NUMBERS):064x}",
    }
