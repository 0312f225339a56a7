"""The figures about membership of the Party: dated settings with their source."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _

from app.records.settings import SettingDeclaration

PARTY_AGE, PARTY_PROBATION = "party_least_age", "party_probation_months"
STATUTE = date(1930, 2, 3)

FIGURES = (
    SettingDeclaration(
        PARTY_AGE,
        _("Least age of a Party member"),
        "number",
        "18",
        "Điều lệ Đảng Cộng sản Việt Nam Điều 1 khoản 2; các Điều lệ trước cần đối chiếu",
        STATUTE,
    ),
    SettingDeclaration(
        PARTY_PROBATION,
        _("Months of probation in the Party"),
        "number",
        "12",
        "Điều lệ Đảng Cộng sản Việt Nam Điều 5 khoản 1; các Điều lệ trước cần đối chiếu",
        STATUTE,
    ),
)
