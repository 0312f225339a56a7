"""A form made from the declaration: what was typed, what it means, and what is wrong with it, field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_appbuilder.forms import DynamicForm
from flask_babel import get_translations
from flask_babel import lazy_gettext as _
from wtforms import Field as FormField

from app.access.levels import writable_fields
from app.access.standing import Standing
from app.changes.diff import link_texts
from app.records.catalogues import CatalogueKind
from app.records.field import Field
from app.records.kinds import Choice, Flag, Several
from app.records.links import Files, Link
from app.records.problems import REQUIRED, FieldError, Problem
from app.records.record import Record
from app.screens.evidence import file_controls
from app.screens.pages import Control, FormSection

MANY = 30  # more are not all sent along, but looked up
SEEN, WHO, FROM, HANDED, NOTE, ONLY = "_seen", "_who", "_from", "_handed", "_note", "_only"


class DeclaredInput(FormField):
    """An input that reads by the kind of its declared field and gives back what was typed, right or wrong."""

    declared: Field

    def __init__(self, label: Any = None, declared: Field | None = None, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        assert declared is not None
        self.declared = declared
        self.typed: str | None = None
        self.was_given = False

    @property
    def _takes_several(self) -> bool:
        return isinstance(self.declared.kind, Several)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.was_given = bool(valuelist)
        if not valuelist:
            return
        self.typed = Several.SIGN.join(filter(None, valuelist)) if self._takes_several else valuelist[0]
        try:
            self.data = self.declared.parse(self.typed)
        except FieldError as error:
            self.data = None
            raise ValueError(str(error.message)) from error


class WrittenForm(DynamicForm):
    """The base of every form; WTForms' own words come from our catalogue."""

    class Meta(DynamicForm.Meta):
        def get_translations(self, form: Any) -> Any:
            return get_translations()


def form_class(record: type[Record]) -> type[WrittenForm]:
    """The form of a record: one input for every field that somebody types."""
    inputs = {
        name: DeclaredInput(declared.label, declared=declared)
        for name, declared in record.fields.items()
        if declared.given
    }
    return type(f"{record.__name__}Form", (WrittenForm,), inputs)


def fields_in_form(record: type[Record], standing: Standing, row: Mapping[str, Any] | None) -> list[Field]:
    """The fields this writer fills in: those of his level; what is settled at the start only on a new row."""
    return [declared for declared in writable_fields(record, standing, row) if row is None or not declared.once]


class Filled:
    """A form bound to a request or to a row: its values by field, and its problems."""

    def __init__(self, form: WrittenForm, fields: Sequence[Field]) -> None:
        self.form, self.fields = form, list(fields)
        kept = {declared.name for declared in fields}
        for name in [
            name for name in form._fields if name not in kept and isinstance(form._fields[name], DeclaredInput)
        ]:
            del form[name]

    def values(self) -> dict[str, Any]:
        """What the form says, for the fields that it carried."""
        return {d.name: self.form[d.name].data for d in self.fields if self.form[d.name].was_given}

    def problems(self) -> list[Problem]:
        """What cannot be read, and what is required and empty."""
        found = []
        for declared in self.fields:
            field = self.form[declared.name]
            found += [Problem(error, declared.name) for error in field.process_errors]
            if declared.required and not field.process_errors and field.data in (None, "", []):
                found.append(Problem(REQUIRED, declared.name))
        return found

    def is_readable(self) -> bool:
        return not any(self.form[declared.name].process_errors for declared in self.fields)

    def sections(
        self, record: type[Record], problems: Sequence[Problem], official: Mapping[str, Any] | None
    ) -> list[FormSection]:
        """The inputs under their headings, each with its errors and warnings."""
        values = {declared.name: self.form[declared.name].data for declared in self.fields}
        texts = link_texts(self.fields, [values])
        grouped: dict[str, tuple[Any, list[Control]]] = {}
        for declared in self.fields:
            control = self._control(record, declared, values[declared.name], texts, problems, official)
            grouped.setdefault(str(declared.section), (declared.section, []))[1].append(control)
        return [FormSection(label, controls) for label, controls in grouped.values()]

    def _control(
        self,
        record: type[Record],
        declared: Field,
        value: Any,
        texts: Mapping[str, Mapping[int, str]],
        problems: Sequence[Problem],
        official: Mapping[str, Any] | None,
    ) -> Control:
        field = self.form[declared.name]
        mine = [problem for problem in problems if problem.field == declared.name]
        kind = declared.kind
        typed = field.typed if field.typed is not None else _written(declared, value)
        return Control(
            name=declared.name,
            label=declared.label,
            control=kind.control,
            value=typed,
            required=declared.required,
            help=declared.help,
            example=declared.example,
            errors=[str(problem.message) for problem in mine if problem.is_error],
            warnings=[str(problem.message) for problem in mine if not problem.is_error],
            numeric=kind.numeric,
            length=kind.length,
            official=declared.show(official[declared.name])
            if official and not isinstance(kind, (Link, Files, Several))
            else "",
            **_choice(record, declared, value, texts),
        )


def _written(declared: Field, value: Any) -> str:
    """A value as the form shows it for typing: codes and keys as such, everything else as it prints."""
    if value is None:
        return ""
    if isinstance(declared.kind, (Link, CatalogueKind, Choice, Several)):
        return str(value)
    if isinstance(declared.kind, Flag):
        return "1" if value else "0"
    if isinstance(declared.kind, Files):
        return ",".join(str(key) for key in value)
    return declared.show(value)


def _choice(
    record: type[Record], declared: Field, value: Any, texts: Mapping[str, Mapping[int, str]]
) -> dict[str, Any]:
    """What there is to choose: all of a short list, or where to ask for a long one."""
    kind, pick = declared.kind, f"/{record.name}/pick/{declared.name}"
    if isinstance(kind, Link):
        name = texts[declared.name].get(value, "") if value else ""
        return {"pick_url": pick, "chosen": (str(value), name) if name else None}
    if isinstance(kind, CatalogueKind):
        choices = kind.choices()
        if len(choices) > MANY:
            return {"pick_url": pick, "chosen": (value, f"{value} · {kind.show(value)}") if value else None}
        return {"options": choices}
    if isinstance(kind, (Choice, Several)):
        return {"options": tuple((code, str(label)) for code, label in kind.options)}
    if isinstance(kind, Flag):
        return {"options": (("1", str(_("Yes"))), ("0", str(_("No"))))}
    if isinstance(kind, Files):
        return {"files": file_controls(value or [])}
    return {}
