"""b) Hồ sơ CBCCVC, người lao động: the employee and what is declared about him."""

from flask_babel import lazy_gettext as _

from app.areas.personnel.models import Employee, FamilyMember, IdentityDocument
from app.records.area import Area, StandardList
from app.records.charts import Bars, Pyramid

IN_SERVICE = "DLV|TS|BP|DH|NKL|TSAN|OM|DC|CH"

area = Area(
    "personnel",
    _("Personnel records"),
    letter="b",
    icon="person-vcard",
    group=_("Records"),
    records=[Employee, IdentityDocument, FamilyMember],
    charts=[
        Pyramid(
            Employee,
            "born_on",
            "gender_code",
            _("How old are the men and women in service?"),
            {"status_code": IN_SERVICE},
        ),
        Bars(Employee, "unit_id", {"status_code": IN_SERVICE}),
        Bars(Employee, "staff_type_code", {"status_code": IN_SERVICE}),
        Bars(Employee, "rank_code", {"status_code": IN_SERVICE}),
        Bars(Employee, "highest_qualification_code", {"status_code": IN_SERVICE}),
        Bars(Employee, "political_theory_code", {"status_code": IN_SERVICE}),
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
