"""The accounts, for the administrator: who signs in with what, and what he does on a written request."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from flask import abort, flash, redirect, request
from flask_appbuilder import BaseView, expose, has_access
from flask_appbuilder.security.decorators import permission_name
from flask_appbuilder.security.sqla.models import User
from flask_babel import lazy_gettext as _

from app.access import accounts, authentication, passwords, second_factor, sessions
from app.access.accounts import Found
from app.access.audit import note
from app.access.roles import ROLES
from app.access.standing import current_standing
from app.extensions import db
from app.records.clock import ZONE
from app.records.vietnamese import moment
from app.screens.account_pages import AccountLine, AccountsPage, Act, TemporaryPage
from app.screens.pages import Paging, Tag

SIZE = 50
UNLOCK = Act("unlock", _("Unlock"), "unlock")
TEMPORARY = Act(
    "temporary",
    _("Give a temporary password"),
    "key",
    _("The present password stops working and every session of this account ends. Go on?"),
)
TAKE_FACTOR = Act(
    "take_factor",
    _("Take the second factor away"),
    "phone",
    _("The telephone and the recovery codes of this account stop working and its sessions end. Go on?"),
)
DEACTIVATE = Act(
    "deactivate",
    _("Deactivate"),
    "person-dash",
    _("Every session of this account ends and nobody signs in with it. Go on?"),
)
ACTIVATE = Act("activate", _("Activate"), "person-check")


class AccountsView(BaseView):
    """The accounts. What an administrator does here is never done to his own account: he has the page for that."""

    route_base = "/account"
    class_permission_name = "System"
    default_view = "list"

    @expose("/list/")
    @has_access
    @permission_name("administer")
    def list(self) -> Any:
        return self.render_template("access/accounts.html", page=accounts_page())

    @expose("/act/<pk>", methods=["POST"])
    @has_access
    @permission_name("administer")
    def act(self, pk: str) -> Any:
        user = _account(pk)
        verb = request.form.get("act", "")
        if verb == TEMPORARY.name:
            password = passwords.give_temporary(user.id)
            db.session.commit()
            page = TemporaryPage(user.username, _full_name(user), password)
            return self.render_template("access/temporary.html", page=page)
        if verb not in ACTS:
            abort(400)
        ACTS[verb](user)
        db.session.commit()
        flash(f"{user.username}: {DONE[verb]}", "success")
        return redirect(f"/account/list/?{urlencode({'q': request.form.get('q', '')[:100]})}")


def _account(pk: str) -> User:
    user = db.session.get(User, int(pk)) if pk.isascii() and pk.isdigit() and len(pk) < 10 else None
    if user is None:
        abort(404)
    if user.id == current_standing().user_id:
        abort(403)
    return user


def _unlock(user: User) -> None:
    authentication.unlock(user.username)
    note("unlock_account", row_id=user.id)


def _take_factor(user: User) -> None:
    if second_factor.take_away(user.id):
        sessions.end_all(user.id, "second_factor")
        note("take_away_second_factor", row_id=user.id)


ACTS: dict[str, Callable[[User], None]] = {
    "unlock": _unlock,
    "take_factor": _take_factor,
    "deactivate": lambda user: accounts.set_active(user.id, False),
    "activate": lambda user: accounts.set_active(user.id, True),
}
DONE = {
    "unlock": _("The account may sign in again."),
    "take_factor": _("The second factor of the account is taken away."),
    "deactivate": _("The account is deactivated."),
    "activate": _("The account is active again."),
}


def accounts_page() -> AccountsPage:
    """One page of the accounts, found by the words in the address."""
    query = request.args.get("q", "").strip()[:100]
    asked = request.args.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 5 else 1
    found, count = accounts.find_accounts(query, max(number, 1), SIZE)
    locks = authentication.locks_of([one.user.username for one in found])
    lines = [_line(one, moment(locks[name], ZONE) if (name := one.user.username) in locks else "") for one in found]
    return AccountsPage(lines, query, _paging(number, count, query, len(lines)))


def _paging(number: int, count: int, query: str, shown: int) -> Paging:
    first = (number - 1) * SIZE + 1 if shown else 0

    def url(page: int) -> str:
        return f"/account/list/?{urlencode({'q': query, 'page': page})}"

    return Paging(
        first,
        first + shown - 1 if shown else 0,
        str(count),
        SIZE,
        (),
        url(number - 1) if number > 1 else "",
        url(number + 1) if number < math.ceil(count / SIZE) else "",
    )


def _line(found: Found, locked_until: str) -> AccountLine:
    user, login = found.user, found.login
    own = user.id == current_standing().user_id
    tags = [
        *([Tag(_("Your account"), "plain")] if own else []),
        *([] if user.active else [Tag(_("Deactivated"), "late")]),
        *([Tag(_("Must change the password"), "wait")] if login.must_change else []),
    ]
    return AccountLine(
        id=user.id,
        username=user.username,
        full_name=_full_name(user),
        roles=", ".join(str(ROLES[role].label) for role in found.roles if role in ROLES),
        signed_in=moment(login.signed_in_at, ZONE) if login.signed_in_at else "",
        locked_until=locked_until,
        factor=Tag(_("Set up"), "ok") if found.factor_since else Tag(_("Not set up"), "plain"),
        tags=tags,
        acts=() if own else _acts(found, bool(locked_until)),
    )


def _acts(found: Found, locked: bool) -> list[Act]:
    """What makes sense for this account now."""
    acts = [UNLOCK] if locked else []
    if found.user.active:
        acts += [TEMPORARY, *([TAKE_FACTOR] if found.factor_since else []), DEACTIVATE]
    else:
        acts.append(ACTIVATE)
    return acts


def _full_name(user: User) -> str:
    return f"{user.last_name} {user.first_name}".strip()
