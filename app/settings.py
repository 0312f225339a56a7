"""The settings the product asks for, each with its first value and where that comes from."""

from flask_babel import lazy_gettext as _

from app.records.settings import SettingDeclaration

SETTINGS = (
    SettingDeclaration(
        "province_name", _("Name of the province"), "text", "Tuyên Quang", "QĐ ban hành Quy chế, Điều 1"
    ),
    SettingDeclaration(
        "approval_working_days",
        _("Working days within which a change is to be decided"),
        "number",
        "3",
        "NĐ 27/2026/NĐ-CP Điều 19",
    ),
    SettingDeclaration(
        "month_close_days",
        _("Last days of the month in which data are closed"),
        "number",
        "5",
        "Quy chế Điều 6; TT 06/2023/TT-BNV",
    ),
    SettingDeclaration(
        "export_rows_at_once",
        _("Rows above which an Excel file is made as a job"),
        "number",
        "5000",
        "Measured: a web request stays under five seconds",
    ),
    SettingDeclaration(
        "import_rows_at_once",
        _("Lines above which a sheet is imported as a job"),
        "number",
        "500",
        "Measured: 6 to 13 ms a line on a busy server; a web request stays under seven seconds",
    ),
    SettingDeclaration(
        "decisions_at_once",
        _("Changes of a batch above which they are decided as a job"),
        "number",
        "200",
        "Measured: 33 ms a decision on a busy server; a web request stays under seven seconds",
    ),
    SettingDeclaration(
        "session_hours",
        _("Hours after which one signs in anew even when working all the time"),
        "number",
        "12",
        "A choice of the product: one working day",
    ),
    SettingDeclaration(
        "second_factor_roles",
        _("Roles that are used with a second factor only (“none” for no role)"),
        "text",
        "administrator province_officer planning_officer unit_approver unit_hr inspector leader",
        "TCVN 14423:2026; TT 19/2026/TT-BNV Điều 8",
    ),
    SettingDeclaration("password_least", _("Least characters of a password"), "number", "14", "TCVN 14423:2026"),
    SettingDeclaration(
        "password_kinds",
        _("Kinds of character in a password: small, capital, digit, sign"),
        "number",
        "4",
        "TCVN 14423:2026",
    ),
    SettingDeclaration(
        "password_least_with_factor",
        _("Least characters of a password beside a second factor"),
        "number",
        "8",
        "TCVN 14423:2026",
    ),
    SettingDeclaration(
        "password_history", _("Last passwords that may not be chosen again"), "number", "10", "TCVN 14423:2026"
    ),
    SettingDeclaration(
        "temporary_password_hours",
        _("Hours for which a password given by an administrator may be used"),
        "number",
        "72",
        "A choice of the product: it outlasts a weekend; no text names a figure",
    ),
    SettingDeclaration(
        "first_password_hours",
        _("Hours for which the first password of a new account may be used"),
        "number",
        "336",
        "A choice of the product: two weeks, for letters go out to schools and communes; no text names a figure",
    ),
    SettingDeclaration(
        "sign_in_tries", _("Wrong attempts after which an account is locked"), "number", "5", "TCVN 14423:2026"
    ),
    SettingDeclaration(
        "sign_in_tries_of_address",
        _("Wrong attempts after which an address is locked"),
        "number",
        "50",
        "A choice of the product: the people of an office share one address",
    ),
    SettingDeclaration(
        "sign_in_lock_minutes",
        _("Minutes of the first lock; each further one is twice as long"),
        "number",
        "1",
        "A choice of the product: TCVN 14423:2026 names 12 hours, to which the locks grow",
    ),
    SettingDeclaration(
        "sign_in_lock_most_minutes",
        _("Longest lock of an account in minutes"),
        "number",
        "720",
        "TCVN 14423:2026: 12 hours",
    ),
    SettingDeclaration(
        "sign_in_lock_most_minutes_of_address",
        _("Longest lock of an address in minutes"),
        "number",
        "15",
        "A choice of the product: the people of an office share one address",
    ),
    SettingDeclaration(
        "backup_warn_days",
        _("Days after which the last good backup counts as old"),
        "number",
        "2",
        "A choice of the product: one backup a night, one night may fail; to be kept for 12 months: "
        "TT 19/2026/TT-BNV Điều 9",
    ),
    SettingDeclaration(
        "restore_test_warn_days",
        _("Days after which the last restore test counts as old"),
        "number",
        "180",
        "A choice of the product: twice a year; the regulation asks for a periodic check, Quy chế Điều 11.9",
    ),
)
