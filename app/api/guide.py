"""The API explained: a page for people who write programs, and the document for the programs they use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Response, current_app, request
from flask_appbuilder import BaseView
from flask_appbuilder.api import BaseApi, expose
from flask_login import login_required

from app.access.asked import SIZES
from app.access.sessions import idle_time
from app.access.standing import Standing, current_standing
from app.api.describing import description
from app.api.document import document
from app.api.document_of_signing_in import SECURITY
from app.api.door import Door
from app.records.area import registry

BASE = "/api/v1"
DOCUMENT = f"{BASE}/openapi.json"
MEGABYTE = 1 << 20


@dataclass(frozen=True)
class GuidePage:
    """What the page says that depends on the installation and on its reader."""

    resources: list[dict[str, Any]]
    document_url: str
    address: str
    login_url: str
    refresh_url: str
    token_minutes: int
    example: str
    sizes: str
    page_most: int
    body_most: int
    file_most: int


class DocumentResource(Door, BaseApi):
    """The OpenAPI document of whoever asks."""

    route_base = BASE

    @expose("/openapi.json", methods=["GET"])
    def openapi(self) -> Response:
        """What this caller may read and write, as an OpenAPI document."""
        return self.response(200, **document(current_standing()))


class GuideView(BaseView):
    """The page about the API."""

    route_base = BASE
    default_view = "guide"

    @expose("/")
    @login_required
    def guide(self) -> Any:
        return self.render_template("api/guide.html", page=guide_page(current_standing()))


def guide_page(standing: Standing) -> GuidePage:
    """The page for one reader: only the resources that he may read, with the fields that he may see."""
    config, subject = current_app.config, registry().subject
    readable = [record for record in registry() if standing.may("read", record.name)]
    example = subject if subject in readable else next(iter(readable), None)
    return GuidePage(
        [description(record, standing) for record in readable],
        DOCUMENT,
        request.host_url.rstrip("/"),
        f"{SECURITY}/login",
        f"{SECURITY}/refresh",
        idle_time() // timedelta(minutes=1),
        example.name if example else "…",
        ", ".join(map(str, SIZES)),
        SIZES[-1],
        config["MAX_CONTENT_LENGTH"] // MEGABYTE,
        config["UPLOAD_MOST_BYTES"] // MEGABYTE,
    )
