"""The employee, and the base of every row about one (items 1–7, 9–17, 19–22, 26, 28, 29 and 38)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.organization.models import OrgUnit, Position
from app.areas.personnel import completeness, retirement
from app.areas.personnel.rules import (
    birth_difference_is_dealt_with,
    born_within_reason,
    honoured_by_the_state,
    name_of_letters,
    number_fits_sex_and_birth,
    recruited_as_an_adult,
)
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
    whole_number,
    year,
)
from app.records.partial_dates import PartialDate
from app.records.record import ScopedRecord

IDENTITY = _("Identity")
ORIGIN = _("Origin and residence")
WORK = _("Work at present")
RECRUITMENT = _("Recruitment")
SOCIETY = _("Party, organisations and military service")
EDUCATION = _("Education and honours")
REMARKS = _("Duties and remarks")

RANK_LISTS = ("civil_servant_ranks", "public_employee_titles", "legacy_public_employee_ranks")
AT_WORK = "DLV"
IN_SERVICE = "DLV|TS|BP|DH|NKL|TSAN|OM|DC|CH"  # a filter: whoever has not left
BIRTH_DIFFERENCES = [
    ("open", _("Being clarified")),
    ("kept", _("Both dates stand: the Party file keeps its own")),
    ("settled", _("Settled on the strength of a paper")),
]
STAFF = ("employee", "unit_hr", "unit_approver", "province_officer", "inspector")


class Employee(ScopedRecord):
    """One person in the service of the province: cán bộ, công chức, viên chức or contract worker.

    Unit, position, rank, step and coefficient are what the approved events say today; nobody types them.
    """

    label = _("Personnel file")
    plural = _("Employees")
    icon = "person-vcard"
    scope_from = "unit_id"
    subject_from = "id"
    named_by = ("full_name", "staff_number")
    ordered_by = ("full_name",)
    stacked: ClassVar = {
        "full_name": ("staff_number", "born_on"),
        "unit_id": ("position_id",),
        "staff_type_code": ("status_code",),
        "salary_step": ("salary_coefficient",),
    }
    at_rest: ClassVar = {"status_code": AT_WORK}
    rules = (
        name_of_letters,
        born_within_reason,
        birth_difference_is_dealt_with,
        number_fits_sex_and_birth,
        recruited_as_an_adult,
        honoured_by_the_state,
    )

    staff_number: Mapped[str] = identifier(
        _("Staff number"),
        length=30,
        required=True,
        listed=True,
        searched=True,
        key=True,
        section=IDENTITY,
        example="TQ-003412",
    )
    full_name: Mapped[str] = person_name(
        _("Full name at birth"),
        required=True,
        listed=True,
        searched=True,
        section=IDENTITY,
        example="Nguyễn Thị Ánh",
    )
    other_names: Mapped[str | None] = text(_("Other names"), searched=True, section=IDENTITY)
    gender_code: Mapped[str] = catalogue(
        "genders",
        _("Gender"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many men and women serve?"),
        section=IDENTITY,
    )
    born_on: Mapped[PartialDate] = partial_day(
        _("Date of birth"),
        required=True,
        listed=True,
        counted=True,
        question=_("In which years were the staff born?"),
        section=IDENTITY,
        help=_("Only what is known: dd/mm/yyyy, mm/yyyy or yyyy."),
    )
    born_on_in_register: Mapped[PartialDate | None] = partial_day(
        _("Date of birth in the population database"),
        section=IDENTITY,
        help=_("Only when it differs from the date in the personnel file."),
    )
    birth_difference: Mapped[str | None] = choice(
        _("What is done about the two dates of birth"),
        BIRTH_DIFFERENCES,
        section=IDENTITY,
        help=_("A date of birth is corrected only on the strength of a paper of the civil registry."),
    )
    personal_id_number: Mapped[str | None] = identifier(
        _("Personal identification number"),
        length=12,
        pattern=r"[0-9]{12}",
        pattern_help=_("The number has 12 digits."),
        secret=True,
        unique=True,
        level="identity",
        section=IDENTITY,
    )
    social_insurance_number: Mapped[str | None] = identifier(
        _("Social insurance number"),
        length=10,
        pattern=r"[0-9]{10}",
        pattern_help=_("The number has 10 digits."),
        level="identity",
        section=IDENTITY,
    )
    health_insurance_number: Mapped[str | None] = identifier(
        _("Health insurance card number"),
        length=15,
        pattern=r"[A-Z]{2}[0-9]{13}|[0-9]{12}|[0-9]{10}",
        pattern_help=_("Two letters and 13 digits; on newer cards 10 or 12 digits."),
        level="identity",
        section=IDENTITY,
    )
    phone: Mapped[str | None] = identifier(
        _("Telephone"),
        length=20,
        pattern=r"\+?[0-9][0-9 .()-]{7,18}",
        pattern_help=_("Digits, perhaps with spaces, dots and a leading +, as in 0912 345 678."),
        level="contact",
        section=IDENTITY,
    )
    work_email: Mapped[str | None] = identifier(
        _("E-mail for work"),
        length=120,
        pattern=r"[^@\s]+@[^@\s]+\.[^@\s]+",
        pattern_help=_("An address such as ha.nt@tuyenquang.gov.vn."),
        level="contact",
        section=IDENTITY,
    )
    photo: Mapped[list[int] | None] = files(_("Photograph 4×6 cm"), section=IDENTITY)
    photo_taken_on: Mapped[date | None] = day(_("Photograph taken on"), section=IDENTITY)
    ethnic_group_code: Mapped[str | None] = catalogue(
        "ethnic_groups",
        _("Ethnic group"),
        counted=True,
        question=_("Which ethnic groups do the staff belong to?"),
        level="sensitive",
        section=ORIGIN,
    )
    religion_code: Mapped[str | None] = catalogue("religions", _("Religion"), level="sensitive", section=ORIGIN)
    marital_status_code: Mapped[str | None] = catalogue(
        "marital_statuses", _("Marital status"), level="sensitive", section=ORIGIN
    )
    birth_place: Mapped[str | None] = text(
        _("Place of birth"), section=ORIGIN, help=_("As the places were called then.")
    )
    home_town: Mapped[str | None] = text(_("Home town"), section=ORIGIN)
    family_origin_code: Mapped[str | None] = catalogue(
        "family_origins", _("Family background"), level="sensitive", section=ORIGIN
    )

    staff_type_code: Mapped[str] = catalogue(
        "staff_types",
        _("Type of staff"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many staff of each type serve?"),
        section=WORK,
    )
    status_code: Mapped[str] = catalogue(
        "employment_statuses",
        _("Employment status"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many are at work, away or gone?"),
        once=True,
        section=WORK,
        help=_("The first status; afterwards it follows leaves of absence, secondments and separations."),
    )
    unit_id: Mapped[int] = link(
        OrgUnit,
        _("Unit of the employee"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many people serve in each unit?"),
        once=True,
        section=WORK,
        help=_("The first unit; afterwards it follows the assignments."),
    )
    position_id: Mapped[int | None] = link(
        Position,
        _("Position held"),
        listed=True,
        given=False,
        counted=True,
        question=_("How many hold each position?"),
        section=WORK,
    )
    rank_code: Mapped[str | None] = catalogue(
        RANK_LISTS,
        _("Rank or professional title"),
        listed=True,
        given=False,
        counted=True,
        question=_("How many hold each rank?"),
        section=WORK,
    )
    salary_step: Mapped[int | None] = whole_number(
        _("Salary step"), least=1, most=20, listed=True, given=False, section=WORK
    )
    salary_coefficient: Mapped[Decimal | None] = decimal(
        _("Salary coefficient"), listed=True, given=False, section=WORK
    )
    next_raise_on: Mapped[date | None] = day(
        _("Next raise due on"),
        given=False,
        section=WORK,
        help=_("When the months of the scale are full, before any time that is not counted and any delay."),
    )
    retires_on: Mapped[date | None] = day(
        _("Reaches the age of retirement on"),
        given=False,
        section=WORK,
        help=_(
            "The last day of the month in which the age of NĐ 135/2020/NĐ-CP is reached, by sex and birth on record."
        ),
    )
    last_grade_code: Mapped[str | None] = catalogue(
        "evaluation_grades",
        _("Last grade"),
        given=False,
        counted=True,
        question=_("How were the staff rated last?"),
        section=WORK,
    )
    confirmed_on: Mapped[date | None] = day(_("Record last confirmed on"), given=False, quiet=True, section=WORK)
    last_graded_on: Mapped[PartialDate | None] = partial_day(_("Last graded on"), given=False, section=WORK)
    # It stands below those of the work, since the first derived ones head the page.
    current_address: Mapped[str | None] = text(
        _("Present address"),
        once=True,
        level="contact",
        section=ORIGIN,
        help=_("The first address; afterwards it follows the addresses."),
    )

    occupation_before: Mapped[str | None] = text(_("Occupation before recruitment"), section=RECRUITMENT)
    first_recruited_on: Mapped[PartialDate | None] = partial_day(_("First recruited on"), section=RECRUITMENT)
    first_recruiting_body: Mapped[str | None] = text(_("Recruiting body"), section=RECRUITMENT)
    joined_unit_on: Mapped[PartialDate | None] = partial_day(_("Joined the present body on"), section=RECRUITMENT)

    party_status_code: Mapped[str | None] = catalogue(
        "party_member_statuses",
        _("Standing in the Party"),
        given=False,
        counted=True,
        question=_("How many are Party members?"),
        level="sensitive",
        section=SOCIETY,
    )
    party_joined_on: Mapped[PartialDate | None] = partial_day(
        _("Joined the Party on"), given=False, level="sensitive", section=SOCIETY
    )
    party_official_on: Mapped[PartialDate | None] = partial_day(
        _("Official in the Party since"), given=False, level="sensitive", section=SOCIETY
    )
    party_position_code: Mapped[str | None] = catalogue(
        "party_positions", _("Party position held"), given=False, level="sensitive", section=SOCIETY
    )
    first_organisation_code: Mapped[str | None] = catalogue(
        "social_organisations",
        _("First political and social organisation"),
        given=False,
        level="sensitive",
        section=SOCIETY,
    )
    first_organisation_on: Mapped[PartialDate | None] = partial_day(
        _("Joined that organisation on"), given=False, level="sensitive", section=SOCIETY
    )
    enlisted_on: Mapped[PartialDate | None] = partial_day(_("Enlisted on"), given=False, section=SOCIETY)
    discharged_on: Mapped[PartialDate | None] = partial_day(_("Discharged on"), given=False, section=SOCIETY)
    military_rank_code: Mapped[str | None] = catalogue(
        "military_ranks", _("Highest military rank"), given=False, section=SOCIETY
    )

    general_education_code: Mapped[str | None] = catalogue(
        "general_education_levels", _("General education"), section=EDUCATION
    )
    highest_qualification_code: Mapped[str | None] = catalogue(
        "qualification_levels",
        _("Highest qualification"),
        given=False,
        counted=True,
        question=_("How highly are the staff qualified?"),
        section=EDUCATION,
    )
    highest_qualification_major: Mapped[str | None] = text(
        _("Field of the highest qualification"), given=False, section=EDUCATION
    )
    political_theory_code: Mapped[str | None] = catalogue(
        "political_theory_levels",
        _("Level of political theory"),
        given=False,
        counted=True,
        question=_("How many have each level of political theory?"),
        section=EDUCATION,
    )
    state_management_code: Mapped[str | None] = catalogue(
        "state_management_levels",
        _("Level of state management"),
        given=False,
        counted=True,
        question=_("How many completed each programme of state management?"),
        section=EDUCATION,
    )
    foreign_language_code: Mapped[str | None] = catalogue(
        "languages", _("Foreign language"), given=False, section=EDUCATION
    )
    foreign_language_level_code: Mapped[str | None] = catalogue(
        "foreign_language_levels",
        _("Level of the foreign language"),
        given=False,
        counted=True,
        question=_("How well do the staff know a foreign language?"),
        section=EDUCATION,
    )
    ethnic_language_code: Mapped[str | None] = catalogue(
        "languages", _("Ethnic minority language"), given=False, section=EDUCATION
    )
    it_level_code: Mapped[str | None] = catalogue(
        "it_levels",
        _("IT level"),
        given=False,
        counted=True,
        question=_("How many have each IT level?"),
        section=EDUCATION,
    )
    academic_title_code: Mapped[str | None] = catalogue("academic_titles", _("Academic title"), section=EDUCATION)
    academic_title_year: Mapped[int | None] = year(_("Year of the academic title"), section=EDUCATION)
    state_honour_code: Mapped[str | None] = catalogue(
        "reward_forms",
        _("State honour"),
        section=EDUCATION,
        help=_("An honorary title of the State, such as Meritorious Teacher."),
    )
    state_honour_year: Mapped[int | None] = year(_("Year of the state honour"), section=EDUCATION)

    main_duties: Mapped[str | None] = long_text(_("Main duties"), section=REMARKS)
    strengths: Mapped[str | None] = text(_("Strengths at work"), section=REMARKS)
    longest_job: Mapped[str | None] = text(_("Work done longest"), section=REMARKS)
    unit_remark: Mapped[str | None] = long_text(_("Remark of the using unit"), section=REMARKS)
    is_complete: Mapped[bool | None] = flag(
        _("Own items all entered"),
        given=False,
        counted=True,
        question=_("How many records have all their own items entered?"),
        section=REMARKS,
        help=_("The items of the curriculum vitae that everybody has; what the events say is not among them."),
    )

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """The age of retirement follows from sex and birth; what is still to be entered from all that is."""
        return {
            **super().derived(values),
            "retires_on": retirement.retires_on(values.get("gender_code"), values.get("born_on")),
            "is_complete": completeness.is_complete(values),
        }


class EmployeeRecord(ScopedRecord):
    """Base of a row about one employee: it lies where he serves, and stands as a tab on his page."""

    __abstract__ = True
    subject_from = "employee_id"
    leading = ("employee_id",)

    employee_id: Mapped[int] = link(Employee, _("Employee concerned"), required=True, listed=True)
