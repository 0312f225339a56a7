"""Evidence files: taken in before the form that names them, given out only to whoever may see what they prove."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Response, abort, jsonify, request, send_file
from flask_appbuilder import BaseView, expose, has_access
from flask_appbuilder.security.decorators import permission_name
from flask_babel import gettext as _
from sqlalchemy import select

from app.access import audit
from app.access.standing import current_standing
from app.extensions import db
from app.records.attachments import Attachment, path_of, store
from app.records.problems import FieldError


class EvidenceView(BaseView):
    """The two doors of the file store."""

    route_base = "/evidence"
    class_permission_name = "EvidenceView"
    default_view = "send"

    @expose("/", methods=["POST"])
    @has_access
    @permission_name("use")
    def send(self) -> Any:
        """Take one file in; answers its key, or the reason why it is not taken."""
        given = request.files.get("file")
        user_id = current_standing().user_id
        if given is None or user_id is None:
            return jsonify(error=_("Choose a file first.")), 422
        try:
            row = store(given.stream, given.filename or "", user_id)
        except FieldError as refusal:
            return jsonify(error=str(refusal.message)), 422
        db.session.commit()
        return jsonify(id=row.id, token=row.token, name=row.original_name, url=f"/evidence/{row.token}")

    @expose("/<token>")
    @has_access
    @permission_name("use")
    def fetch(self, token: str) -> Response:
        """Give a file out. The row is read through the wall, so a foreign one is simply not there."""
        row = db.session.scalar(select(Attachment).where(Attachment.token == token))
        path = path_of(row.sha256) if row else None
        if row is None or path is None or not path.exists():
            abort(404)
        audit.note("read_evidence", row_id=row.id, subject_id=row.subject_id)
        db.session.commit()
        response = send_file(path, mimetype=row.mime, as_attachment=True, download_name=row.original_name)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        response.headers["Cache-Control"] = "private, no-store"
        return response


def file_links(keys: Iterable[int]) -> list[tuple[str, str]]:
    """(name, address) of the files with these keys that the reader may fetch."""
    rows = db.session.execute(
        select(Attachment.original_name, Attachment.token).where(Attachment.id.in_(list(keys))).order_by(Attachment.id)
    )
    return [(row.original_name, f"/evidence/{row.token}") for row in rows]


def file_controls(keys: Iterable[int]) -> list[tuple[str, str, str]]:
    """(key, name, address) of files, for a form that gives them back."""
    wanted = list(keys)
    if not wanted:
        return []
    rows = db.session.execute(
        select(Attachment.id, Attachment.original_name, Attachment.token).where(Attachment.id.in_(wanted))
    )
    return [(str(row.id), row.original_name, f"/evidence/{row.token}") for row in rows]
