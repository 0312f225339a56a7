"""b) Hồ sơ CBCCVC, người lao động: the employee and what is declared about him."""

from flask_babel import lazy_gettext as _

from app.areas.personnel.models import Employee, FamilyMember, IdentityDocument
from app.records.area import Area

area = Area(
    "personnel",
    _("Personnel records"),
    letter="b",
    icon="person-vcard",
    group=_("Records"),
    records=[Employee, IdentityDocument, FamilyMember],
)
