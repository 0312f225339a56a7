"""A filtered list as a file: at once when it is short, as a job with progress when it is long."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from flask import abort, redirect, request, send_file
from flask_appbuilder import BaseView, expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import login_required

from app.access.asked import Asked, filterable, read_address
from app.access.search import COUNT_MOST, bounded_count, statement
from app.access.standing import Standing, current_standing
from app.changes.refusals import NotAllowed, Refusal, RightsChanged
from app.exchange.book import WORKBOOK
from app.exchange.columns import CHUNK, Columns
from app.exchange.exporting import FORMATS, export, exportable, write
from app.extensions import db
from app.jobs.asking import ask
from app.jobs.functions import job
from app.jobs.run import Run
from app.records.area import registry
from app.records.clock import today
from app.records.field import Field
from app.records.names import search_text
from app.records.record import Record
from app.records.secrets import key_ring
from app.records.settings import settings
from app.records.vietnamese import number

ADDRESS_PLACE = "job.arguments.address"
FILTER_GONE = _("A filter of this list may no longer be set by you, so there is no file; open the list again.")
MIMES = {
    "xlsx": WORKBOOK,
    "csv": "text/csv; charset=utf-8",
}


@dataclass(frozen=True)
class LongListPage:
    """A list too long to wait for: how many rows it has, and the address that has its file made."""

    title: Any
    count: str
    make_url: str
    list_url: str


class DownloadView(BaseView):
    """The address of a list, asked for as a file: the same rows, in the same order, with the same columns."""

    route_base = "/export"
    class_permission_name = "DownloadView"
    default_view = "download"

    @expose("/<name>.<file_format>", methods=["GET"])
    @login_required
    def download(self, name: str, file_format: str) -> Any:
        """The file of a short list; of a long one the page that asks whether it is to be made."""
        standing = current_standing()
        asked = _asked(name, file_format, standing)
        count = bounded_count(statement(asked, standing))
        if count > settings().value("export_rows_at_once"):
            page = LongListPage(asked.record.plural, _counted(count), asked.address(request.path), f"/{name}/list/")
            return self.render_template("exchange/long_list.html", page=page)
        file = tempfile.TemporaryFile()  # noqa: SIM115  (the answer closes it when it is sent)
        export_asked(asked, standing, file, file_format)
        db.session.commit()
        file.seek(0)
        return send_file(
            file, mimetype=MIMES[file_format], as_attachment=True, download_name=file_name(asked, file_format)
        )

    @expose("/<name>.<file_format>", methods=["POST"])
    @login_required
    def make(self, name: str, file_format: str) -> Any:
        """Have the file of a long list made."""
        asked = _asked(name, file_format, current_standing())
        # Words and numbers that somebody searches for are as much personal data as what he finds.
        address = key_ring().seal(json.dumps(request.args.to_dict()), ADDRESS_PLACE)
        wanted = ask(
            "export_list",
            {"record": name, "address": address, "file_format": file_format, "filters": sorted(asked.raw)},
        )
        db.session.commit()
        return redirect(f"/job/show/{wanted.id}")


def _asked(name: str, file_format: str, standing: Standing) -> Asked:
    """What the address asks for; answers the request itself when it is not to be had."""
    if name not in registry().records or file_format not in FORMATS:
        abort(404)
    if not standing.may("read", name):
        abort(403)
    asked = read_address(registry().record(name), request.args, standing)
    if asked.misread:
        abort(400)
    return asked


def _counted(count: int) -> str:
    """How many rows, `10.000+` beyond what is counted."""
    return number(count) if count <= COUNT_MOST else f"{number(COUNT_MOST)}+"


@job("export_list", _("Export of a list"), refusals=(Refusal,))
def export_list(run: Run, record: str, address: str, file_format: str, filters: Sequence[str]) -> None:
    """Write the file of a long list in its requester's name. A file is written whole: killed, it is begun anew.

    A filter that he may no longer set would be passed over, and all rows taken for those he asked for: then there is no file.
    """
    standing = current_standing()
    parts: dict[str, str] = json.loads(key_ring().open(address, ADDRESS_PLACE))
    asked = read_address(registry().record(record), parts, standing)
    if asked.misread or set(filters) - set(asked.raw):
        raise NotAllowed(FILTER_GONE)
    fields = exportable(asked.record, [column.name for column in asked.columns], standing)
    keys = list(db.session.scalars(statement(asked, standing)))
    run.total(len(keys))
    path = run.new_file()
    with path.open("w+b") as file, closing(_in_chunks(run, asked, fields, keys, standing)) as rows:
        done = write(asked.record, fields, rows, file, file_format, in_words(asked, standing))
    run.tell(gettext("%(rows)d rows", rows=done.rows))
    run.result(path, file_name(asked, file_format), MIMES[file_format])


def _in_chunks(
    run: Run, asked: Asked, fields: Sequence[Field], keys: Sequence[int], standing: Standing
) -> Generator[Sequence[Any]]:
    """The cells of the rows with these keys, a chunk at a time, so that the requester sees how far it is.

    What he may see was judged for the whole file: when his rights change meanwhile, there is none. Raises `RightsChanged`.
    """
    columns = Columns(asked.record, fields, standing, codes=False)
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        yield from columns.rows(statement(asked, standing, asked.record.id.in_(chunk)))
        run.advance(len(chunk))
        if current_standing() != standing:
            raise RightsChanged


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
    return f"{stem_of(asked.record)}-{today():%Y%m%d}.{file_format}"


def stem_of(record: type[Record]) -> str:
    """The name of a record's list for a file, without accents."""
    return "-".join(search_text(str(record.plural)).split()) or record.name
