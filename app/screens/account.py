"""One's own account: the password, the second factor, the sessions that are open."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, flash, g, redirect, request, session
from flask_appbuilder import BaseView, expose
from flask_appbuilder.security.sqla.models import User
from flask_appbuilder.utils.base import get_safe_redirect
from flask_babel import lazy_gettext as _
from flask_login import current_user

from app.access import accounts, passwords, second_factor, sessions
from app.access.audit import note
from app.access.authentication import Outcome, confirms
from app.access.security import FACTOR_PAGE
from app.access.sign_in_view import AFTER_FIRST_THINGS, TELL_FOR, told
from app.extensions import db
from app.records.clock import ZONE, now
from app.records.problems import FieldError
from app.records.secrets import SecretError
from app.records.vietnamese import moment
from app.screens.account_pages import CodesPage, FactorPage, InterventionLine, OwnAccountPage, PasswordPage, SessionLine

BROWSERS = ("Edg/Edge", "OPR/Opera", "Firefox/Firefox", "Chrome/Chrome", "Safari/Safari")
SYSTEMS = ("Android/Android", "iPhone/iPhone", "iPad/iPad", "Windows/Windows", "Mac OS X/macOS", "Linux/Linux")


class OwnAccountView(BaseView):
    """Everybody's own account, and nobody else's: every statement names the present user."""

    route_base = "/account"
    class_permission_name = "HomeView"
    default_view = "show"

    @expose("/")
    def show(self) -> Any:
        return self.render_template("access/account.html", page=own_account_page(_me()))

    @expose("/password/", methods=["GET", "POST"])
    def password(self) -> Any:
        """Choose a new password; the present one is asked for."""
        user, errors = _me(), {}
        if request.method == "POST":
            errors = self._change(user)
            if not errors:
                flash(str(_("Your password is changed. Every other session of yours has ended.")), "success")
                return redirect(_onward())
        g.frameless = forced = g.get("asked_first") == "password"
        page = PasswordPage(
            forced=forced,
            rules=passwords.rules(with_factor=second_factor.is_set_up(user.id)),
            username=user.username,
            errors=errors,
        )
        return self.render_template("access/password.html", page=page), 422 if errors else 200

    def _change(self, user: User) -> dict[str, Any]:
        """Try the change that was sent; what is wrong with it, by field."""
        old, new = request.form.get("old", ""), request.form.get("new", "")
        if new != request.form.get("again", ""):
            return {"again": _("This is not the same as the new password. Type it again.")}
        outcome = confirms(user.id, old)
        if outcome.verdict != "entered":
            return {"old": refused(outcome)}
        try:
            passwords.change_password(user.id, old, new, g.user_session.id)
        except FieldError as refusal:
            db.session.rollback()
            return {"new": refusal.message}
        db.session.commit()
        g.asked_first = ""
        return {}

    @expose("/second_factor/", methods=["GET", "POST"])
    def second_factor(self) -> Any:
        """Set a second factor up: nothing is stored before a code proves that the telephone has the secret."""
        user = _me()
        if second_factor.is_set_up(user.id):
            return redirect("/account/")
        offer = request.form.get("offer") or second_factor.offer(user.id)
        errors: dict[str, Any] = {}
        forced = g.get("asked_first") == "second_factor"
        if request.method == "POST":
            codes, errors = _set_up(user.id, offer, forced)
            if codes is not None:
                return self._codes(user, codes)
        secret = _offered(offer, user.id)
        g.frameless = forced
        page = FactorPage(
            forced=forced,
            picture=second_factor.picture_of(secret, user),
            secret=" ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
            offer=offer,
            errors=errors,
        )
        return self.render_template("access/second_factor.html", page=page), 422 if errors else 200

    @expose("/recovery_codes/", methods=["POST"])
    def recovery_codes(self) -> Any:
        """New recovery codes in place of the former; password and code are asked for."""
        user = _me()
        if not second_factor.is_set_up(user.id) or not _confirmed_twice(user):
            return redirect("/account/")
        codes = second_factor.renew_recovery_codes(user.id)
        note("renew_recovery_codes", row_id=user.id)
        db.session.commit()
        return self._codes(user, codes)

    @expose("/second_factor/remove/", methods=["POST"])
    def remove_factor(self) -> Any:
        """Take one's second factor away, to set up another telephone; where one is required it is asked for at once."""
        user = _me()
        if not second_factor.is_set_up(user.id) or not _confirmed_twice(user):
            return redirect("/account/")
        second_factor.take_away(user.id)
        if not passwords.suffices_alone(request.form.get("password", ""), user.username):
            passwords.ask_new(user.id)
            flash(str(_("Without a second factor your password is too weak; choose a new one.")), "warning")
        note(second_factor.TAKE_AWAY, row_id=user.id)
        g.user_session.second_factor = False
        g.user_session.needs_factor = second_factor.is_required(user.id)
        if sessions.end_all(user.id, "second_factor", but=g.user_session.id):
            db.session.commit()
            flash(str(_("The second factor is taken away.")), "success")
        else:
            db.session.rollback()
        return redirect("/account/")

    @expose("/session/end/<pk>", methods=["POST"])
    def end_session(self, pk: str) -> Any:
        key = int(pk) if pk.isascii() and pk.isdigit() and len(pk) < 10 else 0
        if not sessions.end(key, _me().id, "by_owner"):
            abort(404)
        note("end_session", row_id=key)
        db.session.commit()
        flash(str(_("The session has ended.")), "success")
        return redirect("/account/")

    def _codes(self, user: User, codes: list[str]) -> Any:
        product = current_app.config["APP_NAME"]
        page = CodesPage(codes, user.username, product, moment(now(), ZONE), _onward())
        return self.render_template("access/recovery_codes.html", page=page)


