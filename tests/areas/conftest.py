"""A product with the code lists that the rules ask, and a way to hear what they say of a row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import force_locale

from app.access.standing import current_standing, operator
from app.changes.validation import Candidate, problems_of
from app.records.record import Record
from tests.factories import least


@pytest.fixture
def province(stocked_app: Flask) -> Iterator[Flask]:
    """The product with its code lists, in the operator's hands; messages as they stand in the code."""
    with stocked_app.app_context(), operator("test"), force_locale("en"):
        yield stocked_app


class Said:
    """What the checks say of one row."""

    def __init__(self, record: type[Record], row: dict[str, object], target_id: int | None = None) -> None:
        candidate = Candidate(record, row, frozenset(row), target_id, current_standing())
        found = problems_of(candidate)
        self.errors = {problem.field: str(problem.message) for problem in found if problem.is_error}
        self.warnings = {problem.field: str(problem.message) for problem in found if not problem.is_error}

    @property
    def nothing(self) -> bool:
        return not self.errors and not self.warnings


@pytest.fixture
def said(province):
    """`said(Record, field=value, …)`: what the checks say of the least row of the record with these values."""

    def ask(record: type[Record], **given: object) -> Said:
        return Said(record, least(record, **given))

    return ask
