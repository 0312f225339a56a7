"""The register of the personnel file: which papers it holds, and which are missing (TT 11/2012, TT 07/2019/TT-BNV)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.personnel.declaration_rules import HERE, MISSING, paper_is_here_or_missing, paper_is_listed_once
from app.areas.personnel.models.employee import EmployeeRecord
from app.records.fields import catalogue, choice, day, files, identifier, long_text, partial_day, text, whole_number
from app.records.partial_dates import PartialDate

KEEPING, CHECKING = _("How the paper is kept"), _("Check of the paper")
STATES = [
    (HERE[0], _("Here, as an original")),
    (HERE[1], _("Here, as a copy")),
    ("lent", _("Lent or moved on")),
    (MISSING, _("Missing")),
]


class FilePaper(EmployeeRecord):
    """One paper of an employee's file: a component that it holds or lacks, original or copy, and where it is kept."""

    label = _("Paper of the personnel file")
    plural = _("Papers of the personnel files")
    icon = "folder-check"
    named_by = ("kind_code", "number")
    ordered_by = ("kind_code", "-issued_on")
    dated_by = "received_on"
    writers = ("unit_hr", "province_officer")
    stacked: ClassVar = {"number": ("issued_on",), "kept_at": ("pages",)}
    rules = (paper_is_here_or_missing, paper_is_listed_once)

    kind_code: Mapped[str] = catalogue(
        "file_components",
        _("Component of the file"),
        required=True,
        listed=True,
        counted=True,
        question=_("Which papers do the files lack?"),
        among=(("state", MISSING),),
        help=_("The components of a file (TT 11/2012/TT-BNV; TT 07/2019/TT-BNV)."),
    )
    state: Mapped[str] = choice(
        _("State of the paper"),
        STATES,
        required=True,
        listed=True,
        counted=True,
        question=_("How complete are the files?"),
        help=_("Choose “Missing” for a paper that is to be asked for."),
    )
    number: Mapped[str | None] = identifier(_("Number on the paper"), listed=True, searched=True)
    issued_on: Mapped[PartialDate | None] = partial_day(_("Paper of the file dated"), listed=True)
    issuer: Mapped[str | None] = text(_("Paper issued by"))
    pages: Mapped[int | None] = whole_number(_("Number of pages"), least=1, most=2000, listed=True, section=KEEPING)
    received_on: Mapped[date | None] = day(_("Received into the file on"), listed=True, section=KEEPING)
    kept_at: Mapped[str | None] = text(
        _("Place where the paper is kept"), listed=True, section=KEEPING, example="Tủ 3, ngăn 2, hộp 14"
    )
    verified_on: Mapped[date | None] = day(_("Compared with the original on"), section=CHECKING)
    verified_by: Mapped[str | None] = text(_("Compared with the original by"), section=CHECKING)
    scan: Mapped[list[int] | None] = files(_("Scan for the register"), level="identity", section=KEEPING)
    note: Mapped[str | None] = long_text(_("Remark on the paper"))
