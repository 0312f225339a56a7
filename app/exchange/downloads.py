"""A filtered list as a file: at once when it is short, as a job with progress when it is long."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from typing import Any

from flask import abort, redirect, request, send_file
from flask_appbuilder import BaseView, expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import login_required

from app.access.search import Asked, bounded_count, filterable, read_address, statement
from app.access.standing import Standing, current_standing
from app.changes.refusals import Refusal
from app.exchange.exporting import FORMATS, export
from app.extensions import db
from app.jobs.asking import ask
from app.jobs.functions import job
from app.jobs.run import Run
from app.records.area import registry
from app.records.clock import today
from app.records.names import search_text
from app.records.record import Record
from app.records.settings import settings

MIMES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


class DownloadView(BaseView):
    """The address of a list, asked for as a file: the same rows, in the same order, with the same columns."""

    route_base = "/export"
    class_permission_name = "DownloadView"
    default_view = "download"

    @expose("/<name>.<file_format>")
    @login_required
    def download(self, name: str, file_format: str) -> Any:
        standing = current_standing()
        if name not in registry().records or file_format not in FORMATS:
            abort(404)
        if not standing.may("read", name):
            abort(403)
        asked = read_address(registry().record(name), request.args, standing)
        if bounded_count(statement(asked, standing)) > settings().value("export_rows_at_once"):
            wanted = ask("export_list", {"record": name, "address": request.args.to_dict(), "file_format": file_format})
            db.session.commit()
            return redirect(f"/job/show/{wanted.id}")
        file = tempfile.TemporaryFile()
        export_asked(asked, standing, file, file_format)
        db.session.commit()
        file.seek(0)
        return send_file(
            file, mimetype=MIMES[file_format], as_attachment=True, download_name=file_name(asked, file_format)
        )


@job("export_list", _("Export of a list"), refusals=(Refusal,))
def export_list(run: Run, record: str, address: Mapping[str, str], file_format: str) -> None:
    """Write the file of a long list in its requester's name."""
    standing = current_standing()
    asked = read_address(registry().record(record), address, standing)
    path = run.new_file()
    with path.open("w+b") as file:
        rows = export_asked(asked, standing, file, file_format)
    run.tell(gettext("%(rows)d rows", rows=rows))
    run.result(path, file_name(asked, file_format), MIMES[file_format])


def export_asked(asked: Asked, standing: Standing, file: Any, file_format: str) -> int:
    """Write what an address asks for; the audit log gets the filters in words. Returns the number of rows."""
    columns = [column.name for column in asked.columns]
    done = export(
        asked.record, columns, statement(asked, standing), file, file_format, filters=in_words(asked, standing)
    )
    return done.rows


def in_words(asked: Asked, standing: Standing) -> list[str]:
    """The names of the filters that are on; never their values, which may be somebody's data."""
    names = [declared.name for declared in filterable(asked.record, standing) if declared.name in asked.filters]
    return [*(["q"] if asked.query else []), *names]


def file_name(asked: Asked, file_format: str) -> str:
    """`cong-chuc-20261123.xlsx`: the list's name without accents, and the day."""
    record: type[Record] = asked.record
    stem = "-".join(search_text(str(record.plural)).split()) or record.name
    return f"{stem}-{today():%Y%m%d}.{file_format}"
