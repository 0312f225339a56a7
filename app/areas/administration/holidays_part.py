"""A word to the keepers of the code lists, in time: the public holidays of the coming year are not entered yet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from flask_appbuilder import BaseView, expose, has_access

from app.access.standing import current_standing
from app.records.choices import CatalogueItem
from app.records.clock import today
from app.records.vietnamese import day
from app.records.working_days import HOLIDAYS, holidays_known_until

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
        until = holidays_known_until()
        missing = year_without(until, today()) if current_standing().keeps(CatalogueItem.name) else None
        given = {"year": missing, "until": day(until) if until else "", "url": LISTED}
        return self.render_template("administration/_holidays.html", **given)


def year_without(until: date | None, on: date) -> int | None:
    """The year whose holidays should be known on a day and are not, when the list ends with the day `until`."""
    wanted = (on + BEFORE_NEW_YEAR).year
    return None if until is not None and until.year >= wanted else wanted
