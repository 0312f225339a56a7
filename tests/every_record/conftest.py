"""What every record's sheets are tried with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from app.access.rights import role_permissions
from app.access.standing import HeldGrant, Standing, acting_as, operator, standing_of
from app.extensions import db
from tests.people import make_user

PLANNER = "planning_officer"


@pytest.fixture
def officer(stocked_app: Flask) -> Iterator[Standing]:
    """The standing of a Home Affairs officer, who plans leaders too, in a province with every code list."""
    with stocked_app.app_context():
        with operator("test data"):
            db.session.commit()
            standing = standing_of(make_user("can_bo_so", "province_officer"))
            planner = HeldGrant(PLANNER, role_permissions()[PLANNER], "/")
            standing = replace(standing, grants=(*standing.grants, planner), _derived={})
        with stocked_app.test_request_context(), acting_as(standing):
            yield standing
