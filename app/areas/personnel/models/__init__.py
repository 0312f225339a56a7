"""The employee and what is declared about him, as the curriculum vitae annexed to TT 06/2023/TT-BNV asks.

Items 8 (identity documents) and 36 (family) are records of their own; those left out belong to higher areas.
"""

from app.areas.personnel.models.documents import IdentityDocument
from app.areas.personnel.models.employee import RANK_LISTS, STAFF, Employee, EmployeeRecord
from app.areas.personnel.models.family import FamilyMember

__all__ = ["RANK_LISTS", "STAFF", "Employee", "EmployeeRecord", "FamilyMember", "IdentityDocument"]
