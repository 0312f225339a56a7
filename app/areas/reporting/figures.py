"""The settings of reporting: under which number a cell of a released table is left out."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from app.records.settings import SettingDeclaration

LEAST_CELL = "published_least"

FIGURES = (
    SettingDeclaration(
        LEAST_CELL,
        _("Number under which a cell of released figures is left out"),
        "number",
        "5",
        "Thông lệ thống kê, chưa thấy văn bản ấn định; Sở Nội vụ xác nhận (Luật 91/2025/QH15 về khử nhận dạng)",
        least=3,
        most=50,
    ),
)
