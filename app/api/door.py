"""The door of every resource: who is not signed in is told so, and a refusal is given back as JSON."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from flask import Response
from flask_appbuilder.hooks import before_request
from flask_babel import gettext
from flask_login import current_user
from werkzeug.exceptions import BadRequest

from app.api.answers import refused
from app.changes.refusals import Refusal
from app.extensions import db


def answering(handler: Callable[..., Any]) -> Callable[..., Any]:
    """Give a refusal, or a body that is no JSON, back as JSON; nothing is written then."""

    @functools.wraps(handler)
    def answered(self: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return handler(self, *args, **kwargs)
        except Refusal as refusal:
            db.session.rollback()
            status, body = refused(self.record, refusal)
            return self.response(status, **body)
        except BadRequest as error:
            return self.response(400, message=error.description)

    return answered


class Door:
    """What the resources of records, changes and evidence share, before the framework's own class."""

    response: Callable[..., Response]
    allow_browser_login = True
    csrf_exempt = False

    def add_api_spec(self, api_spec: Any) -> None:
        """No specification is published from here: the framework's would describe routes that this class replaced."""

    @before_request
    def refuse_stranger(self) -> Response | None:
        """Who is not signed in is told so, and nothing else."""
        return None if current_user.is_authenticated else self.response_401()

    def response_401(self) -> Response:
        return self.response(401, message=gettext("Sign in first."))

    def response_403(self) -> Response:
        return self.response(403, message=gettext("You do not have the right to do this."))
