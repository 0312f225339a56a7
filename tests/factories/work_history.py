"""Where employees serve."""

from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.areas.work_history.absences import LeaveOfAbsence, Secondment, Separation
from app.areas.work_history.models import Assignment, WorkPeriod
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


def event(given):
    """Whom an event is about, and since when."""
    return {"employee_id": given.get("employee_id") or planted(Employee), "effective_from": PartialDate(2024, 3, 1)}


@factory(Secondment)
def secondment(given):
    row = {**event(given), "home_unit_id": given.get("home_unit_id") or planted(OrgUnit)}
    row["effective_to"] = PartialDate(2026, 3, 1)
    return row if "host_text" in given else {**row, "host_unit_id": given.get("host_unit_id") or planted(OrgUnit)}


@factory(LeaveOfAbsence)
def leave_of_absence(given):
    return {**event(given), "kind_code": "NKL"}


@factory(Separation)
def separation(given):
    return {**event(given), "reason_code": "TV"}


@factory(WorkPeriod)
def work_period(given):
    person = given.get("employee_id") or planted(Employee)
    return {"employee_id": person, "kind_code": "HT", "begun_on": PartialDate(2003, 9), "place": "Đại học Tân Trào"}
