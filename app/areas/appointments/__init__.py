"""l) Bổ nhiệm, bổ nhiệm lại: who was appointed to which position for which term, and how it came about."""

from flask_babel import lazy_gettext as _

from app.areas.appointments.figures import FIGURES
from app.areas.appointments.models import Appointment, AppointmentFileItem, AppointmentProcess, AppointmentVote
from app.records.area import Area, StandardList

area = Area(
    "appointments",
    _("Appointments"),
    letter="l",
    icon="award",
    group=_("Records"),
    records=[Appointment, AppointmentProcess, AppointmentVote, AppointmentFileItem],
    settings=FIGURES,
    lists=[
        StandardList(
            "terms_ending", _("Terms of office that end"), Appointment, by="effective_to", ahead=("90d", "120d", "180d")
        ),
    ],
)
