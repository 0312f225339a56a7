"""What an applicant who was taken hands on: the personnel record first, then his reception, contract and diploma."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _

from app.areas.contracts.models import Contract, Reception
from app.areas.personnel.models import Employee
from app.areas.personnel.models.employee import AT_WORK
from app.areas.training.models import Qualification
from app.records.catalogues import catalogues
from app.records.handing import Fixed, HandOn, RowOf, Says
from app.records.partial_dates import PartialDate

TAKEN = ("passed", "exempt")
STAFF, METHOD = "post_id.round_id.staff_type_code", "post_id.round_id.method_code"
PUBLIC_EMPLOYEE = "VC"
DIPLOMA = ("level_code", "major", "institution", "diploma_issued_on")


def taken(says: Says) -> bool:
    """Taken, and the result recognised."""
    return says("outcome") in TAKEN and says("recognised_on") is not None


def starts_on(says: Says) -> PartialDate | None:
    """The first day of service; as long as none is named, the day of the result."""
    first: date | None = says("starts_on") or says("recognised_on")
    return PartialDate.from_date(first) if first else None


def reception_kind(says: Says) -> str | None:
    """The kind of reception by type of staff, method and day; None where a contract stands in its place."""
    method = catalogues().items("recruitment_methods").get(says(METHOD) or "")
    since = starts_on(says)
    if method is None or since is None:
        return None
    kinds = catalogues().items("reception_kinds").values()
    movement, on = method.attributes.get("movement"), since.earliest()
    alike = (kind for kind in kinds if kind.valid_on(on) and kind.attributes.get("movement") == movement)
    return next((kind.code for kind in alike if says(STAFF) in kind.attributes.get("staff", "").split()), None)


HANDED_ON = (
    HandOn(
        Employee,
        _("Make the personnel record"),
        {
            "full_name": "full_name",
            "gender_code": "gender_code",
            "born_on": "born_on",
            "personal_id_number": "personal_id_number",
            "phone": "phone",
            "ethnic_group_code": "ethnic_group_code",
            "home_town": "home_town",
            "current_address": "address",
            "staff_type_code": STAFF,
            "status_code": Fixed(AT_WORK),
            "unit_id": "post_id.unit_id",
            "first_recruited_on": starts_on,
            "first_recruiting_body": lambda says: says("post_id.round_id.unit_id.name_vi"),
            "joined_unit_on": starts_on,
        },
        when=taken,
    ),
    HandOn(
        Reception,
        _("Make the reception"),
        {
            "employee_id": RowOf(Employee),
            "kind_code": reception_kind,
            "method_code": METHOD,
            "unit_id": "post_id.unit_id",
            "job_position_id": "post_id.job_position_id",
            "rank_code": "post_id.rank_code",
            "effective_from": starts_on,
            "decision_number": "decision_number",
            "decided_on": "decided_on",
        },
        when=lambda says: taken(says) and reception_kind(says) is not None,
        at_once=True,
    ),
    HandOn(
        Contract,
        _("Make the working contract"),
        {
            "employee_id": RowOf(Employee),
            "kind_code": Fixed("HDLV-XD"),
            "term_kind": Fixed("fixed"),
            "unit_id": "post_id.unit_id",
            "job_position_id": "post_id.job_position_id",
            "job": "post_id.post_title",
            "job_group": Fixed("professional"),
            "pay_mode": Fixed("scale"),
            "rank_code": "post_id.rank_code",
            "effective_from": starts_on,
        },
        when=lambda says: taken(says) and says(STAFF) == PUBLIC_EMPLOYEE,
    ),
    HandOn(
        Qualification,
        _("Make the qualification"),
        {
            "employee_id": RowOf(Employee),
            "level_code": "level_code",
            "major": "major",
            "institution": "institution",
            "issued_on": "diploma_issued_on",
        },
        when=lambda says: taken(says) and all(says(name) for name in DIPLOMA),
        at_once=True,
    ),
)
