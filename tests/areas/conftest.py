"""A product with the code lists that the rules ask, and a way to hear what they say of a row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import force_locale

from app.access.standing import current_standing, operator
from app.changes.validation import Candidate, problems_of
from app.records.record import Record
from tests.factories import code_lists, least

LISTS = (
    "allowance_types",
    "appointment_file_items",
    "appointment_kinds",
    "appointment_steps",
    "asset_declaration_kinds",
    "authority_levels",
    "award_levels",
    "base_salaries",
    "blood_types",
    "civil_servant_ranks",
    "collective_titles",
    "communes",
    "contract_rules",
    "contract_types",
    "decision_types",
    "degree_fields",
    "discipline_clocks",
    "discipline_forms",
    "discipline_rules",
    "discipline_subjects",
    "districts",
    "employment_statuses",
    "evaluation_grades",
    "evaluation_rules",
    "family_relations",
    "file_components",
    "foreign_language_levels",
    "genders",
    "health_classes",
    "identity_document_types",
    "it_levels",
    "job_grade_limits",
    "languages",
    "leadership_allowances",
    "leave_kinds",
    "leaving_reasons",
    "limitation_exceptions",
    "military_ranks",
    "movement_kinds",
    "national_defence_groups",
    "nationalities",
    "organization_kinds",
    "party_end_reasons",
    "party_member_statuses",
    "party_positions",
    "planning_age_bands",
    "planning_terms",
    "policy_groups",
    "political_theory_levels",
    "probation_rules",
    "provinces",
    "public_employee_titles",
    "qualification_levels",
    "reception_grounds",
    "reception_kinds",
    "recruitment_methods",
    "recruitment_priorities",
    "recruitment_rules",
    "retirement_ages",
    "retirement_birth_months",
    "reward_bonuses",
    "reward_forms",
    "reward_kinds",
    "reward_titles",
    "salary_change_kinds",
    "salary_groups",
    "salary_steps",
    "social_organisations",
    "staff_types",
    "state_management_levels",
    "training_funding_sources",
    "training_kinds",
    "training_rules",
    "union_positions",
    "violation_groups",
    "work_history_kinds",
    "youth_union_positions",
)


@pytest.fixture
def province(product_app: Flask) -> Iterator[Flask]:
    """The product with its code lists, in the operator's hands; messages as they stand in the code."""
    with product_app.app_context(), operator("test"), force_locale("en"):
        code_lists(*LISTS)
        yield product_app


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
