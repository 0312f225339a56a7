"""What a clerk is told of a column: what goes into it, and an example that cannot be taken for data."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _

from app.exchange.offers import Offer
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
    LongText,
    PartialDayKind,
    PersonName,
    Several,
    WholeNumber,
    Year,
)
from app.records.links import Link

EXAMPLE = _("E.g.")
A_DAY = date(2024, 3, 12)
A_FIGURE = Decimal("2.34")
A_NAME = "Ma Thị Bích"
A_SALARY = 2_530_000


def example_of(declared: Field, offer: Offer | None) -> str:
    """What the declaration gives as an example, or a believable value of its kind; an empty text for free words."""
    kind = declared.kind
    if declared.example:
        return str(declared.example)
    if offer:
        return str(offer.texts[0])
    if isinstance(kind, (Day, PartialDayKind)):
        return Day().show(A_DAY)
    if isinstance(kind, Year):
        return str(A_DAY.year)
    if isinstance(kind, Amount):
        return str(A_SALARY)
    if isinstance(kind, WholeNumber):
        return str(max(kind.least, 1))
    if isinstance(kind, DecimalNumber):
        return kind.show(A_FIGURE)
    if isinstance(kind, PersonName):
        return A_NAME
    return ""


def marked_example(declared: Field, offer: Offer | None) -> str:
    """The example as it stands above the headings."""
    text = example_of(declared, offer)
    return f"{EXAMPLE} {text}" if text else ""


def kind_in_words(declared: Field, offer: Offer | None) -> Any:
    """What may be written into a cell."""
    kind = declared.kind
    if isinstance(kind, Flag):
        return _("Yes or no")
    if offer:
        return _("Choose from the list of the cell")
    if isinstance(kind, (CatalogueKind, Choice)):
        return _("A code or a name of the code list")
    if isinstance(kind, Link):
        return _("Name or code of a row of “%(plural)s”", plural=kind.target.plural)
    if isinstance(kind, Several):
        return _("Names or codes of the list, a semicolon between them")
    if isinstance(kind, Day):
        return _("Full date, dd/mm/yyyy")
    if isinstance(kind, PartialDayKind):
        return _("Date as far as it is known: dd/mm/yyyy, mm/yyyy or yyyy")
    if isinstance(kind, Amount):
        return _("Amount in đồng, digits only")
    if isinstance(kind, WholeNumber):
        return _("Whole number from %(least)s to %(most)s", least=kind.show(kind.least), most=kind.show(kind.most))
    if isinstance(kind, DecimalNumber):
        return _("Number with at most %(scale)d digits after the comma", scale=kind.scale)
    if isinstance(kind, Attributes):
        return _("Named values, each on a line: name = value")
    if isinstance(kind, Code):
        return _("Code or number, written as text; zeros at the beginning stay")
    if isinstance(kind, LongText):
        return _("Text of several lines, at most %(most)d characters", most=kind.length)
    return _("Text, at most %(most)d characters", most=kind.length)


def hint_of(declared: Field, offer: Offer | None) -> str:
    """What the heading says when one points at it."""
    text = example_of(declared, offer)
    lines = [
        str(_("Required for a new row")) if declared.required else str(_("May stay empty")),
        str(kind_in_words(declared, offer)),
        str(declared.help or ""),
        f"{EXAMPLE} {text}" if text else "",
    ]
    return "\n".join(line for line in lines if line)
