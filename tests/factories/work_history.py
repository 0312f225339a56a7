"""Where employees serve."""

from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.areas.work_history.models import Assignment
from app.records.partial_dates import PartialDate
from tests.factories.base import factory, planted


@factory(Assignment)
def assignment(given):
    row = {
        "employee_id": given.get("employee_id") or planted(Employee),
        "movement_code": "DD",
        "post_kind": "main",
        "effective_from": PartialDate(2024, 3, 1),
    }
    return row if "unit_text" in given else {**row, "unit_id": given.get("unit_id") or planted(OrgUnit)}
