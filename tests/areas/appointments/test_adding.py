"""What is added on the page of a process is about its person, its position and its unit."""

from urllib.parse import parse_qs, urlsplit

from app.areas.appointments.models import Appointment, AppointmentProcess, AppointmentVote
from app.changes.store import official
from app.screens.showing import address_of_new
from tests.factories import planted


def test_whatever_both_records_name_is_filled_in(province):
    process = official(AppointmentProcess, planted(AppointmentProcess))
    given = {name: str(process[name]) for name in ("employee_id", "position_id", "unit_id")}
    address = urlsplit(address_of_new(Appointment, "process_id", AppointmentProcess, process))
    assert address.path == "/appointment/add"
    asked = {name: value for name, (value,) in parse_qs(address.query).items()}
    assert asked == {"process_id": str(process["id"]), **given}
    step = parse_qs(urlsplit(address_of_new(AppointmentVote, "process_id", AppointmentProcess, process)).query)
    assert step == {"process_id": [str(process["id"])], "employee_id": [given["employee_id"]]}
