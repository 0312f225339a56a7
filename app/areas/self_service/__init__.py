"""What people do about their own record: confirm it once a year, and take part in the campaigns that HR opens."""

from flask_babel import lazy_gettext as _

from app.areas.personnel.models import IN_SERVICE, Employee
from app.areas.self_service.figures import FIGURES
from app.areas.self_service.models import UpdateCampaign, YearlyConfirmation
from app.areas.self_service.my_record_view import MyRecordView
from app.areas.self_service.progress_view import CampaignPartView, CampaignProgressView
from app.records.area import Area, HomePart, StandardList
from app.records.charts import Bars

area = Area(
    "self_service",
    _("Confirming the records"),
    icon="person-check",
    group=_("Records"),
    records=[UpdateCampaign, YearlyConfirmation],
    views=[CampaignProgressView, MyRecordView, CampaignPartView],
    settings=FIGURES,
    charts=[
        Bars(YearlyConfirmation, "scope_id", {"confirmed_on": "today-1y..today"}, _("Who confirmed in the last year?")),
        Bars(YearlyConfirmation, "campaign_id"),
    ],
    lists=[
        StandardList(
            "not_confirmed",
            _("Record not confirmed in the last 12 months"),
            Employee,
            {"status_code": IN_SERVICE, "confirmed_on": "!today-1y..today"},
        ),
        StandardList(
            "campaigns_open",
            _("Campaigns that are open"),
            UpdateCampaign,
            {"starts_on": "..today", "ends_on": "today.."},
        ),
    ],
    home_parts=[
        HomePart(_("My record"), "/my_record/part", own=True),
        HomePart(_("Update campaigns"), "/update_progress_part/", reads=Employee.name),
    ],
    own_page=("/my_record/", YearlyConfirmation),
)
