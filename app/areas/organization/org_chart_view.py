"""The organisation drawn as a tree, as it stood on a day; what lies deeper is fetched when it is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import abort, request
from flask_appbuilder import BaseView, expose, has_access
from flask_appbuilder.security.decorators import permission_name
from flask_babel import lazy_gettext as _

from app.access.standing import current_standing
from app.areas.organization.models import OrgUnit
from app.areas.organization.units_in_reach import Unit, above_of, below_of, chosen_unit, numbers_below, tops
from app.records.clock import today
from app.records.kinds import Day
from app.records.links import key_of
from app.records.problems import FieldError
from app.records.vietnamese import day as shown_day

BRANCH_MOST = 200


@dataclass(frozen=True)
class Node:
    """A unit in the drawing; `below` says how many units stand directly below it."""

    name: str
    kind: str
    url: str
    draw_url: str
    branch_url: str
    below: int


@dataclass(frozen=True)
class Branch:
    """The units below one, and how many of them are left out."""

    nodes: Sequence[Node]
    left_out: int
    list_url: str


@dataclass(frozen=True)
class OrgChartPage:
    """The drawing with its first unit and the level below it."""

    top: Node | None
    branch: Branch | None
    on: str
    unit: int | None
    way: Sequence[tuple[str, str]]
    others: Sequence[tuple[str, str]]
    misread: bool


class OrgChartView(BaseView):
    """The organisation chart (sơ đồ tổ chức)."""

    route_base = "/org_chart"
    class_permission_name = OrgUnit.name
    default_view = "list"
    reads = OrgUnit.name
    label = _("Organisation chart")
    icon = "diagram-2"

    @expose("/")
    @has_access
    @permission_name("read")
    def list(self) -> Any:
        return self.render_template("organization/org_chart.html", page=_page())

    @expose("/branch/<key>")
    @has_access
    @permission_name("read")
    def branch(self, key: str) -> Any:
        """What stands directly below one unit: fetched when it is opened."""
        number = key_of(key)
        if number is None:
            abort(404)
        day, _misread = _day()
        unit = chosen_unit(str(number), day, current_standing())
        return self.render_template("organization/_branch.html", branch=_branch(unit, day) if unit else None)


def _page() -> OrgChartPage:
    day, misread = _day()
    standing = current_standing()
    unit = chosen_unit(request.args.get("unit", ""), day, standing)
    above = above_of(unit, day, standing) if unit else ()
    others = [top for top in tops(day, standing) if unit and top.id != unit.id]
    return OrgChartPage(
        top=_nodes([unit], day)[0] if unit else None,
        branch=_branch(unit, day) if unit else None,
        on=shown_day(day),
        unit=unit.id if unit and request.args.get("unit") else None,
        way=[(one.name_vi, _address(one, day)) for one in above],
        others=[(one.name_vi, _address(one, day)) for one in others],
        misread=misread,
    )


def _day() -> tuple[date, bool]:
    """The day that the address names, else today; and whether it could not be understood."""
    text = request.args.get("on", "").strip()
    try:
        return Day().parse(text) or today(), False
    except FieldError:
        return today(), True


def _branch(unit: Unit, day: date) -> Branch:
    standing = current_standing()
    found = below_of([unit.id], day, standing, BRANCH_MOST)
    total = numbers_below([unit.id], day, standing).get(unit.id, 0)
    return Branch(_nodes(found, day), total - len(found), f"/{OrgUnit.name}/list/?{urlencode({'parent_id': unit.id})}")


def _nodes(found: Sequence[Unit], day: date) -> list[Node]:
    counts = numbers_below([row.id for row in found], day, current_standing())
    kind = OrgUnit.fields["kind_code"]
    return [
        Node(
            name=row.name_vi,
            kind=kind.show(row.kind_code),
            url=f"/{OrgUnit.name}/show/{row.id}",
            draw_url=_address(row, day),
            branch_url=f"/org_chart/branch/{row.id}?{urlencode({'on': shown_day(day)})}",
            below=counts.get(row.id, 0),
        )
        for row in found
    ]


def _address(unit: Unit, day: date) -> str:
    return f"/org_chart/?{urlencode({'unit': unit.id, 'on': shown_day(day)})}"
