"""o) Quản trị hệ thống: inspections, classes for users and incidents; code lists and settings, which Sở Nội vụ keeps as
data; the backups, and the packets for the national database.
"""

from flask_babel import lazy_gettext as _

from app.areas.administration.code_lists import CODE_LISTS
from app.areas.administration.duties import DutiesView
from app.areas.administration.holidays_part import ADDRESS as HOLIDAYS
from app.areas.administration.holidays_part import HolidaysView
from app.areas.administration.jobs_view import JobsView
from app.areas.administration.log_view import ChangeLogView
from app.areas.administration.models import Incident, Inspection, UserClass, UserClassMember
from app.areas.administration.national_view import NationalView
from app.areas.administration.settings_view import SettingsView
from app.areas.administration.views import BackupView
from app.records.area import Area, HomePart, StandardList
from app.records.choices import CatalogueItem
from app.records.setting_values import SettingValue

area = Area(
    "administration",
    _("System"),
    letter="o",
    icon="gear",
    group=_("Administration"),
    records=[Inspection, UserClass, UserClassMember, Incident, CatalogueItem, SettingValue],
    code_lists=CODE_LISTS,
    views=[SettingsView, JobsView, ChangeLogView, BackupView, NationalView, DutiesView, HolidaysView],
    lists=[
        StandardList(
            "remedies",
            _("What inspections ask to be put right"),
            Inspection,
            {"state": "to_remedy"},
            by="remedy_by",
            ahead=("10d", "30d", "3m"),
            late=True,
        ),
        StandardList(
            "incident_notices",
            _("Incidents: first notice to be given"),
            Incident,
            {"state": "to_notify"},
            by="notice_due_on",
            ahead=("1d", "2d"),
            late=True,
        ),
        StandardList(
            "incident_reports",
            _("Incidents: report to be made"),
            Incident,
            {"state": "to_notify|to_report"},
            by="report_due_on",
            ahead=("1d", "3d"),
            late=True,
        ),
        StandardList("incidents_open", _("Incidents that are not closed"), Incident, {"state": "!closed"}),
        StandardList("reported_late", _("Incidents that were reported late"), Incident, {"punctuality": "late"}),
    ],
    home_parts=[
        HomePart(_("Accounts, jobs and backups"), "/administration/part", act="administer"),
        HomePart(_("Public holidays"), f"{HOLIDAYS}/part", keeps=CatalogueItem.name),
    ],
)
