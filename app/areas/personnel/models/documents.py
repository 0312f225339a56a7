"""Identity documents (item 8; Luật Căn cước 26/2023/QH15)."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.personnel.models.employee import STAFF, EmployeeRecord
from app.areas.personnel.rules import (
    card_bears_the_personal_number,
    document_has_the_form_of_its_kind,
    document_in_use_is_valid,
    document_number_fits_the_person,
    one_current_document,
)
from app.records.fields import catalogue, day, files, flag, identifier, partial_day, text
from app.records.partial_dates import PartialDate


class IdentityDocument(EmployeeRecord):
    """One identity document that an employee holds or held (item 8; Luật Căn cước 26/2023/QH15)."""

    label = _("Identity document")
    plural = _("Identity documents")
    icon = "person-badge"
    named_by = ("kind_code", "issued_on")
    ordered_by = ("-issued_on",)
    dated_by = "issued_on"
    readers = STAFF
    rules = (
        document_has_the_form_of_its_kind,
        document_number_fits_the_person,
        card_bears_the_personal_number,
        one_current_document,
        document_in_use_is_valid,
    )

    kind_code: Mapped[str] = catalogue(
        "identity_document_types",
        _("Kind of identity document"),
        required=True,
        listed=True,
        key=True,
        counted=True,
        question=_("Which identity documents are on record?"),
        help=_("Old and new cards are kept; only one of them is in use (Luật Căn cước 26/2023/QH15 Điều 46)."),
    )
    number: Mapped[str] = identifier(
        _("Number of the identity document"),
        length=20,
        required=True,
        listed=True,
        key=True,
        secret=True,
        level="identity",
    )
    issued_on: Mapped[PartialDate | None] = partial_day(_("Document issued on"), listed=True)
    issuer: Mapped[str | None] = text(_("Document issued by"), listed=True)
    expires_on: Mapped[date | None] = day(
        _("Document expires on"),
        listed=True,
        counted=True,
        question=_("In which years do the documents run out?"),
        help=_("Cards are renewed at the age of 14, 25, 40 and 60 (Luật Căn cước Điều 21)."),
    )
    is_current: Mapped[bool | None] = flag(_("Document in use now"), listed=True)
    scan: Mapped[list[int] | None] = files(_("Scan of the document"), level="identity")
