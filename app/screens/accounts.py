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

from app.access import account_list, accounts, authentication, passwords, second_factor, sessions
from app.access.account_list import Found, Wanted
from app.access.audit import note
from app.access.roles import ROLES
from app.access.standing import current_standing
from app.extensions import db
from app.records.area import registry
from app.records.clock import ZONE, now
from app.records.links import key_of
from app.records.partial_dates import PartialDate, PartialDateError
from app.records.problems import FieldError
from app.records.vietnamese import moment
from app.screens.account import refused
from app.screens.account_pages import AccountLine, AccountsPage, Act, AddressLine, TemporaryPage
from app.screens.one_account import STATE_TAGS, account_page, full_name, unit_name
from app.screens.pages import Filter, Paging, Tag

SIZE = 50
UNLOCK = Act("unlock", _("Unlock"), "unlock")
TEMPORARY = Act(
    "temporary",
    _("Give a temporary password"),
    "key",
    _("The present password stops working and every session of this account ends. Go on?"),
    grave=True,
)
TAKE_FACTOR = Act(
    "take_factor",
    _("Take the second factor away"),
    "phone",
    _("The telephone and the recovery codes of this account stop working and its sessions end. Go on?"),
    grave=True,
)
DEACTIVATE = Act(
    "deactivate",
    _("Deactivate"),
    "person-dash",
    _("Every session of this account ends and nobody signs in with it. Go on?"),
)
GRAVE = (TEMPORARY.name, TAKE_FACTOR.name)
LONGEST_NUMBER = 100
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

    @expose("/show/<pk>")
    @has_access
    @permission_name("administer")
    def show(self, pk: str) -> Any:
        """One account: whose it is, what it may do and could do, and what was done to it."""
        found = account_list.find_account(key_of(pk) or 0)
        if found is None:
            abort(404)
        return self.render_template("access/one_account.html", page=account_page(found))

    @expose("/act/<pk>", methods=["POST"])
    @has_access
    @permission_name("administer")
    def act(self, pk: str) -> Any:
        user = _account(pk)
        verb = request.form.get("act", "")
        back = redirect(f"/account/list/?{urlencode({'q': request.form.get('q', '')[:100]})}")
        if verb in GRAVE:
            try:
                document = _written_request()
            except FieldError as refusal:
                flash(f"{user.username}: {refusal.message}", "danger")
                return back
            if verb == TEMPORARY.name:
                return self._give_temporary(user, document)
            _take_factor(user, document)
        elif verb in ACTS:
            ACTS[verb](user)
        else:
            abort(400)
        db.session.commit()
        flash(f"{user.username}: {DONE[verb]}", "success")
        return back

    def _give_temporary(self, user: User, document: str) -> Any:
        password = passwords.give_temporary(user.id, document)
        db.session.commit()
        ends_at = moment(now() + passwords.lasting(), ZONE)
        page = TemporaryPage(user.username, full_name(user), password, ends_at)
        return self.render_template("access/temporary.html", page=page)

    @expose("/unlock_address", methods=["POST"])
    @has_access
    @permission_name("administer")
    def unlock_address(self) -> Any:
        """Let an address sign in again, behind which an office may stand."""
        address = request.form.get("address", "")[:60]
        if authentication.unlock_address(address):
            note("unlock_address", detail={"address": address})
            db.session.commit()
            flash(str(_("One may sign in again from the address %(address)s.", address=address)), "success")
        return redirect("/account/list/")


def _account(pk: str) -> User:
    user = db.session.get(User, int(pk)) if pk.isascii() and pk.isdigit() and len(pk) < 10 else None
    if user is None:
        abort(404)
    if user.id == current_standing().user_id:
        abort(403)
    return user


def _unlock(user: User) -> None:
    authentication.unlock(user)
    note("unlock_account", row_id=user.id)


def _take_factor(user: User, document: str) -> None:
    """The password that stood beside it may be a short one: it is changed first thing."""
    if second_factor.take_away(user.id):
        passwords.ask_new(user.id)
        sessions.end_all(user.id, "second_factor")
        note(second_factor.TAKE_AWAY, row_id=user.id, detail={"document": document})


