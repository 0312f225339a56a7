"""The kinds of value a field can hold: how each is stored, read from what people type, printed, and put into JSON or a sheet.

Every face of a record (form, list, API, sheet, difference) goes through these five verbs, so a value means the
same everywhere: `column_type`, `parse`, `show`, `dump`/`load`, `cell`.
"""

from app.records.kinds.days import Day, PartialDay, PartialDayKind
from app.records.kinds.listed import Attributes, Choice, Flag, Several
from app.records.kinds.numbers import Amount, DecimalNumber, WholeNumber, Year
from app.records.kinds.text import Code, Kind, LongText, PersonName, Title, bytewise

__all__ = [
    "Amount",
    "Attributes",
    "Choice",
    "Code",
    "Day",
    "DecimalNumber",
    "Flag",
    "Kind",
    "LongText",
    "PartialDay",
    "PartialDayKind",
    "PersonName",
    "Several",
    "Title",
    "WholeNumber",
    "Year",
    "bytewise",
]
