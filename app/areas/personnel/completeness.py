"""When the entry of a person's own items counts as finished: the items of the curriculum vitae that everybody has.

Items 1, 5–10, 13 and 29 of the form of TT 06/2023/TT-BNV, with the numbers by which other bodies know the person. What only
some have (other names, titles, honours) and what the events say (rank, diploma, Party) is not asked for here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ITEMS = (
    "full_name",
    "gender_code",
    "born_on",
    "personal_id_number",
    "social_insurance_number",
    "phone",
    "ethnic_group_code",
    "religion_code",
    "birth_place",
    "home_town",
    "first_recruited_on",
    "joined_unit_on",
    "general_education_code",
)


def is_complete(values: Mapping[str, Any]) -> bool:
    """Whether every item that everybody has is on record."""
    return all(values.get(name) not in (None, "") for name in ITEMS)
