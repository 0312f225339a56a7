"""d) Tổ chức bộ máy: the dated tree of units, positions, job positions and headcount quota."""

from flask_babel import lazy_gettext as _

from app.areas.organization.models import HeadcountQuota, JobPosition, OrgUnit, Position
from app.records.area import Area

area = Area(
    "organization",
    _("Structure of the organisation"),
    letter="d",
    icon="diagram-3",
    group=_("Organisation"),
    records=[OrgUnit, Position, JobPosition, HeadcountQuota],
)
