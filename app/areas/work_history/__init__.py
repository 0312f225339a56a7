"""k) Quá trình công tác: where an employee served, in which position, and by which decision."""

from flask_babel import lazy_gettext as _

from app.areas.work_history.absences import LeaveOfAbsence, Secondment, Separation
from app.areas.work_history.figures import FIGURES
from app.areas.work_history.models import Assignment, WorkPeriod
from app.records.area import Area, StandardList
from app.records.charts import Months, Stream

area = Area(
    "work_history",
    _("Working history"),
    letter="k",
    icon="signpost-split",
    group=_("Records"),
    records=[Assignment, Secondment, LeaveOfAbsence, Separation, WorkPeriod],
    settings=FIGURES,
    charts=[
        Months(
            _("Who came and who left in each month?"),
            [
                Stream(_("Recruited or moved in"), Assignment, "effective_from", {"movement_code": "TD|TN|CTD"}),
                Stream(_("Retired, left or moved away"), Separation, "effective_from"),
            ],
        ),
    ],
    lists=[
        StandardList(
            "secondments_ending", _("Secondments that end"), Secondment, by="effective_to", ahead=("30d", "60d", "6m")
        ),
        StandardList(
            "leaves_ending", _("Leaves that end"), LeaveOfAbsence, by="effective_to", ahead=("30d", "60d", "6m")
        ),
        StandardList("concurrent_posts", _("Concurrent posts"), Assignment, {"post_kind": "concurrent"}),
        StandardList(
            "transfers",
            _("Transfers of the last year"),
            Assignment,
            {"movement_code": "DD", "effective_from": "today-1y..today"},
        ),
        StandardList(
            "rotations",
            _("Rotations of the last year"),
            Assignment,
            {"movement_code": "LC", "effective_from": "today-1y..today"},
        ),
        StandardList(
            "separations", _("Separations of the last year"), Separation, {"effective_from": "today-1y..today"}
        ),
    ],
)
