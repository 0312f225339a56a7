"""Applicants: who they are, what they scored, how it ended; one who is taken becomes an employee without typing anew."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.organization.models import OrgUnit
from app.areas.recruitment import rules
from app.areas.recruitment.handing import HANDED_ON
from app.areas.recruitment.rounds import WRITERS, RecruitmentPost
from app.records.fields import (
    catalogue,
    choice,
    day,
    decimal,
    files,
    flag,
    identifier,
    link,
    long_text,
    partial_day,
    person_name,
    text,
)
from app.records.partial_dates import PartialDate
from app.records.record import ScopedRecord

PERSON = _("The applicant")
STUDY = _("Qualification of the applicant")
SCORES = _("Scores")
RESULT = _("Result")
OUTCOMES = [
    ("pending", _("Not decided yet")),
    ("passed", _("Taken")),
    ("failed", _("Not taken")),
    ("exempt", _("Taken without examination")),
    ("cancelled", _("Result annulled")),
]


class Applicant(ScopedRecord):
    """One application for one post. The applicant is no employee yet, and his data are read by few.

    Once he is taken, his page offers the personnel record filled in; reception and diploma follow by themselves.
    """

    label = _("Applicant")
    plural = _("Applicants")
    icon = "person-lines-fill"
    scope_from = "unit_id"
    named_by = ("full_name", "candidate_no")
    ordered_by = ("post_id", "candidate_no")
    dated_by = "applied_on"
    readers = ("unit_hr", "unit_approver", "province_officer", "inspector")
    writers = WRITERS
    stacked: ClassVar = {
        "full_name": ("candidate_no", "born_on"),
        "post_id": ("unit_id",),
        "level_code": ("major",),
        "round1_general": ("round1_language",),
        "round2_score": ("priority_points",),
        "outcome": ("recognised_on",),
    }
    rules = (
        rules.unit_is_that_of_the_post,
        rules.applied_in_time,
        rules.is_old_enough,
        rules.number_fits_sex_and_birth,
        rules.has_the_level_required,
        rules.result_follows_the_scores,
        rules.taken_within_the_vacancies,
        rules.best_are_taken_first,
        rules.recognised_when_taken,
    )
    hands_on = HANDED_ON

    post_id: Mapped[int] = link(
        RecruitmentPost,
        _("Post applied for"),
        required=True,
        listed=True,
        key=True,
        counted=True,
        question=_("How many apply for each post?"),
    )
    unit_id: Mapped[int] = link(
        OrgUnit,
        _("Unit applied to"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many apply to each unit?"),
        help=_("The unit that has the vacancy."),
    )
    candidate_no: Mapped[str] = identifier(
        _("Candidate number"), length=30, required=True, listed=True, searched=True, key=True, example="0127"
    )
    full_name: Mapped[str] = person_name(
        _("Name of the applicant"), required=True, listed=True, searched=True, section=PERSON
    )
    gender_code: Mapped[str] = catalogue(
        "genders",
        _("Gender of the applicant"),
        required=True,
        counted=True,
        question=_("How many men and women apply?"),
        section=PERSON,
    )
    born_on: Mapped[PartialDate] = partial_day(_("Applicant born on"), required=True, listed=True, section=PERSON)
    personal_id_number: Mapped[str | None] = identifier(
        _("Personal identification number of the applicant"),
        length=12,
        pattern=r"[0-9]{12}",
        pattern_help=_("The number has 12 digits."),
        secret=True,
        level="identity",
        section=PERSON,
        help=_("It becomes that of the personnel record."),
    )
    phone: Mapped[str | None] = identifier(
        _("Telephone of the applicant"),
        length=20,
        pattern=r"\+?[0-9][0-9 .()-]{7,18}",
        pattern_help=_("Digits, perhaps with spaces, dots and a leading +, as in 0912 345 678."),
        level="contact",
        section=PERSON,
    )
    address: Mapped[str | None] = text(_("Address of the applicant"), level="contact", section=PERSON)
    home_town: Mapped[str | None] = text(_("Home town of the applicant"), section=PERSON)
    ethnic_group_code: Mapped[str | None] = catalogue(
        "ethnic_groups", _("Ethnic group of the applicant"), level="sensitive", section=PERSON
    )
    applied_on: Mapped[date | None] = day(_("Application received on"), section=PERSON)
    papers: Mapped[list[int] | None] = files(_("Application papers"), section=PERSON)
    level_code: Mapped[str | None] = catalogue(
        "qualification_levels",
        _("Level of the applicant"),
        listed=True,
        counted=True,
        question=_("How highly are the applicants qualified?"),
        section=STUDY,
    )
    major: Mapped[str | None] = text(_("Field of study of the applicant"), listed=True, section=STUDY)
    institution: Mapped[str | None] = text(_("Institution of the applicant"), section=STUDY)
    diploma_issued_on: Mapped[PartialDate | None] = partial_day(_("Diploma of the applicant issued on"), section=STUDY)
    priority_code: Mapped[str | None] = catalogue(
        "recruitment_priorities",
        _("Priority of the applicant"),
        level="sensitive",
        section=SCORES,
        help=_("Only the highest one counts (NĐ 115/2020 Điều 6)."),
    )
    priority_points: Mapped[Decimal | None] = decimal(_("Priority points"), given=False, listed=True, section=SCORES)
    round1_general: Mapped[Decimal | None] = decimal(
        _("Round 1, general knowledge (%)"),
        listed=True,
        section=SCORES,
        help=_("Right answers in percent; at least 50 to go on (NĐ 115/2020 Điều 9)."),
    )
    round1_language: Mapped[Decimal | None] = decimal(_("Round 1, foreign language (%)"), listed=True, section=SCORES)
    language_exempt: Mapped[bool | None] = flag(_("Exempt from the foreign language"), section=SCORES)
    round2_score: Mapped[Decimal | None] = decimal(
        _("Score of round 2"), listed=True, section=SCORES, help=_("Out of 100; at least 50 to be taken.")
    )
    total_score: Mapped[Decimal | None] = decimal(
        _("Total points of the applicant"), given=False, listed=True, section=SCORES
    )
    outcome: Mapped[str] = choice(
        _("Result of the applicant"),
        OUTCOMES,
        required=True,
        listed=True,
        counted=True,
        question=_("How many applicants are taken?"),
        section=RESULT,
    )
    recognised_on: Mapped[date | None] = day(
        _("Result recognised on"),
        listed=True,
        counted=True,
        question=_("How many were taken in each year?"),
        section=RESULT,
    )
    decision_number: Mapped[str | None] = identifier(
        _("Recruitment decision"), section=RESULT, help=_("Number of the decision that takes the applicant.")
    )
    decided_on: Mapped[date | None] = day(_("Date of the recruitment decision"), section=RESULT)
    starts_on: Mapped[date | None] = day(
        _("Starts work on"), section=RESULT, help=_("From this day reception and contract count.")
    )
    note: Mapped[str | None] = long_text(_("Remark on the applicant"))

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Priority points follow from the group, the total from round 2 and those points."""
        points = rules.priority_points(values)
        return {**super().derived(values), "priority_points": points, "total_score": rules.total_score(values)}