def _written_request() -> str:
    """Number and date of the written request, once the administrator has given his own password for it.

    Access is changed on a written request alone (Điều 11 khoản 4 of the regulation). Raises `FieldError`.
    """
    number = " ".join(request.form.get("document_number", "").split())
    try:
        day = PartialDate.parse(request.form.get("document_date", "")[:20])
    except PartialDateError:
        day = None
    if not number or len(number) > LONGEST_NUMBER or day is None or day.day is None:
        raise FieldError(_("Give number and date of the written request, such as 12/CV-SNV and 24/11/2026."))
    outcome = authentication.confirms(current_standing().user_id or 0, request.form.get("password", ""))
    if outcome.verdict != "entered":
        raise FieldError(refused(outcome))
    return f"{number}, {day}"


ACTS: dict[str, Callable[[User], None]] = {
    "unlock": _unlock,
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
    """One page of the accounts, found by the words and filters in the address."""
    wanted = wanted_accounts()
    asked = request.args.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 5 else 1
    found, count = account_list.find_accounts(wanted, max(number, 1), SIZE)
    locks = authentication.locks_of([one.user for one in found])
    lines = [_line(one, moment(locks[one.user.id], ZONE) if one.user.id in locks else "") for one in found]
    addresses = [AddressLine(name, moment(until, ZONE)) for name, until in authentication.locked_addresses().items()]
    return AccountsPage(lines, addresses, wanted.words, _filters(wanted), _paging(number, count, len(lines)))


def wanted_accounts() -> Wanted:
    """What the address asks for; what it does not name rightly is left out."""
    asked = request.args
    return Wanted(
        asked.get("q", "").strip()[:100],
        _known(asked.get("kind", ""), accounts.KINDS),
        _known(asked.get("state", ""), account_list.STATES),
        _known(asked.get("role", ""), ROLES),
        key_of(asked.get("unit", "")),
    )


def _known(value: str, known: Any) -> str:
    return value if value in known else ""


def _filters(wanted: Wanted) -> list[Filter]:
    kinds = [(name, str(label)) for name, label in accounts.KINDS.items()]
    states = [(name, str(label)) for name, label in account_list.STATES.items()]
    roles = [(name, str(role.label)) for name, role in ROLES.items()]
    return [
        _choice("kind", _("Kind of account"), wanted.kind, kinds),
        _choice("state", _("State of the account"), wanted.state, states),
        _choice("role", _("Role"), wanted.role, roles),
        *_unit_filter(wanted),
    ]


def _choice(name: str, label: Any, value: str, options: list[tuple[str, str]]) -> Filter:
    return Filter(name, label, "select", value, dict(options).get(value, ""), _address(**{name: None}), options)


def _unit_filter(wanted: Wanted) -> list[Filter]:
    """By unit, for whom the tree is open."""
    tree = registry().tree
    if not current_standing().may("read", tree.name):
        return []
    value = str(wanted.unit_id or "")
    pick_url = f"/{tree.name}/pick/parent_id"
    label = _("Unit of the account")
    return [Filter("unit", label, "link", value, unit_name(wanted.unit_id), _address(unit=None), pick_url=pick_url)]


def _address(**changed: Any) -> str:
    """The address of the list with what it asks for now, but for these."""
    kept = {name: request.args.get(name, "")[:100] for name in ("q", "kind", "state", "role", "unit")} | changed
    return f"/account/list/?{urlencode({name: value for name, value in kept.items() if value})}"


def _paging(number: int, count: int, shown: int) -> Paging:
    first = (number - 1) * SIZE + 1 if shown else 0
    return Paging(
        first,
        first + shown - 1 if shown else 0,
        str(count),
        SIZE,
        (),
        _address(page=number - 1) if number > 1 else "",
        _address(page=number + 1) if number < math.ceil(count / SIZE) else "",
    )


def _line(found: Found, locked_until: str) -> AccountLine:
    user, login = found.user, found.login
    own = user.id == current_standing().user_id
    tags = [
        *([Tag(_("Your account"), "plain")] if own else []),
        *([] if user.active else [Tag(_("Deactivated"), "late")]),
        *([STATE_TAGS[found.state]] if found.state in ("ahead", "expired") else []),
        *([Tag(_("Must change the password"), "wait")] if login.must_change else []),
    ]
    return AccountLine(
        id=user.id,
        username=user.username,
        full_name=full_name(user),
        roles=", ".join(str(ROLES[role].label) for role in found.roles if role in ROLES),
        kind=accounts.KINDS.get(login.kind, login.kind),
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
