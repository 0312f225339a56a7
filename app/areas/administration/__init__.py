"""o) Quản trị hệ thống: the code lists, which Sở Nội vụ keeps as data, the backups, and the packets for the national database."""

from flask_babel import lazy_gettext as _

from app.areas.administration.code_lists import CODE_LISTS
from app.areas.administration.duties import DutiesView
from app.areas.administration.national_view import NationalView
from app.areas.administration.views import BackupView
from app.records.area import Area, HomePart
from app.records.choices import CatalogueItem

area = Area(
    "administration",
    _("System"),
    letter="o",
    icon="gear",
    group=_("Administration"),
    records=[CatalogueItem],
    code_lists=CODE_LISTS,
    views=[BackupView, NationalView, DutiesView],
    home_parts=[HomePart(_("Accounts, jobs and backups"), "/administration/part", act="administer")],
)
