"""Periods and evaluations."""

from datetime import date

from app.areas.evaluation.models import AnnualEvaluation, EvaluationPeriod, UnitEvaluation
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.records.partial_dates import PartialDate
from tests.factories.base import NUMBERS, factory, planted


@factory(EvaluationPeriod)
def evaluation_period(_given):
    number = next(NUMBERS)
    return {
        "code": f"D{number}",
        "title_vi": f"Năm 2025, đợt {number}",
        "starts_on": date(2025, 1, 1),
        "ends_on": date(2025, 12, 31),
    }


@factory(UnitEvaluation)
def unit_evaluation(given):
    return {
        "unit_id": given.get("unit_id") or planted(OrgUnit),
        "period_id": given.get("period_id") or planted(EvaluationPeriod),
        "grade_code": "2",
    }


@factory(AnnualEvaluation)
def annual_evaluation(given):
    return {
        "employee_id": given.get("employee_id") or planted(Employee),
        "period_id": given.get("period_id") or planted(EvaluationPeriod),
        "unit_id": given.get("unit_id") or planted(OrgUnit),
        "rated_as": "civil",
        "grade_code": "2",
        "effective_from": PartialDate(2025, 12, 5),
    }
