"""Figures of law that are single numbers: dated settings with their source. Those by form and subject are code lists."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _

from app.records.settings import SettingDeclaration

PROVINCE_CHAIN, NATIONAL_CHAIN = "reward_chain_province", "reward_chain_national"
RECIDIVISM = "discipline_recidivism_months"
LAW_OF_2003 = date(2004, 7, 1)  # Luật Thi đua, khen thưởng 15/2003/QH11 in force

FIGURES = (
    SettingDeclaration(
        PROVINCE_CHAIN,
        _("Grassroots titles in a row before the provincial one"),
        "number",
        "3",
        "Luật Thi đua, khen thưởng 06/2022/QH15 (theo trí nhớ; Sở Nội vụ xác nhận)",
        LAW_OF_2003,
    ),
    SettingDeclaration(
        NATIONAL_CHAIN,
        _("Provincial titles before the national one"),
        "number",
        "2",
        "Luật Thi đua, khen thưởng 06/2022/QH15 (theo trí nhớ; Sở Nội vụ xác nhận)",
        LAW_OF_2003,
    ),
    SettingDeclaration(
        RECIDIVISM,
        _("Months within which the same violation is a repeated one"),
        "number",
        "12",
        "NĐ 234/2026/NĐ-CP Điều 2 khoản 8; với công chức theo NĐ 172/2025/NĐ-CP (Sở Nội vụ xác nhận)",
        date(2025, 7, 1),
    ),
)
