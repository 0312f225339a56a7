"""The forms of a record: what is typed is checked, handed in as a change, and never lost on the way."""

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
from app.access.standing import Standing, current_standing
from app.changes import operations
from app.changes.diff import loaded
from app.changes.handing import filled as handed_values
from app.changes.handing import handing_to
from app.changes.models import Change
from app.changes.places import holds, place_of_row
from app.changes.refusals import Invalid, Refusal, Stale
from app.extensions import db
from app.records.field import Field
from app.records.handing import HandOn
from app.records.kinds import Choice
from app.records.links import Link, key_of
from app.records.problems import Problem
from app.records.record import Record
from app.screens.forms import FROM, HANDED, NOTE, ONLY, SEEN, Filled, WrittenForm, fields_in_form, form_class
from app.screens.inbox import inbox_rows
from app.screens.kept_forms import KEPT, WHO, give_back, mark_of
from app.screens.menu import own_page
from app.screens.pages import FormPage
from app.screens.showing import waiting_changes

ROW_MOVED = _("Somebody else changed this row meanwhile; “official now” shows it. Check, and send again.")


class EditingView(ModelView):
    """Adding, correcting and cancelling rows of one record: the part of its screens that writes."""

    record: type[Record]

    def _init_forms(self) -> None:
        """The forms come from the declaration; the framework's would load whole tables into their choices."""
        self.add_form = self.edit_form = form_class(self.record)
        self.search_form = WrittenForm

    def _refuse_without_form(self) -> None:
        if not self.record.by_form:
            abort(404)

    @expose("/add", methods=["GET", "POST"])
    @has_access
    def add(self) -> Any:
        self._refuse_without_form()
        return self._form(None)

    @expose("/edit/<pk>", methods=["GET", "POST"])
    @has_access
    def edit(self, pk: str) -> Any:
        self._refuse_without_form()
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
        self._refuse_without_form()
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

    def _note_reading(self, row: Mapping[str, Any]) -> None:
        """A form shows what a page shows; reading it leaves the same trace."""
        standing = current_standing()
        if note_reading(self.record, fields_in_form(self.record, standing, row), [row], standing):
            db.session.commit()

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
            note = request.form.get(NOTE, "")
            return self._form_page(filled, row, standing, problems, message, note=note), 422
        kept = give_back(request.args[KEPT], request.path, standing.user_id) if KEPT in request.args else None
        if kept is not None:
            given = MultiDict([(name, value) for name, values in kept.items() for value in values])
            note = given.get(NOTE, "")
            return self._form_page(self._filled(standing, row, given), row, standing, [], "", True, note)
        return self._form_page(self._prefilled(standing, row), row, standing, [], "")

    def _fields(self, standing: Standing, row: Mapping[str, Any] | None) -> list[Field]:
        """The fields of the form; of a correction those alone that the address asks for, if it names any."""
        fields = fields_in_form(self.record, standing, row)
        named = request.values.get(ONLY, "").split(",") if row is not None else []
        return [declared for declared in fields if declared.name in named] or fields

    def _filled(self, standing: Standing, row: Mapping[str, Any] | None, given: Any) -> Filled:
        form = self.add_form(formdata=given, meta={"csrf": False})
        return Filled(form, self._fields(standing, row))

    def _prefilled(self, standing: Standing, row: Mapping[str, Any] | None) -> Filled:
        """The official values, over them those of a returned change that is mended, or what the address fixes."""
        fields = self._fields(standing, row)
        data = {declared.name: row[declared.name] for declared in fields} if row else {}
        for declared in fields:
            if row is None and isinstance(declared.kind, Link):
                data[declared.name] = key_of(request.args.get(declared.name, ""))
            elif row is None and isinstance(declared.kind, Choice):
                asked = request.args.get(declared.name, "")
                data[declared.name] = asked if asked in dict(declared.kind.options) else None
        handing = self._handing() if row is None else None
        if handing is not None:
            data |= handed_values(*handing, standing)
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

    def _handing(self) -> tuple[HandOn, type[Record], dict[str, Any]] | None:
        """The row whose values this form hands on, when its record declares so and it is due."""
        source = request.values.get(HANDED, "")
        return handing_to(self.record, source) if source else None

    def _submit(self, filled: Filled, row: Mapping[str, Any] | None) -> Any:
        mended = self._mended()
        submission = operations.submit(
            self.record,
            filled.values(),
            target_id=row["id"] if row else None,
            seen=key_of(request.form.get(SEEN, "")),
            note=request.form.get(NOTE, "").strip()[:2000] or None,
            mends=mended.id if mended else None,
            handed_from=request.values.get(HANDED) if self._handing() else None,
        )
        db.session.commit()
        for warning in submission.warnings:
            label = self.record.fields[warning.field].label if warning.field else ""
            flash(gettext("Please check “%(label)s”: %(message)s", label=label, message=warning.message), "warning")
        return self._handed_in(submission, row)

    def _handed_in(self, submission: operations.Submission, row: Mapping[str, Any] | None = None) -> Any:
        change, standing = submission.change, current_standing()
        own = own_page(standing)
        if change is None:
            flash(gettext("Nothing was changed."), "info")
            return redirect(f"{self.route_base}/show/{row['id']}" if row else f"{self.route_base}/list/")
        if change.state == "applied":
            flash(gettext("Saved; the row is official."), "success")
        elif change.needs_check:
            flash(gettext("Handed in; the unit's HR officer checks it first, then it waits for approval."), "success")
        else:
            flash(gettext("Handed in; it waits for approval and becomes official then."), "success")
        if own and self._is_for_himself(standing):
            return redirect(own)
        if change.target_id and change.verb != "cancel":
            return redirect(f"{self.route_base}/show/{change.target_id}")
        return redirect(f"/approval/show/{change.id}" if change.state != "applied" else f"{self.route_base}/list/")

    def _is_for_himself(self, standing: Standing) -> bool:
        """Whether the writer writes of nobody but himself, and goes on where his own record is."""
        return self.record.subject_from is not None and not standing.keeps(self.record.name)

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
        handing = self._handing() if row is None else None
        if handing is not None:
            hidden.append((HANDED, request.values[HANDED]))
        if row is not None:
            hidden.append((SEEN, str(row["change_id"] or "")))
            hidden += [(ONLY, request.values[ONLY])] if ONLY in request.values else []
        page = FormPage(
            record=record.name,
            title=_("Propose a change") if row else _("New: %(label)s", label=record.label),
            subtitle=self._called(record, row) if row else self._called(*handing[1:]) if handing else "",
            sections=filled.sections(record, problems, row),
            hidden=hidden,
            action=request.path,
            back_url=(own_page(standing) if self._is_for_himself(standing) else "")
            or (f"{self.route_base}/show/{row['id']}" if row else f"{self.route_base}/list/"),
            submit_label=_("Submit for approval") if record.approval else _("Save"),
            note=note,
            pending=inbox_rows(waiting_changes(record, row["id"])) if row else (),
            errors=errors,
            message=message,
            given_back=given_back,
            waits=record.approval,
        )
        return self.render_template("screens/form.html", page=page)

    def _called(self, record: type[Record], row: Mapping[str, Any]) -> str:
        return titles(record, [row["id"]]).get(row["id"], "")
