"""d) Tổ chức bộ máy: the dated tree of units, positions, job positions and headcount quota."""

from flask_babel import lazy_gettext as _

from app.areas.organization.headcount_board import headcount_blocks
from app.areas.organization.headcount_view import HeadcountView
from app.areas.organization.job_quotas import JobPositionQuota
from app.areas.organization.models import HeadcountQuota, JobPosition, OrgUnit, Position
from app.areas.organization.org_chart_view import OrgChartView
from app.areas.organization.succession import UnitSuccession
from app.records.area import Area
from app.records.charts import Reckoned

area = Area(
    "organization",
    _("Structure of the organisation"),
    letter="d",
    icon="diagram-3",
    group=_("Organisation"),
    records=[OrgUnit, UnitSuccession, Position, JobPosition, HeadcountQuota, JobPositionQuota],
    charts=[Reckoned([HeadcountQuota], headcount_blocks, leading=True)],
    views=[OrgChartView, HeadcountView],
)
