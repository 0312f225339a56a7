"""A record as screens: the framework's `ModelView`, configured from the declaration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, flash, redirect, request
from flask_appbuilder import ModelView, expose, has_access
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from app.access.audit import note_reading
from app.access.by_key import read_row, titles
from app.access.levels import sight
from app.access.search import Asked, read_address
from app.access.standing import Standing, current_standing
from app.changes import operations
from app.changes.diff import loaded
from app.changes.models import Change
from app.changes.places import holds, place_of_row
from app.changes.refusals import Invalid, Refusal, Stale
from app.extensions import db
from app.records.area import registry
from app.records.links import Link, key_of
from app.records.problems import Problem
from app.records.record import Record
from app.screens.charting import charts_page, may_chart
from app.screens.forms import FROM, SEEN, Filled, WrittenForm, fields_in_form, form_class
from app.screens.inbox import history_page, inbox_rows
from app.screens.interface import RecordInterface
from app.screens.keeping import KEPT, WHO, give_back, mark_of
from app.screens.listing import list_page, subject_tab
from app.screens.pages import FormPage
from app.screens.pickers import pick
from app.screens.showing import address_of_new, show_page, waiting_additions, waiting_changes

ROW_MOVED = _("Somebody else changed this row meanwhile; “official now” shows it. Check, and send again.")
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


class RecordView(ModelView):
    """List, page, form, pickers, tabs and export of one record. Every subclass is made by `view_of`."""

    record: type[Record]
    base_permissions = ["can_read", "can_write", "can_approve"]
    method_permission_name = RIGHT_OF
    exclude_route_methods = {"action", "action_post", "download"}
    list_template = "screens/list.html"
    default_view = "list"

    def _init_forms(self) -> None:
        """The forms come from the declaration; the framework's would load whole tables into their choices."""
        self.add_form = self.edit_form = form_class(self.record)
        self.search_form = WrittenForm

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
        may_add = standing.may("write", other.name)
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
        declared = self.record.fields.get(name)
        standing = current_standing()
        if (
            declared is None
            or sight(declared, standing) == "absent"
            or declared.kind.control not in ("link", "catalogue")
        ):
            abort(404)
        number = request.args.get("page", 1, type=int) or 1
        return pick(declared, request.args.get("q", "")[:100], min(max(number, 1), 500), standing)

    @expose("/add", methods=["GET", "POST"])
    @has_access
    def add(self) -> Any:
        return self._form(None)

    @expose("/edit/<pk>", methods=["GET", "POST"])
    @has_access
    def edit(self, pk: str) -> Any:
        row = self._row(pk)
        if not holds(current_standing(), "write", self.record, place_of_row(self.record, row)):
            abort(403)
        if request.method == "GET":
            self._note_reading(row)
        return self._form(row)

    @expose("/delete/<pk>", methods=["POST"])
    @has_access
    def delete(self, pk: str) -> Any:
        """Ask for the cancellation of a row; it waits for approval like any change."""
        row = self._row(pk)
        try:
            submission = operations.submit(
                self.record, {}, target_id=row["id"], verb="cancel", note=request.form.get("note", "").strip() or None
            )
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            flash(str(refusal.message), "danger")
            return redirect(f"{self.route_base}/show/{row['id']}")
        return self._handed_in(submission)

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

    def _note_reading(self, row: Mapping[str, Any]) -> None:
        """A form shows what a page shows; reading it leaves the same trace."""
        standing = current_standing()
        if note_reading(self.record, fields_in_form(self.record, standing, row), [row], standing):
            db.session.commit()

    def _may_add(self, standing: Standing) -> bool:
        """Whoever reaches nobody but himself adds no further person."""
        reach = standing.reach("write", self.record.name)
        only_himself = self.record.subject_from == "id" and not (reach.everywhere or reach.using or reach.managing)
        return standing.may("write", self.record.name) and not only_himself

    def _row(self, pk: str) -> dict[str, Any]:
        key = key_of(pk)
        row = read_row(self.record, key) if key is not None else None
        if row is None:
            abort(404)
        return row

    def _form(self, row: Mapping[str, Any] | None) -> Any:
        """Show the form, or take it in. Whatever is wrong, nothing that was typed is lost."""
        standing = current_standing()
        if request.method == "POST":
            filled = self._filled(standing, row, request.form)
            problems = filled.problems()
            message: Any = ""
            if filled.is_readable() and not any(problem.is_error for problem in problems):
                try:
                    return self._submit(filled, row)
                except Invalid as refusal:
                    problems, message = refusal.problems, ""
                except Stale:
                    message = ROW_MOVED
                    row = self._row(str(row["id"])) if row else None
                except Refusal as refusal:
                    message = refusal.message
                db.session.rollback()
            note = request.form.get("note", "")
            return self._form_page(filled, row, standing, problems, message, note=note), 422
        kept = give_back(request.args[KEPT], request.path, standing.user_id) if KEPT in request.args else None
        if kept is not None:
            given = MultiDict([(name, value) for name, values in kept.items() for value in values])
            note = given.get("note", "")
            return self._form_page(self._filled(standing, row, given), row, standing, [], "", True, note)
        return self._form_page(self._prefilled(standing, row), row, standing, [], "")

    def _filled(self, standing: Standing, row: Mapping[str, Any] | None, given: Any) -> Filled:
        form = self.add_form(formdata=given, meta={"csrf": False})
        return Filled(form, fields_in_form(self.record, standing, row))

    def _prefilled(self, standing: Standing, row: Mapping[str, Any] | None) -> Filled:
        """The official values, over them those of a returned change that is mended, or what the address fixes."""
        fields = fields_in_form(self.record, standing, row)
        data = {declared.name: row[declared.name] for declared in fields} if row else {}
        for declared in fields:
            if row is None and isinstance(declared.kind, Link):
                data[declared.name] = key_of(request.args.get(declared.name, ""))
        change = self._mended()
        if change is not None:
            data |= loaded(self.record, change.values)
        return Filled(self.add_form(formdata=None, data=data, meta={"csrf": False}), fields)

    def _mended(self) -> Change | None:
        """The writer's own returned change that this form starts from."""
        key = key_of(request.values.get(FROM, ""))
        if key is None:
            return None
        standing = current_standing()
        own = select(Change).where(
            Change.id == key, Change.record == self.record.name, Change.entered_by == standing.user_id
        )
        return db.session.scalar(own.where(Change.state == "returned"))

    def _submit(self, filled: Filled, row: Mapping[str, Any] | None) -> Any:
        mended = self._mended()
        submission = operations.submit(
            self.record,
            filled.values(),
            target_id=row["id"] if row else None,
            seen=key_of(request.form.get(SEEN, "")),
            note=request.form.get("note", "").strip()[:2000] or None,
            mends=mended.id if mended else None,
        )
        db.session.commit()
        for warning in submission.warnings:
            label = self.record.fields[warning.field].label if warning.field else ""
            flash(gettext("Please check “%(label)s”: %(message)s", label=label, message=warning.message), "warning")
        return self._handed_in(submission, row)

    def _handed_in(self, submission: operations.Submission, row: Mapping[str, Any] | None = None) -> Any:
        change = submission.change
        if change is None:
            flash(gettext("Nothing was changed."), "info")
            return redirect(f"{self.route_base}/show/{row['id']}" if row else f"{self.route_base}/list/")
        if change.state == "applied":
            flash(gettext("Saved; the row is official."), "success")
        elif change.needs_check:
            flash(gettext("Handed in; the unit's HR officer checks it first, then it waits for approval."), "success")
        else:
            flash(gettext("Handed in; it waits for approval and becomes official then."), "success")
        if change.target_id and change.verb != "cancel":
            return redirect(f"{self.route_base}/show/{change.target_id}")
        return redirect(f"/approval/show/{change.id}" if change.state != "applied" else f"{self.route_base}/list/")

    def _form_page(
        self,
        filled: Filled,
        row: Mapping[str, Any] | None,
        standing: Standing,
        problems: Sequence[Problem],
        message: Any,
        given_back: bool = False,
        note: str = "",
    ) -> Any:
        record = self.record
        errors = [
            (p.field or "", f"{record.fields[p.field].label}: {p.message}" if p.field else str(p.message))
            for p in problems
            if p.is_error
        ]
        mended = request.values.get(FROM, "")
        hidden = [(WHO, mark_of(standing.user_id or 0)), *([(FROM, mended)] if mended else [])]
        if row is not None:
            hidden.append((SEEN, str(row["change_id"] or "")))
        page = FormPage(
            record=record.name,
            title=_("Propose a change") if row else _("New: %(label)s", label=record.label),
            subtitle=self._called(row) if row else "",
            sections=filled.sections(record, problems, row),
            hidden=hidden,
            action=request.path,
            back_url=f"{self.route_base}/show/{row['id']}" if row else f"{self.route_base}/list/",
            submit_label=_("Submit for approval") if record.approval else _("Save"),
            note=note,
            pending=inbox_rows(waiting_changes(record, row["id"])) if row else (),
            errors=errors,
            message=message,
            given_back=given_back,
            waits=record.approval,
        )
        return self.render_template("screens/form.html", page=page)

    def _called(self, row: Mapping[str, Any]) -> str:
        return titles(self.record, [row["id"]]).get(row["id"], "")


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