def _me() -> User:
    """The present user. Whoever is not signed in is led to the door."""
    if not current_user.is_authenticated:
        abort(redirect("/login/"))
    user: User = current_user._get_current_object()
    return user


def _onward() -> str:
    """What is asked of him next, or where he wanted to go before something was."""
    if g.user_session.needs_factor:
        return FACTOR_PAGE
    return get_safe_redirect(session.pop(AFTER_FIRST_THINGS, "/account/"))


def refused(outcome: Outcome) -> Any:
    """What was wrong with the password, or the code, that was asked of somebody who is signed in."""
    if outcome.verdict == "locked" or outcome.why == "code":
        return told(outcome)
    return _("The present password is not right. Type it again.")


def _confirmed_twice(user: User) -> bool:
    """Whether password and code that came along are right; told when they are not."""
    outcome = confirms(user.id, request.form.get("password", ""), request.form.get("code", "")[:40])
    if outcome.verdict != "entered":
        flash(str(refused(outcome)), "danger")
    return outcome.verdict == "entered"


def _offered(offer: str, user_id: int) -> str:
    try:
        return second_factor.offered_secret(offer, user_id)
    except SecretError:
        abort(400)


def _set_up(user_id: int, offer: str, forced: bool) -> tuple[list[str] | None, dict[str, Any]]:
    """Store the second factor when the code proves it; sessions and tokens without one end. What is wrong, by field.

    The password is asked for, unless it was given a moment ago, at the door.
    """
    _offered(offer, user_id)
    if not forced:
        outcome = confirms(user_id, request.form.get("password", ""))
        if outcome.verdict != "entered":
            return None, {"password": refused(outcome)}
    codes = second_factor.set_up(user_id, offer, request.form.get("code", "")[:40])
    if codes is None:
        db.session.rollback()
        message = _("This code is not right. Check the clock of the telephone, wait for the next code and type it.")
        return None, {"code": message}
    g.user_session.second_factor, g.user_session.needs_factor = True, False
    if not sessions.end_all(user_id, "second_factor", but=g.user_session.id):
        db.session.rollback()
        abort(redirect("/login/"))
    note("set_up_second_factor", row_id=user_id)
    db.session.commit()
    g.asked_first = ""
    return codes, {}


def own_account_page(user: User) -> OwnAccountPage:
    """The account as its owner sees it."""
    factor = db.session.get(second_factor.SecondFactor, user.id)
    return OwnAccountPage(
        username=user.username,
        full_name=f"{user.last_name} {user.first_name}".strip(),
        has_factor=factor is not None,
        factor_required=second_factor.is_required(user.id),
        factor_since=moment(factor.set_up_at, ZONE) if factor else "",
        codes_left=second_factor.recovery_codes_left(user.id) if factor else 0,
        sessions=[_line(row) for row in sessions.live_of(user.id)],
        interventions=[
            InterventionLine(one.what, moment(one.at, ZONE), one.by, one.document)
            for one in accounts.interventions(user.id, now() - TELL_FOR)
        ],
    )


def _line(row: sessions.UserSession) -> SessionLine:
    device = str(_("Program")) if row.kind == sessions.TOKEN else _device(row.agent)
    here = row.id == g.user_session.id
    return SessionLine(row.id, device, row.address, moment(row.begun_at, ZONE), moment(row.seen_at, ZONE), here)


def _device(agent: str) -> str:
    """What people call the browser and the machine that named themselves like this."""
    named = [
        next((called for mark, called in (pair.split("/") for pair in known) if mark in agent), "")
        for known in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, named)) or str(_("Unknown browser"))
