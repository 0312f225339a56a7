"""A record as screens: the framework's `ModelView`, configured from the declaration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import abort, request
from flask_appbuilder import expose, has_access
from flask_babel import lazy_gettext as _

from app.access.asked import Asked, read_address, unit_of_the_person
from app.access.levels import sight
from app.access.standing import Standing, current_standing
from app.records.area import registry
from app.records.record import Record
from app.screens.charting import charts_page, may_chart
from app.screens.editing import EditingView
from app.screens.inbox import history_page, inbox_rows
from app.screens.interface import RecordInterface
from app.screens.listing import list_page, subject_tab
from app.screens.pickers import pick
from app.screens.showing import address_of_new, show_page, waiting_additions

RIGHT_OF = {
    "list": "read",
    "show": "read",
    "tab": "read",
    "history": "read",
    "charts": "read",
    "pick": "read",
    "add": "write",
    "edit": "write",
    "delete": "write",
}


class RecordView(EditingView):
    """List, page, form, pickers, tabs and export of one record. Every subclass is made by `view_of`."""

    base_permissions = ["can_read", "can_write", "can_approve"]
    method_permission_name = RIGHT_OF
    exclude_route_methods = {"action", "action_post", "download"}
    list_template = "screens/list.html"
    default_view = "list"

    @expose("/list/")
    @has_access
    def list(self) -> Any:
        standing = current_standing()
        asked = read_address(self.record, request.args, standing)
        page = list_page(
            asked,
            standing,
            f"{self.route_base}/list/",
            f"{self.route_base}/show/",
            add_url=f"{self.route_base}/add" if self._may_add(standing) else "",
            import_url=f"/import/{self.record.name}/" if standing.keeps(self.record.name) else "",
            export_urls=self._export_urls(asked, standing),
            keep_url=registry().list_keeper,
            charts_url=asked.address(f"{self.route_base}/charts/") if may_chart(self.record, standing) else "",
        )
        fragment = request.headers.get("X-Fragment") == "rows"
        return self.render_template("screens/_rows.html" if fragment else "screens/list.html", page=page)

    @expose("/charts/")
    @has_access
    def charts(self) -> Any:
        """The charts of the list that the same address would show; with `chart` the one of that field, in full."""
        standing = current_standing()
        asked = read_address(self.record, request.args, standing)
        only = request.args.get("chart", "")
        page = charts_page(asked, standing, f"{self.route_base}/charts/", f"{self.route_base}/list/", only)
        return self.render_template("screens/charts.html", page=page)

    @expose("/show/<pk>", methods=["GET"])
    @has_access
    def show(self, pk: str) -> Any:
        return self.render_template("screens/show.html", page=show_page(self.record, self._row(pk), current_standing()))

    @expose("/tab/<pk>/<name>/<link>")
    @has_access
    def tab(self, pk: str, name: str, link: str) -> Any:
        """The rows of another record that point at this one: asked for by itself, checked by itself."""
        row, standing = self._row(pk), current_standing()
        other = next((r for r, f in registry().links_to(self.record) if r.name == name and f.name == link), None)
        if other is None or not standing.may("read", other.name):
            abort(404)
        asked = read_address(other, request.args, standing, inside=link)
        may_add = other.by_form and standing.may("write", other.name)
        page = list_page(
            asked,
            standing,
            request.path,
            f"/{other.name}/show/",
            subject_tab(other, link, row["id"]),
            add_url=address_of_new(other, link, self.record, row) if may_add else "",
            waiting=inbox_rows(waiting_additions(other, row["id"])) if other.subject_from == link else (),
        )
        return self.render_template("screens/tab.html", page=page)

    @expose("/history/<pk>")
    @has_access
    def history(self, pk: str) -> Any:
        return self.render_template("screens/history.html", page=history_page(self.record, self._row(pk)["id"]))

    @expose("/pick/<name>")
    @has_access
    def pick(self, name: str) -> Any:
        """What may be chosen in a link or a long code list of this record."""
        standing = current_standing()
        declared = self.record.fields.get(name) or next(
            (one for one in unit_of_the_person(self.record) if one.name == name), None
        )
        if (
            declared is None
            or sight(declared, standing) == "absent"
            or declared.kind.control not in ("link", "catalogue")
        ):
            abort(404)
        number = request.args.get("page", 1, type=int) or 1
        return pick(declared, request.args.get("q", "")[:100], min(max(number, 1), 500), standing)

    def _export_urls(self, asked: Asked, standing: Standing) -> Sequence[tuple[str, Any]]:
        """The list as a file, and for whoever keeps it as a sheet to correct and import again."""
        name = self.record.name
        found: Sequence[tuple[str, Any]] = (
            (asked.address(f"/export/{name}.xlsx"), _("Excel")),
            (asked.address(f"/export/{name}.csv"), _("CSV")),
        )
        if not standing.keeps(name):
            return found
        return (*found, (asked.address(f"/import/{name}/sheet.xlsx", filled=1), _("Sheet to correct and import again")))

    def _may_add(self, standing: Standing) -> bool:
        """Whoever reaches nobody but himself adds no further person."""
        reach = standing.reach("write", self.record.name)
        only_himself = self.record.subject_from == "id" and not (reach.everywhere or reach.using or reach.managing)
        return self.record.by_form and standing.may("write", self.record.name) and not only_himself


def view_of(record: type[Record]) -> type[RecordView]:
    """The screens of a record."""
    visible = [name for name, declared in record.fields.items() if declared.listed]
    return type(
        f"{record.__name__}View",
        (RecordView,),
        {
            "__doc__": record.__doc__,
            "record": record,
            "datamodel": RecordInterface(record),
            "route_base": f"/{record.name}",
            "class_permission_name": record.name,
            "label_columns": {name: declared.label for name, declared in record.fields.items()},
            "list_columns": visible,
            "show_columns": list(record.fields),
            "add_columns": list(record.fields),
            "edit_columns": list(record.fields),
            "search_columns": visible,
            "list_title": record.plural,
            "show_title": record.label,
            "add_title": record.label,
            "edit_title": record.label,
        },
    )
