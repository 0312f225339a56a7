"""The page “quota against present”: a unit, what stands below it, and the people behind each number."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import request, send_file
from flask_appbuilder import BaseView, expose, has_access
from flask_appbuilder.security.decorators import permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.access.standing import current_standing
from app.areas.organization.headcount import CHILDREN_MOST, KINDS, Headcount, cells
from app.areas.organization.models import HeadcountQuota
from app.areas.organization.units_in_reach import Unit, above_of, chosen_unit, tops
from app.exchange.book import WORKBOOK
from app.exchange.exporting import write
from app.extensions import db
from app.records.clock import today
from app.records.field import Field
from app.records.kinds import Title, WholeNumber

YEARS_BACK, YEAR_DIGITS = 5, 4


@dataclass(frozen=True)
class HeadcountPage:
    """The page; `way` leads down to the unit, `others` are the further units with which the reader's reach begins."""

    unit: Unit | None
    year: int
    years: list[tuple[int, str]]
    way: list[tuple[str, str]]
    others: list[tuple[str, str]]
    kinds: Any
    lines: Any
    cut: int
    sheet_url: str


class HeadcountView(BaseView):
    """Quota against present (số lượng được giao và có mặt)."""

    route_base = "/headcount"
    class_permission_name = HeadcountQuota.name
    default_view = "list"
    reads = HeadcountQuota.name
    label = _("Quota and present staff")
    icon = "clipboard-data"

    @expose("/")
    @has_access
    @permission_name("read")
    def list(self) -> Any:
        return self.render_template("organization/headcount.html", page=_page())

    @expose("/table.xlsx")
    @has_access
    @permission_name("read")
    def sheet(self) -> Any:
        """The table as it stands on the page, for Excel."""
        unit, year = _asked()
        lines = Headcount(unit, year, current_standing(), today()).table() if unit else []
        file = tempfile.TemporaryFile()  # noqa: SIM115  (the answer closes it when it is sent)
        write(HeadcountQuota, _columns(), cells(lines), file, "xlsx", ["unit", "year"])
        db.session.commit()
        file.seek(0)
        name = f"bien-che-{year}-{today():%Y%m%d}.xlsx"
        return send_file(file, mimetype=WORKBOOK, as_attachment=True, download_name=name)


def _asked() -> tuple[Unit | None, int]:
    year = request.args.get("year", "")
    chosen = int(year) if year.isascii() and year.isdigit() and len(year) == YEAR_DIGITS else today().year
    return chosen_unit(request.args.get("unit", ""), today(), current_standing()), chosen


def _page() -> HeadcountPage:
    standing, day = current_standing(), today()
    unit, year = _asked()
    lines = Headcount(unit, year, standing, day).table() if unit else []

    def address(of: Unit | None, when: int = year, base: str = "/headcount/") -> str:
        return f"{base}?{urlencode({'unit': of.id, 'year': when} if of else {'year': when})}"

    years = range(day.year + 1, day.year - YEARS_BACK, -1)
    return HeadcountPage(
        unit=unit,
        year=year,
        years=[(one, address(unit, one)) for one in sorted({*years, year}, reverse=True)],
        way=[(above.name_vi, address(above)) for above in (above_of(unit, day, standing) if unit else ())],
        others=[(top.name_vi, address(top)) for top in tops(day, standing) if unit and top.id != unit.id],
        kinds=[label for _name, label in KINDS],
        lines=lines,
        cut=CHILDREN_MOST if len(lines) >= CHILDREN_MOST else 0,
        sheet_url=address(unit, base="/headcount/table.xlsx"),
    )


def _columns() -> list[Field]:
    """The columns of the sheet."""
    number = WholeNumber(-2_000_000_000, 2_000_000_000)
    words = (gettext("given"), gettext("present"), gettext("vacant"))
    numbers = [
        Field(number, f"{label}: {word}", f"{name}_{place}")
        for name, label in KINDS
        for place, word in enumerate(words)
    ]
    return [Field(Title(250), gettext("Unit"), "unit"), *numbers]
