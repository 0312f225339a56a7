"""The employee and what is declared about him, as the curriculum vitae annexed to TT 06/2023/TT-BNV asks.

What comes more than once in a life is a record of its own; items that are left out belong to higher areas.
"""

from app.areas.personnel.models.declarations import AssetDeclaration, ForeignRelation, HistoryDeclaration
from app.areas.personnel.models.documents import IdentityDocument
from app.areas.personnel.models.employee import IN_SERVICE, RANK_LISTS, STAFF, Employee, EmployeeRecord
from app.areas.personnel.models.family import FamilyMember
from app.areas.personnel.models.file_papers import FilePaper
from app.areas.personnel.models.health import HealthRecord, PolicyStatus
from app.areas.personnel.models.organisations import MilitaryService, OrganisationMembership
from app.areas.personnel.models.party import PartyMembership, PartyPost
from app.areas.personnel.models.residence import Address, FormerName

__all__ = [
    "IN_SERVICE",
    "RANK_LISTS",
    "STAFF",
    "Address",
    "AssetDeclaration",
    "Employee",
    "EmployeeRecord",
    "FamilyMember",
    "FilePaper",
    "ForeignRelation",
    "FormerName",
    "HealthRecord",
    "HistoryDeclaration",
    "IdentityDocument",
    "MilitaryService",
    "OrganisationMembership",
    "PartyMembership",
    "PartyPost",
    "PolicyStatus",
]
