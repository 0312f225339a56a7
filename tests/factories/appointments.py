"""Appointments and the way to them."""

from datetime import date

from app.areas.appointments.models import Appointment, AppointmentFileItem, AppointmentProcess, AppointmentVote
from app.areas.organization.models import OrgUnit, Position
from app.areas.personnel.models import Employee
from app.records.partial_dates import PartialDate
from tests.factories.base import NUMBERS, factory, planted


@factory(AppointmentProcess)
def appointment_process(given):
    return {
        "employee_id": given.get("employee_id") or planted(Employee),
        "number": f"{next(NUMBERS)}/2024/SNV",
        "kind_code": "BN",
        "position_id": given.get("position_id") or planted(Position),
        "unit_id": given.get("unit_id") or planted(OrgUnit),
        "begun_on": date(2024, 1, 15),
        "outcome": "running",
    }


@factory(AppointmentVote)
def appointment_vote(given):
    return {**part_of_a_process(given), "step_code": "TC4", "held_on": date(2024, 2, 1)}


@factory(AppointmentFileItem)
def appointment_file_item(given):
    return {**part_of_a_process(given), "item_code": "TTR", "received_on": date(2024, 2, 5)}


@factory(Appointment)
def appointment(given):
    return {
        "employee_id": given.get("employee_id") or planted(Employee),
        "kind_code": "BN",
        "position_id": given.get("position_id") or planted(Position),
        "unit_id": given.get("unit_id") or planted(OrgUnit),
        "effective_from": PartialDate(2024, 3, 1),
        "effective_to": PartialDate(2029, 3, 1),
    }


def part_of_a_process(given):
    """The person and the process of a row; both are one's own."""
    person = given.get("employee_id") or planted(Employee)
    return {
        "employee_id": person,
        "process_id": given.get("process_id") or planted(AppointmentProcess, employee_id=person),
    }
