"""The figures of law about appointments: dated settings with their source."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _

from app.records.settings import SettingDeclaration

DECREE = date(2020, 9, 29)  # NĐ 115/2020/NĐ-CP in force
TERM, PRESENT_POST = "appointment_term_months", "appointment_present_post_months"
LEAD, VOTE, LEAST_NEW_TERM = "reappointment_lead_days", "appointment_vote_percent", "reappointment_least_months"

FIGURES = (
    SettingDeclaration(
        TERM,
        _("Months of the term of an appointment"),
        "number",
        "60",
        "NĐ 115/2020/NĐ-CP Điều 43: 05 năm; NĐ 259/2026/NĐ-CP từ 01/7/2026 cần kiểm tra lại",
        DECREE,
    ),
    SettingDeclaration(
        PRESENT_POST,
        _("Least months in the present post before an appointment"),
        "number",
        "24",
        "NĐ 115/2020/NĐ-CP Điều 44 khoản 3 (sửa đổi: NĐ 85/2023/NĐ-CP)",
        DECREE,
    ),
    SettingDeclaration(
        VOTE,
        _("Percent of the votes that must be exceeded"),
        "number",
        "50",
        "NĐ 115/2020/NĐ-CP Điều 46, 51",
        DECREE,
    ),
    SettingDeclaration(
        LEAD,
        _("Days before the end of a term by which the reappointment is begun"),
        "number",
        "90",
        "NĐ 115/2020/NĐ-CP Điều 49; Quy định 377-QĐ/TW nói 90 ngày làm việc (theo báo chí): Sở Nội vụ xác nhận",
        DECREE,
    ),
    SettingDeclaration(
        LEAST_NEW_TERM,
        _("Months before retirement below which the term is extended instead of given anew"),
        "number",
        "24",
        "NĐ 115/2020/NĐ-CP Điều 49 khoản 2",
        DECREE,
    ),
)
