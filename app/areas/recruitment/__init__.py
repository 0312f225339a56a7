"""đ) Quản lý tuyển dụng: plans, rounds, posts to be filled, and applicants until they are on record."""

from flask_babel import lazy_gettext as _

from app.areas.recruitment.models import Applicant, RecruitmentPlan, RecruitmentPost, RecruitmentRound
from app.records.area import Area

area = Area(
    "recruitment",
    _("Recruitment of staff"),
    letter="đ",
    icon="person-plus",
    group=_("Records"),
    records=[RecruitmentPlan, RecruitmentRound, RecruitmentPost, Applicant],
)
