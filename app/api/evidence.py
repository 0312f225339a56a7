"""Evidence for programs: a file is sent first, and its key is then named among the values of a row."""

from __future__ import annotations

from flask import Response, request, send_file
from flask_appbuilder.api import BaseApi, expose, protect
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.access import audit
from app.access.standing import current_standing
from app.api.answers import file_body
from app.api.door import Door, answering
from app.changes.refusals import Invalid, NotFound
from app.extensions import db
from app.records.attachments import Attachment, path_of, store
from app.records.problems import FieldError, Problem

CHOOSE_FILE = _("Send one file in the part “file” of a multipart form.")


class EvidenceResource(Door, BaseApi):
    """The two doors of the file store."""

    resource_name = "evidence"
    class_permission_name = "EvidenceView"
    base_permissions = ["can_use"]
    method_permission_name = {"send": "use", "fetch": "use"}
    record = Attachment

    @expose("/", methods=["POST"])
    @protect()
    @answering
    def send(self) -> Response:
        """Take one PDF, JPEG or PNG file in; only its sender sees it until a change carries it."""
        given = request.files.get("file")
        user_id = current_standing().user_id
        if given is None or user_id is None:
            raise Invalid([Problem(CHOOSE_FILE, "file")])
        try:
            row = store(given.stream, given.filename or "", user_id)
        except FieldError as refusal:
            raise Invalid([Problem(refusal.message, "file")]) from None
        db.session.commit()
        return self.response(201, **file_body(row))

    @expose("/<token>", methods=["GET"])
    @protect()
    @answering
    def fetch(self, token: str) -> Response:
        """Give a file out, read through the wall; whoever reads it leaves a trace."""
        row = db.session.scalar(select(Attachment).where(Attachment.token == token))
        path = path_of(row.sha256) if row else None
        if row is None or path is None or not path.exists():
            raise NotFound
        audit.note("read_evidence", row_id=row.id, subject_id=row.subject_id)
        db.session.commit()
        response = send_file(path, mimetype=row.mime, as_attachment=True, download_name=row.original_name)
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response
