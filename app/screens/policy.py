"""What every answer carries: a strict content policy and no caching of personal pages; and the pages for what went wrong."""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
from functools import partial
from typing import Any

from flask import Flask, Response, abort, flash, g, jsonify, redirect, render_template, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from app.changes.refusals import NotAllowed, NotFound, Refusal
from app.extensions import db
from app.records.database_errors import without_values
from app.records.words import speak
from app.screens.kept_forms import keep
from app.screens.pages import MessagePage

CONTENT_POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src 'none'; "
    "base-uri 'self'; frame-ancestors 'none'; form-action 'self'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
MESSAGES: dict[int, tuple[Any, Any]] = {
    400: (_("This address or form cannot be understood"), _("Go back and try again; nothing was changed.")),
    403: (
        _("You do not have the right to open this page"),
        _("Ask your unit's administrator if you need it for your work."),
    ),
    404: (_("There is no such page"), _("The row may have been cancelled, or it is outside your scope.")),
    405: (_("This cannot be done in that way"), _("Go back and use the button on the page.")),
    413: (
        _("The file or form is too large"),
        _("Send at most 25 MB at once; scan with a lower resolution, or split the sheet."),
    ),
    429: (_("Too many attempts"), _("Wait a few minutes and try again.")),
    500: (
        _("Something went wrong on the server"),
        _("Nothing was changed. Try again; if it happens again, tell the administrator the code %(code)s."),
    ),
}
log = logging.getLogger(__name__)


def install(app: Flask) -> None:
    """Put headers and error pages on an application."""
    app.before_request(speak)
    app.before_request(_refuse_null_signs)
    app.after_request(_add_headers)
    app.url_default_functions.setdefault(None, []).append(partial(_version_static, app))
    app.register_error_handler(CSRFError, _session_gone)
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _crash)


def _refuse_null_signs() -> None:
    """No person types U+0000, and PostgreSQL takes it in no text: such a request is an attempt, not a question."""
    texts = [request.path, *(text for name, values in request.values.lists() for text in (name, *values))]
    if any("\0" in text for text in texts):
        abort(400)


def _version_static(app: Flask, endpoint: str, values: dict[str, Any]) -> None:
    """Files of ours are cached for long, so their address changes when they do."""
    if endpoint == "static" and "filename" in values:
        with contextlib.suppress(OSError):
            values["v"] = int(os.stat(f"{app.static_folder}/{values['filename']}").st_mtime)


def _add_headers(response: Response) -> Response:
    if _for_a_program() and 300 <= response.status_code < 400 and response.mimetype == "text/html":
        # The framework answers an address without its last stroke before any handler of errors is asked.
        response.data = jsonify(message=gettext("This resource has another address; see Location.")).data
        response.content_type = "application/json"
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if not request.path.startswith("/static/"):
        # Not by default only: the framework lets a file be kept for a month by whatever stands between.
        response.headers["Cache-Control"] = "private, no-store"
    return response


def _session_gone(error: CSRFError) -> Any:
    """A form whose session has ended, or was begun anew in another window: its fields are kept until he signs in."""
    if request.path.startswith("/api/") and not current_user.is_authenticated:
        return jsonify(message=gettext("Sign in first.")), 401
    target = None if _for_a_program() else keep(request)
    if target:
        flash(
            str(_("Your session has ended. Sign in again; what you typed is kept for you for 30 minutes.")), "warning"
        )
        return redirect(target)
    return _message(400, _("The session of this form has ended"), _("Open the page again and repeat the last step."))


def _refused(refusal: Refusal) -> Any:
    db.session.rollback()
    status = 404 if isinstance(refusal, NotFound) else 403 if isinstance(refusal, NotAllowed) else 409
    return _message(status, refusal.message, "")


def _http_error(error: HTTPException) -> Any:
    if error.code is not None and error.code < 400:
        return error
    title, text = MESSAGES.get(error.code or 500, MESSAGES[400])
    return _message(error.code or 500, title, text)


def _crash(error: Exception) -> Any:
    """The reader gets a code, the log the reason; neither a statement nor a path leaves the server.

    The page stands alone: the menu around it asks the database, which may be what failed.
    """
    db.session.rollback()
    g.frameless = True
    code = secrets.token_hex(4)
    # What a database says of a refused row may hold the row itself.
    known = without_values(error)
    log.error("error %s at %s%s", code, request.path, known, exc_info=None if known else error)
    title, text = MESSAGES[500]
    return _message(500, title, text % {"code": code})


def _message(status: int, title: Any, text: Any) -> Any:
    if request.path.startswith("/evidence/") and request.method == "POST":
        return jsonify(error=f"{title}. {text}".strip()), status
    if request.accept_mimetypes.best == "application/json" or _for_a_program():
        return jsonify(message=f"{title}. {text}".strip() if text else str(title)), status
    page = MessagePage(status, title, text, "/", _("To the home page"))
    return render_template("screens/message.html", page=page), status


def _for_a_program() -> bool:
    """Every answer under this address is JSON, whatever went wrong."""
    return request.path.startswith("/api/")
