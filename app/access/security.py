"""Who a request comes from, what is still asked of him, and the framework's permission questions answered from grants."""

from __future__ import annotations

from typing import Any

import click
from flask import Flask, Request, current_app, g, jsonify, redirect, request, session
from flask_appbuilder.security.sqla.manager import SecurityManager
from flask_appbuilder.security.sqla.models import User
from flask_babel import lazy_gettext as _
from flask_login import current_user

from app.access import sessions, tokens
from app.access.sign_in_view import SignInView
from app.access.standing import NOBODY, acting_as, current_standing

PASSWORD_PAGE, FACTOR_PAGE = "/account/password/", "/account/second_factor/"
# Where somebody of whom something is asked may go first: there, out, and to what pages are made of.
ASKED = {
    "password": (PASSWORD_PAGE, _("Choose a password of your own first; sign in with a browser for that.")),
    "second_factor": (FACTOR_PAGE, _("Set up your second factor first; sign in with a browser for that.")),
}
INSTEAD = (
    "Not here: use `flask create-admin`, `flask account open`, `flask account reset`, `flask account unlock` "
    "or `flask bootstrap`."
)
ALWAYS_OPEN = ("/static/", "/logout/", "/healthz", "/api/v1/security/")


class GrantedSecurity(SecurityManager):
    """The framework's security manager, with permissions taken from the grants in force.

    Roles given through the framework's own tables count for nothing: its `Admin` role is held by nobody.
    """

    authdbview = SignInView
    userstatschartview = None

    def refuse_console(self, *_given: Any, **_named: Any) -> Any:
        """`flask fab …` knows neither the rules for passwords nor the written request."""
        raise click.ClickException(INSTEAD)

    add_user = reset_password = import_roles = security_cleanup = security_converge = refuse_console

    def create_login_manager(self, app: Flask) -> Any:
        """The framework names a page to sign in that it never had."""
        manager = super().create_login_manager(app)
        manager.login_view = "SignInView.login"
        manager.login_message = None
        manager.request_loader(self.load_bearer)
        app.before_request(first_things_first)
        return manager

    def register_views(self) -> None:
        """Only the sign-in pages: the framework's user, role and permission screens are not offered."""
        self.auth_view = self.appbuilder.add_view_no_menu(self.authdbview)
        self.security_api = None
        self.user_view = None

    def load_user(self, pk: str) -> User | None:
        """The user of a browser's session, as long as its row is alive."""
        return self._enter(session.get("key"), pk, sessions.FORM)

    def load_bearer(self, asked: Request) -> User | None:
        """The user of a program's token; a token opens the JSON face and nothing else."""
        if not asked.path.startswith("/api/"):
            return None
        claims = tokens.claims_of(asked)
        return self._enter(claims["key"], claims["sub"], sessions.TOKEN) if claims else None

    def load_user_jwt(self, _header: Any, claims: dict[str, Any]) -> User | None:
        """The framework's own way to a token's user ends at the same row."""
        user = self._enter(claims.get("key"), claims["sub"], sessions.TOKEN)
        if user is not None:
            g.user = user
        return user

    @staticmethod
    def _enter(key: str | None, pk: str, kind: str) -> User | None:
        if not pk.isascii() or not pk.isdigit():
            return None
        # Otherwise the wall would ask who is asking, and fetch the user a second time.
        with acting_as(NOBODY):
            entry = sessions.enter(key, int(pk), kind)
        g.asked_first = entry.asked if entry else ""
        return entry.user if entry else None

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


def first_things_first() -> Any:
    """Who has yet to choose a password or to set up a second factor does that, and nothing else till then."""
    if request.path.startswith(ALWAYS_OPEN) or not current_user.is_authenticated:
        return None
    asked = g.get("asked_first")
    if not asked:
        return None
    page, message = ASKED[asked]
    if request.path.startswith("/api/"):
        return jsonify(message=str(message)), 403
    return None if request.path.startswith(page) else redirect(page)
