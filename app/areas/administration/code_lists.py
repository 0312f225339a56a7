"""What the code lists of the product are called."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

CODE_LISTS = {
    "academic_titles": _("Academic titles"),
    "appointment_kinds": _("Kinds of appointment"),
    "base_salaries": _("Base salaries by date"),
    "civil_servant_ranks": _("Ranks of civil servants"),
    "contract_types": _("Types of contract"),
    "decision_types": _("Types of decision"),
    "document_types": _("Types of document"),
    "employment_statuses": _("Employment statuses"),
    "ethnic_groups": _("Ethnic groups"),
    "family_origins": _("Family origins"),
    "family_relations": _("Family relations"),
    "genders": _("Genders"),
    "general_education_levels": _("Levels of general education"),
    "identity_document_types": _("Types of identity document"),
    "job_position_groups": _("Groups of job positions"),
    "leadership_allowances": _("Leadership allowances"),
    "leaving_reasons": _("Reasons for leaving"),
    "legacy_public_employee_ranks": _("Former ranks of public employees"),
    "marital_statuses": _("Marital statuses"),
    "movement_kinds": _("Kinds of movement"),
    "nationalities": _("Nationalities"),
    "organization_kinds": _("Kinds of organization"),
    "public_employee_titles": _("Professional titles of public employees"),
    "qualification_levels": _("Qualification levels"),
    "religions": _("Religions"),
    "retirement_ages": _("Retirement ages by year"),
    "retirement_birth_months": _("Retirement dates by month of birth"),
    "reward_forms": _("Forms of reward"),
    "salary_change_kinds": _("Kinds of salary change"),
    "salary_groups": _("Salary groups"),
    "salary_steps": _("Salary steps and coefficients"),
    "staff_types": _("Types of staff"),
    "work_history_kinds": _("Kinds of work history"),
}
