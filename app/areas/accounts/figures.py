"""The setting of accounts: what a personal account is named after."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from app.records.settings import SettingDeclaration

PERSONAL_USER_NAME = "personal_user_name"
STAFF_NUMBER, WORK_EMAIL = "staff_number", "work_email"

FIGURES = (
    SettingDeclaration(
        PERSONAL_USER_NAME,
        _("What a personal account is named after: staff_number, or work_email"),
        "text",
        STAFF_NUMBER,
        _("Quy chế Điều 5 khoản 2 does not say; a choice of the product: the staff number is unique and no secret"),
        options=(STAFF_NUMBER, WORK_EMAIL),
    ),
)
