"""The day and the moment in Viet Nam; every rule that depends on today asks here."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import DateTime
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def today() -> date:
    """The calendar day in Viet Nam."""
    return datetime.now(ZONE).date()


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


class Moment(TypeDecorator[datetime]):
    """A moment, stored in UTC and always given back aware, on SQLite too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month (Bộ luật Dân sự 2015 Điều 146, 147)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
