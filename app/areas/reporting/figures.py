"""The settings of reporting: what is left out of a released table, and how far apart two releases are."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from app.records.settings import SettingDeclaration

LEAST_CELL, APART = "published_least", "published_apart_days"

FIGURES = (
    SettingDeclaration(
        LEAST_CELL,
        _("Number under which a cell of released figures is left out"),
        "number",
        "5",
        "Thông lệ thống kê, chưa thấy văn bản ấn định; Sở Nội vụ xác nhận (Luật 91/2025/QH15 về khử nhận dạng). Đơn vị có"
        " số người dưới hai lần mức này thì không ghi giá trị nào của đơn vị",
        least=3,
        most=50,
    ),
    SettingDeclaration(
        APART,
        _("Days between two releases of the same question"),
        "number",
        "80",
        "Luật chưa quy định; do tỉnh quyết định. 80 ngày: mỗi quý công bố một lần, để không so hai lần công bố gần nhau mà"
        " biết ai vừa đến, vừa đi (Luật 91/2025/QH15 về khử nhận dạng)",
        most=366,
    ),
)
