"""Records as pages."""

from __future__ import annotations

from flask import Flask, g
from flask_appbuilder import AppBuilder

from app.records.area import registry
from app.screens import policy
from app.screens.approval import ApprovalView
from app.screens.evidence import EvidenceView
from app.screens.health import HealthView
from app.screens.home import HomeView
from app.screens.job import JobView
from app.screens.menu import chrome
from app.screens.view import view_of

__all__ = ["HomeView", "register"]


def register(app: Flask, appbuilder: AppBuilder) -> None:
    """Make the screens of every record, the inbox and the file store, and the frame around them."""
    for area in registry().areas:
        for record in area.records:
            appbuilder.add_view(
                view_of(record), record.name, label=record.plural, category=area.name, category_label=area.label
            )
        for view in area.views:
            appbuilder.add_view_no_menu(view)
    for view in (ApprovalView, EvidenceView, JobView, HealthView):
        appbuilder.add_view_no_menu(view)
    policy.install(app)

    @app.context_processor
    def frame() -> dict[str, object]:
        user = None if g.get("frameless") else g.get("user")
        return {"chrome": chrome() if user is not None and user.is_authenticated else None}
