"""The words of a declaration: each makes a column that knows its field.

    title: Mapped[str] = text(_("Course title"), required=True, listed=True, searched=True)

The marks are those of `app.records.field.Field`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import MappedColumn, mapped_column

from app.records.catalogues import CatalogueKind
from app.records.field import Field
from app.records.kinds import (
    Amount,
    Attributes,
    Choice,
    Code,
    Day,
    DecimalNumber,
    Flag,
    Kind,
    LongText,
    PartialDayKind,
    PersonName,
    Several,
    Title,
    WholeNumber,
    Year,
)
from app.records.links import Files, Link

if TYPE_CHECKING:
    from app.records.record import Record


def _column(kind: Kind, label: Any, *constraints: Any, **marks: Any) -> MappedColumn[Any]:
    """A column of a kind. Whether it may be NULL, and the place of a secret, are settled when the record is made.

    A counted date has no index for it: it is counted by its year, which an index of days does not serve.
    """
    field = Field(kind=kind, label=label, **marks)
    counted = field.counted and not isinstance(kind, (Day, PartialDayKind))
    indexed = (field.key or counted or isinstance(kind, Link)) and not field.secret
    return mapped_column(
        kind.column_type(), *constraints, nullable=not field.required, index=indexed or None, info={"field": field}
    )


def of_kind(kind: Kind, label: Any, **marks: Any) -> MappedColumn[Any]:
    """A value of a kind of the record's own."""
    return _column(kind, label, **marks)


def text(
    label: Any, *, length: int = 250, pattern: str | None = None, pattern_help: Any = None, **marks: Any
) -> MappedColumn[Any]:
    """One line of text."""
    return _column(Kind(length, pattern, pattern_help), label, **marks)


def long_text(label: Any, *, length: int = 4000, **marks: Any) -> MappedColumn[Any]:
    """Several lines of text."""
    return _column(LongText(length), label, **marks)


def identifier(
    label: Any, *, length: int = 60, pattern: str | None = None, pattern_help: Any = None, **marks: Any
) -> MappedColumn[Any]:
    """A code or a number of identity: text, compared byte by byte, leading zeros kept."""
    return _column(Code(length, pattern, pattern_help), label, **marks)


def person_name(label: Any, **marks: Any) -> MappedColumn[Any]:
    """A person's name; brings a sort key by given, middle and family name."""
    return _column(PersonName(150), label, **marks)


def proper_name(label: Any, **marks: Any) -> MappedColumn[Any]:
    """The name of a thing; brings a sort key in Vietnamese order."""
    return _column(Title(250), label, **marks)


def whole_number(
    label: Any, *, least: int = 0, most: int = 2_000_000_000, unit: str = "", **marks: Any
) -> MappedColumn[Any]:
    return _column(WholeNumber(least, most, unit), label, **marks)


def year(label: Any, *, least: int = 1900, most: int = 2200, **marks: Any) -> MappedColumn[Any]:
    return _column(Year(least, most), label, **marks)


def amount(label: Any, **marks: Any) -> MappedColumn[Any]:
    """Money in whole đồng."""
    return _column(Amount(), label, **marks)


def decimal(label: Any, *, digits: int = 5, scale: int = 2, **marks: Any) -> MappedColumn[Any]:
    """An exact decimal, such as a salary coefficient."""
    return _column(DecimalNumber(digits, scale), label, **marks)


def flag(label: Any, **marks: Any) -> MappedColumn[Any]:
    return _column(Flag(), label, **marks)


def day(label: Any, **marks: Any) -> MappedColumn[Any]:
    """A full date."""
    return _column(Day(), label, **marks)


def partial_day(label: Any, **marks: Any) -> MappedColumn[Any]:
    """A date of which perhaps only month or year is known."""
    return _column(PartialDayKind(), label, **marks)


def choice(label: Any, options: Sequence[tuple[str, Any]], **marks: Any) -> MappedColumn[Any]:
    """A value of a short list closed by the program."""
    return _column(Choice(options), label, **marks)


def several(label: Any, options: Callable[[], Sequence[tuple[str, Any]]], **marks: Any) -> MappedColumn[Any]:
    """Some values of a short list, which is asked for when it is needed."""
    return _column(Several(options), label, **marks)


def catalogue(lists: str | Sequence[str], label: Any, **marks: Any) -> MappedColumn[Any]:
    """A code out of a code list (or the first of several that knows it)."""
    return _column(CatalogueKind((lists,) if isinstance(lists, str) else lists), label, **marks)


def link(target: type[Record] | str, label: Any, **marks: Any) -> MappedColumn[Any]:
    """The key of a row of another record; `"self"` for one of the same record."""
    kind = Link(target)
    table = "self" if isinstance(target, str) else target.__tablename__
    constraint = () if table == "self" else (ForeignKey(f"{table}.id"),)
    return _column(kind, label, *constraint, **marks)


def files(label: Any, **marks: Any) -> MappedColumn[Any]:
    """Evidence files, sent before the form and named here by their keys."""
    return _column(Files(), label, **marks)


def named_values(label: Any, **marks: Any) -> MappedColumn[Any]:
    """Further named values, kept as they came."""
    return _column(Attributes(), label, **marks)
