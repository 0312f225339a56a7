"""The pages of HR: the campaigns that run, how far each is, and the people behind each figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from flask import abort, request
from flask_appbuilder import BaseView, expose, has_access
from flask_appbuilder.security.decorators import permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.access.asked import read_address
from app.access.scope import below
from app.access.standing import Standing, current_standing
from app.areas.organization.models import OrgUnit
from app.areas.organization.units_in_reach import Unit, above_of, chosen_unit, tops
from app.areas.personnel.models import Employee
from app.areas.self_service.campaigns import Campaign, campaign_of, open_to_keepers
from app.areas.self_service.models import UpdateCampaign
from app.areas.self_service.progress import ADDRESS, CHILDREN_MOST, KINDS, LISTED, Line, Progress, behind, people_url
from app.records.clock import today
from app.records.vietnamese import day
from app.screens.listing import list_page

PART_MOST = 3
LABELS = {
    "concerned": _("people concerned"),
    "confirmed": _("confirmed"),
    "waiting": _("proposals wait"),
    "untouched": _("nothing yet"),
}


@dataclass(frozen=True)
class CampaignLine:
    """A campaign that runs, with the figures of what the reader reaches of it."""

    name: str
    url: str
    until: str
    line: Line


@dataclass(frozen=True)
class ProgressPage:
    """One campaign below one unit."""

    campaign: Campaign
    time: str
    document: str
    url: str
    unit: Unit | None
    way: Sequence[tuple[str, str]]
    others: Sequence[tuple[str, str]]
    lines: Sequence[Line]
    labels: Sequence[Any]
    excel_url: str
    open_url: str
    cut: int


class CampaignProgressView(BaseView):
    """How far the campaigns are, for whoever looks after records."""

    route_base = "/update_progress"
    class_permission_name = UpdateCampaign.name
    default_view = "list"
    reads = UpdateCampaign.name
    label = _("Progress of the campaigns")
    icon = "clipboard-check"

    @expose("/")
    @has_access
    @permission_name("read")
    def list(self) -> Any:
        """Every campaign that is open."""
        return self.render_template("self_service/campaigns.html", lines=_campaign_lines(100), labels=LABELS)

    @expose("/<int:key>")
    @has_access
    @permission_name("read")
    def show(self, key: int) -> Any:
        return self.render_template("self_service/progress.html", page=_page(_campaign(key)))

    @expose("/<int:key>/<kind>/<int:unit>/<int:alone>/")
    @has_access
    @permission_name("read")
    def people(self, key: int, kind: str, unit: int, alone: int) -> Any:
        """The people of whom proposals wait, or nothing came yet."""
        campaign, standing = _campaign(key), current_standing()
        if kind not in KINDS or kind in LISTED:
            abort(404)
        chosen = chosen_unit(str(unit), today(), standing)
        if chosen is None or not _meet(campaign, chosen):
            abort(404)
        where = Employee.unit_id == chosen.id if alone else Employee.unit_id.in_(_keys_below(campaign, chosen))
        asked = read_address(Employee, request.args, standing)
        page = list_page(asked, standing, request.path, f"/{Employee.name}/show/", where, behind(campaign, kind))
        fragment = request.headers.get("X-Fragment") == "rows"
        return self.render_template("screens/_rows.html" if fragment else "screens/list.html", page=page)


class CampaignPartView(BaseView):
    """What the first page says of the campaigns that run; nothing to whoever looks after no records."""

    route_base = "/update_progress_part"
    class_permission_name = "HomeView"
    method_permission_name: ClassVar = {"part": "use"}
    default_view = "part"

    @expose("/")
    @has_access
    def part(self) -> Any:
        may = current_standing().may("read", UpdateCampaign.name)
        lines = _campaign_lines(PART_MOST) if may else []
        return self.render_template("self_service/_campaigns.html", lines=lines, labels=LABELS)


def _meet(campaign: Campaign, unit: Unit) -> bool:
    """Whether a campaign concerns anybody in or below the unit."""
    return bool(campaign.path.startswith(unit.path) or unit.path.startswith(campaign.path))


def _keys_below(campaign: Campaign, unit: Unit) -> Any:
    path = campaign.path if campaign.path.startswith(unit.path) else unit.path
    return select(OrgUnit.id).where(below(OrgUnit.path, path))


def _campaign(key: int) -> Campaign:
    found = campaign_of(key)
    if found is None:
        abort(404)
    return found


def _campaign_lines(most: int) -> list[CampaignLine]:
    standing, on = current_standing(), today()
    found = []
    for campaign in open_to_keepers(standing, on)[:most]:
        unit = _top(campaign, standing)
        if unit is not None:
            line = Progress(campaign, unit, standing, on).total()
            found.append(CampaignLine(campaign.name_vi, f"{ADDRESS}{campaign.id}", day(campaign.ends_on), line))
    return found


def _top(campaign: Campaign, standing: Standing) -> Unit | None:
    """The unit with which a reader's part of a campaign begins: its own, or the highest one of his below it."""
    reachable = tops(today(), standing)
    for unit in reachable:
        if unit.path.startswith(campaign.path):
            return unit
    meets = any(campaign.path.startswith(unit.path) for unit in reachable)
    return chosen_unit(str(campaign.unit_id), today(), standing) if meets else None


def _page(campaign: Campaign) -> ProgressPage:
    standing, on = current_standing(), today()
    asked = request.args.get("unit", "")
    unit = chosen_unit(asked, on, standing) if asked else _top(campaign, standing)
    if unit is not None and not _meet(campaign, unit):
        abort(404)
    progress = Progress(campaign, unit, standing, on) if unit else None
    lines = progress.table() if progress else []
    url = f"{ADDRESS}{campaign.id}"
    named = f"{unit.id}" if unit else ""
    above = [one for one in (above_of(unit, on, standing) if unit else ()) if one.path.startswith(campaign.path)]
    return ProgressPage(
        campaign,
        gettext("from %(since)s to %(until)s", since=day(campaign.starts_on), until=day(campaign.ends_on)),
        gettext("document %(number)s of %(day)s", number=campaign.document_number, day=day(campaign.document_date)),
        f"/{UpdateCampaign.name}/show/{campaign.id}",
        unit,
        [(one.name_vi, f"{url}?unit={one.id}") for one in above],
        [
            (top.name_vi, f"{url}?unit={top.id}")
            for top in tops(on, standing)
            if unit and _is_other(top, unit, campaign)
        ],
        lines,
        [LABELS[kind] for kind in KINDS],
        people_url(campaign, "open", named, f"/export/{Employee.name}.xlsx"),
        people_url(campaign, "open", named),
        CHILDREN_MOST if len(lines) > CHILDREN_MOST else 0,
    )


def _is_other(top: Unit, unit: Unit, campaign: Campaign) -> bool:
    return top.id != unit.id and top.path.startswith(campaign.path)
