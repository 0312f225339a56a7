"""The first page: what the reader has to do today."""

from __future__ import annotations

from typing import Any

from flask import g, redirect
from flask_appbuilder import IndexView, expose
from flask_babel import lazy_gettext as _
from sqlalchemy import func, select

from app.access.roles import ROLES
from app.access.standing import Standing, current_standing
from app.changes.models import WAITING, Change
from app.extensions import db
from app.records.area import HomePart, registry
from app.screens.inbox import overdue_count, so_many, waiting_count
from app.screens.menu import ACCOUNTS, decides, may_use_inbox, own_page, own_record
from app.screens.pages import HomePage, MenuEntry

SHORTCUTS_MOST = 12


class HomeView(IndexView):
    """Where one lands after signing in."""

    class_permission_name = "HomeView"

    @expose("/")
    def index(self) -> Any:
        if g.user is None or not g.user.is_authenticated:
            return redirect(self.appbuilder.get_url_for_login)
        return self.render_template("screens/home.html", page=home_page(current_standing()))


def home_page(standing: Standing) -> HomePage:
    """Tasks with their counts, then the records one works with."""
    roles = ", ".join(dict.fromkeys(str(ROLES[grant.role].label) for grant in standing.grants))
    readable = [[record for record in area.records if standing.may("read", record.name)] for area in registry().areas]
    shortcuts = [
        MenuEntry(records[0].plural, f"/{records[0].name}/list/", records[0].icon) for records in readable if records
    ]
    if standing.may_act("administer"):
        shortcuts.insert(0, MenuEntry(_("Accounts"), ACCOUNTS, "people"))
    if own := own_record(standing):
        shortcuts.insert(0, MenuEntry(_("My record"), own, "person-vcard"))
    user = g.user
    return HomePage(
        greeting=_("Welcome, %(name)s", name=f"{user.last_name} {user.first_name}".strip()),
        roles=roles,
        tasks=_tasks(standing) if may_use_inbox(standing) else (),
        parts=[part for area in registry().areas for part in area.home_parts if shortcuts and _is_for(part, standing)],
        shortcuts=shortcuts[:SHORTCUTS_MOST],
        empty="" if shortcuts else _("Your account opens no records. Ask your administrator if you expected some."),
    )


def _is_for(part: HomePart, standing: Standing) -> bool:
    """Whether a part has anything to say to this reader; what it says is narrowed by its own address."""
    if part.act:
        return standing.may_act(part.act)
    if part.own:
        return bool(own_page(standing))
    if part.keeps:
        return standing.keeps(part.keeps)
    if not part.reads:
        return True
    reach = standing.reach("read", part.reads)
    return reach.everywhere or bool(reach.using or reach.managing)


def _tasks(standing: Standing) -> list[tuple[Any, int | str, str, str]]:
    own = Change.entered_by == standing.user_id
    rows = db.session.execute(
        select(Change.state, func.count()).where(own, Change.state.in_((*WAITING, "returned"))).group_by(Change.state)
    )
    counts: dict[str, int] = {row.state: row[1] for row in rows}
    handed_in = sum(counts.get(state, 0) for state in WAITING)
    returned = counts.get("returned", 0)
    own_tasks: list[tuple[Any, int | str, str, str]] = [
        (
            _("returned to you, to be mended"),
            returned,
            "/approval/list/?folder=returned",
            "late" if returned else "plain",
        ),
        (_("handed in by you, waiting"), handed_in, "/approval/list/?folder=mine", "plain"),
    ]
    if not decides(standing):
        return own_tasks
    waiting = waiting_count(standing)
    tasks = [
        (_("wait for your decision"), so_many(waiting), "/approval/list/", "wait" if waiting else "plain"),
        *own_tasks,
    ]
    late = overdue_count(standing) if waiting else 0
    if late:
        tasks.insert(0, (_("should have been decided by now"), so_many(late), "/approval/list/?folder=overdue", "late"))
    return tasks
