"""Records as pages."""

from __future__ import annotations

from flask import Flask, g
from flask_appbuilder import AppBuilder
from werkzeug.routing import IntegerConverter

from app.records.area import registry
from app.records.links import KEY_DIGITS
from app.screens import pieces, policy
from app.screens.account import OwnAccountView
from app.screens.accounts import AccountsView
from app.screens.approval import ApprovalView
from app.screens.batch import BatchView
from app.screens.evidence import EvidenceView
from app.screens.health import HealthView
from app.screens.home import HomeView
from app.screens.job import JobView
from app.screens.menu import Chrome, chrome
from app.screens.view import view_of

__all__ = ["HomeView", "register"]


def register(app: Flask, appbuilder: AppBuilder) -> None:
    """Make the screens of every record, the inbox and the file store, and the frame around them."""
    app.url_map.converters["int"] = KeyConverter
    for area in registry().areas:
        for record in area.records:
            appbuilder.add_view(
                view_of(record), record.name, label=record.plural, category=area.name, category_label=area.label
            )
        for view in area.views:
            appbuilder.add_view_no_menu(view)
    for view in (ApprovalView, BatchView, EvidenceView, JobView, HealthView, OwnAccountView, AccountsView):
        appbuilder.add_view_no_menu(view)
    policy.install(app)
    pieces.install(app)

    @app.context_processor
    def frame() -> dict[str, object]:
        return {"chrome": _frame_of_reader}


class KeyConverter(IntegerConverter):
    """`<int:…>` in an address: no longer than a key can be, so that a longer one is a page that is not there."""

    regex = rf"\d{{1,{KEY_DIGITS}}}"


def _frame_of_reader() -> Chrome | None:
    """The frame, worked out when a template first names it: a tab or the rows of a list have none."""
    user = None if g.get("frameless") else g.get("user")
    if user is None or not user.is_authenticated:
        return None
    if "chrome" not in g:
        g.chrome = chrome()
    held: Chrome = g.chrome
    return held
