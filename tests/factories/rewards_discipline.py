"""Rewards of people and units, and disciplinary actions."""

from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.areas.rewards_discipline.models import DisciplinaryAction, Reward, UnitReward
from app.records.partial_dates import PartialDate
from tests.factories.base import factory, planted

GIVEN = {"year_from": 2025, "award_level": "CS", "kind_code": "CT", "effective_from": PartialDate(2026, 1, 10)}


@factory(Reward)
def reward(given):
    return {"employee_id": given.get("employee_id") or planted(Employee), "award_code": "GK01", **GIVEN}


@factory(UnitReward)
def unit_reward(given):
    return {"unit_id": given.get("unit_id") or planted(OrgUnit), "award_code": "GK01", **GIVEN}


@factory(DisciplinaryAction)
def disciplinary_action(given):
    return {
        "employee_id": given.get("employee_id") or planted(Employee),
        "subject_code": "CC",
        "form_code": "KT",
        "violation_code": "02",
        "effective_from": PartialDate(2026, 7, 20),
    }
