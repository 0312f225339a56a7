"""What “once a year” means: dated settings with their source."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _

from app.records.settings import SettingDeclaration

YEAR_BEGINS = "confirmation_year_begins"
SILENT = "Luật chưa quy định việc xác nhận hồ sơ hằng năm; tiêu chí cá nhân khi xét thi đua, do tỉnh quyết định, cần đối chiếu"

FIGURES = (
    SettingDeclaration(
        YEAR_BEGINS, _("Month in which the year of confirmation begins"), "number", "1", SILENT, date(2004, 1, 1), 1, 12
    ),
)


def year_of(day: date, first_month: int) -> int:
    """The year of confirmation in which a day lies, named after the calendar year in which it begins."""
    return day.year if day.month >= first_month else day.year - 1
