"""c) Báo cáo, thống kê: the dashboard of leaders, lists that are wanted again and again, what comes due, how far work is."""

from flask_babel import lazy_gettext as _

from app.areas.personnel.models import Employee
from app.areas.reporting.coming_due import due_blocks
from app.areas.reporting.figures import FIGURES
from app.areas.reporting.progress import progress_first
from app.areas.reporting.published_view import PublishedView
from app.areas.reporting.views import DashboardView, FormsView, ListsView, ProgressView
from app.records.area import Area, HomePart, Paper
from app.records.charts import Reckoned

area = Area(
    "reporting",
    _("Reports and lists"),
    letter="c",
    icon="card-checklist",
    group=_("Reports"),
    charts=[Reckoned([Employee], due_blocks), Reckoned([Employee], progress_first)],
    views=[DashboardView, ProgressView, PublishedView, ListsView, FormsView],
    settings=FIGURES,
    papers=[Paper(_("Curriculum vitae (Word)"), Employee, "/form/curriculum/")],
    list_keeper="/report/keep",
    home_parts=[
        HomePart(_("Progress of your unit"), "/progress/part", reads=Employee.name),
        HomePart(_("What comes due"), "/report/due", reads=Employee.name),
    ],
)
