"""What stands around every page: the left menu, the search box, who is signed in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import current_app, g, request
from flask_babel import lazy_gettext as _

from app.access.roles import ROLES
from app.access.standing import Standing, current_standing
from app.records.area import Area, registry
from app.records.clock import today
from app.screens.inbox import so_many, waiting_count
from app.screens.pages import MenuEntry, MenuGroup

ACCOUNTS = "/account/list/"
GUIDE = "/api/v1/"


@dataclass(frozen=True)
class Chrome:
    """The frame of a page for a signed-in reader."""

    menu: list[MenuGroup]
    user_name: str
    unit_name: str
    product_name: str
    search_url: str
    today: str = ""
    home_url: str = "/"
    logout_url: str = "/logout/"
    sign_in_url: str = "/login/"
    account_url: str = "/account/"
    guide_url: str = ""


def chrome() -> Chrome:
    """The frame for the present request. A menu holds nothing that its reader may not open."""
    standing = current_standing()
    has_inbox = standing.derived("inbox", lambda: may_use_inbox(standing))
    count = waiting_count(standing) if has_inbox else 0
    subject = registry().subject
    searchable = subject is not None and standing.may("read", subject.name)
    return Chrome(
        menu=_menu(standing, has_inbox, count),
        user_name=_user_name(),
        unit_name=_unit_name(standing),
        product_name=current_app.config["APP_NAME"],
        search_url=f"/{subject.name}/list/" if searchable and subject else "",
        today=f"{today():%d/%m/%Y}",
        guide_url=GUIDE if standing.derived("integrates", lambda: _may_integrate(standing)) else "",
    )


def own_page(standing: Standing) -> str:
    """The address of the page that an area has made for the reader's own record, if he may write there."""
    page = registry().own_page
    if page is None or standing.subject_id is None:
        return ""
    return page[0] if standing.reach("write", page[1].name).subject_id == standing.subject_id else ""


def own_record(standing: Standing) -> str:
    """The address of the reader's own record, when a role of his opens it: the page made for him, or the record itself."""
    subject = registry().subject
    if subject is None or standing.subject_id is None:
        return ""
    if page := own_page(standing):
        return page
    reach = standing.reach("read", subject.name)
    opens = reach.everywhere or reach.subject_id == standing.subject_id
    return f"/{subject.name}/show/{standing.subject_id}" if opens else ""


def may_use_inbox(standing: Standing) -> bool:
    """Whoever writes or decides anything has an inbox."""
    return any(standing.may(right, record.name) for record in registry() for right in ("write", "approve"))


def decides(standing: Standing) -> bool:
    """Whether anything of others may come to this reader to be checked or decided."""
    return standing.derived(
        "decides",
        lambda: any(standing.may("approve", record.name) or standing.keeps(record.name) for record in registry()),
    )


def _may_integrate(standing: Standing) -> bool:
    """Whether a program could fetch anything with this account but its holder's own record."""
    reaches = (standing.reach("read", record.name) for record in registry())
    return any(reach.everywhere or reach.using or reach.managing for reach in reaches)


def _menu(standing: Standing, has_inbox: bool, count: int) -> list[MenuGroup]:
    own = [MenuEntry(_("Home"), "/", "house", 0, request.path == "/")]
    if own_address := own_record(standing):
        own.append(MenuEntry(_("My record"), own_address, "person-vcard", 0, request.path == own_address))
    if has_inbox:
        here = request.path.startswith("/approval")
        label, url = (_("Approval inbox"), "") if decides(standing) else (_("My proposals"), "?folder=mine")
        own.append(MenuEntry(label, f"/approval/list/{url}", "inbox", so_many(count), here))
    own.append(
        MenuEntry(_("Files and long work"), "/job/list/", "hourglass-split", 0, request.path.startswith("/job/"))
    )
    groups = standing.derived("menu", lambda: _groups(standing))
    urls = standing.derived("menu lines", lambda: [url for group in groups for url in group.urls])
    open_now = {url for url in urls if _is_under(url, request.path)}
    marked = [group if open_now.isdisjoint(group.urls) else _marked(group, request.path) for group in groups]
    return [MenuGroup(_("My work"), own, own=True), *marked]


def _groups(standing: Standing) -> list[MenuGroup]:
    """The areas of which the reader may open something, each with its lists and pages."""
    groups: dict[str, tuple[Any, list[MenuEntry]]] = {}
    for area in registry().areas:
        label = area.group or area.label
        entries = groups.setdefault(str(label), (label, []))[1]
        parts = _parts(area, standing)
        if len(parts) > 1:
            entries.append(MenuEntry(area.label, parts[0].url, area.icon, parts=parts))
        entries += parts if len(parts) == 1 else ()
    if standing.may_act("administer"):
        administration = str(_("Administration"))
        entries = groups.setdefault(administration, (administration, []))[1]
        entries.append(MenuEntry(_("Accounts"), ACCOUNTS, "people"))
    return [MenuGroup(label, entries) for label, entries in groups.values() if entries]


def _parts(area: Area, standing: Standing) -> list[MenuEntry]:
    """The lists of an area that the reader may open, then its own pages."""
    lists = [
        MenuEntry(record.plural, f"/{record.name}/list/", record.icon)
        for record in area.records
        if standing.may("read", record.name)
    ]
    pages = [
        MenuEntry(view.label, f"{view.route_base}/", view.icon) for view in area.views if _may_open(view, standing)
    ]
    return [*lists, *pages]


def _may_open(view: Any, standing: Standing) -> bool:
    """Whether the reader may open a page that an area has of its own, and finds it in the menu."""
    reads, act, writes = (getattr(view, word, "") for word in ("reads", "act", "writes"))
    if not getattr(view, "label", ""):
        return False
    if not (reads or act or writes):
        return True
    return (
        bool(reads and standing.may("read", reads))
        or bool(act and standing.may_act(act))
        or bool(writes and standing.keeps(writes))
    )


def _marked(group: MenuGroup, path: str) -> MenuGroup:
    """The group with the line marked under which the reader is, and the one that it opens below."""
    entries = [_entry_marked(entry, path) for entry in group.entries]
    return MenuGroup(group.label, entries) if any(entry.here for entry in entries) else group


def _entry_marked(entry: MenuEntry, path: str) -> MenuEntry:
    if not entry.parts:
        return replace(entry, here=_is_under(entry.url, path))
    parts = [replace(part, here=_is_under(part.url, path)) for part in entry.parts]
    here = any(part.here for part in parts)
    return replace(entry, here=here, parts=parts) if here else entry


def _is_under(url: str, path: str) -> bool:
    """Whether a page belongs to a line of the menu; one's own account stands beside the list of all accounts."""
    return path.startswith(url if url == ACCOUNTS else url.removesuffix("list/"))


def _user_name() -> str:
    user = g.user
    return f"{user.last_name} {user.first_name}".strip()


def _unit_name(standing: Standing) -> str:
    """The unit in whose name the reader works: his first grant's, or the role for one that needs no unit."""
    named = next((grant.unit_name for grant in standing.grants if grant.path), None)
    if named is not None:
        return named
    return str(ROLES[standing.grants[0].role].label) if standing.grants else ""
