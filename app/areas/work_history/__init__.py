"""k) Quá trình công tác: where an employee served, in which position, and by which decision."""

from flask_babel import lazy_gettext as _

from app.areas.work_history.absences import LeaveOfAbsence, Secondment, Separation
from app.areas.work_history.figures import FIGURES
from app.areas.work_history.models import Assignment, WorkPeriod
from app.records.area import Area

area = Area(
    "work_history",
    _("Working history"),
    letter="k",
    icon="signpost-split",
    group=_("Records"),
    records=[Assignment, Secondment, LeaveOfAbsence, Separation, WorkPeriod],
    settings=FIGURES,
)
