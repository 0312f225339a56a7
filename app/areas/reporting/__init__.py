"""c) Báo cáo, thống kê: the lists that are wanted again and again, and what comes due."""

from flask_babel import lazy_gettext as _

from app.areas.personnel.models import Employee
from app.areas.reporting.figures import FIGURES
from app.areas.reporting.published_view import PublishedView
from app.areas.reporting.views import DashboardView, FormsView, ListsView
from app.records.area import Area, Paper

area = Area(
    "reporting",
    _("Reports and lists"),
    letter="c",
    icon="card-checklist",
    group=_("Reports"),
    views=[DashboardView, PublishedView, ListsView, FormsView],
    settings=FIGURES,
    papers=[Paper(_("Curriculum vitae (Word)"), Employee, "/form/curriculum/")],
    list_keeper="/report/keep",
    home_parts=[(_("What comes due"), "/report/due")],
)
