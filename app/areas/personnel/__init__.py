"""b) Hồ sơ CBCCVC, người lao động: the employee and what is declared about him."""

from flask_babel import lazy_gettext as _

from app.areas.personnel.figures import FIGURES
from app.areas.personnel.models import (
    IN_SERVICE,
    Address,
    AssetDeclaration,
    Employee,
    FamilyMember,
    FilePaper,
    ForeignRelation,
    FormerName,
    HealthRecord,
    HistoryDeclaration,
    IdentityDocument,
    MilitaryService,
    OrganisationMembership,
    PartyMembership,
    PartyPost,
    PolicyStatus,
)
from app.records.area import Area, StandardList
from app.records.charts import Bars, Pyramid

area = Area(
    "personnel",
    _("Personnel records"),
    letter="b",
    icon="person-vcard",
    group=_("Records"),
    records=[
        Employee,
        IdentityDocument,
        FormerName,
        Address,
        FamilyMember,
        PartyMembership,
        PartyPost,
        OrganisationMembership,
        MilitaryService,
        PolicyStatus,
        HealthRecord,
        HistoryDeclaration,
        ForeignRelation,
        AssetDeclaration,
        FilePaper,
    ],
    settings=FIGURES,
    charts=[
        Pyramid(
            Employee,
            "born_on",
            "gender_code",
            _("How old are the men and women in service?"),
            {"status_code": IN_SERVICE},
            whole=_("in service"),
        ),
        Bars(Employee, "unit_id", {"status_code": IN_SERVICE}),
        Bars(Employee, "staff_type_code", {"status_code": IN_SERVICE}),
        Bars(Employee, "rank_code", {"status_code": IN_SERVICE}),
        Bars(Employee, "highest_qualification_code", {"status_code": IN_SERVICE}),
        Bars(Employee, "political_theory_code", {"status_code": IN_SERVICE}),
        Bars(Employee, "party_status_code", {"status_code": IN_SERVICE}),
        Bars(Employee, "last_grade_code", {"status_code": IN_SERVICE}),
    ],
    lists=[
        StandardList(
            "retirement",
            _("Reach the age of retirement"),
            Employee,
            {"status_code": IN_SERVICE},
            by="retires_on",
            ahead=("6m", "12m", "24m"),
            head=_("reach the age of retirement within a year"),
        ),
        StandardList("women", _("Women"), Employee, {"gender_code": "2"}),
        StandardList("minorities", _("Ethnic minorities"), Employee, {"ethnic_group_code": "!01"}),
        StandardList(
            "long_service", _("Recruited 30 years ago or earlier"), Employee, {"first_recruited_on": "..today-30y"}
        ),
        StandardList(
            "units_of_contract", _("Contract workers in public service units"), Employee, {"staff_type_code": "HD111SN"}
        ),
        StandardList(
            "not_at_work", _("On probation, seconded, on leave or suspended"), Employee, {"status_code": "!DLV"}
        ),
    ],
)
