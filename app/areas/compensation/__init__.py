"""i) Lương, phụ cấp: rank, step and coefficient of an employee, event by event."""

from flask_babel import lazy_gettext as _

from app.areas.compensation.models import SalaryEvent
from app.records.area import Area

area = Area(
    "compensation",
    _("Salary and allowances"),
    letter="i",
    icon="cash-coin",
    group=_("Records"),
    records=[SalaryEvent],
)
