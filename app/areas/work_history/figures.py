"""The figures of law about secondment and retirement: dated settings with their source."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _

from app.records.settings import SettingDeclaration

SECONDMENT_MOST = "secondment_most_months"
RETIREMENT_NOTICE, RETIREMENT_DECISION = "retirement_notice_months", "retirement_decision_months"
RETIREMENT_PUT_OFF = "retirement_put_off_months"
DECREE = date(2020, 9, 29)  # NĐ 115/2020/NĐ-CP in force

FIGURES = (
    SettingDeclaration(
        SECONDMENT_MOST, _("Longest secondment in months"), "number", "36", "NĐ 115/2020/NĐ-CP Điều 27 khoản 2", DECREE
    ),
    SettingDeclaration(
        RETIREMENT_NOTICE,
        _("Months before retirement by which notice is given"),
        "number",
        "6",
        "NĐ 115/2020/NĐ-CP Điều 59 khoản 6",
        DECREE,
    ),
    SettingDeclaration(
        RETIREMENT_DECISION,
        _("Months before retirement by which it is decided"),
        "number",
        "3",
        "NĐ 115/2020/NĐ-CP Điều 59 khoản 7",
        DECREE,
    ),
    SettingDeclaration(
        RETIREMENT_PUT_OFF,
        _("Months by which retirement may be put off at most"),
        "number",
        "6",
        "NĐ 115/2020/NĐ-CP Điều 59 khoản 3",
        DECREE,
    ),
)
