"""A word to the keepers of the code lists, in time: the public holidays of the coming year are not entered yet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from flask_appbuilder import BaseView, expose, has_access

from app.access.standing import current_standing
from app.records.choices import CatalogueItem
from app.records.clock import today
from app.records.working_days import HOLIDAYS, are_holidays_known

ADDRESS = "/holidays"
LISTED = f"/{CatalogueItem.name}/list/?list_code={HOLIDAYS}"
# By then those of the next year are usually announced, and clocks of working days run into it soon.
BEFORE_NEW_YEAR = timedelta(days=45)


class HolidaysView(BaseView):
    """The part of the first page that says nothing as long as nothing is missing."""

    route_base = ADDRESS
    class_permission_name = "HomeView"
    method_permission_name: ClassVar = {"part": "use"}
    default_view = "part"

    @expose("/part")
    @has_access
    def part(self) -> Any:
        year = year_without_holidays(today()) if current_standing().keeps(CatalogueItem.name) else None
        return self.render_template("administration/_holidays.html", year=year, url=LISTED)


def year_without_holidays(on: date) -> int | None:
    """The first year whose holidays should be known on a day and are not."""
    wanted = sorted({on.year, (on + BEFORE_NEW_YEAR).year})
    return next((year for year in wanted if not are_holidays_known(year)), None)
