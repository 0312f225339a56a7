"""Numbers: whole and decimal, a year, an amount of money."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Integer, Numeric
from sqlalchemy.types import BigInteger, TypeEngine

from app.records import vietnamese
from app.records.kinds.text import Kind
from app.records.problems import FieldError


class WholeNumber(Kind):
    """A whole number between two bounds; its `unit` (%) may be typed behind it."""

    numeric = True

    def __init__(self, least: int = 0, most: int = 2_000_000_000, unit: str = "") -> None:
        super().__init__()
        self.least, self.most, self.unit = least, most, unit

    def column_type(self) -> TypeEngine[Any]:
        return Integer() if self.most <= 2_147_483_647 else BigInteger()

    def parse(self, raw: object) -> int | None:
        if raw is None or raw == "":
            return None
        try:
            number = vietnamese.parse_number(str(raw).strip().removesuffix(self.unit))
        except ValueError as error:
            raise FieldError(_("Enter a whole number, such as 1500 or 1.500.")) from error
        if number != int(number) or not self.least <= number <= self.most:
            raise FieldError(_("Enter a whole number from %(least)s to %(most)s.", least=self.least, most=self.most))
        return int(number)

    def show(self, value: Any) -> str:
        return "" if value is None else vietnamese.number(value)

    def cell(self, value: Any) -> Any:
        return value


class Year(WholeNumber):
    """A calendar year, printed without a thousands mark."""

    def show(self, value: Any) -> str:
        return "" if value is None else str(value)


class Amount(WholeNumber):
    """Money in whole đồng."""

    def __init__(self) -> None:
        super().__init__(0, 9_000_000_000_000)

    def show(self, value: Any) -> str:
        return "" if value is None else vietnamese.amount(value)


class DecimalNumber(Kind):
    """A decimal such as a salary coefficient, kept exactly."""

    numeric = True

    def __init__(self, digits: int = 5, scale: int = 2) -> None:
        super().__init__()
        self.digits, self.scale = digits, scale

    def column_type(self) -> TypeEngine[Any]:
        return Numeric(self.digits, self.scale)

    def parse(self, raw: object) -> Decimal | None:
        if raw is None or raw == "":
            return None
        try:
            number = Decimal(str(raw)) if isinstance(raw, (int, float, Decimal)) else self._typed(str(raw))
            exact = number.quantize(Decimal(1).scaleb(-self.scale))
        except (ValueError, InvalidOperation) as error:
            raise FieldError(_("Enter a number such as 2,34.")) from error
        if exact != number or exact < 0 or exact >= Decimal(10) ** (self.digits - self.scale):
            raise FieldError(_("Enter a number with at most %(scale)d digits after the comma.", scale=self.scale))
        return exact

    def _typed(self, text: str) -> Decimal:
        return vietnamese.parse_number(text, dot_is_decimal=True)

    def show(self, value: Any) -> str:
        return "" if value is None else vietnamese.coefficient(value)

    def dump(self, value: Any) -> Any:
        return None if value is None else str(Decimal(value).quantize(Decimal(1).scaleb(-self.scale)))

    def load(self, stored: Any) -> Any:
        return None if stored is None else Decimal(stored)

    def cell(self, value: Any) -> Any:
        return value
