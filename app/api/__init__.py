"""Records as JSON: `/api/v1/<record>/`, with the same rows, rights and field groups as the screens."""

from __future__ import annotations

from flask import Flask
from flask_appbuilder import AppBuilder

from app.api.change import ChangeResource
from app.api.evidence import EvidenceResource
from app.api.guide import DocumentResource, GuideView
from app.api.resource import resource_of
from app.api.signing_in import SigningInApi
from app.records.area import registry

__all__ = ["register"]


def register(app: Flask, appbuilder: AppBuilder) -> None:
    """Make the resource of every record of the application, of changes and evidence, the way in, and the documentation."""
    del app
    for record in registry():
        appbuilder.add_api(resource_of(record))
    for resource in (SigningInApi, ChangeResource, EvidenceResource, DocumentResource):
        appbuilder.add_api(resource)
    appbuilder.add_view_no_menu(GuideView)
