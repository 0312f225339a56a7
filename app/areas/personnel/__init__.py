"""b) Hồ sơ CBCCVC, người lao động: the employee and what is declared about him."""

from flask_babel import lazy_gettext as _

from app.areas.personnel.figures import FIGURES
from app.areas.personnel.models import (
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
from app.records.area import Area

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
)
