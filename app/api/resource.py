"""A record as JSON: the framework's `ModelRestApi`, configured from the declaration."""

from __future__ import annotations

from flask import Response, request
from flask_appbuilder import ModelRestApi
from flask_appbuilder.api import expose, protect
from flask_appbuilder.models.sqla.interface import SQLAInterface

from app.access.standing import current_standing
from app.api.answers import handed_in, item, listing, read_row
from app.api.counts import counts
from app.api.describing import description
from app.api.door import Door, answering
from app.api.reading import Sent, read_body
from app.changes import operations
from app.extensions import db
from app.records.links import key_of
from app.records.record import Record

RIGHT_OF = {
    "info": "read",
    "counts": "read",
    "get_list": "read",
    "get": "read",
    "post": "write",
    "put": "write",
    "delete": "write",
}


class RecordResource(Door, ModelRestApi):
    """The rows of one record. Every subclass is made by `resource_of`.

    Reads pass the wall; writes hand over to `app.changes`, so they answer with the number of a change that waits.
    A program comes with `Authorization: Bearer`, and that alone. A browser's session is accepted as well; then a write
    carries the CSRF token of its page in `X-CSRFToken`.
    """

    record: type[Record]
    base_permissions = ["can_read", "can_write", "can_approve"]
    method_permission_name = RIGHT_OF

    def _init_model_schemas(self) -> None:
        """The framework's schemas write through relations into other tables; nothing is read or written by them here."""

    @expose("/_info", methods=["GET"])
    @protect()
    def info(self) -> Response:
        """The fields of the record with labels, kinds and marks, as this reader may use them; no row."""
        return self.response(200, **description(self.record, current_standing()))

    @expose("/", methods=["GET"])
    @protect()
    @answering
    def get_list(self) -> Response:
        """A page of rows. The query string is that of the screen's list; `after_id` walks on by key instead of by page."""
        body = listing(self.record, request.args, current_standing(), f"{self.route_base}/")
        db.session.commit()
        return self.response(200, **body)

    @expose("/_counts", methods=["GET"])
    @protect()
    @answering
    def counts(self) -> Response:
        """The rows of the list by the values of the field `by`."""
        body = counts(self.record, request.args, current_standing())
        db.session.commit()
        return self.response(200, **body)

    @expose("/<pk>", methods=["GET"])
    @protect()
    @answering
    def get(self, pk: str) -> Response:
        """One row; 404 when there is none within reach."""
        standing = current_standing()
        body = item(self.record, read_row(self.record, key_of(pk)), standing)
        db.session.commit()
        return self.response(200, **body)

    @expose("/", methods=["POST"])
    @protect()
    @answering
    def post(self) -> Response:
        """Hand in a new row: values by field, and if wished `_note` for the approver."""
        return self._submit(read_body(self.record, current_standing()), None)

    @expose("/<pk>", methods=["PUT"])
    @protect()
    @answering
    def put(self, pk: str) -> Response:
        """Hand in new values of a row; fields that are not sent stay. With `_version` a row that moved is refused (409)."""
        standing = current_standing()
        row = read_row(self.record, key_of(pk))
        return self._submit(read_body(self.record, standing, row), row["id"])

    @expose("/<pk>", methods=["DELETE"])
    @protect()
    @answering
    def delete(self, pk: str) -> Response:
        """Ask for the cancellation of a row; `_note` may say why."""
        standing = current_standing()
        row = read_row(self.record, key_of(pk))
        sent = read_body(self.record, standing, row) if request.content_length else Sent()
        return self._submit(Sent({}, sent.version, sent.note), row["id"], verb="cancel")

    def _submit(self, sent: Sent, target_id: int | None, verb: str | None = None) -> Response:
        submission = operations.submit(
            self.record, sent.values, target_id=target_id, verb=verb, seen=sent.version, note=sent.note
        )
        db.session.commit()
        status, body = handed_in(self.record, submission)
        return self.response(status, **body)


def resource_of(record: type[Record]) -> type[RecordResource]:
    """The resource of a record."""
    key = ["id"]
    return type(
        f"{record.__name__}Api",
        (RecordResource,),
        {
            "__doc__": record.__doc__,
            "record": record,
            "datamodel": SQLAInterface(record),
            "resource_name": record.name,
            "class_permission_name": record.name,
            "search_columns": key,
            "list_columns": key,
            "show_columns": key,
            "add_columns": key,
            "edit_columns": key,
            "order_columns": key,
        },
    )
