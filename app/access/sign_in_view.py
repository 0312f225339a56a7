"""The door: name and password, then the code of the second factor. What was judged is told in words."""

from __future__ import annotations

import math
import time
from datetime import timedelta
from typing import Any

from flask import flash, g, redirect, request, session
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import no_cache
from flask_appbuilder.security.forms import LoginForm_db
from flask_appbuilder.security.sqla.models import User
from flask_appbuilder.security.views import AuthDBView
from flask_appbuilder.utils.base import get_safe_redirect
from flask_babel import lazy_gettext as _
from flask_babel import ngettext
from flask_login import current_user, login_user, logout_user

from app.access import sessions
from app.access.accounts import interventions
from app.access.audit import note
from app.access.authentication import Outcome, give_code, sign_in
from app.access.models import Login
from app.extensions import db
from app.records.clock import ZONE, now
from app.records.vietnamese import moment

HALF_WAY = "half_way"  # in the cookie: whose password was right, when, and where he wanted to go
HALF_WAY_SECONDS = 300
TELL_FOR = timedelta(days=90)  # what was done to an account, on its own page and to whoever was never in before
AFTER_FIRST_THINGS = "after_first_things"  # in the cookie: where he wanted to go when something else was asked first


class SignInView(AuthDBView):
    """The sign-in pages. A session starts empty; signing out is an act, so it is a POST."""

    login_template = "access/sign_in.html"
    title = _("Sign in")

    @expose("/login/", methods=["GET", "POST"])
    @no_cache
    def login(self) -> Any:
        if g.user is not None and g.user.is_authenticated:
            return redirect(self._get_safe_next_url())
        form = LoginForm_db()
        if form.validate_on_submit():
            outcome = sign_in(form.username.data, form.password.data)
            if outcome.verdict == "entered":
                return self._enter(outcome, request.args.get("next", ""))
            if outcome.verdict == "code_needed":
                return self._ask_for_code(outcome)
            flash(told(outcome), "danger")
            return self._page(form), 429 if outcome.verdict == "locked" else 200
        return self._page(form)

    @expose("/login/code/", methods=["GET", "POST"])
    @no_cache
    def code(self) -> Any:
        """The second step; with `?recovery=1` in words for a recovery code."""
        half_way = _half_way()
        if half_way is None:
            flash(str(_("Begin with your name and password.")), "warning")
            return redirect("/login/")
        status = 200
        if request.method == "POST":
            outcome = give_code(half_way["user"], half_way["version"], request.form.get("code", "")[:40])
            if outcome.verdict == "entered":
                return self._enter(outcome, half_way["next"])
            flash(told(outcome), "danger")
            status = 429 if outcome.verdict == "locked" else 200
        page = self.render_template("access/code.html", recovery=bool(request.args.get("recovery")))
        return page, status

    @expose("/logout/", methods=["POST"])
    def logout(self) -> Any:
        if current_user.is_authenticated:  # asked first: only then is the row known
            sessions.end(g.user_session.id, current_user.id, "sign_out")
            note("sign_out")
        db.session.commit()
        logout_user()
        session.clear()
        return redirect(self.appbuilder.get_url_for_login)

    def _page(self, form: Any) -> Any:
        return self.render_template(self.login_template, title=self.title, form=form, appbuilder=self.appbuilder)

    def _ask_for_code(self, outcome: Outcome) -> Any:
        session.clear()
        session[HALF_WAY] = {
            "user": outcome.user_id,
            "version": outcome.version,
            "at": int(time.time()),
            "next": request.args.get("next", ""),
        }
        return redirect("/login/code/")

    def _enter(self, outcome: Outcome, target: str) -> Any:
        target = get_safe_redirect(target)
        session.clear()
        user = db.session.get(User, outcome.user_id)
        login_user(user, remember=False)
        session.permanent = True
        session["key"] = sessions.begin(
            user.id,
            sessions.FORM,
            outcome.version,
            second_factor=outcome.second_factor,
            needs_factor=outcome.needs_factor,
        )
        db.session.commit()
        _tell_interventions(outcome)
        login = db.session.get(Login, user.id)
        if outcome.needs_factor or (login and login.must_change):
            session[AFTER_FIRST_THINGS] = target
        return redirect(target)


def _half_way() -> dict[str, Any] | None:
    """Whose password was right within the last minutes, and has not been changed since."""
    held: dict[str, Any] | None = session.get(HALF_WAY)
    if held is None or time.time() - held["at"] > HALF_WAY_SECONDS:
        return None
    login = db.session.get(Login, held["user"])
    return held if login is not None and login.session_version == held["version"] else None


def _tell_interventions(outcome: Outcome) -> None:
    """Whoever comes in learns what others did to his password and his second factor since he came in last."""
    since = outcome.last_in or now() - TELL_FOR
    for one in interventions(outcome.user_id or 0, since):
        terms = {"what": one.what, "moment": moment(one.at, ZONE), "who": one.by, "document": one.document}
        message = _(
            "%(what)s on %(moment)s by %(who)s (written request: %(document)s). If nobody of your office asked for it, "
            "tell your head at once.",
            **terms,
        )
        flash(str(message), "warning")


def told(outcome: Outcome) -> str:
    """An outcome in the words of the door, which are the same whether there is such an account or not."""
    if outcome.verdict == "locked":
        return str(
            _("Too many wrong attempts. Try again in %(time)s, or ask your administrator.", time=waiting(outcome))
        )
    if outcome.why == "ended":
        return str(_("The temporary password is no longer valid. Ask your administrator for a new one."))
    if outcome.why == "code":
        return str(_("The code is not right, or it was used already. Wait for the next one and type it."))
    return str(_("The name or the password is not right. Try again, or ask your administrator."))


def waiting(outcome: Outcome) -> str:
    """How long a lock still lasts, in minutes or hours, never less than there is to wait."""
    minutes = math.ceil(outcome.wait.total_seconds() / 60) or 1
    if minutes < 120:
        return str(ngettext("%(num)d minute", "%(num)d minutes", minutes))
    hours = math.ceil(minutes / 60)
    return str(ngettext("%(num)d hour", "%(num)d hours", hours))
