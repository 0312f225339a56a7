"""m) Quản lý quy hoạch cán bộ: who is planned for which leading title in which term; open to planning officers alone."""

from flask_babel import lazy_gettext as _

from app.areas.planning.figures import FIGURES
from app.areas.planning.models import PlanningEntry, PlanningReview, PlanningRound, PlanningTitle
from app.records.area import Area

area = Area(
    "planning",
    _("Planning of leaders"),
    letter="m",
    icon="ladder",
    group=_("Records"),
    records=[PlanningEntry, PlanningTitle, PlanningReview, PlanningRound],
    settings=FIGURES,
)
