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
)
