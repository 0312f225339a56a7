"""i) Lương, phụ cấp: rank, step, coefficient and allowances of an employee, event by event, and the pay of a month."""

from flask_babel import lazy_gettext as _

from app.areas.compensation.allowances import AllowanceEvent
from app.areas.compensation.models import SalaryEvent
from app.areas.compensation.views import PayView
from app.areas.personnel.models import IN_SERVICE, Employee
from app.records.area import Area, Panel, StandardList

area = Area(
    "compensation",
    _("Salary and allowances"),
    letter="i",
    icon="cash-coin",
    group=_("Records"),
    records=[SalaryEvent, AllowanceEvent],
    views=[PayView],
    panels=[Panel("pay", _("Pay of the month"), Employee, "/pay/", (SalaryEvent, AllowanceEvent))],
    lists=[
        StandardList(
            "raise_due",
            _("Time for the next raise is full"),
            Employee,
            {"status_code": IN_SERVICE},
            by="next_raise_on",
            ahead=("45d", "3m", "6m"),
        ),
        StandardList("over_step", _("Paid for seniority beyond the last step"), SalaryEvent, {"kind_code": "VK"}),
        StandardList(
            "early_raises",
            _("Early raises for merit of the last year"),
            SalaryEvent,
            {"kind_code": "NTH-TT", "effective_from": "today-1y..today"},
        ),
    ],
)
