"""The figures about planning: dated settings with their source, known from digests of the Party's regulation only."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _

from app.records.settings import SettingDeclaration

REGULATION = date(2025, 10, 8)  # Quy định 377-QĐ/TW
UNSEEN = (
    "Quy định 377-QĐ/TW ngày 08/10/2025 (theo bản tóm tắt, chưa có toàn văn): Sở Nội vụ, Ban Tổ chức Tỉnh ủy xác nhận"
)
PERSONS, TITLES = "planning_persons_per_title", "planning_titles_per_person"
TERM, VOTE = "planning_term_months", "planning_vote_percent"

FIGURES = (
    SettingDeclaration(PERSONS, _("Most persons planned for one title"), "number", "3", UNSEEN, REGULATION),
    SettingDeclaration(
        TITLES, _("Most titles of one level for which one person is planned"), "number", "3", UNSEEN, REGULATION
    ),
    SettingDeclaration(
        TERM,
        _("Months that a planned person can still serve from the beginning of the term"),
        "number",
        "60",
        f"Đủ tuổi công tác một nhiệm kỳ; {UNSEEN}",
        REGULATION,
    ),
    SettingDeclaration(
        VOTE,
        _("Percent of the votes at a step of planning that must be exceeded"),
        "number",
        "50",
        f"Thông lệ; {UNSEEN}",
        REGULATION,
    ),
)
