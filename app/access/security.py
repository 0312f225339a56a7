"""Signing in, and the framework's permission questions answered from the grants in force."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app, flash, g, redirect, request, session
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import no_cache
from flask_appbuilder.security.forms import LoginForm_db
from flask_appbuilder.security.sqla.manager import SecurityManager
from flask_appbuilder.security.sqla.models import User
from flask_appbuilder.security.views import AuthDBView
from flask_appbuilder.utils.base import get_safe_redirect
from flask_babel import lazy_gettext as _
from flask_login import login_user, logout_user

from app.access.audit import note
from app.access.models import Login
from app.access.standing import NOBODY, acting_as, current_standing
from app.extensions import db


class SignInView(AuthDBView):
    """The sign-in page. A session starts empty; signing out is an act, so it is a POST."""

    login_template = "access/sign_in.html"
    title = _("Sign in")

    @expose("/login/", methods=["GET", "POST"])
    @no_cache
    def login(self) -> Any:
        if g.user is not None and g.user.is_authenticated:
            return redirect(self._get_safe_next_url())
        form = LoginForm_db()
        if form.validate_on_submit():
            user = self.appbuilder.sm.auth_user_db(form.username.data, form.password.data)
            note("sign_in", user_id=user.id if user else None, succeeded=bool(user))
            db.session.commit()
            if user:
                return self._enter(user)
            flash(str(_("The name or the password is not right. Try again, or ask your administrator.")), "danger")
        return self.render_template(self.login_template, title=self.title, form=form, appbuilder=self.appbuilder)

    def _enter(self, user: User) -> Any:
        target = get_safe_redirect(request.args.get("next", ""))
        session.clear()
        login_user(user, remember=False)
        session.permanent = True
        login = db.session.get(Login, user.id)
        session["version"] = login.session_version if login else 0
        return redirect(target)

    @expose("/logout/", methods=["POST"])
    def logout(self) -> Any:
        note("sign_out")
        db.session.commit()
        logout_user()
        session.clear()
        return redirect(self.appbuilder.get_url_for_login)


class GrantedSecurity(SecurityManager):
    """The framework's security manager, with permissions taken from the grants in force.

    Roles given through the framework's own tables count for nothing: its `Admin` role is held by nobody.
    """

    authdbview = SignInView
    userstatschartview = None

    def create_login_manager(self, app: Flask) -> Any:
        """The framework names a page to sign in that it never had."""
        manager = super().create_login_manager(app)
        manager.login_view = "SignInView.login"
        manager.login_message = None
        return manager

    def register_views(self) -> None:
        """Only the sign-in pages: the framework's user, role and permission screens are not offered."""
        self.auth_view = self.appbuilder.add_view_no_menu(self.authdbview)
        self.security_api = None
        self.user_view = None

    def load_user(self, pk: str) -> User | None:
        # Otherwise the wall would ask who is asking, and fetch the user a second time.
        with acting_as(NOBODY):
            user = super().load_user(pk)
        if user is None or not user.is_active:
            return None
        return user

    def _has_view_access(self, user: Any, permission_name: str, view_name: str) -> bool:
        return self.allows(permission_name, view_name)

    def is_item_public(self, permission_name: str, view_name: str) -> bool:
        return False

    def get_user_menu_access(self, menu_names: list[str] | None = None) -> set[str]:
        standing = current_standing()
        return {name for name in current_app.extensions["registry"].records if standing.may("read", name)}

    @staticmethod
    def allows(permission_name: str, view_name: str) -> bool:
        """Whether the present user holds a permission such as `can_write` on `employee`."""
        standing = current_standing()
        return standing.holds(permission_name, view_name) or (standing.unlimited and view_name != "System")
