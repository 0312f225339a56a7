"""Days: one of the calendar, and one of which perhaps only the month or the year is known."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Date
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from app.records import vietnamese
from app.records.kinds.text import Kind, bytewise
from app.records.partial_dates import PartialDate, PartialDateError
from app.records.problems import FieldError

# Dates come again and again: as many days as forty-five years of births have, each read once, in some four megabytes.
_read_stored = lru_cache(1 << 14)(PartialDate.from_iso)


class PartialDay(TypeDecorator[PartialDate]):
    """A partial date stored as `1979`, `1979-03` or `1979-03-12`, which sorts and compares rightly as text."""

    impl = bytewise(10)
    cache_ok = True

    def process_bind_param(self, value: PartialDate | str | None, dialect: Dialect) -> str | None:
        return value.iso if isinstance(value, PartialDate) else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> PartialDate | None:
        return None if value is None else _read_stored(value)


class Day(Kind):
    """A full calendar day; counted by its year."""

    control = "day"
    countable = True

    def column_type(self) -> TypeEngine[Any]:
        return Date()

    def parse(self, raw: object) -> date | None:
        partial = PartialDayKind().parse(raw)
        if partial is None:
            return None
        if partial.precision != "day":
            raise FieldError(_("Enter the full date as dd/mm/yyyy."))
        return partial.earliest()

    def show(self, value: Any) -> str:
        return "" if value is None else vietnamese.day(value)

    def dump(self, value: Any) -> Any:
        return None if value is None else value.isoformat()

    def load(self, stored: Any) -> Any:
        return None if stored is None else date.fromisoformat(stored)

    def cell(self, value: Any) -> Any:
        return value


class PartialDayKind(Kind):
    """A day of which perhaps only the month or the year is known; counted by its year."""

    control = "partial-day"
    countable = True
    REASONS = {
        "format": _("Enter a date as dd/mm/yyyy, mm/yyyy or yyyy."),
        "year": _("The year must be from 1800 to 2200."),
        "month": _("There is no such month; enter 01 to 12."),
        "day": _("There is no such day in that month; check the day."),
    }

    def column_type(self) -> TypeEngine[Any]:
        return PartialDay()

    def parse(self, raw: object) -> PartialDate | None:
        if raw is None or raw == "":
            return None
        if isinstance(raw, PartialDate):
            return raw
        if isinstance(raw, (datetime, date)):
            return PartialDate.from_date(raw)
        text = str(int(raw)) if isinstance(raw, float) else str(raw)
        try:
            return PartialDate.parse(text)
        except PartialDateError as error:
            raise FieldError(self.REASONS[error.reason]) from error

    def show(self, value: Any) -> str:
        return "" if value is None else value.display()

    def dump(self, value: Any) -> Any:
        return None if value is None else value.iso

    def load(self, stored: Any) -> Any:
        return None if stored is None else PartialDate.from_iso(stored)
