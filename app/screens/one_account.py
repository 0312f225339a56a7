"""One account as the administrator sees it: its holder, its rights in the order of time, and what was done to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_appbuilder.security.sqla.models import User
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.access import account_list
from app.access.account_list import Found
from app.access.accounts import KINDS
from app.access.models import AuditEntry, Grant
from app.access.passwords import GIVE_TEMPORARY
from app.access.roles import ROLES
from app.access.second_factor import TAKE_AWAY
from app.extensions import db
from app.records.area import registry
from app.records.clock import ZONE, today
from app.records.vietnamese import day, moment
from app.screens.account_pages import AccountPage, GrantLine, HistoryLine
from app.screens.pages import Tag

STATE_TAGS = {
    "open": Tag(account_list.STATES["open"], "ok"),
    "ahead": Tag(account_list.STATES["ahead"], "wait"),
    "expired": Tag(account_list.STATES["expired"], "late"),
    "locked": Tag(account_list.STATES["locked"], "late"),
}
ACTS = {
    "open_account": _("Account opened"),
    "give_grant": _("Right given"),
    "end_grant": _("Right ended"),
    "activate_account": _("Account activated"),
    "deactivate_account": _("Account deactivated"),
    "unlock_account": _("Account unlocked"),
    GIVE_TEMPORARY: _("Temporary password given"),
    TAKE_AWAY: _("Second factor taken away"),
    "holder_left": _("The holder has left the service"),
}


def account_page(found: Found) -> AccountPage:
    """Everything about one account but its password."""
    user, login = found.user, found.login
    return AccountPage(
        id=user.id,
        username=user.username,
        full_name=full_name(user),
        tag=STATE_TAGS[found.state],
        facts=[
            (_("Kind of account"), str(KINDS.get(login.kind, login.kind))),
            (_("Unit of the account"), unit_name(login.unit_id)),
            (_("Last sign-in"), moment(login.signed_in_at, ZONE) if login.signed_in_at else gettext("never")),
            (_("Second factor"), gettext("Set up") if found.factor_since else gettext("Not set up")),
        ],
        grants=[_grant_line(grant) for grant in account_list.grants_of(user.id)],
        history=[_history_line(entry, by) for entry, by in account_list.history_of(user.id, list(ACTS))],
    )


def full_name(user: User) -> str:
    return f"{user.last_name} {user.first_name}".strip()


def unit_name(unit_id: int | None) -> str:
    """What a unit is called; names of units may be read by anyone."""
    if unit_id is None:
        return ""
    tree = registry().tree
    names = select(*(getattr(tree, name) for name in tree.named_by)).where(tree.id == unit_id)
    row = db.session.execute(names).first()
    return tree.title_from(row) if row else ""


def _grant_line(grant: Grant) -> GrantLine:
    return GrantLine(
        role=ROLES[grant.role].label if grant.role in ROLES else grant.role,
        unit=unit_name(grant.unit_id),
        begins=day(grant.valid_from),
        ends=day(grant.valid_to) if grant.valid_to else "",
        document=grant.document,
        tag=_grant_tag(grant, today()),
    )


def _grant_tag(grant: Grant, on: date) -> Tag:
    if grant.valid_to is not None and grant.valid_to < max(grant.valid_from, on):
        return Tag(_("Right over"), "plain")
    return Tag(_("Right to come"), "wait") if grant.valid_from > on else Tag(_("Right in force"), "ok")


def _history_line(entry: AuditEntry, by: User | None) -> HistoryLine:
    detail = entry.detail or {}
    role: Any = detail.get("role")
    what = str(ACTS[entry.act])
    if role in ROLES:
        what = f"{what}: {ROLES[role].label}"
    who = full_name(by) if by else gettext("the operator of the server")
    return HistoryLine(what, moment(entry.at, ZONE), who, str(detail.get("document", "")))
