"""The groups into which a personal record falls, as the declarations have them: sections of the employee, and further records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app
from flask_babel import force_locale

from app.changes.content import records_about
from app.records.area import registry
from app.records.catalogues import catalogues
from app.records.field import Field
from app.records.record import Record


@dataclass(frozen=True)
class Group:
    """A section of the person's own row (with its fields), or a record of rows about him."""

    code: str
    label: Any
    record: type[Record]
    fields: Sequence[Field] = ()


def groups() -> list[Group]:
    """Every group of which the person himself may read, in the order of the declarations."""
    found: list[Group] | None = current_app.extensions.get("record_groups")
    if found is None:
        found = [*_sections(), *(Group(record.name, record.plural, record) for record in records_about())]
        current_app.extensions["record_groups"] = found
    return found


def group_choices() -> list[tuple[str, Any]]:
    """The groups as a campaign may choose them."""
    return [(group.code, group.label) for group in groups()]


def staff_types() -> list[tuple[str, Any]]:
    """The types of staff as a campaign may choose them."""
    return [(item.code, item.name) for item in catalogues().items("staff_types").values()]


def _sections() -> Iterator[Group]:
    subject = registry().subject
    assert subject is not None
    by_label: dict[str, list[Field]] = {}
    with force_locale("en"):
        for field in subject.fields.values():
            by_label.setdefault(str(field.section), []).append(field)
    for label, fields in by_label.items():
        code = re.sub(r"[^a-z]+", "_", label.lower()).strip("_")
        yield Group(f"{subject.name}.{code}", fields[0].section, subject, fields)
