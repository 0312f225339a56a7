"""Code lists: values with codes, validity dates, names and external codes, kept by Sở Nội vụ as data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Mapped
from sqlalchemy.types import TypeEngine

from app.extensions import db
from app.records.area import registry
from app.records.catalogues import Item
from app.records.fields import day, identifier, long_text, named_values, of_kind, proper_name, text, whole_number
from app.records.kinds import Choice, bytewise
from app.records.names import collation_key
from app.records.record import Record


class CodeList(Choice):
    """The code of a code list, read and chosen by the name that an area gives it; one without a name is called by its code."""

    closed = False

    def __init__(self) -> None:
        super().__init__((), length=60)

    @property
    def options(self) -> tuple[tuple[str, object], ...]:
        """In the order of their names, as the reader of any language looks for them."""
        return tuple(sorted(registry().code_lists.items(), key=lambda named: collation_key(str(named[1]))))

    def has(self, code: str) -> bool:
        return code in registry().code_lists

    def show(self, value: Any) -> str:
        return str(registry().code_lists.get(value, value or ""))

    def column_type(self) -> TypeEngine[Any]:
        return bytewise(60)


class CatalogueItem(Record):
    """One value of one code list, valid for a time; the list is named by `list_code` (genders, ranks …)."""

    label = _("Catalogue item")
    plural = _("Code lists")
    approval = False
    scope = "open"
    named_by = ("name_vi", "code")
    writers = ("province_officer",)
    approvers = ("province_officer",)
    rest_to = "attributes"

    list_code: Mapped[str] = of_kind(CodeList(), _("Code list"), required=True, listed=True, key=True, searched=True)
    code: Mapped[str] = identifier(_("Item code"), required=True, listed=True, key=True, searched=True)
    name_vi: Mapped[str] = proper_name(_("Vietnamese name"), required=True, listed=True, searched=True)
    name_en: Mapped[str | None] = text(_("English name"))
    sort_order: Mapped[int | None] = whole_number(_("Sort order"))
    valid_from: Mapped[date | None] = day(_("Valid from"), listed=True)
    valid_to: Mapped[date | None] = day(_("Valid to"), listed=True)
    external_codes: Mapped[dict[str, str] | None] = named_values(_("External codes"))
    attributes: Mapped[dict[str, str] | None] = named_values(_("Further attributes"))
    source: Mapped[str | None] = long_text(_("Source of law"))
    confidence: Mapped[str | None] = text(_("Confidence"), length=20)
    basis: Mapped[str | None] = text(_("Basis of confidence"), length=40)
    note: Mapped[str | None] = long_text(_("Note"))


def read_items() -> Iterator[Item]:
    """Every value of every code list, in the order of its list."""
    c = CatalogueItem
    columns = (c.list_code, c.code, c.name_vi, c.name_en, c.valid_from, c.valid_to, c.attributes)
    for row in db.session.execute(select(*columns).order_by(c.list_code, c.sort_order, c.code)):
        yield Item(
            row.list_code, row.code, row.name_vi, row.name_en or "", row.valid_from, row.valid_to, row.attributes or {}
        )
